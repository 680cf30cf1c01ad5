import Checking
import TensorCore

/// What the exercises ask for: the learner answers in `Exercises`, the course in `Solutions`.
protocol Tasks: SendableMetatype {
  static func mirrored(_ image: Tensor, by padding: Int) throws -> Tensor
  static func missingPixels(input: Int, kernel: Int, stride: Int, padding: Int) throws -> Int
  static func stridedByHand() throws -> Tensor
  static func sizesOfTheTable() throws -> (sizes: [Int], features: [Int])
  static func paddingKeepingTheSize(kernel: Int, dilation: Int) throws -> Int
  static func stridedCorrelation(_ image: Tensor, kernel: Tensor, stride: Int, padding: Int) throws -> Tensor
  static func dilatedCorrelation(_ image: Tensor, kernel: Tensor, stride: Int, padding: Int, dilation: Int) throws
    -> Tensor
}

/// Who carries the tasks out.
let answers = Answers<any Tasks.Type>(learner: Exercises.self, solution: Solutions.self)
