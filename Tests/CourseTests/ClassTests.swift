import Foundation
import TestedPackage
import Testing

@testable import ExerciseFiles
@testable import Pages
@testable import System
@testable import course

/// What one learner has done, in the forms that others read.
@Suite struct LearnerReportTests {
  private let hostile = "<b>&\"\\ \u{1B}[2J ]]> 片\u{FFFE}"

  private func report() throws -> LearnerReport {
    let texts = try CoursePackage().exercises(of: "lesson-04-pooling").exercises
    let results = [
      ExerciseResult("4.1", .right, rightCases: 30, cases: 30),
      ExerciseResult("4.2", .wrong, rightCases: 10, cases: 30, mistake: OutsideText(hostile), finding: "at 0"),
      ExerciseResult("4.3", .notAttempted),
      ExerciseResult("4.4", .crashes, rightCases: 1, cases: 3, finding: OutsideText(hostile)),
    ]
    return LearnerReport(
      exercises: zip(texts, results).map { ReportedExercise(lesson: "lesson-04-pooling", $0, $1) },
      complaints: [hostile])
  }

  @Test func gradescopeReadsPointsByTheShareOfRightCases() throws {
    let report = try report()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(report.gradescope.utf8)) as? [String: Any])
    let tests = try #require(object["tests"] as? [[String: Any]])
    let points = report.exercises.map(\.points)
    #expect(tests.map { $0["max_score"] as? Int } == points.map(Optional.some))
    let scores = tests.map { $0["score"] as? Double ?? -1 }
    #expect(scores[0] == Double(points[0]) && scores[2] == 0)
    #expect(scores[1] == Double(100 * points[1] / 3) / 100 && scores[3] == Double(100 * points[3] / 3) / 100)
    #expect(tests.map { $0["status"] as? String } == ["passed", "failed", "failed", "failed"])
    #expect((tests[1]["output"] as? String)?.contains("10 of 30 cases are correct).\nIt looks as if <b>&") == true)
    // Only what Gradescope knows.
    let known: Set = [
      "name", "number", "score", "max_score", "status", "tags", "output", "output_format", "visibility",
    ]
    #expect(tests.allSatisfy { Set($0.keys) == known })
  }

  @Test func hundredthsAreThoseOfTheWholeCases() throws {
    let text = try #require(try CoursePackage().exercises(of: "lesson-04-pooling").exercises.first)
    func hundredths(_ right: Int, _ cases: Int, _ state: ExerciseState = .wrong) -> Int {
      let result = ExerciseResult("4.1", state, rightCases: right, cases: cases)
      return ReportedExercise(lesson: "lesson-04-pooling", text, result).hundredths
    }
    let most = hundredths(1, 1, .right)
    // 29 / 50 · 100 is a little less than 58 in binary digits.
    #expect(hundredths(29, 50) == 58 * most / 100 && hundredths(1, 3) == most / 3)
    #expect(hundredths(0, 0) == 0 && hundredths(0, 0, .right) == most)
  }

  @Test func aReportIsReadAsItWasWritten() throws {
    let report = try report()
    #expect(try JSONSerialization.jsonObject(with: Data(report.json.utf8)) is [String: Any])
    let value = try JSONValue(parsing: Array(report.json.utf8), longestList: 100)
    let results = value["lessons"]?.asList?.first?["exercises"]?.asList?.compactMap { ExerciseResult($0) }
    #expect(results == report.exercises.map(\.result))
  }

  @Test func junitIsXMLWhateverALearnerThrows() throws {
    let junit = try report().junit
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(junit.utf8), to: "junit.xml")
    #expect(junit.contains("tests=\"4\" failures=\"2\" errors=\"0\" skipped=\"1\""))
    #expect(!junit.contains("\u{1B}") && !junit.contains("\u{FFFE}") && !junit.contains("<b>"))
    let run = try ProgramRun(
      program: "python3",
      [
        "-c", "import sys, xml.dom.minidom as m; print(len(m.parse(sys.argv[1]).getElementsByTagName('testcase')))",
        path,
      ])
    #expect(run.status == 127 || run.output == "4\n", "\(run.errors)")
  }
}

