import Checking
import TensorCore

/// What the exercises ask for: the learner answers in `Exercises`, the course in `Solutions`.
protocol Tasks: SendableMetatype {
  static func mapOfAllChannels(_ image: Tensor, kernel: Tensor, correlate: (Tensor, Tensor) -> Tensor) throws
    -> Tensor
  static func convolved(_ image: Tensor, kernel: Tensor, bias: Tensor, padding: Int) throws -> Tensor
  static func mixedByMatrixProduct(_ image: Tensor, weights: Tensor) throws -> Tensor
  static func costs(channels: Int, maps: Int, kernel: Int, height: Int, width: Int) throws -> (
    parameters: Int, multiplyAdds: Int
  )
  static func windowColumns(_ image: Tensor, kernelHeight: Int, kernelWidth: Int) throws -> Tensor
}

/// Who carries the tasks out.
let answers = Answers<any Tasks.Type>(learner: Exercises.self, solution: Solutions.self)
