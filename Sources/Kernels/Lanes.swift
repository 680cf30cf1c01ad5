import CProcessor

/// Sixteen neighbouring floats that are loaded, multiplied and stored together: one register of AVX-512, two of
/// AVX2, four of NEON. A lane is always an output of its own, so the width never changes a result.
typealias Lanes = SIMD16<Float>

let laneCount = 16

@inline(__always)
func load(_ source: UnsafePointer<Float>) -> Lanes { load(source, as: Lanes.self) }

@inline(__always)
func load<Vector: SIMD<Float>>(_ source: UnsafePointer<Float>, as _: Vector.Type) -> Vector {
  UnsafeRawPointer(source).loadUnaligned(as: Vector.self)
}

/// The first `count` floats and zeros.
@inline(__always)
func load(_ source: UnsafePointer<Float>, first count: Int) -> Lanes {
  var lanes = Lanes()
  for lane in 0..<count { lanes[lane] = source[lane] }
  return lanes
}

@inline(__always)
func store<Vector: SIMD<Float>>(_ vector: Vector, _ target: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(target).storeBytes(of: vector, as: Vector.self)
}

/// Copies `count` floats: for the few of an image's row this is faster than the call of a library that looks for the
/// best way first.
@inline(__always)
func copy(_ source: UnsafePointer<Float>, _ count: Int, to target: UnsafeMutablePointer<Float>) {
  var index = 0
  while index &+ 16 <= count {
    store(load(source + index, as: SIMD16<Float>.self), target + index)
    index &+= 16
  }
  if count & 8 != 0 {
    store(load(source + index, as: SIMD8<Float>.self), target + index)
    index &+= 8
  }
  if count & 4 != 0 {
    store(load(source + index, as: SIMD4<Float>.self), target + index)
    index &+= 4
  }
  if count & 2 != 0 {
    store(load(source + index, as: SIMD2<Float>.self), target + index)
    index &+= 2
  }
  if count & 1 != 0 { target[index] = source[index] }
}

@inline(__always)
private var isFused: Bool { PATCHWORK_HAS_FUSED_MULTIPLY_ADD == 1 }

/// `sum + a · b`, rounded once where the processor can: without the instruction the fused form is a library call,
/// forty times slower than a product and a sum.
@inline(__always)
func multiplyAdd<Vector: SIMD<Float>>(_ a: Vector, _ b: Vector, _ sum: Vector) -> Vector {
  isFused ? sum.addingProduct(a, b) : sum + a * b
}

/// `sum + a · b` for a single float, rounded as in every lane.
@inline(__always)
func multiplyAdd(_ a: Float, _ b: Float, _ sum: Float) -> Float {
  isFused ? sum.addingProduct(a, b) : sum + a * b
}
