import Foundation
import TestedPackage
import Testing

/// The written pages for those who use a keyboard, a screen reader, a finger, or a system of few colours and no motion.
@Suite(
  .waiting,
  .enabled(if: Browser.path != nil, "no Chromium on this machine: the pages' accessibility has not been looked at"))
struct AccessibilityTests {
  private static let output = TestedPackage.root.appending(path: "output")
  private static let pages: [URL] =
    ["index.html", "glossary.html"].map { output.appending(path: $0) }
    + TestedPackage.lessons.map { output.appending(path: "\($0)/index.html") }

  /// Opens what a page shows only on request: a value's way back to the pixels, the grey square, and which pixels matter.
  private static let opening = """
    (() => {
      document.querySelectorAll("details").forEach((details) => { details.open = true; });
      const view = document.querySelector(".network")?.network;
      if (!view) return;
      view.show();
      view.tracing.ask(view.network.layers.findLastIndex(({ data }) => data.kind === "convolution"), 20);
      view.cover.put({ row: 9, column: 9 });
      document.querySelector(".network .influence button").click();
    })()
    """

  /// What the reader can act on, as far as it is to be seen; with `isInOrder`, what stops the tabulator.
  private static let controls = """
    (isInOrder) => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
      .filter((element) => !element.disabled && element.checkVisibility({ visibilityProperty: true })
        && element.getClientRects().length && (!isInOrder || element.tabIndex >= 0))
    """

  /// With everything open that a page shows only on request.
  @Test(arguments: AccessibilityTests.pages) func everyControlIsNamedReachedAndLargeEnough(_ page: URL) throws {
    let browser = try Browser()
    try browser.open(page, width: 1440)
    try browser.evaluate(AccessibilityTests.opening)
    try expectRolesAndNames(page, browser)
    try expectTabulatorReachesEverything(page, browser)
    for isDark in [false, true] {
      try browser.show(width: 1440, isDark: isDark)
      let faint = try browser.evaluate(PagesInABrowserTests.faintTexts)
      #expect(faint as? [String] == [], "\(page.path) has text of too little contrast, in the dark: \(isDark)")
    }
    try browser.show(width: 375)
    try expectFingersMeetWhatTheyTouch(page, browser)
  }

  private func expectRolesAndNames(_ page: URL, _ browser: Browser) throws {
    let roles: Set = [
      "button", "link", "textbox", "searchbox", "combobox", "slider", "spinbutton", "checkbox", "radio", "switch",
      "tab",
      "application", "grid", "table", "figure", "img", "image", "listbox", "option", "dialog", "navigation",
    ]
    let needless: Set = ["table", "figure", "navigation"]
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

  /// A group of radio buttons is one stop.
  private func expectTabulatorReachesEverything(_ page: URL, _ browser: Browser) throws {
    let count = try browser.evaluate(
      """
      (() => {
        window.unreached = new Set((\(AccessibilityTests.controls))(true));
        document.activeElement.blur();
        document.addEventListener("focusin", ({ target }) => {
          window.unreached.delete(target);
          if (target.type !== "radio") return;
          document.getElementsByName(target.name).forEach((radio) => window.unreached.delete(radio));
        });
        return window.unreached.size;
      })()
      """)
    for stop in 0..<(try #require(count as? Int) + 5) {
      try browser.tab()
      if stop % 25 == 24, try browser.evaluate("window.unreached.size") as? Int == 0 { break }
    }
    let missed = try browser.evaluate(
      "[...window.unreached].map((element) => element.outerHTML.slice(0, 100))")
    #expect(missed as? [String] == [], "\(page.path)")
  }

  private func expectFingersMeetWhatTheyTouch(_ page: URL, _ browser: Browser) throws {
    // Links within a line of text are as high as the line, which the guideline allows.
    let small = try browser.evaluate(
      """
      (\(AccessibilityTests.controls))(false).filter((element) => element.matches("button, input, select, summary, [role=gridcell]"))
        .filter((element) => {
          // A finger may meet the field or the words beside it.
          const boxes = [element, element.closest("label") ?? element].map((one) => one.getBoundingClientRect());
          return boxes.every(({ width, height }) => Math.min(width, height) < 23.9) && boxes[1].width > 1;
        }).map((element) => `${element.outerHTML.slice(0, 90)} ${element.getBoundingClientRect().width}×`
          + element.getBoundingClientRect().height).slice(0, 10)
      """)
    #expect(small as? [String] == [], "\(page.path)")
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
