import Foundation
import TestedPackage
import Testing

/// What the system refuses a lesson, and what ends it: one clear line, nothing torn, nothing left behind.
@Suite(.waiting) struct Faults {
  private let lesson = "lesson-01-cross-correlation"

  /// Runs a lesson in a shell, and expects a status and, in one line, some words; nothing half-written is left.
  private func expect(
    _ status: Int32, says text: String, _ arguments: [String] = [], lesson: String? = nil, command: String,
    prepare: (URL) throws -> Void = { _ in }
  ) throws {
    let lesson = lesson ?? self.lesson
    let folder = try TemporaryFolder()
    try prepare(folder.url)
    let run = try LessonRun(lesson, arguments, into: folder, command: command)
    #expect(run.status == status)
    #expect(text.isEmpty ? run.errors.isEmpty : run.errors.hasPrefix("\(lesson): "), "\(run.errors)")
    #expect(text.isEmpty || run.errors.contains(text), "\(run.errors)")
    #expect(run.errors.filter { $0 == "\n" }.count == (text.isEmpty ? 0 : 1))
    #expect(Faults.files(in: folder.url).allSatisfy { !$0.hasSuffix(".part") })
  }

  private static func files(in folder: URL) -> [String] {
    FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
  }

  @Test func aFileThatMayNotGrowIsNamed() throws {
    try expect(1, says: "File too large", command: "ulimit -f 8; exec \"$0\" \"$@\"")
  }

  /// Needs the right to mount a file system, as in a namespace of one's own.
  @Test(.enabled(if: Faults.canMount)) func aDiskThatIsFullIsNamed() throws {
    try expect(
      1, says: "No space left on device",
      command: """
        unshare -m sh -c 'for o; do :; done; mount -t tmpfs -o size=100k none "$o" && { "$0" "$@"; s=$?; \
          find "$o" -name "*.part" >&2; exit $s; }' "$0" "$@"
        """)
  }

