import System

/// Prose as HTML. Headings get anchors, which the contents at the side point to.
struct HTMLProse {
  /// A heading of the page, for its contents.
  struct Heading: Equatable {
    let level: Int
    let text: String
    let anchor: String
  }

  private(set) var headings: [Heading] = []
  /// The terms that have been explained; no others will be.
  private var known: Set<String> = []

  /// Blocks one below the other. An exercise is a card, from its heading to the next.
  mutating func blocks(_ blocks: [Markup]) -> String {
    var html: [String] = []
    var isCard = false
    for block in blocks {
      if case .heading = block, isCard {
        html.append("</section>")
        isCard = false
      }
      if case .heading(3, let text) = block, let number = HTMLProse.exercise(text) {
        html.append("<section class=\"exercise\">")
        html.append(self.block(block))
        html.append(
          "<p class=\"command\"><code class=\"whole\">swift run course check \(number)</code></p>")
        isCard = true
      } else {
        html.append(self.block(block))
      }
    }
    return (html + (isCard ? ["</section>"] : [])).joined(separator: "\n")
  }

  /// The number that the heading of an exercise begins with, such as `4.1`.
  static func exercise(_ heading: Prose) -> String? {
    guard let word = heading.plainText.split(separator: " ").first, word.contains("."),
      word.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ Int($0) != nil })
    else { return nil }
    return String(word)
  }

  /// Text with its inline marks, in which the terms that have not been met yet lead to the glossary.
  private mutating func explained(_ text: Prose) -> String {
    var terms = known
    let html = HTMLProse.whole(
      HTMLProse.inline(Inline.parse(text)) { text in
        Glossary.course.cut(text, known: &terms).map { part, entry in
          guard let entry else { return HTML.escaped(part) }
          return "<a class=\"term\" href=\"../glossary.html#\(entry.anchor)\" "
            + "data-meaning=\"\(HTML.escaped(entry.meaning))\">\(HTML.escaped(part))</a>"
        }.joined()
      })
    known = terms
    return html
  }

  /// Text with its inline marks. A formula and the full stop or bracket behind it stay on one line.
  static func inline(_ text: Prose) -> String {
    whole(inline(Inline.parse(text)))
  }

  private static func whole(_ html: String) -> String {
    guard html.contains("</math>") else { return html }
    return html.replacing(/\(?<math(?:(?!<\/math>).)*<\/math>[.,;:?)]+/) {
      "<span class=\"whole\">\($0.output)</span>"
    }
  }

  private mutating func block(_ block: Markup) -> String {
    switch block {
    case .heading(let level, let text): return heading(level, text)
    case .paragraph(let text): return "<p>\(explained(text))</p>"
    case .list(let start, let isLoose, let items):
      let tag = start == nil ? "ul" : "ol"
      let first = start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
      let inner = items.map { "<li>\(item($0, isLoose: isLoose))</li>" }.joined(separator: "\n")
      return "<\(tag)\(first)>\n\(inner)\n</\(tag)>"
    case .quotation(let blocks): return quotation(blocks)
    case .table(let header, let alignments, let rows):
      return HTMLTable.table(
        header: header.map(HTMLProse.inline), alignments: alignments, rows: rows.map { $0.map(HTMLProse.inline) })
    case .code(let language, let text): return HTMLCode.block(text, language: language)
    case .rule: return "<hr>"
    case .callout(.note, let blocks): return "<aside class=\"note\">\n\(self.blocks(blocks))\n</aside>"
    case .callout(.question, let blocks):
      return "<div class=\"question\"><p class=\"label\">Question</p>\n\(self.blocks(blocks))\n</div>"
    case .folded(let summary, let blocks):
      return "<details><summary>\(HTML.escaped(summary))</summary>\n\(self.blocks(blocks))\n</details>"
    }
  }

  private mutating func heading(_ level: Int, _ text: Prose) -> String {
    let anchor = Page.anchor(text.plainText, after: headings.map(\.anchor))
    headings.append(Heading(level: level, text: HTMLProse.inline(text), anchor: anchor))
    // The contents lead to every section already, so the keyboard and screen readers are spared this.
    let link = "<a class=\"anchor\" tabindex=\"-1\" aria-hidden=\"true\" href=\"#\(anchor)\">#</a>"
    return "<h\(level) id=\"\(anchor)\">\(HTMLProse.inline(text)) \(link)</h\(level)>"
  }

  private mutating func item(_ blocks: [Markup], isLoose: Bool) -> String {
    if !isLoose, case .paragraph(let text)? = blocks.first {
      let rest = Array(blocks.dropFirst())
      return explained(text) + (rest.isEmpty ? "" : "\n" + self.blocks(rest))
    }
    return self.blocks(blocks)
  }

  /// A quotation that holds nothing but a formula is that formula, set on a line of its own.
  private mutating func quotation(_ blocks: [Markup]) -> String {
    if case .paragraph(let text)? = blocks.first, blocks.count == 1, case let inlines = Inline.parse(text),
      inlines.count == 1, case .formula(let formula) = inlines[0]
    {
      return MathML.math(Formula.parse(formula), text: formula, isBlock: true)
    }
    return "<blockquote>\n\(self.blocks(blocks))\n</blockquote>"
  }

  /// Short code is broken only in a table on a phone, longer code between its words and within the longest. `words` makes
  /// HTML of the text between the marks, except within links and code.
  private static func inline(
    _ inlines: [Inline], after first: Character = " ", words: (String) -> String = HTML.escaped
  ) -> String {
    let before = [first] + inlines.dropLast().map { $0.plainText.last ?? " " }
    return zip(inlines, before).map { inline, before in
      switch inline {
      case .text(let text): words(LineBreaks.kept(Quotes.curled(text, after: before)))
      case .code(let code): self.code(code)
      case .formula(let formula): MathML.math(Formula.parse(formula), text: formula)
      case .emphasis(let inner): "<em>\(self.inline(inner, after: before, words: words))</em>"
      case .strong(let inner): "<strong>\(self.inline(inner, after: before, words: words))</strong>"
      case .link(let inner, let target): link(self.inline(inner, after: before), target)
      }
    }.joined()
  }

  /// Code within a line.
  static func code(_ code: String) -> String {
    let isShort = code.count <= 25
    let words = words(of: code, keepingLists: !isShort && code.contains(", ")).map { word in
      pieces(word).map { piece in
        let text = humps(piece).map { HTML.escaped($0) }.joined(separator: "<wbr class=\"hump\">")
        return isShort || !piece.contains { "- ".contains($0) } ? text : "<span class=\"whole\">\(text)</span>"
      }.joined(separator: "<wbr>")
    }
    return "<code\(isShort ? " class=\"whole\"" : "")>\(words.joined(separator: " "))</code>"
  }

  /// What stands between spaces; a short list may keep its own within one word.
  private static func words(of code: String, keepingLists: Bool) -> [Substring] {
    var lists = keepingLists ? code.ranges(of: /\[[^\[\]]{1,16}\]|\(\d[\d, ]{1,14}\)/)[...] : []
    var words: [Substring] = [], start = code.startIndex
    for index in code.indices where code[index] == " " {
      while let list = lists.first, list.upperBound <= index { lists.removeFirst() }
      if lists.first?.contains(index) == true { continue }
      words.append(code[start..<index])
      start = code.index(after: index)
    }
    return words + [code[start...]]
  }

  /// A path between its folders, a call at its full stops and brackets: in pieces of at least four characters.
  private static func pieces(_ word: Substring) -> [Substring] {
    guard word.count > 12 else { return [word] }
    let piece = word.contains("/") ? /[^\/]+\/*|\/+/ : /(?:[^(.:]|\.\d)+[(.:),;\]<]*|[(.:<]+/
    return word.matches(of: piece).map(\.range).reduce(into: []) { pieces, range in
      if let last = pieces.last, word[range].count < 4 {
        pieces[pieces.count - 1] = word[last.startIndex..<range.upperBound]
      } else {
        pieces.append(word[range])
      }
    }
  }

  /// A long name before its capitals and behind its underscores and equals signs: it may be wider than a phone's column.
  private static func humps(_ piece: Substring) -> [String] {
    guard piece.count > 12 else { return [String(piece)] }
    return piece.reduce(into: [""]) { humps, character in
      if let last = humps[humps.count - 1].last, "_=".contains(last) || last.isLowercase && character.isUppercase {
        humps.append("")
      }
      humps[humps.count - 1].append(character)
    }
  }

  /// A link as a page in the browser has it: a lesson's folder means its page. What lies outside of the written lessons
  /// may not be there where they are published, and is only named.
  private static func link(_ text: String, _ target: String) -> String {
    if target.hasPrefix("../../") { return "<code>\(text)</code>" }
    let page = target.hasPrefix("../lesson-") && target.hasSuffix("/") ? target + "index.html" : target
    return "<a\(page == target ? "" : " class=\"whole\"") href=\"\(HTML.escaped(page))\">\(text)</a>"
  }
}
