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

func kernelGrid(_ bank: Tensor, _ names: [String]) -> Figure {
  Figure(columns: bank.shape[0]) {
    for (channel, color) in ["red", "green", "blue"].enumerated() {
      for kernel in 0..<bank.shape[0] {
        MatrixPanel(
          bank.selecting(kernel).selecting(channel),
          title: channel == 0 ? names[kernel] : nil,
          rowLabels: kernel == 0 ? ["", color, ""] : [])
      }
    }
  }
}

/// The photograph, and each map above its range, the smallest and the largest value.
func colorMaps(_ photograph: Tensor, _ maps: Tensor, _ names: [String])
  -> Figure
{
  Figure(columns: 3) {
    ImagePanel(photograph, title: "photograph", side: 200)
    for (index, name) in names.enumerated() {
      let map = maps.selecting(index)
      let range = [map.minimum(), map.maximum()].map { Numerals.text(Double($0), decimals: 2) }
      ImagePanel(
        map, title: name, colors: index == 0 ? .gray : .diverging, range: index == 0 ? 0...1 : nil,
        caption: range.joined(separator: " to "), side: 200)
    }
  }
}

func photoFilters(_ photograph: Tensor, _ filtered: [Tensor]) -> Figure {
  let titles = ["3 → 1: luminance", "3 → 3: red and blue exchanged", "3 → 3: sepia"]
  return Figure {
    ImagePanel(photograph, title: "photograph", side: 160)
    for (picture, title) in zip(filtered, titles) {
      ImagePanel(picture.clamped(to: 0...1), title: title, range: 0...1, side: 160)
    }
  }
}
