import Foundation
import TestedPackage
import Testing

@testable import ExerciseFiles
@testable import Pages
@testable import System

/// `course check`, `course watch`, `--mine` and `swift run` are to use one build.
@Suite struct BuildFolderTests {
  private static let package = Checkout.builtAt

  @Test func `the tests' own programs lie where SwiftPM is told to put more`() throws {
    let products = try #require(Path.resolved(TestedPackage.products.path))
    let folder = try BuildFolder(root: BuildFolderTests.package, products: products)
    #expect(folder.products == products && !folder.options.isEmpty)
    #expect(folder.program(of: "lesson-04-pooling") == products + "/lesson-04-pooling")
  }

  @Test(arguments: [
    ["-c", "debug"], ["-c", "release"], ["--build-system", "swiftbuild", "-c", "release"],
  ])
  func `a scratch path and a configuration of one's own are found again`(options: [String]) throws {
    let temporary = try #require(Path.resolved(FileManager.default.temporaryDirectory.path))
    let scratch = "\(temporary)/my scratch \(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let place =
      try Subprocess.output(
        of: "swift",
        ["build", "--show-bin-path", "--package-path", BuildFolderTests.package, "--scratch-path", scratch] + options
      ).text.split(separator: "\n").map(String.init).last ?? ""
    let folder = try BuildFolder(root: BuildFolderTests.package, products: place)
    #expect(folder.products == place && folder.options.contains(scratch))
  }

  @Test func `a program that SwiftPM has not put where it is makes do with the usual folder`() throws {
    let folder = try BuildFolder(root: BuildFolderTests.package, products: "/usr/local/bin")
    let root = try #require(Path.resolved(BuildFolderTests.package))
    #expect(folder.options.isEmpty && folder.products.hasPrefix(root + "/.build/"))
  }

  @Test func `the processor is the one that was built for`() throws {
    let settings = try BuildFolder(root: BuildFolderTests.package, products: nil).settings
    #if arch(x86_64)
      #expect(settings == ["PATCHWORK_CPU=\(ProcessInfo.processInfo.environment["PATCHWORK_CPU"] ?? "native")"])
    #else
      #expect(settings.isEmpty)
    #endif
  }
}
