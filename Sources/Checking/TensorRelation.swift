import Pages
import TensorCore

/// A simple relation between a wrong tensor and the right one, which says much about a mistake that nobody foresaw.
enum TensorRelation {
  /// What is to be seen in the answers of all cases together; nil if they have no such relation in common.
  static func finding(_ pairs: [(expected: Tensor, found: Tensor)]) -> Prose? {
    if let first = pairs.first(where: { !agree($0.found, $0.expected) }), pairs.contains(where: { hasStrayNaN($0) }) {
      let place: Prose = hasStrayNaN(first) ? "there is NaN in it" : "in another case there is NaN"
      return "\(place): 0/0, ∞ − ∞, or the logarithm or root of a negative number"
    }
    let wrong = pairs.filter { !agree($0.found, $0.expected) }
    guard !wrong.isEmpty else { return nil }
    if wrong.allSatisfy({ hasInfinity($0) }) {
      return "there is infinity in it: a division by 0, the logarithm of 0, or a power too large for a Float"
    }
    let text = relation(wrong)
    return wrong.allSatisfy { $0.found.rank == 0 }
      ? text.map { Prose(markdown: $0.markdown.replacing("every element", with: "it")) } : text
  }

  private static func relation(_ wrong: [(expected: Tensor, found: Tensor)]) -> Prose? {
    for (relation, text) in relations where wrong.allSatisfy({ relation($0.expected, $0.found) }) { return text }
    // A single number is always some multiple of another.
    guard wrong.reduce(0, { $0 + $1.found.count }) > 1 else { return nil }
    if let factor = factor(wrong) { return "every element is \(Comparison.text(factor)) times what it should be" }
    if let offset = offset(wrong) { return "every element differs by \(Comparison.text(offset)), the same amount" }
    return nil
  }

  private static let relations: [(relation: @Sendable (Tensor, Tensor) -> Bool, text: Prose)] = [
    (
      { $1.shape == $0.shape && $1.elements.allSatisfy { $0 == 0 } },
      "every element is 0: nothing is added up or written, or a whole number is divided by a larger one (`1 / 4` is 0)"
    ),
    ({ agree($1, -$0) }, "every element has the wrong sign"),
    ({ $0.rank >= 2 && agree($1, $0.transposed()) }, "it is correct but transposed: rows and columns are exchanged"),
    ({ $0.rank >= 2 && agree($1, turned($0)) }, "it is correct but turned by 180°"),
    ({ $0.rank >= 1 && agree($1, $0.flipped(axes: $0.rank - 1)) }, "it is correct but mirrored left to right"),
    ({ $0.rank >= 2 && agree($1, $0.flipped(axes: $0.rank - 2)) }, "it is correct but upside down"),
    (
      { $0.count == $1.count && agree($1.reshaped($0.shape), $0) },
      "its elements are correct, but not their arrangement: look at the shape"
    ),
    (
      { $0.rank >= 2 && $1.shape == $0.transposed().shape && $0.shape != $1.shape },
      "it has as many rows as there should be columns, and as many columns as rows"
    ),
    (
      { $0.rank == $1.rank && isOneShorter($1, than: $0) },
      "it is one row and one column short; where a window slides, the `+ 1` of `size − window + 1` is easily lost"
    ),
    (
      { $0.rank == $1.rank && isOneShorter($0, than: $1) },
      "it has one row and one column too many; where a window slides, the last one must still lie inside"
    ),
    ({ $1.count == 1 && $0.count > 1 }, "it is a single number"),
  ]

  private static func agree(_ a: Tensor, _ b: Tensor) -> Bool {
    Comparison(expected: b.answer, found: a.answer, tolerance: 1e-4).agrees
  }

  private static func turned(_ tensor: Tensor) -> Tensor { tensor.flipped(axes: tensor.rank - 2, tensor.rank - 1) }

  /// Whether it lacks one row and one column.
  private static func isOneShorter(_ a: Tensor, than b: Tensor) -> Bool {
    a.rank >= 2 && zip(b.shape, a.shape).suffix(2).allSatisfy { $0 - $1 == 1 }
  }

  private static func hasStrayNaN(_ pair: (expected: Tensor, found: Tensor)) -> Bool {
    pair.found.elements.contains(where: \.isNaN) && !pair.expected.elements.contains(where: \.isNaN)
  }

  private static func hasInfinity(_ pair: (expected: Tensor, found: Tensor)) -> Bool {
    pair.found.elements.contains(where: \.isInfinite) && !pair.expected.elements.contains(where: \.isInfinite)
  }

  private static func factor(_ pairs: [(expected: Tensor, found: Tensor)]) -> Float? {
    guard let largest = pairs.first.flatMap({ pair in largestPlace(pair.expected).map { (pair, $0) } }) else {
      return nil
    }
    let (pair, place) = largest
    guard pair.found.shape == pair.expected.shape, pair.expected.elements[place] != 0 else { return nil }
    let factor = pair.found.elements[place] / pair.expected.elements[place]
    return factor != 0 && factor.isFinite && pairs.allSatisfy { agree($0.found, $0.expected * factor) } ? factor : nil
  }

  private static func offset(_ pairs: [(expected: Tensor, found: Tensor)]) -> Float? {
    guard let pair = pairs.first, pair.found.shape == pair.expected.shape, pair.found.count > 1 else { return nil }
    let offset = pair.found.elements[0] - pair.expected.elements[0]
    return pairs.allSatisfy { agree($0.found, $0.expected + offset) } ? offset : nil
  }

  private static func largestPlace(_ tensor: Tensor) -> Int? {
    let elements = tensor.elements
    return elements.indices.max { abs(elements[$0]) < abs(elements[$1]) }
  }
}
