/// The exercises at the end of a lesson: on its page without, in the terminal with how they stand.
struct ExerciseSection {
  /// What is written, the same for every reader.
  let page: [Markup]
  /// What is shown in the terminal.
  let terminal: [Markup]

  /// Nil for a lesson that has no exercises.
  init?(_ files: LessonExercises) {
    guard let first = files.exercises.first else { return nil }
    let name = first.number.prefix { $0 != "." }
    let file = "Lessons/\(files.lesson)/Exercises.swift"
    let start =
      "Type your answers in [\(file)](../../\(file)) and check them with `swift run course check \(name)`. "
      + "A hint: `swift run course hint \(first.number)`."
    func markup(_ states: [ExerciseState?]) -> [Markup] {
      let items = zip(files.exercises, states).map { text, state in
        "- **\(text.number) \(text.title)**\(state.map { " (\($0.words))" } ?? ""). \(text.firstSentence)"
      }
      return MarkupParser.parse("## Exercises\n\n\(start)\n\n\(items.joined(separator: "\n"))")
    }
    page = markup(files.exercises.map { _ in nil })
    terminal = markup(files.states)
  }
}
