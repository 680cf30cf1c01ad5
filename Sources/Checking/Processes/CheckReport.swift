import ExerciseFiles
import Pages
import System

/// What a check has found, for a terminal.
struct CheckReport {
  let texts: [ExerciseText]
  let width: Int
  let colored: Bool
  /// The lines of the learner's file.
  let source: [OutsideText]

  /// One line for an exercise, and below it what is wrong, if anything is; `picture` is the path of a figure of that.
  func text(_ checked: CheckedExercise, picture: String?) -> String {
    var lines = [heading(checked.exercise, checked.verdict)]
    if let diagnosis = checked.diagnosis {
      lines += [[]] + findings(checked, diagnosis)
      var next: [(String, Span)] = []
      if let picture { next.append(("Picture", Span(text: picture, style: .path))) }
      next.append(("Hint", Span(text: "swift run course hint \(checked.exercise.number)", style: .code)))
      lines += [[]]
      lines += next.map { [Span(text: indentation), Span(text: $0.padded(to: 9), style: .quiet), $1] }
      lines += [[]]
    } else if case .anotherWay(let way) = checked.verdict {
      lines += [[]] + prose("It gives what is correct, but \(way.objection)\(way.line == nil ? "." : ":")")
      lines += code(way.line) + [[]]
    } else if let line = leftStub(checked) {
      lines += [[]] + prose("It is begun, but \(code: "throw Unattempted()") is still reached. Take that line out:")
      lines += code(line) + [[]]
    } else {
      lines += printed(checked)
    }
    return lines.painted(colored: colored)
  }

  /// How many exercises are right and wrong, and what to do next.
  func summary(_ states: [ExerciseState], path: String) -> String {
    let right = states.count { $0 == .right }
    let open = states.count { $0 == .notAttempted }
    let wrong = states.count - right - open
    let parts = [(right, "right"), (wrong, "wrong"), (open, "not attempted")].filter { $0.0 > 0 }
    let counts = parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let advice = wrong == 0 && open > 0 ? "Type your answers in \(Path.relative(path))\n" : ""
    return "\(counts).\n\(advice)"
  }

  /// The line of a stub's `throw Unattempted()` that has code beside it; nil if nothing has been typed.
  private func leftStub(_ checked: CheckedExercise) -> Int? {
    guard checked.verdict == .notAttempted,
      let text = texts.first(where: { $0.number == checked.exercise.number }), !text.isPristine
    else { return nil }
    let file = source.map(\.description).joined(separator: "\n")
    return ShortCut(["Unattempted"], in: text.function, of: file)?.line
  }

  private var indentation: String { "    " }

  private func heading(_ exercise: Exercise, _ verdict: Verdict) -> [Span] {
    let title = texts.first { $0.number == exercise.number }?.title ?? ""
    let state = ExerciseState(verdict)
    let isOpen = state == .notAttempted
    let line = [state.mark, Span(text: " \(exercise.number)  \(title)", style: isOpen ? .quiet : .strong)]
    guard state != .right else { return line }
    let gap = max(2, width - line.width - state.words.terminalWidth)
    return line + [Span(text: String(repeating: " ", count: gap)), Span(text: state.words, style: .quiet)]
  }

  private func findings(_ checked: CheckedExercise, _ diagnosis: Diagnosis) -> [[Span]] {
    let name: Prose = "“\(checked.exercise.caseNames[diagnosis.place])”"
    var paragraphs: [[[Span]]] = []
    if let mistake = diagnosis.mistake {
      paragraphs.append(prose("**It looks as if \(mistake.name).** \(mistake.explanation)"))
    }
    switch checked.attempt.outcomes[diagnosis.place] {
    case .crashed(let crash):
      paragraphs.append(prose("It crashes for \(name): \(crash.message)") + code(crash.line))
    case .timedOut(let line):
      paragraphs.append(
        prose("It does not come to an end for \(name).\(line == nil ? "" : " When it was stopped, it was here:")")
          + code(line))
    default:
      paragraphs.append(prose("For \(name): \(diagnosis.finding)."))
    }
    if let explanation = checked.explanation { paragraphs.append(plain(explanation)) }
    let printed = printed(checked)
    if !printed.isEmpty { paragraphs.append(printed) }
    if let cases = rightCases(checked) { paragraphs.append(prose(cases)) }
    return Array(paragraphs.joined(separator: [[]]))
  }

  private func rightCases(_ checked: CheckedExercise) -> Prose? {
    let exercise = checked.exercise
    let names = checked.rightCases.prefix { $0 < exercise.chosenCases }.map { "“\(exercise.caseNames[$0])”" }
    if names.isEmpty { return nil }
    let drawn = exercise.caseNames.count - exercise.chosenCases
    let also = drawn == 0 ? "" : " and \(checked.rightCases.count - names.count) of \(drawn) that are drawn by chance"
    return "Right so far: \(names.joined(separator: ", ")) (\(names.count) of \(exercise.chosenCases) cases\(also))."
  }

  /// A line of the learner's file with its number.
  private func code(_ line: Int?) -> [[Span]] {
    guard let line else { return [] }
    guard source.indices.contains(line - 1) else {
      return [[], [Span(text: "\(indentation)Exercises.swift, line \(line)", style: .quiet)]]
    }
    let text = SyntaxColor.lines(source[line - 1].description.trimmed).first ?? []
    let gutter = Span(text: "\(indentation)Exercises.swift:\(line) │ ", style: .quiet)
    let parts = Wrapping.cut(line: text, width: max(16, width - [gutter].width), continuation: 0)
    return [[]]
      + parts.enumerated().map { index, part in
        [index == 0 ? gutter : Span(text: String(repeating: " ", count: [gutter].width))] + part
      }
  }

  /// What the learner's function printed, set apart.
  private func printed(_ checked: CheckedExercise) -> [[Span]] {
    let lines = checked.printed
    guard !lines.isEmpty else { return [] }
    return [[Span(text: "\(indentation)It prints:", style: .quiet)]]
      + lines.flatMap { line in
        Wrapping.cut(line: [Span(text: line.description)], width: width - 6, continuation: 0).map {
          [Span(text: "\(indentation)┊ ", style: .quiet)] + $0
        }
      }
  }

  private func prose(_ text: Prose) -> [[Span]] {
    TerminalMarkup(width: width - indentation.count).lines([.paragraph(text)]).map {
      [Span(text: indentation)] + $0
    }
  }

  private func plain(_ text: String) -> [[Span]] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      Wrapping.cut(line: [Span(text: String(line))], width: width - indentation.count, continuation: 0).map {
        [Span(text: indentation)] + $0
      }
    }
  }
}
