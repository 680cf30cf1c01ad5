import System

/// Why a picture could not be read or encoded, in one line that names the file.
public struct PNGError: Error, Equatable, CustomStringConvertible {
  /// What is wrong with the file.
  public enum Reason: Equatable, Sendable {
    /// There is no such file.
    case missing
    /// The path names a folder, or something else that is not a file.
    case notAFile
    /// The file may not be read, or reading stopped half-way; with the system's reason.
    case unreadable(String)
    /// The file is larger than any picture that is accepted, in bytes.
    case fileTooLarge(Int)
    /// The file holds no bytes.
    case empty
    /// The file does not begin as a PNG does; what it is instead, such as `a JPEG picture`, where that is known.
    case notPNG(String?)
    /// The file was a PNG before it was sent or stored as text.
    case changedAsText
    /// The file is what Xcode makes of PNGs for Apple's phones (CgBI), which others cannot read.
    case rewrittenForApple
    /// The file ends before the picture does.
    case truncated
    /// The picture is larger than `PNG.largestPixelCount`, in pixels.
    case tooLarge(width: Int, height: Int)
    /// What the file holds contradicts itself or the standard.
    case damaged(String)
    /// The picture could not be encoded; with libpng's reason.
    case notEncoded(String)
  }

  /// The file's path as it was given.
  public let path: String
  /// What is wrong.
  public let reason: Reason

  /// One line: what is wrong with which file, and what to do.
  public var description: String {
    switch reason {
    case .missing: "\(path): there is no such file; check the path of the PNG"
    case .notAFile: "\(path): this is not a file but a folder or a device; name a PNG file"
    case .unreadable(let why): "\(path): the file cannot be read (\(why))"
    case .fileTooLarge(let bytes):
      "\(path): the file has \(bytes / 1_000_000) MB; at most \(PNG.largestFileSize / 1_000_000) MB are read"
    case .empty: "\(path): the file is empty; a PNG was expected"
    case .notPNG(nil): "\(path): this is not a PNG file; convert the picture to PNG first"
    case .notPNG(let kind?) where kind.hasSuffix("picture"):
      "\(path): this is not a PNG file but \(kind); convert it to PNG first"
    case .notPNG(let kind?): "\(path): this is not a PNG file but \(kind); name a picture, or fetch it again"
    case .changedAsText:
      "\(path): this PNG file was sent as text, which changed its line ends or took a bit from each byte; send or download it as binary"
    case .rewrittenForApple:
      "\(path): Xcode has rewritten this PNG file for Apple's phones (CgBI); take the picture that it was made from, or turn it back with pngcrush -revert-iphone-optimizations"
    case .truncated: "\(path): the PNG file ends before its picture does; copy or download it again"
    case .tooLarge(let width, let height):
      "\(path): the picture claims \(width) × \(height) pixels; at most \(PNG.largestPixelCount / 1_000_000) million are read, so make it smaller"
    case .damaged(let what): "\(path): the PNG file is damaged (\(what)); copy or download it again"
    case .notEncoded(let why): "\(path): the picture cannot be encoded (\(why))"
    }
  }
}

extension PNGError.Reason {
  init(_ failure: UnreadableFile) {
    self =
      switch failure {
      case .missing: .missing
      case .notAFile: .notAFile
      case .tooLarge(let bytes): .fileTooLarge(bytes)
      case .cutOff: .truncated
      case .refused(let why): .unreadable(why)
      }
  }
}
