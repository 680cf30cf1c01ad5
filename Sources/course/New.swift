import ArgumentParser
import Pages
import Programs
import System

/// `course new lesson-11-some-name`
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Begins a lesson with one exercise, and lists it in Package.swift and README.md.",
    discussion: "It builds and runs as it is. Its files say what goes where, Sources/README.md what else it needs.")

  @Argument(help: "Its name: lesson-, a free number of two digits, and words, such as lesson-11-some-name.")
  var name: String

  @Flag(help: "The lesson runs networks: it can import Learning and TrainingLessons.")
  var networks = false

  func run() throws {
    let package = try CoursePackage()
    let lessons = "\(package.root)/Lessons"
    // Two of them at a time would count the same number as free.
    let lesson = try Folder.locked(lessons) {
      let lesson = try NewLesson(name, hasNetworks: networks, root: package.root)
      try lesson.write()
      return lesson
    }
    Terminal.print(
      """
      Lessons/\(name) is there, and Package.swift and README.md list it.
      Now write the lesson; Sources/README.md says what the tests ask of it.

      Run      swift run \(name)
      Check    swift run course check \(lesson.number)
      Pages    swift run course write

      """)
  }
}

/// A lesson that is to be begun: its name has been looked at, and nothing has been written.
struct NewLesson {
  let name: String
  let number: Int
  private let hasNetworks: Bool
  private let root: String
  private let manifest, readme: LessonList

  /// Throws a line with exit status 64 if the name is no lesson's, if it or its number is taken, or if the package
  /// cannot be written to.
  init(_ name: String, hasNetworks: Bool, root: String) throws {
    manifest = try .manifest(root: root)
    readme = try .readme(root: root)
    let taken = Set(manifest.names + readme.names + (Folder.names(in: "\(root)/Lessons") ?? []))
    let free = (0...99).first { number in !taken.contains { NewLesson.number(in: $0) == number } }
    let example = "lesson-\(free.map { NewLesson.digits($0) } ?? "NN")-some-name"
    guard let number = NewLesson.number(in: name), NewLesson.isName(name) else {
      throw ProgramFailure(
        "a lesson cannot be called '\(name)'; its name is lesson-, two digits, and words of small letters and digits, "
          + "of \(NewLesson.mostCharacters) characters at most, such as \(example)", exitCode: ProgramFailure.usage)
    }
    if taken.contains(name) {
      throw ProgramFailure(
        "there is a lesson \(name); a new one could be called \(example)", exitCode: ProgramFailure.usage)
    }
    if let owner = taken.sorted().first(where: { NewLesson.number(in: $0) == number }) {
      throw ProgramFailure(
        "\(owner) has the number \(NewLesson.digits(number)); a new lesson could be called \(example)",
        exitCode: ProgramFailure.usage)
    }
    for path in [root, "\(root)/Lessons", manifest.path, readme.path] where !Folder.isWritable(path) {
      throw ProgramFailure("\(UnwritableFile(path))", exitCode: ProgramFailure.usage)
    }
    (self.name, self.number, self.hasNetworks, self.root) = (name, number, hasNetworks, root)
  }

  /// Writes the lesson's folder and lists the lesson, or throws a line and leaves everything as it was. The list that
  /// programs are built from comes last: it never names a lesson that is not there.
  func write() throws {
    let template = LessonTemplate(name: name, number: number)
    try WholeFolder.make(
      "\(root)/Lessons/\(name)", holding: template.files,
      andWrite: [
        (readme.path, readme.text(adding: name, as: template.row)),
        (manifest.path, manifest.text(adding: name, as: "  (\"\(name)\", \(hasNetworks)),")),
      ])
  }

  private static let mostCharacters = 40

  private static func isName(_ name: String) -> Bool {
    name.count <= mostCharacters && name.wholeMatch(of: /lesson-[0-9]{2}(-[a-z][a-z0-9]*)+/) != nil
  }

  private static func number(in name: String) -> Int? {
    name.hasPrefix("lesson-") ? Int(name.dropFirst(7).prefix { $0 != "-" }) : nil
  }

  private static func digits(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
}
