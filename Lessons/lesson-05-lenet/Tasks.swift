import Checking
import Learning
import TensorCore

/// What the exercises ask for: the learner answers in `Exercises`, the course in `Solutions`.
protocol Tasks: SendableMetatype {
  static func lenet() throws -> Sequential
  static func parameterCounts(channels: Int, side: Int, maps: Int, kernel: Int, units: Int) throws -> [Int]
  static func logProbabilities(_ logits: Tensor) throws -> Tensor
  static func batchLoss(_ logits: Tensor, _ labels: [Int]) throws -> Float
  static func trainingStep(_ model: Sequential, _ optimizer: any Optimizer, images: Tensor, labels: [Int]) throws
    -> (before: Float, after: Float)
  static func accuracy(_ logits: Tensor, _ labels: [Int]) throws -> Float
  static func doubledSoftmaxGradient(_ logits: Tensor, _ labels: [Int]) throws -> Tensor
}

/// Who carries the tasks out.
let answers = Answers<any Tasks.Type>(learner: Exercises.self, solution: Solutions.self)
