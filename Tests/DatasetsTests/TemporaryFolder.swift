import CZlib
import Foundation

/// A folder of a test's own, gone when the test is over.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "datasets-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, with the folders it lies in, and returns its path.
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let url = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }
}

/// The four bytes of a big-endian number.
func bigEndian(_ number: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }

/// The bytes of an IDX file of images.
func idxImages(count: UInt32, rows: UInt32, columns: UInt32, pixels: [UInt8], magic: UInt32 = 2051) -> [UInt8] {
  [magic, count, rows, columns].flatMap(bigEndian) + pixels
}

/// The bytes of an IDX file of labels.
func idxLabels(_ labels: [UInt8], count: UInt32? = nil) -> [UInt8] {
  [2049, count ?? UInt32(labels.count)].flatMap(bigEndian) + labels
}

/// The bytes as gzip would store them, packed as tight as `level` from 1 to 9 says.
func gzipped(_ bytes: [UInt8], level: Int32 = 9) -> [UInt8] {
  var stream = z_stream()
  let gzip: Int32 = 15 + 16
  deflateInit2_(
    &stream, level, Z_DEFLATED, gzip, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var source = bytes
  var target = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
  let written = source.withUnsafeMutableBufferPointer { source in
    target.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(target.count)
      deflate(&stream, Z_FINISH)
      return Int(stream.total_out)
    }
  }
  return Array(target.prefix(written))
}