/// Many reports, some of which are none.
@Suite struct ClassSummaryTests {
  private func report(_ results: ExerciseResult...) -> String {
    "{\"course\":\"Patchwork\",\"lessons\":[{\"exercises\":[\(results.map { $0.json() }.joined(separator: ","))]}]}"
  }

  private func summary(_ files: [String: String]) throws -> ClassSummary {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(Array(text.utf8), to: name) }
    try? FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.json", withDestinationPath: "/etc/passwd")
    return try withExtendedLifetime(folder) { try ClassSummary(folder.path, package: try CoursePackage()) }
  }

  private let flipped = ExerciseResult(
    "1.1", .wrong, rightCases: 1, cases: 4, mistake: "the kernel is flipped", finding: "x")

  @Test func exercisesAndMisconceptionsAreCounted() throws {
    let summary = try summary([
      "ann.json": report(
        ExerciseResult("1.1", .right, rightCases: 4, cases: 4), ExerciseResult("1.2", .notAttempted)),
      "ben/report.json": report(flipped),
      "cleo.json": report(
        flipped, ExerciseResult("1.2", .crashes, rightCases: 0, cases: 4, mistake: "the kernel is flipped")),
    ])
    #expect(summary.learners.map(\.name.description) == ["ann", "ben", "cleo"])
    let standing = summary.standing("1.1")
    #expect((standing.right, standing.wrong, standing.open) == (1, 2, 0))
    #expect(standing.percent == 50 && standing.mistake == "the kernel is flipped")
    #expect((summary.standing("1.2").open, summary.standing("1.2").wrong) == (2, 1))
    #expect(
      summary.misconceptions == [.init(name: "the kernel is flipped", exercises: ["1.1", "1.2"], answers: 3)])
    #expect(summary.tables[0].table.rows.map { $0[0].prefix(3) } == ["1.1", "1.2"], "what no report has is left out")
    #expect(summary.tables[2].table.rows.first == ["ann", "1", "0", "1", "1", "3"])
    let page = summary.files[0].text
    #expect(page.contains(">1 of 3</text>") && !page.contains("<figure"), "a figure is only as wide as it must be")
    #expect(page.contains("<svg") && page.contains("the kernel is flipped") && page.contains("3 learners"))
  }

  @Test func whatIsNoReportIsToldAndPassedOver() throws {
    let good = report(flipped)
    let summary = try summary([
      "good.json": good, "cut.json": String(good.dropLast(9)), "empty.json": "", "list.json": "[1,2]",
      "twice.json": report(flipped, flipped), "huge.json": good + String(repeating: " ", count: 1 << 20),
      "deep.json": String(repeating: "[", count: 100_000),
      "lies.json": good.replacing("\"right\":1", with: "\"right\":5"),
      "overflow.json": good.replacing("\"cases\":4", with: "\"cases\":99999999999999999999"),
      "other.json": report(ExerciseResult("99.1", .right)), "ignored.txt": "x",
      "=1+\u{1B}[2J<b>.json": good,
    ])
    #expect(summary.learners.count == 3)
    for (name, reason) in [
      ("cut.json", "not valid JSON"), ("empty.json", "not valid JSON"), ("list.json", "no report.json"),
      ("twice.json", "a second time"), ("huge.json", "more than 1 MB"), ("deep.json", "nested too deep"),
      ("lies.json", "what cannot be"), ("overflow.json", "not valid JSON"), ("link.json", "a link"),
      ("other.json", "does not have: 99.1"),
    ] {
      #expect(
        summary.complaints.contains { $0.hasPrefix(name) && $0.contains(reason) }, "\(name): \(summary.complaints)")
    }
    #expect(summary.complaints.count == 10)
    for file in summary.files {
      #expect(!file.text.contains("\u{1B}"), "\(file.name)")
      #expect(!file.name.hasSuffix(".html") || !file.text.contains("<b>"))
      #expect(!file.name.hasSuffix(".csv") || !file.text.split(separator: "\r\n").contains { $0.hasPrefix("=") })
    }
  }

  @Test(arguments: [
    ("a", "a"), ("", ""), ("a,b", "\"a,b\""), ("\"a\"", "\"\"\"a\"\"\""), ("-1", "'-1"), ("=1;2", "\"'=1;2\""),
    ("=\u{301}1", "'=\u{301}1"), ("a,\u{301}b", "\"a,\u{301}b\""), ("\"\u{301}", "\"\"\"\u{301}\""),
  ])
  func aCellStaysOneCellAndIsNeverComputed(_ text: String, _ cell: String) {
    #expect(CSV.text([["x", text]]).unicodeScalars.elementsEqual("x,\(cell)\r\n".unicodeScalars))
  }

  @Test func aFolderWithoutReportsIsALine() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("{".utf8), to: "cut.json")
    let run = try ProgramRun("course", ["report", "--class", folder.path], in: TestedPackage.root)
    #expect(run.status == 1 && run.errors.filter { $0 == "\n" }.count == 1)
    #expect(run.errors.contains("holds no report that can be read; cut.json is passed over: it is not valid JSON"))
  }
}

