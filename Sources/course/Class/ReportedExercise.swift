import ExerciseFiles
import Pages
import System

/// An exercise as a report has it: what the course says of it, and what has come of the answer.
struct ReportedExercise: Equatable {
  let lesson: String
  let title: OutsideText
  /// What a right answer counts.
  let points: Int
  let result: ExerciseResult

  init(lesson: String, _ text: ExerciseText, _ result: ExerciseResult) {
    self.lesson = lesson
    title = text.title
    points = ReportedExercise.points(text.level)
    self.result = result
  }

  /// A warm-up counts one point, a main exercise two, and a stretch four.
  static func points(_ level: ExerciseText.Level?) -> Int {
    switch level {
    case .warmUp, nil: 1
    case .main: 2
    case .stretch: 4
    }
  }

  /// Number and title.
  var name: String { "\(result.number) \(title)" }

  /// What the answer counts, in hundredths of a point, rounded down.
  var hundredths: Int { result.share(of: 100 * points) }

  /// What there is to say of a wrong answer: the mistake, if it has a name, and what was found.
  var remark: String {
    let mistake = result.mistake.map { "It looks as if \($0)." }
    let finding = result.finding == "" ? nil : "\(result.finding)".capitalizedAtStart + "."
    return [mistake, finding].compactMap { $0 }.joined(separator: " ")
  }
}

/// A number of hundredths as a decimal number, in the form of JSON: `1.25`.
func decimal(hundredths: Int) -> String {
  let rest = hundredths % 100
  return "\(hundredths / 100)" + (rest == 0 ? "" : rest < 10 ? ".0\(rest)" : ".\(rest)")
}

extension String {
  /// The text with its first letter in capitals.
  var capitalizedAtStart: String { prefix(1).uppercased() + dropFirst() }
}
