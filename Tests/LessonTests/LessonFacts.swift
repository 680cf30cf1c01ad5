import Foundation
import Testing

/// What a lesson has written, with runs of white space folded to one space.
struct LessonFacts {
  let text: String

  /// What a lesson writes without options.
  init(_ lesson: String) throws {
    let page = try #require(LessonRun.writtenFiles(of: lesson)["README.md"])
    self.init(text: String(decoding: page, as: UTF8.self))
  }

  /// What a lesson has written in a run.
  init(_ run: LessonRun) throws {
    try #require(run.status == 0, "\(run.errors)")
    self.init(text: try run.readme)
  }

  /// What a lesson has written.
  init(text: String) { self.text = LessonFacts.folded(text) }

  /// Expects `fact` in the written lesson, however its lines are broken.
  func contains(_ fact: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let isShown = text.contains(LessonFacts.folded(fact))
    #expect(isShown, "the lesson does not show \(fact)", sourceLocation: sourceLocation)
  }

  /// The numbers in the cells of a table's row after `cells`, with which the row begins.
  func numbers(after cells: String) throws -> [Double] {
    func number(_ word: Substring) -> Double? {
      Double(word.replacing(",", with: "").replacing("−", with: "-"))
    }
    let start = try #require(text.range(of: cells), "the lesson has no row \(cells)").upperBound
    let words = text[start...].split(separator: " ").prefix { $0 == "|" || number($0) != nil }
    let rowEnd = Array(zip(words, words.dropFirst())).firstIndex { $0 == "|" && $1 == "|" } ?? words.count
    return words.prefix(rowEnd).compactMap(number)
  }

  private static func folded(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
