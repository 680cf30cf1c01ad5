import Foundation
import System
import TensorCore

/// The machine that everything is measured on.
struct Machine: Encodable {
  let processor: String
  let system: String
  let processors: Int
  let threads: Int
  /// What `swift --version` says first, or that there is none.
  let swift: String
  let isOptimized: Bool

  /// This machine, with as many threads as are set.
  init() {
    processor = Hardware.processorName
    system = Machine.systemName
    processors = ProcessInfo.processInfo.activeProcessorCount
    threads = Threads.count
    swift =
      (try? Subprocess.output(of: "swift", ["--version"])).flatMap { $0.text.firstMatch(of: /Swift version (\S+)/) }
      .map { "Swift \($0.output.1)" } ?? "Swift"
    #if DEBUG
      isOptimized = false
    #else
      isOptimized = true
    #endif
  }

  /// Two lines: processor and threads; system and compiler.
  var text: OutsideText {
    OutsideText("\(processor), \(threadCount),\n\(system), \(swift)" + (isOptimized ? "" : ", a debug build"))
  }

  /// How many threads there are, and of how many processors.
  var threadCount: String {
    "\(threads) \(threads == 1 ? "thread" : "threads") on \(processors) \(processors == 1 ? "processor" : "processors")"
  }

  private static var systemName: String {
    let version = ProcessInfo.processInfo.operatingSystemVersionString
    #if canImport(Darwin)
      return "macOS \(version)"
    #else
      return version
    #endif
  }
}
