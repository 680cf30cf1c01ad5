import Checking
import Learning
import TensorCore

/// What the exercises ask for: the learner answers in `Exercises`, the course in `Solutions`.
protocol Tasks: SendableMetatype {
  static func moved(_ image: Tensor, down: Int, right: Int) throws -> Tensor
  static func combined(_ first: Tensor, with second: Tensor) throws -> Tensor
  static func network(taps: [Int], features: [Int], sizes: [Int]) throws -> Sequential
  static func pooled(_ image: Tensor, window: Int) throws -> Tensor
  static func scores(_ maps: Tensor, readout: Tensor) throws -> Tensor
  static func filteredOnRing(_ image: Tensor, coefficients: Tensor) throws -> Tensor
}

/// Who carries the tasks out.
let answers = Answers<any Tasks.Type>(learner: Exercises.self, solution: Solutions.self)
