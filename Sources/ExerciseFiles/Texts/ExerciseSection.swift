import Pages
import System

/// The exercises at the end of a lesson: on its page in full, in the terminal in a line each, with how they stand.
package struct ExerciseSection {
  /// What is written, the same for every reader.
  package let page: [Markup]
  /// What is shown in the terminal.
  package let terminal: [Markup]

  /// Nil for a lesson that has no exercises.
  package init?(_ files: LessonExercises) {
    guard let first = files.exercises.first else { return nil }
    let name = first.number.prefix { $0 != "." }
    let file = "Lessons/\(files.lesson)/Exercises.swift"
    let start =
      "## Exercises\n\nType your answers in [\(file)](../../\(file)) and check them with `swift run course check \(name)`."
    page =
      MarkupParser.parse(start) + files.exercises.flatMap { ExerciseSection.task($0, hints: files.hints(for: $0)) }
    let items = zip(files.exercises, files.states).map { text, state in
      "- **\(text.number) \(text.title)** (\(state.words)). \(text.firstSentence)"
    }
    terminal = MarkupParser.parse(
      "\(start) A hint: `swift run course hint \(first.number)`.\n\n\(items.joined(separator: "\n"))")
  }

  /// What is to be done, and the hints folded away one by one.
  private static func task(_ text: ExerciseText, hints: [String]) -> [Markup] {
    [.heading(level: 3, text: "\(text.number) \(text.title)"), .code(language: "swift", text: text.signature)]
      + MarkupParser.parse(text.task)
      + hints.enumerated().map { index, hint in
        .folded(summary: "Hint \(index + 1)", MarkupParser.parse(hint))
      }
  }
}
