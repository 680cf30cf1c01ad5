import Testing

@testable import course

/// Wherever the lessons are listed, all of them are, and in order.
@Suite struct LessonListTests {
  private let folders: [String]

  init() throws {
    folders = try Manifest.lessons(in: "Lessons")
    try #require(folders.count >= 11)
  }

  @Test func programsAreBuiltFromAllOfThem() throws {
    #expect(try Manifest.package.get().targets.filter(\.isLesson).map(\.name) == folders)
    #expect(try LessonList.manifest(root: Manifest.root.path).names == folders)
  }

  @Test func theReadmeNamesAllOfThem() throws {
    #expect(try LessonList.readme(root: Manifest.root.path).names == folders)
    for name in folders {
      #expect(try Manifest.text("README.md").contains("| [\(name)](output/\(name)/README.md) | "), "\(name)")
    }
  }

  @Test func allOfThemAreWritten() throws {
    #expect(try Manifest.lessons(in: "output") == folders, "swift run course write writes a lesson's pages")
    for name in folders {
      #expect(try Manifest.text("output/README.md").contains("](\(name)/README.md)"), "\(name)")
      #expect(try Manifest.text("output/index.html").contains("href=\"\(name)/index.html\""), "\(name)")
    }
  }

  @Test func everyNumberHasOneLesson() {
    let numbers = folders.map { $0.split(separator: "-")[1] }
    #expect(Set(numbers).count == numbers.count && numbers.allSatisfy { $0.count == 2 })
  }
}
