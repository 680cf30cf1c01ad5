import Datasets
import Drawing
import Figures
import Learning
import Pages
import System
import TensorCore
import Walkthrough

/// What the first layers are guessed to be, and what they are.
func namesTable(_ model: Sequential, _ outputs: [Tensor], _ guesses: [String]) -> Table {
  Table(
    columns: ["index", "guessed", "made by", "shape", "smallest value"],
    rows: (0..<5).map { index in
      [
        "\(index)", index < guesses.count ? guesses[index] : "", model.layers[index].name,
        "\(outputs[index].shape)", fixed(outputs[index].minimum()),
      ]
    })
}

/// The shapes that each layer makes of one image and of a batch.
func shapesTable(_ model: Sequential, _ one: [[Int]], _ batch: [[Int]]) -> Table {
  Table(
    columns: ["index", "layer", "one image", "a batch of 64"],
    rows: model.layers.indices.map { ["\($0)", model.layers[$0].name, "\(one[$0])", "\(batch[$0])"] })
}

/// What the losses of the last epoch's steps came to.
func lastEpochTable(_ training: Dataset, _ losses: ArraySlice<Float>, _ history: [EpochResult]) -> Table {
  Table(
    columns: ["in the last epoch", "value"],
    rows: [
      ["images", Numerals.text(training.count)], ["steps", "\(losses.count)"],
      ["lowest loss of a step", fixed(losses.min() ?? 0)], ["highest loss of a step", fixed(losses.max() ?? 0)],
      ["mean loss of the epoch", fixed(history.last?.loss ?? 0)],
    ])
}

/// How many pixels change a place of a layer at all, and how many of these lie outside its receptive field.
func influenceTable(
  _ influences: [Tensor], _ fields: [(layer: Int, at: Int, field: Range<Int>)], _ model: Sequential
) -> Table {
  Table(
    columns: ["layer", "receptive field", "pixels that matter", "outside"],
    rows: zip(influences, fields).map { influence, part in
      let field = part.field
      let matters = influence .> 0
      let inside = matters[field, field].sum()
      return [
        model.layers[part.layer].name, "\(field.count)×\(field.count)", "\(Int(matters.sum()))",
        "\(Int(matters.sum() - inside))",
      ]
    })
}

/// What the gradient promises for some pixels made brighter by 0.01, and by how much the score changes.
func brighterTable(_ image: Tensor, _ gradient: Tensor, _ pixels: [Int], change: (Tensor) -> Float) -> Table {
  Table(
    columns: ["row, column", "gradient × 0.01", "change of the score"],
    rows: pixels.map { pixel in
      var brighter = image
      brighter[0, 0, pixel / 28, pixel % 28] += 0.01
      return [
        "\(pixel / 28), \(pixel % 28)", fixed(gradient.elements[pixel] * 0.01, 5), fixed(change(brighter), 5),
      ]
    })
}

/// How many units fire for no image, and how many for every one, after some steps.
func firingTable(_ firing: [(step: Int, share: [Float])]) -> Table {
  Table(
    columns: ["after step", "units that never fire", "that always fire"],
    rows: firing.map { step, share in
      [Numerals.text(step), "\(share.count { $0 == 0 })", "\(share.count { $0 == 1 })"]
    })
}

/// How many maps, and how many places of the others, fire for none of the images whose outputs are given.
func silenceTable(_ model: Sequential, _ outputs: [Tensor], layers: [Int]) -> Table {
  Table(
    columns: ["layer", "maps", "never fire", "places of the others", "never fire"],
    rows: layers.map { index in
      let places = (outputs[index] .> 0).maximum(axes: 0)
      let maps = places.maximum(axes: 1, 2)
      let living = places.gathered(rows: maps.elements.indices.filter { maps[$0] > 0 })
      return [model.layers[index].name]
        + [maps, living].flatMap { [Numerals.text($0.count), Numerals.text(Int(($0 .== 0).sum()))] }
    })
}

func epochTable(_ history: [EpochResult]) -> Table {
  Table(
    columns: ["epoch", "loss", "accuracy in training", "validation accuracy"],
    rows: history.map {
      ["\($0.epoch)", fixed($0.loss), percent($0.accuracy), percent($0.validation?.accuracy ?? 0)]
    })
}
