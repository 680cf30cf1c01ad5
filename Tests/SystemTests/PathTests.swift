import Foundation
import Testing

@testable import System

/// Paths as a reader types them.
@Suite struct PathTests {
  @Test(arguments: ["plain/lesson-04_a.b", "with space", "it's", "$(date)", "-x/y", "", "ü", "a;b", "~", "*"])
  func aShellTakesAWordForOne(_ path: String) throws {
    let word = Path.shellWord(OutsideText(path)).description
    let shell = Process()
    let output = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "printf '%s|' \(word)"]
    shell.standardOutput = output
    try shell.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(text == (path.hasPrefix("-") ? "./\(path)|" : "\(path)|"))
    #expect((word == path) == (path == "plain/lesson-04_a.b"))
  }
}
