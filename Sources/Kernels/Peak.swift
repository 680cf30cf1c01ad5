/// The most multiply-adds that one core can do: sums that stay in registers and wait for nothing but each other.
public enum Peak {
  /// The number of multiply-adds in one round of `run`.
  public static let multiplyAddsPerRound = 12 * laneCount

  /// Runs `rounds` rounds and returns a number that depends on all of them, so that none can be left out.
  public static func run(rounds: Int, factor: Float) -> Float {
    let factor = Lanes(repeating: factor)
    var (a, b, c, d) = (factor, factor, factor, factor)
    var (e, f, g, h) = (factor, factor, factor, factor)
    var (i, j, k, l) = (factor, factor, factor, factor)
    for _ in 0..<rounds {
      a = multiplyAdd(a, factor, factor)
      b = multiplyAdd(b, factor, factor)
      c = multiplyAdd(c, factor, factor)
      d = multiplyAdd(d, factor, factor)
      e = multiplyAdd(e, factor, factor)
      f = multiplyAdd(f, factor, factor)
      g = multiplyAdd(g, factor, factor)
      h = multiplyAdd(h, factor, factor)
      i = multiplyAdd(i, factor, factor)
      j = multiplyAdd(j, factor, factor)
      k = multiplyAdd(k, factor, factor)
      l = multiplyAdd(l, factor, factor)
    }
    return (a + b + c + d + e + f + g + h + i + j + k + l).sum()
  }
}
