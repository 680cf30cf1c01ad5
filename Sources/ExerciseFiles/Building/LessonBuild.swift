import Pages
import System

/// A lesson's program, built by itself in the way in which the running program was built.
package struct LessonBuild {
  /// Where the program is once it has been built.
  package let program: String
  /// What is wrong with the lesson's source, to be shown in a terminal; nil if nothing is.
  package let complaint: String?

  /// Builds the program of a lesson of the package at `root`. Throws a line if the build cannot be started.
  package init(lesson: String, root: String, in folder: BuildFolder) throws {
    program = folder.program(of: lesson)
    if Terminal.isRedrawn { Terminal.print("Building \(lesson) …\r") }
    let (text, status) = try Subprocess.output(
      of: "swift", ["build", "--product", lesson, "--package-path", root] + folder.options, settings: folder.settings)
    if Terminal.isRedrawn { Terminal.print("\u{1B}[K") }
    complaint = status == 0 ? nil : CompilerErrors(in: text).text(lesson: lesson, root: root)
  }
}
