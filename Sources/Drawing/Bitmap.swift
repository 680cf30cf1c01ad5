import System

/// A picture of grey or RGB samples, of one or two bytes each, row by row from the upper left corner.
public struct Bitmap: Equatable, Sendable {
  /// The samples: one or three to a pixel, of 8 or of 16 bits.
  public enum Samples: Equatable, Sendable {
    /// Samples in 0…255.
    case bytes([UInt8])
    /// Samples in 0…65535.
    case words([UInt16])
  }

  /// Width in pixels.
  public let width: Int
  /// Height in pixels.
  public let height: Int
  /// Samples for each pixel: 1 (grey) or 3 (red, green, blue).
  public let channels: Int
  /// `height · width · channels` samples.
  public let samples: Samples

  /// A picture of the given samples. Stops if their number is not `width · height · channels`, if `channels` is neither 1
  /// nor 3, or if there is no pixel.
  public init(width: Int, height: Int, channels: Int, samples: Samples) {
    let count =
      switch samples {
      case .bytes(let bytes): bytes.count
      case .words(let words): words.count
      }
    require(channels == 1 || channels == 3, "Bitmap: \(channels) channels; there must be 1 or 3")
    // Products of Doubles do not overflow.
    let needed = Double(width) * Double(height) * Double(channels)
    require(
      width > 0 && height > 0 && Double(count) == needed,
      "Bitmap: \(count) samples; \(width) × \(height) pixels of \(channels) need \(fixed(needed, decimals: 0))")
    self.width = width
    self.height = height
    self.channels = channels
    self.samples = samples
  }

  /// An RGB picture from one `0xRRGGBB` for each pixel.
  init(width: Int, height: Int, codes: [UInt32]) {
    let bytes = [UInt8](unsafeUninitializedCapacity: codes.count * 3) { buffer, count in
      for (pixel, code) in codes.enumerated() {
        buffer[3 * pixel] = UInt8(truncatingIfNeeded: code >> 16)
        buffer[3 * pixel + 1] = UInt8(truncatingIfNeeded: code >> 8)
        buffer[3 * pixel + 2] = UInt8(truncatingIfNeeded: code)
      }
      count = codes.count * 3
    }
    self.init(width: width, height: height, channels: 3, samples: .bytes(bytes))
  }

  /// The colour at a pixel, of 8 bits for each component. Stops outside of the picture.
  public subscript(row: Int, column: Int) -> Color {
    require(
      (0..<height).contains(row) && (0..<width).contains(column),
      "Bitmap: pixel (\(row), \(column)) is outside of \(height) × \(width)")
    let start = (row * width + column) * channels
    return Color(red: byte(start), green: byte(start + channels / 2), blue: byte(start + channels - 1))
  }

  private func byte(_ index: Int) -> UInt8 {
    switch samples {
    case .bytes(let bytes): bytes[index]
    case .words(let words): Bitmap.rounded(words[index])
    }
  }

  private static func rounded(_ word: UInt16) -> UInt8 { UInt8((UInt32(word) + 128) / 257) }

  /// All samples as bytes; those of 16 bits are rounded.
  package var bytes: [UInt8] {
    switch samples {
    case .bytes(let bytes): bytes
    case .words(let words): words.map(Bitmap.rounded)
    }
  }
}
