import Pages
import System

/// What `Exercises.swift` says of an exercise, read from its source: it need not compile.
package struct ExerciseText: Equatable, Sendable {
  /// Lesson and place in it: `4.1`.
  package let number: String
  /// A few words.
  package let title: OutsideText
  /// How hard it is; nil if the file does not say.
  package let level: Level?
  /// How long a learner sits at it, roughly; nil if the file does not say.
  package let minutes: Int?
  /// What is to be done.
  package let task: Prose
  /// The function to write.
  package let function: String
  /// How it is declared: its name, what it takes, and what it gives back.
  package let signature: OutsideText
  /// The line of the function's name, counted from 1.
  package let line: Int
  /// Whether there is nothing in the function yet but `throw Unattempted()`.
  package let isPristine: Bool

  /// How hard an exercise is.
  package enum Level: String, Sendable {
    case warmUp = "warm-up"
    case main
    case stretch
  }

  /// What to expect of it: "Stretch, about 30 minutes"; nil if the file does not say.
  package var effort: String? {
    guard let level, let minutes else { return nil }
    return "\(level.rawValue.prefix(1).uppercased())\(level.rawValue.dropFirst()), about \(minutes) minutes"
  }

  /// The first sentence of the task.
  package var firstSentence: Prose {
    let task = task.markdown
    let paragraph = (task.firstRange(of: "\n\n").map { String(task[..<$0.lowerBound]) } ?? task)
      .replacing("\n", with: " ")
    let end = [". ", ": "].compactMap { paragraph.firstRange(of: $0)?.lowerBound }.min()
    return Prose(markdown: end.map { paragraph[..<$0] + "." } ?? paragraph)
  }

  /// The two stars that end a title, which may end with a star of its own.
  private static func closingMark(of head: Substring) -> Range<Substring.Index>? {
    guard var mark = head.firstRange(of: "**") else { return nil }
    while mark.upperBound < head.endIndex, head[mark.upperBound] == "*" {
      mark = head.index(after: mark.lowerBound)..<head.index(after: mark.upperBound)
    }
    return mark
  }

  /// The exercises of a lesson, in the order in which they stand: functions below a comment that begins with
  /// `**Exercise 4.1: Title** (main, 15 minutes)`.
  package static func read(_ source: String) -> [ExerciseText] {
    DocumentedFunction.all(in: source).compactMap { function in
      let opening = "**Exercise "
      guard let line = function.comment.first, line.hasPrefix(opening),
        case let head = line.dropFirst(opening.count), let end = closingMark(of: head),
        let colon = head[..<end.lowerBound].firstIndex(of: ":"), case let number = head[..<colon],
        number.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." })
      else { return nil }
      let effort = head[end.upperBound...].split { $0 == "," || $0 == " " || $0 == "(" || $0 == ")" }
      return ExerciseText(
        number: String(number),
        title: OutsideText(String(head[head.index(after: colon)..<end.lowerBound]).trimmed),
        level: effort.first.flatMap { Level(rawValue: String($0)) },
        minutes: effort.dropFirst().first.flatMap { Int($0) },
        task: Prose(markdown: function.paragraphs.dropFirst().joined(separator: "\n\n")), function: function.name,
        signature: OutsideText(function.signature), line: function.line,
        isPristine: function.body == ["throw", "Unattempted", "(", ")"])
    }
  }
}

/// What `Solutions.swift` says of an exercise: the hints, and the code.
package struct SolutionText: Equatable, Sendable {
  /// The function that solves it, named as the learner's.
  package let function: String
  /// From a nudge to nearly the code.
  package let hints: [Prose]
  /// The function's source.
  package let code: String

  /// The solutions of a lesson, in the order of the exercises: functions below a comment that holds hints.
  package static func read(_ source: String) -> [SolutionText] {
    DocumentedFunction.all(in: source).compactMap { function in
      let hints = hints(in: function.comment)
      guard !hints.isEmpty, let code = Declaration(of: function.name, in: source) else { return nil }
      return SolutionText(function: function.name, hints: hints, code: code.text)
    }
  }

  private static func hints(in comment: [String]) -> [Prose] {
    let mark = "- Hint: "
    var hints: [String] = []
    for line in comment {
      if line.hasPrefix(mark) {
        hints.append(String(line.dropFirst(mark.count)))
      } else if line.hasPrefix("  "), !hints.isEmpty {
        hints[hints.count - 1] += "\n" + line.dropFirst(2)
      }
    }
    return hints.map { Prose(markdown: $0) }
  }
}
