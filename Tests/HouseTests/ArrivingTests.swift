import Foundation
import TestedPackage
import Testing

@testable import course

/// What somebody meets first: the container, the workflows, the advice on what to install.
@Suite struct ArrivingTests {
  private func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: Manifest.root.appending(path: path).path)
  }

  private func scripts() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: Manifest.root.appending(path: ".ci").path)
      .filter { isExecutable(".ci/\($0)") }.sorted()
  }

  @Test func theContainerHasASwiftThatReadsThePackageAndMakesTheFirstLesson() throws {
    let object = try JSONSerialization.jsonObject(with: Data(Manifest.text(".devcontainer/devcontainer.json").utf8))
    let container = try #require(object as? [String: Any])
    let version = try #require((container["image"] as? String)?.firstMatch(of: /^swift:([0-9]+\.[0-9]+)/)?.1)
    let needed = try #require(
      Manifest.text("Package.swift").firstMatch(of: /swift-tools-version: ([0-9]+\.[0-9]+)/)?.1)
    #expect(version.compare(needed, options: .numeric) != .orderedAscending)
    let script = try #require(container["onCreateCommand"] as? String)
    #expect(isExecutable(script))
    let text = try Manifest.text(script)
    #expect(text.contains(".ci/install") && text.contains("swift build --product lesson-00-images"))
    #expect(try Manifest.text(".devcontainer/devcontainer.json").contains("swiftlang.swift-vscode"))
  }

  @Test(arguments: ["check", "pages", "release"]) func aWorkflowCallsScriptsThatAreThere(_ name: String) throws {
    let text = try Manifest.text(".github/workflows/\(name).yml")
    let called = text.matches(of: /run: (\.ci\/[a-z-]+)/).map { String($0.1) }
    #expect(!called.isEmpty && called.allSatisfy(isExecutable), "\(called)")
    #expect(!text.contains("\t"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: Manifest.root.appending(path: ".git").path)))
  func publishedPagesLinkToTheSourcesThatTheyName() throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun(
      program: Manifest.root.appending(path: ".ci/site").path, [folder.path + "/site"],
      environment: [
        "GITHUB_REPOSITORY": "someone/course", "GITHUB_SHA": "abc", "SITE_ADDRESS": "https://example.org/",
      ])
    #expect(run.status == 0, "\(run.errors)")
    let page = try String(
      contentsOfFile: folder.path + "/site/lesson-01-cross-correlation/index.html", encoding: .utf8)
    let address = "https://github.com/someone/course/blob/abc/"
    let links = page.matches(of: /<code><a href="([^"]+)">(.+?)<\/a><\/code>/).map {
      (address: String($0.1), text: String($0.2.replacing(/<[^>]*>/, with: "")))
    }
    for path in ["Lessons/lesson-01-cross-correlation/Lesson.swift", "Sources/TensorCore/Convolution"] {
      #expect(links.contains { $0 == (address + path, path) })
    }
    #expect(page.contains("// <a href=\"\(address)Lessons/"))
    #expect(page.contains("<link rel=\"canonical\" href=\"https://example.org/lesson-01-cross-correlation/\">"))
  }

  @Test func theFirstPageSaysHowLongALessonTakes() throws {
    #expect(
      try Manifest.text("README.md").contains(
        "about half an hour to read, and about one and a half to two and a quarter hours more for all its exercises"))
    for name in try Manifest.lessons(in: "output") {
      let match = try Manifest.text("output/\(name)/README.md").firstMatch(
        of: /About ([0-9]+) minutes to read, [0-9]+ exercises? of ([0-9]+) minutes/)
      let extent = try #require(match, "\(name) does not say how long it takes")
      let (reading, exercises) = try (#require(Int(extent.1)), #require(Int(extent.2)))
      #expect((20...40).contains(reading), "\(name) takes \(reading) minutes to read")
      #expect((80...135).contains(exercises), "the exercises of \(name) take \(exercises) minutes")
    }
  }

  @Test func everyScriptIsExplainedToThoseWhoCarryOn() throws {
    let text = try Manifest.text("Sources/README.md")
    for script in try scripts() { #expect(text.contains("`.ci/\(script)`"), "\(script)") }
  }

  @Test func itIsTrueWhichScriptsTheGateRunsAndWhichTheWorkflowsDo() throws {
    let parts = try Manifest.text("Sources/README.md").split(separator: "The workflows in `.github` call these")
    try #require(parts.count == 2)
    let exceptions = try #require(parts[0].firstMatch(of: /the other scripts but ([^;]+);/)?.1)
    let byHand = Set(exceptions.matches(of: /`([a-z-]+)`/).map { String($0.1) })
    let gate = try run(by: ["run"])
    #expect(byHand.isDisjoint(with: gate) && called(in: parts[0]) == gate.union(byHand))
    let workflows = try ["check", "pages", "release"].map { try Manifest.text(".github/workflows/\($0).yml") }
    let rows = Set(parts[1].matches(of: /\n\| `\.ci\/([a-z-]+)`/).map { String($0.1) })
    let others = try run(by: called(in: workflows.joined()).subtracting(["run"]))
    #expect(rows == others)
  }

  /// The scripts that a text names.
  private func called(in text: some StringProtocol) -> Set<String> {
    Set(String(text).matches(of: /\.ci\/([a-z-]+)/).map { String($0.1) }.filter { isExecutable(".ci/\($0)") })
  }

  /// Scripts, and those that they run, one through the other.
  private func run(by scripts: Set<String>) throws -> Set<String> {
    let all = try scripts.reduce(scripts) { try $0.union(called(in: Manifest.text(".ci/\($1)"))) }
    return all == scripts ? all : try run(by: all)
  }

  @Test func everyFolderOfTestsIsThatOfARoomOrExplained() throws {
    let text = try Manifest.text("Sources/README.md")
    func names(in folder: String) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: Manifest.root.appending(path: folder).path)
    }
    let rooms = try names(in: "Sources").map { "\($0)tests".lowercased() }
    for folder in try names(in: "Tests") where !folder.hasPrefix(".") && !rooms.contains(folder.lowercased()) {
      #expect(text.contains("\n| `\(folder)`") || text.contains(", `\(folder)` |"), "\(folder)")
    }
  }

  /// Such as `Threads.forEach`: a file that knows the type declares the function.
  @Test func everyFunctionThatIsNamedToThoseWhoCarryOnIsThere() throws {
    let rooms = try Manifest.package.get().targets.filter { $0.folder.hasPrefix("Sources/") }
    let files = try rooms.flatMap { try $0.files() }.map { try Manifest.text($0) }
    var count = 0
    for name in try Manifest.text("Sources/README.md").matches(of: /`([A-Z]\w+)\.([a-z]\w+)`/) {
      let (type, function) = (String(name.1), String(name.2))
      if ["swift", "md"].contains(function) { continue }
      count += 1
      #expect(
        files.contains { $0.contains(" \(type)") && $0.contains("func \(function)(") }, "\(type).\(function)")
    }
    #expect(count > 5)
  }

  /// The compiler's line, the doctor's and the script's.
  @Test func theSamePackagesAreNamedEverywhere() throws {
    let systems = ["debian", "fedora", "arch", "alpine", "opensuse", "macos"]
    for (header, packages) in [("CPNG", Surroundings.Packages.libpng), ("CZlib", .zlib)] {
      let line = try Manifest.text("Sources/\(header)/shim.h")
      for system in systems {
        let command = packages.command(on: [system])
        #expect(line.contains("\(command);") || line.contains("\(command)\n"), "\(command)")
      }
    }
    let script = try Manifest.text(".ci/install")
    for system in systems {
      let package = try #require(Surroundings.Packages.libpng.command(on: [system]).split(separator: " ").last)
      #expect(script.contains(" \(package)"), "\(package)")
    }
  }

  @Test func documentedLibrariesHaveACatalogue() throws {
    let line = try #require(Manifest.text(".spi.yml").firstMatch(of: /documentation_targets: \[(.*)\]/)?.1)
    for library in line.split(separator: ", ") {
      #expect(try Manifest.text("Sources/\(library)/\(library).docc/\(library).md").hasPrefix("# ``\(library)``"))
    }
  }
}
