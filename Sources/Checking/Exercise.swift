import ExerciseFiles
import Inspector
import Pages
import System
import TensorCore

/// One situation in which an answer is tried.
public struct Case<Input: Sendable>: Sendable {
  /// What is particular about it, in words: "a map wider than high".
  public let name: String
  /// What the learner's function is given.
  public let input: Input

  /// A case with its name, such as "a map wider than high".
  public init(_ name: String, _ input: Input) { (self.name, self.input) = (name, input) }
}

/// A wrong answer that is known to be common, so that it can be told by name.
public struct Mistake<Input: Sendable>: Sendable {
  let name: String
  let explanation: String
  let answer: @Sendable (Input) throws -> any Answerable

  /// - Parameters:
  ///   - name: The rest of the sentence "It looks as if …", in small letters, without a full stop.
  ///   - explanation: One to three kind sentences: what goes wrong, and where to look.
  ///   - answer: What a program with the mistake gives back. It throws `WouldCrash` where such a program would crash.
  public init(
    _ name: String, _ explanation: String, answer: @escaping @Sendable (Input) throws -> any Answerable
  ) {
    (self.name, self.explanation, self.answer) = (name, explanation, answer)
  }
}

/// Where the right value of one element comes from.
public enum Explanation: Sendable {
  /// A convolution or pooling, of which the window, the products and the sum are shown. The element's last two
  /// indices are the row and column; the one before them, if there is one, is the map.
  case pixel(Inspection)
  /// In words.
  case text(String)
}

/// Who carries out the tasks of a lesson: two types that conform to the lesson's protocol `Tasks`.
public struct Answers<Tasks: Sendable>: Sendable {
  let learner, solution: Tasks

  /// `Exercises.self` and `Solutions.self`.
  public init(learner: Tasks, solution: Tasks) { (self.learner, self.solution) = (learner, solution) }
}

/// An exercise: cases to try the learner's function on, what it should give, and the mistakes that are known.
public struct Exercise: Sendable {
  /// Lesson and place in it, such as `4.1`.
  public let number: String
  /// What is particular about each case.
  public let caseNames: [String]
  /// How many of the cases are chosen by hand; those that are drawn come after them.
  let chosenCases: Int
  /// How much an element may differ, relative to its expected value; a hundred-thousandth of the largest expected value is
  /// always allowed.
  let tolerance: Float
  let mistakes: [Diagnosis.Known]
  /// What the task asks to do without: names that may not stand in the learner's function.
  let without: [String]
  /// Which loops the task asks to do without; nil if any will do.
  let withoutLoop: LoopRule?
  /// What the task asks to go through: names of which one must stand there; none if the way is free.
  let through: [String]
  /// Whether numbers are to be worked out by hand, so that the right ones must not be told.
  let isByHand: Bool

  /// Who answers an exercise.
  public enum Author: Hashable, Sendable {
    case learner
    case solution
    /// A program with the known mistake of this position.
    case mistake(Int)
    /// A program with the slip of this position, by which something that is given is taken for something else.
    case slip(Int)

    var isKnown: Bool {
      switch self {
      case .learner, .solution: false
      case .mistake, .slip: true
      }
    }
  }

  /// Slips that come from what the function is given.
  let slips: [Diagnosis.Known]

  private let expectedAnswer: @Sendable (Int) throws -> Answer
  private let outcome: @Sendable (Int, Author) throws -> Answer
  private let known = KnownOutcomes()
  private let explanation: @Sendable (_ case: Int, _ place: [Int]) -> Explanation?
  private let inputSizes: @Sendable (Int) -> [InputSize]
  private let inputTensors: @Sendable (Int) -> [InputTensor]

