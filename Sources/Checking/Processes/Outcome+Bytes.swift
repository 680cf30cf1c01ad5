import Drawing
import Figures
import System
import TensorCore

extension Outcome {
  /// What the process that ran the learner's function can say of it; the rest its parent sees for itself.
  func write(to writer: inout ByteWriter) {
    switch self {
    case .unattempted, .crashed, .timedOut: writer.write(UInt8(0))
    case .answered(let answer):
      writer.write(UInt8(1))
      answer.write(to: &writer)
    case .threw(let error):
      writer.write(UInt8(2))
      writer.write(error.description)
    case .tooLarge(let what):
      writer.write(UInt8(3))
      writer.write(what.description)
    }
  }

  /// No message is longer: 33 million numbers have room in one.
  static let mostBytes = 1 << 27

  /// The outcome in a form that can be sent.
  var bounded: Outcome {
    switch self {
    case .answered(let answer) where answer.bytes > Outcome.mostBytes:
      .tooLarge(OutsideText(answer.parts.max { $0.value.bytes < $1.value.bytes }?.value.size ?? "nothing"))
    case .threw(let error): .threw(error.shortened())
    default: self
    }
  }

  init?(from reader: inout ByteReader) {
    switch reader.byte() {
    case 0: self = .unattempted
    case 1:
      guard let answer = Answer(from: &reader) else { return nil }
      self = .answered(answer)
    case 2:
      guard let error = reader.text() else { return nil }
      self = .threw(OutsideText(error).shortened())
    case 3:
      guard let what = reader.text() else { return nil }
      self = .tooLarge(OutsideText(what).shortened())
    default: return nil
    }
  }
}

extension Answer {
  /// How long the message of an outcome is that holds it.
  fileprivate var bytes: Int { parts.reduce(9) { $0 + 8 + $1.name.utf8.count + $1.value.bytes } }

  func write(to writer: inout ByteWriter) {
    writer.write(parts.count)
    for part in parts {
      writer.write(part.name)
      part.value.write(to: &writer)
    }
  }

  init?(from reader: inout ByteReader) {
    let parts = reader.list { reader -> Part? in
      guard let name = reader.text(), let value = Value(from: &reader) else { return nil }
      return Part(name: name, value: value)
    }
    guard let parts else { return nil }
    self.init(parts: parts)
  }
}

extension Answer.Value {
  fileprivate var bytes: Int {
    switch self {
    // A tensor that repeats its elements may have more places than there is memory.
    case .tensor(let tensor): 9 + 8 * tensor.rank + 4 * min(tensor.count, Outcome.mostBytes)
    case .integer: 9
    case .integers(let numbers): 9 + 8 * numbers.count
    case .lines(let lines): lines.reduce(9) { $0 + 8 + $1.utf8.count }
    }
  }

  /// How large it is, in words.
  fileprivate var size: String {
    switch self {
    case .tensor(let tensor): "a tensor of the shape \(tensor.shape)"
    case .integer: "a whole number"
    case .integers(let numbers): "\(Numerals.text(numbers.count)) whole numbers"
    case .lines(let lines): "a text of \(Numerals.text(bytes)) letters in \(Numerals.text(lines.count)) lines"
    }
  }

  func write(to writer: inout ByteWriter) {
    switch self {
    case .tensor(let tensor):
      writer.write(UInt8(0))
      writer.write(tensor)
    case .integer(let number):
      writer.write(UInt8(1))
      writer.write(number)
    case .integers(let numbers):
      writer.write(UInt8(2))
      writer.write(numbers.count)
      numbers.forEach { writer.write($0) }
    case .lines(let lines):
      writer.write(UInt8(3))
      writer.write(lines.count)
      lines.forEach { writer.write($0) }
    }
  }

  init?(from reader: inout ByteReader) {
    switch reader.byte() {
    case 0:
      guard let tensor = reader.tensor() else { return nil }
      self = .tensor(tensor)
    case 1:
      guard let number = reader.integer() else { return nil }
      self = .integer(number)
    case 2:
      guard let numbers = reader.list({ $0.integer() }) else { return nil }
      self = .integers(numbers)
    case 3:
      guard let lines = reader.list({ $0.text() }) else { return nil }
      self = .lines(lines)
    default: return nil
    }
  }
}
