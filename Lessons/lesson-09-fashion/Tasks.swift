import Checking
import TensorCore

/// What the exercises ask for: the learner answers in `Exercises`, the course in `Solutions`.
protocol Tasks: SendableMetatype {
  static func parameterCount(channels: Int, side: Int, maps: [Int], kernel: Int, units: [Int]) throws -> Int
  static func meanLosses(_ losses: [Float], counts: [Int]) throws -> [Float]
  static func confusionMatrix(labels: [Int], predictions: [Int], classes: Int) throws -> Tensor
  static func mostFrequentMistakes(_ confusion: Tensor) throws -> Tensor
  static func f1Scores(_ probabilities: [Float], isShirt: [Bool], thresholds: [Float]) throws -> [Float]
  static func earlyStopping(_ losses: [Float], patience: Int) throws -> (stop: Int, best: Int)
}

/// Who carries the tasks out.
let answers = Answers<any Tasks.Type>(learner: Exercises.self, solution: Solutions.self)
