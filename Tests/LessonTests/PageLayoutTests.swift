import Foundation
import TestedPackage
import Testing

/// What readers can see at once and make out, on the written pages in a real browser.
@Suite(
  .waiting,
  .enabled(if: Browser.path != nil, "no Chromium on this machine: the pages' layout has not been looked at"))
struct PageLayoutTests {
  private static func page(_ lesson: String) -> URL {
    TestedPackage.root.appending(path: "output/\(lesson)/index.html")
  }

  private let opening = "document.querySelectorAll('details').forEach((details) => { details.open = true; })"

  /// Letters of the prose, of formulas and of charts; figures open large.
  @Test(arguments: TestedPackage.lessons) func noLettersAreSmallerThanElevenPixels(lesson: String) throws {
    let browser = try Browser()
    for width in [320, 1440] {
      try browser.open(PageLayoutTests.page(lesson), width: width)
      try browser.evaluate(opening)
      let small = try browser.evaluate(
        """
        (() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const small = new Set();
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            const chart = element.closest("svg.chart");
            const scale = chart ? chart.getBoundingClientRect().width / chart.viewBox.baseVal.width : 1;
            const size = parseFloat(getComputedStyle(element).fontSize) * scale;
            const text = walker.currentNode.textContent.trim();
            if (text && size < 11 && element.checkVisibility()) small.add(`${text.slice(0, 30)}: ${size.toFixed(1)}`);
          }
          return [...small];
        })()
        """)
      #expect(small as? [String] == [], "\(lesson), \(width) wide")
    }
  }

  /// The numbers of an axis and its name, which stands on its end.
  @Test(arguments: ["lesson-01-cross-correlation", "lesson-07-gradients"])
  func labelsOfAChartDoNotTouch(lesson: String) throws {
    let browser = try Browser()
    for width in [320, 375, 768, 1440] {
      try browser.open(PageLayoutTests.page(lesson), width: width)
      let touching = try browser.evaluate(
        """
        [...document.querySelectorAll("svg.chart")].flatMap((chart) => {
          const labels = [...chart.querySelectorAll(".grid text")].filter((label) => label.textContent);
          const boxes = labels.map((label) => label.getBoundingClientRect());
          const pairs = labels.flatMap((label, one) => labels.slice(one + 1).map((other, after) => [one, one + 1 + after]));
          return pairs.map(([one, other]) => [boxes[one], boxes[other], labels[one], labels[other]])
            .filter(([a, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
            .map(([, , one, other]) => `${one.textContent} and ${other.textContent}`);
        })
        """)
      #expect(touching as? [String] == [], "\(width) wide")
    }
  }

  /// What scrolls hides something.
  @Test(arguments: TestedPackage.lessons) func tablesAndCodeAreSeenWhole(lesson: String) throws {
    let browser = try Browser()
    try browser.open(PageLayoutTests.page(lesson), width: 1440)
    try browser.evaluate(opening + "; window.dispatchEvent(new Event('resize'))")
    let hidden = try browser.evaluate(
      """
      [...document.querySelectorAll(".scroll.scrolls, pre.scrolls")]
      .filter((box) => Math.max(...box.innerText.split("\\n").map((line) => line.length)) <= 90 || box.closest("div.scroll, .exercise"))
      .map((box) => box.innerText.slice(0, 60))
      """)
    #expect(hidden as? [String] == [])
    try browser.show(width: 320)
    try browser.evaluate("window.dispatchEvent(new Event('resize'))")
    let cut = try browser.evaluate(
      """
      [...document.querySelectorAll('.scroll.scrolls:has(td code), .exercise pre.scrolls')]
      .map((box) => box.innerText.slice(0, 60))
      """)
    #expect(cut as? [String] == [])
  }

  /// A value in a cell, such as `79.7 % to 81.5 %`, takes two lines at most.
  @Test func valuesInTablesStayTogetherOnAPhone() throws {
    let browser = try Browser()
    try browser.open(PageLayoutTests.page("lesson-10-regularization"), width: 375)
    let torn = try browser.evaluate(
      """
      [...document.querySelectorAll("td")].filter((cell) => /^[\\d.]+\\s% to/u.test(cell.innerText))
      .map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return new Set([...range.getClientRects()].map((line) => line.top)).size;
      })
      """)
    let lines = try #require(torn as? [Int])
    #expect(lines.count > 5 && lines.allSatisfy { $0 <= 2 })
  }

