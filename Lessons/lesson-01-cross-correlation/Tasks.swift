import Checking
import TensorCore

/// What the exercises ask for: the learner answers in `Exercises`, the course in `Solutions`.
protocol Tasks: SendableMetatype {
  static func imagePixels(outputHeight: Int, outputWidth: Int, kernelHeight: Int, kernelWidth: Int) throws -> Int
  static func squaredDistances(_ image: Tensor, kernel: Tensor) throws -> Tensor
  static func horizontalEdgeKernel() throws -> Tensor
  static func gaussianKernel(size: Int, sigma: Float) throws -> Tensor
  static func trueConvolution(_ image: Tensor, kernel: Tensor, correlate: (Tensor, Tensor) -> Tensor) throws -> Tensor
  static func kernelAfterOneStep(
    _ kernel: Tensor, image: Tensor, target: Tensor, importance: Tensor, rate: Float,
    correlate: (Tensor, Tensor) -> Tensor
  ) throws -> Tensor
  static func blurredInTwoPasses(_ image: Tensor, weights: [Float], correlate: (Tensor, Tensor) -> Tensor) throws
    -> Tensor
  static func kernelBehind(_ apply: (Tensor) -> Tensor, height: Int, width: Int) throws -> Tensor
}

/// Who carries the tasks out.
let answers = Answers<any Tasks.Type>(learner: Exercises.self, solution: Solutions.self)
