import Testing

@testable import Pages
@testable import System

@Suite struct DeclarationTests {
  @Test func linesMayEndInCarriageReturns() throws {
    let source = "import A\r\n\r\nstruct B {\r\n  func walk() {\r\n    f()\r\n  }\r\n}\r\n"
    #expect(try #require(Declaration(of: "walk", in: source)).text == "func walk() {\r\n  f()\r\n}\r")
    let lesson = try LessonSource(source)
    #expect(lesson.passages.map { lesson.code($0.lines) } == ["f()\r"])
  }

  @Test func stringsInStringsWithoutEndAreRead() {
    let source = String(repeating: "\"\\(", count: 100_000)
    #expect(SwiftScanner.tokens(of: Array(source.unicodeScalars)).first?.kind == .string)
  }

  private let source = """
    /// A function of the same name in a comment: func inner() {}
    struct Outer {
      /// Its documentation.
      @discardableResult @Sendable
      public static func inner(_ body: () -> Int = { 1 }) throws -> [Int] where Int: Sendable {
        // A comment of its own.
        let text = "}"

        return [body()]
      }  // after it

      func inner() {}
      func other() -> Int { 2 }
    }
    protocol Open {
      func bodiless()
    }
    func last() {
    """

  @Test func `a function is found with its modifiers and without its documentation`() {
    #expect(
      Declaration(of: "inner", in: source)?.text == """
        @discardableResult @Sendable
        public static func inner(_ body: () -> Int = { 1 }) throws -> [Int] where Int: Sendable {
          // A comment of its own.
          let text = "}"

          return [body()]
        }  // after it
        """)
  }

  @Test func `a function of one line is that line`() {
    #expect(Declaration(of: "other", in: source)?.text == "func other() -> Int { 2 }")
  }

  @Test(arguments: ["absent", "Outer", "bodiless", "last"])
  func `what is no function with a body is not found`(name: String) {
    #expect(Declaration(of: name, in: source) == nil)
  }
}
