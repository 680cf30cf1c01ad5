import ExerciseFiles
import Pages
import System

/// What somebody has handed in: a folder with files of exercises, wherever in it and whatever they are called.
struct Submission {
  /// The files' texts by the names of their lessons.
  private(set) var texts: [String: String] = [:]
  /// What is wrong with a lesson's file, so that it is not compiled.
  private(set) var refusals: [String: String] = [:]
  /// What has been passed over.
  private(set) var complaints: [String] = []
  private var count = 0

  private static let mostFiles = 500
  private static let deepest = 6
  private static let mostBytes = 1 << 18

  /// Reads a folder; throws a line if that cannot be done.
  init(_ folder: String, lessons: [LessonHeading]) throws {
    guard FileKind(folder) == .folder, Folder.names(in: folder) != nil else {
      throw ProgramFailure(
        "cannot read the folder \(OutsideText(folder)) of a submission", exitCode: ProgramFailure.usage)
    }
    read(folder, shown: "", depth: 0, lessons)
    if texts.isEmpty, refusals.isEmpty {
      complaints.append(
        "no file of exercises has been handed in: none ends in .swift and has a comment **Exercise 4.1: …**")
    }
  }

  private mutating func read(_ folder: String, shown: String, depth: Int, _ lessons: [LessonHeading]) {
    for name in Folder.names(in: folder) ?? [] where !name.hasPrefix(".") {
      let (path, shown) = ("\(folder)/\(name)", "\(OutsideText("\(shown)\(name)").inOneLine)")
      count += 1
      guard count <= Submission.mostFiles else {
        if count == Submission.mostFiles + 1 {
          complaints.append("only the first \(Submission.mostFiles) files are looked at")
        }
        return
      }
      if Folder.isLink(path) {
        complaints.append("\(shown) is a link, which is not followed")
        continue
      }
      switch FileKind(path) {
      case .folder where depth < Submission.deepest: read(path, shown: shown + "/", depth: depth + 1, lessons)
      case .file where name.hasSuffix(".swift"): take(path, shown: shown, lessons)
      default: break
      }
    }
  }

  private mutating func take(_ path: String, shown: String, _ lessons: [LessonHeading]) {
    guard let bytes = try? ReadableFile.bytes(of: path, limit: Submission.mostBytes),
      let text = String(validating: bytes, as: UTF8.self)
    else {
      complaints.append("\(shown) has more than \(Submission.mostBytes / 1024) KB, is no text, or cannot be read")
      return
    }
    let number = ExerciseText.read(text).first.flatMap { Int($0.number.prefix { $0 != "." }) }
    guard let number, let lesson = lessons.first(where: { $0.number == number })?.name else {
      complaints.append("\(shown) has no exercise of the course in it")
      return
    }
    guard texts[lesson] == nil, refusals[lesson] == nil else {
      complaints.append("\(shown) is a second file of \(lesson); the first one counts")
      return
    }
    if let stranger = StrangeDeclaration(in: text) {
      refusals[lesson] = "\(shown) is not compiled: \(stranger.text)"
    } else {
      texts[lesson] = text
    }
  }
}
