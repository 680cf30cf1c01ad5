#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Paths as text.
package enum Path {
  /// The folder that a path lies in; nil for the root, what lies in it, and a single name.
  package static func parent(_ path: String) -> String? {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return nil }
    return String(path[..<slash])
  }

  /// Whether the system sees the whole path: for it a path ends before a byte of 0.
  static func isWhole(_ path: String) -> Bool { !path.utf8.contains(0) }

  package static var currentFolder: String { resolved(".") ?? "." }

  /// The path without links, `.` and `..`; nil if nothing is there.
  package static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// The running program's own file.
  package static var executable: String? {
    #if canImport(Darwin)
      var size: UInt32 = 0
      _ = _NSGetExecutablePath(nil, &size)
      var buffer = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
      return resolved(String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    #else
      return resolved("/proc/self/exe")
    #endif
  }

  /// A path as a reader in the current folder would type it; `.` for the folder itself.
  package static func relative(_ path: String, to folder: String = currentFolder) -> OutsideText {
    guard let absolute = resolved(path) else { return OutsideText(path) }
    let (target, start) = (absolute.split(separator: "/"), folder.split(separator: "/"))
    let shared = zip(target, start).prefix { $0 == $1 }.count
    let ups = start.count - shared
    // Far from here the whole path says more than a row of dots.
    if shared == 0 || ups > 3 { return OutsideText(absolute) }
    let steps = Array(repeating: "..", count: ups) + target[shared...].map(String.init)
    return steps.isEmpty ? "." : OutsideText(steps.joined(separator: "/"))
  }

  /// A path as a shell takes it for one word and for no option: as it is, or between quotation marks.
  package static func shellWord(_ path: OutsideText) -> OutsideText {
    let text = path.description
    let word = text.hasPrefix("-") ? "./\(text)" : text
    let isPlain = word.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
        || UInt8(ascii: "-")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "_")
    }
    return OutsideText(isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'")
  }
}
