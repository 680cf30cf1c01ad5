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

  var texts: [String] { pieces.map(\.text) }
}
