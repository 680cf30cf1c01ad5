import Foundation
import Synchronization
import TestedPackage
import Testing

/// One run of a lesson's executable: what it printed, how it ended, and what it wrote.
struct LessonRun {
  let status: Int32
  let output, errors: String
  /// Where the lesson wrote; gone with the last reference, if the run made it.
  let folder: TemporaryFolder
  private let lesson: String

  /// Runs `lesson` with `arguments`, without a terminal, writing into a fresh folder.
  init(_ lesson: String, _ arguments: String...) throws { try self.init(lesson, arguments) }

  /// Runs `lesson` with `arguments` into `folder`; `environment` and `command` as for `ProgramRun`.
  init(
    _ lesson: String, _ arguments: [String], into folder: TemporaryFolder? = nil, environment: [String: String] = [:],
    command: String? = nil
  ) throws {
    let folder = try folder ?? TemporaryFolder()
    let run = try ProgramRun(
      lesson, arguments + ["--output", folder.path], environment: environment, command: command)
    (status, output, errors) = (run.status, run.output, run.errors)
    (self.folder, self.lesson) = (folder, lesson)
  }

  /// The lesson as it was written.
  var readme: String {
    get throws { try String(contentsOf: folder.url.appending(path: "\(lesson)/README.md"), encoding: .utf8) }
  }

  /// The files that a lesson writes without options, by their names: it runs once, on one thread, for whoever asks. Where
  /// `PATCHWORK_WRITTEN_LESSONS` names a folder, such a run has written them there.
  static func writtenFiles(of lesson: String) throws -> [String: Data] {
    guard let run = usualRuns[lesson] else { throw CocoaError(.fileNoSuchFile) }
    return try run.files.get()
  }

  private static let usualRuns = Dictionary(uniqueKeysWithValues: TestedPackage.lessons.map { ($0, UsualRun($0)) })

  private final class UsualRun: Sendable {
    private let lesson: String
    private let known = Mutex<Result<[String: Data], any Error>?>(nil)

    init(_ lesson: String) { self.lesson = lesson }

    var files: Result<[String: Data], any Error> {
      known.withLock { known in
        let result = known ?? Result { try written() }
        known = result
        return result
      }
    }

    private func written() throws -> [String: Data] {
      if let folder = ProcessInfo.processInfo.environment["PATCHWORK_WRITTEN_LESSONS"] {
        return try LessonRun.files(in: URL(fileURLWithPath: folder).appending(path: lesson))
      }
      let run = try LessonRun(lesson, "--threads", "1")
      try #require(run.status == 0, "\(run.errors)")
      return try LessonRun.files(in: run.folder.url.appending(path: lesson))
    }
  }

  /// The files of a written lesson by their names, without those that git ignores.
  static func files(in folder: URL) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { name in
      !["pixel-", "exercise-", "reading."].contains { name.hasPrefix($0) }
        && ![".ipynb", ".safetensors"].contains { name.hasSuffix($0) }
    }
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: folder.appending(path: $0))) })
  }
}
