import Checking
import ExerciseFiles
import Figures
import Pages
import Programs
import System
import TensorCore

/// What a lesson writes in while it walks: prose and code come from its source, values from the calls of `show`.
public final class Notebook {
  /// What the random numbers of the lesson start from.
  public var seed: UInt64 {
    consulted.insert("--seed")
    return options.seed ?? 0
  }

  let options: Options
  let files: ChosenFiles
  let folder: FigureFolder
  /// The folder of the package that the lesson belongs to.
  let root: String
  package private(set) var page: Page
  private(set) var failure: (any Error)?
  /// What is asked of a network in place of the walk.
  let askedValue: AskedValue?
  /// The options that the walk has asked for, by name.
  var consulted: Set<String> = []
  /// Where trainings report themselves, unless the lesson is to be quiet.
  package let progressDisplay: ProgressDisplay?

  private let source: LessonSource
  private let giveUp: ((any Error) -> Never)?
  private let emit: (_ element: Page.Element, _ previous: Page.Element?) -> Void
  private var next = 0
  private var lastShown: Int?
  /// The question that the next call of `ask` takes an answer to.
  private var heldQuestion: QuestionText?

  /// A notebook for one walk. `emit` is called with each element of the page as soon as it is known, `giveUp` with the
  /// first failure.
  init(
    page: Page, source: LessonSource, options: Options, files: ChosenFiles, folder: FigureFolder,
    root: String, askedValue: AskedValue? = nil, progressDisplay: ProgressDisplay? = nil,
    giveUp: ((any Error) -> Never)? = nil,
    emit: @escaping (_ element: Page.Element, _ previous: Page.Element?) -> Void
  ) {
    self.page = page
    self.source = source
    self.options = options
    self.files = files
    self.folder = folder
    self.root = root
    self.askedValue = askedValue
    self.progressDisplay = progressDisplay
    self.giveUp = giveUp
    self.emit = emit
  }

  /// A generator of random numbers that depend on the lesson's seed and the number of the stream alone.
  public func generator(_ stream: UInt64 = 0) -> SeededGenerator {
    SeededGenerator(seed: seed).split(stream)
  }

  /// Where a file of the lesson's own belongs that is no figure: beside its page.
  public func path(of name: String) -> String { folder.folder.path + "/" + name }

  // MARK: Showing

  /// Shows a value as it prints: a tensor as `tensor(…)`, an array in brackets, text as it is.
  public func show(_ value: some CustomStringConvertible, file: String = #filePath, line: Int = #line) {
    show(file, line) { [.text(OutsideText(value.description))] }
  }

  /// Shows a table.
  public func show(_ table: Table, file: String = #filePath, line: Int = #line) {
    show(file, line) { [.table(table)] }
  }

  /// Draws a figure, writes it into the lesson's folder and shows it.
  ///
  /// - Parameters:
  ///   - name: The file's name without `.png`: what the figure shows, in small letters and hyphens. Two figures of a
  ///     lesson cannot have one name.
  ///   - caption: What the reader is to see in it, set below the figure.
  ///   - alt: What is to be seen, for those who cannot see it; the caption, or the name, unless given.
  public func show(
    _ figure: Figure, named name: String, caption: Prose = "", alt: String? = nil,
    file: String = #filePath, line: Int = #line
  ) {
    show(file, line) { [.figure(try folder.write(figure, named: name, caption: caption, alternative: alt))] }
  }

  /// Shows a table in the terminal only: for timings and whatever else differs from run to run.
  public func showInTerminal(_ table: Table, file: String = #filePath, line: Int = #line) {
    show(file, line) { [.passing(table)] }
  }

  // MARK: Asking

  /// Asks what stands above this call, as `- Question: …` and `- Answer: …`, and takes an answer to it: on the page, at a
  /// terminal and in `course quiz`. The lesson ends with an error if no question stands there.
  ///
  ///     //: - Question: How large is a map of 28×28 after a window of 2×2 with stride 2?
  ///     //: - Answer: Half as high and half as wide.
  ///     notebook.ask(.shape(maxPool2d(map, window: 2).shape))
  public func ask(_ question: Question, file: String = #filePath, line: Int = #line) {
    show(file, line) {
      guard let text = heldQuestion.take() else {
        throw ProgramFailure(
          "Lessons/\(page.name)/Lesson.swift:\(line) asks nothing; write //: - Question: … and //: - Answer: … above it"
        )
      }
      return [.question(asked: text.asked, AskedQuestion(question, asked: text.asked), answer: text.answer)]
    }
  }

  /// Writes what stands in the source up to the statement at a line, and then the elements of a value.
  ///
  /// The first failure ends the lesson: at once if the notebook was given a way to give up, or else after the walk;
  /// nothing is shown after it.
  func show(_ file: String, _ line: Int, _ elements: () throws -> [Page.Element]) {
    guard askedValue == nil else { return }
    check {
      let place = try statement(file, line)
      advance(through: place)
      for element in try elements() { try checkName(of: element); add(element) }
      if case .statement(_, repeats: false) = source.passages[place].kind { advanceToNextShow() }
    }
  }

  /// What `--pixel` asks of a network that the walk shows: a value, and who is told where it comes from.
  struct AskedValue {
    let value: NetworkValue
    let answer: (OutsideText) -> Never
  }

