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
    let start: Prose =
      "## Exercises\n\nType your answers in \(code: file) and check them with \(code: "swift run course check \(name)")."
    page =
      MarkupParser.parse(start)
      + files.exercises.flatMap { ExerciseSection.task($0, hints: files.solution(of: $0)?.hints ?? []) }
    let hint: Prose = "\(start) A hint: \(code: "swift run course hint \(first.number)")."
    let items = zip(files.exercises, files.states).map { text, state -> [Markup] in
      [.paragraph("**\(text.number) \(text.title)** (\(state.words)). \(text.firstSentence)")]
    }
    terminal = MarkupParser.parse(hint) + [.list(start: nil, isLoose: false, items: items)]
  }

  /// What is to be done, and the hints folded away one by one.
  private static func task(_ text: ExerciseText, hints: [Prose]) -> [Markup] {
    [
      .heading(level: 3, text: "\(text.number) \(text.title)"),
      .code(language: "swift", text: text.signature.description),
    ]
      + (text.effort.map { [.paragraph("*\($0).*")] } ?? [])
      + MarkupParser.parse(text.task)
      + hints.enumerated().map { index, hint in
        .folded(summary: "Hint \(index + 1)", MarkupParser.parse(hint))
      }
  }
}
