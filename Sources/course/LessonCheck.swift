import ExerciseFiles
import Pages
import Programs
import System

/// One lesson built and its exercises checked, apart from all other lessons.
struct LessonCheck {
  private let target: CoursePackage.Target
  private let package: CoursePackage
  private let folder: BuildFolder

  init(_ target: CoursePackage.Target, in package: CoursePackage, building folder: BuildFolder) {
    (self.target, self.package, self.folder) = (target, package, folder)
  }

  /// Builds, shows what the compiler cannot make sense of, or lets the lesson's program check. Gives whether nothing is
  /// wrong; throws a line if the build cannot be started.
  func run() throws -> Bool {
    let files = package.exercises(of: target.lesson)
    guard !files.exercises.isEmpty else {
      throw ProgramFailure(files.complaint ?? "\(target.lesson) has no exercises")
    }
    let build = try LessonBuild(lesson: target.lesson, root: package.root, in: folder)
    if let complaint = build.complaint {
      Terminal.print("\n" + complaint)
      return false
    }
    return try Subprocess.run(build.program, ["--check", "--built-from", files.fingerprint] + target.exercises) == 0
  }
}
