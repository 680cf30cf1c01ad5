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

  /// How many processors are switched on.
  package static var processorCount: Int { Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// How many bytes of memory there are in all.
  package static var memoryBytes: Int {
    #if canImport(Darwin)
      var bytes: UInt64 = 0
      var size = MemoryLayout<UInt64>.size
      return sysctlbyname("hw.memsize", &bytes, &size, nil, 0) == 0 ? Int(bytes) : 0
    #else
      return Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(getpagesize())
    #endif
  }

  /// How many bytes may still be written to the disk that a path lies on; nil if it does not say.
  package static func freeBytes(at path: String) -> Int? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    // Some file systems claim more than there are numbers.
    return Int(min(Double(status.f_bavail) * Double(status.f_frsize), 0x1p62))
  }
}
