import Checking
import TensorCore

/// What the exercises ask for: the learner answers in `Exercises`, the course in `Solutions`.
protocol Tasks: SendableMetatype {
  static func stretched(_ map: Tensor, cut: Int) throws -> Tensor
  static func receptiveField(_ layers: [(kernel: Int, stride: Int)]) throws -> Int
  static func strongestMap(_ maps: Tensor, _ labels: [Int], label: Int) throws -> (map: Int, response: Float)
  static func deadMaps(_ maps: Tensor) throws -> (dead: [Int], places: Int)
  static func occlusionMap(_ image: Tensor, window: Int, score: (Tensor) -> Float) throws -> Tensor
}

/// Who carries the tasks out.
let answers = Answers<any Tasks.Type>(learner: Exercises.self, solution: Solutions.self)
