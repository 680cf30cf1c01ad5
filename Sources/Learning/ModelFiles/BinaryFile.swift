import System
import TensorCore

/// An open file of bytes and floats to be read, the floats little-endian. Closed with its last reference.
final class BinaryFile {
  private let path: String
  private let file: ReadableFile

  /// Opens a file for reading. Throws `ModelFileError` if there is none, or it is a folder or a device.
  init(reading path: String) throws {
    self.path = path
    do {
      file = try ReadableFile(path)
    } catch UnreadableFile.notAFile {
      throw ModelFileError(path: path, problem: "is a folder or a device, expected a file")
    } catch UnreadableFile.refused(let reason) {
      throw ModelFileError(path: path, problem: "cannot be opened: \(reason)")
    } catch {
      throw ModelFileError(path: path, problem: "cannot be opened: No such file or directory")
    }
  }

  /// The file's length in bytes.
  var size: Int { file.size }

  /// Goes to a place in the file, in bytes from its start.
  func seek(to byte: Int) throws { try reading { try file.seek(to: byte) } }

  /// The next `count` bytes.
  func read(count: Int) throws -> [UInt8] { try reading { try file.read(count: count) } }

  /// The numbers of a tensor that begins at `byte`.
  func readTensor(shape: [Int], type: NumberType, at byte: Int) throws -> Tensor {
    try reading {
      try file.seek(to: byte)
      return try Tensor(shape: shape) { floats in
        switch type {
        case .float:
          try file.read(into: UnsafeMutableRawBufferPointer(floats))
          for index in floats.indices { floats[index] = floats[index].littleEndian }
        case .integer:
          let bytes = try file.read(count: 8 * floats.count)
          for index in floats.indices {
            floats[index] = Float(Int64(bitPattern: UInt64(lowestFirst: bytes[8 * index..<8 * index + 8])))
          }
        }
      }
    }
  }

  private func reading<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch UnreadableFile.refused(let reason) {
      throw ModelFileError(path: path, problem: "cannot be read: \(reason)")
    } catch is UnreadableFile {
      throw ModelFileError(path: path, problem: "cannot be read: it ends too early")
    }
  }
}

extension UInt64 {
  /// The number that these bytes make, the lowest first.
  init(lowestFirst bytes: ArraySlice<UInt8>) { self = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
}

extension Float {
  /// The float whose bytes in memory are those of this one in little-endian order, and the other way round.
  var littleEndian: Float { Float(bitPattern: bitPattern.littleEndian) }
}
