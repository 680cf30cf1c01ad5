import Checking
import TensorCore

/// What the exercises ask for: the learner answers in `Exercises`, the course in `Solutions`.
protocol Tasks: SendableMetatype {
  static func maxPooled(_ map: Tensor, window: Int) throws -> (largest: Tensor, places: Tensor)
  static func weightedMeans(_ image: Tensor, weights: Tensor, stride: Int) throws -> Tensor
  static func contrastByShifts(_ image: Tensor, window: Int) throws -> Tensor
  static func pooledSizes(of size: Int, window: Int, stride: Int, times: Int) throws -> [Int]
  static func globalAverage(_ maps: Tensor) throws -> Tensor
  static func maxPoolingGradient(_ map: Tensor, window: Int, stride: Int, outputGradient: Tensor) throws -> Tensor
  static func averagedWithoutFrame(_ map: Tensor, window: Int, stride: Int, padding: Int) throws -> Tensor
}

/// Who carries the tasks out.
let answers = Answers<any Tasks.Type>(learner: Exercises.self, solution: Solutions.self)
