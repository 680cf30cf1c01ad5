import Drawing
import Figures
import Pages
import System
import TensorCore

/// How an answer and the right one compare.
struct Comparison {
  let expected, found: Answer
  /// How much an element may differ, relative to the expected one. A hundred-thousandth of the largest expected
  /// element is always allowed, as sums in another order round otherwise.
  let tolerance: Float
  /// Whether what is right may be told: of an exercise by hand it is the whole answer.
  var tellsExpected = true

  var agrees: Bool { expected.parts.count == found.parts.count && firstFinding == nil }

  /// What differs first: the number of parts, a shape, an element, a line; and in which part. Nil if the answers agree.
  var firstFinding: (finding: Prose, part: Int?, difference: Difference?)? {
    guard expected.parts.count == found.parts.count else {
      return ("it gives \(found.parts.count) values where \(expected.parts.count) are asked for", nil, nil)
    }
    for (place, (right, yours)) in zip(expected.parts, found.parts).enumerated() {
      if let finding = finding(right.value, yours.value, part: place) {
        return (right.name.isEmpty ? finding.0 : "\(right.name): \(finding.0)", place, finding.1)
      }
    }
    return nil
  }

  private func finding(_ right: Answer.Value, _ yours: Answer.Value, part: Int) -> (Prose, Difference?)? {
    switch (right, yours) {
    case (.tensor(let right), .tensor(let yours)): finding(right, yours, part: part)
    case (.integer(let right), .integer(let yours)):
      right == yours ? nil : ("it gives \(Numerals.text(yours))\(isRight(Numerals.text(right)))", nil)
    case (.integers(let right), .integers(let yours)):
      right == yours ? nil : ("it gives \(Comparison.text(yours))\(isRight(Comparison.text(right)))", nil)
    case (.lines(let right), .lines(let yours)): finding(right, yours)
    default: ("it gives another kind of value than the one asked for", nil)
    }
  }

  private func finding(_ right: [String], _ yours: [String]) -> (Prose, Difference?)? {
    if right == yours { return nil }
    let line = zip(right, yours).enumerated().first { $1.0 != $1.1 }
    guard let (number, (expected, found)) = line else {
      return ("it gives \(Comparison.lines(yours.count)), and \(Comparison.lines(right.count)) are correct", nil)
    }
    return (
      right.count == 1
        ? "it gives \(OutsideText(found).shortened()), and \(expected) is correct"
        : "line \(number + 1) is “\(OutsideText(found).shortened())”, and “\(expected)” is correct", nil
    )
  }

  private func isRight(_ text: String) -> String {
    tellsExpected ? ", and \(text) is correct" : ", which is not correct"
  }

  private static func lines(_ count: Int) -> String { count == 1 ? "1 line" : "\(count) lines" }

  private func finding(_ right: Tensor, _ yours: Tensor, part: Int) -> (Prose, Difference?)? {
    guard right.shape == yours.shape else {
      return ("its shape is \(yours.shape), and \(right.shape) is correct", nil)
    }
    let (expected, found) = (right.elements, yours.elements)
    let scale = Comparison.scale(expected)
    guard let first = expected.indices.first(where: { !agree(expected[$0], found[$0], scale: scale) }) else {
      return nil
    }
    let place = Comparison.place(of: first, in: right.shape)
    let count = zip(expected, found).count { !agree($0, $1, scale: scale) }
    let amount =
      right.count == 1
      ? ""
      : "; \(Numerals.text(count)) of \(Numerals.text(right.count)) elements \(count == 1 ? "differs" : "differ")"
    let subject = place.isEmpty ? "it gives" : "at \(place) it gives"
    return (
      "\(subject) \(Comparison.text(found[first]))\(isRight(Comparison.text(expected[first])))\(amount)",
      Difference(part: part, place: place, expected: expected[first], found: found[first])
    )
  }

  private func agree(_ expected: Float, _ found: Float, scale: Float) -> Bool {
    if expected == found || (expected.isNaN && found.isNaN) { return true }
    guard expected.isFinite && found.isFinite else { return false }
    return abs(expected - found) <= tolerance * abs(expected) + scale
  }

  private static func scale(_ expected: [Float]) -> Float {
    let largest = expected.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    return largest == 0 ? 1e-7 : 1e-5 * largest
  }

  /// The indices of an element that is counted row by row.
  static func place(of offset: Int, in shape: [Int]) -> [Int] {
    var rest = offset
    return shape.reversed().map { size in
      defer { rest /= size }
      return rest % size
    }.reversed()
  }

  /// Whole numbers as a list, of a long one the beginning.
  static func text(_ values: [Int]) -> String {
    let rest = values.count > mostNumbers + 1 ? ", and \(Numerals.text(values.count - mostNumbers)) more" : ""
    let shown = rest == "" ? values[...] : values.prefix(mostNumbers)
    return "[\(shown.map { Numerals.text($0) }.joined(separator: ", "))\(rest)]"
  }

  private static let mostNumbers = 20

  /// A text in which a minus sign before a number is one, and no hyphen.
  static func withMinusSigns(_ text: String) -> String {
    var result = ""
    var last: Character = " "
    for (character, next) in zip(text, text.dropFirst() + " ") {
      let isSign = character == "-" && next.isNumber && !last.isLetter && !last.isNumber
      result.append(isSign ? "−" : character)
      last = character
    }
    return result
  }

  static func text(_ value: Float) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    if value == value.rounded() && abs(value) < 1e6 { return Numerals.text(Double(value), decimals: 0) }
    return value < 0 ? "−\(-value)" : "\(value)"
  }
}
