/// Reads the marks inside a block as CommonMark does: one pass from left to right cuts the text into pieces; each bracket
/// that ends a link, and the end of the text, pairs the delimiters that stand before it.
///
/// Nothing is read again from its start, so twice the text takes twice the time, whatever it says.
struct InlineParser {
  let scalars: [Unicode.Scalar]
  var pieces: [InlinePiece] = []
  var delimiters: [Delimiter] = []
  /// Where the formulas stand, without their dollar signs.
  private(set) var formulas: [Range<Int>] = []
  private var position = 0
  /// Text that is in no piece yet.
  private var text = String.UnicodeScalarView()
  /// The pieces that may begin a link, each with how many delimiters stand before it.
  private var brackets: [(piece: Int, delimiters: Int)] = []
  /// Where the last run of so many backticks begins: nobody need look for what does not come.
  private var lastBackticks: [Int: Int] = [:]

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var end = 0
    while let start = scalars[end...].firstIndex(of: "`") {
      end = endOfRun(from: start)
      lastBackticks[end - start] = start
    }
  }

  /// Reads all of the text; there is nothing left for a second call.
  mutating func parse() -> [Inline] {
    while position < scalars.count { readNext() }
    endText()
    pairDelimiters(from: 0)
    return InlineTree.inlines(of: pieces)
  }

  /// Characters in one line.
  func line(_ range: Range<Int>) -> String.UnicodeScalarView {
    String.UnicodeScalarView(scalars[range].lazy.map { $0 == "\n" ? " " : $0 })
  }

  private mutating func readNext() {
    switch scalars[position] {
    case "\\": readEscape()
    case "`": readCode()
    case "$": readFormula()
    case "<": readAddress()
    case "*", "_": readDelimiter()
    case "[": readOpeningBracket()
    case "]": readClosingBracket()
    default: take(1)
    }
  }

  private func endOfRun(from start: Int) -> Int {
    scalars[start...].firstIndex { $0 != scalars[start] } ?? scalars.count
  }

  /// So many characters that stand for themselves.
  private mutating func take(_ count: Int) {
    for scalar in scalars[position..<position + count] { text.append(scalar == "\n" ? " " : scalar) }
    position += count
  }

  private mutating func endText() {
    if !text.isEmpty { pieces.append(InlinePiece(content: .text(String(text)))) }
    text.removeAll()
  }

  /// So many characters in a piece of their own, because they may be marks.
  private mutating func takePiece(_ count: Int) {
    endText()
    take(count)
    endText()
  }

  private mutating func add(_ inline: Inline, upTo end: Int) {
    endText()
    pieces.append(InlinePiece(content: inline))
    position = end
  }

  private mutating func readEscape() {
    let next = position + 1
    if next < scalars.count, scalars[next].isASCIIPunctuation || scalars[next] == "\n" { position = next }
    take(1)
  }

  private mutating func readCode() {
    let start = endOfRun(from: position)
    let ticks = start - position
    guard let last = lastBackticks[ticks], last >= start else { return take(ticks) }
    var (closing, end) = (start, start)
    repeat {
      closing = scalars[end...].firstIndex(of: "`") ?? last
      end = endOfRun(from: closing)
    } while end - closing != ticks
    let code = String(line(start..<closing))
    let isPadded = code.hasPrefix(" ") && code.hasSuffix(" ") && code.contains { $0 != " " }
    add(.code(isPadded ? String(code.dropFirst().dropLast()) : code), upTo: end)
  }

  private mutating func readFormula() {
    let start = position + 1
    guard start < scalars.count, scalars[start] != "$", !scalars[start].properties.isWhitespace,
      let end = scalars[start...].firstIndex(of: "$"), !scalars[end - 1].properties.isWhitespace
    else { return take(1) }
    formulas.append(start..<end)
    add(.formula(String(line(start..<end))), upTo: end + 1)
  }

  private mutating func readAddress() {
    guard let end = endOfAddress(from: position + 1) else { return take(1) }
    let address = String(line(position + 1..<end))
    add(.link([.text(address)], target: address), upTo: end + 1)
  }

  private mutating func readDelimiter() {
    let run = position..<endOfRun(from: position)
    takePiece(run.count)
    delimiters.append(Delimiter(run, of: scalars, piece: pieces.count - 1))
  }

  private mutating func readOpeningBracket() {
    takePiece(1)
    brackets.append((pieces.count - 1, delimiters.count))
  }

  private mutating func readClosingBracket() {
    guard let opening = brackets.popLast(), let (target, end) = linkTarget(from: position + 1) else { return take(1) }
    takePiece(1)
    pairDelimiters(from: opening.delimiters)
    pieces[opening.piece].beginning.append(.link(target: target))
    pieces[pieces.count - 1].ending.append(.link(target: target))
    position = end
    // Links do not stand within links, so what opened before this one is text.
    brackets.removeAll()
  }
}
