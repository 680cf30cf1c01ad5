import System
import TensorCore

@testable import Checking

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Has each of a lesson's mutants answer its exercise, and prints a line with its verdict. A mutant that crashes or does not
/// end takes a copy of this process with it, and the next copy goes on behind it: all that has been prepared, as what is
/// right in each case, it has by then.
@MainActor
public func judge(_ exercises: [Exercise], mutants: [String], choose: (Int) -> Void) {
  Threads.count = 1
  ConfinedProcess.limit(bytes: 1 << 30, stackBytes: 8 << 20)
  exercises.forEach(tellWrongReferences)
  // Where changes can be chosen, and none is, the reference is as it was.
  choose(-1)
  for exercise in exercises {
    let verdict = exercise.judge(exercise.outcomes(by: .learner))
    if verdict != .right { Terminal.print("! \(exercise.number): without a change it is told wrong: \(verdict)\n") }
  }
  let judges = Dictionary(uniqueKeysWithValues: exercises.map { ($0.number, MutantTrial($0)) })
  let place = sharedNumber()
  while place.pointee < mutants.count {
    let copy = copyProcess()
    if copy == 0 {
      while place.pointee < mutants.count {
        choose(place.pointee)
        Terminal.print("\(place.pointee) \(judges[mutants[place.pointee]]?.word() ?? "unknown")\n")
        place.pointee += 1
      }
      _exit(0)
    }
    var status: Int32 = 0
    while waitpid(copy, &status, 0) < 0, errno == EINTR {}
    if place.pointee < mutants.count {
      Terminal.print("\(place.pointee) ended\n")
      place.pointee += 1
    }
  }
}

/// An exercise on which mutants are tried.
private struct MutantTrial {
  private let exercise: Exercise
  /// Microseconds of processor time after which a mutant is taken not to come to an end: many times what the reference takes.
  private let patience: Int

  init(_ exercise: Exercise) {
    self.exercise = exercise
    let clock = ContinuousClock()
    let time = clock.measure { _ = exercise.outcomes(by: .solution) }
    patience = max(200_000, 20 * Int(time / .microseconds(1)))
  }

  /// The verdict on the mutant that is chosen. Cases that are drawn are tried only until one tells it wrong, as they say
  /// nothing of a mistake's name.
  func word() -> String {
    var timer = itimerval()
    timer.it_value.tv_sec = patience / 1_000_000
    timer.it_value.tv_usec = .init(patience % 1_000_000)
    setitimer(profiling, &timer, nil)
    var outcomes: [Outcome] = []
    var isWrong = false
    for index in exercise.caseNames.indices {
      if isWrong, index >= exercise.chosenCases {
        outcomes.append(.crashed(Crash(message: "not tried", line: nil)))
      } else {
        outcomes.append(exercise.outcome(case: index, by: .learner))
        isWrong = isWrong || !exercise.agrees(outcomes[index], case: index)
      }
    }
    guard isWrong else { return "right" }
    return switch exercise.judge(outcomes) {
    case .right, .anotherWay: "right"
    case .notAttempted: "unattempted"
    case .wrong(let diagnosis), .crashed(_, let diagnosis), .timedOut(let diagnosis):
      diagnosis.mistake == nil ? "wrong" : "named"
    }
  }
}

/// The reference must be told right, and each known mistake by its own name.
private func tellWrongReferences(of exercise: Exercise) {
  let verdict = exercise.judge(exercise.outcomes(by: .solution))
  if verdict != .right { Terminal.print("! \(exercise.number): the reference is told wrong: \(verdict)\n") }
  for (place, mistake) in exercise.mistakes.enumerated() {
    let verdict = exercise.judge(exercise.outcomes(by: .mistake(place)))
    switch verdict {
    case .wrong(let diagnosis) where diagnosis.mistake?.name == mistake.name,
      .crashed(_, let diagnosis) where diagnosis.mistake?.name == mistake.name:
      break
    default: Terminal.print("! \(exercise.number): \(mistake.name): \(verdict)\n")
    }
  }
}

#if canImport(Glibc)
  private let profiling = __itimer_which_t(ITIMER_PROF.rawValue)
#else
  private let profiling = ITIMER_PROF
#endif

/// A number that copies of this process share, 0 at first.
private func sharedNumber() -> UnsafeMutablePointer<Int> {
  let memory = mmap(nil, MemoryLayout<Int>.size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)
  guard let memory, memory != MAP_FAILED else { fatalError("no memory to share") }
  return memory.bindMemory(to: Int.self, capacity: 1)
}

/// Goes on in two processes, as `fork` does, which Swift hides since most programs have threads: this one has none. Gives 0
/// in the copy.
private func copyProcess() -> pid_t {
  typealias Fork = @convention(c) () -> pid_t
  guard let fork = dlsym(nil, "fork") else { fatalError("no fork") }
  let copy = unsafeBitCast(fork, to: Fork.self)()
  guard copy >= 0 else { fatalError("no process more") }
  return copy
}
