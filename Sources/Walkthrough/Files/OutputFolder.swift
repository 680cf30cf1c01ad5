#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The folder that collects the written lessons, and in it the folder of one lesson.
package struct OutputFolder {
  /// The folder that collects them: `output`.
  let collection: String
  let lesson: String
  var path: String { collection + "/" + lesson }

  /// Makes the lesson's folder and sees to it that files can be written there.
  func prepare() throws {
    try OutputFolder.makeFolder(path)
    guard access(path, W_OK) == 0 else { throw OutputFolder.failure(path) }
  }

  /// Writes a file of the lesson beside its place and then puts it there whole.
  func write(_ text: String, named name: String) throws { try OutputFolder.write(text, to: path + "/" + name) }

  /// Rewrites the tables of contents from the lessons that are there.
  func writeContents() throws {
    let readmes = Folder.names(in: collection).filter { $0.hasPrefix("lesson-") }.compactMap { name in
      Folder.text(of: "\(collection)/\(name)/README.md").map { (name: name, text: $0) }
    }
    let lessons = WrittenLessons(readmes)
    try OutputFolder.write(lessons.markdown, to: collection + "/README.md")
    try OutputFolder.write(lessons.html, to: collection + "/index.html")
  }

  /// Makes a folder and those above it, where they are missing. Throws one line if that cannot be done.
  package static func makeFolder(_ path: String) throws {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else { throw failure(path, ENOTDIR) }
      return
    }
    if let parent = Path.parent(path) { try makeFolder(parent) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw failure(path) }
  }

  /// Writes a file beside its place and then puts it there whole. Throws one line if that cannot be done.
  package static func write(_ text: String, to path: String) throws {
    let partial = path + ".\(getpid()).part"
    guard let file = fopen(partial, "w") else { throw failure(path) }
    let bytes = Array(text.utf8)
    let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
    let isClosed = fclose(file) == 0
    guard isWritten, isClosed, rename(partial, path) == 0 else {
      let failure = failure(path)
      unlink(partial)
      throw failure
    }
  }

  private static func failure(_ path: String, _ code: Int32 = errno) -> LessonFailure {
    let reason = String(cString: strerror(code))
    return LessonFailure(
      "cannot write to \(path): \(reason); name another place with --output")
  }
}
