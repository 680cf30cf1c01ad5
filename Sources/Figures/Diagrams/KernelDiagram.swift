import Drawing
import System
import TensorCore

/// One output pixel of a convolution: the patch under the kernel, the kernel, every product, and the sum.
public struct KernelDiagram: Panel {
  private struct Part: Sendable {
    let panel: MatrixPanel
    let place: Point
  }

  private var parts: [Part] = []
  private var signs: [(text: String, place: Point)] = []
  private let sum: ProductSum
  private let heading: Heading
  private var matrices = Extent(width: 0, height: 0)

  private static let signRoom = 30.0, rowGap = 14.0, sumGap = 14.0

  /// The pixel `at` of the output, and what it is made of.
  ///
  /// Of padded images, and of outputs, wider or higher than eleven pixels only the neighbourhood of the patch or the pixel is
  /// drawn, with its rows and columns numbered.
  ///
  /// - Parameters:
  ///   - image: `(H, W)` or `(C, H, W)`.
  ///   - kernel: `(kh, kw)`, `(C, kh, kw)` or `(1, C, kh, kw)`, of as many channels as the image.
  ///   - at: row and column of the output pixel; stops outside of the output.
  ///   - output: the output `(H', W')` or `(1, H', W')`; computed if it is not given.
  ///   - revealing: whether only the output pixels up to this one are shown, as if computed one after another.
  public init(
    image: Tensor, kernel: Tensor, at: (row: Int, column: Int), stride: Size2D = 1, padding: Size2D = 0,
    bias: Float = 0,
    output: Tensor? = nil, revealing: Bool = false, title: String? = nil, caption: String? = nil
  ) {
    let image = image.rank == 2 ? image.unsqueezed(axis: 0) : image
    let kernel = kernel.rank == 2 ? kernel.unsqueezed(axis: 0) : kernel.rank == 4 ? kernel.selecting(0) : kernel
    require(
      image.rank == 3 && kernel.rank == 3 && image.shape[0] == kernel.shape[0] && image.shape[0] > 0,
      "KernelDiagram: image \(image.shape) and kernel \(kernel.shape) must have as many channels, at least one")
    let positions = slidingPositions(
      Size2D(height: image.shape[1], width: image.shape[2]),
      window: Size2D(height: kernel.shape[1], width: kernel.shape[2]), stride: stride, padding: padding)
    let result =
      output
      ?? convolve2d(
        image, kernel: kernel.unsqueezed(axis: 0), bias: Tensor([bias]), stride: stride, padding: padding)
    let out = result.rank == 3 && result.shape[0] == 1 ? result.selecting(0) : result
    require(
      out.shape == [positions.height, positions.width],
      "KernelDiagram: the output has shape \(result.shape); it must be (\(positions.height), \(positions.width))")
    require(
      (0..<out.shape[0]).contains(at.row) && (0..<out.shape[1]).contains(at.column),
      "KernelDiagram: pixel (\(at.row), \(at.column)) is outside of the output, \(out.shape[0]) × \(out.shape[1])")

    heading = Heading(title: title, caption: caption)
    let padded = image.padded(by: padding)
    let rows = at.row * stride.height..<at.row * stride.height + kernel.shape[1]
    let columns = at.column * stride.width..<at.column * stride.width + kernel.shape[2]
    sum = ProductSum(
      patch: padded[0..., rows, columns], kernel: kernel, bias: bias, result: out[at.row, at.column])

    let channels = image.shape[0]
    let window = Window(rows: rows, columns: columns, of: padded)
    var inputs: [MatrixPanel] = [], kernels: [MatrixPanel] = []
    for channel in 0..<channels {
      let plane = padded.selecting(channel)
      inputs.append(
        window.panel(
          plane, title: channels == 1 ? "image" : "channel \(channel)", offset: padding,
          look: { row, column in
            let isInside =
              (padding.height..<plane.shape[0] - padding.height).contains(row)
              && (padding.width..<plane.shape[1] - padding.width).contains(column)
            return isInside ? .shown : .muted
          }))
      kernels.append(
        MatrixPanel(kernel.selecting(channel), title: channels == 1 ? "kernel" : "kernel, channel \(channel)"))
    }
    let outWindow = Window(rows: at.row..<at.row + 1, columns: at.column..<at.column + 1, of: out)
    let outPanel = outWindow.panel(
      out, title: "output", offset: 0,
      look: { row, column in
        !revealing || (row, column) <= (at.row, at.column) ? .shown : .hidden
      })
    arrange(inputs, kernels, outPanel)
  }

