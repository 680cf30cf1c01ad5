import Testing

@testable import Pages
@testable import System

@Suite struct LessonSourceTests {
  /// The passages of a walk with this body: prose with a leading ¶, statements as their code.
  private func passages(_ body: String) throws -> [String] {
    let source = try LessonSource(
      "struct L {\n  static func walk(_ notebook: Notebook) throws {\n\(body)\n  }\n}\n")
    return source.passages.map {
      if case .prose(let text) = $0.kind { return "¶" + text.markdown }
      return source.code($0.lines).description
    }
  }

  @Test func `prose and statements alternate`() throws {
    #expect(
      try passages("    //: # One\n    //:\n    //: Two\n\n    //: Three\n    let a = 1\n    //: Four\n    f(a)")
        == ["¶# One\n\nTwo\n\nThree", "let a = 1", "¶Four", "f(a)"])
  }

  @Test func `a statement ends where its brackets do`() throws {
    let call = "notebook.show(\n  Figure(columns: 2) {\n    ImagePanel(a[0..., 1])\n  }, named: \"x\")"
    #expect(try passages("\(call)\nlet b = 2") == [call, "let b = 2"])
  }

  @Test(arguments: [
    "let a = b\n  .map { $0 }\n  .sum()", "let a =\n  b", "let a = b\n  + c", "let a = b +\n  c",
    "if a {\n  b\n}\nelse {\n  c\n}", "let a = b ? c\n  : d", "do {\n  try a()\n} catch {\n  b\n}",
    "f(a) { b in\n  c\n} done: {\n  d\n}", "let a: [Int] =\n  [\n    1,\n  ]", "func f(a: Int)\n  -> Int\n{\n  a\n}",
    "guard let a = b,\n  let c = d\nelse { return }", "let a = b as\n  Int", "for x in\n  y { z }",
    "#if DEBUG\n  a()\n#else\n  b()\n#endif",
  ])
  func `a statement of several lines stays whole`(code: String) throws {
    #expect(try passages("\(code)\nnext()") == [code, "next()"])
  }

  @Test(arguments: [
    "let a = \"}\"", "let a = \"\\(b.map { \"}\\($0)\" })\"", "let a = #\"\"}\"#",
    "let a = \"\"\"\n  } \" }\n  \"\"\"",
    "let a = \"\"\"\n  \\(f(\"\"\"\n    )\n    \"\"\"))\n  \"\"\"", "/* } /* } */ } */ let a = 1", "let a = /[}]/",
    "let a = #/}/#", "let a = b / c  // }", "let a = \"\\\"}\"", "let a = ##\"\"#}\"##",
    "let a = #\"\\#(f(\")\"))}\"#",
    "let `}` = 1", "let a = #\"\"\"#", "let a = #\"\"\"\"#", "let a = #\"\"#", "let a = ##\"\"\"#\"}\"##",
    "let a = #\"\"\"\n  } \"# \"\"#\n  \"\"\"#", "let a = ##\"\"\"\n  \"\\##(b)}\"\"\"#\n  \"\"\"##",
    "let a = #/\n  } \\/ # {\n  /#", "let a = #/\"}/#",
  ])
  func `brackets in strings and comments do not count`(code: String) throws {
    #expect(try passages("\(code)\nnext()") == [code, "next()"])
  }

  @Test func `an expression of one line ends there`() throws {
    #expect(try passages("let a = #/open\nnext()") == ["let a = #/open", "next()"])
  }

  @Test(arguments: ["let a = b!\n-c", "let a: Set<Int>\nf()", "a += 1\n!b", "x = y?\nf()"])
  func `a postfix operator does not carry a statement on`(code: String) throws {
    #expect(try passages(code) == code.split(separator: "\n").map(String.init))
  }

  @Test(arguments: [
    ("self/2 + b!/3", ["self", "/", "2", "+", "b", "!", "/", "3"]),
    ("f(1, /) + g(/)", ["f", "(", "1", ",", "/", ")", "+", "g", "(", "/", ")"]),
    ("a /= b/c", ["a", "/=", "b", "/", "c"]),
    ("a\n/\"/", ["a", "/\"/"]), ("[/[)\"]\\)/]", ["[", "/[)\"]\\)/", "]"]),
    ("a(/)\r(/)", ["a", "(", "/", ")", "(", "/", ")"]),
    ("return/\"/", ["return", "/\"/"]), ("{ /\"\\ / }", ["{", "/\"\\ /", "}"]),
    ("(/b /)", ["(", "/", "b", "/", ")"]),
    ("\u{FEFF}let\u{A0}a\u{C}b", ["let", "a", "b"]),
  ])
  func `a slash begins what the compiler takes it for`(code: String, words: [String]) {
    #expect(SwiftScanner.words(of: code).words == words)
  }

  @Test(arguments: [33, 2_000]) func `however deep strings nest, the outermost ends where it should`(depth: Int)
    throws
  {
    let text = String(repeating: "\"\\(", count: depth) + "#\" \"\"\" } \"#" + String(repeating: ")\"", count: depth)
    #expect(try passages("let a = \(text)\nnext()") == ["let a = \(text)", "next()"])
  }

  @Test func `comments stay with the statement below them`() throws {
    #expect(
      try passages("let a = 1  // one\n\n// two\n// lines\nlet b = 2\n// dropped\n//: prose\nc()")
        == ["let a = 1  // one", "// two\n// lines\nlet b = 2", "¶prose", "c()"])
  }

  @Test func `a marked line inside a loop is code`() throws {
    let loop = "for i in 0..<3 {\n  //: not prose\n  notebook.show(i)\n}"
    #expect(try passages(loop) == [loop])
  }

  @Test func `shows are counted, and what may repeat is known`() throws {
    let source = try LessonSource(
      """
      func walk(_ notebook: Notebook) {
        notebook.show(1)
        for i in a { notebook.show(i); notebook.show(i) }
        let show = 3
        notebook.showInTerminal(table)
        func draw(_ n: Int, _ notebook: Notebook) { notebook.show(n) }
        draw(1, notebook)
        let data = try notebook.testData(count: 2)
      }
      """)
    #expect(
      source.passages.map(\.kind) == [
        .statement(shows: 1, repeats: false), .statement(shows: 2, repeats: true),
        .statement(shows: 0, repeats: true), .statement(shows: 1, repeats: false), .function,
        .statement(shows: 1, repeats: true), .statement(shows: 0, repeats: true),
      ])
    #expect(source.statement(at: 3) == 1)
    #expect(source.statement(at: 1) == nil)
    #expect(source.statement(at: 99) == nil)
  }

  @Test(arguments: [
    (
      "notebook.show(\n  f(caption: 1),\n  named: \"a\",\n  caption: \"b, \"\n    + \"c\",\n  alt: \"d\")\nnext()",
      "notebook.show(\n  f(caption: 1),\n  named: \"a\")"
    ),
    (
      "for i in a {\n  notebook.show(f, named: \"a\", alt: \"b\")\n}",
      "for i in a {\n  notebook.show(f, named: \"a\")\n}"
    ),
    ("notebook.show([caption, alt])", "notebook.show([caption, alt])"),
  ])
  func `captions and alternative texts are not shown as code`(code: String, shown: String) throws {
    #expect(try passages(code).first == shown)
  }

  @Test func `a source without a complete walk is refused`() {
    #expect(throws: ProgramFailure.self) { try LessonSource("struct L {}") }
    #expect(throws: ProgramFailure.self) { try LessonSource("func walk() { let a = 1") }
  }

  @Test func `code loses the white space that its lines share`() throws {
    let source = try LessonSource("func walk() {\n    if a {\n\n      b()\n    }\n}")
    #expect(source.code(2...5) == "if a {\n\n  b()\n}")
  }
}
