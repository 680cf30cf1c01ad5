import TensorCore

/// One run of a lesson with the options it was given.
struct LessonRun<L: Lesson> {
  let options: Options
  private let checkout: Checkout?
  private let folder: OutputFolder
  private let terminal: TerminalRenderer

  init(options: Options) {
    self.options = options
    checkout = Checkout.find(lesson: L.name, builtAt: Checkout.builtAt())
    let collection = options.output ?? (checkout?.root ?? Path.currentFolder) + "/output"
    folder = OutputFolder(collection: collection, lesson: L.name)
    terminal = TerminalRenderer(width: Terminal.width, colored: Terminal.hasColor, folder: Path.relative(folder.path))
  }

  func run() throws {
    if let threads = options.threads { Threads.count = threads }
    if let pixel = options.pixel, try explain(pixel) { return }
    try walk()
  }

  /// Walks, and writes the page only once the walk has come to its end.
  private func walk() throws {
    guard let checkout else {
      throw LessonFailure(
        "cannot find Lessons/\(L.name)/Lesson.swift, from which the lesson takes its prose and code; "
          + "run it in its package: swift run \(L.name)")
    }
    let notebook = try notebook(checkout.source(of: L.name))
    let neighbours = checkout.neighbours(of: L.name)
    try folder.prepare()
    let terminal = terminal(after: folder)
    if !options.quiet { Terminal.print(terminal.opening(notebook.page)) }
    notebook.begin()
    try L.walk(notebook)
    try notebook.finish()
    let renderer = MarkdownRenderer(previous: neighbours.previous, next: neighbours.next)
    try folder.write(renderer.render(notebook.page), named: "README.md")
    try folder.writeContents()
    let readme = terminal.folder + "/README.md"
    if options.quiet {
      for case .figure(let picture) in notebook.page.elements { Terminal.print("\(terminal.folder)/\(picture.file)\n") }
      Terminal.print(readme + "\n")
    } else {
      Terminal.print(terminal.closing(readme: readme, next: neighbours.next))
    }
    reportUnused(notebook.consulted)
  }

  /// The renderer that names the folder, which may only just have come to be, as seen from the current one.
  private func terminal(after folder: OutputFolder) -> TerminalRenderer {
    TerminalRenderer(width: terminal.width, colored: terminal.colored, folder: Path.relative(folder.path))
  }

  private func notebook(_ source: LessonSource) -> Notebook {
    let page = Page(name: L.name, title: L.title, summary: L.summary)
    let (options, terminal) = (options, terminal(after: folder))
    return Notebook(page: page, source: source, options: options, folder: folder) { element in
      if !options.quiet { Terminal.print(terminal.element(element)) }
    }
  }

  /// Says which options changed nothing.
  private func reportUnused(_ consulted: Set<String>) {
    for option in options.given where !consulted.contains(option) {
      Terminal.printError("\(L.name): \(option) has no use in this lesson")
    }
  }
}
