/// The gradient of maximum pooling with the window that nearly every network uses, 2 × 2 with stride 2 and no
/// padding. Every pixel is under one window, so four neighbouring windows are handled side by side:
///
///     upper row   a b a b a b a b   →   a a a a   b b b b
///     lower row   c d c d c d c d   →   c c c c   d d d d
///
/// The rules are those of the general case: of equal values the first counts as largest, of several NaN the last.
extension DirectPooling {
  private typealias Four = SIMD4<Float>
  private typealias Eight = SIMD8<Float>

  /// Whether the windows can be handled this way: 2 × 2 side by side, and at least four of them.
  var isPairwise: Bool {
    windowHeight == 2 && windowWidth == 2 && strideHeight == 2 && strideWidth == 2 && paddingHeight == 0
      && paddingWidth == 0 && outWidth >= 4
  }

  /// Each output's gradient at the place of the largest value and zeros beside it, into `gradient`; an odd last row or
  /// column, which no window sees, is left as it is.
  func pairwiseMaximumGradient(
    plane: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, into gradient: UnsafeMutablePointer<Float>
  ) {
    for y in 0..<outHeight {
      var x = 0
      while true {
        let corner = 2 &* (y &* width &+ x)
        let upstream = UnsafeRawPointer(outputGradient + (y &* outWidth &+ x)).loadUnaligned(as: Four.self)
        Windows(plane + corner, pitch: width).write(upstream, to: gradient + corner, pitch: width)
        if x == outWidth &- 4 { break }
        // The last four of a row may repeat some of the four before them.
        x = min(x &+ 4, outWidth &- 4)
      }
    }
  }

  /// Four windows side by side.
  private struct Windows {
    /// Where the second, third and fourth value is larger than all before it.
    private let isB, isC, isD: SIMDMask<SIMD4<Int32>>

    @inline(__always)
    init(_ corner: UnsafePointer<Float>, pitch: Int) {
      let upper = UnsafeRawPointer(corner).loadUnaligned(as: Eight.self)
      let lower = UnsafeRawPointer(corner + pitch).loadUnaligned(as: Eight.self)
      let b = upper.oddHalf, c = lower.evenHalf, d = lower.oddHalf
      var largest = upper.evenHalf
      isB = (b .> largest) .| (b .!= b)
      largest.replace(with: b, where: isB)
      isC = (c .> largest) .| (c .!= c)
      largest.replace(with: c, where: isC)
      isD = (d .> largest) .| (d .!= d)
      largest.replace(with: d, where: isD)
    }

    /// Writes `upstream` where the largest value stands and zeros elsewhere.
    @inline(__always)
    func write(_ upstream: Four, to corner: UnsafeMutablePointer<Float>, pitch: Int) {
      let zero = Four()
      let isLower = isC .| isD
      let a = upstream.replacing(with: zero, where: isB .| isLower)
      let b = zero.replacing(with: upstream, where: isB .& .!isLower)
      let c = zero.replacing(with: upstream, where: isC .& .!isD)
      let d = zero.replacing(with: upstream, where: isD)
      store(a, b, to: corner)
      store(c, d, to: corner + pitch)
    }

    @inline(__always)
    private func store(_ even: Four, _ odd: Four, to target: UnsafeMutablePointer<Float>) {
      var pairs = Eight()
      pairs.evenHalf = even
      pairs.oddHalf = odd
      UnsafeMutableRawPointer(target).storeBytes(of: pairs, as: Eight.self)
    }
  }
}
