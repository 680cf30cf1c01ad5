import Drawing
import Figures
import TensorCore

/// The image within its frame, whose zeros stand back.
func paddedMatrix(
  _ image: Tensor, by padding: Int, title: String,
  range: ClosedRange<Float>? = nil, highlights: [Highlight] = []
) -> MatrixPanel {
  let (height, width) = (image.shape[0], image.shape[1])
  return MatrixPanel(
    image.padded(by: Size2D(padding)), title: title, range: range,
    highlights: highlights,
    look: { row, column in
      let isInside =
        (padding..<padding + height).contains(row)
        && (padding..<padding + width).contains(column)
      return isInside ? .shown : .muted
    })
}

func fourWindows(of image: Tensor, kernel: Tensor) -> Figure {
  let output = convolve2d(
    image.unsqueezed(axis: 0), kernel: kernel.reshaped(1, 1, 2, 2), stride: 2,
    padding: 1
  ).selecting(0)
  let colors: [Color] = [.orange, .blue, .green, .red]
  let places = [(0, 0), (0, 1), (1, 0), (1, 1)]
  return Figure(alignment: .middle) {
    paddedMatrix(
      image, by: 1, title: "padded image, windows of 2×2", range: 0...9,
      highlights: zip(places, colors).map { place, color in
        Highlight(
          rows: 2 * place.0..<2 * place.0 + 2,
          columns: 2 * place.1..<2 * place.1 + 2, color: color)
      })
    MatrixPanel(
      output, title: "output, stride 2",
      highlights: zip(places, colors).map {
        Highlight(row: $0.0, column: $0.1, color: $1)
      })
  }
}

func digits(_ maps: [Tensor]) -> Figure {
  Figure {
    for (index, map) in maps.enumerated() {
      let size = "\(map.shape[1])×\(map.shape[2])"
      ImagePanel(map, title: "stride \(index + 1): \(size)", range: 0...1, side: 140)
    }
  }
}

/// For each pixel of 8×8 how many windows of 3×3 see it, with each padding, on one scale.
func reachedPixels(paddings: ClosedRange<Int>) -> Figure {
  Figure(title: "Windows that see each pixel: 8×8 image, 3×3 kernel") {
    for padding in paddings {
      MatrixPanel(
        windowsSeeing(size: 8, window: 3, padding: padding), title: "padding \(padding)", colors: .viridis,
        range: 0...9, colorBar: padding == paddings.upperBound)
    }
  }
}

/// For each pixel how many windows see it, on the scale that the lesson uses for all such counts.
func unreachedPixels(_ counts: [Tensor], _ titles: [String]) -> Figure {
  Figure(title: "Windows that see each pixel (grey: none)") {
    for (index, title) in titles.enumerated() {
      withPaleZeros(
        counts[index], title: title, colors: .viridis, range: 0...9, colorBar: index == titles.count - 1)
    }
  }
}

/// A matrix whose zeros stand back.
func withPaleZeros(
  _ matrix: Tensor, title: String, colors: ColorMap? = nil, range: ClosedRange<Float> = 0...9,
  highlights: [Highlight] = [], colorBar: Bool = false
) -> MatrixPanel {
  MatrixPanel(
    matrix, title: title, colors: colors, range: range, highlights: highlights, colorBar: colorBar,
    look: { matrix[$0, $1] == 0 ? .muted : .shown })
}

/// The image in a frame of 2 of each kind, the image itself framed.
func frameModes(of image: Tensor) -> Figure {
  Figure(columns: 2) {
    for mode in FrameMode.allCases {
      MatrixPanel(
        framed(image, by: 2, mode), title: "\(mode)", range: 0...9,
        highlights: [Highlight(rows: 2..<5, columns: 2..<5)])
    }
  }
}