  /// Inputs and kernels in rows, a row for each channel; the output beside them, at half height.
  private mutating func arrange(_ inputs: [MatrixPanel], _ kernels: [MatrixPanel], _ output: MatrixPanel) {
    func full(_ panel: MatrixPanel) -> Extent {
      Extent(
        width: panel.margins.left + panel.body.width + panel.margins.right,
        height: panel.margins.top + panel.body.height + panel.margins.bottom)
    }
    let inputWidth = inputs.map { full($0).width }.max() ?? 0
    let kernelWidth = kernels.map { full($0).width }.max() ?? 0
    let kernelLeft = inputWidth + KernelDiagram.signRoom
    let outputLeft = kernelLeft + kernelWidth + KernelDiagram.signRoom
    var y = 0.0
    for (input, kernel) in zip(inputs, kernels) {
      let top = y + max(input.margins.top, kernel.margins.top)
      let bodyHeight = max(input.body.height, kernel.body.height)
      func place(_ panel: MatrixPanel, _ left: Double, _ width: Double) {
        let x = left + (width - full(panel).width) / 2 + panel.margins.left
        parts.append(Part(panel: panel, place: Point(x, top + (bodyHeight - panel.body.height) / 2)))
      }
      place(input, 0, inputWidth)
      place(kernel, kernelLeft, kernelWidth)
      signs.append(("⋆", Point(inputWidth + KernelDiagram.signRoom / 2, top + bodyHeight / 2)))
      y = top + bodyHeight + max(input.margins.bottom, kernel.margins.bottom) + KernelDiagram.rowGap
    }
    let height = max(y - KernelDiagram.rowGap, full(output).height)
    // One channel: the output hangs at the middle of the input. Several: at the middle of all.
    let inputMiddle = inputs.count == 1 ? parts[0].place.y + inputs[0].body.height / 2 : height / 2
    let top = max(output.margins.top, inputMiddle - output.body.height / 2)
    parts.append(Part(panel: output, place: Point(outputLeft + output.margins.left, top)))
    signs.append(("=", Point(outputLeft - KernelDiagram.signRoom / 2, top + output.body.height / 2)))
    matrices = Extent(
      width: outputLeft + full(output).width, height: max(height, top + output.body.height + output.margins.bottom))
  }

  private var sumExtent: Extent { Lettering.extent(of: sum.text, size: TypeSize.label) }

  /// The size of the matrices and of the sum below them, in points.
  public var body: Extent {
    Extent(
      width: max(matrices.width, sumExtent.width).rounded(.up),
      height: matrices.height + KernelDiagram.sumGap + sumExtent.height)
  }

  /// Room for the title and the caption.
  public var margins: Margins { heading.margins(around: body) }

  /// The matrices side by side, and the sum below them.
  public var lines: [String]? {
    let blocks = parts.map { $0.panel.lines ?? [] }
    let pairs = stride(from: 0, to: blocks.count - 1, by: 2).map {
      PanelText.beside([blocks[$0], ["⋆"], blocks[$0 + 1]])
    }
    let inputs = Array(pairs.joined(separator: [""]))
    let matrices = PanelText.beside([inputs, ["="], blocks[blocks.count - 1]])
    return (heading.title.map { [$0] } ?? []) + matrices + [""] + sum.text.split(separator: "\n").map(String.init)
      + (heading.caption.map { [$0] } ?? [])
  }

  /// Draws the matrices, the signs between them and the sum.
  public func draw(on canvas: inout Canvas, at origin: Point) {
    let start = origin + Point(((body.width - matrices.width) / 2).onWholePixel, 0)
    for part in parts { part.panel.draw(on: &canvas, at: start + part.place) }
    for (text, place) in signs {
      canvas.text(text, at: start + place, Anchor(.center, .middle), size: 14)
    }
    canvas.text(
      sum.text,
      at: Point(origin.x + (body.width - sumExtent.width) / 2, origin.y + matrices.height + KernelDiagram.sumGap),
      Anchor(.left, .top), size: TypeSize.label)
    heading.draw(on: &canvas, around: Rectangle(origin, body))
  }
}

/// The part of a matrix that is drawn: all of it, or where it is large, what lies around a patch.
private struct Window {
  let rows, columns: Range<Int>
  let patch: (rows: Range<Int>, columns: Range<Int>)
  let isWhole: Bool

  private static let most = 11

  init(rows: Range<Int>, columns: Range<Int>, of matrix: Tensor) {
    let shape = matrix.shape.suffix(2)
    func around(_ patch: Range<Int>, _ length: Int) -> Range<Int> {
      guard length > Window.most else { return 0..<length }
      let size = max(patch.count, min(Window.most, patch.count + 4))
      let start = min(max(0, patch.lowerBound - (size - patch.count) / 2), length - size)
      return start..<start + size
    }
    patch = (rows, columns)
    self.rows = around(rows, shape[shape.startIndex])
    self.columns = around(columns, shape[shape.startIndex + 1])
    isWhole = self.rows.count == shape[shape.startIndex] && self.columns.count == shape[shape.startIndex + 1]
  }

  /// The window of `matrix` with the patch framed; rows and columns are numbered from `offset` if not all are there.
  func panel(_ matrix: Tensor, title: String, offset: Size2D, look: (Int, Int) -> MatrixPanel.Look) -> MatrixPanel {
    func labels(_ range: Range<Int>, _ offset: Int) -> [String] {
      isWhole ? [] : range.map { Numerals.text(Double($0 - offset), decimals: 0) }
    }
    return MatrixPanel(
      matrix[rows, columns], title: title,
      highlights: [
        Highlight(
          rows: patch.rows.lowerBound - rows.lowerBound..<patch.rows.upperBound - rows.lowerBound,
          columns: patch.columns.lowerBound - columns.lowerBound..<patch.columns.upperBound - columns.lowerBound)
      ], rowLabels: labels(rows, offset.height), columnLabels: labels(columns, offset.width),
      look: { look($0 + rows.lowerBound, $1 + columns.lowerBound) })
  }
}
