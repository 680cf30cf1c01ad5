import Pages
import System

/// A lesson's program, built by itself in the way in which the running program was built.
package struct LessonBuild {
  /// Where the program is once it has been built.
  package let program: String
  /// What is wrong with the lesson's source, to be shown in a terminal; nil if nothing is.
  package let complaint: String?

  /// Builds the program of a lesson of the package at `root`. Throws a line if the build cannot be started.
  package init(lesson: String, root: String) throws {
    guard let products = Path.executable.flatMap(Path.parent) else {
      throw ProgramFailure("cannot find the program that is running")
    }
    program = "\(products)/\(lesson)"
    if Terminal.hasColor { Terminal.print("Building \(lesson) …\r") }
    let settings = LessonBuild.settings(products: products)
    let (text, status) = try Subprocess.output(
      of: "swift", ["build", "--product", lesson, "--package-path", root] + settings)
    if Terminal.hasColor { Terminal.print("\u{1B}[K") }
    complaint = status == 0 ? nil : CompilerErrors(in: text).text(lesson: lesson, root: root)
  }

  /// The options that put a program beside those of a folder such as `.build/x86_64-unknown-linux-gnu/debug`.
  private static func settings(products: String) -> [String] {
    let steps = products.split(separator: "/").map(String.init)
    guard steps.count > 2, let configuration = steps.last, ["debug", "release"].contains(configuration) else {
      return []
    }
    return ["--configuration", configuration, "--scratch-path", "/" + steps.dropLast(2).joined(separator: "/")]
  }
}
