import Foundation

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
}
