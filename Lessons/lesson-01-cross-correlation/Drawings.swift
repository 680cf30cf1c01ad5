import Drawing
import Figures
import TensorCore

/// Matrices side by side, each under its title; on one scale if there is a range.
func matrices(
  _ parts: KeyValuePairs<String, Tensor>, columns: Int? = nil, range: ClosedRange<Float>? = nil
) -> Figure {
  Figure(columns: columns) {
    for (title, matrix) in parts { MatrixPanel(matrix, title: title, range: range) }
  }
}

/// An image and what a kernel makes of it; below, the same for the image moved by three columns.
func movedFigure(_ image: Tensor, _ moved: Tensor, _ kernel: Tensor) -> Figure {
  matrices(
    [
      "image": image, "image ⋆ kernel": byLoops(image, kernel),
      "image, moved by 3": moved, "moved image ⋆ kernel": byLoops(moved, kernel),
    ], columns: 2, range: 0...10)
}

/// A dot, a kernel, their convolution, and cross-correlations with the kernel turned and not.
func turnedFigure(_ dot: Tensor, _ kernel: Tensor, _ turnedBy180: Tensor, _ turnedBy90: Tensor) -> Figure {
  matrices(
    [
      "dot": dot, "kernel": kernel, "convolution": painted(dot, kernel), "dot ⋆ kernel": byLoops(dot, kernel),
      "⋆ turned 180°": byLoops(dot, turnedBy180), "⋆ turned 90°": byLoops(dot, turnedBy90),
    ], columns: 3, range: 0...9)
}

/// Kernels, each under its name, in colours that say no more than the signs of the weights.
func kernels(_ filters: [(name: String, kernel: Tensor)]) -> Figure {
  Figure(columns: 4) {
    for (name, kernel) in filters { MatrixPanel(kernel, title: name, range: -1e-3...1e-3) }
  }
}

/// The framed pieces of an image that each weight of a 2×2 kernel meets; below them the pieces times their weights.
func shiftedPieces(_ image: Tensor, _ kernel: Tensor, sum: Tensor) -> Figure {
  let places = [(0, 0), (0, 1), (1, 0), (1, 1)]
  return Figure(columns: 5) {
    for (i, j) in places {
      MatrixPanel(
        image, title: "weight \(Int(kernel[i, j]))", range: -43...43,
        highlights: [Highlight(rows: i..<i + sum.shape[0], columns: j..<j + sum.shape[1])])
    }
    MatrixPanel(kernel, title: "kernel")
    for (i, j) in places {
      MatrixPanel(
        image[i..<i + sum.shape[0], j..<j + sum.shape[1]] * kernel[i, j], title: "\(Int(kernel[i, j])) × piece",
        range: -43...43)
    }
    MatrixPanel(sum, title: "sum", range: -43...43)
  }
}

/// A matrix times a column, with the third row framed.
func matrixProduct(_ matrix: Tensor, _ column: Tensor) -> Figure {
  Figure(alignment: .middle) {
    MatrixPanel(
      matrix, title: "patches", highlights: [Highlight(rows: 2..<3, columns: 0..<matrix.shape[1])])
    Sign("×")
    MatrixPanel(
      column, title: "kernel", highlights: [Highlight(rows: 0..<column.shape[0], columns: 0..<1)])
    Sign("=")
    MatrixPanel(matmul(matrix, column), title: "output", highlights: [Highlight(row: 2, column: 0)])
  }
}

/// The loss of each kernel of a path, and the path itself.
func descentFigure(_ path: [Tensor], loss: (Tensor) -> Float, goal: Tensor) -> Figure {
  Figure(columns: 2) {
    LineChart(
      [Series("", x: path.indices, y: path.map(loss))], xLabel: "epoch", yLabel: "sum of squared errors",
      integerX: true, logY: true, width: 290, height: 290)
    pathChart(path, loss: loss, goal: goal)
  }
}

