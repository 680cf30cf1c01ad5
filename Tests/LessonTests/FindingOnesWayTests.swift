import Foundation
import TestedPackage
import Testing

/// How readers find their way through the written pages, in a real browser.
@Suite(
  .waiting,
  .enabled(if: Browser.path != nil, "no Chromium on this machine: the pages have not been opened in a browser"))
struct FindingOnesWayTests {
  private static let output = TestedPackage.root.appending(path: "output")

  private func page(_ lesson: String) -> URL { FindingOnesWayTests.output.appending(path: "\(lesson)/index.html") }

  @Test(arguments: TestedPackage.lessons) func theSectionThatIsReadIsMarkedInBothDirections(_ lesson: String) throws {
    let browser = try Browser()
    try browser.open(page(lesson), width: 1440)
    let wrong = try browser.evaluate(
      """
      (async () => {
        const wrong = [];
        const end = document.documentElement.scrollHeight - innerHeight;
        const line = 0.3 * innerHeight;
        // On either side of where each heading crosses the line, and half way to the next.
        const crossings = [...document.querySelectorAll("main h2")]
          .map((heading) => heading.getBoundingClientRect().top + scrollY - line);
        const near = crossings.flatMap((place, index) => [place - 2, place + 2, (place + (crossings[index + 1] ?? end)) / 2]);
        const places = [0, ...near.map((place) => Math.round(place)).filter((place) => place > 0 && place < end), end];
        for (const place of [...places, ...places.toReversed()]) {
          scrollTo({ top: place, behavior: "instant" });
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          const above = [...document.querySelectorAll("main h2")]
            .filter((heading) => heading.getBoundingClientRect().top <= line);
          const expected = above.length ? "#" + above[above.length - 1].id : "";
          const marked = [...document.querySelectorAll(".contents .sections [aria-current]")];
          if (marked.map((link) => decodeURIComponent(link.hash)).join() !== expected) wrong.push(place);
        }
        return wrong;
      })()
      """)
    #expect(wrong as? [Double] == [], "\(lesson)")
  }

  @Test func everyLessonIsAtTheSideAndTheNeighboursAreAtBothEnds() throws {
    let browser = try Browser()
    for (place, lesson) in TestedPackage.lessons.enumerated() {
      try browser.open(page(lesson), width: 1440)
      let lessons = "document.querySelectorAll('.contents .course > li').length"
      #expect(try browser.evaluate(lessons) as? Int == TestedPackage.lessons.count)
      let position = try browser.evaluate("document.querySelector('.masthead .place').textContent") as? String
      #expect(position == "\(place + 1) of \(TestedPackage.lessons.count)")
      for (relation, neighbour) in [("prev", place - 1), ("next", place + 1)] {
        let links = try browser.evaluate(
          "[...document.querySelectorAll('a[rel=\(relation)]')].map((link) => link.getAttribute('href'))")
        let expected = TestedPackage.lessons.indices.contains(neighbour) ? TestedPackage.lessons[neighbour] : nil
        #expect(links as? [String] == (expected.map { [String](repeating: "../\($0)/index.html", count: 2) } ?? []))
      }
    }
  }

  @Test func theArrowKeysLeadToTheNeighboursButNotOutOfAWidget() throws {
    let browser = try Browser()
    try browser.open(page("lesson-01-cross-correlation"), width: 1440)
    try browser.evaluate("document.querySelector('.inquiry td[tabindex=\"0\"]').focus()")
    try browser.press("ArrowRight")
    try browser.evaluate("document.querySelector('.descent button').focus()")
    try browser.press("ArrowRight")
    try browser.evaluate("new Promise((done) => setTimeout(done, 500))")
    let title = "document.querySelector('h1').textContent"
    let here = try browser.evaluate(title) as? String
    try browser.evaluate("document.activeElement.blur()")
    try browser.press("ArrowRight")
    #expect(here?.hasPrefix("Cross-correlation") == true && browser.waits(for: "\(title).startsWith('Padding')"))
  }

  @Test func aSearchLooksIntoAllLessonsAndLeadsToTheSection() throws {
    let browser = try Browser()
    try browser.open(page("lesson-01-cross-correlation"), width: 1440)
    let found = try browser.evaluate(
      """
      (async () => {
        document.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
        const field = document.querySelector(".search input");
        field.value = "dropout";
        for (let wait = 0; wait < 50 && window.patchworkIndex.length < \(TestedPackage.lessons.count); wait += 1) await new Promise((done) => setTimeout(done, 100));
        field.dispatchEvent(new Event("input"));
        return [...document.querySelectorAll(".search li a")].map((link) => link.href);
      })()
      """)
    try browser.press("Escape")
    #expect(try browser.evaluate("document.querySelector('.search').open") as? Bool == false)
    let links = try #require(found as? [String])
    #expect(links.contains { $0.contains("lesson-10-regularization") } && links.count > 3)
    for link in links.prefix(5) {
      let url = try #require(URL(string: link))
      let html = try String(contentsOfFile: url.path, encoding: .utf8)
      #expect(html.contains("id=\"\(try #require(url.fragment(percentEncoded: false)))\""), "\(link)")
    }
    let sizes = try TestedPackage.lessons.map {
      try Data(contentsOf: FindingOnesWayTests.output.appending(path: "\($0)/search.js")).count
    }
    #expect(sizes.reduce(0, +) < 400_000)
  }

