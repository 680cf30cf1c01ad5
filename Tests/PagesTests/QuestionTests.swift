import Foundation
import TestedPackage
import Testing

@testable import Pages
@testable import System

/// Questions that take an answer.
@Suite struct QuestionTests {
  private struct Answer: Decodable { let ask, typed, reply: String }

  private func word(for reply: Question.Reply) -> String {
    switch reply {
    case .right: "right"
    case .slip: "slip"
    case .wrong: "wrong"
    case .unread: "unread"
    }
  }

  /// `questions.js` is held to the same answers by `Tests/PageAssetsTests`.
  @Test func `an answer means the same in every notation, and what is none is told politely`() throws {
    let file = TestedPackage.root.appending(path: "Tests/PageAssetsTests/answers.json")
    let answers = try JSONDecoder().decode([Answer].self, from: Data(contentsOf: file))
    #expect(answers.count > 100)
    for answer in answers {
      let asked = try #require(AskedQuestion(text: answer.ask), "\(answer.ask)")
      let reply = asked.question.reply(to: answer.typed)
      #expect(word(for: reply) == answer.reply, "\(answer.typed.debugDescription) to \(answer.ask)")
    }
  }

  @Test func `a choice is met by its letter and by its text`() {
    let question = Question.choice(
      "it moves",
      slips: ["it stays": "You took it for invariant: it moves.", "it fades": "You mixed it up: it moves."])
    #expect(question.known.map(\.value.text) == ["it fades", "it moves", "it stays"])
    for typed in ["b", "B", "(b)", "b.", "It moves", " it  moves ", "it moves."] {
      #expect(question.reply(to: typed) == .right, "\(typed)")
    }
    #expect(question.reply(to: "c") == .slip("You took it for invariant: it moves."))
    #expect(question.reply(to: "d") == .unread("This asks for one of the letters a to c."))
    #expect(word(for: question.reply(to: "")) == "unread")
  }

  @Test func `a cell outside of the table is told which there are`() {
    let question = Question.cell(row: 0, column: 1, in: [["1", "2", "3"], ["4", "5", "6"]])
    #expect(question.reply(to: "0,1") == .right && question.reply(to: "1 1") == .wrong)
    let words = "This asks for a row from 0 to 1 and a column from 0 to 2, such as 0, 1."
    #expect(question.reply(to: "2, 0") == .unread(words))
  }

  @Test func `a question reads back as it was written, and nothing else reads`() {
    let questions = [
      Question.number(3, slips: [4: "You rounded up: no."]), .number(0.1, slips: [1: "You forgot it: it is less."]),
      .shape([2, 3], slips: [[]: "You lost the axes: there are two.", [3, 2]: "You turned it: rows come first."]),
      .choice("a \"<b>\" & c", slips: ["d": "You took d: it is not."]),
      .cell(row: 1, column: 0, in: [["1", "−2"], ["3", "4"]], slips: [[0, 1]: "You turned it: rows come first."]),
    ]
    for question in questions {
      let asked = AskedQuestion(question, asked: [.paragraph("Why?")])
      #expect(AskedQuestion(text: asked.text) == asked, "\(asked.text)")
      #expect(AskedQuestion(text: HTML.unescaped(HTML.escaped(asked.text))) == asked)
    }
    for text in [
      "", "x", "x number", "x number 0", "x number 0\nthree", "x shape\n3, a", "x cell \n0, 0", "x choice",
    ] {
      #expect(AskedQuestion(text: text) == nil, "\(text)")
    }
  }

