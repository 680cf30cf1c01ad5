import Foundation

/// One run of a program of the package, without a terminal: what it printed and how it ended.
package struct ProgramRun {
  package let status: Int32
  package let output, errors: String

  /// Runs the program `name`, which was built beside the tests, to its end; `environment` changes some variables of
  /// these tests' own. `command` is what a shell does with the program and its arguments, as in
  /// `ulimit -n 10; exec "$0" "$@"`. Throws if it cannot be started.
  package init(
    _ name: String, _ arguments: [String], environment: [String: String] = [:], command: String? = nil,
    currentFolder: URL? = nil
  ) throws {
    let process = Process()
    let program = TestedPackage.products.appending(path: name)
    process.executableURL = command == nil ? program : URL(fileURLWithPath: "/bin/sh")
    process.arguments = (command.map { ["-c", $0, program.path] } ?? []) + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    if let currentFolder { process.currentDirectoryURL = currentFolder }
    let capture = try TemporaryFolder()
    let files = ["output", "errors"].map { capture.url.appending(path: $0) }
    for file in files { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = String(decoding: try Data(contentsOf: files[0]), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
  }
}
