import Foundation
import System

/// The package that these tests belong to.
package enum TestedPackage {
  package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The names of all lessons, from their folders.
  package static let lessons =
    ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Lessons").path)) ?? [])
    .filter { $0.hasPrefix("lesson-") }.sorted()

  /// The folder of the programs that were built with the tests.
  package static let products: URL = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var url = URL(fileURLWithPath: bundle)
    while url.path.contains(".xctest") { url.deleteLastPathComponent() }
    return url
  }()

  /// Copies a built program into a folder. A process of its own does it: whatever these tests start meanwhile would
  /// keep the copy open for writing, and the system refuses to run such a file.
  @discardableResult package static func copy(_ program: String, into folder: URL) throws -> URL {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let run = try ProgramRun(program: "cp", [products.appending(path: program).path, folder.path])
    guard run.status == 0 else { throw ProgramFailure(run.errors) }
    return folder.appending(path: program)
  }
}
