import Testing

@testable import Pages

@Suite struct HTMLTests {
  private func html(_ elements: [Page.Element]) -> String {
    var page = Page(name: "lesson-42-tests", title: "Tests & <trials>", summary: "see *this*.")
    page.elements = elements
    return HTMLRenderer(lessons: []).render(page)
  }

  @Test func textCannotBecomeMarkup() {
    let page = html([.text("a < b && \"c\""), .code("let a = b < c"), .table(Table(columns: ["<i>"], rows: [["&"]]))])
    #expect(page.contains("<h1>Tests &amp; &lt;trials&gt;</h1>"))
    #expect(page.contains("<samp>a &lt; b &amp;&amp; &quot;c&quot;</samp>"))
    #expect(page.contains("= b &lt; c</code>"))
    #expect(page.contains("<th scope=\"col\">&lt;i&gt;</th>") && page.contains("<td>&amp;</td>"))
  }

  @Test func aCombiningMarkBehindASignHidesNothing() {
    #expect(HTML.escaped("<\u{301}>\u{301}&\u{301}\"\u{301}") == "&lt;\u{301}&gt;\u{301}&amp;\u{301}&quot;\u{301}")
  }

  @Test func headingsAreFoundFromTheContents() {
    let page = html([.prose(MarkupParser.parse("## Wide & high\n\ntext\n\n## Wide & high"))])
    #expect(page.contains("<h2 id=\"wide-high\">") && page.contains("<h2 id=\"wide-high--2\">"))
    #expect(page.contains("<li><a href=\"#wide-high--2\">Wide &amp; high</a></li>"))
  }

  @Test func aQuotedFormulaStandsOnItsOwn() {
    let page = html([.prose(MarkupParser.parse("> $a / b$"))])
    #expect(page.contains("<math display=\"block\" alttext=\"a / b\"><mrow><mfrac>"))
  }

  @Test func aFullStopStaysOnTheLineOfItsFormula() {
    let page = html([.prose(MarkupParser.parse("both $a = b$ and $c = d$."))])
    #expect(page.contains("<p>both <math alttext=\"a = b\">"))
    #expect(page.contains("</math> and <span class=\"whole\"><math alttext=\"c = d\">"))
    #expect(page.contains("</math>.</span></p>"))
  }

  @Test func aPowerStandsAboveTheIndex() {
    let page = html([.prose(MarkupParser.parse("take $S_V²$ of it"))])
    #expect(page.contains("<msubsup><mrow><mi>S</mi></mrow><mrow><mi>V</mi></mrow><mrow><mn>2</mn></mrow></msubsup>"))
  }

  @Test func aSignAfterASignBelongsToWhatFollows() {
    let page = html([.prose(MarkupParser.parse("so $a = −b − c$"))])
    #expect(page.contains("<mo>=</mo><mo form=\"prefix\">−</mo><mi>b</mi><mo>−</mo><mi>c</mi>"))
  }

  @Test func quotationMarksAndApostrophesAreCurled() {
    let page = html([.prose(MarkupParser.parse("Say \"*no*\" ('b' or `'c'`) to the kernel's \"`d`\"."))])
    #expect(page.contains("<p>Say “<em>no</em>” (‘b’ or <code class=\"whole\">'c'</code>) to the kernel’s “"))
    #expect(page.contains("d</code>”.</p>"))
  }

  @Test func valuesShownOneAfterTheOtherStandTogether() {
    let page = html([.text("1"), .text("2"), .code("f()"), .text("3\n4"), .text("5")])
    #expect(page.contains("<samp>1\n2</samp>") && page.contains("<samp>3\n4\n\n5</samp>"))
  }

  @Test func shapesInTablesAreNotBroken() {
    let page = html([.table(Table(columns: ["layer", "shape"], rows: [["Linear(10, bias: false)", "(1, 28, 28)"]]))])
    #expect(page.contains("<td>Linear(10, bias: false)</td><td><span class=\"shape\">(1, 28, 28)</span></td>"))
  }

  @Test func answersAreFoldedAway() {
    let page = html([.prose(MarkupParser.parse("- Question: Why?\n- Answer: So."))])
    #expect(page.contains("<details><summary>Answer</summary>\n<p>So.</p>\n</details>"))
  }

  @Test func jsonStaysJson() {
    #expect(JSON.string("a\"b\\c\n</script>\u{1}") == "\"a\\\"b\\\\c\\n\\u003c/script>\\u0001\"")
  }
}
