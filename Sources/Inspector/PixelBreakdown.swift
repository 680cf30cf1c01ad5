import Kernels
import Pages
import System
import TensorCore

/// Where one output pixel comes from: every value in its window, and what is done with them.
///
/// Every rendering of a pixel (terminal, Markdown, figure) takes its numbers from here.
public struct PixelBreakdown: Equatable, Sendable {
  /// What is done with a window.
  public enum Operation: Equatable, Sendable { case convolution, maxPooling, averagePooling }

  /// A place in an image or in a window.
  public struct Place: Equatable, Sendable {
    /// Counted from 0 at the top.
    public let row: Int
    /// Counted from 0 at the left.
    public let column: Int
  }

  /// The part of the window that lies in one channel of the image.
  public struct Channel: Equatable, Sendable {
    /// The values under the window, row by row; places outside the image hold 0.
    public let patch: [[Float]]
    /// The kernel's values; empty for pooling.
    public let weights: [[Float]]
    /// `patch · weights`, each rounded once; empty for pooling.
    public let products: [[Float]]
    /// The sum of the products, or of the patch for average pooling; the largest value for maximum pooling.
    public let subtotal: Float
    /// For maximum pooling the place in the window of the largest value, the first if several are equal; of NaN the
    /// last, which counts as largest.
    public let winner: Place?
  }

  /// What is done with the window.
  public let operation: Operation
  /// The output pixel.
  public let pixel: Place
  /// Which of the output's maps is explained: all channels add up to one map of a convolution; pooling makes one
  /// map of each channel.
  public let map: Int
  /// The size of the image.
  public let imageSize: Size2D
  /// The image's rows and columns under the window; negative or past the end where it reaches into the padding.
  public let rows, columns: Range<Int>
  /// One part for each channel of the image.
  public let channels: [Channel]
  /// What the sum starts from; nil for pooling and for a convolution without bias.
  public let bias: Float?
  /// The value of every map at this pixel, as the operation itself computes it.
  public let outputs: [Float]

  /// The explained value.
  public var output: Float { outputs[map] }

  /// Explains the output pixel at a row and column of one map.
  /// Throws if the output has no such pixel; stops if it has no such map.
  public init(_ inspection: Inspection, row: Int, column: Int, map: Int = 0) throws {
    try self.init(inspection, output: inspection.output, row: row, column: column, map: map)
  }

  /// The same where the whole output has been computed already.
  init(_ inspection: Inspection, output: Tensor, row: Int, column: Int, map: Int) throws {
    let image = inspection.image
    require(map >= 0 && map < output.shape[0], "PixelBreakdown: map \(map) of \(output.shape[0])")
    let outputSize = Size2D(height: output.shape[1], width: output.shape[2])
    guard (0..<outputSize.height).contains(row), (0..<outputSize.width).contains(column) else {
      throw ProgramFailure(
        "--pixel \(row),\(column) lies outside the output of \(outputSize): "
          + "rows go from 0 to \(outputSize.height - 1), columns from 0 to \(outputSize.width - 1)")
    }
    pixel = Place(row: row, column: column)
    self.map = map
    let size = Size2D(height: image.shape[1], width: image.shape[2])
    let (window, stride, padding) = (inspection.window, inspection.stride, inspection.padding)
    let (top, left) = (row * stride.height - padding.height, column * stride.width - padding.width)
    let (rows, columns) = (top..<top + window.height, left..<left + window.width)
    (imageSize, self.rows, self.columns) = (size, rows, columns)
    outputs = (0..<output.shape[0]).map { output[$0, row, column] }
    let patches = (0..<image.shape[0]).map { PixelBreakdown.patch(image, channel: $0, rows, columns) }
    operation = inspection.operation
    switch inspection {
    case .convolution(_, let kernel, let bias, _, _):
      self.bias = bias.map { $0[map] }
      channels = patches.enumerated().map { PixelBreakdown.products($1, kernel, map: map, channel: $0) }
    case .maxPooling:
      bias = nil
      channels = patches.map { PixelBreakdown.largest($0, size, rows, columns) }
    case .averagePooling:
      bias = nil
      channels = patches.map {
        Channel(patch: $0, weights: [], products: [], subtotal: $0.joined().reduce(0, +), winner: nil)
      }
    }
  }

  /// Whether a place of the window lies in the padding.
  public func isPadding(_ row: Int, _ column: Int) -> Bool {
    !PixelBreakdown.isInside(imageSize, rows.lowerBound + row, columns.lowerBound + column)
  }

  /// The convolution's sum as the library forms it: from the bias on, product by product, each product and sum
  /// rounded together where the processor can.
  public var sum: Float {
    var sum = bias ?? 0
    for channel in channels {
      for (value, weight) in zip(channel.patch.joined(), channel.weights.joined()) {
        sum = Processor.hasFusedMultiplyAdd ? sum.addingProduct(value, weight) : sum + value * weight
      }
    }
    return sum
  }

  private static func isInside(_ size: Size2D, _ row: Int, _ column: Int) -> Bool {
    row >= 0 && row < size.height && column >= 0 && column < size.width
  }

  private static func patch(_ image: Tensor, channel: Int, _ rows: Range<Int>, _ columns: Range<Int>) -> [[Float]] {
    let size = Size2D(height: image.shape[1], width: image.shape[2])
    return rows.map { row in
      columns.map { column in isInside(size, row, column) ? image[channel, row, column] : 0 }
    }
  }

  private static func products(_ patch: [[Float]], _ kernel: Tensor, map: Int, channel: Int) -> Channel {
    let weights = patch.indices.map { i in patch[i].indices.map { j in kernel[map, channel, i, j] } }
    let products = zip(patch, weights).map { zip($0, $1).map { $0 * $1 } }
    return Channel(
      patch: patch, weights: weights, products: products, subtotal: products.joined().reduce(0, +), winner: nil)
  }

  private static func largest(
    _ patch: [[Float]], _ size: Size2D, _ rows: Range<Int>, _ columns: Range<Int>
  ) -> Channel {
    var winner: Place?
    var largest = -Float.infinity
    for (i, row) in patch.enumerated() {
      for (j, value) in row.enumerated() where isInside(size, rows.lowerBound + i, columns.lowerBound + j) {
        if winner == nil || value > largest || value.isNaN { (winner, largest) = (Place(row: i, column: j), value) }
      }
    }
    return Channel(patch: patch, weights: [], products: [], subtotal: largest, winner: winner)
  }
}
