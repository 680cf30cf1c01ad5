import ArgumentParser
import ExerciseFiles
import Pages
import Programs
import System

/// `course read 4`
struct Read: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Opens a lesson's page and renews it whenever you save the lesson, until Ctrl-C.",
    discussion: "What you change in the lesson's folder is built and run; what does not compile stands on the page.")

  @Argument(help: "A lesson: 4, lesson-04-pooling.")
  var name: String

  @Flag(name: .customLong("no-browser"), help: "Open no browser; the page's path is printed.")
  var staysClosed = false

  func run() throws {
    let package = try CoursePackage()
    let lesson = try package.target(name).lesson
    let folder = try BuildFolder(root: package.root)
    var watcher = try FolderWatcher(package.folder(of: lesson))
    let written = "\(package.root)/output/\(lesson)"
    try Folder.prepare(written)
    var page = LivePage(folder: written)
    try page.renew()
    var isOpen = false
    while true {
      let clock = ContinuousClock()
      let start = clock.now
      let complaint = try complaint(of: lesson, package, folder)
      if complaint.isEmpty { try page.renew() } else { try page.say(complaint) }
      if Terminal.isRedrawn { Terminal.print("\u{1B}[2J\u{1B}[H") }
      Terminal.print(complaint.isEmpty ? "Written after \(tenths(clock.now - start)) s.\n" : complaint)
      Terminal.print("Page     \(Path.relative(page.path))\n")
      // There is none as long as a lesson that is new does not compile.
      if !isOpen, !staysClosed, Folder.exists(page.path) {
        _ = try Desktop.open(page.path)
        isOpen = true
      }
      Terminal.print(
        Typesetting.prose("Waiting for you to save something in \(code: "Lessons/\(lesson)"); Ctrl-C ends this."))
      watcher.wait()
    }
  }

  /// Builds and runs the lesson. Gives what is wrong with it; nothing if all is written.
  private func complaint(of lesson: String, _ package: CoursePackage, _ folder: BuildFolder) throws -> String {
    let build = try LessonBuild(lesson: lesson, root: package.root, in: folder)
    if let complaint = build.complaint { return complaint }
    let (text, status) = try Subprocess.output(of: build.program, ["--quiet"], settings: [CrashReport.setting])
    return status == 0 ? "" : Read.complaint(text, of: lesson, width: Terminal.width)
  }

  /// What is wrong with a lesson that has failed: why and where it crashed, or else all that it printed.
  static func complaint(_ printed: String, of lesson: String, width: Int) -> String {
    let report = CrashReport(printed, file: "\(lesson)/Lesson.swift")
    guard report.message != "" else {
      return "✗ \(lesson) does not come to its end:\n\n\(OutsideText(printed))\n"
    }
    let place = report.line.map { " in line \($0) of Lesson.swift" } ?? ""
    return "✗ \(lesson) crashes\(place):\n\n\(Terminal.broken("\(report.message)", width: width))\n\n"
  }

  private func tenths(_ time: Duration) -> String {
    let tenths = Int(time / .milliseconds(100))
    return "\(tenths / 10).\(tenths % 10)"
  }
}
