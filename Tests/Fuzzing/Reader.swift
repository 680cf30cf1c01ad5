import Foundation

/// A part of the package that reads what others wrote, and what must hold whatever it is given.
struct Reader: Sendable {
  let name: String
  /// The longest input that is tried, in bytes.
  var longest = 4096
  /// Good inputs, made by the package's own writers, from which all others come.
  let seeds: @Sendable () throws -> [[UInt8]]
  /// Makes ready once; what comes of it reads one input, and stops the program where anything does not hold.
  let reading: @Sendable () throws -> ([UInt8]) -> Void
}

/// Stops where something that should hold for every input does not.
func hold(_ condition: Bool, _ what: @autoclosure () -> String) {
  if !condition { fatalError(what()) }
}

/// One line for a terminal: what every error must say of itself.
func holdOneLine(_ error: any Error) {
  let line = "\(error)"
  hold(!line.isEmpty && line.utf8.count < 2000, "an error of \(line.utf8.count) bytes")
  hold(line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }, "an error that is not one line")
}

/// A file whose contents change with every input.
final class ScratchFile {
  let path: String
  private let descriptor: Int32

  init() {
    let folder = FileManager.default.temporaryDirectory
    var template = Array(folder.appendingPathComponent("patchwork-fuzz-XXXXXX").path.utf8CString)
    descriptor = mkstemp(&template)
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    hold(descriptor >= 0, "no scratch file")
  }

  deinit { unlink(path) }

  func write(_ bytes: [UInt8]) {
    let done = ftruncate(descriptor, 0) == 0 && pwrite(descriptor, bytes, bytes.count, 0) == bytes.count
    hold(done, "the scratch file cannot be written")
  }
}
