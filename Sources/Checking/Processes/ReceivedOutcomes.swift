/// The outcomes that a process sends, read as they arrive.
struct ReceivedOutcomes {
  private(set) var outcomes: [Outcome] = []
  /// What has come of the next message.
  private var bytes: [UInt8] = []
  /// Once something has come that is no outcome, nothing more is taken for one, or kept.
  private var isOver = false

  private static let lengthBytes = 8

  mutating func append(_ more: ArraySlice<UInt8>) {
    guard !isOver else { return }
    bytes += more
    var start = 0
    while !isOver, bytes.count - start >= ReceivedOutcomes.lengthBytes {
      var reader = ByteReader(bytes[start..<start + ReceivedOutcomes.lengthBytes])
      let first = start + ReceivedOutcomes.lengthBytes
      guard let length = reader.integer(), (0...Outcome.mostBytes).contains(length) else {
        isOver = true
        break
      }
      guard bytes.count - first >= length else { break }
      var message = ByteReader(bytes[first..<first + length])
      let outcome = Outcome(from: &message)
      isOver = outcome == nil || !message.isAtEnd
      if !isOver, let outcome { outcomes.append(outcome) }
      start = first + length
    }
    if isOver { bytes = [] } else { bytes.removeFirst(start) }
  }
}
