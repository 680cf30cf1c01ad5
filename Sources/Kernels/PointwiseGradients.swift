/// The derivatives of pointwise functions, from the function's `output` and the gradient of that output: `count`
/// floats into `target`.
extension Pointwise {
  /// 1 where the output is positive (or NaN), 0 elsewhere.
  public static func reluGradient(
    output: UnsafePointer<Float>, upstream: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { target[index] = output[index] <= 0 ? 0 : upstream[index] }
  }

  /// y · (1 − y).
  public static func sigmoidGradient(
    output: UnsafePointer<Float>, upstream: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { target[index] = upstream[index] * (output[index] * (1 - output[index])) }
  }

  /// 1 − y².
  public static func tanhGradient(
    output: UnsafePointer<Float>, upstream: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count { target[index] = upstream[index] * (1 - output[index] * output[index]) }
  }
}
