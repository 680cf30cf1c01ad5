import Foundation

/// What runs the pages' scripts outside of a browser, where there is one.
enum Node {
  static let path = ["/usr/bin/node", "/usr/local/bin/node", "/opt/homebrew/bin/node"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// The lines that a script of `Tests/PageAssetsTests` prints for a file of a text.
  static func lines(_ script: String, _ text: String) throws -> [String] {
    guard let path else { throw CocoaError(.fileNoSuchFile) }
    let file = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try text.write(to: file, atomically: true, encoding: .utf8)
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = [tests.appending(path: "PageAssetsTests/\(script)").path, file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileReadUnknown) }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
