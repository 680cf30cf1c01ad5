import ArgumentParser
import System

/// `course open 4`
struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Opens a lesson's written page in your browser.",
    discussion: "Without a name, the page of contents.")

  @Argument(help: "A lesson: 4, lesson-04-pooling.")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "The folder that --output of the lesson named; output/ of the package by default.", valueName: "folder"))
  var output: String?

  func validate() throws {
    if output == "" { throw ValidationError("--output needs a folder, and got an empty name") }
  }

  func run() throws {
    let package = try CoursePackage()
    let lesson = try name.map { try package.target($0).lesson }
    let page = [output ?? package.root + "/output", lesson, "index.html"].compactMap { $0 }.joined(separator: "/")
    guard Folder.exists(page) else {
      throw ProgramFailure("there is no page \(Path.relative(page)) yet; \(command(lesson, package)) writes it")
    }
    let isOpen = try Desktop.open(page)
    Terminal.print("Page     \(Path.relative(page))\n")
    if !isOpen { Terminal.print("Nothing here can open it; open it in your browser.\n") }
  }

  /// What writes the page of a lesson, or that of contents, which every lesson writes beside its own.
  private func command(_ lesson: String?, _ package: CoursePackage) -> String {
    guard let output, let writer = lesson ?? package.lessons.first?.name else {
      return lesson.map { "swift run \($0)" } ?? "swift run course write"
    }
    return "swift run \(writer) --output \(Path.shellWord(OutsideText(output)))"
  }
}

/// What opens files on the reader's desktop.
enum Desktop {
  /// Opens a file. Gives false if there is no desktop, or nothing on it that opens files.
  static func open(_ path: String) throws -> Bool {
    #if os(macOS)
      return try Subprocess.run("open", [path]) == 0
    #else
      guard ["DISPLAY", "WAYLAND_DISPLAY"].contains(where: { Environment.nonEmpty($0) != nil }) else {
        return false
      }
      let command = "command -v xdg-open >/dev/null || exit 1; xdg-open \"$1\" >/dev/null 2>&1 &"
      return try Subprocess.run("sh", ["-c", command, "sh", path]) == 0
    #endif
  }
}
