import TensorCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The process in which a learner's function is called for another lesson, as carefully as in a check.
enum ServingProcess {
  /// Calls the function with each of the operands that stand in the standard input, sends what comes of it, and ends
  /// the process.
  static func serve(_ call: ([Tensor]) throws -> Tensor?) -> Never {
    AnsweringProcess.prepare()
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(STDIN_FILENO, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
    var reader = ByteReader(bytes)
    while let operands = operands(from: &reader) {
      AnsweringProcess.send { outcome(operands, call).write(to: &$0) }
    }
    Terminal.exit(0)
  }

  private static func outcome(_ operands: [Tensor], _ call: ([Tensor]) throws -> Tensor?) -> Outcome {
    do {
      return try call(operands).map { .answered($0.answer) } ?? .unattempted
    } catch is Unattempted {
      return .unattempted
    } catch {
      return .threw("\(error)")
    }
  }

  static func write(_ operands: [Tensor], to writer: inout ByteWriter) {
    writer.write(operands.count)
    operands.forEach { writer.write($0) }
  }

  private static func operands(from reader: inout ByteReader) -> [Tensor]? {
    guard let count = reader.count(of: 8) else { return nil }
    var operands: [Tensor] = []
    for _ in 0..<count {
      guard let tensor = reader.tensor() else { return nil }
      operands.append(tensor)
    }
    return operands
  }
}
