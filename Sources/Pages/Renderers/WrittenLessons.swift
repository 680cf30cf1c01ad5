import System

/// What the written lessons say of themselves, and the tables of contents made from it.
struct WrittenLessons {
  /// A written lesson: its first heading, the promise below, its first figure, and what is in it.
  struct Entry: Equatable {
    let name: String
    let title: OutsideText
    let summary: Prose
    /// The figure's file; empty if there is none.
    let picture: String
    /// A figure of the lesson's page made small, as HTML; empty if there is none.
    var thumbnail = ""
    let extent: LessonExtent?
  }

  /// In the order of their names.
  let entries: [Entry]
  /// What the page of contents begins with.
  let network: NetworkOfPage?

  /// Reads the lessons' READMEs, and leaves out what is not one: a folder that no lesson is called after, or a text that
  /// does not begin as a lesson's page does.
  ///
  /// `page` gives the page of a lesson, if there is one.
  init(
    _ readmes: [(name: String, text: String)], network: NetworkOfPage? = nil,
    page: (_ lesson: String) -> String? = { _ in nil }
  ) {
    self.network = network
    entries = readmes.sorted { $0.name < $1.name }.compactMap { readme in
      var entry = WrittenLessons.entry(name: readme.name, readme: readme.text)
      entry?.thumbnail = page(readme.name).flatMap { Thumbnail(page: $0)?.html(lesson: readme.name) } ?? ""
      return entry
    }
  }

  private static func entry(name: String, readme: String) -> Entry? {
    let lines = readme.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.isEmpty }
    guard LessonHeading.isName(name), let heading = lines.first, heading.hasPrefix("# ") else { return nil }
    let promise = lines.dropFirst().drop { $0.isEmpty }.prefix { !$0.isEmpty }.joined(separator: " ")
    guard promise.hasPrefix(Page.promiseOpening) else { return nil }
    let image = lines.first { $0.hasPrefix("<img src=\"") }
    return Entry(
      name: name, title: OutsideText(heading.dropFirst(2).unicodeScalars.unescaped),
      summary: Prose(markdown: String(promise.dropFirst(Page.promiseOpening.count))),
      picture: image.map { String($0.dropFirst(10).prefix { $0 != "\"" }) } ?? "",
      extent: LessonExtent(in: lines))
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

  /// The file `output/glossary.html`.
  var glossary: String { GlossaryPage(glossary: .course, lessons: entries.map(\.name)).html }

  /// The file `output/index.html`.
  var html: String {
    HTMLDocument(
      title: "convolutional networks from loops to LeNet", description: FrontPage.summary, address: "./",
      lessons: entries.map(\.name), picture: entries.first { !$0.picture.isEmpty }.map { "\($0.name)/\($0.picture)" },
      bar: "<span class=\"place\">Contents</span>", main: FrontPage(lessons: entries, network: network).main,
      widgets: WidgetAssets(kinds: network == nil ? [] : ["network"])
    ).html
  }
}
