@testable import Checking
@testable import Pages
@testable import System
@testable import Walkthrough

extension Reader {
  /// Lesson prose, in all its renderings, and what is made of written pages.
  static let markup = Reader(
    name: "markup", longest: 2048,
    seeds: {
      [
        "# A *title* with `code`\n\nText with **strong *both***, _this_, [a link](../lesson-04-pooling/) and <http://a.b>.\n",
        "- one\n  - two\n\n    more\n- Question: why?\n- Answer: $⌊x / y⌋ + e⁻ˣ$\n\n9. nine\n10. ten",
        "| a | b\\|c |\n| :-- | --: |\n| 1 | `2` |\n\n> > quoted\n> ```swift\n> let x = \"\\(y)\"\n> ```\n\n---\n",
        "# A lesson\n\nAfter this lesson you can read.\n\n<img src=\"a.png\" width=\"3\" alt=\"x\">\n",
      ].map { Array($0.utf8) }
    },
    reading: {
      { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let written = Prose(markdown: text)
        let blocks = MarkupParser.parse(written)
        var prose = HTMLProse()
        holdBalanced(prose.blocks(blocks))
        holdBalanced(HTMLProse.inline(written))
        let code = HTMLProse.code(text)
        holdBalanced(code)
        // A mark that follows a tag's end would be one character with it.
        let tag = /<[^>]*>/.matchingSemantics(.unicodeScalar)
        hold(HTML.unescaped(code.replacing(tag, with: "")) == text, "code of which something is missing")
        _ = MarkdownRenderer.prose(blocks)
        _ = TerminalMarkup(width: 40).lines(blocks)
        hold(
          Prose("a \(text)").plainText == "a \(OutsideText(text))".replacing("\n", with: " "), "a value that marks")
        let lessons = WrittenLessons([(name: "lesson-01", text: text)])
        let page = lessons.html
        if let start = page.firstRange(of: "<main"), let end = page.firstRange(of: "</main>") {
          holdBalanced(String(page[start.lowerBound..<end.upperBound]))
        }
        _ = lessons.markdown
      }
    })

  /// Answers as they are typed, and questions as a page keeps them.
  static let questions = Reader(
    name: "questions", longest: 1024,
    seeds: {
      [
        "a number 0.02\n0.5\n1\tYou forgot it: no.", "b shape\n3, 4\n4, 3\tYou turned it: no.", "1 1/2",
        "14,400.5e-3 %",
        "c choice\none\ntwo\tYou took two: no.", "d cell 1 2/3 4\n1, 0\n0, 1\tYou turned it: no.", "(3 × 4, ½)",
      ].map { Array($0.utf8) }
    },
    reading: {
      { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let questions: [Question] = [
          .number(3), .number(0.5), .shape([3, 4]), .choice("one", slips: ["two": "You took two: no."]),
          .cell(row: 0, column: 1, in: [["1", "2"]]),
        ]
        for question in questions { _ = question.reply(to: text) }
        guard let asked = AskedQuestion(text: text) else { return }
        hold(AskedQuestion(text: asked.text) == asked, "a question that reads back as another")
        hold(AskedQuestion(text: HTML.unescaped(HTML.escaped(text))) == asked, "a question that the page changes")
      }
    })

  /// Formulas as they stand between dollar signs.
  static let formula = Reader(
    name: "formula", longest: 1024,
    seeds: {
      [
        "⌊(in − kernel + 2·padding) / stride⌋ + 1", "e⁻ˣ / Σ_k e^(z_k)", "√(a² + b₁²) ≤ {x | [1, 2.5)}",
        "kernel height · multiply-adds", "∂L/∂w₁ = x^(n+1)/(2a)/b",
      ].map { Array($0.utf8) }
    },
    reading: {
      { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let html = MathML.math(Formula.parse(text), text: text)
        hold(html.hasSuffix("</math>"), "no mathematics")
        holdBalanced(html)
      }
    })

  /// Stops unless every tag that opens is closed in its turn, byte by byte as a browser reads.
  private static func holdBalanced(_ html: String) {
    let alone = ["hr", "img", "wbr", "meta", "link", "!DOCTYPE"]
    var open: [String] = []
    for piece in html.utf8.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false).dropFirst() {
      let end = piece.firstIndex(of: UInt8(ascii: ">"))
      hold(end != nil, "a tag without its end")
      let tag = String(decoding: piece[..<(end ?? piece.endIndex)], as: UTF8.self)
      hold(tag.utf8.count { $0 == UInt8(ascii: "\"") } % 2 == 0, "an attribute without its end: <\(tag)>")
      let name = String(tag.prefix { $0 != " " })
      if name.hasPrefix("/") {
        hold(open.popLast() == String(name.dropFirst()), "<\(name)> closes what is not open")
      } else if !alone.contains(name) {
        open.append(name)
      }
    }
    hold(open.isEmpty, "nothing closes \(open)")
  }
}
