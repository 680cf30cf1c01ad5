import Checking
import TensorCore

/// What the exercises ask for: the learner answers in `Exercises`, the course in `Solutions`.
protocol Tasks: SendableMetatype {
  static func connectionsDropped(
    _ x: Tensor, weight: Tensor, bias: Tensor, chance: Tensor, rate: Float, isTraining: Bool
  ) throws -> Tensor
  static func mapsDropped(_ maps: Tensor, chance: [Float], rate: Float) throws -> Tensor
  static func adadeltaChanges(_ gradients: Tensor, rate: Float, rho: Float, epsilon: Float) throws -> Tensor
  static func likelihoodLoss(_ logProbabilities: Tensor, _ labels: [Int]) throws -> (loss: Float, gradient: Tensor)
  static func momentumChanges(_ gradients: Tensor, rate: Float, momentum: Float) throws -> Tensor
  static func fooled(
    _ image: Tensor, most: Float, step: Float, times: Int, gradient: (Tensor) -> Tensor
  ) throws -> Tensor
}

/// Who carries the tasks out.
let answers = Answers<any Tasks.Type>(learner: Exercises.self, solution: Solutions.self)
