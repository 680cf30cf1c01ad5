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

  /// `target ← target + source`.
  @inline(never)
  public static func add(_ source: UnsafePointer<Float>, count: Int, to target: UnsafeMutablePointer<Float>) {
    combine(UnsafePointer(target), source, count: count, into: target) { $0 + $1 }
  }

  /// `function` of the elements at equal places of both.
  @inline(__always)
  static func combine(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, count: Int,
    into target: UnsafeMutablePointer<Float>, _ function: (Lanes, Lanes) -> Lanes
  ) {
    var index = 0
    while index &+ laneCount <= count {
      store(function(load(first + index), load(second + index)), target + index)
      index &+= laneCount
    }
    guard index < count else { return }
    let rest = count - index
    let result = function(load(first + index, first: rest), load(second + index, first: rest))
    for lane in 0..<rest { target[index + lane] = result[lane] }
  }
}