/// The kernels of a path, weight 1 over weight 0, over rings of equal loss around the kernel it leads to.
private func pathChart(_ path: [Tensor], loss: (Tensor) -> Float, goal: Tensor) -> LineChart {
  // The loss grows with the square of the distance from the goal, so one look in each direction gives all rings.
  let directions = (0...200).map { step -> Tensor in
    let t = Float(step % 100) / 50 - 1
    let side: Float = step < 100 || step == 200 ? 1 : -1
    return Tensor([[side * (1 - t * t) / (1 + t * t), side * 2 * t / (1 + t * t)]])
  }
  let reach = directions.map { (1 / loss(goal + $0)).squareRoot() }
  let rings = [0.25, 1, 4, 16, 64].map { level in
    let points = zip(directions, reach).map { goal + $0 * ($1 * Float(level).squareRoot()) }
    return Series(
      level == 1 ? "equal loss" : "", x: points.map { Double($0[0, 0]) }, y: points.map { $0[0, 1] }, color: .hairline
    )
  }
  let kernels = Series(
    "kernel", x: path.map { Double($0[0, 0]) }, y: path.map { $0[0, 1] }, style: .lineAndDots, color: .orange)
  return LineChart(
    rings + [kernels, Series("goal", x: [Double(goal[0, 0])], y: [goal[0, 1]], style: .dots, color: .blue)],
    xLabel: "weight 0", yLabel: "weight 1", xRange: -1.2...1.8, yRange: -1.8...1.2, width: 290, height: 290)
}

/// A picture above its range, the smallest and the largest value, with pixels of 2.5 points.
func panel(
  _ image: Tensor, title: String, _ colors: ColorMap = .gray, range: ClosedRange<Float>? = nil, colorBar: Bool = false
) -> ImagePanel {
  ImagePanel(
    image, title: title, colors: colors, range: range, colorBar: colorBar, caption: lowToHigh(image),
    side: 2.5 * Double(image.shape.max() ?? 0))
}

/// A row of pictures for each of the numbered filters: what it makes of a picture with windows of 3, 5 and 9 pixels.
func bySize(
  _ picture: Tensor, _ filters: (Int) -> [(name: String, kernel: Tensor)], _ numbers: [Int], _ colors: ColorMap,
  range: ClosedRange<Float>
) -> Figure {
  Figure(columns: 3) {
    for number in numbers {
      for size in [3, 5, 9] {
        let (name, kernel) = filters(size)[number]
        panel(
          convolve2d(picture.unsqueezed(axis: 0), kernel: kernel.reshaped(1, 1, size, size)).squeezed(axis: 0),
          title: "\(name) \(size)×\(size)", colors, range: range, colorBar: size == 9)
      }
    }
  }
}

/// A picture in colour, and in shades of grey.
func colorAndGrey(_ color: Tensor, _ grey: Tensor) -> Figure {
  Figure {
    ImagePanel(color, title: "picture", side: 256)
    ImagePanel(grey, title: "grey", range: 0...1, side: 256)
  }
}

/// Two filtered pictures, each stretched to its own range, and both on the scale from 0 to 1.
func ownAndCommonRange(wrong: Tensor, correct: Tensor) -> Figure {
  Figure(columns: 2) {
    ImagePanel(wrong, title: "wrong, own range", colorBar: true, side: 200)
    ImagePanel(correct, title: "correct, own range", colorBar: true, side: 200)
    ImagePanel(wrong, title: "wrong, 0 to 1", range: 0...1, colorBar: true, side: 200)
    ImagePanel(correct, title: "correct, 0 to 1", range: 0...1, colorBar: true, side: 200)
  }
}

/// Two kernels with the sums of their weights, and what each makes of a picture.
func kernelsAtWork(_ gaussian: (Tensor, Tensor), _ random: (Tensor, Tensor)) -> Figure {
  Figure(columns: 2) {
    MatrixPanel(gaussian.0, title: "Gaussian kernel, sum \(twoDecimals(gaussian.0.sum()))", decimals: 2)
    MatrixPanel(
      random.0, title: "random normal numbers, sum \(twoDecimals(random.0.sum()))", decimals: 2)
    panel(gaussian.1, title: "filtered", range: 0...1, colorBar: true)
    panel(random.1, title: "filtered", colorBar: true)
  }
}

/// A picture of at most 100 pixels a side, by averaging whole blocks of pixels; but never narrower than 16.
func madeSmall(_ picture: Tensor) -> Tensor {
  let (height, width) = (picture.shape[1], picture.shape[2])
  let factor = max(1, min((max(height, width) + 99) / 100, min(height, width) / 16))
  return averagePool2d(picture, window: Size2D(factor))
}