  @Test func `answers that cannot be told apart and nameless misconceptions are faults of a lesson`() {
    func fault(_ text: String) -> String? {
      let lines = text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
      let known = lines.map {
        Question.Known(value: .number(Double($0[0]) ?? .nan), message: $0.count > 1 ? $0[1] : nil)
      }
      return Question(kind: .number(within: 0.02), known: known).fault
    }
    #expect(fault("3\n4\tYou rounded up: no.") == nil)
    #expect(fault("3\n3.1\tYou rounded up: no.")?.contains("told apart") == true)
    #expect(fault("3\n4\tYou rounded up: no.\n5\tYou rounded up: never.")?.contains("are called") == true)
    #expect(fault("3\n4\tNo.")?.contains("Name: reason.") == true)
    #expect(fault("3\n4")?.contains("exactly one") == true)
    #expect(fault("nan")?.contains("finite") == true)
    func fault(choices: [String]) -> String? {
      let wrong = choices.dropFirst().enumerated().map { Question.Known(value: .choice($1), message: "M\($0): no.") }
      return Question(kind: .choice, known: [Question.Known(value: .choice(choices[0]), message: nil)] + wrong).fault
    }
    #expect(fault(choices: (0..<26).map { "choice \($0)" }) == nil)
    #expect(fault(choices: (0..<27).map { "choice \($0)" })?.contains("more choices than letters") == true)
    for text in ["a\tb", "a\nb", "a\rb", " "] { #expect(fault(choices: ["a", text])?.contains("one line") == true) }
  }

  @Test func `a page has the question, what can be chosen, and the answer in every rendering`() throws {
    let question = Question.choice("one pixel", slips: ["two pixels": "You forgot the stride: it halves the way."])
    let asked = [Markup.paragraph("How far?")]
    var page = Page(name: "lesson-04-pooling", title: "T", summary: "s.")
    page.elements = [
      .question(asked: asked, AskedQuestion(question, asked: asked), answer: [.paragraph("By one.")])
    ]
    let markdown = MarkdownRenderer().render(page)
    for text in ["**Question.** How far?", "- **a)** one pixel", "<summary>Answer</summary>\n\nBy one."] {
      #expect(markdown.contains(text), "\(text)")
    }
    #expect(!markdown.contains("You forgot the stride"))
    let identity = AskedQuestion.identity(of: asked)
    let html = HTMLRenderer(lessons: []).render(page)
    #expect(html.contains("<p>How far?</p>") && html.contains("<li>one pixel</li><li>two pixels</li>"))
    #expect(
      html.contains("data-ask=\"\(identity) choice\none pixel\ntwo pixels\tYou forgot"))
    #expect(html.contains("<details><summary>Answer</summary>\n<p>By one.</p>"))
    let terminal = TerminalRenderer(width: 60, colored: false, folder: "")
    let shown = terminal.element(page.elements[0], after: nil)
    #expect(shown.contains("How far?") && shown.contains("a) one pixel") && shown.contains("By one."))
    let notebook = try JupyterRenderer { _ in [] }.render(page)
    #expect(notebook.contains("**Question.** How far?") && notebook.contains("By one."))
    #expect(SearchIndex(page).script.contains("How far?"))
  }

  @Test func `a reading waits for the answer to a question that takes one`() {
    let asked = [Markup.paragraph("How many?")]
    let question = AskedQuestion(.number(3), asked: asked)
    var reading = Reading()
    let renderer = TerminalRenderer(width: 40, colored: false, folder: "")
    renderer.pieces(.question(asked: asked, question, answer: [.paragraph("So.")]), after: nil)
      .forEach { reading.add($0) }
    reading.isComplete = true
    let (text, stop) = reading.goOn(rows: 20)
    #expect(stop == .question && reading.question == question && text.contains("How many?") && !text.contains("So."))
    #expect(reading.answer().contains("So.") && reading.question == nil && reading.stopAfterAnswer == .end)
  }

  @Test func `what is written over fits into a window that is narrower than a text`() {
    for columns in [8, 20, 30] {
      let renderer = TerminalRenderer(width: 40, columns: columns, colored: false, folder: "")
      #expect(renderer.prompt(["Enter goes on", "q quits", "? shows the answer"]).terminalWidth < columns)
    }
    let renderer = TerminalRenderer(width: 40, columns: 30, colored: false, folder: "")
    let typed = renderer.prompt(["Enter on", "q quit", "type a number"], typed: "12345678901234567890")
    #expect(typed.terminalWidth < 30 && typed.hasSuffix("67890"))
  }

  @Test func `what is typed is seen to its end in the narrowest window`() {
    for width in [40, 60, 80, 100] {
      let renderer = TerminalRenderer(width: width, colored: false, folder: "")
      for typed in ["", "3", String(repeating: "1234567890", count: 20), "\u{1B}[2J\u{202E}"] {
        let words = ["Enter on", "? answer", "q quit", "← back", "type a shape, such as (3, 4)"]
        let line = renderer.prompt(words, typed: OutsideText(typed))
        #expect(line.terminalWidth < width && line.contains("a shape") && !line.contains("\u{1B}"))
        #expect(width < 80 || line.hasPrefix("Enter on · ? answer · q quit · "), "\(line)")
        #expect(line.hasSuffix(String(OutsideText(typed).description.suffix(7))), "\(line)")
      }
    }
  }

  @Test func `what stands between a question and its call belongs to the question`() throws {
    let source = try LessonSource(
      """
      static func walk(_ notebook: Notebook) throws {
        //: ## One
        //: Here.
        //: - Question: How many?
        //: - Answer: Three.
        let hidden = 3
        notebook.ask(.number(hidden))
        let shown = 4
        notebook.show(shown)
      }
      """)
    #expect(source.passages.map(\.isPartOfQuestion) == [false, true, true, false, false])
    #expect(WrittenQuestion.count(in: source) == 1)
    let asked = AskedQuestion(.number(3), asked: [.paragraph("How many?")])
    let page = "<div \(HTMLQuestion.opening)\(HTML.escaped(asked.text))\"></div>"
    let read = WrittenQuestion.read(source, page: page)
    #expect(read.map(\.asked) == [asked] && read.map(\.section) == ["One"])
    #expect(WrittenQuestion.read(source, page: "").isEmpty)
  }
}
