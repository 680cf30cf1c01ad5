import Drawing
import Figures
import Pages
import TensorCore

/// A pixel's breakdown as a picture: for each channel the image with the window framed, what is in the window, what
/// is made of it, and the output pixel.
package struct BreakdownFigure {
  private let breakdown: PixelBreakdown
  private let image, output: Tensor
  private let numbers: NumberStyle
  private let titles: Inquiry.Titles
  /// How far from zero the tints reach: what is compared has one scale.
  private let reachOfImage, reachOfKernel, reachOfOutput: Float

  /// Matrices up to this many cells a side are drawn with their numbers, larger ones as heat maps.
  private static let mostCells = 9
  private static let mostChannels = 4

  package init(
    _ breakdown: PixelBreakdown, of inspection: Inspection, titles: Inquiry.Titles = Inquiry.Titles(image: "input")
  ) {
    self.breakdown = breakdown
    self.titles = titles
    (image, output) = (inspection.image, inspection.output)
    numbers = breakdown.numbers
    reachOfImage = image.abs().maximum()
    reachOfKernel = breakdown.channels.flatMap(\.weights).joined().map(abs).max() ?? 0
    let products = breakdown.channels.flatMap(\.products).joined().map(abs)
    reachOfOutput = max(output.abs().maximum(), products.max() ?? 0)
  }

  package var figure: Figure {
    let shown = Array(breakdown.channels.indices.prefix(BreakdownFigure.mostChannels))
    let pixel = breakdown.pixel
    let title = "Output row \(pixel.row), column \(pixel.column)"
    switch breakdown.operation {
    case .convolution:
      return Figure(columns: shown.count == 1 ? 5 : 4, title: "\(title): \(text(breakdown.output))") {
        for channel in shown { convolution(channel) }
        outputPanel(map: breakdown.map, caption: sumOverChannels)
      }
    case .maxPooling, .averagePooling:
      return Figure(columns: 3, title: title) {
        for channel in shown { pooling(channel) }
      }
    }
  }

  /// What the figure shows, in words.
  package var caption: Prose {
    let left = breakdown.channels.count - BreakdownFigure.mostChannels
    let more = left > 0 ? " (the first \(BreakdownFigure.mostChannels) of \(breakdown.channels.count) channels)" : ""
    switch breakdown.operation {
    case .convolution:
      if let sumOverChannels {
        return
          "The patch of each channel, times its part of the kernel value by value, and all products added: \(sumOverChannels)."
      }
      let kernel = titles.kernel == "kernel" ? "the kernel" : titles.kernel
      return "The patch, times \(kernel) value by value, and all products added: \(text(breakdown.output))\(more)."
    case .maxPooling: return "The window on the image, its largest value, and where that goes\(more)."
    case .averagePooling: return "The window on the image, and where its mean goes\(more)."
    }
  }

  private func convolution(_ index: Int) -> [any Panel] {
    let channel = breakdown.channels[index]
    return [
      inputPanel(channel: index), windowPanel(channel.patch, title: "patch"),
      matrixPanel(Tensor(channel.weights), title: titles.kernel, reach: reachOfKernel),
      matrixPanel(
        Tensor(channel.products), title: "products", reach: reachOfOutput, caption: "sum \(text(channel.subtotal))"),
    ]
  }

  private func pooling(_ index: Int) -> [any Panel] {
    let channel = breakdown.channels[index]
    let isMaximum = breakdown.operation == .maxPooling
    let value = text(breakdown.outputs[index])
    return [
      inputPanel(channel: index),
      windowPanel(
        channel.patch, title: "window", winner: channel.winner, caption: "\(isMaximum ? "largest" : "mean") \(value)"),
      outputPanel(map: index),
    ]
  }

  /// A number as figures write it, with a true minus.
  private func text(_ value: Float) -> String { numbers(value).replacing("-", with: "−") }

  private func inputPanel(channel: Int) -> any Panel {
    let rows = breakdown.rows.clamped(to: 0..<breakdown.imageSize.height)
    let columns = breakdown.columns.clamped(to: 0..<breakdown.imageSize.width)
    let title = breakdown.channels.count > 1 ? "\(titles.image), channel \(channel)" : titles.image
    return framed(image.selecting(channel), title: title, reach: reachOfImage, rows: rows, columns: columns)
  }

  /// How the channels' sums, and a bias, make the output, where several channels are drawn: `25 + 47 = 72`.
  var sumOverChannels: String? {
    guard (2...BreakdownFigure.mostChannels).contains(breakdown.channels.count) else { return nil }
    let terms = breakdown.channels.map(\.subtotal) + (breakdown.bias.map { [$0] } ?? [])
    let others = terms.dropFirst().map { $0 < 0 ? " − \(text(-$0))" : " + \(text($0))" }
    return "\(text(terms[0]))\(others.joined()) = \(text(breakdown.output))"
  }

  private func outputPanel(map: Int, caption: String? = nil) -> any Panel {
    let pixel = breakdown.pixel
    let title = breakdown.outputs.count > 1 ? "\(titles.output), map \(map)" : titles.output
    return framed(
      output.selecting(map), title: title, reach: breakdown.operation == .convolution ? reachOfOutput : reachOfImage,
      rows: pixel.row..<pixel.row + 1, columns: pixel.column..<pixel.column + 1, caption: caption)
  }

  private func framed(
    _ matrix: Tensor, title: String, reach: Float, rows: Range<Int>, columns: Range<Int>, caption: String? = nil
  ) -> any Panel {
    if isSmall(matrix) {
      return MatrixPanel(
        matrix, title: title, range: range(reach), decimals: numbers.decimals,
        highlights: [Highlight(rows: rows, columns: columns)], caption: caption)
    }
    return ImagePanel(matrix, title: title, marks: [.box(rows: rows, columns: columns)], caption: caption)
  }

  private func windowPanel(
    _ patch: [[Float]], title: String, winner: PixelBreakdown.Place? = nil, caption: String? = nil
  ) -> any Panel {
    let matrix = Tensor(patch)
    guard isSmall(matrix) else { return ImagePanel(matrix, title: title, caption: caption) }
    return MatrixPanel(
      matrix, title: title, range: range(reachOfImage), decimals: numbers.decimals,
      highlights: winner.map { [Highlight(row: $0.row, column: $0.column)] } ?? [],
      caption: caption, look: { breakdown.isPadding($0, $1) ? .muted : .shown })
  }

  private func matrixPanel(_ matrix: Tensor, title: String, reach: Float, caption: String? = nil) -> any Panel {
    let range = range(reach)
    guard isSmall(matrix) else {
      return ImagePanel(matrix, title: title, colors: .diverging, range: range, caption: caption)
    }
    return MatrixPanel(matrix, title: title, range: range, decimals: numbers.decimals, caption: caption)
  }

  /// Nil where there is nothing to reach: the matrix's own.
  private func range(_ reach: Float) -> ClosedRange<Float>? { reach > 0 && reach.isFinite ? -reach...reach : nil }

  private func isSmall(_ matrix: Tensor) -> Bool {
    matrix.shape[0] <= BreakdownFigure.mostCells && matrix.shape[1] <= BreakdownFigure.mostCells
  }
}
