import System

@testable import Checking

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Has each of a lesson's mutants answer its exercise, from the one on whose position the program is started with, and
/// prints a line with its verdict. A mutant that crashes or does not end takes the program with it.
@MainActor
public func judge(_ exercises: [Exercise], mutants: [String], choose: (Int) -> Void) {
  ConfinedProcess.limit(bytes: 1 << 30, stackBytes: 8 << 20)
  let first = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 0
  if first == 0 { exercises.forEach(tellWrongReferences) }
  for (place, number) in mutants.enumerated().dropFirst(first) {
    guard let exercise = exercises.first(where: { $0.number == number }) else { fatalError("no exercise \(number)") }
    limitTime()
    choose(place)
    Terminal.print("\(place) \(word(exercise.judge(exercise.outcomes(by: .learner))))\n")
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

private func word(_ verdict: Verdict) -> String {
  switch verdict {
  case .right, .shortCut: "right"
  case .notAttempted: "unattempted"
  case .wrong(let diagnosis), .crashed(_, let diagnosis), .timedOut(let diagnosis):
    diagnosis.mistake == nil ? "wrong" : "named"
  }
}

/// Ends the program when it has used some seconds more of processor time.
private func limitTime() {
  var used = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
  var limit = rlimit()
  #if canImport(Glibc)
    let resource = __rlimit_resource_t(RLIMIT_CPU.rawValue)
  #else
    let resource = RLIMIT_CPU
  #endif
  getrlimit(resource, &limit)
  limit.rlim_cur = rlim_t(used.tv_sec + 4)
  setrlimit(resource, &limit)
}
