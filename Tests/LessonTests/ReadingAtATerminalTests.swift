import Foundation
import TestedPackage
import Testing

/// A lesson that somebody reads at a terminal.
@Suite(.serialized, .waiting) struct ReadingAtATerminalTests {
  private let lesson = "lesson-04-pooling"

  @Test func itWaitsAtTheFirstSectionAndWritesEverythingAllTheSame() throws {
    let folder = try TemporaryFolder()
    let terminal = try PseudoTerminal(lesson, ["--output", folder.path])
    let first = try terminal.read(until: "q quit")
    #expect(first.contains("Maximum and average pooling") && !first.contains("The largest value in the window"))
    terminal.type("q")
    let end = try terminal.read(until: nil)
    #expect(end.contains("Written") && end.contains("index.html") && !end.contains("The largest value in the window"))
    #expect(
      try LessonRun.files(in: folder.url.appending(path: lesson)) == LessonRun.writtenFiles(of: lesson),
      "what was written differs from what a lesson writes that nobody reads")
  }

  /// The lesson at a terminal once all is computed: before that a page ends where nothing more has come yet.
  private func computed(in folder: TemporaryFolder) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(lesson, ["--output", folder.path])
    let page = folder.url.appending(path: "\(lesson)/index.html").path
    for _ in 0..<1200 where !FileManager.default.fileExists(atPath: page) { usleep(50_000) }
    return terminal
  }

  /// What comes until the program waits for a key, and not for the lesson; it writes its last line anew now and then.
  private func page(of terminal: PseudoTerminal) throws -> String {
    var lines: [Substring] = []
    var page = ""
    repeat {
      page += try terminal.read(until: "q quit")
      lines = page.split(separator: "\r\n", omittingEmptySubsequences: false)
    } while lines.count < 2 || !lines.last!.contains("Enter on") || !lines.last!.contains("q quit")
    return page
  }

  /// Goes on from what is shown until a question waits for its answer.
  private func goToQuestion(_ terminal: PseudoTerminal, from shown: String) throws {
    var shown = shown
    // Of a question the line begins so; elsewhere it begins with the section, and the answer is that of one passed over.
    for _ in 0..<60 where !shown.contains("mEnter on · ? answer") {
      terminal.type(" ")
      shown = try page(of: terminal)
    }
    #expect(shown.contains("Question") && !shown.contains("Answer"))
  }

  @Test func aQuestionTakesAnAnswerAndTheAnswerComesWhenItIsAskedFor() throws {
    try TestedPackage.keepingQuestions(of: lesson) {
      let folder = try TemporaryFolder()
      let terminal = try computed(in: folder)
      try goToQuestion(terminal, from: page(of: terminal))
      for (typed, reply) in [
        ("x\u{7F}−2", "You left the start out"), ("two × two", "This asks for a number"),
        ("12345", "That is not it."), ("0,0", "Right."),
      ] {
        terminal.type(typed + "\n")
        try terminal.read(until: reply)
      }
      terminal.type("\u{1B}[D")
      try terminal.read(until: "After this lesson you can")
      terminal.type("q")
      try terminal.read(until: nil)
      let record = try String(contentsOf: TestedPackage.questions(of: lesson), encoding: .utf8)
      #expect(record.split(separator: "\n").count == 1)
    }
  }

  @Test func aQuestionCanBePassedOverOrItsAnswerShown() throws {
    try TestedPackage.keepingQuestions(of: lesson) {
      let folder = try TemporaryFolder()
      let terminal = try computed(in: folder)
      try goToQuestion(terminal, from: page(of: terminal))
      terminal.type("?")
      try terminal.read(until: "Answer")
      // The next question may follow at once.
      try goToQuestion(terminal, from: page(of: terminal))
      // A space that was meant to go on, and came when the question was there already.
      terminal.type(" q")
      #expect(try terminal.read(until: nil).contains("Written"))
      #expect(!FileManager.default.fileExists(atPath: TestedPackage.questions(of: lesson).path))
    }
  }

  @Test func theAnswerToAQuestionThatWasPassedOverComesByTheSameKey() throws {
    let folder = try TemporaryFolder()
    let terminal = try computed(in: folder)
    try goToQuestion(terminal, from: page(of: terminal))
    terminal.type("\n")
    try terminal.read(until: "lower right corner")
    try terminal.read(until: "› ")
    terminal.type("\n")
    try terminal.read(until: "of 12 · Enter on · ? answer")
    terminal.type("?")
    try terminal.read(until: "The window there holds")
    terminal.type("q")
    try terminal.read(until: nil)
  }

  @Test func itRunsThroughWhereNobodyCanAnswerOrWantsTo() throws {
    let folder = try TemporaryFolder()
    for (arguments, environment) in [(["--all"], [:]), ([], ["CI": "true"]), ([], ["TERM": "dumb"])] {
      let terminal = try PseudoTerminal(lesson, arguments + ["--output", folder.path], environment: environment)
      let all = try terminal.read(until: nil)
      #expect(all.contains("Where next") && all.contains("Answer") && !all.contains("q quit"))
    }
  }

  @Test func oneSectionIsShownByItsNumberOrItsName() throws {
    let byName = try LessonRun(lesson, "--section", "by-shifts")
    let byNumber = try LessonRun(lesson, "--section", "3")
    #expect(byName.output.contains("By shifts") && byName.output.contains("larger(_ a: Tensor"))
    #expect(!byName.output.contains("The mean of the window") && !byName.output.contains("By the library\n"))
    func shown(_ run: LessonRun) -> String {
      let lines = run.output.prefix(upTo: run.output.firstRange(of: "Written")?.lowerBound ?? run.output.endIndex)
        .split(separator: "\n")
      return lines.filter { !$0.contains("▣") }.joined(separator: "\n")
    }
    #expect(shown(byName) == shown(byNumber))
    #expect(try LessonRun.files(in: byName.folder.url.appending(path: lesson)) == LessonRun.writtenFiles(of: lesson))
    let exercises = try LessonRun(lesson, "--section", "exercises")
    #expect(exercises.output.contains("swift run course check 4") && !exercises.output.contains("Where next"))
    for name in ["By Shifts", "shifts", "pooling-by-shifts"] {
      #expect(try shown(LessonRun(lesson, "--section", name)) == shown(byName), "\(name)")
    }
    let none = try LessonRun(lesson, "--section", "by-magic")
    #expect(
      none.status == 64 && none.errors.contains("there is no section by-magic; there are 12: the-largest-value"))
    // Numbers stand in the name of section 6, too.
    for number in ["0", "14", "-1", "\(Int.min)"] {
      #expect(
        try LessonRun(lesson, "--section", number).errors.contains("there is no section \(number); there are 12"))
    }
  }
}
