import Foundation
import Pages
import TestedPackage
import Testing

/// A page that follows its lesson while that is being changed.
@Suite struct LivePageTests {
  @Test func noPageIsTakenForOneOfAnEarlierReading() throws {
    let folder = try TemporaryFolder()
    try folder.write("<body>A lesson.</body>".utf8, to: "index.html")
    /// The numbers that pages in the browser compare, of so many pages in a reading.
    func numbers(_ count: Int) throws -> [String] {
      var page = LivePage(folder: folder.path)
      return try (0..<count).map { _ in
        try page.renew()
        let html = try String(contentsOfFile: page.path, encoding: .utf8)
        return String(try #require(html.firstMatch(of: /<script data-run="([0-9]+)">/)).output.1)
      }
    }
    let first = try numbers(2)
    let second = try numbers(2)
    #expect(first + second == ["1", "2", "3", "4"])
    let state = try String(contentsOfFile: folder.path + "/reading.js", encoding: .utf8)
    #expect(state == "patchworkReading({\"run\":4,\"complaint\":\"\"});\n")
  }
}
