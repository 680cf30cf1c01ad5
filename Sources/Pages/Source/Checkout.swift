import System

/// The package that a lesson belongs to, found on disk.
package struct Checkout {
  /// The folder that holds `Package.swift`.
  package let root: String

  /// The package in a folder.
  package init(root: String) { self.root = root }

  /// Looks for the package above the running program, where it was built, and in the current folder, in this order:
  /// a copied checkout finds itself, not the one it was copied from.
  package static func find() -> Checkout? { find(builtAt: builtAt, executable: Path.executable) }

  static func find(builtAt: String, executable: String?) -> Checkout? {
    var candidates: [String] = []
    var folder = executable.flatMap(Path.parent)
    while let current = folder {
      candidates.append(current)
      folder = Path.parent(current)
    }
    candidates += [builtAt, Path.currentFolder]
    return candidates.first { Folder.exists("\($0)/Lessons") && Folder.exists("\($0)/Package.swift") }
      .map(Checkout.init)
  }

  /// The folder that this module was compiled in: the package's, where the lesson is one of its own.
  static var builtAt: String {
    (0..<4).reduce(#filePath) { path, _ in Path.parent(path) ?? path }
  }

  /// The path of a lesson's source.
  package func path(of lesson: String) -> String { "\(root)/Lessons/\(lesson)/Lesson.swift" }

  /// The lesson's source.
  package func source(of lesson: String) throws -> LessonSource {
    let path = path(of: lesson)
    guard let text = Folder.text(of: path) else {
      throw ProgramFailure("cannot read \(path), from which the lesson takes its prose and code")
    }
    return try LessonSource(text)
  }

  /// What each lesson says of itself, in the order of their names.
  package var lessons: [LessonHeading] {
    let names = Folder.names(in: root + "/Lessons") ?? []
    return names.filter { LessonHeading.isName($0) && Folder.exists(path(of: $0)) }.map { name in
      LessonHeading(name: name, source: Folder.text(of: path(of: name)) ?? "")
    }
  }
}

extension [LessonHeading] {
  /// The lessons before and after one.
  package func neighbours(of lesson: String) -> (previous: LessonHeading?, next: LessonHeading?) {
    guard let place = firstIndex(where: { $0.name == lesson }) else { return (nil, nil) }
    return (place > 0 ? self[place - 1] : nil, place + 1 < count ? self[place + 1] : nil)
  }
}