  /// An exercise with its cases.
  ///
  /// - Parameters:
  ///   - number: Lesson and place in it, as in the doc comments: `4.1`.
  ///   - answers: Who may be asked.
  ///   - cases: At least one. A square image goes before one that is not.
  ///   - drawing: Draws one more case. 30 are drawn, small ones first, and known mistakes are not tried on them.
  ///   - tolerance: How much an element may differ, relative to its expected value; a hundred-thousandth of the largest
  ///     expected value is always allowed.
  ///   - expected: The right answer, from the library or from the definition, never from the solution.
  ///   - answer: The call of the function.
  ///   - isByHand: Whether the answer is a few numbers, the right ones of which must not be told.
  ///   - without: Names that the task asks to do without, as they would be the whole answer.
  ///   - withoutLoop: Which loops it asks to do without.
  ///   - through: Names of which it asks to use one, the one that it tells first.
  ///   - given: What the function is given that may be taken for something else: slips that no mistake need say.
  ///   - fitting: Whether something is right at all for an input that such a slip has changed.
  ///   - mistakes: The most telling first. Each is wrong in some case, and no two agree in all.
  ///   - explaining: Where the right value of the element at `place` comes from: its indices, none for a number.
  public init<Tasks, Input: Sendable>(
    _ number: String, _ answers: Answers<Tasks>, cases: [Case<Input>],
    drawing: ((inout Draw) -> Input)? = nil, tolerance: Float = 2e-5, without: [String] = [],
    withoutLoop: LoopRule? = nil, through: [String] = [], isByHand: Bool = false,
    expected: @escaping @Sendable (Input) throws -> any Answerable,
    answer: @escaping @Sendable (Tasks, Input) throws -> any Answerable,
    given parameters: [Parameter<Input>] = [], fitting: @escaping @Sendable (Input) -> Bool = { _ in true },
    mistakes: [Mistake<Input>] = [],
    explaining: @escaping @Sendable (Input, _ place: [Int]) -> Explanation? = { _, _ in nil }
  ) {
    require(!cases.isEmpty, "Exercise \(number): there is no case to try the answer on")
    self.number = number
    self.tolerance = tolerance
    self.without = without
    self.withoutLoop = withoutLoop
    self.through = through
    self.isByHand = isByHand
    chosenCases = cases.count
    let cases = cases + (drawing.map(Case.drawn) ?? [])
    caseNames = cases.map(\.name)
    self.mistakes = mistakes.map { Diagnosis.Known(markdown: $0.name, $0.explanation) }
    let slips = parameters.flatMap(\.slips)
    self.slips = slips.map { Diagnosis.Known(markdown: $0.name, $0.explanation) }
    inputSizes = { InputSize.all(in: cases[$0].input) }
    inputTensors = { InputTensor.all(in: cases[$0].input) }
    expectedAnswer = { try expected(cases[$0].input).answer }
    outcome = { index, author in
      let input = cases[index].input
      return switch author {
      case .learner: try answer(answers.learner, input).answer
      case .solution: try answer(answers.solution, input).answer
      case .mistake(let place): try mistakes[place].answer(input).answer
      case .slip(let place): try Exercise.answer(input, slips[place], fitting, expected)
      }
    }
    explanation = { explaining(cases[$0].input, $1) }
  }

  /// What is right for the input that a slip makes of one; a program with the slip crashes where nothing is.
  private static func answer<Input>(
    _ input: Input, _ slip: Parameter<Input>.Slip, _ fitting: (Input) -> Bool,
    _ expected: (Input) throws -> any Answerable
  ) throws -> Answer {
    var changed = input
    slip.change(&changed)
    guard fitting(changed) else { throw WouldCrash() }
    return try expected(changed).answer
  }

  /// The numbers in what the function is given.
  func sizes(case index: Int) -> [InputSize] { inputSizes(index) }

  /// The tensors in it.
  func tensors(case index: Int) -> [InputTensor] { inputTensors(index) }

  /// What the author's program does in a case. The learner's may also end the process, or not end at all.
  func outcome(case index: Int, by author: Author = .learner) -> Outcome {
    // Mistakes are written for the cases that were chosen with them.
    if author.isKnown, index >= chosenCases { return .crashed(Crash(message: "", line: nil)) }
    return author == .learner ? tried(index, by: author) : known.outcome(index, author) { tried(index, by: author) }
  }

  private func tried(_ index: Int, by author: Author) -> Outcome {
    do {
      return .answered(try outcome(index, author))
    } catch is Unattempted {
      return .unattempted
    } catch let crash as WouldCrash {
      return .crashed(Crash(message: OutsideText(crash.message), line: nil))
    } catch {
      return .threw(OutsideText("\(error)"))
    }
  }

  /// What is done in every case.
  func outcomes(by author: Author) -> [Outcome] { caseNames.indices.map { outcome(case: $0, by: author) } }

  /// The right answer. Stops if the reference itself fails, which is a mistake of the course.
  func expected(case index: Int) -> Answer {
    known.expected(index) {
      do { return try expectedAnswer(index) } catch { stop("Exercise \(number): the reference threw \(error)") }
    }
  }

  func explain(case index: Int, place: [Int]) -> Explanation? { explanation(index, place) }
}
