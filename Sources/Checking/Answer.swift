import TensorCore

/// What an exercise gives back, in a form that can be compared, printed, and sent from one process to another bit by
/// bit: one value, or several with names.
public struct Answer: Equatable, Sendable {
  /// A value of an answer.
  public enum Value: Equatable, Sendable {
    case tensor(Tensor)
    case integer(Int)
    case integers([Int])
    case lines([String])
  }

  /// The values in order; the name of a single one is empty.
  public let parts: [Part]

  /// A value and what it is called.
  public struct Part: Equatable, Sendable {
    /// Empty for the only value of an answer.
    public let name: String
    /// The value itself.
    public let value: Value
  }

  /// An answer of one value.
  public init(_ value: Value) { parts = [Part(name: "", value: value)] }

  /// An answer of several values: `.parts(["weight": weight, "bias": bias])`.
  public static func parts(_ parts: KeyValuePairs<String, any Answerable>) -> Answer {
    Answer(
      parts: parts.flatMap { name, value in
        value.answer.parts.map { Part(name: $0.name.isEmpty ? name : "\(name) \($0.name)", value: $0.value) }
      })
  }

  init(parts: [Part]) { self.parts = parts }
}

/// A type whose values are answers to exercises.
public protocol Answerable: Sendable {
  /// The value as an answer.
  var answer: Answer { get }
}

extension Answer.Value {
  /// Numbers as a tensor; nil for lines.
  var numbers: Tensor? {
    switch self {
    case .tensor(let tensor): tensor
    case .integer(let number): Tensor(Float(number))
    case .integers(let numbers): Tensor(numbers.map { Float($0) })
    case .lines: nil
    }
  }
}

extension Answer: Answerable {
  /// Itself.
  public var answer: Answer { self }
}

extension Tensor: Answerable {
  /// The tensor: its shape and its elements are compared.
  public var answer: Answer { Answer(.tensor(self)) }
}

extension Float: Answerable {
  /// A tensor of rank 0.
  public var answer: Answer { Answer(.tensor(Tensor(self))) }
}

extension Double: Answerable {
  /// A tensor of rank 0 with the nearest `Float`.
  public var answer: Answer { Answer(.tensor(Tensor(Float(self)))) }
}

extension Int: Answerable {
  /// The number, compared exactly.
  public var answer: Answer { Answer(.integer(self)) }
}

extension Bool: Answerable {
  /// `true` or `false`.
  public var answer: Answer { Answer(.lines([description])) }
}

extension String: Answerable {
  /// The text, line by line.
  public var answer: Answer {
    Answer(.lines(split(separator: "\n", omittingEmptySubsequences: false).map(String.init)))
  }
}

extension Size2D: Answerable {
  /// Height and width.
  public var answer: Answer { Answer(.integers([height, width])) }
}

extension Array: Answerable where Element: Answerable {
  /// Numbers and lines as one list; tensors one by one; `[[Float]]` as a matrix.
  public var answer: Answer {
    switch self {
    case let integers as [Int] where Element.self == Int.self: Answer(.integers(integers))
    case let row as [Float] where Element.self == Float.self: Answer(.tensor(Tensor(row)))
    case let rows as [[Float]] where Set(rows.map(\.count)).count == 1 && !rows[0].isEmpty:
      Answer(.tensor(Tensor(rows)))
    // Any list that is empty could be taken for one of lines.
    case let lines as [String] where Element.self == String.self: Answer(.lines(lines))
    default:
      Answer(
        parts: enumerated().flatMap { index, element in
          element.answer.parts.map { Answer.Part(name: "[\(index)]\($0.name)", value: $0.value) }
        })
    }
  }
}
