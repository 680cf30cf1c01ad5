import Testing

@testable import Pages
@testable import System

@Suite struct HTMLTests {
  private func html(_ elements: [Page.Element]) -> String {
    var page = Page(name: "lesson-42-tests", title: "Tests & <trials>", summary: "see *this*.")
    page.elements = elements
    return HTMLRenderer(lessons: []).render(page)
  }

  @Test func aWordThatIsAKeywordBeforeAnotherIsANameElsewhere() {
    let page = html([.code("let some = f(some.count)\nfunc g() -> some View { lazy }\nlazy var open = 1")])
    #expect(page.contains("<b class=\"k\">let</b> some = f(some.count)"))
    #expect(page.contains("<b class=\"whole\">-&gt;</b> <b class=\"k\">some</b> <b class=\"t\">View</b> { lazy }"))
    #expect(page.contains("<b class=\"k\">lazy</b> <b class=\"k\">var</b> open = "))
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

  @Test func ofAHeadingItsWordsAloneAreReadAloud() {
    let page = html([.prose(MarkupParser.parse("## Windows"))])
    let link = "<a class=\"anchor\" tabindex=\"-1\" aria-hidden=\"true\" href=\"#windows\">#</a>"
    #expect(page.contains("<h2 id=\"windows\">Windows \(link)</h2>"))
  }

  @Test func noHeadingIsCalledAsAPartOfThePageIs() {
    let anchors = Page.anchors(of: ["Main", "main", "Contents", "Mainly"])
    #expect(anchors == ["main--2", "main--3", "contents--2", "mainly"])
    let page = html([.prose(MarkupParser.parse("## Contents"))])
    #expect(page.split(separator: "id=\"contents\"").count == 2 && page.contains("<h2 id=\"contents--2\">"))
  }

  @Test func aTermLeadsToTheGlossaryWhereItIsFirstUsed() {
    let page = html([
      .prose(MarkupParser.parse("# stride\n\nA **Stride** of `stride` [stride](x), feature\nmaps, a map, strides.")),
      .prose(MarkupParser.parse("- the stride, zero-padding, a kernel")),
    ])
    #expect(page.components(separatedBy: "class=\"term\"").count == 4)
    #expect(page.contains("glossary.html#stride\"") && page.contains(">Stride</a></strong> of"))
    #expect(page.contains("glossary.html#feature-map\"") && page.contains("maps</a>, a map, strides."))
    #expect(page.contains("<li>the stride, zero-padding, a <a class=\"term\" href=\"../glossary.html#kernel\""))
  }

  @Test func aTermBeforeANumberIsOne() {
    let page = html([.prose(MarkupParser.parse("with stride 1 and a kernel of 3 \u{2014}stride\u{2014}"))])
    #expect(page.contains("glossary.html#stride\"") && page.contains("glossary.html#kernel\""))
    #expect(page.components(separatedBy: "class=\"term\"").count == 3)
  }

  @Test(
    arguments: [
      ("What there is to see is small: **locality**.", "locality"),
      ("**Groups.** Divide the channels.", "grouped-convolution"),
      ("**Separable kernels.** Some are.", "separable"),
      ("**Depthwise separable.** With", "depthwise-separable-convolution"),
      ("is called **depthwise**", "depthwise-convolution"),
      ("*He's start* draws", "he-s-start"),
      ("At last Xavier's\nstart", "xavier-s-start"),
      ("Two colour maps.", "colour-map"),
      ("Exercise 2.1 (warm-up, 5 minutes): a stride", "stride"),
    ])
  func theTermIsInTheGlossary(prose: String, anchor: String) {
    let page = html([.prose(MarkupParser.parse(Prose(markdown: prose)))])
    let terms = page.matches(of: /glossary\.html#([^"]+)"/).map { String($0.1) }
    #expect(terms.first == anchor)
  }

  @Test func theGlossaryKnowsEveryTermOnceAndItsPageHasThemAll() {
    let entries = Glossary.course.entries
    let forms = entries.flatMap { [$0.term] + $0.otherForms }
    #expect(entries.count > 60 && Set(forms.map { $0.lowercased() }).count == forms.count)
    // A line without a term, or with an empty form, is no reason to stop.
    #expect(Glossary("a; ; : b\n: c\nd").entries.map(\.term) == ["a"])
    let page = GlossaryPage(glossary: .course, lessons: []).html
    #expect(entries.allSatisfy { page.contains("<dt id=\"\($0.anchor)\">") && $0.meaning.hasSuffix(".") })
  }

  @Test func aCallThatOnlyDrawsIsFoldedAboveItsFigure() {
    let picture = Page.Picture(file: "a.png", width: 20, height: 10, caption: "", alternative: "a picture")
    func isFolded(_ code: OutsideText, _ shown: Page.Element) -> Bool {
      html([.code(code), shown]).contains("<details class=\"drawn\">")
    }
    #expect(isFolded("notebook.show(\n  f(a),\n  named: \"a\")", .figure(picture)))
    #expect(!isFolded("notebook.show(a)", .text("1")))
    #expect(!isFolded("let b = 1\nnotebook.show(f(b), named: \"a\")", .figure(picture)))
    #expect(!isFolded("notebook.show(f(b), named: \"a\")\nlet c = 1", .figure(picture)))
  }

  private func page(_ markdown: String, code: String = "") -> Page {
    var page = Page(name: "lesson-42-tests", title: "T", summary: "see.")
    page.elements = [.code(OutsideText(code)), .prose(MarkupParser.parse(Prose(markdown: markdown)))]
    return page
  }

  @Test func readingTimeAndExercisesAreCounted() {
    let words = String(repeating: "word ", count: 1700)
    let tasks = "## Exercises\n\n### 4.1 A\n\n*Main, about 12 minutes.*\n\n### 4.2 B\n\n*Stretch, about 20 minutes.*"
    let long = page("\(words)\n\n\(tasks)", code: String(repeating: "a()\n", count: 125))
    let extent = LessonExtent(long)
    #expect(extent.minutes == 15 && extent.exercises == 2 && extent.exerciseMinutes == 30)
    #expect(extent.words == "About 15 minutes to read, 2 exercises of 30 minutes in all")
    #expect(LessonExtent(in: MarkdownRenderer().render(long).split(separator: "\n")) == extent)
    #expect(LessonExtent(page("a")).words == "About 5 minutes to read")
  }

  @Test func theSearchKnowsEverySectionByItsAnchor() {
    let index = SearchIndex(page("Hello.\n\n## One\n\nA `b` c.\n\n- d\n\n## One\n\n### \"Two\""))
    #expect(index.sections.map(\.anchor) == ["main", "one", "one--2", "two"])
    #expect(index.sections.map(\.text) == ["Hello.", "A b c. d", "", ""])
    #expect(index.script.contains(#"["lesson-42-tests","T",[["main","","Hello."],["one","One","A b c. d"]"#))
  }

  @Test func anExerciseIsACardWithItsCommand() {
    let page = html([
      .prose(MarkupParser.parse("## Exercises\n\n### 4.1 One\n\nDo.\n\n### 4.2 Two\n\nDo.\n\n### Not one\n\n## End"))
    ])
    let cards = page.components(separatedBy: "<section class=\"exercise\">")
    #expect(cards.count == 3 && cards[1].contains("swift run course check 4.1</code>"))
    #expect(cards.dropFirst().allSatisfy { $0.components(separatedBy: "</section>").count == 2 })
    #expect(cards[2].contains("</section>\n<h3 id=\"not-one\">"))
  }

  @Test func longCodeIsNotBrokenWithinAnOption() {
    let page = html([.prose(MarkupParser.parse("Type `swift run lesson-04-pooling --data-directory x`."))])
    #expect(
      page.contains(
        "<code>swift run <span class=\"whole\">lesson-04-pooling</span> <span class=\"whole\">--data-directory</span> x</code>"
      ))
  }

  @Test func codeKeepsTheSpacesThatItHas() {
    for code in [
      "let width\u{A0}= padded(image, [1, 2, 3])", "  f([4, 5,\u{A0}6], (7, 8))  g - \u{A0}\u{A0}h, [", "\u{A0} ",
    ] {
      let html = HTMLProse.code(code)
      #expect(html.replacing(/<[^>]*>/, with: "") == code)
    }
    #expect(HTMLProse.code("padded(image, [1, 2, 3], of: x)").contains("<span class=\"whole\">[1, 2, 3],"))
  }

  @Test func aLongPathIsBrokenBetweenItsParts() {
    let page = html([
      .prose(MarkupParser.parse("In `Lessons/lesson-04-pooling/Lesson.swift`, `f.save(model.state(), …)`."))
    ])
    #expect(
      page.contains(
        "<code>Lessons/<wbr><span class=\"whole\">lesson-04-pooling/</span><wbr>Lesson.swift</code>"))
    #expect(page.contains("<code class=\"whole\">f.<wbr>save(<wbr>model.<wbr>state(), …)</code>"))
  }

