import Checking
import TensorCore

/// What the exercises ask for: the learner answers in `Exercises`, the course in `Solutions`.
protocol Tasks: SendableMetatype {
  static func gradientOfReLU(_ x: Tensor, upstream: Tensor) throws -> Tensor
  static func gradientOfKernel(_ images: Tensor, upstream: Tensor, stride: Int) throws -> Tensor
  static func numericalGradient(of loss: (Tensor) -> Float, at point: Tensor, step: Float) throws -> Tensor
  static func meanUpdates(from before: [Tensor], to after: [Tensor]) throws -> [Float]
  static func adamStep(gradient: Tensor, mean: Tensor, square: Tensor, t: Int, rate: Float) throws -> (
    change: Tensor, mean: Tensor, square: Tensor
  )
  static func twoLayerGradients(x: Tensor, first: Tensor, second: Tensor, upstream: Tensor) throws -> (
    first: Tensor, second: Tensor
  )
}

/// Who carries the tasks out.
let answers = Answers<any Tasks.Type>(learner: Exercises.self, solution: Solutions.self)
