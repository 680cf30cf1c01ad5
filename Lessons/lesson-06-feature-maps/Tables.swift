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

/// How many units fire for no image, and how many for every one, after some steps.
func firingTable(_ firing: [(step: Int, share: [Float])]) -> Table {
  Table(
    columns: ["after step", "units that never fire", "that always fire"],
    rows: firing.map { step, share in
      [Numerals.text(step), "\(share.count { $0 == 0 })", "\(share.count { $0 == 1 })"]
    })
}

/// How many maps, and how many places of maps, fire for none of the images whose outputs are given.
func silenceTable(_ model: Sequential, _ outputs: [Tensor], layers: [Int]) -> Table {
  Table(
    columns: ["layer", "maps", "never fire", "places", "never fire"],
    rows: layers.map { index in
      let places = (outputs[index] .> 0).maximum(axes: 0)
      let maps = places.maximum(axes: 1, 2)
      return [model.layers[index].name]
        + [maps, places].flatMap { [Numerals.text($0.count), Numerals.text(Int(($0 .== 0).sum()))] }
    })
}

func epochTable(_ history: [EpochResult]) -> Table {
  Table(
    columns: ["epoch", "loss", "accuracy", "validation accuracy"],
    rows: history.map {
      ["\($0.epoch)", fixed($0.loss), percent($0.accuracy), percent($0.validation?.accuracy ?? 0)]
    })
}
