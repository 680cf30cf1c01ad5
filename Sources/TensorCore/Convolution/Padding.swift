import Kernels

/// How many zeros surround an image in a convolution.
public enum Padding: Hashable, Sendable, CustomStringConvertible {
  /// So many on each side.
  case sides(top: Int, bottom: Int, left: Int, right: Int)
  /// As many as keep the image's size: dilation · (window − 1) in all, of an odd number one more below and on the right.
  /// The stride must be 1. In PyTorch `padding="same"`.
  case same

  /// The same above as below, and left as right.
  public init(_ size: Size2D) {
    self = .sides(top: size.height, bottom: size.height, left: size.width, right: size.width)
  }

  public var description: String {
    switch self {
    case .same: return "same"
    case .sides(let top, let bottom, let left, let right):
      if top == bottom && left == right { return "\(Size2D(height: top, width: left))" }
      return "\(top) above, \(bottom) below, \(left) left and \(right) right"
    }
  }

  /// As it can be typed where a padding is asked for.
  public var literal: String {
    switch self {
    case .same: return ".same"
    case .sides(let top, let bottom, let left, let right):
      if top == bottom && left == right { return Size2D(height: top, width: left).literal }
      return ".sides(top: \(top), bottom: \(bottom), left: \(left), right: \(right))"
    }
  }
}

extension WindowGeometry {
  /// One image's or many images' geometry from pairs of sizes. Throws `WindowMisfit`.
  package init(
    batch: Int = 1, groups: Int = 1, channels: Int = 1, outChannels: Int = 1, size: Size2D, window: Size2D,
    stride: Size2D, padding: Padding, dilation: Size2D = 1
  ) throws(WindowMisfit) {
    var (before, after) = (Size2D(0), Size2D(0))
    switch padding {
    case .sides(let top, let bottom, let left, let right):
      (before, after) = (Size2D(height: top, width: left), Size2D(height: bottom, width: right))
    case .same:
      let (rows, columns) = (
        try WindowAxis.spread(window.height, dilation.height), try WindowAxis.spread(window.width, dilation.width)
      )
      before = Size2D(height: rows / 2, width: columns / 2)
      after = Size2D(height: rows - rows / 2, width: columns - columns / 2)
    }
    try self.init(
      batch: batch, groups: groups, channels: channels, outChannels: outChannels,
      down: WindowAxis(
        size: size.height, window: window.height, stride: stride.height, dilation: dilation.height,
        before: before.height, after: after.height),
      across: WindowAxis(
        size: size.width, window: window.width, stride: stride.width, dilation: dilation.width,
        before: before.width, after: after.width))
  }

  /// The extent of the image, and the number of positions.
  var size: Size2D { Size2D(height: down.size, width: across.size) }
  package var positions: Size2D { Size2D(height: down.positions, width: across.positions) }
}

extension WindowAxis {
  /// From the first pixel under a window to the last.
  fileprivate static func spread(_ window: Int, _ dilation: Int) throws(WindowMisfit) -> Int {
    guard min(window, dilation) >= 1 else { throw .notPositive }
    let (spread, overflow) = (window - 1).multipliedReportingOverflow(by: dilation)
    if overflow { throw .tooLarge }
    return spread
  }
}

extension Tensor {
  /// With `value` around the last two axes, where the geometry has padding.
  func padded(as geometry: WindowGeometry, value: Float = 0) -> Tensor {
    let (down, across) = (geometry.down, geometry.across)
    if down.padded == down.size && across.padded == across.size { return self }
    return framed(
      in: Size2D(height: down.padded, width: across.padded), fromRow: down.before, column: across.before, value: value
    )
  }
}
