@testable import Checking
@testable import ExerciseFiles
@testable import Pages
@testable import System
@testable import Walkthrough

extension Reader {
  /// Swift source: a lesson's, a learner's, and whatever is shown in colours.
  static let source = Reader(
    name: "source", longest: 1024,
    seeds: {
      [
        """
        import A
        /// **Exercise 4.1: Maximum pooling**
        ///
        /// Write it. Then `check` it: as told.
        /// - Hint: a
        ///   b
        @discardableResult static func pool(_ x: [Int]) throws -> Int { throw Unattempted() }
        """,
        ##"""
        struct Pooling: Lesson {
          static let title = "A" + "B"
          static let summary = "c \"d\"."
          static func walk(_ notebook: Notebook) throws {
            //: ## Prose
            let a = #"raw \#(1 + f("\(x)"))"# /* b /* c */ */, b = 0x1p-3 ..< 1.5e+3
            notebook.show(definitionOf: "f", in: "g") // d
            if a, let b { x = /re\/g/ } else { y.z { $0 } }
            func inner() { notebook.show(1) }
          }
        }
        """##,
        "let text = \"\"\"\n  a \\(b)\n  \"\"\"\r\n#if A\r\n`x`\n#endif\n",
      ].map { Array($0.utf8) }
    },
    reading: {
      { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let scalars = Array(text.unicodeScalars)
        var end = 0
        for token in SwiftScanner.tokens(of: scalars) {
          hold(token.range.lowerBound >= end && !token.range.isEmpty, "tokens overlap")
          hold(scalars[end..<token.range.lowerBound].allSatisfy(\.isSpace), "a gap")
          end = token.range.upperBound
        }
        hold(scalars[end...].allSatisfy(\.isSpace), "the end is missing")
        let shown = SyntaxColor.lines(text).map { $0.map(\.text).joined() }.joined(separator: "\n")
        let plain = OutsideText(text).description
        hold(shown == plain || plain.contains("\t"), "in colours the source is another")
        // A tab is as many spaces as reach to the next of every eighth column.
        func withoutBlanks(_ text: String) -> [Unicode.Scalar] {
          text.unicodeScalars.filter { !" \t".unicodeScalars.contains($0) }
        }
        hold(withoutBlanks(shown) == withoutBlanks(plain), "in colours the source is another")
        _ = HTMLCode.block(text)
        readWalk(text)
        _ = LessonHeading(name: "lesson-01", source: text)
        for exercise in ExerciseText.read(text) { _ = exercise.firstSentence }
        _ = SolutionText.read(text)
      }
    })

  private static func readWalk(_ text: String) {
    do {
      let source = try LessonSource(text)
      var line = 0
      for passage in source.passages {
        hold(passage.lines.lowerBound >= line, "passages out of order")
        line = passage.lines.lowerBound
        _ = source.code(passage.lines)
        _ = source.statement(at: line)
      }
    } catch {
      holdOneLine(error)
    }
  }
}
