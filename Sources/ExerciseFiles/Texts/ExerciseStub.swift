import Pages
import System

/// An exercise put back to how it was before anything was typed.
package struct ExerciseStub {
  /// The learner's file with the stub in it.
  package let source: String
  /// What stood in its place.
  package let removed: String
  /// Whether the stub stands there already, in whatever lines.
  package let isThere: Bool

  /// Nil if the lesson does not say how the function is declared, or the file does not have it.
  package init?(of exercise: ExerciseText, solution: SolutionText, in files: LessonExercises) {
    guard let declared = ExerciseStub.declaration(of: solution.function, in: files.tasks),
      let source = Folder.text(of: files.path)
    else { return nil }
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let first = exercise.line - 1
    guard lines.indices.contains(first) else { return nil }
    let last = ExerciseStub.lastLine(of: exercise, from: first, lines, source)
    removed = lines[first...last].joined(separator: "\n")
    let stub = """
        \(declared) {
          // Type your code here, in place of the next line.
          throw Unattempted()
        }
      """
    func words(_ text: String) -> [String] { SwiftScanner.words(of: text, withComments: false).words }
    isThere = words(removed) == words(stub)
    self.source = (lines[..<first] + [stub] + lines[(last + 1)...]).joined(separator: "\n")
  }

  /// The line of the closing brace or, where braces do not match, the last line before the next exercise.
  private static func lastLine(of exercise: ExerciseText, from first: Int, _ lines: [String], _ source: String) -> Int
  {
    let next = lines.indices.dropFirst(first + 1).first { lines[$0].trimmed.hasPrefix("/// **Exercise ") }
    let (tokens, words) = SwiftScanner.words(of: source)
    if let body = Declaration.find(exercise.function, in: words)?.body {
      var end = tokens[body.upperBound].lines.upperBound - 1
      /// Whether a brace is left below for what holds all exercises, or for the next one's comment.
      func isClosed(after line: Int) -> Bool { next != nil || lines[(line + 1)...].contains { $0.trimmed == "}" } }
      if end >= first, end < next ?? lines.count, isClosed(after: end) {
        // One brace too many is the learner's too.
        while end + 1 < next ?? lines.count, lines[end + 1].trimmed == "}", isClosed(after: end + 1) { end += 1 }
        return end
      }
    }
    // At the end of the file stands the brace that closes what holds all exercises.
    let end = next ?? lines.lastIndex { $0.trimmed == "}" } ?? lines.count
    return lines[first..<max(first + 1, end)].lastIndex { !$0.trimmed.isEmpty } ?? first
  }

  /// How the protocol `Tasks` declares a function.
  static func declaration(of function: String, in tasks: String) -> String? {
    guard let start = tasks.firstRange(of: "static func \(function)(")?.lowerBound else { return nil }
    let rest = tasks[start...].split(separator: "\n").map { String($0).trimmed }
    let end = rest.dropFirst().firstIndex { $0.hasPrefix("static func") || $0 == "}" } ?? rest.endIndex
    return rest[..<end].joined(separator: " ").replacing("( ", with: "(").replacing(" )", with: ")")
  }
}
