import TensorCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An open file of bytes and floats to be read, the floats little-endian. Closed with its last reference.
final class BinaryFile {
  let path: String
  private let stream: UnsafeMutablePointer<FILE>

  /// Opens a file for reading. Throws `ModelFileError` if there is none, or it is a folder or a device.
  init(reading path: String) throws {
    self.path = path
    var status = stat()
    if stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG {
      throw ModelFileError(path: path, problem: "is a folder or a device, expected a file")
    }
    guard let stream = fopen(path, "rb") else {
      throw ModelFileError(path: path, problem: "cannot be opened: \(String(cString: strerror(errno)))")
    }
    self.stream = stream
  }

  deinit { fclose(stream) }

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

  /// The numbers of a tensor that begins at `byte`.
  func readTensor(shape: [Int], type: NumberType, at byte: Int) throws -> Tensor {
    guard fseek(stream, byte, SEEK_SET) == 0 else { throw failure("read") }
    return try Tensor(shape: shape) { floats in
      switch type {
      case .float:
        guard fread(floats.baseAddress, 4, floats.count, stream) == floats.count else { throw failure("read") }
        for index in floats.indices { floats[index] = floats[index].littleEndian }
      case .integer:
        let bytes = try read(count: 8 * floats.count)
        for index in floats.indices {
          let number = bytes[8 * index..<8 * index + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
          floats[index] = Float(Int64(bitPattern: number))
        }
      }
    }
  }

  private func failure(_ done: String) -> ModelFileError {
    let reason = ferror(stream) != 0 ? String(cString: strerror(errno)) : "it ends too early"
    return ModelFileError(path: path, problem: "cannot be \(done): \(reason)")
  }
}

extension Float {
  /// The float whose bytes in memory are those of this one in little-endian order, and the other way round.
  var littleEndian: Float { Float(bitPattern: bitPattern.littleEndian) }
}