  @Test func aSearchFindsBothSpellingsOfAWord() throws {
    let browser = try Browser()
    try browser.open(page("lesson-04-pooling"), width: 1440)
    try browser.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }))")
    #expect(browser.waits(for: "window.patchworkIndex.length === \(TestedPackage.lessons.count)"))
    func found(_ query: String) throws -> [String] {
      let texts = try browser.evaluate(
        """
        document.querySelector(".search input").value = "\(query)";
        document.querySelector(".search input").dispatchEvent(new Event("input"));
        [...document.querySelectorAll(".search li")].map((item) => item.querySelector("mark")?.textContent ?? "none")
        """)
      return try #require(texts as? [String])
    }
    for (british, american) in [
      ("colour", "color"), ("colours", "colors"), ("grey", "gray"), ("neighbouring", "neighboring"),
      ("normalise", "normalize"), ("optimiser", "optimizer"), ("regularis", "regulariz"),
    ] {
      let (results, expected) = try (found(american), found(british))
      #expect(!results.isEmpty && results == expected, "\(american): \(results)")
    }
    // A word that is more than letters is looked for as it stands.
    let (brackets, signs) = try (found("(3"), found("a.b*"))
    #expect(!brackets.isEmpty && signs.isEmpty)
  }

  @Test func aTermSaysWhatItMeansOnHoverAndFocusAndStandsInTheGlossary() throws {
    let browser = try Browser()
    let glossary = try String(
      contentsOf: FindingOnesWayTests.output.appending(path: "glossary.html"), encoding: .utf8)
    for lesson in TestedPackage.lessons {
      try browser.open(page(lesson), width: 1440)
      let anchors = try browser.evaluate("[...document.querySelectorAll('a.term')].map((term) => term.hash.slice(1))")
      let terms = try #require(anchors as? [String])
      #expect(terms.count > 3 && Set(terms).count == terms.count, "\(lesson)")
      #expect(terms.allSatisfy { glossary.contains("<dt id=\"\($0)\">") }, "\(lesson)")
    }
    let shown = "document.querySelector('.meaning').hidden ? '' : document.querySelector('.meaning').textContent"
    try browser.hover("a.term")
    let pointed = try #require(browser.evaluate(shown) as? String)
    #expect(pointed == (try browser.evaluate("document.querySelector('a.term').dataset.meaning") as? String))
    try browser.press("Escape")
    #expect(try browser.evaluate(shown) as? String == "")
    try browser.evaluate("document.querySelectorAll('a.term')[1].focus()")
    let focused = try browser.evaluate(shown) as? String
    #expect(focused?.isEmpty == false && focused != pointed)
    try browser.show(width: 320)
    try browser.evaluate("document.querySelectorAll('a.term')[0].focus()")
    let right = try browser.evaluate("document.querySelector('.meaning').getBoundingClientRect().right") as? Double
    #expect(try #require(right) <= 320)
  }

  /// Not every browser gives a link that is tapped the focus.
  @Test func aTapSaysWhatATermMeansAndAnotherElsewhereTakesItAway() throws {
    let browser = try Browser()
    try browser.open(page("lesson-04-pooling"), width: 375)
    try browser.evaluate("window.matchMedia = () => ({ matches: true }); document.querySelector('a.term').click()")
    let isHidden = "document.querySelector('.meaning').hidden"
    #expect(try browser.evaluate(isHidden) as? Bool == false)
    #expect(try browser.evaluate("location.hash") as? String == "")
    try browser.click("h1")
    #expect(try browser.evaluate(isHidden) as? Bool == true)
  }

  @Test func whereAReaderIsAndWhatColoursTheyLikeIsRemembered() throws {
    let browser = try Browser()
    let lesson = "lesson-04-pooling"
    try browser.open(page(lesson), width: 1440)
    try browser.evaluate(
      """
      (async () => {
        document.querySelector(".theme").click();
        const headings = document.querySelectorAll("main h2");
        headings[headings.length - 1].scrollIntoView({ block: "start", behavior: "instant" });
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      })()
      """)
    // What a page keeps reaches the next one a moment later.
    var isDark = false
    for _ in 0..<50 where !isDark {
      try browser.open(FindingOnesWayTests.output.appending(path: "index.html"), width: 1440)
      isDark = try browser.evaluate("document.documentElement.dataset.theme") as? String == "dark"
    }
    #expect(isDark)
    let read = "document.querySelector('.lessons [data-lesson=\"\(lesson)\"]').classList.contains('read')"
    #expect(try browser.evaluate(read) as? Bool == true)
    let start = try browser.evaluate("document.querySelector('a.start').getAttribute('href')") as? String
    #expect(start?.hasPrefix("\(lesson)/index.html#") == true)
  }

  @Test func coloursThatWereChosenOnAnotherPageHoldWhereOneComesBack() throws {
    let browser = try Browser()
    try browser.open(page("lesson-04-pooling"), width: 1440)
    for (chosen, event) in [("dark", "pageshow"), ("light", "storage"), ("nonsense", "pageshow")] {
      let seen = try browser.evaluate(
        """
        localStorage.setItem("patchwork-theme", "\(chosen)");
        window.dispatchEvent(new Event("\(event)"));
        [document.documentElement.dataset.theme, document.querySelector(".theme").textContent]
        """)
      #expect(seen as? [String] == (chosen == "dark" ? ["dark", "Light"] : ["light", "Dark"]))
    }
  }

  @Test func whatWasReadOnAnotherPageIsTickedWhereOneComesBack() throws {
    let browser = try Browser()
    try browser.open(FindingOnesWayTests.output.appending(path: "index.html"), width: 1440)
    for (isRead, event) in [(true, "pageshow"), (false, "storage")] {
      let seen = try browser.evaluate(
        """
        localStorage.setItem("patchwork-progress",
          JSON.stringify({ last: "lesson-04-pooling", "lesson-04-pooling": { section: "cost", isRead: \(isRead) } }));
        window.dispatchEvent(new Event("\(event)"));
        [document.querySelectorAll(".lessons .read").length === 1 ? "ticked" : "not ticked",
          document.querySelector("a.start").getAttribute("href")]
        """)
      #expect(seen as? [String] == [isRead ? "ticked" : "not ticked", "lesson-04-pooling/index.html#cost"])
    }
  }

  @Test func aPageIsWholeWhateverTheBrowserHasKept() throws {
    let browser = try Browser()
    for page in [FindingOnesWayTests.output.appending(path: "index.html"), page("lesson-04-pooling")] {
      try browser.open(page, width: 1440)
      for kept in ["null", "5", "\"x\"", "[]", "{", #"{"last": "\"]"}"#, #"{"lesson-04-pooling": null}"#] {
        try browser.evaluate(
          "for (const name of ['progress', 'theme', 'questions']) "
            + "localStorage.setItem(`patchwork-${name}`, String.raw`\(kept)`)")
        try browser.open(page, width: 1440)
        try browser.evaluate(
          "scrollTo({ top: 5000, behavior: 'instant' }); new Promise((done) => setTimeout(done, 100))")
        #expect(browser.errors.isEmpty, "\(page.path) with \(kept): \(browser.errors)")
        #expect(try browser.evaluate("document.querySelectorAll('.masthead button + button').length") as? Int == 1)
      }
    }
  }

  @Test func aFigureOpensLargeAndKeepsItsPicturesInTheDark() throws {
    let browser = try Browser()
    try browser.open(page("lesson-03-channels"), width: 375, isDark: true)
    let filters = try browser.evaluate(
      "[...document.querySelectorAll('a.drawing:has(.kept) img')].slice(0, 2).map((i) => getComputedStyle(i).filter)")
    #expect(filters as? [String] == ["invert(0.905) hue-rotate(180deg)", "none"])
    try browser.evaluate("document.querySelector('a.drawing').click()")
    let width =
      try browser.evaluate("document.querySelector('dialog.large img').getBoundingClientRect().width") as? Double
    let drawn =
      try browser.evaluate("Number(document.querySelector('a.drawing img').getAttribute('width'))") as? Double
    #expect(try #require(width) >= 1.19 * #require(drawn))
    try browser.press("Escape")
  }

  @Test func whatGoesOnBeyondItsEdgeShowsItAndCanHaveTheFocus() throws {
    let browser = try Browser()
    for lesson in TestedPackage.lessons {
      try browser.open(page(lesson), width: 375)
      let silent = try browser.evaluate(
        """
        [...document.querySelectorAll("main *")].filter((element) => {
          const style = getComputedStyle(element);
          const hidden = element.scrollWidth - element.clientWidth;
          // The room beside the text may be hidden without a sign.
          const isShown = hidden <= Number.parseFloat(style.paddingRight) + 2 || style.maskImage !== "none";
          return ["auto", "scroll"].includes(style.overflowX) && hidden > 1 && (element.tabIndex < 0 || !isShown);
        }).map((element) => element.outerHTML.slice(0, 80))
        """)
      #expect(silent as? [String] == [], "\(lesson)")
    }
  }

  @Test func forcedColoursShowWhatGoesOnBeyondItsEdge() throws {
    let browser = try Browser()
    try browser.open(page("lesson-04-pooling"), width: 375, hasForcedColors: true)
    let edges = try browser.evaluate(
      "[...document.querySelectorAll('.scrolls:not(.ended)')].map((one) => getComputedStyle(one).borderRightStyle)")
    let styles = try #require(edges as? [String])
    #expect(styles.count > 10 && styles.allSatisfy { $0 == "dotted" })
  }

  @Test func forcedColoursLeaveEveryStateOfAWidget() throws {
    let browser = try Browser()
    try browser.open(page("lesson-04-pooling"), width: 1440, hasForcedColors: true)
    let widths = try browser.evaluate(
      """
      [".patch.top", ".patch.left", "td[aria-selected=true]", "td[aria-selected=false]", "td.winner"].map((name) => {
        const style = getComputedStyle(document.querySelector(`.inquiry ${name}`));
        return name === "td.winner" ? style.outlineStyle : name.endsWith("left") ? style.borderLeftWidth : style.borderTopWidth;
      })
      """)
    #expect(widths as? [String] == ["4px", "4px", "4px", "1px", "double"])
  }

  @Test func forcedColoursShowWhatIsUsedWhatIsNotComputedYetAndWhatIsAnswered() throws {
    let browser = try Browser()
    try browser.open(page("lesson-04-pooling"), width: 1440, hasForcedColors: true)
    let seen = try browser.evaluate(
      """
      (() => {
        const [widget, answer] = [".inquiry", ".question td input"].map((name) => document.querySelector(name));
        widget.querySelector("td[data-choosable]").click();
        [...widget.querySelectorAll("button")].find((button) => button.textContent === "Step").click();
        answer.checked = true;
        const [user, blank] = [".user", ".blank"].map((name) => getComputedStyle(widget.querySelector(name)));
        return [user.outlineStyle, blank.color, getComputedStyle(answer.labels[0]).outlineStyle];
      })()
      """)
    #expect(seen as? [String] == ["dotted", "rgba(0, 0, 0, 0)", "solid"])
  }

  @Test func aClickHoldsTheCell() throws {
    let browser = try Browser()
    try browser.open(page("lesson-02-padding-stride"), width: 1440)
    let answer = "document.querySelector('.inquiry .answer').innerText"
    try browser.click(".inquiry td[data-row='1'][data-column='2']")
    let held = try browser.evaluate(answer) as? String
    try browser.hover(".inquiry td[data-row='0'][data-column='0']")
    #expect(try browser.evaluate(answer) as? String == held)
    try browser.click(".inquiry td[data-row='1'][data-column='2']")
    try browser.hover(".inquiry td[data-row='0'][data-column='0']")
    #expect(try browser.evaluate(answer) as? String != held)
  }

  @Test func aPageThatIsReadWhileItsLessonChangesRenewsItself() throws {
    let browser = try Browser()
    let folder = try TemporaryFolder()
    let (page, state) = (folder.url.appending(path: "reading.html"), folder.url.appending(path: "reading.js"))
    let script = try String(
      contentsOf: TestedPackage.root.appending(path: "Sources/PageAssets/live.js"), encoding: .utf8)
    func write(_ run: Int, _ complaint: String = "") throws {
      try """
      <!DOCTYPE html><main style="height: 9000px"><h2 id="a">run \(run)</h2></main>
      <script data-run="\(run)">\(script)</script>
      """.write(to: page, atomically: true, encoding: .utf8)
      try "patchworkReading({\"run\":\(run),\"complaint\":\"\(complaint)\"});".write(
        to: state, atomically: true, encoding: .utf8)
    }
    try write(1)
    try browser.open(page, width: 800)
    try browser.evaluate("scrollTo(0, 3000)")
    try "patchworkReading({run: 1, complaint: \"no such name\"});".write(to: state, atomically: true, encoding: .utf8)
    #expect(browser.waits(for: "document.querySelector('.complaint')?.textContent === 'no such name'"))
    try write(2)
    #expect(
      browser.waits(
        for: "document.querySelector('h2')?.textContent === 'run 2' && document.readyState === 'complete'"))
    #expect(browser.waits(for: "Math.abs(scrollY - 3000) < 3 && !document.querySelector('.complaint')"))
  }
}
