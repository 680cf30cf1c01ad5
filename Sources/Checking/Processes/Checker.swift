import Synchronization
import System
import TensorCore

/// What came of trying the learner's function in every case.
struct Attempt: Equatable, Sendable {
  /// One for each case.
  let outcomes: [Outcome]
  /// What the learner's function printed in each case.
  let printed: [OutsideText]
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
    var printed = Array(repeating: "", count: count)
    while outcomes.count < count {
      let first = outcomes.count
      let left = mostSeconds - (clock.now - start) / .seconds(1)
      let run = try process.run(["--answer", "\(exercise.number):\(first)"], within: left)
      outcomes += run.outcomes.prefix(count - first)
      for (place, text) in run.output.compactMap(Checker.numbered) where printed.indices.contains(place) {
        printed[place] += text
      }
      if !run.errors.trimmed.isEmpty { printed[min(outcomes.count, count - 1)] += run.errors }
      if outcomes.count < count { outcomes.append(run.end) }
      // What came too late once is not asked again, nor is what has not been begun.
      if outcomes.contains(.unattempted) || run.end.isTimedOut {
        let rest = outcomes.contains(.unattempted) ? .unattempted : run.end
        outcomes += Array(repeating: rest, count: count - outcomes.count)
      }
      // What a machine has drawn says no more once a program has crashed there.
      if outcomes.count > exercise.chosenCases, case .crashed? = outcomes.last {
        outcomes += Array(repeating: run.end, count: count - outcomes.count)
      }
    }
    return Attempt(outcomes: outcomes, printed: printed.map { OutsideText($0) })
  }

  /// What was printed in a case, after the number of the case.
  private static func numbered(_ piece: String) -> (Int, String)? {
    guard let end = piece.firstIndex(of: "\n"), let place = Int(piece[..<end]) else { return nil }
    return (place, String(piece[piece.index(after: end)...]))
  }
}
