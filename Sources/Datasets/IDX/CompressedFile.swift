import CZlib
import System

/// A file read from front to back, through gzip if that is what it holds.
///
/// Nothing is unpacked before it is asked for, so a small file that unpacks to a huge one does no harm.
final class CompressedFile {
  let path: String
  /// The number of bytes on disk.
  let size: Int
  /// The check sum of what has been read so far, unpacked.
  private(set) var sha256 = SHA256()
  private let handle: gzFile

  init(path: String) throws {
    guard let kind = FileKind(path) else {
      throw DataFileError(
        path: path, problem: .missing, detail: "expected a file and found none", advice: "check the path")
    }
    guard case .file(let size) = kind else {
      throw DataFileError(
        path: path, problem: .unreadable, detail: "expected a file and found a folder or a device",
        advice: "name a file")
    }
    guard let handle = gzopen(path, "rb") else {
      throw DataFileError(
        path: path, problem: .unreadable, detail: "the file is there and cannot be opened",
        advice: "check its permissions")
    }
    self.path = path
    self.handle = handle
    self.size = size
    gzbuffer(handle, 1 << 17)
  }

  deinit { gzclose_r(handle) }

  /// Whether the bytes are taken as they are; known once the first have been read.
  var isPlain: Bool { gzdirect(handle) == 1 }

  /// Fills `buffer` and returns how many bytes there were: fewer than asked for only at the end of the file.
  @inline(never)
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var filled = 0
    while filled < buffer.count {
      let wanted = UInt32(min(buffer.count - filled, 1 << 24))
      let got = gzread(handle, buffer.baseAddress.map { $0 + filled }, wanted)
      if got > 0 {
        filled += Int(got)
      } else {
        try checkEnd()
        break
      }
    }
    sha256.add(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
    return filled
  }

  /// Throws unless reading stopped because the file was whole and is at its end.
  private func checkEnd() throws {
    var code: Int32 = Z_OK
    _ = gzerror(handle, &code)
    switch code {
    case Z_OK, Z_STREAM_END: return
    case Z_BUF_ERROR:
      throw DataFileError(
        path: path, problem: .damaged, detail: "the gzip data stop short: the file is cut off (\(size) bytes)",
        advice: "fetch it again")
    case Z_ERRNO:
      throw DataFileError(
        path: path, problem: .unreadable, detail: "reading stopped with a system error",
        advice: "check the disk and the permissions")
    default:
      throw DataFileError(
        path: path, problem: .damaged, detail: "the gzip data are damaged", advice: "fetch it again")
    }
  }
}
