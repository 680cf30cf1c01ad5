import Drawing
import Figures
import Pages
import TensorCore

/// The image once for each window of 2×2, with the window framed, and what is kept of each window in its colour.
func windowsFigure(_ image: Tensor, pooled: Tensor, name: String) -> Figure {
  let colors: [Color] = [.orange, .blue, .green, .purple]
  let places = [(0, 0), (0, 1), (1, 0), (1, 1)]
  return Figure(columns: 5) {
    for (index, (y, x)) in places.enumerated() {
      MatrixPanel(
        image, range: 0...8,
        highlights: [Highlight(rows: y..<y + 2, columns: x..<x + 2, color: colors[index])],
        caption: "\(name)(\(image[y..<y + 2, x..<x + 2].elements.map { "\(Int($0))" }.joined(separator: ", "))) "
          + "= \(Int(pooled[y, x]))")
    }
    MatrixPanel(
      pooled, title: nil, range: 0...8,
      highlights: places.enumerated().map { Highlight(row: $1.0, column: $1.1, color: colors[$0]) }, caption: "result"
    )
  }
}

/// The image, the four pieces of it that the window's corners see, and the largest at each place.
func piecesFigure(_ image: Tensor, _ pieces: [Tensor], largest: Tensor) -> Figure {
  Figure(columns: 6) {
    MatrixPanel(image, title: "image", range: 0...8)
    for (piece, corner) in zip(pieces, ["upper left", "upper right", "lower left", "lower right"]) {
      MatrixPanel(piece, title: corner, range: 0...8)
    }
    MatrixPanel(largest, title: "largest", range: 0...8, highlights: [Highlight(rows: 0..<2, columns: 0..<2)])
  }
}

/// An image, what average pooling and a box kernel make of it, and how the two differ.
func boxFigure(_ image: Tensor, _ averaged: Tensor, _ convolved: Tensor) -> Figure {
  Figure(columns: 4) {
    ImagePanel(image, title: "digit, 28×28", range: 0...1, side: 140)
    ImagePanel(averaged, title: "average pooling", range: 0...1, side: 140)
    ImagePanel(convolved, title: "box kernel, stride 2", range: 0...1, colorBar: true, side: 140)
    ImagePanel(
      convolved - averaged, title: "difference", colors: .diverging, range: -1...1, colorBar: true, side: 140)
  }
}

/// What is kept of a window.
enum Kind { case maximum, average }

/// A matrix pooled with a window of 2 that moves by 1.
func pooled(_ kind: Kind, _ matrix: Tensor) -> Tensor {
  let map = matrix.unsqueezed(axis: 0)
  return kind == .maximum ? maxPool2d(map, window: 2, stride: 1) : averagePool2d(map, window: 2, stride: 1)
}

/// A map, and what two maximum and two average poolings make of it, all drawn equally large; with titles if the map
/// has one.
func poolingRow(
  _ map: Tensor, title: String? = nil, _ range: ClosedRange<Float> = 0...1, _ colors: ColorMap = .gray
) -> [any Panel] {
  let maximum = maxPool2d(map, window: 2)
  let average = averagePool2d(map, window: 2)
  let maps = [
    (title ?? "", map), ("maximum, 14×14", maximum), ("maximum, 7×7", maxPool2d(maximum, window: 2)),
    ("average, 14×14", average), ("average, 7×7", averagePool2d(average, window: 2)),
  ]
  return maps.enumerated().map { index, part in
    ImagePanel(
      part.1, title: title == nil ? nil : part.0, colors: colors, range: range,
      colorBar: index == maps.count - 1, side: 112)
  }
}

/// The mean of maps and the mean of their peaks, pooled once and twice by maximum and by average.
func meansAndPeaks(_ images: Tensor) -> Table {
  func measured(_ maps: Tensor) -> [String] {
    [maps.mean(), maps.maximum(axes: 1, 2, 3).mean()].map { Numerals.text(Double($0), decimals: 3) }
  }
  var (maxima, means) = (images, images)
  var rows = [["28×28"] + measured(maxima) + measured(means)]
  for size in ["14×14", "7×7"] {
    maxima = maxPool2d(maxima, window: 2)
    means = averagePool2d(means, window: 2)
    rows.append([size] + measured(maxima) + measured(means))
  }
  return Table(columns: ["size", "maximum: mean", "peak", "average: mean", "peak"], rows: rows)
}

/// How much maps change under shifts of 0 to 6 pixels, for four windows.
func shiftChart(_ change: (Size2D, Int) -> Float) -> Figure {
  let windows: [(String, Size2D)] = [("28×28, not pooled", 1), ("14×14", 2), ("7×7", 4), ("1×1", 28)]
  return Figure {
    LineChart(
      windows.map { name, window in
        Series(name, x: 0...6, y: (0...6).map { change(window, $0) }, style: .lineAndDots)
      }, xLabel: "shift in pixels", yLabel: "change of the map", integerX: true, width: 420, height: 240)
  }
}

/// Two maps and their difference in each of three sizes.
func shiftFigure(_ before: Tensor, _ after: Tensor) -> Figure {
  Figure(columns: 3) {
    for size in [1, 2, 4] {
      let pooled = [before, after].map { maxPool2d($0, window: Size2D(size)) }
      let side = "\(28 / size)×\(28 / size)"
      ImagePanel(pooled[0], title: "edges, \(side)", colors: .viridis, range: 0...4, side: 140)
      ImagePanel(pooled[1], title: "moved", colors: .viridis, range: 0...4, colorBar: true, side: 140)
      ImagePanel(
        pooled[1] - pooled[0], title: "difference", colors: .diverging, range: -4...4, colorBar: true, side: 140)
    }
  }
}

/// A map with its windows of 2 and their largest elements framed, the outputs' gradient, and the map's two gradients.
func gradientFigure(_ map: Tensor, _ upstream: Tensor, _ byLargest: Tensor, _ byShare: Tensor) -> Figure {
  let colors: [Color] = [.orange, .blue, .green, .purple]
  let windows = (0..<4).map { index in
    Highlight(
      rows: index / 2 * 2..<index / 2 * 2 + 2, columns: index % 2 * 2..<index % 2 * 2 + 2, color: colors[index])
  }
  let winners = [(1, 0), (1, 3), (2, 0), (3, 2)].enumerated().map { index, place in
    Highlight(row: place.0, column: place.1, color: colors[index])
  }
  return Figure(columns: 4) {
    MatrixPanel(map.squeezed(), title: "the map", range: 0...40, highlights: windows + winners)
    MatrixPanel(
      upstream.squeezed(), title: "gradient of the outputs", range: 0...4,
      highlights: (0..<4).map { Highlight(row: $0 / 2, column: $0 % 2, color: colors[$0]) })
    MatrixPanel(byLargest.squeezed(), title: "back through the maximum", range: 0...4, highlights: windows)
    MatrixPanel(byShare.squeezed(), title: "back through the average", range: 0...4, highlights: windows)
  }
}
