/// The package that a lesson belongs to, found on disk.
struct Checkout {
  /// The folder that holds `Package.swift`.
  let root: String
  /// Whether the package is still where it was built.
  let isInPlace: Bool

  /// Looks for the package above the running program, where it was built, and in the current folder, in this order:
  /// a copied checkout finds itself, not the one it was copied from.
  static func find(lesson: String, builtAt: String, executable: String? = Path.executable) -> Checkout? {
    var candidates: [String] = []
    var folder = executable.flatMap(Path.parent)
    while let current = folder {
      candidates.append(current)
      folder = Path.parent(current)
    }
    candidates += [builtAt, Path.currentFolder]
    let built = Path.resolved(builtAt)
    return candidates.first { Folder.exists(sourcePath($0, lesson)) }.map { root in
      Checkout(root: root, isInPlace: Path.resolved(root) == built)
    }
  }

  /// The folder that this module was compiled in: the package's, where the lesson is one of its own.
  static var builtAt: String {
    (0..<4).reduce(#filePath) { path, _ in Path.parent(path) ?? path }
  }

  private static func sourcePath(_ root: String, _ lesson: String) -> String {
    "\(root)/Lessons/\(lesson)/Lesson.swift"
  }

  /// The lesson's source. Throws if it is newer than the program, whose line numbers would then point elsewhere.
  func source(of lesson: String, executable: String? = Path.executable) throws -> LessonSource {
    let path = Checkout.sourcePath(root, lesson)
    guard let text = Folder.text(of: path) else {
      throw LessonFailure("cannot read \(path), from which the lesson takes its prose and code")
    }
    if isInPlace, let executable, let built = Folder.changeTime(of: executable),
      let changed = Folder.changeTime(of: path), changed > built
    {
      throw LessonFailure(
        "Lessons/\(lesson)/Lesson.swift has changed since this program was built; build again: swift run \(lesson)")
    }
    return try LessonSource(text)
  }

  /// The lessons before and after one, in the order of their names.
  func neighbours(of lesson: String) -> (previous: String?, next: String?) {
    let lessons = Folder.names(in: root + "/Lessons").filter {
      $0.hasPrefix("lesson-") && Folder.exists(Checkout.sourcePath(root, $0))
    }
    guard let place = lessons.firstIndex(of: lesson) else { return (nil, nil) }
    return (
      place > 0 ? lessons[place - 1] : nil, place + 1 < lessons.count ? lessons[place + 1] : nil
    )
  }
}
