import Pages
import System

/// What a lesson is shown on while it runs: the terminal or a pipe, all at once, one section, or at the reader's pace.
final class Screen {
  /// Where progress displays print, which are there before the screen is.
  final class Output {
    fileprivate var reader: Reader?

    /// Prints, or leaves it to the reader's thread.
    func print(_ text: String) {
      if let reader { reader.progress(text) } else { Terminal.print(text) }
    }
  }

  private let renderer: TerminalRenderer
  private let output: Output
  private let isQuiet, isPaced: Bool
  private let sections: Int
  /// Keeps that a question has been answered.
  private let keep: @Sendable (AskedQuestion) -> Void
  /// The only section that is shown, and the one that has come last.
  private let chosen: Int?
  private var current = 0

  /// A screen for a lesson whose sections have some headings. Throws a line with exit status 64 if `section` is none of
  /// their numbers and names.
  init(
    _ renderer: TerminalRenderer, _ output: Output, isQuiet: Bool, isPaced: Bool, headings: [String],
    section: String?, keep: @escaping @Sendable (AskedQuestion) -> Void
  ) throws {
    (self.renderer, self.output, self.isQuiet) = (renderer, output, isQuiet)
    self.keep = keep
    self.isPaced = isPaced && !isQuiet
    sections = headings.count
    chosen = try section.map { try Screen.number(of: $0, headings) }
  }

  /// The number of the section that is meant, counted from 1: by its number, its name, its heading, or what is like one
  /// name alone.
  static func number(of section: String, _ headings: [String]) throws -> Int {
    let names = Page.anchors(of: headings)
    if let number = Int(section) {
      if number >= 1, number <= names.count { return number }
    } else {
      let asked = Page.anchors(of: [section])[0]
      let likenesses: [(String) -> Bool] = [
        { $0 == section.lowercased() }, { $0 == asked }, { $0.hasPrefix(asked) }, { $0.contains(asked) },
        { asked.contains($0) },
      ]
      for isAlike in likenesses {
        if case let alike = names.indices.filter({ isAlike(names[$0]) }), alike.count == 1 { return alike[0] + 1 }
      }
    }
    throw ProgramFailure(
      "there is no section \(section.isEmpty ? "''" : section); there are \(names.count): \(names.joined(separator: ", "))",
      exitCode: ProgramFailure.usage)
  }

  /// Shows what stands above the lesson.
  func open(_ page: Page) throws {
    if isPaced {
      output.reader = try Reader(
        renderer, opening: chosen == nil ? renderer.opening(page) : "", sections: sections, keep: keep)
    } else if !isQuiet, chosen == nil {
      Terminal.print(renderer.opening(page))
    }
  }

  /// Shows an element.
  func show(_ element: Page.Element, after previous: Page.Element?) {
    guard !isQuiet, let element = part(of: element) else { return }
    if let reader = output.reader { return reader.add(element, after: previous) }
    Terminal.print(renderer.element(element, after: previous))
  }

  /// What of an element belongs to the chosen section; all of it if none is chosen.
  private func part(of element: Page.Element) -> Page.Element? {
    guard let chosen else { return element }
    guard case .prose(let blocks) = element else { return current == chosen ? element : nil }
    let parts = Page.sections(of: blocks)
    let first = current
    current += parts.count - 1
    guard parts.indices.contains(chosen - first), case let part = parts[chosen - first], !part.isEmpty else {
      return nil
    }
    return .prose(part)
  }

  /// Waits until a reader is through.
  func close() {
    output.reader?.finish()
    output.reader = nil
  }

  /// Shows at once what has not been read yet, as an error ends the lesson.
  func fail() {
    output.reader?.hurry()
    output.reader = nil
  }
}
