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
      // On ARM the system tells no name.
      return text.firstMatch(of: /model name\s*:\s*(.+)/).map { String($0.output.1) } ?? nameless
    #endif
  }

  #if arch(arm64)
    private static let nameless = "ARM processor"
  #else
    private static let nameless = "unknown processor"
  #endif

  /// How many processors are switched on.
  package static var processorCount: Int { Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// How many bytes of memory a program may take: all that there are, or what a container (a control group of version 2) or
  /// `ulimit -v` leaves it.
  package static var memoryBytes: Int {
    #if canImport(Darwin)
      var bytes: UInt64 = 0
      var size = MemoryLayout<UInt64>.size
      return sysctlbyname("hw.memsize", &bytes, &size, nil, 0) == 0 ? Int(bytes) : 0
    #else
      let inAll = Int(sysconf(Int32(_SC_PHYS_PAGES))) * Int(getpagesize())
      return ([inAll, addressLimit] + groupLimits(in: "/sys/fs/cgroup")).compactMap(\.self).min() ?? 0
    #endif
  }

  #if !canImport(Darwin)
    /// What `ulimit -v` leaves; nil if it leaves all.
    private static var addressLimit: Int? {
      var limit = rlimit()
      #if canImport(Glibc)
        let status = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
      #else
        let status = getrlimit(RLIMIT_AS, &limit)
      #endif
      return status == 0 ? Int(exactly: limit.rlim_cur) : nil
    }

    /// What the control groups around this process leave it, as containers have them, from `root` inwards.
    static func groupLimits(in root: String, processGroup: String? = Folder.text(of: "/proc/self/cgroup")) -> [Int] {
      let group = (processGroup ?? "").firstMatch(of: /(?m)^0::(.*)$/)?.1.split(separator: "/") ?? []
      return (0...group.count).compactMap { depth in
        let folder = ([root] + group.prefix(depth).map(String.init)).joined(separator: "/")
        return Folder.text(of: "\(folder)/memory.max").flatMap { Int($0.filter { !$0.isWhitespace }) }
      }
    }
  #endif

  /// How many bytes may still be written to the disk that a path lies on; nil if it does not say.
  package static func freeBytes(at path: String) -> Int? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    // Some file systems claim more than there are numbers.
    return Int(min(Double(status.f_bavail) * Double(status.f_frsize), 0x1p62))
  }
}
