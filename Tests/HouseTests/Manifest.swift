import Foundation
import TestedPackage
import Testing

/// The package as `Package.swift` describes it.
struct Manifest: Decodable {
  let targets: [Target]

  /// A room, a program, a lesson or a set of tests.
  struct Target: Decodable {
    let name, type: String
    let path: String?
    let dependencies: [Dependency]

    /// Where its files are, from the package's folder.
    var folder: String { path ?? "\(type == "test" ? "Tests" : "Sources")/\(name)" }
    /// What its sources call it.
    var module: String { name.replacing("-", with: "_") }
    var isLesson: Bool { folder.hasPrefix("Lessons/") }
    var isTest: Bool { folder.hasPrefix("Tests/") }
  }

  /// Another target, or a module of another package.
  struct Dependency: Decodable {
    let name: String

    init(from decoder: any Decoder) throws {
      let parts = try decoder.singleValueContainer().decode([String: [Ignoring]].self)
      name = try #require(parts.values.first?.first?.text)
    }

    /// A text; of anything else that stands beside a name, nil.
    private struct Ignoring: Decodable {
      let text: String?
      init(from decoder: any Decoder) throws {
        text = try? decoder.singleValueContainer().decode(String.self)
      }
    }
  }

  /// The package's folder.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The text of a file of the package.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The names in a folder of the package that begin with `lesson-`.
  static func lessons(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { $0.hasPrefix("lesson-") }.sorted()
  }

  /// What SwiftPM reads in `Package.swift`, asked for once. It would wait for the build folder, which the tests' own
  /// `swift test` holds, so it is given another.
  static let package = Result {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let output = try ProgramRun(
      program: "swift", ["package", "--package-path", root.path, "--scratch-path", scratch.path, "dump-package"]
    ).succeeded().output
    return try JSONDecoder().decode(Manifest.self, from: Data(output.utf8))
  }

  /// The targets that a target can reach through its dependencies.
  func reach(of name: String) -> Set<String> {
    var reached: Set<String> = []
    var open = [name]
    while let next = open.popLast() {
      let dependencies = targets.first { $0.name == next }?.dependencies.map(\.name) ?? []
      open += dependencies.filter { reached.insert($0).inserted }
    }
    return reached
  }
}

extension Manifest.Target {
  /// The target's Swift files, from the package's folder.
  func files() throws -> [String] {
    let base = Manifest.root.appending(path: folder)
    let names = FileManager.default.enumerator(atPath: base.path)?.allObjects as? [String] ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().map { "\(folder)/\($0)" }
  }

  /// The modules that a file imports, in the lines before its first declaration.
  static func imports(of file: String) throws -> Set<String> {
    let form = /(?:@\w+ |public |package |internal )*import (?:(?:struct|class|enum|protocol|func|var) )?(\w+)/
    let lines = try Manifest.text(file).split(separator: "\n").map { $0.drop { $0 == " " } }
    let head = lines.prefix { $0.hasPrefix("//") || $0.hasPrefix("#") || $0.prefixMatch(of: form) != nil }
    return Set(head.compactMap { $0.prefixMatch(of: form).map { String($0.1) } })
  }

  /// The modules that any of its files imports.
  func imports() throws -> Set<String> {
    try files().reduce(into: []) { $0.formUnion(try Manifest.Target.imports(of: $1)) }
  }
}

extension ProgramRun {
  /// The run, of which the test cannot do without.
  func succeeded() throws -> ProgramRun {
    try #require(status == 0, "\(output)\(errors)")
    return self
  }
}
