import System

/// A lesson on its way past a reader who goes on when they have read: section by section, as much at a time as the window
/// holds, and answers when they are asked for. It knows what comes next and where to stop; it prints nothing itself.
package struct Reading: Sendable {
  /// What is printed in one go.
  package enum Piece: Equatable, Sendable {
    case text(String, rows: Int)
    /// The answer to the question above it, which may take one from the reader.
    case answer(String, rows: Int, to: AskedQuestion? = nil)
  }

  /// Why the reading has stopped.
  package enum Stop: Equatable, Sendable {
    /// The window is full.
    case full
    /// A question has been asked.
    case question
    /// A section is over.
    case section
    /// What comes next is not there yet.
    case waiting
    /// The lesson is over.
    case end
  }

  private var sections: [[Piece]] = [[]]
  /// The section that is being read, and in it the next piece.
  private var place = (section: 0, piece: 0)
  /// Rows that have been printed since the last stop.
  private var used = 0
  /// The answers of this section that the reader has passed over.
  private var passed: [Piece] = []
  /// Whether a bar has come last.
  private var isBelowBar = false
  /// Whether nothing more will come.
  package var isComplete = false

  /// A reading of nothing yet.
  package init() {}

  /// The section that is being read, from 0 for what stands before the first heading.
  package var section: Int { place.section }

  /// Whether there is an answer to be shown.
  package var hasAnswer: Bool {
    if !passed.isEmpty { return true }
    if case .answer? = nextPiece { return true }
    return false
  }

  /// The question that waits for the reader's answer.
  package var question: AskedQuestion? {
    if case .answer(_, _, let question)? = nextPiece { question } else { nil }
  }

  private var nextPiece: Piece? {
    place.piece < sections[place.section].count ? sections[place.section][place.piece] : nil
  }

  /// Adds a piece to the last section.
  package mutating func add(_ piece: Piece) {
    sections[sections.count - 1].append(piece)
    isBelowBar = false
  }

  /// Adds the bar of a progress that has come to its end, right below the bar before it.
  package mutating func addBar(_ bar: String) {
    add(.text((isBelowBar ? "" : "\n") + bar + "\n", rows: isBelowBar ? 1 : 2))
    isBelowBar = true
  }

  /// Begins a section.
  package mutating func beginSection() {
    if sections != [[]] { sections.append([]) }
  }

  /// What is printed up to the next stop, in a window that holds so many rows.
  package mutating func proceed(rows: Int) -> (text: String, stop: Stop) {
    var printed = ""
    while let piece = nextPiece {
      guard case .text(let text, let count) = piece else { return (printed, .question) }
      if used > 0, used + count > rows { return (printed, .full) }
      if count > rows, split(after: rows) { continue }
      printed += text
      used += count
      place.piece += 1
    }
    return (printed, stopAtEndOfSection)
  }

  /// Cuts a piece that is higher than the window into what fills it and the rest. Gives false for a picture, which is no
  /// lines.
  private mutating func split(after rows: Int) -> Bool {
    guard case .text(let text, let count)? = nextPiece,
      case let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(), lines.count == count
    else { return false }
    let parts = [lines.prefix(rows), lines.dropFirst(rows)].map { part in
      Piece.text(part.map { $0 + "\n" }.joined(), rows: part.count)
    }
    sections[place.section].replaceSubrange(place.piece...place.piece, with: parts)
    return true
  }

  /// Goes on from a stop, over an answer that has not been asked for.
  package mutating func goOn(rows: Int) -> (text: String, stop: Stop) {
    used = 0
    if case .answer? = nextPiece { pass() }
    let next = proceed(rows: rows)
    guard next.text.isEmpty, next.stop == .section else { return next }
    begin(place.section + 1)
    return proceed(rows: rows)
  }

  private mutating func pass() {
    if let piece = nextPiece { passed.append(piece) }
    place.piece += 1
  }

  private mutating func begin(_ section: Int) {
    (place, used, passed) = ((section, 0), 0, [])
  }

  /// Shows the answer to the question that has been asked, or the first that has been passed over; empty if there is none.
  package mutating func answer() -> String {
    if case .answer(let text, _, _)? = nextPiece {
      place.piece += 1
      return text
    }
    guard !passed.isEmpty, case .answer(let text, _, _) = passed.removeFirst() else { return "" }
    return text
  }

  /// The reason to stop once an answer has been shown: the window's, unless nothing of the section is left.
  package var stopAfterAnswer: Stop { nextPiece == nil ? stopAtEndOfSection : .full }

  private var stopAtEndOfSection: Stop {
    place.section + 1 < sections.count ? .section : isComplete ? .end : .waiting
  }

  /// Goes back to the section before this one; to the beginning of the first from there.
  package mutating func goBack() { begin(max(0, place.section - 1)) }

  /// Goes back to the beginning of this section.
  package mutating func goUp() { begin(place.section) }

  /// All that is left, answers with it.
  package mutating func rest() -> String {
    var text = ""
    while true {
      while let piece = nextPiece {
        switch piece {
        case .text(let part, _), .answer(let part, _, _): text += part
        }
        place.piece += 1
      }
      guard place.section + 1 < sections.count else { return text }
      begin(place.section + 1)
    }
  }
}
