import Foundation
import TestedPackage
import Testing

/// The trainings that readers of the pages wind back, in a real browser.
@Suite(
  .waiting,
  .enabled(if: Browser.path != nil, "no Chromium on this machine: trainings have not been wound back in a browser"))
struct TrainingsInABrowserTests {
  /// Opens the page that a lesson writes.
  private func open(_ lesson: String, in browser: Browser) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, data) in try LessonRun.writtenFiles(of: lesson) { try folder.write(data, to: name) }
    try browser.open(folder.url.appending(path: "index.html"), width: 1440)
    return folder
  }

  /// What stands in an element of the page, once everything has been shown anew.
  private func text(_ selector: String, _ browser: Browser) throws -> String {
    let text = try browser.evaluate(
      """
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
      done(document.querySelector(`\(selector)`).innerText))))
      """)
    return text as? String ?? ""
  }

  private func set(_ slider: String, to value: Double, _ browser: Browser) throws {
    try browser.evaluate(
      """
      (() => { const slider = document.querySelector(`\(slider)`);
      slider.value = \(value); slider.dispatchEvent(new Event("input")); })()
      """)
  }

  @Test func aKernelLearnsFromAnotherStartAtAnotherRate() throws {
    let browser = try Browser()
    let folder = try open("lesson-01-cross-correlation", in: browser)
    #expect(try text(".descent .report", browser).hasPrefix("epoch 100: kernel [1, −1]"))
    try browser.click(".descent button[aria-label='to the start']")
    let start = try text(".descent .report", browser)
    #expect(start.hasPrefix("epoch 0: "))
    try browser.click(".descent button[aria-label='a step on']")
    #expect(try text(".descent .report", browser).hasPrefix("epoch 1: "))
    try browser.click(".descent button[aria-label='a step back']")
    #expect(try text(".descent .report", browser) == start)

    try browser.click(".descent .charts svg")
    #expect(try text(".descent .report", browser).hasPrefix("epoch 0: kernel [0."))
    #expect(try text(".descent .report", browser) != start)
    #expect(try text(".descent .sentence", browser).contains("the loss falls"))
    try set(".descent label input", to: 0.03, browser)
    #expect(try text(".descent .sentence", browser).contains("diverges"))
    // Only the valley takes a place that is pointed at.
    let cursors = try browser.evaluate(
      "[...document.querySelectorAll('.descent .chart .grid')].map((grid) => getComputedStyle(grid).cursor)")
    #expect(cursors as? [String] == ["crosshair", "auto"])
    #expect(browser.errors.isEmpty, "\(browser.errors)")
    withExtendedLifetime(folder) {}
  }

  @Test(arguments: ["lesson-06-feature-maps", "lesson-07-gradients", "lesson-10-regularization"])
  func aRecordedTrainingIsWoundBack(_ lesson: String) throws {
    let browser = try Browser()
    let folder = try open(lesson, in: browser)
    #expect(try text(".recording .report", browser) == "The random start")
    let read = try text(".recording .read", browser)
    try browser.click(".recording button[aria-label='to the end']")
    let end = try text(".recording .report", browser)
    #expect(end.hasPrefix("After ") && end != "The random start")
    #expect(try text(".recording .read", browser) != read)
    let slider = "document.querySelector('.recording input[type=range]')"
    #expect(try browser.evaluate("\(slider).value === \(slider).max") as? Bool == true)
    try browser.evaluate("\(slider).focus()")
    try browser.press("Home")
    #expect(try text(".recording .report", browser) == "The random start")
    #expect(try text(".recording .read", browser) == read)
    try browser.click(".recording .samples button:nth-child(2)")
    #expect(try text(".recording .read", browser) != read)
    #expect(browser.errors.isEmpty, "\(browser.errors)")
    withExtendedLifetime(folder) {}
  }
}
