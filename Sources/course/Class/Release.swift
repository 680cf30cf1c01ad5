import ArgumentParser
import ExerciseFiles
import Pages
import Programs
import System

/// `course release ../class-of-2027`
struct Release: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a copy of the course for students, without solutions, and an autograder for Gradescope.",
    discussion: "Sources/TEACHING.md says what to do with them. Without names, the autograder grades all lessons.")

  @Argument(help: ArgumentHelp("A folder that is not there yet.", valueName: "folder"))
  var folder: String

  @Argument(help: "Lessons or exercises that are graded: 4, lesson-04-pooling, 4.1.")
  var names: [String] = []

  @Option(
    help: ArgumentHelp(
      "A number that only you know: the autograder draws cases from it that no student has.", valueName: "number"),
    transform: wholeNumber(0...UInt64.max))
  var seed: UInt64

  func run() throws {
    let package = try CoursePackage()
    let targets = try package.targets(names)
    let graded = targets.flatMap { $0.exercises.isEmpty ? [$0.lesson] : $0.exercises }
    guard !folder.isEmpty, !Folder.exists(folder) else {
      throw ProgramFailure(
        "'\(OutsideText(folder))' is there already, or no name; name a folder that is not",
        exitCode: ProgramFailure.usage)
    }
    let release = try ReleasedCourse(package, graded: graded, seed: seed)
    try release.write(to: folder)
    Terminal.print(
      """
      Students     \(Path.relative(folder + "/students"))
      Autograder   \(Path.relative(folder + "/autograder")), to be packed and uploaded:

        cd \(Path.shellWord(Path.relative(folder + "/autograder"))) && zip -qr ../autograder.zip .


      """)
  }
}

/// What is handed to students, and what grades them.
struct ReleasedCourse {
  private let package: CoursePackage
  private let graded: [String]
  private let seed: UInt64
  private let withheld: [(lesson: String, source: String)]

  /// What of the package students get; tests, the gate and history stay behind, as they say much about the answers.
  static let handedOut = [
    ".ci/install", ".devcontainer", ".gitignore", ".swift-format", "LICENSE", "Lessons", "Package.swift", "README.md",
    "Sources", "output",
  ]

  /// Throws a line if an exercise has been begun, whose answer would be handed out.
  init(_ package: CoursePackage, graded: [String], seed: UInt64) throws {
    (self.package, self.graded, self.seed) = (package, graded, seed)
    withheld = try package.lessons.compactMap { lesson in
      let files = package.exercises(of: lesson.name)
      if let complaint = files.complaint { throw ProgramFailure(complaint) }
      if let begun = files.exercises.first(where: { !$0.isPristine }) {
        throw ProgramFailure(
          "exercise \(begun.number) has an answer of yours, which students would get; swift run course reset \(begun.number) "
            + "puts it back to its beginning")
      }
      guard files.exercises.count == files.solutions.count else {
        throw ProgramFailure(
          "\(Path.relative(files.path)) has \(files.exercises.count) of the \(files.solutions.count) exercises of "
            + "\(lesson.name), and what cannot be read may be an answer; git restore gives you the file as it was")
      }
      guard !files.solutions.isEmpty else { return nil }
      guard let source = WithheldSolutions(of: files)?.source else {
        throw ProgramFailure(
          "the Tasks.swift of \(lesson.name) does not declare all that its Solutions.swift answers")
      }
      return (lesson.name, source)
    }
  }

  /// Makes the folders `students` and `autograder`, all or nothing.
  func write(to folder: String) throws {
    let beside = "\(folder.last == "/" ? String(folder.dropLast()) : folder).part"
    guard !Folder.exists(beside) else {
      throw ProgramFailure("\(OutsideText(beside)) is in the way; take it away", exitCode: ProgramFailure.usage)
    }
    do {
      try Folder.make("\(beside)/students")
      try copy(ReleasedCourse.handedOut, to: "\(beside)/students")
      try withhold(in: "\(beside)/students")
      guard let readme = Folder.text(of: "\(package.root)/README.md") else {
        throw ProgramFailure("cannot read \(package.root)/README.md")
      }
      try WholeFile.write(
        Array(ReleasedCourse.forStudents(readme).utf8), to: "\(beside)/students/README.md")
      try Folder.make("\(beside)/autograder/patchwork")
      try copy(ReleasedCourse.handedOut.filter { $0 != "output" }, to: "\(beside)/autograder/patchwork")
      try withhold(in: "\(beside)/autograder/patchwork")
      for (name, text) in [("setup.sh", setup), ("run_autograder", runAutograder)] {
        try WholeFile.write(Array(text.utf8), to: "\(beside)/autograder/\(name)")
        try command("chmod", "+x", "\(beside)/autograder/\(name)")
      }
      try command("mv", beside, folder)
    } catch {
      try? command("rm", "-rf", beside)
      throw error
    }
  }

