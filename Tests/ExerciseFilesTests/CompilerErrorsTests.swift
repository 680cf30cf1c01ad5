import Foundation
import Testing

@testable import ExerciseFiles
@testable import Pages

/// What a learner is shown of a build that fails.
@Suite final class CompilerErrorsTests {
  private let lesson = "lesson-04-pooling"
  private let root = FileManager.default.temporaryDirectory.appending(path: "patchwork: \(UUID().uuidString)").path
  private var path: String { "\(root)/Lessons/\(lesson)/Exercises.swift" }

  private let stubs = """
    enum Exercises {
      /// **Exercise 4.1: One**
      static func pooled(_ map: Tensor, window size: Int = 2) throws -> Tensor {
        throw Unattempted()
      }

      /// **Exercise 4.2: Two**
      static func sizes(
        of size: Int, by step: (Int) -> [Int]
      ) throws -> [Int] {
        throw Unattempted()
      }
    }

    """

  init() throws {
    try write(stubs, to: "Exercises.swift")
    try write(
      """
      enum Solutions {
        /// - Hint: One
        static func pooled(_ map: Tensor, window: Int) -> Tensor { map }

        /// - Hint: Two
        static func sizes(of size: Int, by step: (Int) -> [Int]) -> [Int] { step(size) }
      }
      """, to: "Solutions.swift")
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private func write(_ text: String, to name: String) throws {
    let url = URL(fileURLWithPath: "\(root)/Lessons/\(lesson)/\(name)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  private func text(_ output: String) -> String { CompilerErrors(in: output).text(lesson: lesson, root: root) }

  private func folded(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  @Test(arguments: [
    ("  let a = b", 11, 40, "let a = b", 8),
    ("\t\tlet a =\tb", 11, 40, "let a =    b", 11),
    ("  let é = \"日本\" + b", 23, 40, "let é = \"日本\" + b", 17),
    ("  let 👩‍👩‍👧 = b", 28, 40, "let 👩‍👩‍👧 = b", 9),
    ("  a", 9, 40, "a", 1), ("  a", 1, 40, "a", 0), ("", 1, 40, "", 0), ("   ", 2, 40, "", 0),
    ("0123456789abcdefghij", 3, 10, "012345678…", 2),
    ("0123456789abcdefghij", 20, 10, "…efghij", 6),
    ("0123456789abcdefghij", 12, 10, "…6789abcd…", 6),
    ("日本日本日本日本日本", 28, 10, "…本日本", 5),
  ])
  func `the mark stands below the place, wherever that is`(
    line: String, column: Int, width: Int, text: String, caret: Int
  ) {
    let excerpt = SourceExcerpt(line, column: column, width: width)
    #expect(excerpt.text == text && excerpt.caret == caret, "\(excerpt)")
    #expect(excerpt.text.terminalWidth <= width)
  }

  @Test func `a long line takes no time`() {
    let excerpt = SourceExcerpt(String(repeating: "ab ", count: 100_000), column: 250_000, width: 80)
    #expect(excerpt.text.terminalWidth <= 80 && excerpt.caret == 41)
  }

  @Test func `an error is found in a folder whose name has a colon`() throws {
    try write(stubs.replacing("throw Unattempted()", with: "\tlet é = nothing"), to: "Exercises.swift")
    let text = text("\(path):4:15: error: cannot find 'nothing' in scope")
    let indentation = String(repeating: " ", count: 32)
    #expect(text.contains("    Exercises.swift:4 │ let é = nothing\n\(indentation)^\n    cannot find"))
    #expect(text.contains("Lessons/\(lesson)/Exercises.swift does not compile yet"))
  }

  @Test func `a brace that is missing is told first, with its exercise`() throws {
    try write(stubs.replacing("Unattempted()\n  }\n\n", with: "Unattempted()\n\n"), to: "Exercises.swift")
    let text = text(
      "\(path):7:10: error: static methods may only be declared on a type\n\(path):14:1: error: expected '}' at end of enum"
    )
    #expect(text.contains("A } is missing in exercise 4.1, or right below it.\n\n    Exercises.swift:14 │ "))
    #expect(text.contains("… and 1 more") && !text.contains("static methods"))
  }

  @Test(arguments: [
    ("throw Unattempted()\n  }\n\n  /// **Exercise 4.2", "throw Unattempted()\n  }}\n  /// **Exercise 4.2", "4.1"),
    ("throw Unattempted()\n  }\n}", "throw Unattempted()\n  }\n}\n}", "4.2"),
    ("throw Unattempted()\n  }\n}", "let a = \"}\" // }\n  }\n}", nil),
  ])
  func `a brace too many is told with its exercise`(part: String, changed: String, exercise: String?) throws {
    let source = stubs.replacing(part, with: changed)
    #expect(source != stubs)
    let text = MismatchedBraces(source)?.text
    #expect(text == exercise.map { "There is a } too many in exercise \($0), or right below it." })
  }

  @Test(arguments: [
    ("window size: Int = 2", "size: Int", "static func pooled(_ map: Tensor, size: Int) throws -> Tensor"),
    ("static func pooled", "func pooled", "func pooled("), ("func pooled", "func maxPooled", "func maxPooled("),
    ("throws -> Tensor", "throws -> [Tensor]", "-> [Tensor]"), ("_ map: Tensor,", "_ map: [Float],", "[Float]"),
    ("_ map: Tensor,", "map: Tensor,", "(map: Tensor"),
    ("static func pooled", "private static func pooled", "private"),
  ])
  func `a function that no longer fits is named with what is asked for`(
    part: String, changed: String, found: String
  ) throws {
    try write(stubs.replacing(part, with: changed), to: "Exercises.swift")
    let text = text("\(path):1:6: error: type 'Exercises' does not conform to protocol 'Tasks'")
    #expect(text.contains("does not have the functions that its exercises ask for"))
    #expect(text.contains("    Exercises.swift:3 │ ") && text.contains("    exercise 4.1      │ static"))
    let words = folded(text)
    #expect(words.contains(found))
    #expect(words.contains("exercise 4.1 │ static func pooled(_ map: Tensor, window: Int) throws -> Tensor"))
    #expect(!text.contains("4.2") && !text.contains("Checks.swift"))
  }

  @Test func `a function that is gone is named`() throws {
    try write("enum Exercises {}", to: "Exercises.swift")
    let text = text("\(path):1:6: error: type 'Exercises' does not conform to protocol 'Tasks'")
    #expect(text.contains("(there is no function for exercise 4.1)"))
    #expect(folded(text).contains("static func sizes(of size: Int, by step: (Int) -> [Int]) throws -> [Int]"))
  }

  /// Names of parameters within the function, comments and line breaks are the learner's own, and so is what is wrong
  /// elsewhere.
  @Test func `functions that fit are not blamed`() throws {
    try write(
      stubs.replacing("of size: Int", with: "of number: Int /* pixels */").replacing(
        ") throws -> Tensor", with: ") -> Tensor"),
      to: "Exercises.swift")
    let text = text("\(root)/Lessons/\(lesson)/Checks.swift:62:30: error: cannot find 'x' in scope")
    #expect(text.contains("\(lesson) does not compile, though not in Exercises.swift"))
    #expect(text.contains("\n    Checks.swift:62 │ ") && text.contains("cannot find 'x' in scope"))
  }
}
