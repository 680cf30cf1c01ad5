import Foundation

/// A folder of a test's own, gone with its last reference.
package final class TemporaryFolder: Sendable {
  package let url: URL
  package var path: String { url.path }

  package init(named name: String = "patchwork") throws {
    url = FileManager.default.temporaryDirectory.appending(path: "\(name) \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file, with the folders it lies in, and returns its path.
  @discardableResult package func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file.path
  }
}
