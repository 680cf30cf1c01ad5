import ArgumentParser
import ExerciseFiles
import Pages
import Programs
import System

/// `swift run course`: the lessons, how their exercises stand, and help with them.
@main
struct Course: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "course", abstract: "The lessons, and how you stand with their exercises.",
    discussion: "A lesson is named as 4 or lesson-04-pooling, an exercise as 4.1.",
    subcommands: [
      List.self, Open.self, Read.self, Quiz.self, Check.self, Watch.self, Hint.self, Solution.self, Reset.self,
      Report.self, Release.self, Write.self, New.self, Doctor.self,
    ],
    defaultSubcommand: List.self)

  static func main() {
    Program.run("course") {
      if let word = CommandLine.arguments.dropFirst().first { try CommandName.check(word) }
      try Program.perform(Course.self, CommandLine.arguments.dropFirst())
    }
  }
}

/// `course list`, or nothing but `course`.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The lessons, what they teach, and how their exercises stand.")

  func run() throws {
    let package = try CoursePackage()
    package.tellUnreadableExercises()
    Terminal.print(Contents(package).text)
  }
}

/// `course check 4`
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Builds a lesson and checks its exercises.",
    discussion: "Without a name, every lesson in which an exercise has been attempted is checked.")

  @Argument(help: "Lessons or exercises: 4, lesson-04-pooling, 4.1.")
  var names: [String] = []

  func run() throws {
    let package = try CoursePackage()
    let targets = names.isEmpty ? package.attempted : try package.targets(names)
    guard !targets.isEmpty else {
      return Terminal.print(Typesetting.prose("No exercise has been attempted yet. \(Contents(package).advice)"))
    }
    let folder = try BuildFolder(root: package.root)
    var isRight = true
    for target in targets { isRight = try LessonCheck(target, in: package, building: folder).run() && isRight }
    if !isRight { Terminal.exit(1) }
  }
}

/// `course watch 4`
struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks a lesson's exercises again whenever you save them, until Ctrl-C.")

  @Argument(help: "A lesson or an exercise: 4, lesson-04-pooling, 4.1.")
  var name: String

  func run() throws {
    let package = try CoursePackage()
    let target = try package.target(name)
    let folder = try BuildFolder(root: package.root)
    var watcher = try FolderWatcher(package.folder(of: target.lesson))
    while true {
      if Terminal.isRedrawn { Terminal.print("\u{1B}[2J\u{1B}[H") }
      do {
        _ = try LessonCheck(target, in: package, building: folder).run()
      } catch let failure as ProgramFailure {
        // What cannot be read now may be saved as it should be.
        Terminal.print("\n\(failure)\n\n")
      }
      Terminal.print("Waiting for you to save Exercises.swift; Ctrl-C ends this.\n")
      watcher.wait()
    }
  }
}

/// `course hint 4.1`
struct Hint: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Gives a hint for an exercise, one step at a time.")

  @Argument(help: "An exercise, such as 4.1.")
  var exercise: String

  @Argument(help: "Which hint; the first unless told.")
  var step = 1

  func run() throws {
    let (_, text, solution) = try CoursePackage().exercise(exercise)
    let count = solution.hints.count
    guard step > 0, step <= count else {
      throw ProgramFailure(
        "there is no hint \(step) for exercise \(exercise); it has \(count)", exitCode: ProgramFailure.usage)
    }
    Terminal.print(
      Typesetting.prose(
        """
        **Exercise \(text.number): \(text.title)**, hint \(step) of \(count)

        \(solution.hints[step - 1])
        """))
    guard step < count || !solution.isWithheld else { return }
    let next =
      step < count ? "swift run course hint \(exercise) \(step + 1)" : "swift run course solution \(exercise)"
    Terminal.print("\nNext     \(next)\n")
  }
}

/// `course solution 4.1`
struct Solution: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the solution of an exercise, once yours is correct.")

  @Argument(help: "An exercise, such as 4.1.")
  var exercise: String

  @Flag(help: "Show it even if yours is not correct.")
  var spoil = false

  func run() throws {
    let (state, text, solution) = try CoursePackage().exercise(exercise)
    guard !solution.isWithheld else {
      throw ProgramFailure("this copy of the course has no solutions; whoever teaches it has them")
    }
    guard state == .right || spoil else {
      throw ProgramFailure(
        state == .unchecked
          ? "exercise \(exercise) has changed since the last check: swift run course check \(exercise), or add --spoil"
          : "exercise \(exercise) is not right yet: swift run course hint \(exercise) helps, or add --spoil")
    }
    Terminal.print(Typesetting.prose("**Exercise \(text.number): \(text.title)**") + "\n")
    Terminal.print(Typesetting.code(solution.code) + "\n")
  }
}

/// `course write`
struct Write: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes the pages and figures of the lessons anew into output/.",
    discussion: "Without a name, those of all lessons.")

  @Argument(help: "Lessons: 4, lesson-04-pooling.")
  var names: [String] = []

  func run() throws {
    let package = try CoursePackage()
    let folder = try BuildFolder(root: package.root)
    for lesson in names.isEmpty ? package.lessons.map(\.name) : try package.targets(names).map(\.lesson) {
      let build = try LessonBuild(lesson: lesson, root: package.root, in: folder)
      if let complaint = build.complaint {
        Terminal.print("\n" + complaint)
        Terminal.exit(1)
      }
      let status = try Subprocess.run(build.program, ["--quiet"])
      if status != 0 { Terminal.exit(status) }
    }
  }
}
