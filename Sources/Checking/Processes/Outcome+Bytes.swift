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
      writer.write(error)
    }
  }

  var isTimedOut: Bool {
    if case .timedOut = self { true } else { false }
  }

  init?(from reader: inout ByteReader) {
    switch reader.byte() {
    case 0: self = .unattempted
    case 1:
      guard let answer = Answer(from: &reader) else { return nil }
      self = .answered(answer)
    case 2:
      guard let error = reader.text() else { return nil }
      self = .threw(error)
    default: return nil
    }
  }
}

extension Answer {
  func write(to writer: inout ByteWriter) {
    writer.write(parts.count)
    for part in parts {
      writer.write(part.name)
      part.value.write(to: &writer)
    }
  }

  init?(from reader: inout ByteReader) {
    guard let count = reader.count() else { return nil }
    var parts: [Part] = []
    for _ in 0..<count {
      guard let name = reader.text(), let value = Value(from: &reader) else { return nil }
      parts.append(Part(name: name, value: value))
    }
    self.init(parts: parts)
  }
}

extension Answer.Value {
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
      guard let numbers = reader.list(of: 8, { $0.integer() }) else { return nil }
      self = .integers(numbers)
    case 3:
      guard let lines = reader.list(of: 8, { $0.text() }) else { return nil }
      self = .lines(lines)
    default: return nil
    }
  }
}

extension ByteReader {
  /// Things of `size` bytes or more each, after their number.
  fileprivate mutating func list<Element>(of size: Int, _ next: (inout ByteReader) -> Element?) -> [Element]? {
    guard let count = count(of: size) else { return nil }
    var elements: [Element] = []
    for _ in 0..<count {
      guard let element = next(&self) else { return nil }
      elements.append(element)
    }
    return elements
  }
}
