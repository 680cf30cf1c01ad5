#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The machine that a program runs on.
package enum Hardware {
  /// What the processor calls itself.
  package static var processorName: String {
    #if canImport(Darwin)
      var name = [CChar](repeating: 0, count: 256)
      var size = name.count
      guard sysctlbyname("machdep.cpu.brand_string", &name, &size, nil, 0) == 0 else { return "unknown processor" }
      return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    #else
      let text = Folder.text(of: "/proc/cpuinfo") ?? ""
      return text.firstMatch(of: /model name\s*:\s*(.+)/).map { String($0.output.1) } ?? "unknown processor"
    #endif
  }
}
