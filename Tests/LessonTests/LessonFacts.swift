import Foundation
import Testing

/// What a lesson printed when it was run once without options, with runs of white space folded to one space.
struct LessonFacts {
  let text: String

  init(_ lesson: String) throws {
    let run = try LessonProcess(lesson)
    defer { run.removeFolder() }
    try #require(run.status == 0, "\(run.errors)")
    text = LessonFacts.folded(try run.readme(lesson))
  }

  /// Expects `fact` in the written lesson, however its lines are broken.
  func contains(_ fact: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(
      text.contains(LessonFacts.folded(fact)), "the lesson does not show \(fact)", sourceLocation: sourceLocation)
  }

  private static func folded(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
