import TensorCore

extension SeededGenerator {
  /// True with the given probability.
  mutating func chance(_ probability: Float) -> Bool { uniform() < probability }

  /// One of some values, each as often as its share says.
  mutating func choice<Value>(_ shares: KeyValuePairs<Value, Float>) -> Value {
    var left = uniform() * shares.reduce(0) { $0 + $1.value }
    for (value, share) in shares {
      left -= share
      if left < 0 { return value }
    }
    return shares[shares.count - 1].key
  }

  /// A number between two others, all equally likely.
  mutating func between(_ low: Float, _ high: Float) -> Float { low + (high - low) * uniform() }

  /// A normal number around `mean`, never further from it than two standard deviations.
  @inline(never)
  mutating func near(_ mean: Float, _ deviation: Float) -> Float {
    mean + deviation * min(2, max(-2, normal()))
  }
}
