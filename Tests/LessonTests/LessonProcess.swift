import Foundation

/// One run of a lesson's executable: what it printed, how it ended, and what it wrote.
struct LessonProcess {
  let status: Int32
  let output: String
  let errors: String
  /// The folder given as `--output`; it belongs to the caller.
  let folder: URL

  /// Runs `lesson` with `arguments`, without a terminal, writing into a fresh folder.
  init(_ lesson: String, _ arguments: String...) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try self.init(lesson, arguments + ["--output", folder.path], folder: folder)
  }

  /// Runs `lesson` with `arguments` alone; `environment` changes some variables of these tests' own. `command` is what a
  /// shell does with the program and its arguments, as in `ulimit -n 10; exec "$0" "$@"`.
  init(
    _ lesson: String, _ arguments: [String], folder: URL, environment: [String: String] = [:], command: String? = nil
  ) throws {
    let process = Process()
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let program = LessonProcess.products.appending(path: lesson)
    process.executableURL = command == nil ? program : URL(fileURLWithPath: "/bin/sh")
    process.arguments = (command.map { ["-c", $0, program.path] } ?? []) + arguments
    process.standardInput = FileHandle.nullDevice
    let capture = folder.deletingLastPathComponent().appending(path: "patchwork-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: capture, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: capture) }
    let files = ["output", "errors"].map { capture.appending(path: $0) }
    for file in files { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = String(decoding: try Data(contentsOf: files[0]), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
    self.folder = folder
  }

  /// The lesson as it was written.
  func readme(_ lesson: String) throws -> String {
    try String(contentsOf: folder.appending(path: "\(lesson)/README.md"), encoding: .utf8)
  }

  func removeFolder() { try? FileManager.default.removeItem(at: folder) }

  /// The names of all lessons, from their folders.
  static let lessons: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: package.appending(path: "Lessons").path))?.sorted() ?? []

  /// The package's folder.
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folder of the built executables, which is the tests' own.
  static let products: URL = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var url = URL(fileURLWithPath: bundle)
    while url.path.contains(".xctest") { url.deleteLastPathComponent() }
    return url
  }()
}
