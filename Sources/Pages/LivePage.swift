import PageAssets
import System

/// A lesson's page as it is read while the lesson is being changed: `reading.html` beside `index.html`, the same but for a
/// script that asks `reading.js` how the lesson stands. It works from a file, without a server.
package struct LivePage {
  private let folder: String
  /// How often the page has been made, which a page in the browser compares with its own number.
  private var run: Int

  /// The live page in a lesson's folder of written files. It counts on from one that was there before, which may be open
  /// still and would else take itself for the new one.
  package init(folder: String) {
    self.folder = folder
    let before = Folder.text(of: folder + "/reading.js")?.firstMatch(of: /"run":([0-9]{1,9}),/)
    run = before.flatMap { Int($0.output.1) } ?? 0
  }

  /// Where the page is.
  package var path: String { folder + "/reading.html" }

  /// Makes the page anew from `index.html`; pages that are open follow. Does nothing if that is not there yet.
  package mutating func renew() throws {
    guard let page = Folder.text(of: folder + "/index.html"), let end = page.firstRange(of: "</body>") else { return }
    run += 1
    let script = "<script data-run=\"\(run)\">\n\(String(cString: pageLive()))</script>\n"
    try WholeFile.write(Array((page[..<end.lowerBound] + script + page[end.lowerBound...]).utf8), to: path)
    try say("")
  }

  /// Shows what is wrong with the lesson on pages that are open, or takes it away if it is empty.
  package func say(_ complaint: String) throws {
    let state = JSON.object(["run": "\(run)", "complaint": JSON.string(complaint)])
    try WholeFile.write(Array("patchworkReading(\(state));\n".utf8), to: folder + "/reading.js")
  }
}
