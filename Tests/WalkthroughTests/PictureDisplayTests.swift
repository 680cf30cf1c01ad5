import Figures
import Foundation
import Testing

@testable import Drawing
@testable import Pages
@testable import Walkthrough

@Suite struct PictureDisplayTests {
  private func automatic(_ environment: [String: String], isTerminal: Bool = true) -> PictureDisplay {
    PictureDisplay.auto.resolved(isTerminal: isTerminal) { environment[$0] }
  }

  @Test func theEnvironmentChooses() {
    #expect(automatic(["TERM": "xterm-kitty"]) == .kitty)
    #expect(automatic(["TERM_PROGRAM": "ghostty"]) == .kitty)
    #expect(automatic(["TERM_PROGRAM": "WezTerm"]) == .kitty)
    #expect(automatic(["TERM_PROGRAM": "iTerm.app"]) == .iterm)
    #expect(automatic(["TERM_PROGRAM": "vscode", "COLORTERM": "truecolor"]) == .blocks)
    #expect(automatic(["TERM": "xterm-256color", "COLORTERM": "truecolor"]) == .blocks)
    #expect(automatic(["TERM": "xterm-256color"]) == .text)
    #expect(automatic(["TERM": "dumb", "COLORTERM": "truecolor"]) == .text)
  }

  @Test func aMultiplexerGetsBlocksWhateverTerminalItRunsIn() {
    #expect(automatic(["TERM": "tmux-256color", "TMUX": "/tmp/x", "KITTY_WINDOW_ID": "1"]) == .blocks)
    #expect(automatic(["TERM": "screen-256color", "TMUX": "/tmp/x"]) == .blocks)
  }

  @Test func screenDropsColoursOf24Bits() {
    #expect(automatic(["TERM": "screen", "STY": "1.x", "TERM_PROGRAM": "iTerm.app"]) == .text)
    #expect(automatic(["TERM": "screen.xterm-256color", "COLORTERM": "truecolor"]) == .text)
  }

  @Test func whatATerminalInheritsDoesNotNameIt() {
    #expect(automatic(["TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"]) == .text)
    #expect(automatic(["TERM": "xterm-kitty", "TERM_PROGRAM": "vscode", "LC_TERMINAL": "iTerm2"]) == .kitty)
    #expect(
      automatic([
        "TERM": "xterm-256color", "TERM_PROGRAM": "vscode", "LC_TERMINAL": "iTerm2", "COLORTERM": "truecolor",
      ])
        == .blocks)
  }

  @Test func nobodyLooksAtAPipe() {
    #expect(automatic(["TERM": "xterm-kitty"], isTerminal: false) == .none)
    #expect(automatic(["TERM": "xterm-kitty", "CI": "true"]) == .none)
    #expect(PictureDisplay.blocks.resolved(isTerminal: false) { _ in nil } == .blocks)
  }

  @Test func whoWantsNoColourGetsNumbersAsText() {
    #expect(automatic(["TERM": "xterm-kitty", "NO_COLOR": "1"]) == .text)
  }

  @Test func aPictureStandsWholeInItsWindow() {
    #expect(PictureDisplay.columns(of: (608, 376), within: 76, rows: 40) == 76)
    #expect(PictureDisplay.columns(of: (608, 376), within: 76, rows: 21) == 67)
    #expect(PictureDisplay.columns(of: (100, 10), within: 76, rows: 21) == 13)
    #expect(PictureDisplay.columns(of: (1, 1000), within: 76, rows: 5) == 1)
    let bitmap = Bitmap(
      width: 608, height: 376, channels: 1, samples: .bytes([UInt8](repeating: 0, count: 608 * 376)))
    #expect(BlockPicture(bitmap, columns: 67).lines.count == 21)
  }

  @Test func kittyGetsTheFileInPieces() {
    #expect(PictureDisplay.kitty([77, 97, 110], columns: 5) == "\u{1B}_Ga=T,f=100,q=2,c=5,m=0;TWFu\u{1B}\\")
    let long = PictureDisplay.kitty([UInt8](repeating: 0, count: 3073), columns: 1)
    let pieces = long.components(separatedBy: "\u{1B}\\").dropLast()
    #expect(pieces.count == 2)
    #expect(pieces[0] == "\u{1B}_Ga=T,f=100,q=2,c=1,m=1;" + String(repeating: "A", count: 4096))
    #expect(pieces[1] == "\u{1B}_Gm=0;AA==")
  }

  @Test func itermGetsTheFileAsOne() {
    #expect(PictureDisplay.iterm([77, 97], columns: 5) == "\u{1B}]1337;File=inline=1;size=2;width=5:TWE=\u{07}")
  }

  @Test func aBlockIsTwoPixels() {
    let bitmap = Bitmap(
      width: 2, height: 3, channels: 1, samples: .bytes([0, 255, 100, 50, 7, 9]))
    #expect(
      BlockPicture(bitmap, columns: 80).lines == [
        "\u{1B}[48;2;0;0;0m\u{1B}[38;2;100;100;100m▄\u{1B}[48;2;255;255;255m\u{1B}[38;2;50;50;50m▄\u{1B}[0m",
        "\u{1B}[48;2;7;7;7m\u{1B}[38;2;255;255;255m▄\u{1B}[48;2;9;9;9m\u{1B}[38;2;255;255;255m▄\u{1B}[0m",
      ])
    #expect(BlockPicture(bitmap, columns: 1).lines == ["\u{1B}[48;2;128;128;128m\u{1B}[38;2;42;42;42m▄\u{1B}[0m"])
  }

  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
  func base64IsThatOfTheStandard(text: String, encoded: String) {
    #expect(Base64.text(Array(text.utf8)) == encoded)
  }
}
