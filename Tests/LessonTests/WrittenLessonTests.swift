import Figures
import Foundation
import TensorCore
import Testing

@testable import Drawing
@testable import Pages
@testable import System

/// What is committed in `output/` is what the lessons write, text to the letter and pictures to the pixel, with one
/// thread and with five.
@Suite(.serialized) struct WrittenLessons {
  @Test(arguments: LessonProcess.lessons, ["1", "5"])
  func areTheCommittedOnes(_ lesson: String, threads: String) throws {
    let run = try LessonProcess(lesson, "--threads", threads)
    defer { run.removeFolder() }
    try #require(run.status == 0, "\(run.errors)")
    let committed = LessonProcess.package.appending(path: "output/\(lesson)")
    let written = run.folder.appending(path: lesson)
    let names = try files(written)
    #expect(try names == files(committed), "\(lesson)")
    for name in names {
      let (new, old) = (written.appending(path: name), committed.appending(path: name))
      if name.hasSuffix(".png") {
        #expect(try PNG.read(new.path) == PNG.read(old.path), "\(lesson)/\(name)")
      } else {
        #expect(try Data(contentsOf: new) == Data(contentsOf: old), "\(lesson)/\(name)")
      }
    }
  }

  @Test func everyLessonIsFound() {
    #expect(LessonProcess.lessons.count >= 5)
  }

  /// The written files of a lesson, without those that git ignores.
  private func files(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { name in
        !["pixel-", "exercise-"].contains { name.hasPrefix($0) }
          && ![".ipynb", ".safetensors"].contains { name.hasSuffix($0) }
      }
  }
}
