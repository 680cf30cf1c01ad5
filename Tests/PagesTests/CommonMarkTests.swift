import Foundation
import TestedPackage
import Testing

@testable import Pages

/// Holds the parser to one that others wrote: `cmark`, which comes from those who wrote CommonMark down.
@Suite struct CommonMarkTests {
  private static let program = ["/usr/bin/cmark", "/usr/local/bin/cmark", "/opt/homebrew/bin/cmark"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(arguments: [1, 9]) func `random documents are read as cmark reads them`(lines: Int) throws {
    guard let program = CommonMarkTests.program else {
      try Test.cancel("cmark is not installed: the parser of Markdown has not been compared with it")
    }
    var random = RandomMarkdown(seed: 15)
    let documents = (0..<5_000).map { _ in random.document(most: lines) }.filter { document in
      !document.allSatisfy(\.isWhitespace)
        && !CommonMarkTests.errors.contains { document.range(of: $0, options: .regularExpression) != nil }
    }
    let expected = try CommonMarkTests.read(documents, by: program)
    try #require(documents.count > 2000 && expected.count == documents.count)
    let read = documents.map { CommonMarkXML.blocks([.quotation(MarkupParser.parse(Prose(markdown: $0 + "\n")))]) }
    let wrong = documents.indices.filter {
      // `cmark` keeps the spaces before a line within code, where its own rules strip them.
      read[$0] != expected[$0]
        && (lines == 1 || read[$0].withoutSpacesInCode != expected[$0].withoutSpacesInCode)
    }
    for index in wrong.prefix(3) {
      Issue.record("\(documents[index])\n\nshould be\n\(expected[index])\n\nand is\n\(read[index])")
    }
    #expect(wrong.isEmpty)
  }

  /// What `cmark` 0.30 reads otherwise than its own rules say, and as markdown-it does not.
  private static let errors = [
    // Behind a run of backticks without an end, only the first code span is seen.
    "(`+[^`]+){4}`",
    // Underscores that might begin and end emphasis hide those before them from those behind them.
    "[\\p{P}\\p{S}&&[^_]]_+[\\p{P}\\p{S}&&[^_]]",
    // An empty line behind a rule does not set the items of a list apart.
    "([-*_] ?){3}\n[ >]*\n",
  ]

  /// What the program makes of each document. Each is a quotation, whose end ends all that is open in it, so that one
  /// run reads them all.
  private static func read(_ documents: [String], by program: String) throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString).md")
    defer { try? FileManager.default.removeItem(at: file) }
    let quotations = documents.map { "> " + $0.replacing("\n", with: "\n> ") }
    try Data(quotations.joined(separator: "\n\n").utf8).write(to: file)
    let xml = try ProgramRun(program: program, ["--to", "xml", file.path]).output
    let (start, end) = ("<block_quote>\n", "\n  </block_quote>")
    return xml.components(separatedBy: "\n  " + start).dropFirst().map {
      CommonMarkXML.reduced(start + $0.components(separatedBy: end)[0] + end)
    }
  }
}

extension String {
  fileprivate var withoutSpacesInCode: String {
    replacing(/<code>[^<]*/) { $0.output.replacing(" ", with: "") }
  }
}
