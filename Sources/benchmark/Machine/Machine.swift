import Foundation
import TensorCore
import Walkthrough

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
    processor = Machine.processorName
    system = Machine.systemName
    processors = ProcessInfo.processInfo.activeProcessorCount
    threads = Threads.count
    swift =
      (try? Program.output(of: "swift", ["--version"])).flatMap { $0.text.firstMatch(of: /Swift version (\S+)/) }
      .map { "Swift \($0.output.1)" } ?? "Swift"
    #if DEBUG
      isOptimized = false
    #else
      isOptimized = true
    #endif
  }

  /// Two lines: processor and threads; system and compiler.
  var text: String { "\(processor), \(threadCount),\n\(system), \(swift)" + (isOptimized ? "" : ", a debug build") }

  /// How many threads there are, and of how many processors.
  var threadCount: String { "\(threads == 1 ? "1 thread" : "\(threads) threads") on \(processors) processors" }

  private static var systemName: String {
    let version = ProcessInfo.processInfo.operatingSystemVersionString
    #if canImport(Darwin)
      return "macOS \(version)"
    #else
      return version
    #endif
  }

  private static var processorName: String {
    #if canImport(Darwin)
      var name = [CChar](repeating: 0, count: 256)
      var size = name.count
      guard sysctlbyname("machdep.cpu.brand_string", &name, &size, nil, 0) == 0 else { return "unknown processor" }
      return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    #else
      let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
      return text.firstMatch(of: /model name\s*:\s*(.+)/).map { String($0.output.1) } ?? "unknown processor"
    #endif
  }
}
