import Datasets
import Drawing
import Figures
import Learning
import System
import TensorCore
import TrainingLessons
import Walkthrough

func fixed(_ value: Float, _ decimals: Int = 3) -> String { Numerals.text(Double(value), decimals: decimals) }

func percent(_ share: Float) -> String { fixed(100 * Double(share), decimals: 1) + " %" }

/// On what share of the images each unit of a layer fires.
func share(of layer: String, in model: Sequential, _ images: Dataset) -> [Float] {
  guard let index = model.layers.firstIndex(where: { $0.name == layer }) else { return [] }
  let fired = images.batches(of: 250).map { batch in
    (model.layerOutputs(Variable(constant: batch.images))[index].value .> 0).sum(axes: 0)
  }
  return fired.dropFirst().reduce(fired[0], +).elements.map { $0 / Float(images.count) }
}

func lossFigure(_ losses: [Float], _ history: [EpochResult], steps: Int) -> Figure {
  Figure {
    LineChart(
      [
        Series("one step: a batch of 64", y: losses, color: .lightBlue),
        Series(
          "mean of an epoch", x: history.indices.map { (Double($0) + 0.5) * Double(steps) },
          y: history.map(\.loss), style: .lineAndDots, color: .orange),
      ], xLabel: "step", yLabel: "loss", integerX: true, width: 520, height: 200)
  }
}

func kernelFigure(_ before: Tensor, _ after: Tensor) -> Figure {
  Figure {
    ImageGrid(
      Tensor.concatenated([before, after]), rowTitles: ["before", "after"], columnTitles: (0..<8).map { "\($0)" },
      columns: 8, title: "layer 0: conv1, the kernels", colors: .diverging, colorBar: true, side: 60)
  }
}

/// How sure the network was of the true class of some images, after some of its steps.
func certaintyFigure(_ recording: TrainingRecording, _ images: Dataset) -> Figure {
  let (steps, shares) = recording.certainty
  return Figure {
    MatrixPanel(
      shares, title: "probability of the true class, by step", colors: .viridis, range: 0...1, decimals: 2,
      rowLabels: images.labels.map { images.classNames[$0] }, columnLabels: steps.map(String.init))
  }
}

/// The maps of layer `index` for one image, titled with the layer's index and name.
func mapGrid(
  _ outputs: [Tensor], _ index: Int, _ model: Sequential, colors: ColorMap = .viridis
) -> ImageGrid {
  let maps = outputs[index].selecting(0)
  let zeroUp = 0...max(maps.maximum(), 1e-6)
  return ImageGrid(
    maps, titles: (0..<maps.shape[0]).map { "\($0)" }, columns: maps.shape[0] > 8 ? 8 : 4,
    title: "layer \(index): \(model.layers[index].name)", colors: colors,
    scale: colors == .viridis ? .range(zeroUp) : .shared, colorBar: true, side: maps.shape[2] == 28 ? 56 : 42)
}

func scalesFigure(_ maps: Tensor, _ model: Sequential) -> Figure {
  Figure(columns: 2, title: "layer 3: \(model.layers[3].name)") {
    ImageGrid(maps.selecting(0), columns: 4, title: "shared scale", colors: .viridis, scale: .shared, colorBar: true)
    ImageGrid(maps.selecting(0), columns: 4, title: "separate scales", colors: .viridis, scale: .separate)
  }
}

/// For each layer one pixel of one of its maps above, and below what it sees of the input.
func fieldsFigure(
  _ image: Tensor, _ outputs: [Tensor], _ fields: [(layer: Int, at: Int, field: Range<Int>)], _ model: Sequential
) -> Figure {
  Figure(columns: fields.count, alignment: .middle) {
    for (layer, place, _) in fields {
      let output = outputs[layer].selecting(0)
      let title = "layer \(layer): \(model.layers[layer].name)"
      if output.rank == 1 {
        ImagePanel(
          output.reshaped(-1, 8), title: title, colors: .diverging, colorBar: true,
          marks: [.pixel(row: place / 8, column: place % 8)],
          caption: "unit \(place) of \(output.count), in rows of 8", side: 140)
      } else {
        let map = liveliest(output)
        ImagePanel(
          output.selecting(map), title: title, colors: layer == 4 ? .viridis : .diverging, colorBar: true,
          marks: [.pixel(row: place, column: place)],
          caption: "map \(map), row \(place), column \(place)", side: 140)
      }
    }
    for (_, _, field) in fields {
      ImagePanel(
        image.selecting(0), marks: [.box(rows: field, columns: field)],
        caption: "\(field.count)×\(field.count) of the input", side: 140)
    }
  }
}

