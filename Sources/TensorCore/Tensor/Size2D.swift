import System

/// A height and a width: of a window, a stride, a padding. `3` means 3 both ways; `[3, 5]` is 3 high and 5 wide.
public struct Size2D: Equatable, Hashable, Sendable {
  /// The extent down the rows.
  public var height: Int
  /// The extent across the columns.
  public var width: Int

  /// `height` rows and `width` columns.
  public init(height: Int, width: Int) {
    self.height = height
    self.width = width
  }

  /// The same both ways.
  public init(_ side: Int) { self.init(height: side, width: side) }
}

extension Size2D: ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, CustomStringConvertible {
  public init(integerLiteral side: Int) { self.init(side) }

  public init(arrayLiteral sizes: Int...) {
    require(sizes.count == 2, "Size2D: \(sizes) must be a height and a width")
    self.init(height: sizes[0], width: sizes[1])
  }

  public var description: String { "\(height)×\(width)" }

  /// As it can be typed: `3` if it is the same both ways, otherwise `[3, 5]`.
  public var literal: String { height == width ? "\(height)" : "[\(height), \(width)]" }
}
