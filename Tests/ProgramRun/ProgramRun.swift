import Foundation

/// What a program of the package printed and how it ended, without a terminal.
package struct ProgramRun {
  package let status: Int32
  package let output, errors: String

  /// Runs the program `name`, which was built beside the tests, to its end. Throws if it cannot be started.
  package init(_ name: String, _ arguments: [String]) throws {
    let process = Process()
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var products = URL(fileURLWithPath: bundle)
    while products.path.contains(".xctest") { products.deleteLastPathComponent() }
    process.executableURL = products.appending(path: name)
    process.arguments = arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    self.output = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    self.errors = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }
}
