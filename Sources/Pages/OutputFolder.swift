import System

/// The folder that collects the written lessons, and in it the folder of one lesson.
package struct OutputFolder: Sendable {
  /// The folder that collects them: `output`.
  let collection: String
  let lesson: String

  /// The folder of a lesson in a collection.
  package init(collection: String, lesson: String) { (self.collection, self.lesson) = (collection, lesson) }

  /// The lesson's folder.
  package var path: String { collection + (collection.hasSuffix("/") ? "" : "/") + lesson }

  /// Makes the lesson's folder and sees to it that files can be written there.
  package func prepare() throws { try Folder.prepare(path) }

  /// Writes a file of the lesson, whole or not at all.
  package func write(_ text: String, named name: String) throws {
    try WholeFile.write(Array(text.utf8), to: path + "/" + name)
  }

  /// Rewrites the tables of contents from the lessons that are there. Lessons that run at the same time do so one after
  /// the other: the last one sees what all have written. Throws a line, and leaves the tables as they are, if the folder
  /// cannot be listed or a lesson's README cannot be read.
  package func writeContents() throws {
    try Folder.locked(collection) {
      guard let names = Folder.names(in: collection) else {
        throw ProgramFailure(
          "cannot list \(collection): \(SystemCall.lastRefusal); see to its permissions, or name another place; "
            + "its contents page stays as it was")
      }
      var readmes: [(name: String, text: String)] = []
      var network: NetworkOfPage?
      for name in names where LessonHeading.isName(name) {
        let path = "\(collection)/\(name)/README.md"
        if let text = Folder.text(of: path) {
          readmes.append((name, text))
          if network == nil {
            network = Folder.text(of: "\(collection)/\(name)/index.html").flatMap { NetworkOfPage(in: $0, of: name) }
          }
        } else if Folder.exists(path) {
          throw ProgramFailure(
            "cannot read \(path); see to its permissions, write it anew, or take it away; the contents page of "
              + "\(collection) stays as it was")
        }
      }
      let lessons = WrittenLessons(readmes, network: network) { Folder.text(of: "\(collection)/\($0)/index.html") }
      try WholeFile.write(Array(lessons.markdown.utf8), to: collection + "/README.md")
      try WholeFile.write(Array(lessons.html.utf8), to: collection + "/index.html")
      try WholeFile.write(Array(lessons.glossary.utf8), to: collection + "/glossary.html")
    }
  }
}