  @Test func picturesKeepTheirColoursInTheDark() {
    let picture = Page.Picture(
      file: "a.png", width: 200, height: 100, caption: "", alternative: "a picture",
      rasters: [
        Page.Picture.Area(left: 10, top: 20, right: 110, bottom: 70)
      ])
    let page = html([.figure(picture)])
    #expect(
      page.contains("clip-path: polygon(evenodd, 5% 0, 5% 20%, 55% 20%, 55% 70%, 5% 70%, 5% 20%, 5% 0)\" alt=\"\">"))
  }

  @Test func theFirstColumnNamesTheRowsWhereItHasNoName() {
    let page = html([.table(Table(columns: ["", "n"], rows: [["a", "1"]]))])
    #expect(page.contains("<thead><tr><td></td><th scope=\"col\""))
    #expect(page.contains("<tr><th scope=\"row\">a</th><td"))
  }

  @Test func aSourceOutsideOfThePagesIsNamedAndNotLinkedTo() {
    let page = html([.prose(MarkupParser.parse("See [Loops.swift](../../Sources/Loops.swift)."))])
    #expect(page.contains("<p>See <code>Loops.swift</code>.</p>"))
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
    let page = html([.prose(MarkupParser.parse("Say \"*no*\" ('b' or `'c'`) to the engine's \"`d`\"."))])
    #expect(page.contains("<p>Say “<em>no</em>” (‘b’ or <code class=\"whole\">'c'</code>) to the engine’s “"))
    #expect(page.contains("d</code>”.</p>"))
    #expect(html([.table(Table(columns: ["a"], rows: [["He's start"]]))]).contains("<td>He’s start</td>"))
    #expect(!Glossary.course.entries.contains { ($0.term + $0.meaning).contains("'") })
  }

  @Test func valuesShownOneAfterTheOtherStandTogether() {
    let page = html([.text("1"), .text("2"), .code("f()"), .text("3\n4"), .text("5")])
    #expect(page.contains("<samp>1\n2</samp>") && page.contains("<samp>3\n4\n\n5</samp>"))
  }

  @Test func shapesAndNumbersInTablesAreNotBroken() {
    let page = html([
      .table(
        Table(
          columns: ["layer", "shape", "share", "size"],
          rows: [
            ["Linear(10, bias: false)", "(1, 28, −2.5)", "45.9 % to 79.4 %", "28 (padding 1)"],
            ["b", "5 (3–7)", "", "n − 4 · 5"],
          ]))
    ])
    #expect(page.contains("<td>Linear(10, bias: false)</td><td><span class=\"whole\">(1, 28, −2.5)</span></td>"))
    #expect(page.contains("<td>45.9\u{A0}% to\u{A0}79.4\u{A0}%</td><td>28 (padding\u{A0}1)</td>"))
    #expect(page.contains("<td>5 (3–\u{2060}7)</td><td></td><td>n\u{A0}−\u{A0}4\u{A0}·\u{A0}5</td>"))
  }

  @Test func answersAreFoldedAway() {
    let page = html([.prose(MarkupParser.parse("- Question: Why?\n- Answer: So."))])
    #expect(page.contains("<details><summary>Answer</summary>\n<p>So.</p>\n</details>"))
  }

  @Test func jsonStaysJson() {
    #expect(JSON.string("a\"b\\c\n</script>\u{1}") == "\"a\\\"b\\\\c\\n\\u003c/script>\\u0001\"")
  }
}
