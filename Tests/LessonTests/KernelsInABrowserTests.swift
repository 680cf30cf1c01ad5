import Foundation
import TestedPackage
import Testing

/// Kernels at work and matrices that can be changed, as readers use them.
@Suite(
  .waiting,
  .enabled(if: Browser.path != nil, "no Chromium on this machine: the pages have not been opened in a browser"))
struct KernelsInABrowserTests {
  private func page(_ lesson: String) -> URL {
    TestedPackage.root.appending(path: "output/\(lesson)/index.html")
  }

  private func text(_ browser: Browser, _ selector: String) throws -> String {
    try #require(browser.evaluate("document.querySelector(`\(selector)`).textContent") as? String)
  }

  @Test(arguments: ["lesson-01-cross-correlation", "lesson-03-channels", "lesson-08-spatial-cnn"])
  func theRangeIsTheOneThatTheProgramPrints(lesson: String) throws {
    let browser = try Browser()
    try browser.open(page(lesson), width: 1440)
    let printed = try text(browser, ".kernels noscript")
    let range = try #require(printed.firstMatch(of: /from (−?[0-9.]+) to (−?[0-9.]+)/))
    #expect(try text(browser, ".kernels .range").hasPrefix("The output goes from \(range.1) to \(range.2)."))
    #expect(browser.errors.isEmpty, "\(browser.errors)")
  }

  @Test func aWeightThatIsTypedChangesTheOutput() throws {
    let browser = try Browser()
    try browser.open(page("lesson-01-cross-correlation"), width: 375)
    func type(_ text: String) throws {
      try browser.evaluate(
        """
        (() => { const cell = document.querySelector(".kernels .weights input"); cell.focus(); cell.value = "\(text)";
        cell.dispatchEvent(new Event("input")); })()
        """)
    }
    let before = try text(browser, ".kernels .range")
    try type("5")
    let changed = try text(browser, ".kernels .range")
    #expect(changed != before)
    try type("five")
    #expect(try text(browser, ".kernels .range") == changed)
    try type("−1")
    #expect(try text(browser, ".kernels .range") == before)
  }

  @Test func aPixelTellsItsOutputsAndANumberThatIsTypedReachesThem() throws {
    let browser = try Browser()
    try browser.open(page("lesson-02-padding-stride"), width: 1440)
    try browser.click(".inquiry table td[data-choosable]")
    #expect(try text(browser, ".inquiry .about").contains("4 outputs use this pixel: row 0, column 0 with weight 1;"))
    let outputs = "[...document.querySelectorAll('.inquiry td[aria-selected]')].map((cell) => Number(cell.innerText))"
    let before = try #require(browser.evaluate(outputs) as? [Double])
    try browser.evaluate(
      """
      (() => { const field = document.querySelector(".inquiry .about input"); field.value = "10";
      field.dispatchEvent(new Event("input")); })()
      """)
    let after = try #require(browser.evaluate(outputs) as? [Double])
    #expect(zip(after, before).map { $0 - $1 } == [9, 9, 0, 0, 9, 9, 0, 0] + [Double](repeating: 0, count: 8))
    #expect(browser.errors.isEmpty, "\(browser.errors)")
  }
}
