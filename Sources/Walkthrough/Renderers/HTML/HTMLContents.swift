/// The course's own page, `output/index.html`: every lesson with what the reader can do after it.
enum HTMLContents {
  /// The file, for lessons in order. `picture` is the path of a figure of the lesson, seen from `output/`.
  static func render(_ lessons: [(name: String, title: String, summary: String, picture: String?)]) -> String {
    let items = lessons.map { lesson in
      let image = lesson.picture.map { "<img src=\"\(HTML.escaped($0))\" alt=\"\" loading=\"lazy\">" } ?? ""
      return """
        <li><a href="\(lesson.name)/index.html">\(image)<span class="card">\
        <span class="title">\(HTML.escaped(lesson.title))</span>\
        <span class="summary">\(HTMLProse.inline(Page.promiseOpening + lesson.summary))</span>\
        <code>swift run \(lesson.name)</code></span></a></li>
        """
    }
    return HTMLDocument(
      title: "The lessons", description: "Convolutional networks from loops to LeNet, in Swift.",
      sidebar: "<p class=\"course\"><a href=\"index.html\">Patchwork</a></p>",
      main: """
        <header>
        <h1>Patchwork</h1>
        <p class="promise">Convolutional neural networks from loops to LeNet, in Swift, one lesson at a time.</p>
        <p class="run">Each page is written by the program of the same name; every number on it is the number you \
        get.</p>
        </header>
        <ol class="lessons">
        \(items.joined(separator: "\n"))
        </ol>
        """
    ).html
  }
}
