import Foundation
import Testing

/// Who may import whom: the arrows between the rooms.
@Suite struct ArrowTests {
  private let manifest: Manifest
  private let ours: Set<String>

  init() throws {
    manifest = try Manifest.package.get()
    ours = Set(manifest.targets.map(\.module) + ["ArgumentParser"])
  }

  private func declared(_ target: Manifest.Target) -> Set<String> {
    Set(target.dependencies.map { $0.name.replacing("-", with: "_") })
  }

  @Test func nothingIsImportedThatIsNotDeclared() throws {
    for target in manifest.targets {
      for file in try target.files() {
        let hidden = try Manifest.Target.imports(of: file).intersection(ours)
          .subtracting(declared(target).union([target.module]))
        #expect(hidden.isEmpty, "\(file) imports \(hidden.sorted()), which Package.swift does not declare")
      }
    }
  }

  /// Programs may be declared to be started, and lessons have one list of what they may import.
  @Test func nothingIsDeclaredThatIsNotImported() throws {
    let programs = Set(manifest.targets.filter { $0.type == "executable" }.map(\.module))
    for target in manifest.targets where target.type != "system" && !target.isLesson {
      let unused = declared(target).subtracting(try target.imports()).subtracting(target.isTest ? programs : [])
      #expect(unused.isEmpty, "\(target.name) declares \(unused.sorted()) and imports nothing of it")
    }
    let lessons = manifest.targets.filter(\.isLesson)
    let unused = lessons.reduce(into: Set()) { $0.formUnion(declared($1)) }
      .subtracting(try lessons.reduce(into: []) { $0.formUnion(try $1.imports()) })
    #expect(unused.isEmpty, "no lesson imports \(unused.sorted())")
  }

  /// So these are built beside the kernels and the tensors.
  @Test(arguments: ["System", "Kernels", "Drawing", "PageAssets", "Pages", "ExerciseFiles", "Programs", "course"])
  func whatHasNoUseForTensorsKnowsNone(_ room: String) {
    #expect(manifest.targets.contains { $0.name == room })
    #expect(!manifest.reach(of: room).contains("TensorCore"))
  }

  @Test func theRoomsAtTheBottomStandAlone() {
    #expect(manifest.reach(of: "System").isEmpty && manifest.reach(of: "PageAssets").isEmpty)
    #expect(manifest.reach(of: "Kernels") == ["CProcessor"])
  }

  @Test func onlyLessonsAreAboveWalkthrough() {
    let above = manifest.targets.filter { manifest.reach(of: $0.name).contains("Walkthrough") && !$0.isTest }
    #expect(above.allSatisfy { $0.isLesson || $0.name == "TrainingLessons" }, "\(above.map(\.name))")
  }

  @Test func onlyLessonsThatTrainBuildWhatTrains() {
    for target in manifest.targets where target.isLesson {
      let reached = manifest.reach(of: target.name)
      #expect(reached.contains("Learning") == reached.contains("TrainingLessons"), "\(target.name)")
    }
    #expect(!manifest.reach(of: "Walkthrough").contains("Learning"))
  }

  @Test func noRoomIsBuiltOnAProgram() {
    let programs = Set(manifest.targets.filter { $0.type == "executable" }.map(\.name))
    for target in manifest.targets where !target.isTest {
      let reached = manifest.reach(of: target.name).intersection(programs)
      #expect(reached.isEmpty, "\(target.name) is built on \(reached.sorted())")
    }
  }

  /// Of arrows that others imply, such as that from `Learning` to `System`, the drawing has none.
  @Test func theDrawingOfTheRoomsIsTrue() throws {
    let rooms = manifest.targets.filter { $0.folder.hasPrefix("Sources/") && $0.type != "system" }
    let names = Set(rooms.map(\.name))
    var arrows: Set<String> = []
    for room in rooms {
      let below = room.dependencies.map(\.name).filter(names.contains)
      for name in below where !below.contains(where: { manifest.reach(of: $0).contains(name) }) {
        arrows.insert("\(room.name) --> \(name)")
      }
    }
    let page = try Manifest.text("Sources/README.md").split(separator: "\n")
    let drawn = page.filter { $0.contains(" --> ") }.map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(Set(drawn).subtracting(arrows).sorted() == [], "drawn, and not in Package.swift")
    #expect(arrows.subtracting(drawn).sorted() == [], "in Package.swift, and not drawn")
    #expect(Set(drawn).count == drawn.count)
  }
}
