import Pages
import System

/// A lesson's `Solutions.swift` without its solutions: the hints and the declarations, for those who are to find them.
package struct WithheldSolutions {
  /// The file's text.
  package let source: String

  /// Nil if the lesson's protocol does not declare what the solutions answer.
  package init?(of files: LessonExercises) {
    guard let text = Folder.text(of: files.path.replacing("/Exercises.swift", with: "/Solutions.swift")) else {
      return nil
    }
    let names = Set(files.solutions.map(\.function))
    var functions: [String] = []
    for function in DocumentedFunction.all(in: text) where names.contains(function.name) {
      guard let declared = ExerciseStub.declaration(of: function.name, in: files.tasks) else { return nil }
      let comment = function.comment.map { "  ///\($0.isEmpty ? "" : " " + $0)\n" }.joined()
      functions.append("\(comment)  \(declared) {\n    throw Unattempted()\n  }\n")
    }
    let imports = text.split(separator: "\n").filter { $0.hasPrefix("import ") }.joined(separator: "\n")
    source = """
      \(imports)

      /// The hints of `swift run course hint`. The answers are withheld: whoever teaches this course has them.
      enum Solutions: Tasks {
      \(functions.joined(separator: "\n"))}

      """
  }
}

extension SolutionText {
  /// Whether the code is no answer, as in a copy for students.
  package var isWithheld: Bool { code.hasSuffix("{\n  throw Unattempted()\n}") }
}
