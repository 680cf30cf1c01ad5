import Pages
import TensorCore

/// An operation that the reader of a page can ask about, pixel by pixel: the numbers of every window, as
/// `PixelBreakdown` computes and writes them, so that a page only has to choose among them.
package struct Inquiry: Equatable {
  /// The window of the kernel at one place of the padded image.
  struct Window: Equatable {
    /// The products, or nothing for pooling, of each channel, row by row.
    let products: [[String]]
    /// The sum of the products of each channel; the sum or the largest value for pooling.
    let subtotals: [String]
    /// The position of the largest value in each channel's window, row by row; nothing unless that is what is asked.
    let winners: [Int]
    /// The output of this map, or of each channel for pooling.
    let outputs: [String]
  }

  /// What the three matrices are called.
  package struct Titles: Equatable {
    let image, kernel, output: String

    /// The titles, the usual ones unless told.
    package init(image: String = "image", kernel: String = "kernel", output: String = "output") {
      (self.image, self.kernel, self.output) = (image, kernel, output)
    }
  }

  let titles: Titles
  let operation: PixelBreakdown.Operation
  let imageSize, window, stride, padding: Size2D
  /// The widest padding that windows are known for.
  let widestPadding: Size2D
  /// Whether the reader can change stride and padding.
  let isAdjustable: Bool
  /// The image's values, channel by channel, row by row.
  let image: [[String]]
  /// The kernels' values: map by map, channel by channel, row by row; nothing for pooling.
  let kernels: [[[String]]]
  /// One for each map, if there is a bias.
  let biases: [String]
  /// The same, as numbers: what a page computes with once the reader has changed some.
  let values: [[Float]]
  let weights: [[[Float]]]
  let offsets: [Float]
  /// The windows of each map (one map for pooling), row by row, one step apart, from the corner of the widest padding.
  let windows: [[Window]]
  /// The output pixel that is explained at first.
  let row, column: Int

  /// Asks an operation for every window. With `isAdjustable`, for those of other strides and paddings too.
  package init(_ inspection: Inspection, row: Int, column: Int, isAdjustable: Bool, titles: Titles = Titles()) throws
  {
    self.titles = titles
    operation = inspection.operation
    let isPooling = operation != .convolution
    let (window, image) = (inspection.window, inspection.image)
    self.window = window
    (stride, padding, self.isAdjustable) = (inspection.stride, inspection.padding, isAdjustable)
    imageSize = Size2D(height: image.shape[1], width: image.shape[2])
    (self.row, self.column) = (row, column)
    var widest = padding
    if isAdjustable {
      let limit = isPooling ? min(window.height, window.width) / 2 : 2
      widest = Size2D(height: max(widest.height, limit), width: max(widest.width, limit))
    }
    widestPadding = widest
    let everywhere = inspection.with(stride: 1, padding: widest)
    let output = everywhere.output
    let places = slidingPositions(imageSize, window: window, stride: 1, padding: widest)
    let maps = isPooling ? 1 : output.shape[0]
    var (kernels, biases) = ([[[String]]](), [String]())
    windows = try (0..<maps).map { map in
      let breakdowns = try (0..<places.height).flatMap { row in
        try (0..<places.width).map { try PixelBreakdown(everywhere, output: output, row: row, column: $0, map: map) }
      }
      if !isPooling {
        let first = breakdowns[0]
        let style = NumberStyle(first.channels.flatMap { $0.weights.joined() } + (first.bias.map { [$0] } ?? []))
        kernels.append(first.channels.map { $0.weights.joined().map { style($0) } })
        if let bias = first.bias { biases.append(style(bias)) }
      }
      return breakdowns.map(Window.init)
    }
    values = (0..<image.shape[0]).map { image.selecting($0).elements }
    if case .convolution(_, let kernel, let bias, _, _) = inspection {
      weights = (0..<maps).map { map in
        (0..<kernel.shape[1]).map { kernel.selecting(map).selecting($0).elements }
      }
      offsets = bias?.elements ?? []
    } else {
      (weights, offsets) = ([], [])
    }
    let style = NumberStyle(image.elements)
    self.image = (0..<image.shape[0]).map { image.selecting($0).elements.map { style($0) } }
    (self.kernels, self.biases) = (kernels, biases)
  }
}

extension Inquiry.Window {
  fileprivate init(_ breakdown: PixelBreakdown) {
    let style = breakdown.numbers
    let isConvolution = breakdown.operation == .convolution
    products = isConvolution ? breakdown.channels.map { $0.products.joined().map { style($0) } } : []
    subtotals = breakdown.channels.map { style($0.subtotal) }
    let width = breakdown.columns.count
    winners =
      breakdown.operation == .maxPooling
      ? breakdown.channels.map { channel in channel.winner.map { $0.row * width + $0.column } ?? 0 } : []
    outputs = isConvolution ? [style(breakdown.output)] : breakdown.outputs.map { style($0) }
  }
}

extension Inspection {
  /// The same operation at another stride and padding.
  fileprivate func with(stride: Size2D, padding: Size2D) -> Inspection {
    switch self {
    case .convolution(let image, let kernel, let bias, _, _):
      .convolution(image: image, kernel: kernel, bias: bias, stride: stride, padding: padding)
    case .maxPooling(let image, let window, _, _):
      .maxPooling(image: image, window: window, stride: stride, padding: padding)
    case .averagePooling(let image, let window, _, _):
      .averagePooling(image: image, window: window, stride: stride, padding: padding)
    }
  }
}
