/// A question on a page: its words, what a script needs to take an answer, and the answer folded away. Without a script
/// there are the words and the answer.
enum HTMLQuestion {
  /// What stands before a question's own text.
  static let opening = "data-ask=\""

  /// The question with its words and its answer as HTML.
  static func block(_ asked: AskedQuestion, words: String, answer: String) -> String {
    """
    <div class="question" \(opening)\(HTML.escaped(asked.text))"><p class="label">Question</p>
    \(words)\(choices(asked.question))
    </div>
    <details><summary>\(Markup.answer)</summary>
    \(answer)
    </details>
    """
  }

  private static func choices(_ question: Question) -> String {
    guard question.kind == .choice else { return "" }
    let items = question.known.map { "<li>\(HTML.escaped($0.value.text))</li>" }
    return "\n<ol class=\"choices\" type=\"a\">\(items.joined())</ol>"
  }
}
