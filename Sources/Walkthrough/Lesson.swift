import Checking
import Inspector
import Programs
import System
import TensorCore

/// A lesson: a walk from top to bottom whose source is its own notebook.
///
///     @main
///     struct Pooling: Lesson {
///       static let title = "Maximum and average pooling"
///       static let summary = "shrink feature maps, and say what that costs and buys."
///
///       static func walk(_ notebook: Notebook) throws {
///         //: ## The largest value in the window
///         //: Prose is Markdown in lines that begin with `//:`.
///         let image = Tensor(0..<9).reshaped(1, 3, 3)
///         notebook.show(maxPool2d(image, window: 2, stride: 1))
///       }
///     }
///
/// The file is `Lessons/<name>/Lesson.swift`, in an executable target of the folder's name.
public protocol Lesson {
  /// What the lesson is about, in a few words.
  static var title: String { get }

  /// What the reader will be able to do: the rest of the sentence "After this lesson you can …", with its full stop.
  static var summary: String { get }

  /// The walk. Its parameter must be called `notebook`, so that the source can be read beside what it shows.
  static func walk(_ notebook: Notebook) throws

  /// The operation that `--pixel` explains, on an image `(C, H, W)` that the options chose, or on the lesson's own
  /// small image for nil. A lesson that has none, which is the default, gives nil.
  static func inspect(_ image: Tensor?) -> Inspection?

  /// The exercises of the lesson, in order; none by default.
  static var exercises: [Exercise] { get }

  /// Calls one of the learner's functions of this lesson for another lesson, with what `LearnerFunction` says that it
  /// takes. A lesson that does not have it, which is the default, gives nil.
  static func call(_ function: LearnerFunction, _ operands: [Tensor]) throws -> Tensor?

  /// The network that `--mine` runs with the learner's own functions in it, for one image `(1, 28, 28)`; none by default.
  static func network(seed: UInt64) -> OwnNetwork?
}

extension Lesson {
  /// There are none.
  public static var exercises: [Exercise] { [] }

  /// There is none.
  public static func call(_ function: LearnerFunction, _ operands: [Tensor]) throws -> Tensor? { nil }

  /// There is none.
  public static func network(seed: UInt64) -> OwnNetwork? { nil }

  /// There is nothing to explain.
  public static func inspect(_ image: Tensor?) -> Inspection? { nil }

  /// The name of the lesson's folder and program, which its module is called after: `lesson-04-pooling`.
  static var name: String {
    String(String(reflecting: Self.self).prefix { $0 != "." }).replacing("_", with: "-")
  }

  /// Runs the lesson as the command line asks and ends the process as `Program.run` does.
  public static func main() {
    Program.run(name) {
      let options = try LessonCommand<Self>.options(CommandLine.arguments.dropFirst())
      try LessonRun<Self>(options: options, giveUp: { Program.end(name, $0) }).run()
    }
  }
}
