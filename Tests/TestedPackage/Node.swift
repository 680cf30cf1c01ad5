import Foundation

/// What runs the pages' scripts outside of a browser, where there is one.
package enum Node {
  /// Its program.
  package static let path = ["/usr/bin/node", "/usr/local/bin/node", "/opt/homebrew/bin/node"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// What a script of `Tests/PageAssetsTests` prints for a file, a line each.
  package static func lines(_ script: String, _ file: URL) throws -> [String] {
    guard let path else { throw CocoaError(.fileNoSuchFile) }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = [TestedPackage.root.appending(path: "Tests/PageAssetsTests/\(script)").path, file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.fileReadUnknown) }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The same for a file of a text.
  package static func lines(_ script: String, _ text: String) throws -> [String] {
    let folder = try TemporaryFolder()
    return try lines(script, URL(filePath: folder.write(text.utf8, to: "text.json")))
  }

  /// FNV-1a of the bits of floats, a word at a time, as `checksum` of `scripts.mjs` computes it.
  package static func checksum(_ values: [Float]) -> String {
    String(values.reduce(0x811c_9dc5 as UInt32) { ($0 ^ $1.bitPattern) &* 0x0100_0193 }, radix: 16)
  }
}