  /// Does what may fail, unless something has failed before; what it throws ends the lesson.
  package func check(_ body: () throws -> Void) {
    guard failure == nil else { return }
    do {
      try body()
    } catch {
      failure = error
      giveUp?(error)
    }
  }

  /// Gives the value that is asked for in place of the walk, if there is one. What `text` throws ends the
  /// lesson.
  package func answer(_ text: (NetworkValue) throws -> OutsideText) {
    guard let askedValue else { return }
    check { askedValue.answer(try text(askedValue.value)) }
  }

  /// Writes the prose and code before the first call of `show`.
  func begin() { advanceToNextShow() }

  /// Writes the prose and code after the last call of `show`, with the exercises before its last section. Throws the
  /// walk's first failure.
  func finish(exercises: ExerciseSection? = nil) throws {
    if let failure { throw failure }
    if isMissing(before: source.passages.count) { throw outdated(source.passages.last?.lines.upperBound ?? 0) }
    guard let exercises else { return advance(through: source.passages.count - 1) }
    var closing: [Markup] = []
    if next < source.passages.count, case .prose(let text) = source.passages.last?.kind {
      advance(through: source.passages.count - 2)
      let blocks = MarkupParser.parse(text)
      let section = blocks.lastIndex { if case .heading(2, _) = $0 { true } else { false } } ?? blocks.count
      if section > 0 { add(.prose(Array(blocks[..<section]))) }
      closing = Array(blocks[section...])
      next = source.passages.count
    }
    advance(through: source.passages.count - 1)
    add(.prose(exercises.page), shownAs: .prose(exercises.terminal))
    if !closing.isEmpty { add(.prose(closing)) }
  }

  /// The place of the statement that calls `show`. Throws if the source shows nothing there or has shown it already,
  /// or if it passed over another: then it is not the source that was compiled, and its prose would stand beside the
  /// wrong values.
  private func statement(_ file: String, _ line: Int) throws -> Int {
    let isWalk = file.hasSuffix("/\(page.name)/Lesson.swift")
    let place = isWalk ? source.statement(at: line) : nil
    if !isWalk || place.map({ source.passages[$0].kind == .function }) == true {
      throw ProgramFailure(
        "\(file):\(line): a function that shows something must say for which line of the walk: give it a parameter "
          + "`line: Int = #line` and call `notebook.show(value, line: line)`")
    }
    guard let place, case .statement(let shows, let repeats) = source.passages[place].kind, shows > 0,
      !isMissing(before: place), repeats || place != lastShown
    else { throw outdated(line) }
    guard place >= lastShown ?? 0 else {
      throw ProgramFailure(
        "Lessons/\(page.name)/Lesson.swift:\(line) is shown after a statement further down; show it where it stands")
    }
    lastShown = place
    return place
  }

  /// Whether a call of `show` that stands between the last one and a place, under no condition, did not happen:
  /// then lines have moved since the program was compiled.
  private func isMissing(before place: Int) -> Bool {
    let start = lastShown.map { $0 + 1 } ?? 0
    return start < place
      && source.passages[start..<place].contains {
        if case .statement(_, repeats: false) = $0.kind { return true }
        return false
      }
  }

  private func outdated(_ line: Int) -> ProgramFailure {
    ProgramFailure(
      "Lessons/\(page.name)/Lesson.swift is not the source that this program was built from (see line \(line)); "
        + "build again: swift run \(page.name)")
  }

  private func checkName(of element: Page.Element) throws {
    guard let picture = element.picture else { return }
    if page.elements.contains(where: { $0.picture?.file == picture.file }) {
      throw ProgramFailure("two figures of the lesson are called \(picture.file); give each a name of its own")
    }
  }

  /// Writes the passages up to one, with it; neighbouring statements become one piece of code.
  private func advance(through last: Int) {
    var code: ClosedRange<Int>?
    func flush() {
      if let code { add(.code(source.code(code))) }
      code = nil
    }
    while next <= last {
      let passage = source.passages[next]
      switch passage.kind {
      case .prose(let text):
        flush()
        var blocks = MarkupParser.parse(text)
        if next < last, source.passages[next + 1].isPartOfQuestion, let question = QuestionText(blocks) {
          heldQuestion = question
          blocks = question.before
        }
        if !blocks.isEmpty { add(.prose(blocks)) }
      case .statement where passage.isQuotation || passage.isPartOfQuestion: flush()
      case .statement, .function:
        code = (code?.lowerBound ?? passage.lines.lowerBound)...passage.lines.upperBound
      }
      next += 1
    }
    flush()
  }

  /// Lets the reader see what is being computed while it is: everything up to the next statement that shows.
  private func advanceToNextShow() {
    let place = source.passages.indices.dropFirst(next).first {
      if case .statement(let shows, _) = source.passages[$0].kind { return shows > 0 }
      return false
    }
    if let place { advance(through: place) }
  }

  /// Adds an element to the page; `shown` is what the reader sees of it while the lesson runs, if that is not the same.
  private func add(_ element: Page.Element, shownAs shown: Page.Element? = nil) {
    emit(shown ?? element, page.elements.last)
    page.elements.append(element)
  }
}
