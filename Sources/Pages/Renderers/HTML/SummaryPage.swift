import PageAssets
import System

/// A page of tables and bars that stands by itself, without a script: how a class stands, say.
package struct SummaryPage {
  /// A piece of the page.
  package enum Part {
    case heading(OutsideText)
    case table(Table)
    case bars(BarPicture)
  }

  private let title: OutsideText
  private let summary: OutsideText
  private let parts: [Part]

  /// A page with a title and a sentence below it.
  package init(title: OutsideText, summary: OutsideText, parts: [Part]) {
    (self.title, self.summary, self.parts) = (title, summary, parts)
  }

  /// The whole file.
  package var html: String {
    let body = parts.map { part in
      switch part {
      case .heading(let text): "<h2>\(HTML.escaped(text.description))</h2>"
      case .table(let table): HTMLTable.table(table)
      case .bars(let picture): picture.svg
      }
    }.joined(separator: "\n")
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(HTML.escaped("\(title)")) · Patchwork</title>
      <style>
      \(String(cString: pageStyle()))
      main { max-width: 64rem; }
      td:not(.right) { white-space: normal; }
      svg { display: block; width: 100%; max-width: 44rem; }
      svg text { fill: var(--text); font: 12px var(--sans); }
      </style>
      </head>
      <body>
      <main>
      <h1>\(HTML.escaped(title.description))</h1>
      <p class="promise">\(HTML.escaped(summary.description))</p>
      \(body)
      </main>
      </body>
      </html>

      """
  }
}

/// Bars that lie below each other, each cut into the same kinds of segments, and as long as its counts add up to.
package struct BarPicture {
  /// A bar with what it is called, and a longer name for whoever points at it.
  package struct Row {
    let label, title: OutsideText
    let counts: [Int]

    /// A bar with a count for each kind of segment.
    package init(label: OutsideText, title: OutsideText, counts: [Int]) {
      (self.label, self.title, self.counts) = (label, title, counts)
    }
  }

  private let segments: [OutsideText]
  private let rows: [Row]

  /// At most three kinds of segments, which have a colour each.
  package init(segments: [OutsideText], rows: [Row]) { (self.segments, self.rows) = (segments, rows) }

  private static let colors = ["var(--link)", "var(--accent)", "var(--line)"]
  private static let (left, width, height, top) = (44, 520, 18, 30)

  /// The picture, with the colours of the page it stands in.
  var svg: String {
    let most = max(1, rows.map { $0.counts.reduce(0, +) }.max() ?? 1)
    func length(_ count: Int) -> Int { count * BarPicture.width / most }
    var x = BarPicture.left
    let legend = zip(segments, BarPicture.colors).map { name, color -> String in
      defer { x += 24 + 8 * name.description.count + 16 }
      return "<rect x=\"\(x)\" y=\"4\" width=\"12\" height=\"12\" style=\"fill:\(color)\"/>"
        + "<text x=\"\(x + 18)\" y=\"14\">\(HTML.escaped(name.description))</text>"
    }
    let bars = rows.enumerated().map { place, row -> String in
      let y = BarPicture.top + place * BarPicture.height
      var before = 0
      let pieces = zip(row.counts, BarPicture.colors).map { count, color -> String in
        defer { before += count }
        let (start, end) = (length(before), length(before + count))
        return count == 0
          ? ""
          : "<rect x=\"\(BarPicture.left + start)\" y=\"\(y)\" width=\"\(end - start)\" height=\"13\" style=\"fill:\(color)\"/>"
      }
      let counts = zip(segments, row.counts).map { "\($1) \($0)" }.joined(separator: ", ")
      return "<g><title>\(HTML.escaped("\(row.label) \(row.title): \(counts)"))</title>"
        + "<text x=\"\(BarPicture.left - 6)\" y=\"\(y + 11)\" text-anchor=\"end\">\(HTML.escaped(row.label.description))</text>"
        + pieces.joined()
        + "<text x=\"\(BarPicture.left + BarPicture.width + 6)\" y=\"\(y + 11)\">\(row.counts.first ?? 0) of \(row.counts.reduce(0, +))</text></g>"
    }
    let (fullWidth, fullHeight) = (
      BarPicture.left + BarPicture.width + 80, BarPicture.top + rows.count * BarPicture.height + 4
    )
    return "<svg viewBox=\"0 0 \(fullWidth) \(fullHeight)\" role=\"img\">\n"
      + "<title>How many answers to each exercise are \(HTML.escaped(segments.map(\.description).joined(separator: ", ")))</title>\n"
      + legend.joined() + "\n" + bars.joined(separator: "\n") + "\n</svg>"
  }
}
