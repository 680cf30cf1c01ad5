import Pages
import System

/// A line of source in a window of some columns, and the place in it that a compiler points at.
struct SourceExcerpt {
  /// The line without the white space around it, cut where it does not fit so that the place is to be seen.
  let text: String
  /// How many columns stand before the place.
  let caret: Int

  private static let tab = "    "

  /// `column` is the place's byte, counted from 1, as the Swift compiler counts.
  init(_ line: String, column: Int, width: Int) {
    var bytes = line.prefix { $0 == " " || $0 == "\t" || $0 == "\r" }.utf8.count
    var place = 0
    var pieces: [String] = []
    // The columns before each piece, and those of all.
    var columns = [0]
    for character in line.trimmed {
      bytes += character.utf8.count
      if bytes < column { place += 1 }
      pieces.append(character == "\t" ? SourceExcerpt.tab : OutsideText(String(character)).description)
      columns.append((columns.last ?? 0) + pieces[pieces.count - 1].terminalWidth)
    }

    var start = 0
    if columns[pieces.count] > width, columns[place] > width * 3 / 4 {
      start = columns.firstIndex { columns[place] - $0 <= width / 2 } ?? place
    }
    let opening = start == 0 ? "" : "…"
    let room = width - opening.terminalWidth
    var end = pieces.count
    if columns[end] - columns[start] > room {
      end = (columns.firstIndex { $0 - columns[start] > room - 1 } ?? end) - 1
    }
    text = opening + pieces[start..<max(start, end)].joined() + (end < pieces.count ? "…" : "")
    caret = opening.terminalWidth + columns[place] - columns[start]
  }

  /// A line of a source, counted from 1; empty where the source has none.
  static func line(_ number: Int, of source: String) -> String {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.contains(number - 1) ? String(lines[number - 1]) : ""
  }
}