  private static let canMount =
    (try? ProgramRun(program: "unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]))?.status == 0

  @Test func anOutputFolderThatIsRemovedIsNamed() throws {
    try expect(
      1, says: "No such file or directory", ["--epochs", "30"], lesson: "lesson-05-lenet",
      command: """
        for o; do :; done; "$0" "$@" & until [ -d "$o/lesson-05-lenet" ]; do sleep 0.1; done
        until rm -r "$o" 2>/dev/null; do :; done; wait $!
        """)
  }

  /// Neither a home, nor a terminal, nor letters beyond ASCII, nor a place for temporary files.
  @Test func whatTheEnvironmentLacksChangesNothing() throws {
    let usual = try LessonRun(lesson, "--quiet")
    let folder = try TemporaryFolder(named: "мой курс")
    for settings in ["-i LC_ALL=C", "-i TERM=dumb LANG=de_DE.ISO-8859-1 TMPDIR=/nowhere HOME=/nowhere"] {
      let run = try LessonRun(lesson, [], into: folder, command: "exec env \(settings) \"$0\" \"$@\"")
      #expect(run.status == 0 && run.errors.isEmpty && run.output.contains("мой курс"), "\(run.errors)")
      #expect(try run.readme == usual.readme)
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func aPlaceToPrintThatIsFullIsNamed() throws {
    try expect(
      1, says: "cannot write to the standard output: No space left", command: "exec \"$0\" \"$@\" >/dev/full")
  }

  @Test func closedStandardFilesChangeNothing() throws {
    try expect(0, says: "", command: "exec \"$0\" \"$@\" <&- >&- 2>&-")
  }

  @Test(arguments: [5, 10, 13, 16, 20]) func aCheckThatMayOpenTooFewFilesSaysSoAtOnce(limit: Int) throws {
    let clock = ContinuousClock()
    let start = clock.now
    try expect(1, says: "Too many open files", ["--check"], command: "ulimit -n \(limit); exec \"$0\" \"$@\"")
    #expect(clock.now - start < .seconds(30))
  }

  @Test func aReaderThatStopsReadingEndsTheLessonWithoutAWord() throws {
    try expect(0, says: "", command: "\"$0\" \"$@\" | head -n 1")
  }

  @Test(arguments: [("TERM", Int32(143)), ("HUP", 129)])
  func aSignalDuringTrainingLeavesNothingHalfWritten(signal: String, status: Int32) throws {
    try expect(
      status, says: "", ["--epochs", "30"], lesson: "lesson-05-lenet",
      command: "\"$0\" \"$@\" & sleep 2; kill -\(signal) $!; wait $! 2>/dev/null")
  }

  /// A training of minutes would come to nothing: the lesson ends before it has computed for long.
  @Test func aFigureThatCannotBeWrittenEndsTheLessonAtOnce() throws {
    try expect(
      1, says: "lesson-05-lenet/first-epoch.png: Is a directory", ["--epochs", "30"], lesson: "lesson-05-lenet",
      command: "ulimit -t 20; exec \"$0\" \"$@\""
    ) {
      let figure = $0.appending(path: "lesson-05-lenet/first-epoch.png")
      try FileManager.default.createDirectory(at: figure, withIntermediateDirectories: true)
    }
  }

  /// Whoever interrupts a training finds the terminal as it was before.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/pts"))) func ctrlCLeavesThePlainTerminal() throws {
    let folder = try TemporaryFolder()
    // Unlocks a new terminal and asks for its number.
    let controller = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (lock, number): (Int32, UInt32) = (0, 0)
    try #require(ioctl(controller, 0x4004_5431, &lock) == 0 && ioctl(controller, 0x8004_5430, &number) == 0)
    let terminal = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    let process = Process()
    process.executableURL = TestedPackage.products.appending(path: "lesson-05-lenet")
    process.arguments = ["--epochs", "30", "--output", folder.path]
    process.environment = ["TERM": "xterm-256color"]
    process.standardOutput = FileHandle(fileDescriptor: terminal, closeOnDealloc: false)
    try process.run()
    var (output, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
    while !output.contains(Array("img/s".utf8)) && !output.contains(Array("images/s".utf8)) {
      let count = read(controller, &buffer, buffer.count)
      try #require(count > 0)
      output += buffer[..<count]
    }
    process.interrupt()
    process.waitUntilExit()
    close(terminal)
    while case let count = read(controller, &buffer, buffer.count), count > 0 { output += buffer[..<count] }
    close(controller)
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
    #expect(String(decoding: output, as: UTF8.self).hasSuffix("\u{1B}\\\u{1B}[0m\r\u{1B}[K"))
  }

  /// The table of contents is made from what all lessons have written, and they write it one after the other.
  @Test func lessonsThatEndAtTheSameTimeAreAllInTheContents() throws {
    let folder = try TemporaryFolder()
    let lock = open(folder.path, O_RDONLY)
    #expect(flock(lock, LOCK_EX) == 0)
    let process = Process()
    process.executableURL = TestedPackage.products.appending(path: lesson)
    process.arguments = ["--quiet", "--output", folder.path]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let page = folder.url.appending(path: "\(lesson)/README.md")
    for _ in 0..<600 where !FileManager.default.fileExists(atPath: page.path) { usleep(50_000) }
    usleep(300_000)
    #expect(process.isRunning && !FileManager.default.fileExists(atPath: folder.path + "/README.md"))
    try folder.write("# Other\n\nAfter this lesson you can do more.\n".utf8, to: "lesson-02-other/README.md")
    close(lock)
    process.waitUntilExit()
    let contents = try String(contentsOf: folder.url.appending(path: "README.md"), encoding: .utf8)
    #expect(contents.contains("[Other](lesson-02-other/README.md)") && contents.contains("\(lesson)/README.md"))
  }
}

/// A checkout that was moved after it was built, and what has become of its sources since.
@Suite struct MovedCheckouts {
  private let lesson = "lesson-01-cross-correlation"
  private let folder: TemporaryFolder
  private var root: URL { folder.url }
  private var source: URL { root.appending(path: "Lessons/\(lesson)/Lesson.swift") }

  init() throws {
    folder = try TemporaryFolder(named: "мой patchwork")
    try TestedPackage.copy(lesson, into: root.appending(path: ".build/debug"))
    for part in ["Lessons", "Package.swift"] {
      try FileManager.default.copyItem(
        at: TestedPackage.root.appending(path: part), to: root.appending(path: part))
    }
    try set(source, to: .distantPast)
  }

  private func set(_ file: URL, to date: Date) throws {
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
  }

  private func run() throws -> ProgramRun {
    try ProgramRun(
      lesson, [root.appending(path: ".build/debug/\(lesson)").path, "--quiet"], command: "exec \"$@\"")
  }

  @Test func findTheirSourcesAndWriteTheirOwnPages() throws {
    let run = try run()
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let stayed = root.appending(path: "stayed")
    #expect(try ProgramRun(lesson, ["--quiet", "--output", stayed.path]).status == 0)
    let pages = [root.appending(path: "output"), stayed].map { $0.appending(path: "\(lesson)/README.md") }
    #expect(try Data(contentsOf: pages[0]) == Data(contentsOf: pages[1]))
  }

  @Test func sayThatASourceIsNewerThanItsProgram() throws {
    try set(source, to: .distantFuture)
    let run = try run()
    #expect(run.status == 0 && run.errors.contains("Lesson.swift has been saved since this program was built"))
  }

  @Test func sayNothingOfASourceThatWasCompiledAndCameOutTheSame() throws {
    let objects = root.appending(path: ".build/debug/\(lesson.replacing("-", with: "_")).build")
    try FileManager.default.createDirectory(at: objects, withIntermediateDirectories: true)
    try set(source, to: Date(timeIntervalSinceNow: 1000))
    try set(objects, to: Date(timeIntervalSinceNow: 2000))
    #expect(try run().errors.isEmpty)
  }

  @Test func refuseASourceWhoseLinesHaveMoved() throws {
    let text = try String(contentsOf: source, encoding: .utf8)
    let place = try #require(text.firstRange(of: "    notebook.show("))
    let moved = text.replacingCharacters(in: place, with: "\n\n\n\n\n\n    notebook.show(")
    try moved.write(to: source, atomically: true, encoding: .utf8)
    try set(source, to: .distantPast)
    let run = try run()
    #expect(run.status == 1 && run.errors.contains("Lesson.swift"), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: root.path + "/output/\(lesson)/README.md"))
  }

  @Test func nameASourceThatIsGone() throws {
    try FileManager.default.removeItem(at: source)
    let run = try run()
    #expect(run.status == 1 && run.errors.contains("cannot read \(source.path)"), "\(run.errors)")
  }
}
