#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Folders that are made with all their files or not at all.
package enum WholeFolder {
  /// Makes a folder beside its place, fills it, and then puts it there; after that, writes other files anew. What
  /// interrupts the program waits until all of it is done.
  ///
  /// Throws `UnwritableFile`, and then nothing has changed: the folder is gone, and the other files hold what they held, or
  /// are gone too.
  package static func make(
    _ path: String, holding files: [(name: String, text: String)],
    andWrite others: [(path: String, text: String)]
  ) throws {
    try Interruptions.holdOff {
      let beside = Path.beside(path)
      var place = beside
      // What the other files held; nil where there was none.
      var before: [(path: String, bytes: [UInt8]?)] = []
      do {
        try Folder.make(beside)
        for file in files { try WholeFile.write(Array(file.text.utf8), to: "\(beside)/\(file.name)") }
        guard rename(beside, path) == 0 else { throw UnwritableFile(path) }
        place = path
        for other in others {
          let bytes = Folder.bytes(of: other.path)
          // What cannot be read could not be put back.
          if bytes == nil, Folder.exists(other.path) || Folder.isLink(other.path) {
            throw UnwritableFile(other.path, EACCES)
          }
          try WholeFile.write(Array(other.text.utf8), to: other.path)
          before.append((other.path, bytes))
        }
      } catch {
        for file in before {
          if let bytes = file.bytes { try? WholeFile.write(bytes, to: file.path) } else { unlink(file.path) }
        }
        for file in files { unlink("\(place)/\(file.name)") }
        rmdir(place)
        throw error
      }
    }
  }
}

extension Path {
  /// A hidden name in the same folder.
  fileprivate static func beside(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return "\(path.dropLast(name.count)).\(name).part"
  }
}
