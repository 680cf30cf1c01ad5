import ExerciseFiles
import Pages
import Programs
import System

/// A lesson's exercises, built and checked without a word in the terminal.
struct LessonResults {
  let exercises: [ReportedExercise]
  /// What keeps the file from being checked; nil if nothing does.
  let complaint: String?

  /// Checks what lies in the package itself.
  init(_ target: CoursePackage.Target, in package: CoursePackage, building folder: BuildFolder) throws {
    try self.init(target, listed: package.exercises(of: target.lesson), package, folder)
  }

  /// Checks another file in place of the package's own, which must be as it was at the beginning, as it is put aside
  /// meanwhile. Throws a line if it is not.
  init(
    _ target: CoursePackage.Target, submitted text: String, in package: CoursePackage, building folder: BuildFolder
  ) throws {
    let own = package.exercises(of: target.lesson)
    guard own.exercises.allSatisfy(\.isPristine), let before = Folder.text(of: own.path) else {
      throw ProgramFailure(
        "\(Path.relative(own.path)) has answers of yours; a submission takes its place while it is checked, so check it in "
          + "another copy of the course")
    }
    try WholeFile.write(Array(text.utf8), to: own.path)
    defer { try? WholeFile.write(Array(before.utf8), to: own.path) }
    try self.init(target, listed: own, package, folder)
  }

  /// What is said where nothing has been handed in.
  init(notHandedIn target: CoursePackage.Target, in package: CoursePackage) {
    self.init(
      target, listed: package.exercises(of: target.lesson), results: { ExerciseResult($0, .notAttempted) })
  }

  /// What is said of a file that is not compiled.
  init(_ target: CoursePackage.Target, refused reason: String, in package: CoursePackage) {
    self.init(
      target, listed: package.exercises(of: target.lesson), complaint: reason,
      results: { ExerciseResult($0, .wrong, finding: "its file is not compiled") })
  }

  /// Builds and checks what lies in the lesson's folder now; the exercises are those of `listed`, whatever it says.
  private init(
    _ target: CoursePackage.Target, listed: LessonExercises, _ package: CoursePackage, _ folder: BuildFolder
  ) throws {
    let files = package.exercises(of: target.lesson)
    if files.exercises.map(\.number) == listed.exercises.map(\.number), files.exercises.allSatisfy(\.isPristine) {
      self.init(target, listed: listed, results: { ExerciseResult($0, .notAttempted) })
      return
    }
    let build = try LessonBuild(lesson: target.lesson, root: package.root, in: folder)
    if let complaint = build.complaint {
      self.init(
        target, listed: listed, complaint: complaint,
        results: { ExerciseResult($0, .wrong, finding: "its file does not compile") })
      return
    }
    let numbers = LessonResults.numbers(target, listed)
    files.forget(numbers)
    let (text, status) = try Subprocess.output(
      of: build.program, ["--check", "--built-from", files.fingerprint] + target.exercises)
    let results = package.exercises(of: target.lesson).results
    let missing = numbers.first { results[$0] == nil }
    guard status <= 1, missing == nil else {
      throw ProgramFailure("the check of \(target.lesson) has not come to its end: \(OutsideText(text).inOneLine)")
    }
    self.init(target, listed: listed, results: { results[$0] ?? ExerciseResult($0, .notAttempted) })
  }

  private init(
    _ target: CoursePackage.Target, listed: LessonExercises, complaint: String? = nil,
    results: (String) -> ExerciseResult
  ) {
    let numbers = LessonResults.numbers(target, listed)
    exercises = listed.exercises.filter { numbers.contains($0.number) }.map {
      ReportedExercise(lesson: target.lesson, $0, results($0.number))
    }
    self.complaint = complaint
  }

  private static func numbers(_ target: CoursePackage.Target, _ listed: LessonExercises) -> [String] {
    target.exercises.isEmpty ? listed.exercises.map(\.number) : target.exercises
  }
}
