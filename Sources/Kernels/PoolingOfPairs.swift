/// Pooling with the window that nearly every network uses, 2 × 2 with stride 2 and no padding. No pixel is under two
/// windows, so four neighbouring windows are handled side by side:
///
///     upper row   a b a b a b a b   →   a a a a   b b b b
///     lower row   c d c d c d c d   →   c c c c   d d d d
///
/// The rules are those of the general case: of equal values the first counts as largest, of several NaN the last.
extension WindowGeometry {
  private typealias Four = SIMD4<Float>
  private typealias Eight = SIMD8<Float>

  /// Whether the windows can be handled this way: 2 × 2 side by side, and at least four of them.
  var isPairwise: Bool {
    [down, across].allSatisfy { $0.window == 2 && $0.stride == 2 && $0.padded == $0.size } && across.positions >= 4
  }

  /// The largest value of each window; NaN stays.
  @inline(never)
  func pairwiseMaximum(_ plane: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
    forEachFour { position, corner in
      let pixels = Pixels(plane + corner, pitch: across.size)
      var largest = pixels.a
      for value in [pixels.b, pixels.c, pixels.d] {
        let larger = value.replacing(with: largest, where: largest .>= value)
        largest = larger.replacing(with: largest, where: largest .!= largest)
      }
      store(largest, output + position)
    }
  }

  /// The mean of each window.
  @inline(never)
  func pairwiseAverage(_ plane: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
    forEachFour { position, corner in
      let pixels = Pixels(plane + corner, pitch: across.size)
      store((Four() + pixels.a + pixels.b + pixels.c + pixels.d) / 4, output + position)
    }
  }

  /// Each output's gradient at the place of the largest value and zeros beside it, into `gradient`; an odd last row or
  /// column, which no window sees, is left as it is.
  @inline(never)
  func pairwiseMaximumGradient(
    plane: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, into gradient: UnsafeMutablePointer<Float>
  ) {
    forEachFour { position, corner in
      Windows(Pixels(plane + corner, pitch: across.size))
        .write(load(outputGradient + position, as: Four.self), to: gradient + corner, pitch: across.size)
    }
  }

  /// A quarter of each output's gradient for each pixel under its window, into `gradient`; an odd last row or column is
  /// left as it is.
  @inline(never)
  func pairwiseAverageGradient(
    outputGradient: UnsafePointer<Float>, into gradient: UnsafeMutablePointer<Float>
  ) {
    forEachFour { position, corner in
      let share = load(outputGradient + position, as: Four.self) / 4
      Pixels(a: share, b: share, c: share, d: share).write(to: gradient + corner, pitch: across.size)
    }
  }

  /// Visits the outputs in fours side by side: the place of the first in the output, and of its first pixel in the plane.
  @inline(__always)
  private func forEachFour(_ body: (_ position: Int, _ corner: Int) -> Void) {
    for y in 0..<down.positions {
      var x = 0
      while true {
        body(y &* across.positions &+ x, 2 &* (y &* across.size &+ x))
        if x == across.positions &- 4 { break }
        // The last four of a row may repeat some of the four before them.
        x = min(x &+ 4, across.positions &- 4)
      }
    }
  }

  /// The pixels under four windows side by side.
  private struct Pixels {
    let a, b, c, d: Four

    @inline(__always)
    init(a: Four, b: Four, c: Four, d: Four) { (self.a, self.b, self.c, self.d) = (a, b, c, d) }

    @inline(__always)
    init(_ corner: UnsafePointer<Float>, pitch: Int) {
      let upper = load(corner, as: Eight.self), lower = load(corner + pitch, as: Eight.self)
      (a, b, c, d) = (upper.evenHalf, upper.oddHalf, lower.evenHalf, lower.oddHalf)
    }

    @inline(__always)
    func write(to corner: UnsafeMutablePointer<Float>, pitch: Int) {
      var upper = Eight(), lower = Eight()
      (upper.evenHalf, upper.oddHalf, lower.evenHalf, lower.oddHalf) = (a, b, c, d)
      store(upper, corner)
      store(lower, corner + pitch)
    }
  }

  /// Where the largest values of four windows stand.
  private struct Windows {
    /// Where the second, third and fourth value is larger than all before it.
    private let isB, isC, isD: SIMDMask<SIMD4<Int32>>

    @inline(__always)
    init(_ pixels: Pixels) {
      let (b, c, d) = (pixels.b, pixels.c, pixels.d)
      var largest = pixels.a
      isB = (b .> largest) .| (b .!= b)
      largest.replace(with: b, where: isB)
      isC = (c .> largest) .| (c .!= c)
      largest.replace(with: c, where: isC)
      isD = (d .> largest) .| (d .!= d)
    }

    /// Writes `upstream` where the largest value stands and zeros elsewhere.
    @inline(__always)
    func write(_ upstream: Four, to corner: UnsafeMutablePointer<Float>, pitch: Int) {
      let zero = Four()
      let isLower = isC .| isD
      Pixels(
        a: upstream.replacing(with: zero, where: isB .| isLower),
        b: zero.replacing(with: upstream, where: isB .& .!isLower),
        c: zero.replacing(with: upstream, where: isC .& .!isD),
        d: zero.replacing(with: upstream, where: isD)
      ).write(to: corner, pitch: pitch)
    }
  }
}
