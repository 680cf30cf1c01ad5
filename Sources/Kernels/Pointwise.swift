/// Functions of whole arrays: `count` floats from `source` to `target`, which may be the same memory.
public enum Pointwise {
  /// Each element, or 0 where it is negative; NaN stays.
  @inline(never)
  public static func relu(_ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>) {
    combine(source, source, count: count, into: target) { x, _ in x.replacing(with: 0, where: x .< 0) }
  }

  /// eˣ of each element.
  public static func exp(_ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>) {
    map(source, count: count, into: target) { Elementary.exp($0) }
  }

  /// The natural logarithm of each element.
  public static func log(_ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>) {
    map(source, count: count, into: target) { Elementary.log($0) }
  }

  /// The hyperbolic tangent of each element.
  public static func tanh(_ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>) {
    map(source, count: count, into: target) { Elementary.tanh($0) }
  }

  /// 1 / (1 + e⁻ˣ) of each element.
  public static func sigmoid(_ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>) {
    map(source, count: count, into: target) { Elementary.sigmoid($0) }
  }

  @inline(__always)
  private static func map(
    _ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>,
    _ function: (Elementary.Doubles) -> Elementary.Doubles
  ) {
    var index = 0
    while index &+ 8 <= count {
      let lanes = UnsafeRawPointer(source + index).loadUnaligned(as: SIMD8<Float>.self)
      let result = SIMD8<Float>(function(Elementary.Doubles(lanes)))
      UnsafeMutableRawPointer(target + index).storeBytes(of: result, as: SIMD8<Float>.self)
      index &+= 8
    }
    if index < count {
      var lanes = Elementary.Doubles()
      for lane in 0..<(count - index) { lanes[lane] = Double(source[index + lane]) }
      let result = SIMD8<Float>(function(lanes))
      for lane in 0..<(count - index) { target[index + lane] = result[lane] }
    }
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