/// The map whose values vary most.
private func liveliest(_ maps: Tensor) -> Int {
  Tensor((0..<maps.shape[0]).map { maps.selecting($0).variance() }).argmax()
}

func influenceFigure(
  _ maps: [Tensor], _ fields: [(layer: Int, at: Int, field: Range<Int>)], _ model: Sequential
) -> Figure {
  let most = maps.map { $0.maximum() }.max() ?? 1
  return Figure(columns: maps.count) {
    for (map, (layer, _, field)) in zip(maps, fields) {
      // Three pixels around the field are enough to see that nothing lies outside.
      let shown = max(0, field.lowerBound - 3)..<min(28, field.upperBound + 3)
      let frame = field.lowerBound - shown.lowerBound..<field.upperBound - shown.lowerBound
      ImagePanel(
        map[shown, shown], title: "layer \(layer): \(model.layers[layer].name)", colors: .viridis,
        range: 0...most, colorBar: layer == fields[maps.count - 1].layer, marks: [.box(rows: frame, columns: frame)],
        side: 168)
    }
  }
}

/// A row for each image: the image, and its maps in layer `index`.
func comparisonFigure(_ images: [Tensor], _ outputs: [[Tensor]], _ index: Int, _ model: Sequential) -> Figure {
  let maps = outputs.map { $0[index].selecting(0) }
  let count = maps[0].shape[0], side = count > 8 ? 42.0 : 56.0
  let top = Tensor.concatenated(maps).maximum()
  return Figure(columns: 2, alignment: .middle) {
    ImageGrid(Tensor.concatenated(images), columnTitles: ["input"], columns: 1, side: side)
    ImageGrid(
      Tensor.concatenated(maps), columnTitles: (0..<count).map { "\($0)" }, columns: count,
      title: "layer \(index): \(model.layers[index].name)", colors: .viridis, scale: .range(0...max(top, 1e-6)),
      colorBar: true, side: side)
  }
}

func firingFigure(_ before: [Float], _ after: [Float]) -> Figure {
  Figure {
    BarChart(
      [Bars("before training", before, color: .lightBlue), Bars("after training", after, color: .orange)],
      labels: before.indices.map { "\($0)" }, title: "layer 8: relu4", xLabel: "unit", yLabel: "share of images",
      marksZeros: true, width: 560, height: 150)
  }
}

/// On what share of the images each place of layer 3 fires.
func placesFigure(_ share: Tensor, _ model: Sequential) -> Figure {
  Figure {
    ImageGrid(
      share, titles: (0..<share.shape[0]).map { "\($0)" }, columns: 8, title: "layer 3: \(model.layers[3].name)",
      colors: .viridis, scale: .range(0...1), colorBar: true)
  }
}

/// For each image its pixels, the gradient of the winning score, and that of its lead over the second.
func gradientFigure(
  _ images: [Tensor], _ model: Sequential, _ names: [String],
  _ gradients: (_ image: Tensor, _ winner: Int, _ second: Int) -> [Tensor]
) -> Figure {
  let rows = images.map { image in
    let order = model(image).value.elements.enumerated().sorted { $0.element > $1.element }.map(\.offset)
    let maps = gradients(image, order[0], order[1])
    return (image: image, winner: names[order[0]], second: names[order[1]], alone: maps[0], lead: maps[1])
  }
  let reach = rows.map { max($0.alone.abs().maximum(), $0.lead.abs().maximum()) }.max() ?? 1
  return Figure(columns: 3) {
    for row in rows {
      ImagePanel(row.image.selecting(0), title: "input", side: 140)
      ImagePanel(
        row.alone.selecting(0), title: "for \(row.winner)", colors: .diverging, range: -reach...reach, side: 140)
      ImagePanel(
        row.lead.selecting(0), title: "for \(row.winner) against \(row.second)", colors: .diverging,
        range: -reach...reach, colorBar: true, side: 140)
    }
  }
}
