import Checking
import ExerciseFiles
import Inspector
import Pages
import Programs
import System
import TensorCore

/// One run of a lesson with the options it was given.
struct LessonRun<L: Lesson> {
  let options: Options
  private let checkout: Checkout?
  private let folder: OutputFolder
  /// Where what takes its time reports itself, unless the lesson is to be quiet.
  private let display: ProgressDisplay?
  private let output = Screen.Output()
  /// Ends the process over the walk's first failure.
  private let giveUp: ((any Error) -> Never)?

  /// A run that ends the process with `giveUp` as soon as the walk cannot show something, or, without it, throws once
  /// the walk is over.
  init(
    options: Options, checkout: Checkout? = Checkout.find(),
    giveUp: ((any Error) -> Never)? = nil
  ) {
    self.options = options
    self.checkout = checkout
    self.giveUp = giveUp
    let collection = options.output ?? (checkout?.root ?? Path.currentFolder) + "/output"
    folder = OutputFolder(collection: collection, lesson: L.name)
    display =
      options.quiet
      ? nil
      : ProgressDisplay(isRedrawn: Terminal.isRedrawn, width: { Terminal.columns }, print: output.print)
  }

  func run() throws {
    if let task = options.answer { try answer(task) }
    if let function = options.serve { ServingProcess.serve { try L.call(function, $0) } }
    if options.check { return try check() }
    if let threads = options.training.threads { Threads.count = threads }
    defer { display?.close() }
    if options.mine { return try runMine() }
    switch options.pixel {
    case .output(let row, let column): if try explain(row, column) { return }
    case .value(let value): try explain(value)
    case nil: break
    }
    try walk()
  }

  /// Lets the learner's function answer to the process that has started this one.
  private func answer(_ task: AnsweringTask) throws -> Never {
    guard let exercise = L.exercises.first(where: { $0.number == task.exercise }) else {
      throw ProgramFailure("there is no exercise \(task.exercise)", exitCode: ProgramFailure.usage)
    }
    AnsweringProcess.answer(exercise, from: task.firstCase)
  }

  private func check() throws {
    reportUnused([], "with --check")
    let run = CheckRun(
      lesson: L.name, exercises: L.exercises, of: "\(L.self)", root: checkout?.root ?? Path.currentFolder,
      folder: folder, builtFrom: options.builtFrom)
    if try !run.run(options.exercises) { Terminal.exit(1) }
  }

  /// Runs the lesson's network with the learner's own functions in it.
  private func runMine() throws {
    guard let network = L.network(seed: options.seed ?? 0) else {
      throw ProgramFailure(
        "--mine has no use in this lesson, which has no network to run", exitCode: ProgramFailure.usage)
    }
    reportUnused(["--seed", "--data", "--data-directory"], "with --mine")
    var functions = OwnFunctions(root: try package.root)
    if let complaint = try functions.prepare(MineRun.functions(of: network)) {
      Terminal.print("\n" + complaint)
      Terminal.exit(1)
    }
    let image = try options.dataset(.test, count: 1, display: display).image(0)
    let report = try MineRun(network: network, call: functions.call).report(image)
    try folder.prepare()
    let terminal = terminal()
    Terminal.print(terminal.element(.prose(MarkupParser.parse(MineReport.opening)), after: nil))
    Terminal.print(terminal.element(.table(report.table), after: nil))
    Terminal.print(terminal.element(.prose(MarkupParser.parse(report.conclusion)), after: nil))
    guard report.parting != nil else { return Terminal.print("\n") }
    if let figure = report.figure {
      let picture = try FigureFolder(folder: folder).write(
        figure, named: "exercise-mine", caption: "The maps where they part.")
      Terminal.print(terminal.element(.figure(picture), after: nil))
    }
    Terminal.print("\n")
    Terminal.exit(1)
  }

