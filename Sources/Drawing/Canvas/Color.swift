/// An opaque sRGB colour of three bytes.
public struct Color: Equatable, Hashable, Sendable {
  /// The colour as `0xRRGGBB`.
  public let code: UInt32

  /// The colour `0xRRGGBB`; higher bits are ignored.
  public init(_ code: UInt32) { self.code = code & 0xFF_FFFF }

  /// The colour with these components, each in 0…255.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    code = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
  }

  /// The red component, 0…255.
  public var red: UInt8 { UInt8(truncatingIfNeeded: code >> 16) }
  /// The green component, 0…255.
  public var green: UInt8 { UInt8(truncatingIfNeeded: code >> 8) }
  /// The blue component, 0…255.
  public var blue: UInt8 { UInt8(truncatingIfNeeded: code) }

  /// Perceived lightness in 0…1: the Rec. 709 weights on the encoded components.
  public var lightness: Double {
    (0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)) / 255
  }

  /// Black or white, whichever is easier to read on this colour.
  public var legibleInk: Color { lightness > 0.55 ? .ink : .white }

  /// The colour `share` of the way from this one to `other`; `share` is clamped to 0…1, and NaN is 0.
  public func mixed(with other: Color, _ share: Double) -> Color {
    let share = share.isNaN ? 0 : min(max(share, 0), 1)
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      let way = share * (Double(b) - Double(a))
      return UInt8((Double(a) + way).rounded())
    }
    return Color(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }
}

extension Color {
  /// Black.
  public static let black = Color(0x000000)
  /// White.
  public static let white = Color(0xFFFFFF)
  /// What text, ticks and spines are drawn in: nearly black.
  public static let ink = Color(0x1A1A1A)
  /// What stands back: captions, grid lines of a matrix, connectors.
  public static let quiet = Color(0x767676)
  /// Thin lines between cells.
  public static let hairline = Color(0xC8C8C8)
  /// The first colour of `series`: blue.
  public static let blue = Color(0x1F77B4)
  /// The second colour of `series`: orange.
  public static let orange = Color(0xFF7F0E)
  /// The third colour of `series`: green.
  public static let green = Color(0x2CA02C)
  /// The fourth colour of `series`: red.
  public static let red = Color(0xD62728)
  /// The fifth colour of `series`: purple.
  public static let purple = Color(0x9467BD)
  /// What a frame around cells of a matrix is drawn in: dark enough to stand out from any tint.
  public static let accent = Color(0xB3123F)
  /// A lighter blue, for what stands behind: the losses of single steps, bars from before training.
  public static let lightBlue = Color(0x5E9BCC)
  /// What is drawn for a value that is not a number.
  public static let undefined = Color(0xE377C2)

  /// The colours of lines and bars in their order, those that readers of scientific plots know.
  public static let series: [Color] = [
    .blue, .orange, .green, .red, .purple,
    Color(0x8C564B), Color(0xE377C2), Color(0x7F7F7F), Color(0xBCBD22), Color(0x17BECF),
  ]
}
