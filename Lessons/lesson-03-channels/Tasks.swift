import Checking
import TensorCore

/// What the exercises ask for: the learner answers in `Exercises`, the course in `Solutions`.
protocol Tasks: SendableMetatype {
  static func mapByOneSlide(
    _ image: Tensor, factors: Tensor, slice: Tensor, correlate: (Tensor, Tensor) -> Tensor
  ) throws -> Tensor
  static func convolved(_ image: Tensor, kernel: Tensor, bias: Tensor, padding: Int) throws -> Tensor
  static func mixedByMatrixProduct(_ image: Tensor, weights: Tensor) throws -> Tensor
  static func mapsForBudget(_ budget: Int, channels: Int, kernel: Int) throws -> (plain: Int, separable: Int)
  static func windowColumns(_ image: Tensor, kernelHeight: Int, kernelWidth: Int) throws -> Tensor
}

/// Who carries the tasks out.
let answers = Answers<any Tasks.Type>(learner: Exercises.self, solution: Solutions.self)
