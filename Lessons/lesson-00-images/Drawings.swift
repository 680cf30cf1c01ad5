import Datasets
import Drawing
import Figures
import TensorCore

/// The channels as tables of numbers, one pixel framed, and the colour image they mix to.
func channelFigure(_ image: Tensor, row: Int, column: Int) -> Figure {
  let names = ["channel 0: red", "channel 1: green", "channel 2: blue"]
  let colors: [Color] = [.red, .green, .blue]
  return Figure(columns: 4) {
    for channel in 0..<3 {
      MatrixPanel(
        image.selecting(channel), title: names[channel], colors: .gray, range: 0...1,
        highlights: [Highlight(row: row, column: column, color: colors[channel])])
    }
    ImagePanel(image, title: "the picture", marks: [.pixel(row: row, column: column, color: .white)], side: 144)
  }
}

/// Two matrices, above with the range of each, below with one for both.
func rangesFigure(_ ramp: Tensor, _ faint: Tensor) -> Figure {
  Figure(columns: 2) {
    ImagePanel(ramp, title: "ramp, own range", colorBar: true, side: 140)
    ImagePanel(faint, title: "faint, own range", colorBar: true, side: 140)
    ImagePanel(ramp, title: "ramp, −1 to 1", range: -1...1, colorBar: true, side: 140)
    ImagePanel(faint, title: "faint, −1 to 1", range: -1...1, colorBar: true, side: 140)
  }
}

/// The images of two batches side by side.
func batchesFigure(_ sorted: Batch, _ shuffled: Batch) -> Figure {
  Figure(columns: 2) {
    ImageGrid(sorted.images, columns: 5, title: "first batch, sorted", scale: .range(0...1), side: 56)
    ImageGrid(shuffled.images, columns: 5, title: "first batch, shuffled", scale: .range(0...1), side: 56)
  }
}

/// The channels of an image `(2, H, W)` above the line in which they lie in memory, with a frame for each row.
func flatteningFigure(_ image: Tensor) -> Figure {
  let (height, width) = (image.shape[1], image.shape[2])
  let colors: [Color] = [.orange, .blue, .green, .purple]
  return Figure(columns: 1) {
    for channel in 0..<2 {
      MatrixPanel(
        image.selecting(channel), title: "channel \(channel)", range: 0...100,
        highlights: (0..<height).map {
          Highlight(rows: $0..<$0 + 1, columns: 0..<width, color: colors[channel * height + $0])
        })
    }
    MatrixPanel(
      image.reshaped(1, -1), title: "in memory", range: 0...100,
      highlights: (0..<2 * height).map {
        Highlight(rows: 0..<1, columns: $0 * width..<($0 + 1) * width, color: colors[$0])
      })
  }
}

/// A number with four decimals.
func decimals(_ value: Float) -> String { Numerals.text(Double(value), decimals: 4) }
