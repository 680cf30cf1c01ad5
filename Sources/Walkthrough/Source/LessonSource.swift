/// The walk of a lesson as its source has it: prose and statements in the order in which they stand.
struct LessonSource {
  /// A stretch of `//:` lines, or one statement.
  struct Passage: Equatable {
    enum Kind: Equatable {
      /// The Markdown, without its `//:`.
      case prose(String)
      /// One statement, with the comments above it. `shows` counts the calls of `show` in it and the functions that
      /// it hands the notebook to; `repeats` is false where the statement is itself a call of `show`, which can
      /// happen once only.
      case statement(shows: Int, repeats: Bool)
      /// A function declared in the walk: what it shows belongs to the statement that calls it.
      case function
    }
    var kind: Kind
    var lines: ClosedRange<Int>
  }

  let passages: [Passage]
  private let lines: [Substring]

  /// Reads the body of `func walk` in a lesson's source; throws if there is none or its braces do not match.
  init(_ text: String) throws {
    let scalars = Array(text.unicodeScalars)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let tokens = SwiftScanner.tokens(of: scalars)
    let words = tokens.map { String(String.UnicodeScalarView(scalars[$0.range])) }
    guard let body = LessonSource.bodyOfWalk(words) else {
      throw LessonFailure("the lesson's source has no complete `static func walk(_ notebook: Notebook)`")
    }
    var splitter = StatementSplitter()
    for index in body { splitter.add(tokens[index], words[index]) }
    passages = splitter.finish()
  }

  /// The positions of the tokens between the braces of `func walk`.
  private static func bodyOfWalk(_ words: [String]) -> Range<Int>? {
    guard let start = words.indices.dropLast().first(where: { words[$0] == "func" && words[$0 + 1] == "walk" })
    else { return nil }
    var depth = 0
    var open: Int?
    for index in start..<words.count {
      switch words[index] {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "{":
        if depth == 0, open == nil { open = index }
        depth += 1
      case "}":
        depth -= 1
        if let open, depth == 0 { return open + 1..<index }
      default: break
      }
    }
    return nil
  }

  /// The position of the statement that covers a line of the source; nil if no statement of the walk does.
  func statement(at line: Int) -> Int? {
    passages.firstIndex {
      if case .prose = $0.kind { return false }
      return $0.lines.contains(line)
    }
  }

  /// The lines of the source, without the white space that all of them begin with.
  func code(_ range: ClosedRange<Int>) -> String {
    let chosen = lines[(range.lowerBound - 1)..<min(range.upperBound, lines.count)]
    let indentation =
      chosen.filter { !$0.allSatisfy(\.isWhitespace) }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return chosen.map { line in
      line.allSatisfy(\.isWhitespace) ? "" : String(line.dropFirst(indentation))
    }.joined(separator: "\n")
  }
}
