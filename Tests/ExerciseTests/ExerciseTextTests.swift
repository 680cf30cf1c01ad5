import TestedPackage
import Testing

@testable import Checking
@testable import ExerciseFiles
@testable import System
@testable import Walkthrough

/// What the three files of a lesson say of its exercises, read without compiling them.
@Suite struct ExerciseTextTests {
  @Test(arguments: AllExercises.lessons.map(\.name)) func theThreeFilesAgree(_ lesson: String) throws {
    let exercises = try #require(AllExercises.lessons.first { $0.name == lesson }).exercises
    let files = LessonExercises(lesson: lesson, root: TestedPackage.root.path)
    #expect(files.exercises.map(\.number) == exercises.map(\.number))
    #expect(files.solutions.map(\.function) == files.exercises.map(\.function))
    #expect(ChangedFunction.all(in: files).isEmpty, "a solution is declared otherwise than its exercise")
  }

  @Test(arguments: AllExercises.lessons.map(\.name)) func everyTaskHasATitleATaskAndHints(_ lesson: String) {
    let files = LessonExercises(lesson: lesson, root: TestedPackage.root.path)
    for text in files.exercises {
      #expect((1...60).contains(text.title.description.count), "\(text.number)")
      #expect((10...160).contains(text.firstSentence.markdown.count), "\(text.number): \(text.firstSentence)")
    }
    #expect(files.exercises.allSatisfy { $0.effort != nil }, "each says how hard it is and how long it takes")
    #expect(files.exercises.contains { $0.level == .stretch }, "each lesson has a stretch")
    for solution in files.solutions { #expect(solution.hints.count >= 2, "\(solution.function)") }
  }

  /// What may not be used is refused by name; so the task must have named it.
  @Test(arguments: AllExercises.lessons.map(\.name)) func whatMayNotBeUsedStandsInTheTask(_ lesson: String) throws {
    let exercises = try #require(AllExercises.lessons.first { $0.name == lesson }).exercises
    let files = LessonExercises(lesson: lesson, root: TestedPackage.root.path)
    let solutions = Folder.text(of: files.path.replacing("Exercises.swift", with: "Solutions.swift")) ?? ""
    for (exercise, text) in zip(exercises, files.exercises) {
      for name in exercise.without {
        #expect(text.task.markdown.contains(name.drop { $0 == "." }), "\(text.number): \(name)")
      }
      #expect(ShortCut(exercise.without, in: text.function, of: solutions) == nil, "\(text.number)")
      if let rule = exercise.withoutLoop {
        #expect(text.task.markdown.contains(/loops?\b/), "\(text.number)")
        #expect(ForbiddenLoop(rule, in: text.function, of: solutions) == nil, "\(text.number)")
      }
      #expect(
        exercise.through.isEmpty
          || ShortCut(exercise.through, in: text.function, of: solutions, areAskedFor: true) != nil, "\(text.number)")
    }
  }

  private let source = """
    enum Exercises {
      /// **Exercise 4.1: Maximum pooling** (stretch, 30 minutes)
      ///
      /// Slide a window. Keep `the`
      /// largest.
      ///
      /// - One line
      static func maxPooled(_ map: Tensor) throws -> Tensor {
        // throw Something()
        throw Unattempted()
      }

      /// A function of the learner's own
      static func help() {}

      /// **Exercise 4.2: Sizes**
      ///
      /// Count: one, two.
      @discardableResult static func sizes() throws -> [Int] {
        if 1 > 0 { return [1] }
        throw Unattempted()
      }
    }
    """

  @Test func aTaskIsReadWithItsStateAndItsLine() throws {
    let texts = ExerciseText.read(source)
    try #require(texts.map(\.number) == ["4.1", "4.2"])
    #expect(texts.map(\.title) == ["Maximum pooling", "Sizes"])
    #expect(texts.map(\.function) == ["maxPooled", "sizes"])
    #expect(
      texts.map(\.signature) == [
        "static func maxPooled(_ map: Tensor) throws -> Tensor",
        "@discardableResult static func sizes() throws -> [Int]",
      ])
    #expect(texts.map(\.isPristine) == [true, false])
    #expect(texts.map(\.effort) == ["Stretch, about 30 minutes", nil])
    #expect(texts[0].line == 8)
    #expect(texts[0].task == "Slide a window. Keep `the`\nlargest.\n\n- One line")
    #expect(texts[0].firstSentence == "Slide a window.")
    #expect(texts[1].firstSentence == "Count.")
  }

  @Test func aNoteOrAnAttributeMayStandBetweenACommentAndItsFunction() {
    for between in [
      "// TODO: later", "/* later */", "@inline(never)", "@MainActor @inline(never) internal", "//: A note",
    ] {
      let noted = source.replacing("  static func maxPooled", with: "  \(between)\n  static func maxPooled")
      #expect(ExerciseText.read(noted).map(\.number) == ["4.1", "4.2"], "\(between)")
    }
  }

  @Test func aFileThatDoesNotCompileIsReadAllTheSame() {
    let broken = source.replacing("throw Unattempted()\n  }", with: "return map[(}{")
    #expect(ExerciseText.read(broken).map(\.number) == ["4.1", "4.2"])
    #expect(!ExerciseText.read(broken)[0].isPristine)
    #expect(ExerciseText.read("").isEmpty)
    #expect(ExerciseText.read("/// **Exercise 1.1: x**\nfunc").isEmpty)
  }

  @Test func hintsAreReadInOrderWithTheLinesThatCarryThemOn() throws {
    let solution = try #require(
      SolutionText.read(
        """
        enum Solutions {
          /// - Hint: How many
          ///   windows?
          /// - Hint: Two loops.
          static func maxPooled(_ map: Tensor) -> Tensor {
            map
          }
        }
        """
      ).first)
    #expect(solution.function == "maxPooled")
    #expect(solution.hints == ["How many\nwindows?", "Two loops."])
    #expect(solution.code == "static func maxPooled(_ map: Tensor) -> Tensor {\n  map\n}")
  }

  @Test func aLessonsPageDoesNotDependOnTheLearner() throws {
    let files = LessonExercises(lesson: "lesson-04-pooling", root: TestedPackage.root.path)
    let section = try #require(ExerciseSection(files))
    let (page, terminal) = ("\(section.page)", "\(section.terminal)")
    for text in files.exercises {
      #expect(page.contains("\(text.number) \(text.title)") && page.contains("func \(text.function)("))
    }
    #expect(section.page.filter { if case .folded = $0 { true } else { false } }.count > files.exercises.count)
    for state in files.states { #expect(terminal.contains("(\(state.words))") && !page.contains("(\(state.words))")) }
    #expect(page.contains("swift run course check 4") && page.contains("Lessons/lesson-04-pooling/Exercises.swift"))
    #expect(ExerciseSection(LessonExercises(lesson: "lesson-04-pooling", root: "/nowhere")) == nil)
  }
}
