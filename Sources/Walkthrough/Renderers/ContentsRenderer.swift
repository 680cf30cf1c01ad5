/// The table of contents of the written lessons, `output/README.md`, made from what those lessons say of themselves.
enum ContentsRenderer {
  /// Title and summary as a written lesson gives them: its first heading and the promise below.
  static func entry(name: String, readme: String) -> (title: String, summary: String)? {
    let lines = readme.split(separator: "\n", omittingEmptySubsequences: true)
    guard lines.count >= 2, lines[0].hasPrefix("# "),
      lines[1].hasPrefix(Page.promiseOpening)
    else { return nil }
    return (String(lines[0].dropFirst(2)), String(lines[1].dropFirst(Page.promiseOpening.count)))
  }

  /// The file, for lessons in the order of their names.
  static func render(_ readmes: [(name: String, text: String)]) -> String {
    var lines = [
      "# Patchwork: the lessons", "",
      "Each page is written by the program of the same name; every number on it is the number you get.", "",
      "| Lesson | After it you can |", "| --- | --- |",
    ]
    for readme in readmes.sorted(by: { $0.name < $1.name }) {
      guard let entry = entry(name: readme.name, readme: readme.text) else { continue }
      lines.append(
        "| [\(entry.title)](\(readme.name)/README.md)<br>`swift run \(readme.name)` "
          + "| \(entry.summary.replacing("|", with: "\\|")) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
