import Foundation

/// The lessons as their folders name them.
enum LessonFolders {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: package.appending(path: "Lessons").path)) ?? [])
    .filter { $0.hasPrefix("lesson-") }.sorted()
}
