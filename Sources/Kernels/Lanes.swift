import CProcessor

/// Sixteen neighbouring floats that are loaded, multiplied and stored together: one register of AVX-512, two of
/// AVX2, four of NEON. A lane is always an output of its own, so the width never changes a result.
typealias Lanes = SIMD16<Float>

let laneCount = 16

@inline(__always)
func load(_ source: UnsafePointer<Float>) -> Lanes {
  UnsafeRawPointer(source).loadUnaligned(as: Lanes.self)
}

/// The first `count` floats and zeros.
@inline(__always)
func load(_ source: UnsafePointer<Float>, first count: Int) -> Lanes {
  var lanes = Lanes()
  for lane in 0..<count { lanes[lane] = source[lane] }
  return lanes
}

@inline(__always)
func store(_ lanes: Lanes, _ target: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(target).storeBytes(of: lanes, as: Lanes.self)
}

@inline(__always)
private var isFused: Bool { PATCHWORK_HAS_FUSED_MULTIPLY_ADD == 1 }

/// `sum + a · b`, rounded once where the processor can: without the instruction the fused form is a library call,
/// forty times slower than a product and a sum.
@inline(__always)
func multiplyAdd(_ a: Lanes, _ b: Lanes, _ sum: Lanes) -> Lanes {
  isFused ? sum.addingProduct(a, b) : sum + a * b
}

/// `sum + a · b` for a single float, rounded as in every lane.
@inline(__always)
func multiplyAdd(_ a: Float, _ b: Float, _ sum: Float) -> Float {
  isFused ? sum.addingProduct(a, b) : sum + a * b
}
