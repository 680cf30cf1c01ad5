import ArgumentParser
import ExerciseFiles
import Pages
import Programs
import System

/// `course report`
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes what you have done, for whoever teaches you, or sums up the reports of a class.",
    discussion: """
      Checks the exercises and writes report.json, junit.xml and Gradescope's results.json. Without a name, all lessons \
      count. Sources/TEACHING.md says what a teacher does with it.
      """)

  @Argument(help: "Lessons or exercises: 4, lesson-04-pooling, 4.1.")
  var names: [String] = []

  @Option(
    help: ArgumentHelp("Check what somebody has handed in, in place of your own answers.", valueName: "folder"))
  var submission: String?

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("Sum up the reports in a folder: ann.json, ben.json, or ann/report.json.", valueName: "folder")
  )
  var classFolder: String?

  @Option(help: ArgumentHelp("The folder to write into.", valueName: "folder"))
  var output = "report"

  func validate() throws {
    if classFolder != nil, submission != nil || !names.isEmpty {
      throw ValidationError("--class sums up what has been checked; it goes with neither --submission nor names")
    }
    for (option, value) in [("--submission", submission), ("--class", classFolder), ("--output", output)]
    where value == "" {
      throw ValidationError("\(option) needs a folder, and got an empty name")
    }
  }

  func run() throws {
    let package = try CoursePackage()
    if let classFolder {
      let summary = try ClassSummary(classFolder, package: package)
      for complaint in summary.complaints { Terminal.printError("course: \(complaint)") }
      for part in summary.tables { Terminal.print("\n" + Typesetting.prose("\(part.title)") + part.table.text) }
      return try write(summary.files)
    }
    let report = try report(package)
    Terminal.print(report.table.text)
    for complaint in report.complaints { Terminal.print("\n\(complaint.trimmed)\n") }
    try write(report.files)
  }

  private func report(_ package: CoursePackage) throws -> LearnerReport {
    let targets =
      names.isEmpty
      ? package.lessons.map { CoursePackage.Target(lesson: $0.name) } : try package.targets(names)
    let submitted = try submission.map { try Submission($0, lessons: package.lessons) }
    let folder = try BuildFolder(root: package.root)
    package.tellUnreadableExercises()
    let results = try targets.filter { !package.exercises(of: $0.lesson).exercises.isEmpty }.map { target in
      guard let submitted else { return try LessonResults(target, in: package, building: folder) }
      if let reason = submitted.refusals[target.lesson] {
        return LessonResults(target, refused: reason, in: package)
      }
      guard let text = submitted.texts[target.lesson] else { return LessonResults(notHandedIn: target, in: package) }
      // Ctrl-C ends what is built or checked, and then this, once the file that was put aside is back.
      return try Interruptions.holdOff {
        try LessonResults(target, submitted: text, in: package, building: folder)
      }
    }
    return LearnerReport(
      exercises: results.flatMap(\.exercises),
      complaints: (submitted?.complaints ?? []) + results.compactMap(\.complaint))
  }

  private func write(_ files: [(name: String, text: String)]) throws {
    try Folder.prepare(output)
    Terminal.print("\n")
    for file in files {
      let path = "\(output)/\(file.name)"
      try WholeFile.write(Array(file.text.utf8), to: path)
      Terminal.print("\(Path.relative(path))\n")
    }
  }
}
