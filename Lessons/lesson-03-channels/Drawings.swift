import Drawing
import Figures
import TensorCore

func twoChannels(
  _ channels: [Tensor], _ slices: [Tensor],
  _ correlate: (Tensor, Tensor) -> Tensor
) -> Figure {
  let singles = zip(channels, slices).map { correlate($0, $1) }
  return Figure(columns: 5, alignment: .middle) {
    for index in 0...1 {
      MatrixPanel(channels[index], title: "channel \(index)", range: 0...9)
      Sign("⋆")
      MatrixPanel(slices[index], title: "slice \(index)", range: 0...4)
      Sign("=")
      MatrixPanel(singles[index], title: "single result", range: 0...120)
    }
    for sign in ["", "", "sum", "="] { Sign(sign) }
    MatrixPanel(singles[0] + singles[1], title: "output", range: 0...120)
  }
}

func threeKernels(_ image: Tensor, _ kernels: Tensor) -> Figure {
  let maps = convolve2d(image, kernel: kernels)
  return Figure(columns: 4, alignment: .middle) {
    for index in 0..<kernels.shape[0] {
      MatrixPanel(
        kernels.selecting(index).selecting(0),
        title: "kernel \(index), slice 0", range: 0...6)
      MatrixPanel(
        kernels.selecting(index).selecting(1),
        title: "kernel \(index), slice 1", range: 0...6)
      Sign("→")
      MatrixPanel(maps.selecting(index), title: "map \(index)", range: 0...224)
    }
  }
}

/// The slices of each kernel, a row for each channel; below each kernel what it is divided by.
func kernelGrid(_ slices: Tensor, _ divisors: Tensor, _ names: [String]) -> Figure {
  Figure(columns: slices.shape[0]) {
    for (channel, color) in ["red", "green", "blue"].enumerated() {
      for kernel in 0..<slices.shape[0] {
        MatrixPanel(
          slices.selecting(kernel).selecting(channel),
          title: channel == 0 ? names[kernel] : nil, range: -2...2,
          rowLabels: kernel == 0 ? ["", color, ""] : [],
          caption: channel == 2 ? "divided by \(Int(divisors[kernel]))" : nil)
      }
    }
  }
}

/// The picture and each map, the smallest and the largest value below it; all maps but the blur on one scale.
func colorMaps(_ picture: Tensor, _ maps: Tensor, _ names: [String]) -> Figure {
  let reach = maps[1...].abs().maximum()
  return Figure(columns: 3) {
    ImagePanel(picture, title: "picture", side: 200)
    for (index, name) in names.enumerated() {
      let map = maps.selecting(index)
      ImagePanel(
        map, title: name, colors: index == 0 ? .gray : .diverging, range: index == 0 ? 0...1 : -reach...reach,
        colorBar: [0, 1, 4].contains(index),
        caption: "\(twoDecimals(map.minimum())) to \(twoDecimals(map.maximum()))", side: 200)
    }
  }
}

/// An edge of brightness, an edge of colour, and what the mean of the channels leaves of the second.
func twoEdges(_ ofBrightness: Tensor, _ ofColor: Tensor, inGrey: Tensor) -> Figure {
  Figure {
    ImagePanel(ofBrightness, title: "black to white")
    ImagePanel(ofColor, title: "blue to red")
    ImagePanel(inGrey, title: "blue to red, in grey", range: 0...1)
  }
}

/// A number to two decimals.
func twoDecimals(_ value: Float) -> String { Numerals.text(Double(value), decimals: 2) }

/// The ways from each pixel to one output, through two kernels of 3×3 and through one of 5×5.
func waysFigure(_ ways: Tensor) -> Figure {
  let one = MatrixPanel(Tensor.ones(1, 1), title: "output", range: -9...9)
  return Figure(columns: 5, alignment: .middle) {
    MatrixPanel(ways, title: "image", range: -9...9, highlights: [Highlight(rows: 1..<4, columns: 1..<4)])
    Sign("→ 3×3 →", size: 12)
    MatrixPanel(Tensor.ones(3, 3), title: "first map", range: -9...9, highlights: [Highlight(row: 1, column: 1)])
    Sign("→ 3×3 →", size: 12)
    one
    MatrixPanel(Tensor.ones(5, 5), title: "image", range: -9...9)
    Sign("→", size: 12)
    Sign("5×5", size: 12)
    Sign("→", size: 12)
    one
  }
}

/// A column, a row, and the kernel that they multiply to.
func separableFigure(_ column: Tensor, _ row: Tensor) -> Figure {
  Figure(alignment: .middle) {
    MatrixPanel(column, title: "column", range: -2...2)
    Sign("×")
    MatrixPanel(row, title: "row", range: -2...2)
    Sign("=")
    MatrixPanel(matmul(column, row), title: "kernel", range: -2...2)
  }
}

/// Which out channel has a slice for which in channel, for several numbers of groups.
func groupsFigure(channels: Int, groups: [Int]) -> Figure {
  Figure {
    for count in groups {
      let size = channels / count
      let slices = Tensor((0..<channels).map { i in (0..<channels).map { o in i / size == o / size ? Float(1) : 0 } })
      MatrixPanel(
        slices, title: "\(count) group\(count == 1 ? "" : "s"): \(channels * size) slices", range: 0...2,
        rowLabels: (0..<channels).map { "in \($0)" }, columnLabels: (0..<channels).map { "out \($0)" },
        look: { slices[$0, $1] == 0 ? .hidden : .shown })
    }
  }
}

func photoFilters(_ picture: Tensor, _ filtered: [Tensor]) -> Figure {
  let titles = ["3 → 1: luminance", "3 → 3: red and blue exchanged", "3 → 3: sepia"]
  return Figure {
    ImagePanel(picture, title: "picture", side: 160)
    for (mixed, title) in zip(filtered, titles) {
      ImagePanel(mixed.clamped(to: 0...1), title: title, range: 0...1, side: 160)
    }
  }
}
