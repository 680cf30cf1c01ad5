import System
import TensorCore

/// How a few measurements of one thing lie.
package struct FiveNumberSummary: Encodable, Sendable {
  package let median, smallest, largest, lowerQuartile, upperQuartile: Double
  /// How many measurements there are.
  package let count: Int

  /// Of one or more values; nil of none.
  package init?(_ values: [Double]) {
    guard let first = values.first else { return nil }
    self.init(first, values.dropFirst())
  }

  /// Of a value and others.
  package init(_ first: Double, _ others: some Sequence<Double>) {
    let sorted = ([first] + others).sorted()
    /// The value that a share of all lie below, in between two where it falls there.
    func quantile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let (below, above) = (sorted[Int(place)], sorted[min(Int(place) + 1, sorted.count - 1)])
      return below + (above - below) * (place - place.rounded(.down))
    }
    (smallest, lowerQuartile, median) = (quantile(0), quantile(0.25), quantile(0.5))
    (upperQuartile, largest) = (quantile(0.75), quantile(1))
    count = sorted.count
  }

  /// The median, and the range if there is one: `75.0 (73.0–75.8)`.
  package func text(decimals: Int) -> String {
    let texts = [median, smallest, largest].map { fixed($0, decimals: decimals) }
    return smallest == largest ? texts[0] : "\(texts[0]) (\(texts[1])–\(texts[2]))"
  }
}
