import Dispatch
import Pages
import Synchronization
import System

/// Shows a lesson to a reader who goes through it at their own pace, while the lesson runs on and writes its files.
final class Reader: Sendable {
  private let renderer: TerminalRenderer
  /// How many sections there are below a heading.
  private let sections: Int
  private let state: Mutex<State>
  private let bell: Keyboard.Bell
  /// Keeps that a question has been answered.
  private let keep: @Sendable (AskedQuestion) -> Void
  private let done = DispatchSemaphore(value: 0)

  private struct State {
    var reading = Reading()
    /// The bar that is being redrawn.
    var bar = ""
    /// Whether the reader wants to see no more.
    var hasLeft = false
    /// Whether the lesson has failed, and the reader is to see at once what there is.
    var isHurried = false
  }

  /// Begins to show a lesson of so many sections below `opening`; `keep` is told of each question that is answered right.
  init(
    _ renderer: TerminalRenderer, opening: String, sections: Int, keep: @escaping @Sendable (AskedQuestion) -> Void
  ) throws {
    (self.renderer, self.sections, self.keep) = (renderer, sections, keep)
    bell = try Keyboard.Bell()
    var reading = Reading()
    for line in opening.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      reading.add(.text("\(line)\n", rows: 1))
    }
    state = Mutex(State(reading: reading))
    DispatchQueue(label: "reader").async { self.read() }
  }

  /// Adds what the lesson shows next.
  func add(_ element: Page.Element, after previous: Page.Element?) {
    state.withLock { state in
      guard case .prose(let blocks) = element else {
        return renderer.pieces(element, after: previous).forEach { state.reading.add($0) }
      }
      for (index, part) in Page.sections(of: blocks).enumerated() {
        if index > 0 { state.reading.beginSection() }
        if !part.isEmpty { renderer.pieces(.prose(part), after: previous).forEach { state.reading.add($0) } }
      }
    }
    bell.ring()
  }

  /// Takes what a progress display prints: a bar that is drawn over itself, and stays once a line's end comes.
  func progress(_ text: String) {
    let isShown = state.withLock { state in
      if text.hasPrefix("\r") {
        state.bar = text
      } else if !state.bar.isEmpty {
        state.reading.addBar(state.bar)
        state.bar = ""
      }
      return state.hasLeft
    }
    if isShown { Terminal.print(text) } else { bell.ring() }
  }

  /// Says that the lesson is over, and waits until the reader is through.
  func finish() {
    state.withLock { $0.reading.isComplete = true }
    bell.ring()
    done.wait()
    done.signal()
  }

  /// Shows all that there is at once, as the lesson has failed.
  func hurry() {
    state.withLock { $0.isHurried = true }
    finish()
  }

  // MARK: The reader's thread

  private func read() {
    defer {
      Keyboard.letGo()
      done.signal()
    }
    var keyboard = Keyboard()
    var stop = show { $0.goOn(rows: $1) }
    // What has been typed in answer to a question.
    var answer = ""
    while stop != .end {
      let question = stop == .question ? state.withLock { $0.reading.question } : nil
      prompt(stop, answering: question.map { ($0, answer) })
      let key = keyboard.key(or: bell)
      if state.withLock({ $0.isHurried }) {
        erase()
        return Terminal.print(state.withLock { $0.reading.rest() })
      }
      switch key {
      case .character("q")? where answer.isEmpty, .end?: return leave()
      case .character("?")? where question != nil && answer.isEmpty: stop = showAnswer()
      case .character(let character)? where question != nil:
        // A space before an answer was meant to go on, and came when the question was there already.
        if !(answer.isEmpty && character == " "), answer.count < Reader.longestAnswer { answer.append(character) }
      case .backspace?: answer = String(answer.dropLast())
      case .enter? where !answer.isEmpty:
        if let question { stop = judge(answer, to: question) }
        answer = ""
      case nil:
        if stop == .waiting { stop = show { $0.proceed(rows: $1) } }
      case .enter?, .right?, .down?, .pageDown?, .character(" ")?:
        answer = ""
        if stop != .waiting { stop = show { $0.goOn(rows: $1) } }
      case .character("?")?, .character("a")?:
        guard state.withLock({ $0.reading.hasAnswer }) else { continue }
        stop = showAnswer()
      case .left?, .pageUp?, .character("b")?:
        answer = ""
        stop = show(cleared: true) {
          $0.goBack()
          return $0.proceed(rows: $1)
        }
      case .up?:
        answer = ""
        stop = show(cleared: true) {
          $0.goUp()
          return $0.proceed(rows: $1)
        }
      case .character?: break
      }
    }
    erase()
  }

  /// More than any answer needs.
  private static let longestAnswer = 200

  private func leave() {
    erase()
    state.withLock { $0.hasLeft = true }
  }

  /// Says what there is to say to an answer; the right one is followed by what explains it.
  private func judge(_ answer: String, to question: AskedQuestion) -> Reading.Stop {
    let reply = question.question.reply(to: answer)
    erase()
    Terminal.print("\(OutsideText(answer))\n" + renderer.reply(reply))
    guard reply == .right else { return .question }
    keep(question)
    return showAnswer()
  }

  private func showAnswer() -> Reading.Stop {
    show { reading, _ in (reading.answer(), reading.stopAfterAnswer) }
  }

  /// Prints what a step of the reading comes to, in place of the prompt.
  private func show(
    cleared: Bool = false, _ step: (inout Reading, _ rows: Int) -> (text: String, stop: Reading.Stop)
  ) -> Reading.Stop {
    let (text, stop) = state.withLock { step(&$0.reading, max(5, Terminal.rows - 2)) }
    erase()
    Terminal.print((cleared ? "\u{1B}[2J\u{1B}[H" : "") + text)
    return stop
  }

  private func erase() { Terminal.print("\r\u{1B}[K") }

  private func prompt(_ stop: Reading.Stop, answering: (question: AskedQuestion, typed: String)?) {
    let (section, hasAnswer, bar) = state.withLock { ($0.reading.section, $0.reading.hasAnswer, $0.bar) }
    if stop == .waiting, !bar.isEmpty { return Terminal.print(bar) }
    if let (question, typed) = answering {
      let words = ["Enter on", "? answer", "q quit", "← back", "type \(question.question.request)"]
      return Terminal.print("\r\u{1B}[K" + renderer.prompt(words, typed: OutsideText(typed)))
    }
    let words = [
      section > 0 ? "\(section) of \(sections)" : nil, stop == .waiting ? "computing …" : "Enter on",
      hasAnswer ? "? answer" : nil, "q quit", section > 0 ? "← back" : nil,
    ]
    Terminal.print("\r\u{1B}[K" + renderer.prompt(words.compactMap { $0 }))
  }
}
