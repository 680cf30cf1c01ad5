import Testing

@testable import Checking

/// What a learner's process sends: answers on one way, printed lines on another.
@Suite struct ReceivedTests {
  @Test func `what comes on the answers' way and is none is not kept`() {
    var received = ReceivedOutcomes()
    var (length, message) = (ByteWriter(), ByteWriter())
    Outcome.threw("no").write(to: &message)
    length.write(message.bytes.count)
    for byte in length.bytes + message.bytes { received.append([byte]) }
    #expect(received.outcomes == [.threw("no")])
    for _ in 0..<3 { received.append(Array(repeating: 0x7F, count: 64)[...]) }
    received.append((length.bytes + message.bytes)[...])
    #expect(received.outcomes == [.threw("no")])
  }

  @Test func `what is printed is kept by case, however much it is`() throws {
    var printed = PrintedPieces(limit: 10)
    for number in 0..<3 {
      printed.append(Array("\u{1E}\(number)\n".utf8)[...])
      for _ in 0..<100 { printed.append(Array("\(number)\(number) ".utf8)[...]) }
    }
    try #require(printed.texts.count == 4 && printed.texts[0].text.isEmpty)
    for number in 0..<3 {
      let text = printed.texts[number + 1].text
      #expect(text.hasPrefix("\(number)\n\(number)\(number) ") && text.utf8.count < 50)
      #expect(text.allSatisfy { "\(number) …\n".contains($0) }, "\(text)")
    }
    for _ in 0..<2 { printed.append(Array("\u{1E}3\n".utf8)[...]) }
    for line in 0..<700 { printed.append(Array("line \(line)\n\n".utf8)[...]) }
    printed.append(Array("no end".utf8)[...])
    #expect(printed.texts.map(\.lines) == [0, 2, 2, 2, 1, 702])
    for _ in 0..<5000 { printed.append([0x1E]) }
    #expect(printed.texts.count == 1000)
  }
}
