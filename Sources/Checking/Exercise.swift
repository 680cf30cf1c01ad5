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

/// An exercise: cases to try the learner's function on, what it should give, and the mistakes that are known.
public struct Exercise: Sendable {
  /// Lesson and place in it, such as `4.1`.
  public let number: String
  /// The function's name in `Exercises` and in `Solutions`.
  public let function: String
  /// What is particular about each case.
  public let caseNames: [String]
  /// How much an element may differ, relative to its expected value; a hundred-thousandth of the largest expected value is
  /// always allowed.
  let tolerance: Float
  let mistakes: [Known]

  /// Who answers an exercise.
  public enum Author: Sendable {
    case learner
    case solution
    /// A program with the known mistake of this position.
    case mistake(Int)
  }

  struct Known: Sendable {
    let name: Prose
    let explanation: Prose
  }

  private let expectedAnswer: @Sendable (Int) throws -> Answer
  private let answer: @Sendable (Int, Author) throws -> Answer
  private let explanation: @Sendable (_ case: Int, _ place: [Int]) -> Explanation?

  /// An exercise with its cases.
  ///
  /// - Parameters:
  ///   - number: Lesson and place in it, as in the doc comments: `4.1`.
  ///   - function: The function's name in `Exercises` and in `Solutions`.
  ///   - cases: At least one. A square image goes before one that is not.
  ///   - tolerance: How much an element may differ, relative to its expected value; a hundred-thousandth of the largest
  ///     expected value is always allowed.
  ///   - expected: The right answer, from the library or from the definition, never from the solution.
  ///   - solution: The call of the function in `Solutions`.
  ///   - yours: The call of the function in `Exercises`.
  ///   - mistakes: The most telling first. Each is wrong in some case, and no two agree in all.
  ///   - explaining: Where the right value of the element at `place` comes from: its indices, none for a number.
  public init<Input: Sendable>(
    _ number: String, function: String, cases: [Case<Input>], tolerance: Float = 1e-4,
    expected: @escaping @Sendable (Input) throws -> any Answerable,
    solution: @escaping @Sendable (Input) throws -> any Answerable,
    yours: @escaping @Sendable (Input) throws -> any Answerable,
    mistakes: [Mistake<Input>] = [],
    explaining: @escaping @Sendable (Input, _ place: [Int]) -> Explanation? = { _, _ in nil }
  ) {
    require(!cases.isEmpty, "Exercise \(number): there is no case to try the answer on")
    self.number = number
    self.function = function
    self.tolerance = tolerance
    caseNames = cases.map(\.name)
    self.mistakes = mistakes.map {
      Known(name: Prose(markdown: $0.name), explanation: Prose(markdown: $0.explanation))
    }
    expectedAnswer = { try expected(cases[$0].input).answer }
    answer = { index, author in
      let input = cases[index].input
      return switch author {
      case .learner: try yours(input).answer
      case .solution: try solution(input).answer
      case .mistake(let place): try mistakes[place].answer(input).answer
      }
    }
    explanation = { explaining(cases[$0].input, $1) }
  }

  /// What the author's program does in a case. The learner's may also end the process, or not end at all.
  func outcome(case index: Int, by author: Author = .learner) -> Outcome {
    do {
      return .answered(try answer(index, author))
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
    do { return try expectedAnswer(index) } catch { stop("Exercise \(number): the reference threw \(error)") }
  }

  func explain(case index: Int, place: [Int]) -> Explanation? { explanation(index, place) }
}
