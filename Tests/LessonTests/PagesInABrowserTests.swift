import Foundation
import TestedPackage
import Testing

/// The written pages as readers see them, in a real browser.
@Suite(
  .waiting,
  .enabled(if: Browser.path != nil, "no Chromium on this machine: the pages have not been opened in a browser"))
struct PagesInABrowserTests {
  private static let output = TestedPackage.root.appending(path: "output")
  private static let pages: [URL] =
    ["index.html", "glossary.html"].map { output.appending(path: $0) }
    + TestedPackage.lessons.map { output.appending(path: "\($0)/index.html") }

  private func page(_ lesson: String) -> URL {
    PagesInABrowserTests.output.appending(path: "\(lesson)/index.html")
  }

  @Test(arguments: PagesInABrowserTests.pages) func everyPageIsWholeInEveryWindow(_ page: URL) throws {
    let browser = try Browser()
    for width in [320, 1440] {
      try browser.open(page, width: width)
      try browser.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
      let others = width == 320 ? [375, 768] : [1920]
      for width in [width] + others {
        try browser.show(width: width)
        let shown = try browser.evaluate("document.documentElement.scrollWidth") as? Int
        #expect(shown == width, "\(page.path) is \(shown ?? 0) pixels wide in a window of \(width)")
      }
      #expect(browser.errors.isEmpty, "\(page.path): \(browser.errors)")
    }
    try expectPicturesAndLinks(page, browser)
    try expectNothingMoves(page, browser)
  }

