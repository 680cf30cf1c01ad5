import System
import TensorCore

/// The process in which a learner's function is called for another lesson, as carefully as in a check.
package enum ServingProcess {
  /// Calls the function with each of the operands that stand in the standard input, sends what comes of it, and ends
  /// the process.
  package static func serve(_ call: ([Tensor]) throws -> Tensor?) -> Never {
    AnsweringProcess.prepare()
    var reader = ByteReader(Terminal.input())
    while let operands = reader.list({ $0.tensor() }) {
      AnsweringProcess.send(outcome(operands, call))
    }
    Terminal.exit(0)
  }

  private static func outcome(_ operands: [Tensor], _ call: ([Tensor]) throws -> Tensor?) -> Outcome {
    do {
      return try call(operands).map { .answered($0.answer) } ?? .unattempted
    } catch is Unattempted {
      return .unattempted
    } catch {
      return .threw(OutsideText("\(error)"))
    }
  }

  static func write(_ operands: [Tensor], to writer: inout ByteWriter) {
    writer.write(operands.count)
    operands.forEach { writer.write($0) }
  }
}
