import Testing

@testable import Pages
@testable import System

/// A reader at a terminal, stop by stop.
@Suite struct ReadingTests {
  private let renderer = TerminalRenderer(width: 40, colored: false, folder: "")

  /// A reading of some Markdown, whose lesson is over.
  private func reading(_ markdown: String) -> Reading {
    var reading = Reading()
    for (index, part) in Page.sections(of: MarkupParser.parse(Prose(markdown: markdown))).enumerated() {
      if index > 0 { reading.beginSection() }
      if !part.isEmpty { renderer.pieces(.prose(part), after: nil).forEach { reading.add($0) } }
    }
    reading.isComplete = true
    return reading
  }

  private static let lesson = """
    Hello.

    ## One

    First.

    - Question: Why?
    - Answer: So.

    ## Two

    Second.

    Third.
    """

  @Test func `it stops at each section and question, and shows no answer unasked`() {
    var reading = reading(ReadingTests.lesson)
    var stops: [Reading.Stop] = []
    var printed = ""
    repeat {
      let (text, stop) = reading.goOn(rows: 100)
      printed += text
      stops.append(stop)
    } while stops.last != .end
    #expect(stops == [.section, .question, .end])
    #expect(printed.contains("First.") && printed.contains("Why?") && printed.contains("Third."))
    #expect(!printed.contains("So."))
  }

  @Test func `a heading is never the last of a window`() {
    let lines = (1...9).map { "Line \($0).\n\n" }.joined()
    for rows in 5...20 {
      var reading = reading("## One\n\n\(lines)### Lower\n\nBelow.\n\nEnd.")
      var stop = Reading.Stop.full
      repeat {
        let window = reading.goOn(rows: rows)
        #expect(window.text.split(separator: "\n").last != "Lower", "\(rows) rows")
        stop = window.stop
      } while stop != .end
    }
  }

  @Test func `an answer comes where it is asked for, later too, and once`() {
    var reading = reading(ReadingTests.lesson + "\n\n- Question: And?\n- Answer: Thus.\n\n## Three\n\nEnd.")
    _ = reading.goOn(rows: 100)
    #expect(!reading.hasAnswer)
    _ = reading.goOn(rows: 100)
    #expect(reading.hasAnswer && reading.answer().contains("So."))
    #expect(!reading.hasAnswer && reading.stopAfterAnswer == .section)
    let (_, question) = reading.goOn(rows: 100)
    #expect(question == .question)
    #expect(reading.goOn(rows: 100).text.contains("End."))
  }