  /// The first page without its last sections, which speak of what students do not get.
  static func forStudents(_ readme: String) -> String {
    String(readme.prefix(upTo: readme.firstRange(of: "\n## What you can rely on\n")?.lowerBound ?? readme.endIndex))
  }

  private func copy(_ names: [String], to folder: String) throws {
    for name in names where Folder.exists("\(package.root)/\(name)") {
      let place = "\(folder)/\(name)"
      if let parent = Path.parent(place) { try Folder.make(parent) }
      try command("cp", "-Rp", "\(package.root)/\(name)", place)
    }
  }

  private func withhold(in folder: String) throws {
    for (lesson, source) in withheld {
      try WholeFile.write(Array(source.utf8), to: "\(folder)/Lessons/\(lesson)/Solutions.swift")
    }
    for lesson in package.lessons {
      for name in Folder.names(in: "\(folder)/output/\(lesson.name)") ?? [] where ReleasedCourse.isLeftOver(name) {
        Folder.removeFile("\(folder)/output/\(lesson.name)/\(name)")
      }
    }
  }

  /// Whether a file of a lesson's pages is none that the course is published with, such as the picture of a wrong answer
  /// that has been tried here: what `.gitignore` names.
  static func isLeftOver(_ name: String) -> Bool {
    ["exercise-", "pixel-", "reading."].contains { name.hasPrefix($0) }
      || [".ipynb", ".part", ".safetensors"].contains { name.hasSuffix($0) }
  }

  private func command(_ program: String, _ arguments: String...) throws {
    let (text, status) = try Subprocess.output(of: program, arguments)
    if status != 0 { throw ProgramFailure("\(program) has not done its work: \(OutsideText(text).inOneLine)") }
  }

  /// What Gradescope runs once, as root, in a fresh Ubuntu.
  private var setup: String {
    """
    #!/usr/bin/env bash
    # Run once by Gradescope, when it makes the autograder's image: Swift, libpng, and the programs that are graded, built for
    # any processor.
    set -euo pipefail
    here=${AUTOGRADER:-/autograder}/source

    if ! command -v swift >/dev/null; then
      export DEBIAN_FRONTEND=noninteractive
      apt-get update -qq
      apt-get install -y -qq --no-install-recommends binutils ca-certificates curl gcc g++ git gnupg2 libc6-dev \\
        libcurl4-openssl-dev libedit2 libncurses6 libpython3-dev libsqlite3-0 libstdc++-11-dev libxml2-dev libz3-dev \\
        pkg-config tzdata unzip zlib1g-dev
      curl -fsSL https://download.swift.org/swift-6.3.1-release/ubuntu2204/swift-6.3.1-RELEASE/swift-6.3.1-RELEASE-ubuntu22.04.tar.gz \\
        | tar xz --strip-components=1 -C /
    fi
    [ -e /usr/include/png.h ] || "$here/patchwork/.ci/install"
    cd "$here/patchwork"
    export PATCHWORK_CPU=baseline
    swift build --product course
    for lesson in \(lessons); do swift build --product "$lesson"; done

    """
  }

  /// What Gradescope runs for each submission.
  private var runAutograder: String {
    """
    #!/usr/bin/env bash
    # Run by Gradescope for each submission. The seed is that of the cases which students do not have: keep it to yourself.
    set -euo pipefail
    here=${AUTOGRADER:-/autograder}

    cd "$here/source/patchwork"
    export PATCHWORK_CPU=baseline PATCHWORK_HELD_BACK=\(seed)
    "$(swift build --show-bin-path)/course" report \(graded.map { $0 + " " }.joined())\\
      --submission "$here/submission" --output "$here/results"

    """
  }

  private var lessons: String {
    let names = package.lessons.map(\.name).filter { name in
      withheld.contains { $0.lesson == name } && (graded.isEmpty || graded.contains { isPart($0, of: name) })
    }
    return names.joined(separator: " ")
  }

  private func isPart(_ word: String, of lesson: String) -> Bool {
    word == lesson || package.exercises(of: lesson).exercises.contains { $0.number == word }
  }
}
