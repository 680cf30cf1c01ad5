import TensorCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An open file of bytes and floats, the floats little-endian. Closed with its last reference.
final class BinaryFile {
  let path: String
  private let stream: UnsafeMutablePointer<FILE>

  private init(_ path: String, mode: String) throws {
    self.path = path
    guard let stream = fopen(path, mode) else {
      throw ModelFileError(path: path, problem: "cannot be opened: \(String(cString: strerror(errno)))")
    }
    self.stream = stream
  }

  deinit { fclose(stream) }

  /// Opens a file for reading. Throws `ModelFileError` if there is none, or it is a folder or a device.
  convenience init(reading path: String) throws {
    var status = stat()
    if stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG {
      throw ModelFileError(path: path, problem: "is a folder or a device, expected a file")
    }
    try self.init(path, mode: "rb")
  }

  /// Writes what `body` writes to a file beside `path` and then gives it that name. If anything goes wrong, what stood
  /// under `path` stays.
  static func write(to path: String, _ body: (BinaryFile) throws -> Void) throws {
    let beside = path + ".\(getpid()).part"
    do {
      let file = try BinaryFile(beside, mode: "wb")
      try body(file)
      if fflush(file.stream) != 0 { throw file.failure("written") }
    } catch let error as ModelFileError {
      unlink(beside)
      throw ModelFileError(path: path, problem: error.problem)
    }
    guard rename(beside, path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(beside)
      throw ModelFileError(path: path, problem: "cannot be written: \(reason)")
    }
  }

  /// The file's length in bytes.
  var size: Int {
    var status = stat()
    return fstat(fileno(stream), &status) == 0 ? Int(status.st_size) : 0
  }

  /// The next `count` bytes.
  func read(count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
      filled = fread(bytes.baseAddress, 1, count, stream)
      if filled < count { throw failure("read") }
    }
  }

  /// The floats of a tensor that begins at `byte`.
  func readTensor(shape: [Int], at byte: Int) throws -> Tensor {
    guard fseek(stream, byte, SEEK_SET) == 0 else { throw failure("read") }
    return try Tensor(shape: shape) { floats in
      guard fread(floats.baseAddress, 4, floats.count, stream) == floats.count else { throw failure("read") }
      for index in floats.indices { floats[index] = BinaryFile.littleEndian(floats[index]) }
    }
  }

  func write(_ bytes: [UInt8]) throws {
    if fwrite(bytes, 1, bytes.count, stream) < bytes.count { throw failure("written") }
  }

  func write(_ tensor: Tensor) throws {
    try tensor.map(BinaryFile.littleEndian).withUnsafeElements { floats in
      if fwrite(floats.baseAddress, 4, floats.count, stream) < floats.count { throw failure("written") }
    }
  }

  /// The float whose bytes in memory are those of `float` in little-endian order, and the other way round.
  private static func littleEndian(_ float: Float) -> Float { Float(bitPattern: float.bitPattern.littleEndian) }

  private func failure(_ done: String) -> ModelFileError {
    let reason = ferror(stream) != 0 ? String(cString: strerror(errno)) : "it ends too early"
    return ModelFileError(path: path, problem: "cannot be \(done): \(reason)")
  }
}