/// A kernel with zeros between its elements.
func dilated(_ kernel: Tensor, by dilation: Int) -> Tensor {
  var wide = Tensor.zeros(dilation * (kernel.shape[0] - 1) + 1, dilation * (kernel.shape[1] - 1) + 1)
  for i in 0..<kernel.shape[0] {
    for j in 0..<kernel.shape[1] { wide[i * dilation, j * dilation] = kernel[i, j] }
  }
  return wide
}

/// A kernel with dilations 1, 2 and 3.
func dilatedKernels(_ kernel: Tensor) -> Figure {
  Figure {
    for dilation in 1...3 {
      let wide = dilated(kernel, by: dilation)
      withPaleZeros(wide, title: "dilation \(dilation): \(wide.shape[0])×\(wide.shape[1])")
    }
  }
}

/// A small image, and what a transposed convolution with 3×3 ones and stride 2 makes of it; in one colour each a pixel
/// and the square it paints.
func paintings(_ small: Tensor, _ enlarged: Tensor) -> Figure {
  let colors: [Color] = [.orange, .blue, .green, .purple]
  let places = [(0, 0), (0, 1), (1, 0), (1, 1)]
  return Figure(alignment: .middle) {
    MatrixPanel(
      small, title: "small map", range: 0...10,
      highlights: zip(places, colors).map { Highlight(row: $0.0, column: $0.1, color: $1) })
    Sign("→")
    for (place, color) in zip(places, colors) {
      let rows = 2 * place.0..<2 * place.0 + 3, columns = 2 * place.1..<2 * place.1 + 3
      withPaleZeros(
        painted(small[place.0, place.1], rows: rows, columns: columns, on: enlarged.shape),
        title: "\(place == (0, 0) ? "" : "+ ")\(Int(small[place.0, place.1])) × kernel",
        highlights: [Highlight(rows: rows, columns: columns, color: color)])
    }
    Sign("=")
    MatrixPanel(enlarged, title: "large map", range: 0...10)
  }
}

/// Zeros, with one value in some rows and columns.
private func painted(_ value: Float, rows: Range<Int>, columns: Range<Int>, on shape: [Int]) -> Tensor {
  var canvas = Tensor.zeros(shape)
  canvas[rows, columns] = Tensor(shape: [rows.count, columns.count], repeating: value)
  return canvas
}

func shrinkingMaps(of digit: Tensor) -> Figure {
  let blur = Tensor.ones(1, 1, 5, 5) / 25
  return Figure(columns: 6) {
    for padding in [0, 2] {
      maps(from: digit, layers: 5) {
        convolve2d($0, kernel: blur, padding: Size2D(padding))
      }
    }
  }
}

/// What a layer makes of an image, of that, and so on: pictures whose pixels are all of one size.
func maps(from image: Tensor, layers: Int, _ layer: (Tensor) -> Tensor) -> [any Panel] {
  var panels: [any Panel] = []
  var map = image
  for depth in 0...layers {
    if depth > 0 { map = layer(map) }
    let side = map.shape[1]
    panels.append(
      ImagePanel(
        map, title: "\(side)×\(side)", range: 0...1, side: Double(4 * side)))
  }
  return panels
}

func namedPaddings() -> Figure {
  let image = Tensor(1..<26).reshaped(5, 5)
  return Figure {
    for (name, padding) in [("valid", 0), ("same", 1), ("full", 2)] {
      let (side, out) = (5 + 2 * padding, 3 + 2 * padding)
      paddedMatrix(
        image, by: padding, title: "\(name): output \(out)×\(out)",
        highlights: [
          Highlight(rows: 0..<3, columns: 0..<3, color: .orange),
          Highlight(
            rows: side - 3..<side, columns: side - 3..<side, color: .blue),
        ])
    }
  }
}

/// Kernels, strides and paddings for an image of some size: paddings smaller than the kernel, which fits.
func settings(upTo size: Int) -> [(kernel: Int, stride: Int, padding: Int)] {
  (1...size).flatMap { kernel in
    (1...kernel).flatMap { stride in (0..<kernel).map { (kernel, stride, $0) } }
  }
}
