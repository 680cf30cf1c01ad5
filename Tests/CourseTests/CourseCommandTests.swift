import Foundation
import TestedPackage
import Testing

@testable import ExerciseFiles
@testable import System
@testable import course

/// `swift run course`: what it says without building anything.
@Suite struct CourseCommandTests {
  private func course(_ arguments: String...) throws -> ProgramRun { try course(arguments) }

  private func course(_ arguments: [String]) throws -> ProgramRun {
    try ProgramRun(
      "course", arguments, environment: ["COLUMNS": "80"],
      in: TestedPackage.root.appending(path: "Sources/course"))
  }

  @Test func everyLessonIsListedWithItsExercises() throws {
    let run = try course()
    #expect(run.status == 0 && run.errors.isEmpty)
    for lesson in TestedPackage.lessons {
      let exercises = LessonExercises(lesson: lesson, root: TestedPackage.root.path).exercises
      #expect(run.output.contains("    \(lesson): ") && exercises.count >= 3)
      #expect(run.output.contains(" of \(exercises.count)\n"))
    }
    #expect(run.output.contains("Next: "))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(arguments: [
    (["hint", "4.1", "9"], "there is no hint 9 for exercise 4.1; it has "),
    (["hint", "4"], "4 is a lesson"), (["hint", "77.1"], "there is no lesson 77"),
    (["hint", "4.99"], "there is no exercise 4.99 in lesson-04-pooling"),
    (["hint", "4.1.1"], "there is no exercise 4.1.1 in lesson-04-pooling"),
    (["check", ""], "there is no lesson ''; there are lesson-00-images"),
    (["check", "lesson-99"], "there is no lesson lesson-99"),
    (["watch", "x"], "there is no lesson x"), (["solution", ""], "there is no lesson"),
    (["unheard-of"], "there is no command unheard-of; there are list, "),
    (["chek", "4"], "there is no command chek; do you mean check?"),
    (["4"], "say what to do with 4: swift run course check 4"),
    (["hint", "lesson"], "lesson may be any of lesson-00-images, lesson-01"),
  ]) func whatIsNotThereIsNamedInOneLine(_ arguments: [String], _ text: String) throws {
    let process = try course(arguments)
    #expect(process.status == 64 && process.output.isEmpty)
    #expect(process.errors.hasPrefix("course: ") && process.errors.contains(text), "\(process.errors)")
    #expect(process.errors.filter { $0 == "\n" }.count == 1)
  }

  @Test func aFileThatCannotBeReadIsNotTakenForOneWithoutExercises() throws {
    let folder = try TemporaryFolder(), path = "Lessons/lesson-01-x/Exercises.swift"
    var complaint: String? { LessonExercises(lesson: "lesson-01-x", root: folder.path).complaint }
    #expect(complaint == nil)
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/Lessons/lesson-01-x", withIntermediateDirectories: true)
    for bytes in [[], Array("enum Exercises {}\r\n".utf8)] as [[UInt8]] {
      try folder.write(bytes, to: path)
      #expect(complaint == nil)
    }
    for bytes in [[0x2F, 0x2F, 0xE9, 0x0A], [UInt8](repeating: 0x20, count: 1_000_001)] {
      try folder.write(bytes, to: path)
      #expect(complaint?.contains("text in UTF-8 of at most 1 MB") == true)
    }
  }

  @Test(arguments: ["4", "04", "lesson-04", "lesson-04-pooling", "pooling", "Pooling"])
  func aLessonGoesByManyNames(_ name: String) throws {
    #expect(try CoursePackage().target(name) == CoursePackage.Target(lesson: "lesson-04-pooling"))
    #expect(
      try CoursePackage().target(name + ".1") == CoursePackage.Target(lesson: "lesson-04-pooling", exercises: ["4.1"])
    )
  }

  /// Runs `course open` where a program of ours stands for the desktop's own; gives also what that was asked to open.
  private func opened(_ arguments: String..., hasDesktop: Bool = true) throws -> (run: ProgramRun, page: String?) {
    let folder = try TemporaryFolder()
    try folder.write(
      "#!/bin/sh\ncd '\(folder.path)' && printf %s \"$1\" >opening && mv opening opened\n".utf8, to: "opener")
    // A program that another test starts meanwhile may keep what is written here open, and what is open is not run.
    let copied = "cp opener xdg-open && chmod +x xdg-open"
    #expect(try ProgramRun(program: "/bin/sh", ["-c", copied], in: folder.url).status == 0)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let run = try ProgramRun(
      "course", ["open"] + arguments,
      environment: ["PATH": "\(folder.path):\(path)", "DISPLAY": hasDesktop ? ":7" : "", "WAYLAND_DISPLAY": ""],
      in: TestedPackage.root)
    let file = folder.url.appending(path: "opened")
    for _ in 0..<(hasDesktop && run.status == 0 ? 1200 : 1) where !FileManager.default.fileExists(atPath: file.path) {
      Thread.sleep(forTimeInterval: 0.05)
    }
    // Until then the folder stays.
    return withExtendedLifetime(folder) { (run, try? String(contentsOf: file, encoding: .utf8)) }
  }

  #if os(Linux)
    @Test func thePageOfALessonIsOpenedWhereItWasWritten() throws {
      let lesson = "lesson-06-feature-maps"
      let (run, page) = try opened("6")
      #expect(run.status == 0 && run.output == "Page     output/\(lesson)/index.html\n", "\(run.errors)")
      #expect(page?.hasSuffix("/output/\(lesson)/index.html") == true)
      #expect(try opened().page?.hasSuffix("/output/index.html") == true)

      let folder = try TemporaryFolder()
      try folder.write("<!doctype html>".utf8, to: "lesson-04-pooling/index.html")
      #expect(try opened("4", "--output", folder.path).page == "\(folder.path)/lesson-04-pooling/index.html")
      let missing = try opened("5", "--output", folder.path)
      #expect(missing.run.status == 1 && missing.page == nil)
      #expect(missing.run.errors.hasSuffix("swift run lesson-05-lenet --output '\(folder.path)' writes it\n"))
      #expect(missing.run.errors.filter { $0 == "\n" }.count == 1)
      let mine = "\(folder.path)/of mine"
      let contents = try opened("--output", mine)
      #expect(contents.run.status == 1 && contents.page == nil)
      #expect(contents.run.errors.hasSuffix("swift run lesson-00-images --output '\(mine)' writes it\n"))
      #expect(try opened("--output", "").run.status == 64)
    }

    @Test func withoutADesktopThePathIsPrinted() throws {
      let (run, page) = try opened("6", hasDesktop: false)
      #expect(run.status == 0 && page == nil)
      #expect(run.output.hasPrefix("Page     output/lesson-06-feature-maps/index.html\nNothing here can open it"))
    }
  #endif

  @Test func hintsComeOneByOne() throws {
    let first = try course("hint", "4.1")
    #expect(
      first.status == 0 && first.output.contains("hint 1 of 3")
        && first.output.contains("swift run course hint 4.1 2"))
    #expect(try course("hint", "4.1", "3").output.contains("swift run course solution 4.1"))
  }

  @Test func aSolutionIsShownOnlyOnRequest() throws {
    #expect(try course("solution", "4.4", "--spoil").output.contains("(size - window) / stride + 1"))
    let files = LessonExercises(lesson: "lesson-04-pooling", root: TestedPackage.root.path)
    if files.states.first != .right {
      let run = try course("solution", "4.1")
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
    files().keep([ExerciseResult("4.1", .right)])
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
}
