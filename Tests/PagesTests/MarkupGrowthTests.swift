import Foundation
import TensorCore
import Testing

@testable import Pages

/// Whatever a page says, reading it takes a time that grows as the page does.
@Suite struct MarkupGrowthTests {
  struct Text: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// Text of about so many characters.
    let text: @Sendable (Int) -> String

    init(_ description: String, _ text: @escaping @Sendable (Int) -> String) {
      testDescription = description
      self.text = text
    }
  }

  /// Marks that open, close, or look as if they did, again and again.
  static let texts = [
    Text("brackets that open", { repeated("[", $0) }),
    Text("brackets that open and close", { repeated("[", $0 / 2) + "x" + repeated("]", $0 / 2) }),
    Text("brackets of a link each", { repeated("[", $0 / 3) + "x" + repeated("](y)", $0 / 3) }),
    Text("links without end", { repeated("[a](b ", $0) }), Text("links without space", { repeated("[a](b", $0) }),
    Text("links within parentheses", { repeated("[a](", $0) }),
    Text("targets in brackets", { repeated("[a](<b", $0) }),
    Text("titles", { repeated("[a](b \"", $0) }), Text("other titles", { repeated("[a](b 'c (d ", $0) }),
    Text("links", { repeated("[a](b)", $0) }), Text("pictures", { repeated("![", $0) }),
    Text("stars that open", { repeated("*a ", $0) }), Text("stars that close", { repeated("a* ", $0) }),
    Text("stars that do both", { repeated("a*b**c***d", $0) }), Text("one run of stars", { repeated("*", $0) }),
    Text("a run of stars on both sides", { repeated("*", $0 / 2) + "a" + repeated("*", $0 / 2) }),
    Text("underscores that open", { repeated("_a ", $0) }),
    Text("underscores that do both", { repeated("(_)__(___)", $0) }),
    Text("stars and underscores that do not pair", { repeated("*a_ ", $0) }),
    Text("marks that never pair", { repeated("*a _b [c ", $0) }),
    Text("emphasis in links", { repeated("*a [_b](c* ", $0) }),
    Text("runs of backticks that grow", { longest in runs(upTo: longest) { repeated("`", $0) + " " } }),
    Text("two runs of backticks", { repeated("`a ``b ", $0) }), Text("backslashes", { repeated("\\", $0) }),
    Text("dollar signs", { repeated("$", $0) }), Text("formulas without end", { repeated("$a ", $0) }),
    Text("addresses without end", { repeated("<http", $0) }),
    Text("addresses without spaces", { repeated("<http://a", $0) }),
    Text("quotations in quotations", { repeated("> ", $0) }), Text("quotations", { repeated("> a\nb\n", $0) }),
    Text("quotations that grow", { longest in runs(upTo: longest) { repeated(">", $0) + "a\n" } }),
    Text("lists in lists", { repeated("- ", $0) + "a" }),
    Text("numbered lists in lists", { repeated("1. ", $0) + "a" }),
    Text("items", { repeated("- a\n", $0) }), Text("items apart", { repeated("- a\n\n", $0) }),
    Text("lists of a line each", { repeated("- a\n* b\n", $0) }),
    Text("items that are indented more and more", { longest in runs(upTo: longest) { repeated(" ", $0) + "- a\n" } }),
    Text("a rule as long as the page", { repeated("* ", $0) }), Text("headings", { repeated("# ", $0) }),
    Text("underlined headings", { repeated("a\n=\n", $0) }), Text("empty lines", { repeated("\n", $0) }),
    Text("spaces", { repeated(" ", $0) }), Text("indented code", { repeated("    a\n\n", $0) }),
    Text("a paragraph", { repeated("a\n", $0) }), Text("code without end", { repeated("```\n", $0) + "````\n" }),
    Text("bars", { repeated("|", $0) }), Text("bars and rules", { repeated("|-", $0) + "\n" + repeated("|-", $0) }),
    Text("a table without cells", { repeated("|a", 128) + "\n" + repeated("|-", 128) + "\n" + repeated("|\n", $0) }),
    Text(
      "a table as wide as high",
      { repeated("|a", $0 / 4) + "\n" + repeated("|-", $0 / 4) + "\n" + repeated("|\n", $0 / 4) }),
    Text("accents", { "a" + repeated("\u{301}", $0) }),
    Text(
      "a bit of all",
      { length in
        var random = RandomMarkdown(seed: 15)
        return repeated(random.document(most: 100) + "\n", length)
      }),
  ]

  private static func repeated(_ text: String, _ length: Int) -> String {
    String(repeating: text, count: max(1, length / text.unicodeScalars.count))
  }

  /// The runs of 1, 2, 3 … that make so many characters together.
  private static func runs(upTo length: Int, _ run: (Int) -> String) -> String {
    (1...Int(Double(2 * length).squareRoot())).map(run).joined()
  }

  /// Seconds of this thread, so that no other test counts.
  private static func seconds(_ work: () -> Void) -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    let start = now()
    work()
    return now() - start
  }

  /// Eight times the text would take 64 times as long if all of it were read again and again.
  @Test(arguments: texts) func `eight times the text takes about eight times as long`(_ growing: Text) {
    func seconds(for length: Int) -> Double {
      let text = Prose(markdown: growing.text(length))
      return MarkupGrowthTests.seconds {
        _ = MarkupParser.parse(text)
        _ = Inline.withPlainFormulas(text)
      }
    }
    // The best of three tries counts: a machine that does other work has its caches filled by that.
    let tries = (0..<3).lazy.map { _ in (short: seconds(for: 12_500), long: seconds(for: 100_000)) }
    #expect(tries.contains { $0.long < 16 * max($0.short, 0.001) && $0.long < 10 })
  }
}
