import System

/// What stands between a file from anywhere and the memory it asks for.
extension IDX {
  /// What a header promises to follow.
  struct Contents {
    /// The number of bytes after the header.
    let count: Int
    let headerSize: Int
    /// The same in words, such as "60000 labels".
    let description: String
  }

  /// Reads the magic number and then `sizes` numbers, of which the first is a count of at least 1.
  static func readHeader(of file: CompressedFile, magic: UInt32, kind: String, sizes: Int) throws -> [Int] {
    var bytes = [UInt8](repeating: 0, count: 4 * (sizes + 1))
    let got = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
    guard got > 0 else {
      throw DataFileError(
        path: file.path, problem: .wrongSize, detail: "expected IDX \(kind) and found an empty file",
        advice: "fetch it again")
    }
    let numbers = (0...sizes).map { index in
      bytes[4 * index..<4 * index + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    guard got >= 4, numbers[0] == magic else {
      var start = [UInt8](repeating: 0, count: KnownFormat.byteCount)
      let more = try start.withUnsafeMutableBytes { try file.read(into: $0) }
      let (found, advice) = whatBegins(bytes[..<got] + start[..<more], kind: kind)
      throw DataFileError(
        path: file.path, problem: .wrongFormat,
        detail: "expected IDX \(kind), which begin with the number \(magic), and found \(found)", advice: advice)
    }
    guard got == bytes.count else {
      throw DataFileError(
        path: file.path, problem: .wrongSize,
        detail: "expected a header of \(bytes.count) bytes and found \(got)", advice: "fetch it again")
    }
    let limit = 10_000_000
    guard (1...limit).contains(Int(numbers[1])) else {
      throw DataFileError(
        path: file.path, problem: numbers[1] == 0 ? .inconsistent : .tooLarge,
        detail: "expected 1 to \(limit) \(kind) and found a count of \(numbers[1]) in the header",
        advice: damagedAdvice)
    }
    return numbers.dropFirst().map { Int($0) }
  }

  /// Throws if the file cannot hold what its header promises, or if that is more than anyone needs.
  static func check(_ contents: Contents, of file: CompressedFile) throws {
    let limit = 1 << 28
    guard contents.count <= limit else {
      throw DataFileError(
        path: file.path, problem: .tooLarge,
        detail: "expected at most \(limit) bytes and found \(contents.description) in the header",
        advice: damagedAdvice)
    }
    let whole = contents.headerSize + contents.count
    if file.isPlain, file.size != whole {
      throw DataFileError(
        path: file.path, problem: .wrongSize,
        detail: "expected \(whole) bytes for the \(contents.description) in the header and found \(file.size)",
        advice: "fetch it again")
    }
    // One compressed byte never stands for more than 1032.
    if !file.isPlain, whole / 1032 > file.size {
      throw DataFileError(
        path: file.path, problem: .wrongSize,
        detail: "expected \(contents.description) from the header and found a gzip file of only \(file.size) bytes",
        advice: "fetch it again")
    }
  }

  /// Fills the first `count` bytes of `buffer`; `done` bytes of the contents have been read before.
  static func read(
    _ count: Int, of contents: Contents, after done: Int, from file: CompressedFile, into buffer: inout [UInt8]
  ) throws {
    let got = try buffer.withUnsafeMutableBytes { try file.read(into: .init(rebasing: $0[..<count])) }
    guard got == count else {
      throw DataFileError(
        path: file.path, problem: .wrongSize,
        detail: "expected \(contents.count) bytes for the \(contents.description) in the header "
          + "and found \(done + got)",
        advice: "fetch it again")
    }
  }

  /// Throws if anything follows the contents, or if the check sum that ends a gzip file does not match.
  static func checkEnd(of file: CompressedFile, _ contents: Contents) throws {
    var byte = [UInt8](repeating: 0, count: 1)
    guard try byte.withUnsafeMutableBytes({ try file.read(into: $0) }) == 0 else {
      throw DataFileError(
        path: file.path, problem: .wrongSize,
        detail: "expected \(contents.count) bytes for the \(contents.description) in the header and found more",
        advice: "fetch it again")
    }
  }

  /// What a file is that holds no `kind`, by its first bytes, and what to do with it.
  private static func whatBegins(_ start: ArraySlice<UInt8>, kind: String) -> (found: String, advice: String) {
    if let name = KnownFormat.name(of: start) {
      switch name {
      case "a gzip file": return ("a gzip file within a gzip file", "unpack it once")
      case let archive where archive.hasSuffix("archive") || archive.hasSuffix("file"): return (name, "unpack it")
      default: return (name, damagedAdvice)
      }
    }
    let numbers = [
      8: "unsigned bytes", 9: "signed bytes", 11: "whole numbers of 16 bits", 12: "whole numbers of 32 bits",
      13: "floats", 14: "doubles",
    ]
    let bytes = Array(start.prefix(4))
    guard bytes.count == 4, bytes[0] == 0, bytes[1] == 0, let type = numbers[Int(bytes[2])],
      (1...8).contains(bytes[3])
    else { return ("the bytes \(bytes)", damagedAdvice) }
    switch (bytes[2], bytes[3]) {
    case (8, 1): return ("labels (2049)", "name the file of the \(kind)")
    case (8, 3): return ("images (2051)", "name the file of the \(kind)")
    default:
      let axes = bytes[3] == 1 ? "1 axis" : "\(bytes[3]) axes"
      return (
        "IDX of \(type) with \(axes)",
        "write them as unsigned bytes with \(kind == "labels" ? "1 axis" : "3 axes")"
          + (bytes[2] == 12 && bytes[3] == 2 ? "; of QMNIST's labels that is the first column" : "")
      )
    }
  }
}
