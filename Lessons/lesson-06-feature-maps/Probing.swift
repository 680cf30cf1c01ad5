import Datasets
import Figures
import Learning
import Pages
import TensorCore
import Walkthrough

/// How the scores of an image, added up with the given weights, change with each of its pixels.
func pixelGradient(_ image: Tensor, _ model: Sequential, of selection: Tensor) -> Tensor {
  let pixels = Variable(image)
  return model(pixels).gradients(of: [pixels], upstream: selection)[0]
}

/// 1 for one of ten scores, 0 for the others.
func chosen(_ label: Int) -> Tensor { Tensor((0..<10).map { $0 == label ? 1 : 0 }).reshaped(1, 10) }

/// How much one place of a layer's maps changes, over all maps, when each of the 784 pixels does.
func influence(_ before: Tensor, _ after: Tensor, at place: Int) -> Tensor {
  let there = place..<place + 1
  return (after[0..., 0..., there, there] - before[0..., 0..., there, there]).abs().sum(axes: 1).reshaped(28, 28)
}

/// By how much the score of a class falls when a black square of `side` pixels covers the image around each pixel.
private func occlusion(_ image: Tensor, _ model: Sequential, of label: Int, side: Int) -> Tensor {
  let covered = (0..<784).map { pixel in
    var copy = image.selecting(0)
    let (top, left) = (pixel / 28 - side / 2, pixel % 28 - side / 2)
    let rows = max(0, top)..<min(28, top + side), columns = max(0, left)..<min(28, left + side)
    copy[0..<1, rows, columns] = Tensor.zeros(1, rows.count, columns.count)
    return copy
  }
  let scores = model.outputs(of: Tensor.stacked(covered))[0..., label..<label + 1]
  return model(image).value[0, label] - scores.reshaped(28, 28)
}

/// Each image, and beside it how much covering each place costs the winning score, on one scale for all.
func occlusionFigure(_ images: [Tensor], _ model: Sequential) -> Figure {
  let maps = images.map { occlusion($0, model, of: model($0).value.argmax(), side: 5) }
  let reach = maps.map { $0.abs().maximum() }.max() ?? 1
  return Figure(columns: 2 * images.count) {
    for (image, map) in zip(images, maps) {
      ImagePanel(image.selecting(0), title: "input", side: 112)
      ImagePanel(
        map, title: "score lost", colors: .diverging, range: -reach...reach, colorBar: image == images.last,
        side: 112)
    }
  }
}

/// Each image, and beside it where its maps of `pool` speak for the winning score: the maps, each times the mean gradient
/// of the score in it, added up, as far as they are above zero, on one scale for all.
func gradCAMFigure(_ images: [Tensor], _ model: Sequential) -> Figure {
  let maps = images.map { image in
    let outputs = model.layerOutputs(Variable(image)), pool = outputs[4]
    let scores = outputs[outputs.count - 1]
    let weights = scores.gradients(of: [pool], upstream: chosen(scores.value.argmax()))[0].mean(axes: 2, 3)
      .reshaped(1, -1, 1, 1)
    return (winner: scores.value.argmax(), map: (weights * pool.value).sum(axes: 1).relu())
  }
  let reach = max(maps.map { $0.map.maximum() }.max() ?? 1, 1e-6)
  return Figure(columns: 2 * images.count) {
    for (image, (winner, map)) in zip(images, maps) {
      ImagePanel(image.selecting(0), title: "input", side: 112)
      ImagePanel(
        map, title: "for \(winner)", colors: .viridis, range: 0...reach, colorBar: image == images.last, side: 112)
    }
  }
}

/// Images, each of whose pixels is moved by `step` in the direction that raises the loss.
private func fooled(_ images: Tensor, _ labels: [Int], _ model: Sequential, by step: Float) -> Tensor {
  let pixels = Variable(images)
  let slope = crossEntropy(model(pixels), labels).gradients(of: [pixels])[0]
  return clamped(images + step * ((slope .> 0) - (slope .< 0)))
}

private func clamped(_ images: Tensor) -> Tensor { 1 - (1 - images.relu()).relu() }

/// What is still read correctly when each pixel is moved by some steps, against the network and at random.
func foolingTable(_ model: Sequential, _ set: Dataset, _ generator: SeededGenerator) -> Table {
  var generator = generator
  let signs = (Tensor.uniform(set.count, 1, 28, 28, in: -1..<1, using: &generator) .> 0) * 2 - 1
  func accuracy(_ images: Tensor) -> Float {
    let answers = model.outputs(of: images).argmax(axis: 1)
    return Float(zip(answers, set.labels).count { $0 == $1 }) / Float(set.count)
  }
  return Table(
    columns: ["each pixel moved by", "along the gradient of the loss", "at random"],
    rows: [Float(0), 0.02, 0.05, 0.1, 0.2].map { step in
      [
        fixed(step, 2), percent(accuracy(fooled(set.images, set.labels, model, by: step))),
        percent(accuracy(clamped(set.images + step * signs))),
      ]
    })
}

/// The first image that is read correctly and, with each pixel moved by `step`, no longer so: the image, what is added to
/// it, and the sum.
func foolingFigure(_ set: Dataset, _ model: Sequential, by step: Float) -> Figure {
  let changed = fooled(set.images, set.labels, model, by: step)
  let answers = [set.images, changed].map { model.outputs(of: $0).argmax(axis: 1) }
  let index = set.labels.indices.first { answers[0][$0] == set.labels[$0] && answers[1][$0] != set.labels[$0] } ?? 0
  let (image, other) = (set.images.selecting(index), changed.selecting(index))
  return Figure(columns: 5, alignment: .middle) {
    ImagePanel(image, title: "read as \(set.classNames[answers[0][index]])", range: 0...1, side: 140)
    Sign("+")
    ImagePanel(
      other - image, title: "the change", colors: .diverging, range: -0.5...0.5, colorBar: true, side: 140)
    Sign("=")
    ImagePanel(other, title: "read as \(set.classNames[answers[1][index]])", range: 0...1, side: 140)
  }
}
