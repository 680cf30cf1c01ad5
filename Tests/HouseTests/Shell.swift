import Foundation
import Testing

/// A program that has been run: how it ended and what it printed.
struct Shell {
  let status: Int32
  let output, errors: String

  /// Runs a program that the search path or a path names.
  init(_ arguments: String..., in folder: URL = Manifest.root) throws { try self.init(arguments, in: folder) }

  /// Runs a program that the search path or a path names.
  init(_ arguments: [String], in folder: URL) throws {
    let process = Process()
    let files = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: files) }
    let streams = ["output", "errors"].map { files.appending(path: $0) }
    for stream in streams { _ = FileManager.default.createFile(atPath: stream.path, contents: nil) }
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: streams[0])
    process.standardError = try FileHandle(forWritingTo: streams[1])
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOf: streams[0], encoding: .utf8)
    errors = try String(contentsOf: streams[1], encoding: .utf8)
  }

  func succeeded() throws -> Shell {
    try #require(status == 0, "\(output)\(errors)")
    return self
  }
}