  /// Walks, and writes the page only once the walk has come to its end.
  private func walk() throws {
    let checkout = try package
    let source = try checkout.source(of: L.name)
    if isOlder(than: checkout.path(of: L.name)) { complainOfAge() }
    let lessons = checkout.lessons
    for complaint in lessons.compactMap(\.complaint) { Terminal.printError("\(L.name): \(complaint)") }
    let neighbours = lessons.neighbours(of: L.name)
    let chosen = try options.chosenFiles(display: display)
    try folder.prepare()
    let terminal = terminal()
    let queue = [.none, .text].contains(pictures) ? FigureQueue() : nil
    let exercises = ExerciseSection(LessonExercises(lesson: L.name, root: checkout.root))
    let screen = try screen(terminal, source.headings(exercises: exercises == nil ? nil : "Exercises"))
    let notebook = notebook(source, chosen, checkout.root, screen, queue)
    try screen.open(notebook.page)
    let files: [String]
    do {
      notebook.begin()
      try L.walk(notebook)
      try notebook.finish(exercises: exercises)
      try queue?.finish()
      files = try write(notebook.page, lessons).map { "\(terminal.folder)/\($0)" }
    } catch {
      screen.fail()
      throw error
    }
    screen.close()
    if options.quiet {
      for picture in notebook.page.elements.compactMap(\.picture) {
        Terminal.print("\(terminal.folder)/\(picture.file)\n")
      }
      for file in files { Terminal.print(file + "\n") }
    } else {
      Terminal.print(terminal.closing(files: files, next: neighbours.next?.name))
    }
    reportUnused(notebook.consulted)
  }

  /// Whether this program was built before a source was saved.
  private func isOlder(than source: String) -> Bool {
    guard let program = Path.executable, let folder = Path.parent(program) else { return false }
    // What is compiled anew and comes out the same, as after a change of prose, leaves the program as it is.
    let objects = "\(folder)/\(L.name.replacing("-", with: "_")).build"
    return [program, objects].filter(Folder.exists).allSatisfy { Folder.isOlder($0, than: source) }
  }

  private func complainOfAge() {
    Terminal.printError(
      "\(L.name): Lessons/\(L.name)/Lesson.swift has been saved since this program was built, so its code may stand "
        + "beside other values; swift run \(L.name) builds it anew")
  }

  /// The package that the lesson is read from.
  private var package: Checkout {
    get throws {
      guard let checkout else {
        throw ProgramFailure(
          "cannot find Lessons/\(L.name)/Lesson.swift, from which the lesson takes its prose and code; "
            + "run it in its package: swift run \(L.name)")
      }
      return checkout
    }
  }

  /// Writes the page in its renderings and gives the names of their files.
  private func write(_ page: Page, _ lessons: [LessonHeading]) throws -> [String] {
    let neighbours = lessons.neighbours(of: L.name)
    let markdown = MarkdownRenderer(previous: neighbours.previous, next: neighbours.next)
    try folder.write(markdown.render(page), named: "README.md")
    try folder.write(HTMLRenderer(lessons: lessons).render(page), named: "index.html")
    try folder.write(SearchIndex(page).script, named: "search.js")
    try folder.writeContents()
    guard options.notebook else { return ["README.md", "index.html"] }
    let jupyter = JupyterRenderer { file in
      guard let bytes = Folder.bytes(of: folder.path + "/" + file) else {
        throw ProgramFailure("cannot read \(folder.path)/\(file), which the notebook is to hold")
      }
      return bytes
    }
    try folder.write(jupyter.render(page), named: L.name + ".ipynb")
    return ["README.md", "index.html", L.name + ".ipynb"]
  }

  /// Made once the folder is there, so that it can be named as seen from the current one.
  private func terminal() -> TerminalRenderer {
    let width = Terminal.width
    // A picture stands whole in the window, between an empty line and the prompt.
    let rows = max(5, Terminal.rows - 3)
    return TerminalRenderer(
      width: width, columns: Terminal.columns, colored: Terminal.hasColor, folder: Path.relative(folder.path)
    ) {
      [pictures, folder] picture in
      if [.blocks, .text].contains(pictures), let lines = picture.lines {
        return lines.lines.map { "    \($0)\n" }.joined()
      }
      return pictures.text(
        path: "\(folder.path)/\(picture.file)", size: (picture.width, picture.height), columns: width - 4,
        rows: rows, indentation: 4)
    }
  }

