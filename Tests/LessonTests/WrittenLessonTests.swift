import Figures
import Foundation
import TensorCore
import TestedPackage
import Testing

@testable import Drawing
@testable import Pages
@testable import System

/// What is committed in `output/` is what the lessons write on one thread, text to the letter and pictures to the pixel.
@Suite struct WrittenLessons {
  @Test(arguments: TestedPackage.lessons) func areTheCommittedOnes(_ lesson: String) throws {
    let committed = try LessonRun.files(in: TestedPackage.root.appending(path: "output/\(lesson)"))
    let written = try LessonRun.writtenFiles(of: lesson)
    #expect(
      written.keys.sorted() == committed.keys.sorted(), "what \(lesson) no longer writes is deleted by hand")
    for (name, new) in written {
      guard let old = committed[name] else { continue }
      if name.hasSuffix(".png") {
        #expect(try pixels(new) == pixels(old), "\(lesson)/\(name)")
      } else {
        // Where they differ, the difference of so many bytes would take minutes to find.
        let isSame = new == old
        #expect(isSame, "\(lesson)/\(name)")
      }
    }
  }

  /// A section that holds nothing, or has the name of another, is a slip of the walk.
  @Test(arguments: TestedPackage.lessons) func everySectionHasItsOwnNameAndSomethingInIt(_ lesson: String) throws {
    let page = try String(
      contentsOf: TestedPackage.root.appending(path: "output/\(lesson)/README.md"), encoding: .utf8)
    let lines = page.split(separator: "\n")
    let headings = lines.indices.filter { lines[$0].hasPrefix("## ") }
    #expect(headings.count >= 5, "\(lesson) has \(headings.count) sections, that of the exercises among them")
    #expect(Set(headings.map { lines[$0] }).count == headings.count, "two sections of \(lesson) have one name")
    for (heading, next) in zip(headings, headings.dropFirst() + [lines.endIndex]) {
      #expect(next > heading + 1, "\(lesson): nothing stands under \(lines[heading])")
    }
  }

  private func pixels(_ file: Data) throws -> Bitmap {
    let folder = try TemporaryFolder()
    return try PNG.read(folder.write(file, to: "figure.png"))
  }

  @Test func everyLessonIsFound() {
    #expect(TestedPackage.lessons.count >= 5)
  }
}
