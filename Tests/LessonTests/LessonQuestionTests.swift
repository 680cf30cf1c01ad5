import Foundation
import TestedPackage
import Testing

@testable import Pages

/// The questions of the lessons, as their pages ask them.
@Suite struct LessonQuestionTests {
  @Test(arguments: TestedPackage.lessons)
  func everyAnswerThatIsKnownIsToldAndNoOther(_ lesson: String) throws {
    let page = try #require(LessonRun.writtenFiles(of: lesson)["index.html"])
    let source = try Checkout(root: TestedPackage.root.path).source(of: lesson)
    let questions = WrittenQuestion.read(source, page: String(decoding: page, as: UTF8.self))
    #expect(questions.count == WrittenQuestion.count(in: source))
    #expect(questions.count >= 6, "\(lesson) asks \(questions.count) questions; six or more are right")
    #expect(Set(questions.map(\.asked.identity)).count == questions.count, "two questions in the same words")
    for written in questions {
      let question = written.asked.question
      let words = "\(lesson): \(written.text.asked.map(\.plainText))"
      #expect(question.fault == nil, "\(words)")
      #expect(question.reply(to: question.right) == .right, "\(words): \(question.right)")
      let slips = question.known.filter { $0.message != nil }
      #expect(slips.count >= 2, "\(words) knows \(slips.count) misconceptions")
      for slip in slips {
        let reply = question.reply(to: slip.value.text)
        #expect(reply == .slip(slip.message ?? ""), "\(words): \(slip.value.text) is told \(reply)")
      }
      for wild in wildAnswers(to: question) {
        #expect(question.reply(to: wild) == .wrong, "\(words): \(wild)")
      }
    }
  }

  /// Answers of the kind that is asked for, which nobody has in mind. Of choices all are known.
  private func wildAnswers(to question: Question) -> [String] {
    switch question.kind {
    case .number: return ["987654.321", "-0.00012345", "31415926"]
    case .shape: return ["9, 8, 7, 6, 5", "(1234, 5)", "()"]
    case .choice: return []
    case .cell(let numbers):
      let all = numbers.indices.flatMap { row in numbers[row].indices.map { "\(row), \($0)" } }
      let known = Set(question.known.map(\.value.text))
      return all.filter { !known.contains($0) }
    }
  }

  @Test func allKindsOfQuestionsAreAskedAndSomePredict() throws {
    var kinds: Set<String> = []
    var predictions = 0
    for lesson in TestedPackage.lessons {
      let page = try #require(LessonRun.writtenFiles(of: lesson)["index.html"])
      let source = try Checkout(root: TestedPackage.root.path).source(of: lesson)
      for written in WrittenQuestion.read(source, page: String(decoding: page, as: UTF8.self)) {
        kinds.insert(written.asked.question.request)
        if written.text.asked.map(\.plainText).joined().hasPrefix("Before you look") { predictions += 1 }
      }
    }
    #expect(kinds.count == 4 && predictions >= 4, "\(kinds), \(predictions) predictions")
  }
}
