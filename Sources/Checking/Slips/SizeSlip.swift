import Pages
import TensorCore

/// A number of what a function is given: how many rows its image has, or the window's size.
struct InputSize: Hashable, Sendable {
  let name: Prose
  let value: Float

  /// The numbers in an input whose parts have names, and the sizes of its tensors and lists.
  static func all(in input: Any) -> [InputSize] {
    namedParts(of: input).flatMap { name, value -> [InputSize] in
      let dot = name == "" ? "" : "\(name)."
      return switch value {
      case let number as Int where name != "": [InputSize(name: "\(code: name)", value: Float(number))]
      case let number as Float where name != "": [InputSize(name: "\(code: name)", value: number)]
      case let tensor as Tensor:
        tensor.shape.enumerated().map { InputSize(name: "\(code: "\(dot)shape[\($0)]")", value: Float($1)) }
          + [InputSize(name: "\(code: "\(dot)count")", value: Float(tensor.count))]
      case let list as any Collection: [InputSize(name: "\(code: "\(dot)count")", value: Float(list.count))]
      default: []
      }
    }
  }
}

/// What a function is given, with its name; without one where it is all.
func namedParts(of input: Any) -> [(name: String, value: Any)] {
  let parts = Mirror(reflecting: input)
  let isWhole = parts.displayStyle != .tuple && parts.displayStyle != .struct || input is Tensor
  return isWhole ? [("", input)] : parts.children.map { ($0.label ?? "", $0.value) }
}

/// What an answer of numbers has in common with the right one in all cases: a factor, or something that is added. More than
/// one number must be wrong, as a single one is some multiple of everything.
struct SizeSlip {
  /// The right tensor, what was found, and the numbers of the input, in each case.
  let pairs: [(expected: Tensor, found: Tensor, sizes: [InputSize])]
  let tolerance: Float

  /// Nil if nothing simple is to be seen.
  var known: Diagnosis.Known? {
    guard pairs.allSatisfy({ $0.expected.shape == $0.found.shape }) else { return nil }
    return constant ?? multiple ?? sum
  }

  private typealias Pair = (expected: Tensor, found: Tensor, sizes: [InputSize])

  /// Whether what was found is a tensor, a little loosely, but exactly if that is nearly the right one.
  private func agree(_ pair: Pair, _ slip: Tensor) -> Bool {
    func agrees(_ other: Tensor, _ tolerance: Float) -> Bool {
      Comparison(expected: slip.answer, found: other.answer, tolerance: tolerance).agrees
    }
    return agrees(pair.found, agrees(pair.expected, 1e-3) ? tolerance : max(tolerance, 1e-4))
  }

  /// One factor, or one amount, in all cases.
  private var constant: Diagnosis.Known? {
    let largest = pairs.max { $0.expected.abs().largest < $1.expected.abs().largest }
    guard let largest, largest.expected.count > 0 else { return nil }
    let (expected, found) = (largest.expected.elements, largest.found.elements)
    let place = expected.indices.max { abs(expected[$0]) < abs(expected[$1]) } ?? 0
    let factor = found[place] / expected[place]
    if factor.isFinite, factor != 0, factor != 1, pairs.allSatisfy({ agree($0, $0.expected * factor) }) {
      return Diagnosis.Known(
        name: "every number is \(Comparison.text(factor)) times what it should be",
        explanation: factor == 100 || factor == 0.01
          ? "A share lies between 0 and 1; per cent go up to 100."
          : "Look for a factor or a divisor that is missing, or one that is too many.")
    }
    let amount = found[place] - expected[place]
    guard amount.isFinite, amount != 0, pairs.allSatisfy({ agree($0, $0.expected + amount) }) else {
      return nil
    }
    return Diagnosis.Known(
      name:
        "every number is \(Comparison.text(abs(amount))) too \(amount > 0 ? "large" : "small")",
      explanation: "The same amount everywhere: look for something that is added too often, or not at all.")
  }

  /// How many numbers of the input are looked at.
  private static let most = 12

  private var names: [Prose] { pairs.first?.sizes.prefix(SizeSlip.most).map(\.name) ?? [] }

  /// The number of the input that stands at a place, in each case.
  private func values(_ place: Int) -> [Float] {
    pairs.map { place < $0.sizes.count ? $0.sizes[place].value : .nan }
  }

  /// A factor that is a number of the input, or a divisor, a product of two, or a quotient.
  private var multiple: Diagnosis.Known? {
    var all: [(name: Prose, values: [Float])] = []
    for (place, name) in names.enumerated() { all.append((name, values(place))) }
    func holds(_ factors: [Float]) -> Bool {
      // What is always 1 changes nothing.
      factors.contains { $0 != 1 } && factors.allSatisfy(\.isFinite)
        && zip(pairs, factors).allSatisfy { agree($0, $0.expected * $1) }
    }
    var products = all
    for (place, one) in all.enumerated() {
      for other in all[place...] {
        products.append(("\(one.name) · \(other.name)", zip(one.values, other.values).map { $0 * $1 }))
      }
    }
    for (name, values) in products {
      if holds(values) {
        return Diagnosis.Known(
          name: "every number is \(name) times too large",
          explanation: "Is it to be divided by that, or is it multiplied by that once too often?")
      }
      if holds(values.map { 1 / $0 }) {
        return Diagnosis.Known(
          name: "every number is \(name) times too small",
          explanation: "Is it divided by that once too often, or is a factor missing?")
      }
    }
    for one in all {
      for other in all where holds(zip(one.values, other.values).map { $0 / $1 }) {
        return Diagnosis.Known(
          name: "it is divided by \(other.name) in place of \(one.name)",
          explanation: "Or it is multiplied the other way round. Where both are the same one does not see it.")
      }
    }
    return nil
  }

  /// An amount that is a number of the input, or twice that.
  private var sum: Diagnosis.Known? {
    for (place, name) in names.enumerated() {
      for (factor, text) in [(1, name), (2, "2 · \(name)")] as [(Float, Prose)] {
        let amounts = values(place).map { factor * $0 }
        guard amounts.contains(where: { $0 != 0 }), amounts.allSatisfy(\.isFinite) else { continue }
        if zip(pairs, amounts).allSatisfy({ agree($0, $0.expected + $1) }) {
          return Diagnosis.Known(
            name: "every number is \(text) too large",
            explanation: "Is that added once too often, or is it to be subtracted?")
        }
        if zip(pairs, amounts).allSatisfy({ agree($0, $0.expected - $1) }) {
          return Diagnosis.Known(
            name: "every number is \(text) too small",
            explanation: "Is that missing from a sum, or subtracted once too often?")
        }
      }
    }
    return nil
  }
}

extension Tensor {
  fileprivate var largest: Float { elements.reduce(0) { $1.isFinite ? max($0, $1) : $0 } }
}
