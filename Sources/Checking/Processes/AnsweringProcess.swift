import System
import TensorCore

/// The process in which a learner's function runs: it may do whatever it likes there, as nothing else does.
package enum AnsweringProcess {
  /// Seconds of processor time after which a function is taken not to come to an end.
  static let seconds = 5.0
  /// Makes them one, for a function that is known not to come to an end, and is only asked where it is.
  static let hurry = "PATCHWORK_HURRY=1"
  private static let bytes = 1 << 30
  private static let stackBytes = 1 << 20

  /// What stands between what is printed in one case and in the next, before the number of the case.
  static let caseMark: Character = "\u{1E}"

  /// Runs the learner's function in the cases from one on, sends what each comes to, and ends the process.
  package static func answer(_ exercise: Exercise, from first: Int) -> Never {
    prepare()
    for index in exercise.caseNames.indices.dropFirst(first) {
      // A function may have closed what it prints to: that is no reason to end.
      SystemCall.write(Array("\(caseMark)\(index)\n".utf8), to: ChildProcess.Channel.output.rawValue)
      send(exercise.outcome(case: index))
    }
    Terminal.exit(0)
  }

  /// Sees to it that the process ends with its parent, takes neither too long nor too much memory, and prints at once.
  static func prepare() {
    Threads.count = 1
    ConfinedProcess.limit(bytes: bytes, stackBytes: stackBytes)
    let isHurried = Environment.value("PATCHWORK_HURRY") != nil
    _ = startThread { ConfinedProcess.watch(seconds: isHurried ? 1 : seconds) }
  }

  /// Sends an outcome, after the length of its message.
  static func send(_ outcome: Outcome) {
    var (length, message) = (ByteWriter(), ByteWriter())
    outcome.bounded.write(to: &message)
    length.write(message.bytes.count)
    SystemCall.write(length.bytes, to: ChildProcess.Channel.answers.rawValue)
    SystemCall.write(message.bytes, to: ChildProcess.Channel.answers.rawValue)
  }
}
