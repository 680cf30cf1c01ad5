import Kernels
import Pages
import System

/// Where SwiftPM has put the running program, and what tells it to put others beside it without building anything anew.
package struct BuildFolder {
  /// The folder that holds the programs.
  let products: String
  /// The options of `swift build`.
  let options: [String]
  /// What its environment must hold.
  let settings: [String]

  /// Asks SwiftPM about the package at `root`. A program that it has not put where it is, as a copy, makes do with its
  /// default folder. Throws a line if there is no SwiftPM that answers.
  package init(root: String) throws {
    try self.init(root: root, products: Path.executable.flatMap(Path.parent))
  }

  init(root: String, products: String?) throws {
    settings = Processor.target.map { ["PATCHWORK_CPU=\($0)"] } ?? []
    let likely = products.map(BuildFolder.options) ?? []
    let folder = try BuildFolder.folder(root: root, likely)
    if !likely.isEmpty, folder == products {
      (self.products, options) = (folder, likely)
    } else {
      (self.products, options) = (try BuildFolder.folder(root: root, []), [])
    }
  }

  /// The path of a lesson's program.
  func program(of lesson: String) -> String { "\(products)/\(lesson)" }

  /// What puts programs into a folder such as `.build/x86_64-unknown-linux-gnu/debug` or, with the build system that is
  /// to follow this one, `.build/out/Products/Debug-linux`.
  private static func options(products: String) -> [String] {
    let steps = products.split(separator: "/").map(String.init)
    let isNative = ["debug", "release"].contains(steps.last)
    let scratch = steps.dropLast(isNative ? 2 : 3)
    guard let name = steps.last, !scratch.isEmpty else { return [] }
    return [
      "--build-system", isNative ? "native" : "swiftbuild",
      "--configuration", name.lowercased().hasPrefix("release") ? "release" : "debug",
      "--scratch-path", "/" + scratch.joined(separator: "/"),
    ]
  }

  private static func folder(root: String, _ options: [String]) throws -> String {
    let (text, status) = try Subprocess.output(
      of: "swift", ["build", "--show-bin-path", "--package-path", root] + options)
    let line = text.split(separator: "\n").last.map(String.init) ?? ""
    guard status == 0, line.hasPrefix("/") else {
      throw ProgramFailure("swift build --show-bin-path does not say where programs are: \(line)")
    }
    return Path.resolved(line) ?? line
  }
}
