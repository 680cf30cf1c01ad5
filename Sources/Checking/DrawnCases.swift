import System
import TensorCore

/// Draws the parts of a case from a seed: sizes of 1 among others, and values that are equal, below zero, large or small.
public struct Draw: Sendable {
  /// How large the case may be, from 0 on.
  public let size: Int
  private var generator: SeededGenerator
  /// What other numbers are drawn from, in a case that is as large as another one; nil in any other.
  private var others: SeededGenerator?
  /// What tensors of a range are to be multiplied by if they may hold any numbers: 1 but in cases of very small or very
  /// large ones.
  public let scale: Float
  /// What is added to the least size that there may be.
  private let growth: ClosedRange<Int>

  init(
    _ number: Int, of count: Int, growth: ClosedRange<Int>? = nil, seed: UInt64, others: UInt64? = nil,
    scale: Float = 1
  ) {
    self.growth = growth ?? 0...4 * number / count
    size = self.growth.upperBound
    generator = SeededGenerator(seed: seed).split(UInt64(number))
    self.others = others.map { SeededGenerator(seed: seed).split($0) }
    self.scale = scale
  }

  /// What is drawn and changes no size, so that another case of the same sizes may have another.
  private mutating func value<Value>(_ draw: (inout SeededGenerator) -> Value) -> Value {
    let first = draw(&generator)
    return others != nil ? draw(&others!) : first
  }

  /// A whole number of a range.
  public mutating func integer(_ range: ClosedRange<Int>) -> Int {
    Draw.integer(range, from: &generator)
  }

  private static func integer(_ range: ClosedRange<Int>, from generator: inout SeededGenerator) -> Int {
    generator.integer(in: range.lowerBound..<range.upperBound + 1)
  }

  /// A size from `least` on, which is `least` in many cases and grows with them.
  public mutating func size(from least: Int = 1) -> Int { least + integer(growth) }

  /// A number in steps of 1/8, which a `Float` holds exactly.
  public mutating func number(_ range: ClosedRange<Int> = -3...3) -> Float {
    value { Float(Draw.integer(range.lowerBound * 8...range.upperBound * 8, from: &$0)) / 8 }
  }

  /// One of some values.
  public mutating func one<Value>(of values: [Value]) -> Value { values[integer(0...values.count - 1)] }

  /// Labels from 0 on, of so many classes.
  public mutating func labels(_ count: Int, classes: Int) -> [Int] {
    value { generator in (0..<count).map { _ in Draw.integer(0...classes - 1, from: &generator) } }
  }

  /// A tensor of a few whole numbers that occur again and again, of numbers in steps of 1/8 that all differ, of whole ones
  /// far below zero, or of large ones of both signs.
  public mutating func tensor(_ shape: Int...) -> Tensor {
    let count = shape.reduce(1, *)
    let elements = value { generator -> [Float] in
      let order = generator.permutation(of: max(1, count)).prefix(count).map { Float($0) }
      return switch Draw.integer(0...3, from: &generator) {
      case 0: order.map { _ in Float(Draw.integer(-1...2, from: &generator)) }
      case 1: order.map { ($0 - Float(count / 2)) / 8 }
      case 2: order.map { -20_000 - $0 }
      default: order.map { ($0 - Float(count / 2)) * 1000 + Float(Draw.integer(0...1, from: &generator)) }
      }
    }
    return Tensor(shape: shape, elements: elements.map { $0 * scale })
  }

  /// A tensor of numbers in a range, in steps of 1/8.
  public mutating func tensor(_ shape: Int..., in range: ClosedRange<Int>) -> Tensor {
    Tensor(shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in number(range) })
  }
}

extension Case {
  /// Cases that are drawn, small ones first, so that the first one that shows a difference is small. To some of them there
  /// are others of the same sizes and with other numbers, as well as with very small and with very large ones. The last is
  /// larger than all of them.
  ///
  /// As many again are drawn from the seed that `HeldBackCases` names, if there is one.
  static func drawn(_ input: (inout Draw) -> Input) -> [Case] {
    let count = 24
    let others: [(like: Int, growth: ClosedRange<Int>?, scale: Float)] = [
      (10, nil, 1), (15, nil, 0x1p-44), (20, nil, 0x1p30), (23, nil, 1), (16, nil, 0x1p-44), (21, 4...6, 0x1p30),
    ]
    // Any seed would do for those that everybody has.
    let seeds: [(String, UInt64)] = [("drawn", 7)] + (HeldBackCases.seed.map { [("held back", $0)] } ?? [])
    return seeds.flatMap { name, seed in
      (0..<count + others.count).map { number in
        var draw = Draw(number, of: count, seed: seed)
        if number >= count {
          let (like, growth, scale) = others[number - count]
          draw = Draw(like, of: count, growth: growth, seed: seed, others: UInt64(number), scale: scale)
        }
        let input = input(&draw)
        return Case("\(CaseText.describe(input)), \(name) as number \(number + 1)", input)
      }
    }
  }
}

/// Cases that whoever teaches a class holds back: `PATCHWORK_HELD_BACK` is the seed that they are drawn from.
enum HeldBackCases {
  /// Nil if the variable is not set. Stops if it is no whole number.
  static let seed: UInt64? = Environment.value("PATCHWORK_HELD_BACK").map { text in
    guard let seed = UInt64(text) else {
      stop("PATCHWORK_HELD_BACK is a seed, a whole number from 0 on, and not '\(OutsideText(text))'")
    }
    return seed
  }
}

/// What a drawn case is called: by what it holds.
private enum CaseText {
  /// At most so many elements are written out.
  private static let most = 6

  static func describe(_ input: Any) -> String {
    let parts = Mirror(reflecting: input)
    guard parts.displayStyle == .tuple || parts.displayStyle == .struct, !(input is Tensor) else {
      return value(input)
    }
    return parts.children.compactMap { child in
      guard let label = child.label, !label.hasPrefix("_") else { return nil }
      return "\(label) \(value(child.value))"
    }.joined(separator: ", ")
  }

  private static func value(_ value: Any) -> String {
    guard let tensor = value as? Tensor else { return Comparison.withMinusSigns("\(value)") }
    let shape = tensor.shape.map(String.init).joined(separator: "×")
    if tensor.rank == 1, tensor.count <= most { return "[\(numbers(tensor))]" }
    if tensor.rank == 2, tensor.count <= most {
      return "[\((0..<tensor.shape[0]).map { "[\(numbers(tensor.selecting($0)))]" }.joined(separator: ", "))]"
    }
    return "of \(shape)"
  }

  private static func numbers(_ row: Tensor) -> String {
    row.elements.map { Comparison.text($0) }.joined(separator: ", ")
  }
}
