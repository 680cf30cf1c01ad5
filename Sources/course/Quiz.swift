import ArgumentParser
import ExerciseFiles
import Pages
import Programs
import System

/// `course quiz 4`
struct Quiz: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Asks the questions of a lesson one after another, and says what is wrong with an answer.",
    discussion: "Without a name, it says how many questions of each lesson you have answered.")

  @Argument(help: "A lesson: 4, lesson-04-pooling.")
  var name: String?

  func run() throws {
    let package = try CoursePackage()
    guard let name else { return Terminal.print(Quiz.overview(package)) }
    let lesson = try package.target(name).lesson
    let questions = try package.questions(of: lesson)
    let record = QuestionRecord(lesson: lesson, root: package.root)
    Terminal.print(
      Typesetting.prose(
        "Type an answer and Enter. Enter alone goes on to the next question, and `?` shows the answer. `q` ends."))
    var (right, atOnce) = (0, 0)
    for (index, question) in questions.enumerated() {
      Terminal.print("\n" + Quiz.text(of: question, at: index, of: questions.count))
      guard let tries = Quiz.tries(question, record) else { break }
      if tries > 0 { right += 1 }
      if tries == 1 { atOnce += 1 }
    }
    Terminal.print(
      "\n\(right) of \(questions.count) answered right, \(atOnce) at the first try.\n")
  }

  /// Takes answers until one is right or the reader goes on. Gives how many it took, 0 if none was right, and nil if
  /// nothing more will be typed.
  private static func tries(_ question: WrittenQuestion, _ record: QuestionRecord) -> Int? {
    var tries = 0
    while true {
      Terminal.print("\(question.asked.question.request) › ")
      guard let line = Terminal.line(limit: 1000) else { return nil }
      switch line.trimmed {
      case "": return 0
      case "q": return nil
      case "?":
        Terminal.print(Typesetting.prose(question.text.answer))
        return 0
      default: break
      }
      let reply = question.asked.question.reply(to: line)
      Terminal.print(Typesetting.reply(reply))
      if case .unread = reply { continue }
      tries += 1
      if reply == .right {
        record.keep(question.asked)
        Terminal.print(Typesetting.prose(question.text.answer))
        return tries
      }
    }
  }

  private static func text(of question: WrittenQuestion, at index: Int, of count: Int) -> String {
    Typesetting.prose("**\(index + 1) of \(count)**, from *\(question.section)*")
      + Typesetting.prose(question.text.asked + question.asked.question.options)
  }

  /// How many questions of each lesson have been answered.
  private static func overview(_ package: CoursePackage) -> String {
    let rows = package.lessons.map { lesson -> [Prose] in
      let number = LessonHeading.shortNumber(of: lesson.name)
      guard let questions = try? package.questions(of: lesson.name) else {
        return ["\(number)", "\(lesson.title)", "\(code: "swift run course write \(number)") first"]
      }
      let identities = Set(questions.map(\.asked.identity))
      let answered = QuestionRecord(lesson: lesson.name, root: package.root).answered.intersection(identities)
      return ["\(number)", "\(lesson.title)", "\(answered.count) of \(identities.count)"]
    }
    return Typesetting.prose([
      .table(header: ["", "lesson", "answered"], alignments: [.right, .left, .left], rows: rows)
    ])
  }
}

extension CoursePackage {
  /// The questions of a lesson, read without building anything. Throws a line if the written page has none of them or
  /// not all.
  func questions(of lesson: String) throws -> [WrittenQuestion] {
    let source = try Checkout(root: root).source(of: lesson)
    let page = Folder.text(of: "\(root)/output/\(lesson)/index.html") ?? ""
    let questions = WrittenQuestion.read(source, page: page)
    guard questions.count == WrittenQuestion.count(in: source) else {
      let name = LessonHeading.shortNumber(of: lesson)
      throw ProgramFailure(
        "the page of \(lesson) is not of its present source: swift run course write \(name) writes it anew")
    }
    return questions
  }
}
