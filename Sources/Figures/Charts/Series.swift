import Drawing
import System

/// A named line of a chart.
public struct Series: Sendable {
  /// What a line looks like.
  public enum Style: Sendable {
    /// A solid line.
    case line
    /// A dashed line.
    case dashed
    /// Dots without a line.
    case dots
    /// A line with a dot at every point.
    case lineAndDots

    var hasLine: Bool { self != .dots }
    var hasDots: Bool { self == .dots || self == .lineAndDots }
    var dashes: [Double] { self == .dashed ? [5, 4] : [] }
  }

  /// The name in the legend; an empty one is left out of it.
  public let name: String
  let x: [Double]
  let y: [Double]
  let style: Style
  let color: Color?

  /// A line through the given points; without `x`, at 1, 2, 3, …. Points that are not finite leave a gap. Stops if
  /// there are not as many `x` as `y`.
  public init<Number: BinaryFloatingPoint>(
    _ name: String, x: [Double]? = nil, y: [Number], style: Style = .line, color: Color? = nil
  ) {
    require(
      x == nil || x?.count == y.count,
      "Series \(name): \(x?.count ?? 0) values of x and \(y.count) of y; there must be as many")
    self.name = name
    self.x = x ?? (0..<y.count).map { Double($0 + 1) }
    self.y = y.map { Double($0) }
    self.style = style
    self.color = color
  }

  /// A line through points at whole numbers, such as epochs or steps.
  public init<Number: BinaryFloatingPoint>(
    _ name: String, x: some Sequence<Int>, y: [Number], style: Style = .line, color: Color? = nil
  ) {
    self.init(name, x: x.map { Double($0) }, y: y, style: style, color: color)
  }
}