  @Test func whatCanBePressedHasAnOutline() throws {
    let browser = try Browser()
    for isDark in [false, true] {
      try browser.open(PageLayoutTests.page("lesson-07-gradients"), width: 1440, isDark: isDark)
      let outlines = try browser.evaluate(
        """
        (() => {
          const luminance = (color) => {
            const [r, g, b] = color.match(/[\\d.]+/g).map((value) => {
              const share = value / 255;
              return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = luminance(getComputedStyle(document.body).backgroundColor);
          return [...document.querySelectorAll("main :is(button, select):not(.map, .copy)")].map((control) => {
            const line = luminance(getComputedStyle(control).borderTopColor);
            return (Math.max(line, ground) + 0.05) / (Math.min(line, ground) + 0.05);
          });
        })()
        """)
      let contrasts = try #require(outlines as? [Double])
      #expect(contrasts.count > 20 && contrasts.allSatisfy { $0 >= 3 }, "in the dark: \(isDark)")
    }
  }

  @Test func onPaperNothingIsTornFromWhatItBelongsTo() throws {
    let browser = try Browser()
    try browser.open(PageLayoutTests.page("lesson-04-pooling"), width: 768)
    try browser.show(width: 768, isPrinted: true)
    let kept = try browser.evaluate(
      """
      [[".exercise .command + *", "breakAfter"], ["tbody tr:first-child", "breakAfter"],
        ["tbody tr:last-child", "breakBefore"], ["pre:not(.long)", "breakInside"], ["figure", "breakInside"],
        ["p:has(+ ul, + .copied, + .scroll, + .exercise, + figure)", "breakAfter"]]
        .map(([name, side]) => [...document.querySelectorAll(name)].every((one) => getComputedStyle(one)[side] === "avoid"))
      """)
    #expect(kept as? [Bool] == [true, true, true, true, true, true])
    #expect(try browser.evaluate("getComputedStyle(document.querySelector('pre.long')).widows") as? String == "8")
    let cells = try browser.evaluate("getComputedStyle(document.querySelector('.inquiry td')).printColorAdjust")
    #expect(cells as? String == "exact")
    let triangle = try browser.evaluate("getComputedStyle(document.querySelector('summary')).listStyleType")
    #expect(triangle as? String == "none")
  }

  /// On paper nothing scrolls, so nothing fades.
  @Test func onPaperCodeIsSeenToItsEnd() throws {
    let browser = try Browser()
    try browser.open(PageLayoutTests.page("lesson-04-pooling"), width: 320)
    let fading = "[...document.querySelectorAll('.scrolls')].map((box) => getComputedStyle(box).maskImage)"
    let shown = try #require(try browser.evaluate(fading) as? [String])
    #expect(shown.contains { $0.hasPrefix("linear-gradient") })
    try browser.show(width: 320, isPrinted: true)
    let printed = try #require(try browser.evaluate(fading) as? [String])
    #expect(!printed.isEmpty && printed.allSatisfy { $0 == "none" })
  }

  @Test(arguments: PageNetwork.lessons) func rowsOfMapsAreEquallyLong(lesson: String) throws {
    let browser = try Browser()
    try browser.open(PageLayoutTests.page(lesson), width: 1440)
    try browser.evaluate("document.querySelector('.network').network.show()")
    for width in [320, 375, 768, 1280, 1920] {
      try browser.show(width: width)
      let uneven = try browser.evaluate(
        """
        [...document.querySelectorAll(".network .layers .maps, .recorded .maps, .network .samples")].map((maps) =>
          Object.values(Object.groupBy([...maps.children], (map) => map.offsetTop)).map(({ length }) => length))
          .filter((rows) => new Set(rows).size !== 1).map((rows) => rows.join(" + "))
        """)
      #expect(uneven as? [String] == [], "\(width) wide")
    }
  }
}
