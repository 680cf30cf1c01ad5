import Datasets
import Drawing
import Figures
import Pages
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

/// The images of a batch in a row.
func batchFigure(_ batch: Tensor) -> Figure {
  Figure {
    ImageGrid(batch, titles: (0..<batch.shape[0]).map { "image \($0)" }, columns: 4, side: 110)
  }
}

/// An image, and what permuting and reshaping make of it.
func threeImages(_ image: Tensor, _ permuted: Tensor, _ reshaped: Tensor) -> Figure {
  Figure(columns: 3) {
    ImagePanel(image, title: "the image", side: 132)
    ImagePanel(permuted, title: "permuted", side: 132)
    ImagePanel(reshaped, title: "reshaped", side: 132)
  }
}

/// The mean image of each class, on one scale.
func meansFigure(_ set: Dataset) -> Figure {
  Figure {
    ImageGrid(
      set.meanImages, titles: set.classNames, columns: 5, colors: .viridis, scale: .range(0...1), colorBar: true,
      side: 84)
  }
}

/// An image before and after normalising, each on its own range.
func beforeAndAfter(_ pixels: Tensor, _ normalized: Tensor) -> Figure {
  Figure(columns: 2) {
    ImagePanel(pixels, title: "pixels", colorBar: true, side: 168)
    ImagePanel(normalized, title: "normalised", colorBar: true, side: 168)
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

/// An image and what transforms made of it.
func transformsFigure(_ images: [Tensor]) -> Figure {
  Figure {
    ImageGrid(
      Tensor.stacked(images), titles: ["as it is", "2 down, 3 right", "turned 20°", "noise, σ = 0.2"], columns: 4,
      scale: .range(0...1), side: 140)
  }
}

/// How many bytes images of so many elements take, as Float and as UInt8.
func weights(of counts: KeyValuePairs<String, Int>, elements: Int) -> Table {
  Table(
    columns: ["", "elements", "bytes as Float", "bytes as UInt8"],
    rows: counts.map { name, count in
      let all = count * elements
      return [name]
        + [all, all * MemoryLayout<Float>.size, all * MemoryLayout<UInt8>.size].map(Numerals.text)
    })
}

/// Mean, standard deviation and extremes of the pixels of each set.
func statistics(_ sets: [(name: String, set: Dataset)]) -> Table {
  Table(
    columns: ["", "mean", "standard deviation", "smallest", "largest"],
    rows: sets.map { name, set in
      let (mean, deviation) = set.meanAndStandardDeviation
      return [name] + [mean, deviation, set.images.minimum(), set.images.maximum()].map(decimals)
    })
}

/// For each expression its shape, and whether it is a view of a tensor or a copy.
func viewsAndCopies(_ looks: [(String, Tensor)], of tensor: Tensor) -> Table {
  Table(
    columns: ["expression", "shape", "memory"],
    rows: looks.map { [$0, "\($1.shape)", $1.sharesStorage(with: tensor) ? "view" : "copy"] })
}

/// How many images a set has of each class.
func classCounts(_ set: Dataset) -> Table {
  Table(
    columns: ["class", "images"], rows: zip(set.classNames, set.classCounts).map { [$0, Numerals.text($1)] })
}

/// Mean and standard deviation of the same images, with white at different values.
func whites(_ name: String, _ images: KeyValuePairs<String, Tensor>) -> Table {
  Table(
    columns: [name, "mean", "standard deviation"],
    rows: images.map { [$0, decimals($1.mean()), decimals($1.standardDeviation())] })
}

/// A matrix under each colour map.
func mapsFigure(_ matrix: Tensor) -> Figure {
  Figure(columns: 3) {
    ImagePanel(matrix, title: "gray", colors: .gray, colorBar: true)
    ImagePanel(matrix, title: "viridis", colors: .viridis, colorBar: true)
    ImagePanel(matrix, title: "diverging", colors: .diverging, colorBar: true)
  }
}

/// Images titled with their labels.
func samplesFigure(_ set: Dataset) -> Figure {
  Figure {
    ImageGrid(
      set.images, titles: set.labels.map { set.classNames[$0] }, columns: 3, scale: .range(0...1), side: 112)
  }
}

/// A number with four decimals.
func decimals(_ value: Float) -> String { Numerals.text(Double(value), decimals: 4) }
