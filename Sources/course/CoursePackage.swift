import ExerciseFiles
import Pages
import Programs
import System

/// The package on the disk: its lessons and their exercises, read without building anything.
struct CoursePackage {
  let root: String
  let lessons: [LessonHeading]

  /// Finds the package; throws a line if there is none around.
  init() throws {
    guard let checkout = Checkout.find() else {
      throw ProgramFailure(
        "cannot find the folder Lessons; run swift run course in the course's package", exitCode: ProgramFailure.usage
      )
    }
    root = checkout.root
    lessons = checkout.lessons
    for complaint in lessons.compactMap(\.complaint) { Terminal.printError("course: \(complaint)") }
  }

  /// A lesson, and those of its exercises that are meant; none means all.
  struct Target: Equatable {
    let lesson: String
    var exercises: [String] = []
  }

  func folder(of lesson: String) -> String { "\(root)/Lessons/\(lesson)" }

  func exercises(of lesson: String) -> LessonExercises { LessonExercises(lesson: lesson, root: root) }

  /// Says of each lesson whose exercises cannot be read why that is.
  func tellUnreadableExercises() {
    for complaint in lessons.compactMap({ exercises(of: $0.name).complaint }) {
      Terminal.printError("course: \(complaint)")
    }
  }

  /// The lessons in which at least one exercise has been attempted.
  var attempted: [Target] {
    lessons.map { Target(lesson: $0.name) }.filter {
      exercises(of: $0.lesson).exercises.contains { !$0.isPristine }
    }
  }

  /// What some names mean, each lesson once; throws a line with exit status 64 if one means nothing.
  func targets(_ names: [String]) throws -> [Target] {
    var targets: [Target] = []
    for target in try names.map(target) {
      if let place = targets.firstIndex(where: { $0.lesson == target.lesson }) {
        let isWhole = targets[place].exercises.isEmpty || target.exercises.isEmpty
        targets[place].exercises = isWhole ? [] : targets[place].exercises + target.exercises
      } else {
        targets.append(target)
      }
    }
    return targets
  }

  /// What a name means: `4`, `lesson-04`, `lesson-04-pooling`, `pooling`, or `4.1`.
  func target(_ name: String) throws -> Target {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let meant = lessons.filter { $0.isMeant(by: parts.first.map(String.init) ?? "") }
    guard let lesson = meant.first, meant.count == 1 else {
      let names = (meant.isEmpty ? lessons : meant).map(\.name).joined(separator: ", ")
      throw ProgramFailure(
        meant.count > 1
          ? "\(name) may be any of \(names)"
          : "there is no lesson \(name.isEmpty ? "''" : parts.first ?? ""); there are \(names)",
        exitCode: ProgramFailure.usage)
    }
    guard parts.count > 1 else { return Target(lesson: lesson.name) }
    let files = exercises(of: lesson.name)
    if let complaint = files.complaint { throw ProgramFailure(complaint) }
    let numbers = files.exercises.map(\.number), asked = parts[1...].joined(separator: ".")
    guard let number = numbers.first(where: { $0.hasSuffix(".\(asked)") }) else {
      let found =
        !numbers.isEmpty
        ? "it has \(numbers.joined(separator: ", "))"
        : files.solutions.isEmpty
          ? "it has none" : "\(Path.relative(files.path)) has none left; git restore gives you the file as it was"
      throw ProgramFailure("there is no exercise \(name) in \(lesson.name); \(found)", exitCode: ProgramFailure.usage)
    }
    return Target(lesson: lesson.name, exercises: [number])
  }

  /// How an exercise stands, and what its files say of it; throws a line with exit status 64 if there is none.
  func exercise(_ number: String) throws -> (ExerciseState, ExerciseText, SolutionText) {
    let target = try target(number)
    let files = exercises(of: target.lesson)
    guard let place = files.exercises.firstIndex(where: { [$0.number] == target.exercises }),
      let solution = files.solution(of: files.exercises[place])
    else {
      throw ProgramFailure(
        "\(number) is a lesson; name one of its exercises, such as \(files.exercises.first?.number ?? "4.1")",
        exitCode: ProgramFailure.usage)
    }
    return (files.states[place], files.exercises[place], solution)
  }
}

extension LessonHeading {
  /// Whether the lesson goes by a name such as `4`, `04`, `lesson-04`, `lesson-04-pooling` or `pooling`.
  fileprivate func isMeant(by word: String) -> Bool {
    if let number = Int(word) { return number == self.number }
    let parts = name.split(separator: "-").map(String.init)
    let asked = word.lowercased().split(separator: "-").map(String.init)
    guard !asked.isEmpty else { return false }
    return parts.starts(with: asked) || parts.dropFirst(2).starts(with: asked)
  }

  /// The number in the lesson's name.
  var number: Int? { name.split(separator: "-").dropFirst().first.flatMap { Int($0) } }
}
