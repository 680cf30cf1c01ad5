#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What lies at a path, as far as reading it is concerned.
package enum FileKind: Equatable {
  /// An ordinary file of so many bytes.
  case file(size: Int)
  case folder
  /// A device, a pipe or a socket.
  case special

  /// Nil if nothing is there, or nothing that may be looked at.
  package init?(_ path: String) {
    var status = stat()
    guard Path.isWhole(path), stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file(size: Int(status.st_size))
    case S_IFDIR: self = .folder
    default: self = .special
    }
  }

  /// Why what lies at a path may not be looked at, or that a link there leads nowhere; nil if it may, or nothing lies there.
  package static func refusal(of path: String) -> String? {
    var status = stat()
    guard Path.isWhole(path), stat(path, &status) != 0 else { return nil }
    let code = errno
    guard code == ENOENT || code == ENOTDIR else { return String(cString: strerror(code)) }
    return Folder.isLink(path) ? "a link that leads nowhere" : nil
  }
}

/// Why a file cannot be read.
package enum UnreadableFile: Error, Equatable {
  case missing
  /// It is a folder or a device.
  case notAFile
  /// It has so many bytes, which are more than were asked for.
  case tooLarge(Int)
  /// It ends before all that was asked for has been read.
  case cutOff
  /// What the system says.
  case refused(String)

  /// What the system has just refused.
  static var system: UnreadableFile { .refused(SystemCall.lastRefusal) }
}

/// An ordinary file that is open to be read. Closed with its last reference.
package final class ReadableFile {
  private let stream: Stream
  /// Its length in bytes when it was opened.
  package let size: Int

  /// Opens a file. Throws an `UnreadableFile`.
  package init(_ path: String) throws {
    guard Path.isWhole(path) else { throw UnreadableFile.missing }
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR ? UnreadableFile.missing : UnreadableFile.system
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw UnreadableFile.notAFile }
    guard let stream = fopen(path, "rb") else { throw UnreadableFile.system }
    self.stream = stream
    size = Int(status.st_size)
  }

  deinit { fclose(stream) }

  /// Goes to a place in the file, in bytes from its start.
  package func seek(to byte: Int) throws {
    guard fseek(stream, byte, SEEK_SET) == 0 else { throw UnreadableFile.system }
  }

  /// The next `count` bytes.
  package func read(count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
      try read(into: UnsafeMutableRawBufferPointer(bytes))
      filled = count
    }
  }

  /// Fills `buffer` with the next bytes.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws {
    guard fread(buffer.baseAddress, 1, buffer.count, stream) == buffer.count else {
      throw ferror(stream) != 0 ? UnreadableFile.system : .cutOff
    }
  }

  /// All bytes of a file that has at most `limit` of them.
  package static func bytes(of path: String, limit: Int) throws -> [UInt8] {
    let file = try ReadableFile(path)
    guard file.size <= limit else { throw UnreadableFile.tooLarge(file.size) }
    // Files that the system makes up as they are read, as in /proc, say that they are empty.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(file.size, limit))
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&piece, 1, piece.count, file.stream), count > 0 {
      guard bytes.count + count <= limit else { throw UnreadableFile.tooLarge(bytes.count + count) }
      bytes += piece[..<count]
    }
    if ferror(file.stream) != 0 { throw UnreadableFile.system }
    return bytes
  }
}

#if canImport(Musl)
  private typealias Stream = OpaquePointer
#else
  private typealias Stream = UnsafeMutablePointer<FILE>
#endif
