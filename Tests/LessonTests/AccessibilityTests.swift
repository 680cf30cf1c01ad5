import Foundation
import TestedPackage
import Testing

/// The written pages for those who use a keyboard, a screen reader, a finger, or a system of few colours and no motion.
@Suite(
  .serialized,
  .enabled(if: Browser.path != nil, "no Chromium on this machine: the pages' accessibility has not been looked at"))
struct AccessibilityTests {
  private static let output = TestedPackage.root.appending(path: "output")
  private static let pages: [URL] =
    ["index.html", "glossary.html"].map { output.appending(path: $0) }
    + TestedPackage.lessons.map { output.appending(path: "\($0)/index.html") }

  /// Opens what a page shows only on request: a value's way back to the pixels, and which pixels matter.
  private static let opening = """
    (() => {
      const view = document.querySelector(".network")?.network;
      if (!view) return;
      view.show();
      view.tracing.ask(view.network.layers.findLastIndex(({ data }) => data.kind === "convolution"), 20);
      document.querySelector(".network .influence button").click();
      document.querySelectorAll("details").forEach((details) => { details.open = true; });
    })()
    """

  /// What the reader can act on, as far as it is to be seen; with `isInOrder`, what stops the tabulator.
  private static let controls = """
    (isInOrder) => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
      .filter((element) => !element.disabled && element.checkVisibility({ visibilityProperty: true })
        && element.getClientRects().length && (!isInOrder || element.tabIndex >= 0))
    """

  @Test func everyControlHasARoleAndAName() throws {
    let roles: Set = [
      "button", "link", "textbox", "searchbox", "combobox", "slider", "spinbutton", "checkbox", "radio", "switch",
      "tab",
      "application", "grid", "table", "figure", "img", "image", "listbox", "option", "dialog", "navigation",
    ]
    let needless: Set = ["table", "figure", "navigation"]
    let browser = try Browser()
    for page in AccessibilityTests.pages {
      try browser.open(page, width: 1440)
      try browser.evaluate(AccessibilityTests.opening)
      let nodes = try browser.accessibleNodes()
      #expect(nodes.count > 50)
      let silent = nodes.filter { roles.contains($0.role) && !needless.contains($0.role) && $0.name.isEmpty }
      #expect(silent.isEmpty, "\(page.path): \(silent.map(\.role))")
      let bare = try browser.evaluate(
        """
        (\(AccessibilityTests.controls))(true).filter((element) => !element.role && !element.computedRole
          && !["A", "BUTTON", "INPUT", "SELECT", "TEXTAREA", "SUMMARY", "TD", "TABLE", "PRE", "CODE", "DIV", "MATH", "SECTION"]
            .includes(element.tagName.toUpperCase())).map((element) => element.outerHTML.slice(0, 80))
        """)
      #expect(bare as? [String] == [], "\(page.path)")
    }
  }

  @Test func theTabulatorReachesEveryControl() throws {
    let browser = try Browser()
    for page in AccessibilityTests.pages {
      try browser.open(page, width: 1440)
      try browser.evaluate(AccessibilityTests.opening)
      let count = try #require(
        browser.evaluate(
          """
          (() => {
            window.unreached = new Set((\(AccessibilityTests.controls))(true));
            document.activeElement.blur();
            return window.unreached.size;
          })()
          """) as? Int)
      for _ in 0..<count + 5 {
        try browser.tab()
        let left = try browser.evaluate(
          """
          (() => {
            const at = document.activeElement;
            window.unreached.delete(at);
            for (const radio of document.querySelectorAll(`input[type=radio][name="${at.name}"]`)) {
              window.unreached.delete(radio);
            }
            return window.unreached.size;
          })()
          """)
        if left as? Int == 0 { break }
      }
      let missed = try browser.evaluate(
        "[...window.unreached].map((element) => element.outerHTML.slice(0, 100))")
      #expect(missed as? [String] == [], "\(page.path)")
    }
  }

  @Test func aFingerMeetsWhatItTouches() throws {
    let browser = try Browser()
    for page in AccessibilityTests.pages {
      try browser.open(page, width: 375)
      try browser.evaluate(AccessibilityTests.opening)
      // Links within a line of text are as high as the line, which the guideline allows.
      let small = try browser.evaluate(
        """
        (\(AccessibilityTests.controls))(false).filter((element) => element.matches("button, input, select, summary, [role=gridcell]"))
          .filter((element) => {
            const { width, height } = (element.closest("label") ?? element).getBoundingClientRect();
            return Math.min(width, height) < 23.9 && width > 1;
          }).map((element) => `${element.outerHTML.slice(0, 90)} ${element.getBoundingClientRect().width}×`
            + element.getBoundingClientRect().height).slice(0, 10)
        """)
      #expect(small as? [String] == [], "\(page.path)")
    }
  }

  @Test(arguments: [false, true]) func whatIsOpenedStandsOutFromItsGround(isDark: Bool) throws {
    let browser = try Browser()
    for lesson in PageNetwork.lessons {
      try browser.open(PageNetwork.page(of: lesson), width: 1440, isDark: isDark)
      try browser.evaluate(AccessibilityTests.opening)
      #expect(try browser.evaluate(PagesInABrowserTests.faintTexts) as? [String] == [], "\(lesson)")
    }
  }

  @Test func nothingMovesWhereNothingIsToMove() throws {
    let browser = try Browser()
    for page in AccessibilityTests.pages {
      try browser.open(page, width: 1440, isStill: true)
      let moving = try browser.evaluate(
        """
        [...document.querySelectorAll("*")].filter((element) => {
          const style = getComputedStyle(element);
          const isLong = (times) => times.split(",").some((time) => parseFloat(time) > 0);
          return style.scrollBehavior === "smooth" || style.animationName !== "none" && isLong(style.animationDuration)
            || isLong(style.transitionDuration);
        }).map((element) => element.outerHTML.slice(0, 80))
        """)
      #expect(moving as? [String] == [], "\(page.path)")
    }
  }

  /// In forced colours backgrounds vanish: what is chosen must have a border or an outline.
  @Test func whatIsChosenIsSeenInForcedColours() throws {
    let browser = try Browser()
    try browser.open(PageNetwork.page(of: "lesson-06-feature-maps"), width: 1440, hasForcedColors: true)
    try browser.evaluate(AccessibilityTests.opening)
    let seen = try browser.evaluate(
      """
      (() => {
        const chosen = document.querySelector(".network .map[aria-pressed=true]");
        const other = [...chosen.parentElement.children].find((map) => map !== chosen);
        const [one, two] = [chosen, other].map((map) => getComputedStyle(map).borderTopWidth);
        const frame = getComputedStyle(chosen.querySelector(".frame"));
        const bar = getComputedStyle(document.querySelector(".network .most .bar"), "::before");
        return [one !== two, frame.outlineStyle !== "none" && frame.display !== "none",
          bar.backgroundColor !== getComputedStyle(document.body).backgroundColor];
      })()
      """)
    #expect(seen as? [Bool] == [true, true, true])
  }
}
