import CProcessor

/// Sixteen neighbouring floats that are loaded, multiplied and stored together: one register of AVX-512, two of
/// AVX2, four of NEON. A lane is an output of its own or one of sixteen partial sums, whatever the registers' width.
typealias Lanes = SIMD16<Float>

let laneCount = 16

@inline(__always)
func load(_ source: UnsafePointer<Float>) -> Lanes { load(source, as: Lanes.self) }

@inline(__always)
func load<Vector: SIMD<Float>>(_ source: UnsafePointer<Float>, as _: Vector.Type) -> Vector {
  UnsafeRawPointer(source).loadUnaligned(as: Vector.self)
}

/// The first `count` floats, of which there is at least one, and `rest` in all other lanes.
@inline(__always)
func load<Vector: SIMD<Float>>(_ source: UnsafePointer<Float>, first count: Int, rest: Float = 0) -> Vector {
  var vector = Vector(repeating: rest)
  withUnsafeMutableBytes(of: &vector) {
    $0.baseAddress!.copyMemory(from: source, byteCount: 4 &* min(count, Vector.scalarCount))
  }
  return vector
}

@inline(__always)
func store<Vector: SIMD<Float>>(_ vector: Vector, _ target: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(target).storeBytes(of: vector, as: Vector.self)
}

/// Stores the first `count` lanes, or all if there are no more.
@inline(__always)
func store(_ lanes: Lanes, first count: Int, _ target: UnsafeMutablePointer<Float>) {
  if count >= laneCount { return store(lanes, target) }
  withUnsafeBytes(of: lanes) {
    UnsafeMutableRawPointer(target).copyMemory(from: $0.baseAddress!, byteCount: 4 &* count)
  }
}

/// Copies `rows` rows of `width` floats, which begin `stride` floats apart, to rows `targetStride` apart. For the short
/// rows of images this is faster than to ask a library for each.
func copyRows(
  _ rows: Int, of width: Int, from source: UnsafePointer<Float>, stride: Int,
  to target: UnsafeMutablePointer<Float>, stride targetStride: Int
) {
  // Rows without gaps are one long row.
  let (rows, width) = stride == width && targetStride == width ? (min(rows, 1), rows &* width) : (rows, width)
  if width >= 16 {
    copyRows(rows, of: width, from: source, stride: stride, to: target, stride: targetStride, as: SIMD16<Float>.self)
  } else if width >= 8 {
    copyRows(rows, of: width, from: source, stride: stride, to: target, stride: targetStride, as: SIMD8<Float>.self)
  } else if width >= 4 {
    copyRows(rows, of: width, from: source, stride: stride, to: target, stride: targetStride, as: SIMD4<Float>.self)
  } else {
    for row in 0..<rows {
      for index in 0..<width { target[row &* targetStride &+ index] = source[row &* stride &+ index] }
    }
  }
}

/// Copies rows of at least a register's floats. The last register may repeat some floats of the one before it.
@inline(__always)
private func copyRows<Vector: SIMD<Float>>(
  _ rows: Int, of width: Int, from source: UnsafePointer<Float>, stride: Int,
  to target: UnsafeMutablePointer<Float>, stride targetStride: Int, as _: Vector.Type
) {
  let last = width &- Vector.scalarCount
  var (source, target) = (source, target)
  for _ in 0..<rows {
    var index = 0
    while index < last {
      store(load(source + index, as: Vector.self), target + index)
      index &+= Vector.scalarCount
    }
    store(load(source + last, as: Vector.self), target + last)
    source += stride
    target += targetStride
  }
}

/// Whether a product and a sum are one instruction.
@inline(__always)
var isFused: Bool { PATCHWORK_HAS_FUSED_MULTIPLY_ADD == 1 }

/// `sum + a · b`, rounded once if it is compiled for a processor that can: without the instruction the fused form is a library call,
/// forty times slower than a product and a sum.
@inline(__always)
func multiplyAdd<Vector: SIMD<Float>>(_ a: Vector, _ b: Vector, _ sum: Vector) -> Vector {
  isFused ? sum.addingProduct(a, b) : sum + a * b
}
