import Testing

@testable import System

@Suite struct TerminalTests {
  @Test(arguments: [
    ("one two three", 7, "one two\nthree"), ("one two three", 6, "one\ntwo\nthree"),
    ("onetwothree x", 5, "onetwothree\nx"),
    ("one  two", 80, "one  two"), ("", 80, ""),
  ])
  func aLineIsBrokenBetweenWords(line: String, width: Int, lines: String) {
    #expect(Terminal.broken(line, width: width) == lines)
  }
}