  @Test func `a window is filled to its last row at most`() {
    for rows in 5...9 {
      var reading = reading("## One\n\n" + (1...20).map { "Paragraph \($0).\n\n" }.joined())
      var stop = Reading.Stop.full
      while stop != .end {
        let (text, next) = reading.goOn(rows: rows)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 <= rows)
        stop = next
      }
    }
  }

  @Test func `what is higher than a window comes in parts that fill it`() {
    let code = (1...30).map { "    line \($0)\n" }.joined()
    var reading = reading("## One\n\nBefore.\n\n\(code)\n\nAfter.")
    var windows: [[Substring]] = []
    var stop = Reading.Stop.full
    while stop != .end {
      let (text, next) = reading.goOn(rows: 12)
      windows.append(text.split(separator: "\n", omittingEmptySubsequences: false).dropLast())
      stop = next
    }
    #expect(windows.allSatisfy { $0.count <= 12 }, "\(windows.map(\.count))")
    let lines = windows.joined().map { $0.drop { $0 == " " } }
    #expect(lines.filter { $0.hasPrefix("line") } == (1...30).map { "line \($0)" }[...].map { $0[...] })
    #expect(lines.last == "After.")
  }

  @Test func `back leads to the section before, up to the beginning of this one`() {
    var reading = reading(ReadingTests.lesson)
    _ = reading.goOn(rows: 100)
    _ = reading.goOn(rows: 100)
    #expect(reading.section == 1)
    reading.goUp()
    #expect(reading.proceed(rows: 100).text.contains("First."))
    reading.goBack()
    #expect(reading.section == 0 && reading.proceed(rows: 100).text.contains("Hello."))
    reading.goBack()
    #expect(reading.section == 0)
  }

  @Test func `what is not there yet is waited for, and the rest comes at once`() {
    var reading = Reading()
    reading.add(.text("a\n", rows: 1))
    #expect(reading.goOn(rows: 9) == ("a\n", .waiting))
    reading.add(.text("b\n", rows: 1))
    #expect(reading.proceed(rows: 9) == ("b\n", .waiting))
    reading.beginSection()
    reading.add(.answer("c\n", rows: 1))
    #expect(reading.proceed(rows: 9) == ("", .section))
    #expect(reading.rest() == "c\n")
  }

  @Test func `bars stand below each other, and apart from what is shown`() {
    var reading = Reading()
    for bar in ["one", "two"] { reading.addBar(bar) }
    reading.add(.text("\nthen\n", rows: 2))
    reading.addBar("three")
    #expect(reading.goOn(rows: 9) == ("\none\ntwo\n\nthen\n\nthree\n", .waiting))
  }

  @Test func `keys are told apart, however many come at once`() {
    var typed = Array("\n \u{1B}[Da\u{1B}OB\u{1B}[6~\u{1B}[15~".utf8)
    var keys: [Keyboard.Key] = []
    while let key = Keyboard.first(in: &typed) { keys.append(key) }
    #expect(keys == [.enter, .character(" "), .left, .character("a"), .down, .pageDown])
    typed = Array("é½\u{7F}\u{4}q".utf8) + [0xFF, 0xC3]
    for key in [.character("é"), .character("½"), .backspace, .end, .character("q")] as [Keyboard.Key] {
      #expect(Keyboard.first(in: &typed) == key)
    }
    #expect(Keyboard.first(in: &typed) == nil && typed == [0xC3], "half a character waits for its other half")
    typed.append(0xA9)
    #expect(Keyboard.first(in: &typed) == .character("é"))
  }

  @Test func `a sequence that comes in parts is one key, and one that means nothing takes no other key along`() {
    var typed: [UInt8] = []
    for byte in "\u{1B}[5".utf8 {
      typed.append(byte)
      #expect(Keyboard.first(in: &typed) == nil)
    }
    typed += Array("~".utf8)
    #expect(Keyboard.first(in: &typed) == .pageUp && typed.isEmpty)
    for unknown in ["\u{1B}[15~", "\u{1B}OP", "\u{1B}b", "\u{1B}[1;5C", "\u{1B}\u{1B}[3~"] {
      typed = Array("\(unknown)q".utf8)
      #expect(Keyboard.first(in: &typed) == .character("q") && typed.isEmpty, "\(unknown.dropFirst())")
    }
    typed = Array("\u{1B}[\n".utf8)
    #expect(Keyboard.first(in: &typed) == .enter)
  }

  @Test func `colours stand out from black and from white`() {
    func channel(_ value: Int) -> Double {
      let share = Double(value) / 255
      return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055)
    }
    // x^2.4 by halving: (x²)·(x^0.4), the latter by Newton's rule for the fifth root of x².
    func power(_ x: Double) -> Double {
      var root = 1.0
      for _ in 0..<60 { root -= (root * root * root * root * root - x * x) / (5 * root * root * root * root) }
      return x * x * root
    }
    let levels = [0, 95, 135, 175, 215, 255]
    let styles: [Style] = [.title, .quiet, .code, .keyword, .typeName, .string, .number, .path, .right, .wrong]
    for color in styles.compactMap(\.color) {
      let parts =
        color >= 232
        ? [Int](repeating: 8 + 10 * (color - 232), count: 3)
        : [(color - 16) / 36, (color - 16) / 6 % 6, (color - 16) % 6].map { levels[$0] }
      let luminance = zip([0.2126, 0.7152, 0.0722], parts).reduce(0) { $0 + $1.0 * channel($1.1) }
      #expect((luminance + 0.05) / 0.05 >= 4.5 && 1.05 / (luminance + 0.05) >= 4.5, "\(color)")
    }
    #expect(styles.allSatisfy { $0.color != nil })
  }

  @Test(arguments: [
    (false, ["CLICOLOR_FORCE": "1"], true), (false, [:], false), (true, ["TERM": "xterm"], true),
    (true, ["TERM": "dumb"], false), (false, ["CLICOLOR_FORCE": "0"], false), (true, ["CLICOLOR": "0"], false),
    (true, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], false), (false, ["CLICOLOR_FORCE": "1", "TERM": "dumb"], true),
  ])
  func `colour is where it is asked for`(isTerminal: Bool, environment: [String: String], isColored: Bool) {
    #expect(Terminal.hasColor(isTerminal: isTerminal) { environment[$0] } == isColored)
  }
}
