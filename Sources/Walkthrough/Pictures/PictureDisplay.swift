import ArgumentParser
import Drawing
import Figures
import Pages
import System

/// How figures are shown in the terminal itself, beside the path of the file.
enum PictureDisplay: String, CaseIterable, ExpressibleByArgument {
  /// Whatever the terminal says that it can show.
  case auto
  /// The graphics protocol of kitty, which Ghostty and WezTerm know too.
  case kitty
  /// The protocol of iTerm2, which WezTerm knows too, and VS Code where its setting for images in terminals is on.
  case iterm
  /// Two pixels to a character, in 24-bit colours.
  case blocks
  /// Those that are numbers in cells, in characters; the others not at all.
  case text
  /// Not at all.
  case none

  /// What `auto` means in an environment: nothing where nobody looks, and text where colour is not wanted or not there.
  func resolved(isTerminal: Bool, environment: (String) -> String?) -> PictureDisplay {
    guard self == .auto else { return self }
    func has(_ name: String) -> Bool { !(environment(name) ?? "").isEmpty }
    let (terminal, program) = (environment("TERM") ?? "", environment("TERM_PROGRAM") ?? "")
    let hasManyColors = ["truecolor", "24bit"].contains(environment("COLORTERM") ?? "")
    if !isTerminal || has("CI") { return .none }
    if has("NO_COLOR") || terminal == "dumb" { return .text }
    // GNU screen drops colours of 24 bits.
    if has("STY") || terminal.hasPrefix("screen") && !has("TMUX") { return .text }
    if has("TMUX") || terminal.hasPrefix("tmux") { return .blocks }
    // A terminal's own name comes first: other variables are inherited by terminals that are started from it.
    if ["xterm-kitty", "xterm-ghostty"].contains(terminal) { return .kitty }
    switch program {
    case "ghostty", "WezTerm": return .kitty
    case "iTerm.app": return .iterm
    case "" where environment("LC_TERMINAL") == "iTerm2": return .iterm
    default: return hasManyColors ? .blocks : .text
    }
  }

  /// The picture in a file as the terminal is to get it, at most so many columns wide and rows high; nothing if it cannot
  /// be read. `indentation` is the empty space to the left of it.
  func text(path: String, size: (width: Int, height: Int), columns: Int, rows: Int, indentation: Int) -> String {
    let width = PictureDisplay.columns(of: size, within: columns, rows: rows)
    let space = String(repeating: " ", count: indentation)
    switch self {
    case .auto, .text, .none: return ""
    case .kitty:
      guard let bytes = Folder.bytes(of: path) else { return "" }
      return space + PictureDisplay.kitty(bytes, columns: width) + "\n"
    case .iterm:
      guard let bytes = Folder.bytes(of: path) else { return "" }
      return space + PictureDisplay.iterm(bytes, columns: width) + "\n"
    case .blocks:
      guard let bitmap = try? PNG.read(path) else { return "" }
      return BlockPicture(bitmap, columns: width).lines.map { space + $0 + "\n" }.joined()
    }
  }

  /// The columns that a picture gets: a character is about 8 points wide and 16 high.
  static func columns(of size: (width: Int, height: Int), within columns: Int, rows: Int) -> Int {
    max(1, min(columns, (size.width + 7) / 8, 2 * rows * size.width / max(1, size.height)))
  }

  /// kitty takes the file itself, in pieces; `q=2` asks it not to answer.
  static func kitty(_ bytes: [UInt8], columns: Int) -> String {
    var rest = Base64.text(bytes)[...]
    var keys = "a=T,f=100,q=2,c=\(columns),"
    var text = ""
    repeat {
      let piece = rest.prefix(4096)
      rest = rest.dropFirst(4096)
      text += "\u{1B}_G\(keys)m=\(rest.isEmpty ? 0 : 1);\(piece)\u{1B}\\"
      keys = ""
    } while !rest.isEmpty
    return text
  }

  static func iterm(_ bytes: [UInt8], columns: Int) -> String {
    "\u{1B}]1337;File=inline=1;size=\(bytes.count);width=\(columns):\(Base64.text(bytes))\u{07}"
  }
}
