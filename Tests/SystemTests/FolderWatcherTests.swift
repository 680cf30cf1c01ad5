import Foundation
import Synchronization
import TestedPackage
import Testing

@testable import System

/// Waiting for a file of a folder to be saved.
@Suite struct FolderWatcherTests {
  @Test(.timeLimit(.minutes(30)), arguments: ["Exercises.swift", "Checks+Gradient.swift", "Helpers.swift"])
  func aSavedFileIsNoticedHoweverItIsSaved(_ name: String) throws {
    let temporary = try TemporaryFolder()
    let folder = temporary.url
    let file = folder.appending(path: name)
    try "a".write(to: file, atomically: false, encoding: .utf8)
    var watcher = try FolderWatcher(folder.path)
    for atomically in [false, true, false] {
      // Were it not noticed, this would wait for ever.
      try "b".write(to: file, atomically: atomically, encoding: .utf8)
      watcher.wait()
    }
    try FileManager.default.removeItem(at: file)
    watcher.wait()
  }

  /// Behind a link in the folder, and behind one to the folder.
  @Test(.timeLimit(.minutes(30))) func aFileBehindALinkIsNoticed() throws {
    let temporary = try TemporaryFolder()
    let (lessons, elsewhere) = (temporary.url.appending(path: "lessons"), temporary.url.appending(path: "elsewhere"))
    for folder in [lessons, elsewhere] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    }
    let file = elsewhere.appending(path: "answers.swift")
    try "a".write(to: file, atomically: false, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: lessons.appending(path: "Exercises.swift").path, withDestinationPath: "../elsewhere/answers.swift")
    let link = temporary.url.appending(path: "link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: lessons)
    for folder in [lessons, link] {
      var watcher = try FolderWatcher(folder.path)
      for atomically in [false, true] {
        try "b".write(to: file, atomically: atomically, encoding: .utf8)
        watcher.wait()
      }
      try "c".write(to: folder.appending(path: "More.swift"), atomically: true, encoding: .utf8)
      watcher.wait()
    }
  }

  @Test(.timeLimit(.minutes(30))) func whatIsSavedDuringACheckIsNoticedAndWhatEditorsLeaveIsNot() throws {
    let temporary = try TemporaryFolder()
    let folder = temporary.url
    var watcher = try FolderWatcher(folder.path)
    try "a".write(to: folder.appending(path: "Exercises.swift"), atomically: false, encoding: .utf8)
    usleep(300_000)
    watcher.wait()
    let saved = Atomic(false)
    let editor = Thread {
      for name in [".Exercises.swift.swp", "4913", "Exercises.swift~"] {
        try? "x".write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
        usleep(100_000)
      }
      saved.store(true, ordering: .releasing)
      try? "b".write(to: folder.appending(path: "Exercises.swift"), atomically: true, encoding: .utf8)
    }
    editor.start()
    watcher.wait()
    let isSaved = saved.load(ordering: .acquiring)
    #expect(isSaved, "a file that no lesson is built from ended the wait")
  }

  @Test(.timeLimit(.minutes(30))) func aFolderThatIsReplacedIsWatchedOn() throws {
    let temporary = try TemporaryFolder()
    let folder = temporary.url
    func write(_ text: String) throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try text.write(to: folder.appending(path: "Exercises.swift"), atomically: false, encoding: .utf8)
    }
    try write("a")
    var watcher = try FolderWatcher(folder.path)
    try FileManager.default.removeItem(at: folder)
    watcher.wait()
    try write("b")
    watcher.wait()
    try write("c")
    watcher.wait()
  }
}
