import Pages
import System

/// Which questions of a lesson the reader has answered right, kept in `.build/` beside what is known of the exercises. It
/// may be deleted at any time; a question whose words change is to be answered again.
package struct QuestionRecord: Sendable {
  private let folder, path: String

  /// The record of a lesson in the package at `root`.
  package init(lesson: String, root: String) {
    folder = root + "/.build/exercises"
    path = "\(folder)/\(lesson)-questions.txt"
  }

  /// The names of the questions that have been answered.
  package var answered: Set<String> {
    Set((Folder.text(of: path) ?? "").split(separator: "\n").map(String.init))
  }

  /// Keeps that a question has been answered right. A record that cannot be written is only missed.
  package func keep(_ question: AskedQuestion) {
    let answered = answered
    guard !answered.contains(question.identity) else { return }
    let lines = (answered.union([question.identity])).sorted()
    try? Folder.make(folder)
    try? WholeFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
  }
}
