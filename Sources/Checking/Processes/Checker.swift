import Synchronization
import System
import TensorCore

/// What came of trying the learner's function in every case.
struct Attempt: Equatable, Sendable {
  /// One for each case.
  let outcomes: [Outcome]
  /// What the learner's function printed in each case.
  let printed: [Printed]
}

/// Tries the learner's functions in processes of their own, so that nothing they do is more than an outcome.
struct Checker: Sendable {
  /// The lesson's program, which is started with `--answer 4.1:2` for exercise 4.1 from its third case on.
  let process: LearnerProcess
  /// Seconds that pass, whoever else uses the processor, before an exercise is given up.
  var mostSeconds = 4 * AnsweringProcess.seconds

  private static let parallel = 2

  /// One attempt for each exercise, in their order. Throws a line if no process can be started.
  func attempts(_ exercises: [Exercise]) throws -> [Attempt] {
    let next = Atomic<Int>(0)
    let results = Mutex<[Result<Attempt, any Error>?]>(Array(repeating: nil, count: exercises.count))
    Threads.forEach(pieces: min(Checker.parallel, exercises.count)) { _ in
      while true {
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard place < exercises.count else { return }
        let result = Result { try attempt(exercises[place]) }
        results.withLock { $0[place] = result }
      }
    }
    return try results.withLock { try $0.compactMap { try $0?.get() } }
  }

  /// After a crash the remaining cases run in a new process.
  private func attempt(_ exercise: Exercise) throws -> Attempt {
    let clock = ContinuousClock()
    let start = clock.now
    let count = exercise.caseNames.count
    var outcomes: [Outcome] = []
    var printed = Array(repeating: (text: "", lines: 0), count: count)
    while outcomes.count < count {
      let first = outcomes.count
      let left = mostSeconds - (clock.now - start) / .seconds(1)
      let run = try process.run(["--answer", "\(exercise.number):\(first)"], within: left)
      outcomes += run.outcomes.prefix(count - first)
      for (place, text, lines) in run.output.compactMap(Checker.numbered) where printed.indices.contains(place) {
        printed[place].text += text
        printed[place].lines += lines
      }
      if !run.errors.trimmed.isEmpty {
        printed[min(outcomes.count, count - 1)].text += run.errors
        printed[min(outcomes.count, count - 1)].lines += Printed(run.errors).lines
      }
      let end = try place(of: run.end, in: exercise, case: outcomes.count)
      if outcomes.count < count { outcomes.append(end) }
      // What came too late once is not asked again, nor is what has not been begun.
      if outcomes.contains(.unattempted) || end.isTimedOut {
        let rest = outcomes.contains(.unattempted) ? .unattempted : end
        outcomes += Array(repeating: rest, count: count - outcomes.count)
      }
      // What a machine has drawn says no more once a program has crashed there.
      if outcomes.count > exercise.chosenCases, outcomes.last?.isCrash == true {
        outcomes += Array(repeating: run.end, count: count - outcomes.count)
      }
    }
    return Attempt(outcomes: outcomes, printed: printed.map { Printed($0.text, lines: $0.lines) })
  }

  /// How an answer ended, with the line it was in if it did not end. The runtime does not see what has called a function
  /// of the system's or the standard library's, so where it finds the answer in one it is asked again.
  private func place(of end: Outcome, in exercise: Exercise, case index: Int) throws -> Outcome {
    guard end == .timedOut(line: nil) else { return end }
    for _ in 0..<Checker.mostQuestions {
      let again = try process.run(
        ["--answer", "\(exercise.number):\(index)"], settings: [AnsweringProcess.hurry],
        within: AnsweringProcess.seconds)
      if again.outcomes.isEmpty, case .timedOut(.some) = again.end { return again.end }
    }
    return end
  }

  private static let mostQuestions = 3

  /// What was printed in a case, after the number of the case.
  private static func numbered(_ piece: (text: String, lines: Int)) -> (Int, String, Int)? {
    let text = piece.text
    guard let end = text.firstIndex(of: "\n"), let place = Int(text[..<end]) else { return nil }
    return (place, String(text[text.index(after: end)...]), piece.lines - 1)
  }
}
