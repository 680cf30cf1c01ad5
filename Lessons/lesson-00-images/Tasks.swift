import Checking
import TensorCore

/// What the exercises ask for: the learner answers in `Exercises`, the course in `Solutions`.
protocol Tasks: SendableMetatype {
  static func flattenedShape(_ shape: [Int]) throws -> [Int]
  static func rowForEachImage(_ batch: Tensor) throws -> Tensor
  static func greyByMean(_ image: Tensor) throws -> Tensor
  static func greyByLuminance(_ image: Tensor) throws -> Tensor
  static func brightness(of bytes: [UInt8]) throws -> [Float]
  static func normalizedPixels(_ images: Tensor, training: Tensor) throws -> Tensor
  static func flippedLeftToRight(_ image: Tensor) throws -> Tensor
  static func resized(_ image: Tensor, height: Int, width: Int) throws -> Tensor
}

/// Who carries the tasks out.
let answers = Answers<any Tasks.Type>(learner: Exercises.self, solution: Solutions.self)
