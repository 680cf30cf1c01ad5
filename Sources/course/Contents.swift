import ExerciseFiles
import Pages
import Programs
import System

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
        "\((lesson.number.map(String.init) ?? "").padded(to: 2, .right))  \(lesson.title.inOneLine)",
        marks: states.map(\.state.mark),
        note: count,
        below: "\(lesson.name): \(lesson.summary.plainText)")
    }
    return text + "\n" + Typesetting.prose(advice)
  }

  /// What to do next: mend what is wrong, go on in a lesson that has been begun, or begin the first.
  var advice: Prose {
    let all = zip(package.lessons, states).flatMap { lesson, states in
      states.map { (lesson: lesson, number: $0.number, state: $0.state) }
    }
    let begun = Set(all.filter { $0.state == .right }.map(\.lesson.name))
    let next =
      all.first { $0.state != .right && $0.state != .notAttempted }
      ?? all.last { $0.state != .right && begun.contains($0.lesson.name) }.flatMap { last in
        all.first { $0.lesson == last.lesson && $0.state != .right }
      } ?? all.first { $0.state != .right }
    guard let next else {
      return all.isEmpty ? "The lessons have no exercises." : "All exercises are correct. Well done!"
    }
    let lesson = next.lesson.name
    let name = next.lesson.number.map(String.init) ?? lesson
    switch next.state {
    case .unchecked:
      return "Next: \(code: "swift run course check \(name)"), as its exercises have changed since the last check."
    case .wrong, .crashes, .endless:
      return """
        Next: \(code: "swift run course check \(next.number)") says what is wrong with exercise \(next.number), and \
        \(code: "swift run course hint \(next.number)") helps.
        """
    case .notAttempted, .right:
      let reading: Prose = begun.contains(lesson) ? "" : "read \(code: "swift run \(lesson)"), "
      return """
        Next: \(reading)type your answer to exercise \(next.number) in \(code: "Lessons/\(lesson)/Exercises.swift"), \
        and check it with \(code: "swift run course check \(name)").
        """
    }
  }
}
