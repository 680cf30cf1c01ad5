import Walkthrough

/// The list of the lessons, with what they teach and how their exercises stand.
struct Contents {
  private let package: CoursePackage
  private let states: [[(number: String, state: ExerciseState)]]

  init(_ package: CoursePackage) {
    self.package = package
    states = package.lessons.map { lesson in
      let files = package.exercises(of: lesson.name)
      return zip(files.exercises.map(\.number), files.states).map { ($0, $1) }
    }
  }

  var text: String {
    var text = Typesetting.prose("# Patchwork")
    for (lesson, states) in zip(package.lessons, states) {
      let right = states.count { $0.state == .right }
      let count = states.isEmpty ? "no exercises" : "\(right) of \(states.count)"
      text += Typesetting.row(
        "\(lesson.number.map { "\($0)" } ?? "")  \(lesson.title)", marks: states.map(\.state), note: count,
        below: "\(lesson.name): \(lesson.summary)")
    }
    return text + "\n" + Typesetting.prose(advice)
  }

  /// What to do next.
  var advice: String {
    let all = zip(package.lessons, states).flatMap { lesson, states in states.map { (lesson, $0.number, $0.state) } }
    guard let (lesson, number, state) = all.first(where: { $0.2 != .right }) else {
      return all.isEmpty ? "The lessons have no exercises." : "All exercises are right. Well done!"
    }
    let name = lesson.number.map { "\($0)" } ?? lesson.name
    switch state {
    case .unchecked:
      return "Next: `swift run course check \(name)`, as its exercises have changed since the last check."
    case .wrong, .crashes, .endless:
      return
        "Next: exercise \(number) \(state == .wrong ? "is wrong" : state.words) so far. `swift run course check \(number)` says why, "
        + "`swift run course hint \(number)` helps."
    case .notAttempted, .right:
      return "Next: read `swift run \(lesson.name)`, type your answers in `Lessons/\(lesson.name)/Exercises.swift`, "
        + "and check them with `swift run course check \(name)`."
    }
  }
}
