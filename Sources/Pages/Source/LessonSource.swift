import System

/// The walk of a lesson as its source has it: prose and statements in the order in which they stand.
package struct LessonSource {
  /// A stretch of `//:` lines, or one statement.
  package struct Passage: Equatable {
    package enum Kind: Equatable {
      /// The Markdown, without its `//:`.
      case prose(Prose)
      /// One statement, with the comments above it. `shows` counts the calls of `show` in it and the functions that
      /// it hands the notebook to; `repeats` is false where the statement is itself a call of `show`, which can
      /// happen once only.
      case statement(shows: Int, repeats: Bool)
      /// A function declared in the walk: what it shows belongs to the statement that calls it.
      case function
    }
    package var kind: Kind
    package var lines: ClosedRange<Int>
    /// Whether it is a call of `show(definitionOf:in:)`, whose place on the page the definition takes.
    package var isQuotation = false
    /// Whether it is a call of `ask`, whose place the question takes that stands above it.
    package var asks = false
    /// Whether it is such a call, or a statement between the question and the call: no page shows it.
    package var isPartOfQuestion = false
  }

  package let passages: [Passage]
  /// The lines of the source as the page shows them; nil where nothing is left to show.
  private let lines: [Substring?]

  /// Reads the body of `func walk` in a lesson's source; throws if there is none or its braces do not match.
  init(_ text: String) throws {
    let (tokens, words) = SwiftScanner.words(of: text)
    guard let body = Declaration.find("walk", in: words)?.body else {
      throw ProgramFailure("the lesson's source has no complete `static func walk(_ notebook: Notebook)`")
    }
    var splitter = StatementSplitter()
    for index in body { splitter.add(tokens[index], words[index]) }
    passages = LessonSource.withParts(splitter.finish())
    lines = FigureTexts.linesWithout(FigureTexts.ranges(tokens, words), of: Array(text.unicodeScalars))
  }

  /// Passages in which what stands between a question and the call that asks it is part of the question.
  private static func withParts(_ passages: [Passage]) -> [Passage] {
    var passages = passages
    for call in passages.indices where passages[call].asks {
      var place = call
      repeat {
        passages[place].isPartOfQuestion = true
        place -= 1
      } while place >= 0 && passages[place].kind == .statement(shows: 0, repeats: true)
    }
    return passages
  }

  /// The headings of the sections, without their marks; that of the exercises, if there are any, before the last one.
  package func headings(exercises: String?) -> [String] {
    func headings(_ passage: Passage) -> [String] {
      guard case .prose(let text) = passage.kind else { return [] }
      return MarkupParser.parse(text).compactMap {
        if case .heading(2, let text) = $0 { text.plainText } else { nil }
      }
    }
    var all = passages.flatMap(headings)
    guard let exercises else { return all }
    let isLast = passages.last.map { headings($0).isEmpty } ?? true
    all.insert(exercises, at: all.count - (isLast ? 0 : 1))
    return all
  }

  /// The position of the statement that covers a line of the source; nil if no statement of the walk does.
  package func statement(at line: Int) -> Int? {
    passages.firstIndex {
      if case .prose = $0.kind { return false }
      return $0.lines.contains(line)
    }
  }

  /// The lines of the source, without the white space that all of them begin with, and without the captions and
  /// alternative texts of figures: the page has those at the figures themselves.
  package func code(_ range: ClosedRange<Int>) -> OutsideText {
    OutsideText(lines[(range.lowerBound - 1)..<min(range.upperBound, lines.count)].compactMap { $0 }.unindented)
  }
}
