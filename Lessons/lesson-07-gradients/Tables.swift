import Drawing
import Learning
import Pages
import System
import TensorCore
import Walkthrough

/// Of each parameter, how many numbers it has and how large its gradient and its change are, averaged over all steps.
func magnitudeTable(_ model: Sequential, _ steps: [Step]) -> Table {
  Table(
    columns: ["parameter", "numbers", "mean |gradient|", "mean |ΔW|"],
    rows: model.namedParameters.enumerated().map { index, parameter in
      let means = [meanGradient(steps, index), meanUpdate(steps, index)]
      return [parameter.name, Numerals.text(parameter.variable.value.count)] + means.map { fixed($0, 6) }
    })
}

/// Of each parameter the gradient, and what two optimisers make of it in their first step, each with two losses.
func firstStepsTable(_ names: [String], _ first: [Step]) -> Table {
  Table(
    columns: ["mean of", "|gradient|", "|ΔW| of SGD", "(× 100)", "|ΔW| of Adam", "(× 100)"],
    rows: names.indices.map { index in
      [names[index], fixed(first[0].gradients[index], 6)] + first.map { fixed($0.updates[index], 6) }
    })
}

/// The gradient of one weight as a sum of contributions, by `backward`, and by finite differences of some steps.
func oneWeightTable(
  _ contributions: Tensor, _ backward: Float, _ steps: [String], _ finiteDifference: (Float) -> Float
) -> Table {
  Table(
    columns: ["gradient of one weight", "value"],
    rows: [
      ["sum of the \(Int((contributions .!= 0).sum())) contributions that are not 0", fixed(contributions.sum(), 5)],
      ["backward", fixed(backward, 5)],
    ] + steps.map { ["finite difference, step \($0)", fixed(finiteDifference(Float($0) ?? 0), 5)] })
}
