import System

/// What the written lessons say of themselves, and the tables of contents made from it.
struct WrittenLessons {
  /// A written lesson: its first heading, the promise below, and its first figure.
  struct Entry: Equatable {
    let name: String
    let title: OutsideText
    let summary: Prose
    /// The figure's file; empty if there is none.
    let picture: String
  }

  /// In the order of their names.
  let entries: [Entry]
  /// What the page of contents begins with.
  let network: NetworkOfPage?

  /// Reads the lessons' READMEs, and leaves out what is not one: a folder that no lesson is called after, or a text that
  /// does not begin as a lesson's page does.
  init(_ readmes: [(name: String, text: String)], network: NetworkOfPage? = nil) {
    self.network = network
    entries = readmes.sorted { $0.name < $1.name }.compactMap { WrittenLessons.entry(name: $0.name, readme: $0.text) }
  }

  private static func entry(name: String, readme: String) -> Entry? {
    let lines = readme.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.isEmpty }
    guard LessonHeading.isName(name), let heading = lines.first, heading.hasPrefix("# ") else { return nil }
    let promise = lines.dropFirst().drop { $0.isEmpty }.prefix { !$0.isEmpty }.joined(separator: " ")
    guard promise.hasPrefix(Page.promiseOpening) else { return nil }
    let image = lines.first { $0.hasPrefix("<img src=\"") }
    return Entry(
      name: name, title: OutsideText(Markdown.unescaped(heading.dropFirst(2))),
      summary: Prose(markdown: String(promise.dropFirst(Page.promiseOpening.count))),
      picture: image.map { String($0.dropFirst(10).prefix { $0 != "\"" }) } ?? "")
  }

  /// The file `output/README.md`.
  var markdown: String {
    let rows = entries.map { entry in
      "| [\(Markdown.escaped(entry.title.description))](\(entry.name)/README.md)<br>`swift run \(entry.name)` "
        + "| \(Markdown.cell(entry.summary)) |"
    }
    return """
      # Patchwork: the lessons

      Each page is written by the program of the same name; every number on it is the number you get.

      | Lesson | After it you can |
      | --- | --- |
      \(rows.joined(separator: "\n"))

      """
  }

  /// The file `output/index.html`.
  var html: String {
    let items = entries.map { entry in
      let image =
        entry.picture.isEmpty
        ? "" : "<img src=\"\(entry.name)/\(HTML.escaped(entry.picture))\" alt=\"\" loading=\"lazy\">"
      return """
        <li><a href="\(entry.name)/index.html">\(image)<span class="card">\
        <span class="eyebrow">Lesson \(LessonHeading.number(of: entry.name))</span>\
        <span class="title">\(HTML.escaped(entry.title.description))</span>\
        <span class="summary">\(HTMLProse.inline("You can \(entry.summary)"))</span>\
        <code>swift run \(entry.name)</code></span></a></li>
        """
    }
    let summary = "Convolutional neural networks from loops to LeNet, in Swift, one lesson at a time."
    return HTMLDocument(
      title: "The lessons", description: summary,
      main: """
        <header>
        <h1>Patchwork</h1>
        <p class="promise">\(summary)</p>
        <p class="run">Each page is written by the program of the same name; every number on it is the number you \
        get.</p>
        </header>
        \(network?.html ?? "")
        <ol class="lessons">
        \(items.joined(separator: "\n"))
        </ol>
        """,
      hasNetwork: network != nil
    ).html
  }
}
