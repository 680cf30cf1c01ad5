import System

/// What a process prints, cut where `AnsweringProcess.caseMark` stands: of each piece the beginning and the end are kept.
struct PrintedPieces {
  private let limit: Int
  private var pieces: [CappedBytes]

  /// Whoever prints the mark so often does not do so between cases.
  private static let most = 1000

  /// Keeps so many bytes of the beginning of each piece, and at least so many of its end.
  init(limit: Int) { (self.limit, pieces) = (limit, [CappedBytes(limit: limit)]) }

  mutating func append(_ bytes: ArraySlice<UInt8>) {
    let mark = AnsweringProcess.caseMark.utf8.first
    for (place, part) in bytes.split(omittingEmptySubsequences: false, whereSeparator: { $0 == mark }).enumerated() {
      if place > 0, pieces.count < PrintedPieces.most { pieces.append(CappedBytes(limit: limit)) }
      pieces[pieces.count - 1].append(part)
    }
  }

  var texts: [(text: String, lines: Int)] { pieces.map { ($0.text, $0.lines) } }
}

/// What a function has printed in a case: the beginning and the end of it, and how many lines it was in all.
struct Printed: Equatable, Sendable, ExpressibleByStringLiteral {
  let text: OutsideText
  /// Without empty ones.
  let lines: Int

  /// What is whole, unless more lines are said to have been printed.
  init(_ text: String, lines: Int? = nil) {
    self.text = OutsideText(text)
    self.lines = lines ?? self.text.lines.count { $0 != "" }
  }

  init(stringLiteral text: String) { self.init(text) }
}