/// Files that somebody hands in.
@Suite struct SubmissionTests {
  @Test func filesAreFoundByWhatTheySayOfThemselves() throws {
    let package = try CoursePackage()
    let folder = try TemporaryFolder()
    let text = try #require(Folder.text(of: package.exercises(of: "lesson-04-pooling").path))
    try folder.write(Array(text.utf8), to: "a b/\u{1B}[2J.swift")
    try folder.write(Array(text.utf8), to: "second.swift")
    try folder.write(Array("let a = 1".utf8), to: "nothing.swift")
    try folder.write(Array(repeating: 0x20, count: 1 << 20), to: "huge.swift")
    try folder.write(Array("not read".utf8), to: "notes.txt")
    for count in 0..<600 { try folder.write(Array("let a = 1".utf8), to: ".build/\(count).swift") }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/a link.swift", withDestinationPath: "/etc/passwd")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/round", withDestinationPath: folder.path)
    let submission = try Submission(folder.path, lessons: package.lessons)
    #expect(submission.texts == ["lesson-04-pooling": text] && submission.refusals.isEmpty)
    for reason in [
      "a link.swift is a link", "round is a link", "second.swift is a second file of lesson-04-pooling",
      "nothing.swift has no exercise", "huge.swift has more than 256 KB",
    ] {
      #expect(submission.complaints.contains { $0.contains(reason) }, "\(submission.complaints)")
    }
    #expect(submission.complaints.count == 5)
  }

  @Test func aFileWithWhichSomethingIsWrongIsCalledWhatTheLearnerCalledIt() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("let a = 1".utf8), to: "Ann/notes.swift")
    let submission = try Submission(folder.path, lessons: CoursePackage().lessons)
    let report = LearnerReport(exercises: [], complaints: submission.complaints)
    for file in report.files where file.name != "junit.xml" {
      #expect(file.text.contains("Ann/notes.swift has no exercise"), "\(file.name)")
      #expect(!file.text.contains(folder.path), "\(file.name)")
    }
  }

  /// What is to build the submission ends the check of it.
  @Test func aCheckThatIsCutShortPutsTheFileBack() throws {
    let folder = try TemporaryFolder()
    func exercises(_ answer: String) -> String {
      """
      enum Exercises: Tasks {
        /// **Exercise 4.1: One** (warm-up, 5 minutes)
        ///
        /// Give back 1.
        static func one() throws -> Int {
          \(answer)
        }
      }
      """
    }
    let stub = exercises("throw Unattempted()")
    let heading = "static let title = \"One\"\n  static let summary = \"count to one.\""
    let lesson = "Lessons/lesson-04-pooling"
    for (name, text) in [
      ("Package.swift", ""), ("\(lesson)/Lesson.swift", "struct One: Lesson {\n  \(heading)\n}"),
      ("\(lesson)/Exercises.swift", stub), ("handed in/Exercises.swift", exercises("return 1")),
      ("swift", "#!/bin/sh\ncase \"$*\" in *--show-bin-path*) pwd ;; *) kill -TERM $PPID; exit 1 ;; esac\n"),
    ] { try folder.write(text.utf8, to: name) }
    // A program that another test starts meanwhile may keep what is written here open, and what is open is not run.
    let made = "mkdir bin && cp swift bin && chmod +x bin/swift"
    #expect(try ProgramRun(program: "/bin/sh", ["-c", made], in: folder.url).status == 0)
    let course = try TestedPackage.copy("course", into: folder.url)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let run = try ProgramRun(
      program: course.path, ["report", "--submission", "handed in"],
      environment: ["PATH": "\(folder.path)/bin:\(path)"], in: folder.url)
    #expect(run.status != 0 && run.output == "", "\(run.output)\(run.errors)")
    #expect(Folder.text(of: "\(folder.path)/\(lesson)/Exercises.swift") == stub)
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/report"))
    // An answer that a check has once taken for none is an answer, and no submission takes its place.
    try folder.write(exercises("return 2").utf8, to: "\(lesson)/Exercises.swift")
    LessonExercises(lesson: "lesson-04-pooling", root: folder.path).keep([ExerciseResult("4.1", .notAttempted)])
    let refused = try ProgramRun(
      program: course.path, ["report", "--submission", "handed in"],
      environment: ["PATH": "\(folder.path)/bin:\(path)"], in: folder.url)
    #expect(refused.errors.contains("has answers of yours"), "\(refused.output)\(refused.errors)")
  }

  /// What cannot be read may hold an answer.
  @Test func nothingIsReleasedWhereExercisesCannotBeRead() throws {
    let folder = try TemporaryFolder()
    let lesson = "Lessons/lesson-04-pooling"
    let exercise = "  /// **Exercise 4.1: One**\n  static func one() throws { throw Unattempted() }\n"
    for (name, text) in [
      ("Package.swift", ""),
      ("\(lesson)/Lesson.swift", "static let title = \"One\"\nstatic let summary = \"count.\""),
      ("\(lesson)/Tasks.swift", "protocol Tasks {\n  static func one() throws\n}\n"),
      ("\(lesson)/Solutions.swift", "enum Solutions: Tasks {\n  /// - Hint: One\n  static func one() {}\n}\n"),
    ] { try folder.write(text.utf8, to: name) }
    let course = try TestedPackage.copy("course", into: folder.url)
    for (bytes, complaint) in [
      (Array("enum Exercises: Tasks {\n}\n".utf8), "has 0 of the 1 exercises"),
      (Array(exercise.utf8) + [0xE9], "it must be a file of text in UTF-8"),
      (Array(exercise.replacing("throw Unattempted()", with: "print(1)").utf8), "4.1 has an answer of yours"),
    ] {
      try folder.write(bytes, to: "\(lesson)/Exercises.swift")
      let run = try ProgramRun(program: course.path, ["release", "class", "--seed", "1"], in: folder.url)
      #expect(run.status != 0 && run.errors.contains(complaint), "\(run.output)\(run.errors)")
      #expect(Folder.names(in: "\(folder.path)/class") == nil)
    }
  }

  @Test func `the first page that students get leads nowhere that they have not got`() throws {
    let readme = try #require(Folder.text(of: TestedPackage.root.path + "/README.md"))
    let page = ReleasedCourse.forStudents(readme)
    #expect(page.contains("## The lessons") && !page.contains("swift test") && !page.contains(".ci/"))
    let links = page.matches(of: /\]\((?!http)([^)#]+)/).map { String($0.1) }
    #expect(links.count > 10)
    for link in links {
      #expect(ReleasedCourse.handedOut.contains { link == $0 || link.hasPrefix($0 + "/") }, "\(link)")
    }
  }

  /// Each line of `.gitignore` that is about a lesson's pages, with any name.
  @Test func whatIsHandedOutHasNothingThatGitLeavesOut() throws {
    let rules = try #require(Folder.text(of: TestedPackage.root.path + "/.gitignore")).split(separator: "\n")
    let names = rules.filter { $0.hasPrefix("/output/*/") || $0.hasPrefix("*.") }.map {
      String($0.split(separator: "/").last ?? "").replacing("*", with: "a")
    }
    #expect(names.count >= 6)
    for name in names { #expect(ReleasedCourse.isLeftOver(name), "\(name)") }
    #expect(!["README.md", "index.html", "search.js", "max-pooling.png"].contains(where: ReleasedCourse.isLeftOver))
  }

  @Test(arguments: TestedPackage.lessons) func whatIsHandedOutHasNoAnswerAndMayComeBack(_ lesson: String) throws {
    let files = try CoursePackage().exercises(of: lesson)
    #expect(StrangeDeclaration(in: Folder.text(of: files.path) ?? "") == nil)
    let withheld = try #require(WithheldSolutions(of: files))
    let solutions = SolutionText.read(withheld.source)
    #expect(solutions.map(\.function) == files.solutions.map(\.function))
    #expect(solutions.map(\.hints) == files.solutions.map(\.hints))
    #expect(solutions.allSatisfy(\.isWithheld) && !files.solutions.contains(where: \.isWithheld))
    #expect(withheld.source.split(separator: "\n").count { $0.contains("return ") && !$0.contains("///") } == 0)
  }

  @Test(arguments: [
    ("func maxPool2d() {}", "line 2 declares something"), ("extension Tensor {}", "line 2 declares something"),
    ("@_cdecl(\"exit\") private func a() {}", "the attribute @_cdecl"), ("#if DEBUG\n#endif", "line 2 has #if"),
    ("infix operator +++", "declares something"), ("struct Case {}", "before its struct"),
    ("enum Exercises2 {}", "before its enum"), ("private(set) var a = 1", "before its var"),
    ("private let a = 1\npublic func b() {}", "line 3 declares"), ("protocol Tasks {}", "before its protocol"),
    ("@MainActor var a = 1\nprivate(set) nonisolated(unsafe) var b = 1", "line 2 declares something"),
    ("private(set) nonisolated(unsafe) var a = 1", "before its var"), ("let (a, b) = (1, 2)", "before its let"),
    ("typealias Tensor = Int", "before its typealias"),
    ("// a\rfunc b() {}", "line 2 declares something"),
    ("private extension Int {\n  private var a: Int { 1 }\n  internal var b: Int { 2 }\n}", "leave its internal out"),
    ("fileprivate extension Int { public\nfunc a() {} }", "line 2 lets other files see a member"),
    (
      "private let a = [4].reduce(1, /); extension Int {}; private let b = [4].reduce(1, /)",
      "line 2 declares something"
    ),
    ("private let a = b\n/\"/; extension Int {}  // \"", "line 3 has a /"),
    ("private func a() -> Any { return/\"/; }; extension Int {}", "line 2 has a /"),
    ("private let a = try!/\"/; extension Int {}", "line 2 has a /"),
    ("private let a = [/= \"/]; extension Int {}", "line 2 has a /"), ("\u{A0}extension Int {}", "line 2 declares"),
    (
      "private let a = \(String(repeating: "\"\\(", count: 33))#\" \"\"\" \"#\(String(repeating: ")\"", count: 33))\n"
        + "extension Int {}\n// \"\"\"", "line 3 declares"
    ),
  ]) func whatOtherFilesWouldSeeIsNotCompiled(_ code: String, _ reason: String) {
    #expect(
      StrangeDeclaration(in: "import Checking\n\(code)\nenum Exercises: Tasks {\n}")?.text.contains(reason) == true)
  }

  @Test(arguments: [
    "private func helper(_ a: Int) -> Int {\n  let b = a\n  return b\n}", "fileprivate struct Pair { var a = 1 }",
    "private extension Int { var twice: Int { 2 * self } }", "import func Darwin.sqrt",
    "/* func a() {} */ // struct B {}", "private let text = \"func a() { #if\"",
    "private final class Box { @discardableResult func a() -> Int { 1 } }",
    "private extension Int { func a() { let open = 1; print(open) } }\nprivate struct B { internal var a = 1 }",
    "private let a = [4, 2].reduce(1, /)/3 + b! / 2 + b!/2 /* c */ / 5", "private let a = #/b\"/#",
    "private func mean(_ a: [Float]) -> Float { a.reduce(0) { $0 + $1 } / Float(a.count) }",
    "private nonisolated(unsafe) var count = 0\nprivate @MainActor var other = 0\n@inline(never) private func a() {}",
  ]) func whatStaysInTheFileMayStandThere(_ code: String) {
    #expect(StrangeDeclaration(in: "import Checking\n\(code)\nenum Exercises: Tasks {\n  static let a = 1\n}") == nil)
  }
}
