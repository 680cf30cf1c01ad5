import CPNG
import System

/// Reads and writes PNG files.
public enum PNG {
  /// The largest number of pixels that is read; what claims more is refused before memory is asked for.
  public static let largestPixelCount = 64_000_000
  /// The largest file that is read, in bytes.
  public static let largestFileSize = 512_000_000

  /// The picture in a file, with whatever is transparent laid over white.
  ///
  /// Every kind of PNG is read: grey, RGB and palette, 1 to 16 bits, interlaced or not. Samples are taken as they stand
  /// in the file, as NumPy's and PyTorch's readers do: colour profiles are not applied. Grey pictures have one channel,
  /// all others three; those of 16 bits keep them. Throws a `PNGError` for a file that is missing, no PNG, damaged, or too large.
  public static func read(_ path: String) throws -> Bitmap {
    do {
      return try decode(ReadableFile.bytes(of: path, limit: largestFileSize), path: path)
    } catch let failure as UnreadableFile {
      throw PNGError(path: path, reason: PNGError.Reason(failure))
    }
  }

  /// Writes a picture, whole or not at all, in few bytes: of one channel in grey, of three with a palette if it has at most
  /// 256 colours and else in grey if it has no others, and of 8 bits for each sample. Throws a `PNGError` if it cannot be encoded, as one of more
  /// than a million pixels a side, and an `UnwritableFile` if it cannot be written.
  public static func write(_ bitmap: Bitmap, to path: String) throws {
    try WholeFile.write(encode(bitmap, path: path), to: path)
  }

  /// A description of a picture as libpng wants it at the start.
  static func image() -> png_image {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    image.opaque = nil
    return image
  }

  /// What libpng says about its last failure.
  static func message(_ image: png_image) -> String {
    withUnsafeBytes(of: image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  // libpng's pixel formats; their macros, sums of these flags, are not all visible from Swift.
  static let alpha: png_uint_32 = 0x01
  static let color: png_uint_32 = 0x02
  static let linear: png_uint_32 = 0x04
  static let palette: png_uint_32 = 0x08
}