  /// How figures are shown in this terminal.
  private var pictures: PictureDisplay {
    options.pictures.resolved(isTerminal: Terminal.isTerminal, environment: Environment.value)
  }

  /// What the lesson is read on: section by section where somebody sits at both ends.
  private func screen(_ terminal: TerminalRenderer, _ headings: [String]) throws -> Screen {
    let isPaced =
      !options.all && Terminal.isTerminal && Keyboard.isThere && Environment.value("TERM") != "dumb"
      && Environment.nonEmpty("CI") == nil
    let record = checkout.map { QuestionRecord(lesson: L.name, root: $0.root) }
    return try Screen(
      terminal, output, isQuiet: options.quiet, isPaced: isPaced, headings: headings, section: options.section
    ) { record?.keep($0) }
  }

  private func notebook(
    _ source: LessonSource, _ files: ChosenFiles, _ root: String, _ screen: Screen, _ queue: FigureQueue?,
    _ asked: Notebook.AskedValue? = nil
  ) -> Notebook {
    let page = Page(name: L.name, title: OutsideText(L.title), summary: Prose(markdown: L.summary))
    return Notebook(
      page: page, source: source, options: options, files: files, folder: FigureFolder(folder: folder, queue: queue),
      root: root, askedValue: asked, progressDisplay: display,
      giveUp: giveUp.map { giveUp in
        { error in
          screen.fail()
          giveUp(error)
        }
      },
      emit: screen.show)
  }

  /// Explains one output pixel in place of the walk. Gives false if the lesson has no operation to explain.
  private func explain(_ row: Int, _ column: Int) throws -> Bool {
    let chosen = try options.chosenImage(display: display)
    guard let inspection = L.inspect(chosen) else {
      Terminal.printError("\(L.name): --pixel has no use in this lesson, which has no operation to explain")
      return false
    }
    reportUnused(["--seed", "--data", "--data-directory", "--image"], "with a row and a column alone")
    let breakdown = try PixelBreakdown(inspection, row: row, column: column)
    try folder.prepare()
    let terminal = terminal()
    let drawing = BreakdownFigure(breakdown, of: inspection)
    let picture = try FigureFolder(folder: folder).write(
      drawing.figure, named: "pixel-\(row)-\(column)", caption: drawing.caption)
    if options.quiet {
      Terminal.print("\(terminal.folder)/\(picture.file)\n")
    } else {
      Terminal.print(terminal.element(.text(OutsideText(BreakdownText(breakdown).text)), after: nil))
      Terminal.print(terminal.element(.figure(picture), after: nil) + "\n")
    }
    return true
  }

  /// Explains a value of the network that the lesson lays open: the walk goes as far as that, and shows and writes nothing.
  private func explain(_ value: NetworkValue) throws -> Never {
    let checkout = try package
    let asked = Notebook.AskedValue(value: value) { [display] text in
      display?.close()
      Terminal.print("\n\(text)\n")
      Terminal.exit(0)
    }
    let screen = try Screen(
      terminal(), output, isQuiet: true, isPaced: false, headings: [], section: nil
    ) { _ in }
    let notebook = notebook(
      try checkout.source(of: L.name), try options.chosenFiles(display: display), checkout.root, screen, nil, asked
    )
    try L.walk(notebook)
    throw notebook.failure
      ?? ProgramFailure(
        "--pixel \(value) has no use in this lesson, which lays no network open; name a row and a column, such as 3,4",
        exitCode: ProgramFailure.usage)
  }

  /// Says which options changed nothing.
  private func reportUnused(_ consulted: Set<String>, _ place: String = "in this lesson") {
    for option in options.given where !consulted.contains(option) {
      Terminal.printError("\(L.name): \(option) has no use \(place)")
    }
  }
}
