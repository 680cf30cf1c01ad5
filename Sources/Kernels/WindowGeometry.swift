/// How a window slides over an image along one axis:
///
///     before       size       after
///     ├──────┼───────────────┼──────┤      padded = before + size + after
///     │ ▪   ▪   ▪ │                        window = 3, dilation = 4, span = 9
///           │ ▪   ▪   ▪ │                  the next position, a stride further
public struct WindowAxis: Equatable, Sendable {
  /// The extent of the image.
  public let size: Int
  /// How many elements the window has, how far apart the pixels under them are, and how far the window moves.
  public let window, dilation, stride: Int
  /// How many places surround the image on either side.
  public let before, after: Int
  /// The extent of the image with what surrounds it.
  public let padded: Int
  /// The extent of the window, from its first pixel to its last: dilation · (window − 1) + 1.
  public let span: Int
  /// The number of positions: ⌊(padded − span) / stride⌋ + 1.
  public let positions: Int

  /// Throws unless window, stride and dilation are at least 1, the others at least 0, and the window fits;
  /// also where a size has no place in memory.
  public init(
    size: Int, window: Int, stride: Int = 1, dilation: Int = 1, before: Int = 0, after: Int = 0
  ) throws(WindowMisfit) {
    guard min(window, stride, dilation) >= 1 else { throw .notPositive }
    guard min(size, before, after) >= 0 else { throw .negative }
    guard max(size, before, after) < WindowMisfit.limit else { throw .tooLarge }
    padded = before + size + after
    guard window <= padded, window == 1 || window - 1 <= (padded - 1) / dilation else { throw .windowTooLarge }
    self.size = size
    self.window = window
    // A single element has no neighbour, and a stride beyond the padded image has one position: longer ones are the same.
    self.dilation = window == 1 ? 1 : dilation
    self.stride = min(stride, padded)
    self.before = before
    self.after = after
    span = self.dilation * (window - 1) + 1
    positions = (padded - span) / self.stride + 1
  }
}

/// Why a window does not fit an image.
public enum WindowMisfit: Error {
  /// A window, stride, dilation or number of groups is below 1.
  case notPositive
  /// A size or padding is below 0.
  case negative
  /// The window is larger than the padded image.
  case windowTooLarge
  /// An operand, the padded image or the result has more elements than memory has addresses.
  case tooLarge

  static let limit = Buffers.largestCount
}

/// The sizes of a convolution or a pooling, and the only thing that its inner loops know about the memory they are given.
/// Once it is made, every size, place and count that follows from it is a whole number without overflow; each inner loop
/// holds the memory against it before it starts.
///
/// Images are `(batch, groups · channels, height, width)`, kernels `(groups · outChannels, channels, window)` and outputs
/// `(batch, groups · outChannels, positions)`: the channels of a group see those of the same group alone. Pooling sees
/// each channel for itself, as an image or a group of its own.
public struct WindowGeometry: Sendable {
  /// The number of images.
  public let batch: Int
  /// The number of groups.
  public let groups: Int
  /// The channels of one group, of the image and of the output.
  public let channels, outChannels: Int
  /// The way of the window from row to row and from column to column.
  public let down, across: WindowAxis

  /// Throws unless there is at least one group, no count is negative, and images, kernels, outputs and what the inner
  /// loops need beside them have fewer elements than memory has addresses.
  public init(
    batch: Int, groups: Int, channels: Int, outChannels: Int, down: WindowAxis, across: WindowAxis
  ) throws(WindowMisfit) {
    guard groups >= 1 else { throw .notPositive }
    guard min(batch, channels, outChannels) >= 0 else { throw .negative }
    // Products of Doubles do not overflow. A group of each kind of channels is rounded up to a tile, a line to its stride.
    let (inputs, outputs) = (Double(channels) + 8, Double(outChannels) + 8)
    let planes = Double(max(1, batch)) * Double(groups) * (inputs + outputs)
    let plane = (Double(down.padded) + 64) * (Double(across.padded) + 64)
    let weights = Double(groups) * inputs * outputs * Double(down.window) * Double(across.window)
    guard max(planes * plane, weights) < Double(WindowMisfit.limit) else { throw .tooLarge }
    self.batch = batch
    self.groups = groups
    self.channels = channels
    self.outChannels = outChannels
    self.down = down
    self.across = across
  }

  /// The number of floats of a group's part of an image, and of its output.
  var imageCount: Int { channels * down.size * across.size }
  var outputCount: Int { outChannels * down.positions * across.positions }

  /// The number of products that one output adds up.
  var taps: Int { channels * down.window * across.window }

  /// The number of floats of all images, all kernels and all outputs.
  public var imagesCount: Int { batch * groups * imageCount }
  public var kernelsCount: Int { groups * outChannels * taps }
  public var outputsCount: Int { batch * groups * outputCount }

  /// How many products there are in all, at most 2⁶².
  public var multiplyAdds: Int { Int(min(0x1p62, Double(outputsCount) * Double(taps))) }

  /// Ends the program if memory does not have the size that follows from the geometry: an inner loop would leave it.
  @inline(__always)
  func check(_ memory: UnsafeBufferPointer<Float>, holds count: Int) {
    if memory.count != count {
      fatalError("WindowGeometry: the memory holds \(memory.count) floats; it must hold \(count)")
    }
  }

  /// The same for memory that is written to.
  @inline(__always)
  func check(_ memory: UnsafeMutableBufferPointer<Float>, holds count: Int) {
    check(UnsafeBufferPointer(memory), holds: count)
  }

  /// Ends the program if a part is not one of `0 ..< whole`.
  @inline(__always)
  func check(_ part: Range<Int>, of whole: Int) {
    if part.lowerBound < 0 || part.upperBound > whole {
      fatalError("WindowGeometry: the part \(part) is not one of \(whole)")
    }
  }
}
