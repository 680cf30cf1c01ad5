import System
import TensorCore

/// The format of MNIST and its relatives: a header of big-endian 32-bit numbers, then bytes.
///
/// The header is a magic number (2051 for images, 2049 for labels), the count, and for images the rows and columns.
/// Files may be gzipped. What the header claims is checked before room is made for it, and nothing is unpacked
/// beyond it. Every trouble with a file is thrown as a `DataFileError`.
public enum IDX {
  /// Reads images, `(count, 1, rows, columns)`, bytes 0…255 as 0…1.
  public static func images(path: String) throws -> Tensor { try images(from: CompressedFile(path: path)) }

  static func images(from file: CompressedFile) throws -> Tensor {
    let sizes = try readHeader(of: file, magic: 2051, kind: "images", sizes: 3)
    let (count, rows, columns) = (sizes[0], sizes[1], sizes[2])
    let sides = 1...4096
    guard sides.contains(rows), sides.contains(columns) else {
      throw DataFileError(
        path: file.path, problem: .tooLarge,
        detail:
          "expected images of 1 to \(sides.upperBound) pixels a side and found \(rows)×\(columns) in the header",
        advice: damagedAdvice)
    }
    let contents = Contents(
      count: count * rows * columns, headerSize: 16, description: "\(count) images of \(rows)×\(columns)")
    try check(contents, of: file)

    let values = (0...255).map { Float($0) / 255 }
    var piece = [UInt8](repeating: 0, count: min(contents.count, 1 << 16))
    return try Tensor(shape: [count, 1, rows, columns]) { pixels in
      for start in stride(from: 0, to: pixels.count, by: piece.count) {
        let wanted = min(piece.count, pixels.count - start)
        try read(wanted, of: contents, after: start, from: file, into: &piece)
        for index in 0..<wanted { pixels[start + index] = values[Int(piece[index])] }
      }
      try checkEnd(of: file, contents)
    }
  }

  /// Reads labels, each of which must be below `classes`. Stops unless there is at least one class.
  public static func labels(path: String, classes: Int = 10) throws -> [Int] {
    try labels(from: CompressedFile(path: path), classes: classes)
  }

  static func labels(from file: CompressedFile, classes: Int) throws -> [Int] {
    require(classes >= 1, "IDX: labels of \(classes) classes; there must be at least 1")
    let count = try readHeader(of: file, magic: 2049, kind: "labels", sizes: 1)[0]
    let contents = Contents(count: count, headerSize: 8, description: "\(count) labels")
    try check(contents, of: file)
    var bytes = [UInt8](repeating: 0, count: count)
    try read(count, of: contents, after: 0, from: file, into: &bytes)
    try checkEnd(of: file, contents)
    if let index = bytes.firstIndex(where: { $0 >= classes }) {
      throw DataFileError(
        path: file.path, problem: .inconsistent,
        detail: "expected labels from 0 to \(classes - 1) and found \(bytes[index]) for image \(index)",
        advice: "the file is damaged or belongs to another data set")
    }
    return bytes.map { Int($0) }
  }

  static let damagedAdvice = "the file is damaged or not what its name says; fetch it again"
}
