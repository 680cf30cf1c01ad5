import Datasets
import Drawing
import Figures
import TensorCore

/// The first four of the lesson's figures as it is drawn without options, `(1, 28, 28)`.
func drawnFour() -> Tensor {
  var generator = SeededGenerator(seed: 0).split(2)
  let digits = DrawnDigits.dataset(count: 40, seed: generator.next())
  return digits.image(digits.labels.indices.filter { digits.labels[$0] == 4 }[3])
}

/// A matrix, shifted and multiplied, with the zeros that came in greyed.
private func shiftedPanel(
  _ matrix: Tensor, times coefficient: Float = 1, down: Int, right: Int, title: String, range: ClosedRange<Float>
) -> MatrixPanel {
  let (height, width) = (matrix.shape[0], matrix.shape[1])
  return MatrixPanel(coefficient * shift(matrix, down: down, right: right), title: title, range: range, decimals: 0) {
    row, column in
    let isInside = (0..<height).contains(row - down) && (0..<width).contains(column - right)
    return isInside ? .shown : .muted
  }
}

/// An image, and the image moved in four ways.
func shiftsFigure(_ image: Tensor) -> Figure {
  let ways = [
    ("image", 0, 0), ("down", 1, 0), ("to the right", 0, 1), ("both", 1, 1), ("to the left", 0, -1),
  ]
  return Figure {
    for (title, down, right) in ways {
      shiftedPanel(image, down: down, right: right, title: title, range: -3...3)
    }
  }
}

/// The nine products of a filter with K = 1 at their places, and beside them the image, the coefficients and the sum.
func sumOfShifts(_ image: Tensor, _ h: Tensor) -> Figure {
  let sum = filteredByShifts(image, h)
  let reach = max(sum.abs().maximum(), 1)
  let range = -reach...reach
  let beside = [
    MatrixPanel(image, title: "image", range: range), MatrixPanel(h, title: "coefficients h(k, l)", range: range),
    MatrixPanel(sum, title: "sum of all nine", range: range, highlights: [wholeOf(sum)]),
  ]
  return Figure(columns: 4, alignment: .middle) {
    for k in -1...1 {
      for l in -1...1 {
        let coefficient = h[k + 1, l + 1]
        shiftedPanel(
          image, times: coefficient, down: k, right: l,
          title: "\(signed(coefficient)) × moved by (\(signed(Float(k))), \(signed(Float(l))))", range: range)
      }
      beside[k + 1]
    }
  }
}

private func wholeOf(_ matrix: Tensor) -> Highlight {
  Highlight(rows: 0..<matrix.shape[0], columns: 0..<matrix.shape[1])
}

private func signed(_ value: Float) -> String { Numerals.text(Double(value), decimals: 0) }

/// A single bright pixel, the coefficients, and what convolution and correlation make of them.
func dotFigure(_ dot: Tensor, _ h: Tensor) -> Figure {
  let patch = Highlight(rows: 1..<4, columns: 0..<3)
  return Figure {
    MatrixPanel(dot, title: "image", range: -3...3, highlights: [Highlight(row: 2, column: 1)])
    MatrixPanel(h, title: "coefficients", range: -3...3, highlights: [wholeOf(h)])
    MatrixPanel(filteredByShifts(dot, h), title: "down and right: convolution", range: -3...3, highlights: [patch])
    MatrixPanel(correlated(dot, h), title: "up and left: cross-correlation", range: -3...3, highlights: [patch])
  }
}

/// An image, and its map by convolution and by correlation on one scale.
func bothWays(_ image: Tensor, _ h: Tensor) -> Figure {
  Figure {
    ImagePanel(image, title: "image", range: 0...1, side: 168)
    ImagePanel(filteredByShifts(image, h), title: "convolved", colors: .diverging, range: -3...3, side: 168)
    ImagePanel(
      correlated(image, h), title: "correlated", colors: .diverging, range: -3...3, colorBar: true, side: 168)
  }
}

/// Images in a row; below them, a row for each kernel: the kernel, and what it makes of each image; and where some of that
/// is below zero, another row with what ReLU keeps.
func bankFigure(_ bank: [Tensor], _ images: [Tensor]) -> Figure {
  let names = ["all ones", "[−1 0 1] in each row", "[−1 0 1] in each column"]
  func panels(_ maps: [Tensor]) -> [ImagePanel] {
    maps.enumerated().map { place, map in
      ImagePanel(map, colors: .diverging, range: -9...9, colorBar: place == maps.count - 1, side: 112)
    }
  }
  return Figure(columns: images.count + 1, alignment: .middle) {
    Sign("")
    for image in images { ImagePanel(image, range: 0...1, side: 112) }
    for (kernel, name) in zip(bank, names) {
      let maps = images.map { correlated($0, kernel) }
      MatrixPanel(kernel, title: name, range: -1...1)
      for panel in panels(maps) { panel }
      if maps.contains(where: { $0.minimum() < 0 }) {
        Sign("after ReLU", size: 12)
        for panel in panels(maps.map { $0.relu() }) { panel }
      }
    }
  }
}

/// An image, the four shifts of a 2×2 window, their mean with the kept places framed, and these alone.
func poolingFigure(_ image: Tensor) -> Figure {
  let means = halved(image)
  let kept = (0..<means.count).map { index in
    Highlight(row: 2 * (index / means.shape[1]), column: 2 * (index % means.shape[1]))
  }
  let shifts = [("as it is", 0, 0), ("left by 1", 0, -1), ("up by 1", -1, 0), ("up and left by 1", -1, -1)]
  return Figure(columns: 3, alignment: .middle) {
    for (index, (title, down, right)) in shifts.enumerated() {
      shiftedPanel(image, down: down, right: right, title: title, range: -9...9)
      if index == 1 {
        MatrixPanel(correlated(image, quarters), title: "mean of the four", range: -9...9, highlights: kept)
      }
    }
    MatrixPanel(means, title: "kept", range: -9...9, highlights: [wholeOf(means)])
  }
}
