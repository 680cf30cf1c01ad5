import Foundation
import TensorCore
import Testing

@testable import Checking
@testable import ExerciseFiles
@testable import Pages
@testable import System

/// Text from outside means itself wherever it is shown: it neither steers a terminal nor is read as Markdown.
@Suite final class OutsideTextTests {
  private let root = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)").path
  /// Everything that could do harm, in a line.
  private let wild = "\u{1B}[2J **b** `c` | <b> $x$ \u{202E}[l](to) \u{9B}5m &amp; ~~d~~\r_e_ \\* \u{2028}\u{7}"
  /// What is to be seen of it.
  private let shown =
    #"\u{1B}[2J **b** `c` | <b> $x$ \u{202E}[l](to) \u{009B}5m &amp; ~~d~~\r_e_ \* \u{2028}\u{07}"#

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: "\(root)/\(path)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func isTame(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      "\n\t".unicodeScalars.contains($0)
        || ![.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
          && $0.value != 0x202E
    }
  }

  /// The words of a text in one line, as a terminal may break it anywhere.
  private func folded(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing("┊ ", with: "")
  }

  // MARK: The types

  @Test func `what would steer a terminal is to be seen`() {
    #expect(OutsideText(wild).description == shown && isTame(shown) && !isTame(wild))
    #expect(OutsideText("a\r\nb\tc\n") == "a\nb\tc\n" && OutsideText("a\rb").description == "a\\rb")
    for scalar in (0...0x2070).compactMap(Unicode.Scalar.init) where !"\n\t".unicodeScalars.contains(scalar) {
      let isShown = OutsideText("a\(scalar)b").description.hasPrefix("a\\")
      let isControl = scalar.properties.generalCategory == .control
      let turns = scalar.properties.isBidiControl || 0x2028...0x2029 ~= scalar.value
      let joins = 0x200C...0x200D ~= scalar.value
      let hides = scalar.properties.isDefaultIgnorableCodePoint && !joins
      #expect(isShown == (isControl || turns || hides || scalar == "\\"), "\(scalar.value)")
    }
    #expect(OutsideText("1\u{200B}2\u{FEFF}").description == "1\\u{200B}2\\u{FEFF}")
    #expect(OutsideText("\u{E0041}\u{AD}").description == "\\u{000E0041}\\u{00AD}")
    #expect(OutsideText("👩\u{200D}🔬 ❤\u{FE0F}").description == "👩\u{200D}🔬 ❤\u{FE0F}")
    #expect(OutsideText(OutsideText(wild).description) == OutsideText(wild))
  }

  @Test func `in prose a value means itself, and prose keeps its marks`() {
    let prose: Prose = "**a \(wild)** \("*b*" as Prose) \(code: "c``d`")"
    #expect(
      Inline.parse(prose) == [
        .strong([.text("a " + shown)]), .text(" "), .emphasis([.text("b")]), .text(" "), .code("c``d`"),
      ])
    for code in ["`", "``", "a", " a ", "a`", "`` ` ``", "\\", "*"] {
      #expect(Inline.parse("x \(code: code)") == [.text("x "), .code(code)], "\(code)")
    }
  }

  // MARK: Pages

  @Test func `a page holds it as it is in every rendering`() throws {
    var page = Page(name: "lesson-42-tests", title: OutsideText(wild), summary: Prose(markdown: "see \u{1B}[2J."))
    let picture = Page.Picture(file: "a.png", width: 2, height: 1, caption: "", alternative: OutsideText(wild))
    page.elements = [
      .code(OutsideText("let a = \"\(wild)\"")), .text(OutsideText(wild)),
      .table(Table(columns: [wild], rows: [[wild]])), .figure(picture),
    ]
    let markdown = MarkdownRenderer().render(page)
    let html = HTMLRenderer(lessons: []).render(page)
    let notebook = try JupyterRenderer { _ in [] }.render(page)
    let renderer = TerminalRenderer(width: 100, colored: false, folder: OutsideText(wild))
    let terminal =
      renderer.opening(page) + page.elements.map { renderer.element($0, after: nil) }.joined()
      + renderer.closing(files: ["\(renderer.folder)/a"], next: nil)
    for text in [markdown, html, notebook, terminal] { #expect(isTame(text)) }

    #expect(html.components(separatedBy: HTML.escaped(shown)).count >= 7 && !html.contains("<em>"))
    #expect(folded(terminal).components(separatedBy: folded(shown)).count >= 6)
    let blocks = MarkupParser.parse(Prose(markdown: markdown))
    guard case .heading(1, let title)? = blocks.first,
      case .table(let header, _, let rows)? = blocks.first(where: { if case .table = $0 { true } else { false } })
    else {
      Issue.record("no heading or table: \(blocks)")
      return
    }
    #expect(
      title.plainText == shown && header.map(\.plainText) == [shown] && rows.map { $0.map(\.plainText) } == [[shown]])
    #expect(blocks.contains(.code(language: "text", text: shown)))
    let written = WrittenLessons([(name: page.name, text: markdown)])
    #expect(written.entries.map(\.title.description) == [shown] && isTame(written.markdown + written.html))
  }

  @Test func `a value is shown as it prints`() throws {
    #expect(Table(columns: ["\r"], rows: [[wild]]) == Table(columns: ["\\r"], rows: [[shown]]))
    #expect(Span(text: wild).text == shown)
    #expect([Span(text: wild, style: .strong)].painted(colored: true) == "\u{1B}[1m\(shown)\u{1B}[0m")
  }

  // MARK: Files

  @Test func `a folder that no lesson can be called after is none`() throws {
    for name in ["lesson-01-one", "lesson-*x*\u{1B}[2J", "lesson-02 two", "lesson-03\"", "lesson-04-é"] {
      try write(
        "struct A: Lesson {\n  static let title = \"A\"\n  static let summary = \"b.\"\n}",
        to: "Lessons/\(name)/Lesson.swift")
    }
    #expect(Checkout(root: root).lessons.map(\.name) == ["lesson-01-one"])
  }

  @Test func `a title and a summary are tame, however their source is written`() {
    let source = """
      struct A: Lesson {
        static let title = "*A* \\u{1B}[2J \u{1B}"
        static let summary = "see \\u{1B}[2J *it*.\u{202E}"
      }
      """
    let heading = LessonHeading(name: "lesson-01-one", source: source)
    #expect(heading.title.description == #"*A* \u{1B}[2J \u{1B}"#)
    #expect(heading.summary.plainText == #"see \u{1B}[2J it.\u{202E}"#)
    let page = Page(name: heading.name, title: heading.title, summary: heading.summary)
    let opening = TerminalRenderer(width: 80, colored: false, folder: "").opening(page)
    #expect(isTame(opening) && opening.contains(heading.title.description))
  }

  @Test func `an exercise's words are tame, and its title is no Markdown`() throws {
    let texts = ExerciseText.read(
      """
      enum Exercises {
        /// **Exercise 4.1: A *title* \u{1B}[2J**
        ///
        /// Do *it*\u{1B}. Now.
        static func a(_ b: /* \u{202E} */ Int) throws -> Int { throw Unattempted() }
        /// **Exercise 4.2\u{1B}[2J: B**
        static func b() throws -> Int { throw Unattempted() }
      }
      """)
    try #require(texts.map(\.number) == ["4.1"])
    #expect(texts[0].title.description == #"A *title* \u{1B}[2J"# && isTame(texts[0].signature.description))
    #expect(texts[0].firstSentence.plainText == #"Do it\u{1B}."#)
    let solutions = SolutionText.read(
      "enum Solutions {\n  /// - Hint: *a*\u{9B}\n  static func a() {}\n}")
    #expect(solutions.first?.hints.map(\.plainText) == [#"a\u{009B}"#])
    try write("/// **Exercise 4.1: A *title***\nfunc a() { throw Unattempted() }", to: "Lessons/l/Exercises.swift")
    let section = try #require(ExerciseSection(LessonExercises(lesson: "l", root: root)))
    for blocks in [section.page, section.terminal] {
      let text = TerminalMarkup(width: 80).lines(blocks).map { $0.painted(colored: false) }.joined(separator: "\n")
      #expect(text.contains("4.1 A *title*"))
    }
  }

  // MARK: Learners and compilers

  private func report(_ outcome: Outcome, printed: String = "", source: String = "", title: String = "T") -> String {
    let exercise = Exercise(
      "9.1", Answers(learner: "right", solution: "right"), cases: [Case("a *case*", 1)], expected: { _ in "right" },
      answer: { word, _ in word })
    let texts = ExerciseText.read("/// **Exercise 9.1: \(title)**\nfunc f() {}")
    let checked = CheckedExercise(exercise, Attempt(outcomes: [outcome], printed: [Printed(printed)]))
    return CheckReport(texts: texts, width: 100, colored: false, source: OutsideText(source).lines)
      .text(checked, picture: nil)
  }

  @Test func `a check says what a learner's program said, to the letter`() {
    let thrown = report(.threw(OutsideText(wild)))
    let crashed = report(.crashed(Crash(message: OutsideText(wild), line: 1)), source: "  \(wild)\n}")
    let wrong = report(.answered(wild.answer))
    let lines = report(.answered(Answer(.lines(["right", wild]))), printed: "\u{1B}[2J✓ 9.1\r\nnext\r.")
    for text in [thrown, crashed, wrong, lines] { #expect(isTame(text) && text.contains("“a *case*”"), "\(text)") }
    #expect(folded(thrown).contains("it throws an error: \(folded(shown))."))
    #expect(folded(crashed).contains(": \(folded(shown))"))
    #expect(folded(crashed).contains("Exercises.swift:1 │ \(folded(shown))"))
    #expect(folded(wrong).contains("it gives \(folded(shown)), and right is correct"))
    #expect(lines.contains("    ┊ \\u{1B}[2J✓ 9.1\n    ┊ next\\r.\n"))
    #expect(report(.answered("right".answer), title: "A *t* \u{1B}").contains("9.1  A *t* \\u{1B}"))
  }

  @Test func `a million letters are said in a few lines`() {
    let many = String(repeating: "no ", count: 400_000) + "end"
    let combined = "a" + String(repeating: "\u{301}", count: 400_000)
    for text in [many, combined] {
      for outcome in [
        Outcome.threw(OutsideText(text)).bounded, .answered(text.answer), .answered(Answer(.lines(["right", text]))),
        .crashed(Crash(message: CrashReport("x.swift:1: Fatal error: \(text)", file: "x.swift").message, line: 1)),
      ] {
        let text = report(outcome, printed: "\(text)\nlast", source: "let a = 1")
        #expect(text.utf8.count < 5000 && text.contains(" …") && text.contains("┊ last"))
      }
    }
    let numbers = Comparison(expected: [1].answer, found: Array(1...100_000).answer, tolerance: 0).firstFinding
    #expect(numbers?.finding.plainText.hasSuffix("19, 20, and 99,980 more], and [1] is correct") == true)
  }

  @Test func `a mistake's name keeps its marks beside what the learner said`() {
    let exercise = Exercise(
      "9.1", Answers(learner: wrongAnswer, solution: "right"), cases: [Case("one", 1)], expected: { _ in "right" },
      answer: { word, _ in word }, mistakes: [Mistake("the `sign` is lost", "Look *there*.") { _ in wrongAnswer }])
    let checked = CheckedExercise(
      exercise, Attempt(outcomes: [.answered(wrongAnswer.answer)], printed: ["\u{1B}"]))
    let text = CheckReport(texts: [], width: 80, colored: true, source: []).text(checked, picture: nil)
    #expect(text.contains("\u{1B}[1;38;5;29msign\u{1B}[0m") && text.contains("\u{1B}[3mthere.\u{1B}[0m") == false)
    #expect(text.contains("*wrong*") && text.contains("┊ \u{1B}[0m\\u{1B}\n"))
  }

  @Test func `a network of one's own says what the function said, to the letter`() throws {
    let layer = OwnNetwork.Layer.maxPooling("0 *Max* \u{1B}", window: 1, stride: 1)
    let run = MineRun(network: OwnNetwork([layer])) { _, _ in
      throw OwnFunctions.Failure(finding: "it throws: \(self.wild)")
    }
    let report = try run.report(Tensor.zeros(1, 2, 2))
    let text = TerminalRenderer(width: 100, colored: false, folder: "")
      .element(.prose(MarkupParser.parse(report.conclusion)), after: nil)
    #expect(
      isTame(text) && folded(text).contains("The maps part at layer 0 *Max* \\u{1B}: it throws: \(folded(shown))."))
    #expect(report.table.rows[0][0] == "0 *Max* \\u{1B}")
  }

  @Test func `a compiler's words and the source it quotes are shown to the letter`() throws {
    let path = "Lessons/lesson-04/Exercises.swift"
    try write("  let a = \"\(wild.replacing("\r", with: ""))\"\n", to: path)
    func text(_ output: String) -> String { CompilerErrors(in: output).text(lesson: "lesson-04", root: root) }
    let error = text("\(root)/\(path):1:7: error: no **b** `c`\u{9B} \u{202E}\r\n")
    #expect(isTame(error) && folded(error).contains(#"│ let a = "\u{1B}[2J **b** `c` | <b>"#))
    #expect(folded(error).contains(#"no **b** `c`\u{009B} \u{202E}"#))
    let other = text("ld: \u{9B}2J *no* \u{1B}]0;a\u{7}\n")
    #expect(isTame(other) && other.contains(#"ld: \u{009B}2J *no* \u{1B}]0;a\u{07}"#))
  }

  @Test func `a function that has changed is shown to the letter`() throws {
    try write(
      "/// **Exercise 4.1: A**\nfunc a(_ b: /* *x*\u{1B}[2J */ Int) {}", to: "Lessons/lesson-04/Exercises.swift")
    try write("/// - Hint: a\nfunc a(_ b: String) {}", to: "Lessons/lesson-04/Solutions.swift")
    let changed = ChangedFunction.all(in: LessonExercises(lesson: "lesson-04", root: root))
    try #require(changed.count == 1)
    let text = changed[0].text(width: 100)
    #expect(isTame(text) && text.contains(#"*x*\u{1B}[2J"#))
  }
}

private let wrongAnswer = "*wrong*"
