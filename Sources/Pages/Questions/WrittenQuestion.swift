import System

/// A question of a lesson that has been written: its words from the lesson's source, its answers from the page.
package struct WrittenQuestion {
  /// The heading of the section it stands in.
  package let section: Prose
  package let text: QuestionText
  package let asked: AskedQuestion

  /// How many questions a lesson's source asks.
  package static func count(in source: LessonSource) -> Int { source.passages.count(where: \.asks) }

  /// The questions of a source that a page has the answers to, in the order of the source.
  package static func read(_ source: LessonSource, page: String) -> [WrittenQuestion] {
    let asked = questions(in: page)
    var section: Prose = ""
    var questions: [WrittenQuestion] = []
    for (passage, next) in zip(source.passages, source.passages.dropFirst()) {
      guard case .prose(let prose) = passage.kind else { continue }
      let blocks = MarkupParser.parse(prose)
      for case .heading(2, let heading) in blocks { section = heading }
      guard next.isPartOfQuestion, let text = QuestionText(blocks) else { continue }
      let identity = AskedQuestion.identity(of: text.asked)
      guard let question = asked.first(where: { $0.identity == identity }) else { continue }
      questions.append(WrittenQuestion(section: section, text: text, asked: question))
    }
    return questions
  }

  /// The questions whose answers a page holds.
  private static func questions(in page: String) -> [AskedQuestion] {
    page.split(separator: HTMLQuestion.opening, omittingEmptySubsequences: false).dropFirst().compactMap {
      AskedQuestion(text: HTML.unescaped($0.prefix { $0 != "\"" }))
    }
  }
}
