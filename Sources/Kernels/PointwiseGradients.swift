/// The derivatives of pointwise functions, from the function's `output` and the gradient of that output (`upstream`):
/// `count` floats into `target`.
extension Pointwise {
  /// 1 where the output is positive (or NaN), 0 elsewhere.
  @inline(never)
  public static func reluGradient(
    output: UnsafePointer<Float>, upstream: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>
  ) {
    combine(output, upstream, count: count, into: target) { y, g in g.replacing(with: 0, where: y .<= 0) }
  }

  /// y · (1 − y).
  @inline(never)
  public static func sigmoidGradient(
    output: UnsafePointer<Float>, upstream: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>
  ) {
    combine(output, upstream, count: count, into: target) { y, g in g * (y * (1 - y)) }
  }

  /// 1 − y².
  @inline(never)
  public static func tanhGradient(
    output: UnsafePointer<Float>, upstream: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>
  ) {
    combine(output, upstream, count: count, into: target) { y, g in g * (1 - y * y) }
  }
}