  /// Every picture and link of a page that is open leads somewhere, and every picture is told in words.
  private func expectPicturesAndLinks(_ page: URL, _ browser: Browser) throws {
    let targets = try browser.evaluate(
      """
      [...document.querySelectorAll("img, a")].map((element) => element.src || element.href)
      .filter((target) => target.startsWith("file:"))
      """)
    for target in try #require(targets as? [String]) {
      let url = try #require(URL(string: target))
      #expect(FileManager.default.fileExists(atPath: url.path), "\(page.path) leads to \(target)")
    }
    let lost = try browser.evaluate(
      """
      [...document.querySelectorAll("a")].filter(({ pathname, hash }) => pathname === location.pathname && hash
      && !document.getElementById(decodeURIComponent(hash.slice(1)))).map((link) => link.hash)
      """)
    #expect(lost as? [String] == [], "\(page.path)")
    // The contents' pictures stand beside the words that say what they show.
    if page == PagesInABrowserTests.pages[0] { return }
    let silent = try browser.evaluate(
      "[...document.querySelectorAll('img:not(.kept)')].filter((image) => image.alt.length < 10).map((i) => i.src)")
    #expect(silent as? [String] == [], "\(page.path)")
  }

  /// Nothing of the page that is open moves for those who want nothing to move.
  private func expectNothingMoves(_ page: URL, _ browser: Browser) throws {
    try browser.show(width: 1440, isStill: true)
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

  @Test func pointingAtAnOutputShowsTheNumbersThatTheOptionPrints() throws {
    let lesson = "lesson-02-padding-stride"
    let run = try LessonRun(lesson, "--pixel", "1,2")
    let browser = try Browser()
    try browser.open(page(lesson), width: 1440)
    try browser.hover(".inquiry td[data-row='1'][data-column='2']")
    let answer = try #require(browser.evaluate("document.querySelector('.inquiry .answer').innerText") as? String)
    let equation = try #require(run.output.split(separator: "\n").first { $0.contains(" + ") && $0.contains(" = ") })
    let sides = equation.components(separatedBy: " = ")
    #expect(answer.contains(sides[0].trimmingCharacters(in: .whitespaces)), "\(answer)")
    #expect(answer.hasSuffix("output \(sides[1])"), "\(answer)")
    let lit = try browser.evaluate("[...document.querySelectorAll('.inquiry .patch')].map((cell) => cell.innerText)")
    #expect(lit as? [String] == ["2", "3", "5", "6"])
  }

  @Test func theArrowKeysDoWhatPointingDoes() throws {
    let browser = try Browser()
    try browser.open(page("lesson-02-padding-stride"), width: 1440)
    try browser.hover(".inquiry td[data-row='1'][data-column='2']")
    let pointed = try browser.evaluate("document.querySelector('.inquiry .answer').innerText") as? String
    try browser.open(page("lesson-02-padding-stride"), width: 1440)
    try browser.evaluate("document.querySelector(`.inquiry td[data-row='0'][data-column='2']`).focus()")
    try browser.press("ArrowDown")
    #expect(try browser.evaluate("document.querySelector('.inquiry .answer').innerText") as? String == pointed)
    try browser.press("ArrowRight")
    #expect(try browser.evaluate("document.activeElement.dataset.column") as? String == "3")
  }

  @Test func whereverOneClicksOneCellOfAMatrixIsInTheOrderOfTabs() throws {
    let browser = try Browser()
    try browser.open(page("lesson-02-padding-stride"), width: 1440)
    try browser.click(".inquiry table td[data-choosable]:nth-child(3)")
    try browser.press("ArrowRight")
    let stops = try browser.evaluate(
      """
      [...document.querySelector(".inquiry table").querySelectorAll("td")].flatMap((cell, place) =>
        cell.tabIndex === 0 ? [place] : [])
      """)
    #expect(stops as? [Int] == [8])
  }

  @Test func slidersChangeTheOutputAndRefuseWhatCannotBe() throws {
    let browser = try Browser()
    try browser.open(page("lesson-02-padding-stride"), width: 1440)
    func set(_ slider: String, _ value: Int) throws {
      try browser.evaluate(
        """
        (() => { const slider = document.querySelector(`.inquiry input[aria-label="\(slider)"]`);
        slider.value = \(value); slider.dispatchEvent(new Event("input")); })()
        """)
    }
    try set("stride", 2)
    let outputs = "[...document.querySelectorAll('.inquiry td[aria-selected]')].map((cell) => cell.innerText)"
    #expect(try browser.evaluate(outputs) as? [String] == ["1", "5", "11", "28"])
    #expect(
      (try browser.evaluate("document.querySelector('.inquiry math').textContent") as? String)?.hasSuffix("=2")
        == true)
    try browser.open(page("lesson-04-pooling"), width: 1440)
    try set("padding", 2)
    let answer = try browser.evaluate("document.querySelector('.inquiry .answer').innerText") as? String
    #expect(answer?.contains("more than half the window") == true)
  }

  @Test func whoComesBackFindsControlsThatShowWhatIsThere() throws {
    let browser = try Browser()
    try browser.open(page("lesson-02-padding-stride"), width: 1440)
    let shown = "[...document.querySelectorAll('.inquiry label')].map((label) => label.children[0].value)"
    let fresh = try #require(browser.evaluate(shown) as? [String])
    try browser.evaluate(
      """
      document.querySelectorAll(".inquiry input[type=range]").forEach((slider) => {
        slider.value = slider.max;
        slider.dispatchEvent(new Event("input"));
      })
      """)
    #expect(try browser.evaluate(shown) as? [String] != fresh)
    try browser.open(page("lesson-04-pooling"), width: 1440)
    try browser.evaluate("setTimeout(() => history.back(), 100)")
    let values = fresh.map { "\"\($0)\"" }.joined(separator: ",")
    #expect(browser.waits(for: "document.title.includes('Padding') && JSON.stringify(\(shown)) === '[\(values)]'"))
  }

  @Test func aQuestionTakesANumberAndRemembersThatItWasAnswered() throws {
    let browser = try Browser()
    try browser.open(page("lesson-04-pooling"), width: 1440)
    let question = "document.querySelector('.question[data-ask*=\" number \"]')"
    /// Types an answer and presses Enter; gives what is said.
    func say(_ answer: String) throws -> String? {
      try browser.evaluate(
        """
        (() => { const field = \(question).querySelector("input"); field.focus(); field.value = "\(answer)"; })()
        """)
      try browser.press("Enter")
      return try browser.evaluate("\(question).querySelector('[role=status]').innerText") as? String
    }
    #expect(try browser.evaluate("\(question).nextElementSibling.open") as? Bool == false)
    #expect(try say("−2")?.contains("✗ Not quite. You left the start out") == true)
    #expect(try say("3x4")?.contains("This asks for a number") == true)
    #expect(try say("12345")?.contains("That is not it.") == true)
    #expect(try say("0,0") == "✓ Right.")
    #expect(try browser.evaluate("\(question).nextElementSibling.open") as? Bool == true)
    #expect(
      try browser.evaluate("\(question).querySelector('label').innerText") as? String == "Your answer, a number")
    try browser.open(page("lesson-04-pooling"), width: 375, isDark: true)
    let status = try browser.evaluate("\(question).querySelector('[role=status]').innerText") as? String
    #expect(status == "✓ You have answered this.")
  }

  @Test func choicesAndCellsAreGroupsThatTheArrowKeysGoThrough() throws {
    let browser = try Browser()
    for (kind, labels) in [("choice", 4), ("cell", 16)] {
      try browser.open(page("lesson-04-pooling"), width: 1440)
      let question = "document.querySelector('.question[data-ask*=\" \(kind)\"]')"
      let names = "[...\(question).querySelectorAll('input[type=radio]')].map((one) => one.labels[0].innerText)"
      #expect((try browser.evaluate(names) as? [String])?.count == labels)
      let status = "\(question).querySelector('[role=status]').innerText"
      try browser.evaluate("\(question).querySelector('button').click()")
      #expect(try browser.evaluate(status) as? String == "✗ Choose an answer first.")
      try browser.evaluate("\(question).querySelector('input').focus()")
      var said: Set<String> = []
      for _ in 0..<labels {
        try browser.press("ArrowRight")
        try browser.evaluate("\(question).querySelector('button').click()")
        said.insert(try browser.evaluate(status) as? String ?? "")
      }
      #expect(said.contains("✓ Right.") && said.count { $0.hasPrefix("✗ Not quite. You ") } == 3, "\(said)")
      #expect(try browser.evaluate("document.location.href.includes('lesson-04')") as? Bool == true)
    }
  }

  @Test func formulasAreSetAsMathematics() throws {
    let browser = try Browser()
    try browser.open(page("lesson-02-padding-stride"), width: 1440)
    let sizes = try browser.evaluate(
      """
      [...document.querySelectorAll("main math mfrac")].map((fraction) => fraction.children[0].getBoundingClientRect()
      .bottom <= fraction.children[1].getBoundingClientRect().top + 1)
      """)
    let fractions = try #require(sizes as? [Bool])
    #expect(!fractions.isEmpty && fractions.allSatisfy { $0 })
  }

  /// The texts whose contrast with the nearest painted ground is less than 4.5 : 1, after WCAG 2.
  static let faintTexts = """
    (() => {
      const parts = (color) => {
        const numbers = color.match(/[\\d.]+/g).map(Number);
        return color.startsWith("color(") ? [...numbers.slice(0, 3).map((share) => share * 255), ...numbers.slice(3)] : numbers;
      };
      const luminance = (color) => {
        const [r, g, b] = parts(color).slice(0, 3).map((value) => {
          const share = value / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const color = getComputedStyle(at).backgroundColor;
          const [, , , alpha = 1] = parts(color);
          if (alpha > 0) return color;
        }
        return "rgb(255, 255, 255)";
      };
      const faint = new Set();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.textContent.trim() || !element.checkVisibility({ opacityProperty: true })) continue;
        const [text, behind] = [getComputedStyle(element).color, ground(element)].map(luminance);
        const contrast = (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05);
        if (contrast < 4.5) faint.add(`${walker.currentNode.textContent.trim().slice(0, 40)} ${contrast.toFixed(2)}`);
      }
      return [...faint];
    })()
    """
}
