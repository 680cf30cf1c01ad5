import Foundation
import Synchronization
import Testing

@testable import Checking
@testable import ExerciseFiles
@testable import System
@testable import Walkthrough
@testable import course

/// `swift run course`: what it says without building anything.
@Suite struct CourseCommandTests {
  private struct Run {
    let status: Int32
    let output, errors: String

    init(_ arguments: String...) throws { try self.init(arguments) }

    init(_ arguments: [String]) throws {
      let process = Process()
      let (output, errors) = (Pipe(), Pipe())
      process.executableURL = Products.folder.appending(path: "course")
      process.arguments = arguments
      process.currentDirectoryURL = LessonFolders.package.appending(path: "Sources/course")
      process.environment = ProcessInfo.processInfo.environment.merging(["COLUMNS": "80"]) { $1 }
      process.standardOutput = output
      process.standardError = errors
      try process.run()
      self.output = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      self.errors = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      status = process.terminationStatus
    }
  }

  @Test func everyLessonIsListedWithItsExercises() throws {
    let run = try Run()
    #expect(run.status == 0 && run.errors.isEmpty)
    for lesson in AllExercises.lessons {
      #expect(run.output.contains("    \(lesson.name): "))
      #expect(run.output.contains(" of \(lesson.exercises.count)\n"))
    }
    #expect(run.output.contains("Next: "))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(arguments: [
    (["hint", "4.1", "9"], "there is no hint 9 for exercise 4.1; it has "),
    (["hint", "4"], "4 is a lesson"), (["hint", "77.1"], "there is no lesson 77"),
    (["hint", "4.99"], "there is no exercise 4.99 in lesson-04-pooling"),
    (["check", "lesson-99"], "there is no lesson lesson-99"),
    (["watch", "x"], "there is no lesson x"), (["solution", ""], "there is no lesson"),
    (["unheard-of"], "unheard-of"),
  ]) func whatIsNotThereIsNamedInOneLine(_ arguments: [String], _ text: String) throws {
    let process = try Run(arguments)
    #expect(process.status == 64 && process.output.isEmpty)
    #expect(process.errors.hasPrefix("course: ") && process.errors.contains(text), "\(process.errors)")
    #expect(process.errors.filter { $0 == "\n" }.count == 1)
  }

  @Test func hintsComeOneByOne() throws {
    let first = try Run("hint", "4.1")
    #expect(
      first.status == 0 && first.output.contains("hint 1 of 3")
        && first.output.contains("swift run course hint 4.1 2"))
    #expect(try Run("hint", "4.1", "3").output.contains("swift run course solution 4.1"))
  }

  @Test func aSolutionIsShownOnlyOnRequest() throws {
    #expect(try Run("solution", "4.4", "--spoil").output.contains("(size - window) / stride + 1"))
    let files = LessonExercises(lesson: "lesson-04-pooling", root: LessonFolders.package.path)
    if files.states.first != .right {
      let run = try Run("solution", "4.1")
      #expect(run.status == 1 && run.output.isEmpty && run.errors.contains("--spoil"))
    }
  }

  @Test func whatACheckFoundIsForgottenWhenAFileChanges() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)")
    let folder = root.appending(path: "Lessons/lesson-04-pooling")
    defer { try? FileManager.default.removeItem(at: root) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let source = """
      enum Exercises {
        /// **Exercise 4.1: One**
        ///
        /// Do it.
        static func one() throws -> Int { 1 }
      }
      """
    func write(_ text: String, _ name: String) throws {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    func files() -> LessonExercises { LessonExercises(lesson: "lesson-04-pooling", root: root.path) }
    try write(source, "Exercises.swift")
    try write("// checks", "Checks.swift")
    #expect(files().states == [.unchecked])
    files().keep([("4.1", .right)])
    #expect(files().states == [.right])
    try write("// other checks", "Checks.swift")
    #expect(files().states == [.unchecked])
    try write("// checks", "Checks.swift")
    #expect(files().states == [.right])
    try write(source.replacing("1 }", with: "throw Unattempted() }"), "Exercises.swift")
    #expect(files().states == [.notAttempted])
    try write("nonsense", "Exercises.swift")
    #expect(files().states.isEmpty)
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["Exercises.swift", "Checks+Gradient.swift", "Helpers.swift"])
  func aSavedFileIsNoticedHoweverItIsSaved(_ name: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: name)
    try "a".write(to: file, atomically: false, encoding: .utf8)
    var watcher = try FolderWatcher(folder.path)
    for atomically in [false, true, false] {
      // Were it not noticed, this would wait for ever.
      try "b".write(to: file, atomically: atomically, encoding: .utf8)
      watcher.wait()
    }
    try FileManager.default.removeItem(at: file)
    watcher.wait()
  }

  @Test(.timeLimit(.minutes(1))) func whatIsSavedDuringACheckIsNoticedAndWhatEditorsLeaveIsNot() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var watcher = try FolderWatcher(folder.path)
    try "a".write(to: folder.appending(path: "Exercises.swift"), atomically: false, encoding: .utf8)
    usleep(300_000)
    watcher.wait()
    let saved = Atomic(false)
    let editor = Thread {
      for name in [".Exercises.swift.swp", "4913", "Exercises.swift~"] {
        try? "x".write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
        usleep(100_000)
      }
      saved.store(true, ordering: .releasing)
      try? "b".write(to: folder.appending(path: "Exercises.swift"), atomically: true, encoding: .utf8)
    }
    editor.start()
    watcher.wait()
    let isSaved = saved.load(ordering: .acquiring)
    #expect(isSaved, "a file that no lesson is built from ended the wait")
  }

  @Test(.timeLimit(.minutes(1))) func aFolderThatIsReplacedIsWatchedOn() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ text: String) throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try text.write(to: folder.appending(path: "Exercises.swift"), atomically: false, encoding: .utf8)
    }
    try write("a")
    var watcher = try FolderWatcher(folder.path)
    try FileManager.default.removeItem(at: folder)
    watcher.wait()
    try write("b")
    watcher.wait()
    try write("c")
    watcher.wait()
  }
}
