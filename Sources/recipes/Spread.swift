import TensorCore

/// How a few measurements of one thing lie.
struct Spread {
  let median, smallest, largest: Double

  /// Of one or more values; nil of none.
  init?(_ values: [Double]) {
    let sorted = values.sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    let middle = sorted.count / 2
    median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    (smallest, largest) = (first, last)
  }

  /// The median, and the range if there is one: `75.0 (73.0–75.8)`.
  func text(decimals: Int) -> String {
    let texts = [median, smallest, largest].map { fixed($0, decimals: decimals) }
    return smallest == largest ? texts[0] : "\(texts[0]) (\(texts[1])–\(texts[2]))"
  }
}
