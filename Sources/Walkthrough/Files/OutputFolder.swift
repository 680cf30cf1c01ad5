import WholeFiles

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
  /// Where figures are drawn beside what the lesson does next; none if each is to be there at once.
  var figures: FigureQueue?
  var path: String { collection + (collection.hasSuffix("/") ? "" : "/") + lesson }

  /// Makes the lesson's folder and sees to it that files can be written there.
  func prepare() throws {
    try OutputFolder.makeFolder(path)
    guard access(path, W_OK) == 0 else { throw UnwritableFile(path) }
  }

  /// Writes a file of the lesson, whole or not at all.
  func write(_ text: String, named name: String) throws {
    try WholeFile.write(Array(text.utf8), to: path + "/" + name)
  }

  /// Rewrites the tables of contents from the lessons that are there. Lessons that run at the same time do so one after
  /// the other: the last one sees what all have written.
  func writeContents() throws {
    let descriptor = open(collection, O_RDONLY | O_CLOEXEC)
    flock(descriptor, LOCK_EX)
    defer { close(descriptor) }
    let readmes = Folder.names(in: collection).filter { $0.hasPrefix("lesson-") }.compactMap { name in
      Folder.text(of: "\(collection)/\(name)/README.md").map { (name: name, text: $0) }
    }
    let lessons = WrittenLessons(readmes)
    try WholeFile.write(Array(lessons.markdown.utf8), to: collection + "/README.md")
    try WholeFile.write(Array(lessons.html.utf8), to: collection + "/index.html")
  }

  /// Makes a folder and those above it, where they are missing. Throws one line if that cannot be done.
  package static func makeFolder(_ path: String) throws {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else { throw UnwritableFile(path, ENOTDIR) }
      return
    }
    if let parent = Path.parent(path) { try makeFolder(parent) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw UnwritableFile(path) }
  }
}
