/// Functions of whole arrays: `count` floats from `source` to `target`, which may be the same memory.
public enum Pointwise {
  /// Each element, or 0 where it is negative; NaN stays.
  @inline(never)
  public static func relu(_ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>) {
    combine(source, source, count: count, into: target) { x, _ in x.replacing(with: 0, where: x .< 0) }
  }

  /// `function` of each element, in Double.
  @inline(__always)
  static func map(
    _ source: UnsafePointer<Float>, count: Int, into target: UnsafeMutablePointer<Float>,
    _ function: (Elementary.Doubles) -> Elementary.Doubles
  ) {
    // One call for whole registers and the rest alike: a function that is called twice would not be inlined.
    for start in stride(from: 0, to: count, by: laneCount) {
      let next = count &- start
      let x = next >= laneCount ? load(source + start) : load(source + start, first: next)
      store(Lanes(function(Elementary.Doubles(x))), first: next, target + start)
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
    store(function(load(first + index, first: rest), load(second + index, first: rest)), first: rest, target + index)
  }
}
