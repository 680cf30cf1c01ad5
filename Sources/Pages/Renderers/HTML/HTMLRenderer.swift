/// A page as HTML: one file that needs nothing but the pictures beside it.
package struct HTMLRenderer {
  /// All lessons in order.
  let lessons: [LessonHeading]

  /// A renderer of one of some lessons.
  package init(lessons: [LessonHeading]) { self.lessons = lessons }

  /// The whole file, as `output/<lesson>/index.html` has it.
  package func render(_ page: Page) -> String {
    var prose = HTMLProse()
    let elements = page.joinedElements
    let body = zip(elements, elements.dropFirst().map(Optional.some) + [nil])
      .map { element($0, before: $1, &prose) }.joined(separator: "\n")
    let (previous, next) = lessons.neighbours(of: page.name)
    return HTMLDocument(
      title: page.title, description: page.promise.plainText, address: "./", root: "../",
      lessons: lessons.map(\.name), lesson: page.name,
      picture: page.elements.lazy.compactMap(\.picture).first?.file, bar: bar(page, previous, next),
      sidebar: sidebar(page, prose.headings),
      main: """
        <header>
        <p class="eyebrow">\(LessonHeading.label(of: page.name))</p>
        <h1>\(HTML.escaped(page.title.description))</h1>
        <p class="promise">\(HTMLProse.inline(page.promise))</p>
        <p class="extent">\(LessonExtent(page).words)</p>
        <p class="run">Run it with <code class="whole command">swift run \(page.name)</code>, change it in \
        \(HTMLProse.code("Lessons/\(page.name)/Lesson.swift")), and see what changes with \
        <code class="whole command">swift run course read \(LessonHeading.shortNumber(of: page.name))</code>.</p>
        </header>
        \(body)\(page.elements.contains { $0.question != nil } ? "\n" + HTMLDocument.questionScript : "")
        \(navigation(previous, next))
        """,
      widgets: WidgetAssets(
        kinds: page.elements.compactMap { if case .widget(let widget, _, _) = $0 { widget.kind } else { nil } })
    ).html
  }

  private func element(_ element: Page.Element, before next: Page.Element?, _ prose: inout HTMLProse) -> String {
    switch element {
    case .prose(let blocks): prose.blocks(blocks)
    case .question(let asked, let question, let answer):
      HTMLQuestion.block(question, words: prose.blocks(asked), answer: prose.blocks(answer))
    case .code(let code):
      next?.picture != nil && HTMLRenderer.isDrawing(code.description)
        ? "<details class=\"drawn\"><summary>How this is drawn</summary>\n\(HTMLCode.block(code.description))\n</details>"
        : HTMLCode.block(code.description)
    case .text(let text): HTMLCode.output(text)
    case .table(let table): HTMLTable.table(table)
    case .figure(let picture): figure(picture)
    case .widget(let widget, let text, let picture):
      self.widget(widget, instead: (text.map { HTMLCode.output($0) + "\n" } ?? "") + figure(picture))
    case .passing:
      "<p class=\"passing\">Timings, which differ from run to run, are shown in the terminal only.</p>"
    }
  }

  /// Whether code is one call that shows a figure, which a reader of the page can do without.
  private static func isDrawing(_ code: String) -> Bool {
    code.hasPrefix("notebook.show(")
      && !code.split(separator: "\n").dropFirst().contains { $0.first.map { !" )".contains($0) } ?? false }
  }

  /// The place of a widget; without a script, what the lesson shows in print stands there.
  private func widget(_ widget: Page.Widget, instead: String) -> String {
    """
    <figure class="\(widget.kind)">
    <script type="application/json">\(widget.data)</script>
    <noscript>
    \(instead)
    </noscript>
    </figure>
    """
  }

  /// A figure that opens large, with what keeps its colours on a dark page laid over it once more.
  private func figure(_ picture: Page.Picture) -> String {
    let caption = picture.caption == "" ? "" : "\n<figcaption>\(HTMLProse.inline(picture.caption))</figcaption>"
    let file = HTML.escaped(picture.file)
    let size = "width=\"\(picture.width)\" height=\"\(picture.height)\" loading=\"lazy\""
    let kept =
      picture.rasters.isEmpty
      ? ""
      : "<img class=\"kept\" src=\"\(file)\" \(size) style=\"clip-path: \(clip(picture))\" alt=\"\">"
    return """
      <figure style="--width: \(picture.width)px">
      <div class="framed"><a class="drawing" href="\(file)"><img src="\(file)" \(size) \
      alt="\(HTML.escaped(picture.alternative.description))">\(kept)</a></div>\(caption)
      </figure>
      """
  }

  /// One outline around all the rectangles: along the upper edge, down to each, and the same way back, so that nothing is
  /// seen between.
  private func clip(_ picture: Page.Picture) -> String {
    func share(_ value: Double, of whole: Int) -> String {
      let hundredths = Int((value / Double(whole) * 10_000).rounded())
      let (percent, rest) = (hundredths / 100, hundredths % 100)
      return "\(percent)\(rest == 0 ? "" : ".\(rest < 10 ? "0" : "")\(rest)")%"
    }
    let corners = picture.rasters.map { area in
      let (left, right) = (share(area.left, of: picture.width), share(area.right, of: picture.width))
      let (top, bottom) = (share(area.top, of: picture.height), share(area.bottom, of: picture.height))
      let outline = "\(left) \(top), \(right) \(top), \(right) \(bottom), \(left) \(bottom), \(left) \(top)"
      return "\(left) 0, \(outline), \(left) 0"
    }
    return "polygon(evenodd, \(corners.joined(separator: ", ")))"
  }

  /// Where one is, and the way to the neighbours.
  private func bar(_ page: Page, _ previous: LessonHeading?, _ next: LessonHeading?) -> String {
    func step(_ lesson: LessonHeading?, _ relation: String, _ label: String, _ sign: String) -> String {
      guard let lesson else { return "" }
      let title = HTML.escaped(lesson.title.description)
      let arrow = "<span aria-hidden=\"true\">\(sign)</span>"
      let word = "<span class=\"word\">\(label)</span>"
      return "<a rel=\"\(relation)\" href=\"../\(lesson.name)/index.html\" title=\"\(title)\">"
        + (relation == "prev" ? "\(arrow) \(word)" : "\(word) \(arrow)") + "</a>"
    }
    let place = lessons.firstIndex { $0.name == page.name }.map { "\($0 + 1) of \(lessons.count)" } ?? ""
    return """
      <span class="place">\(place)</span>
      <nav class="steps" aria-label="Neighbouring lessons">\(step(previous, "prev", "Previous", "←"))\
      \(step(next, "next", "Next", "→"))</nav>
      """
  }

  /// All lessons, and the sections of this one below it.
  private func sidebar(_ page: Page, _ headings: [HTMLProse.Heading]) -> String {
    let sections = headings.filter { $0.level == 2 }.map { "<li><a href=\"#\($0.anchor)\">\($0.text)</a></li>" }
    let list = "<ol class=\"sections\">\n\(sections.joined(separator: "\n"))\n</ol>"
    let isListed = lessons.contains { $0.name == page.name }
    let items = lessons.map { lesson in
      let label =
        "<span class=\"number\">\(LessonHeading.shortNumber(of: lesson.name))</span> "
        + "<span>\(HTML.escaped(lesson.title.description))</span>"
      return lesson.name == page.name
        ? "<li><a href=\"#main\" aria-current=\"page\">\(label)</a>\n\(list)</li>"
        : "<li data-lesson=\"\(lesson.name)\"><a href=\"../\(lesson.name)/index.html\">\(label)</a></li>"
    }
    return """
      <nav aria-label="Lessons and sections">
      <ol class="course">
      \((isListed ? items : items + ["<li>\(list)</li>"]).joined(separator: "\n"))
      </ol>
      <p><a href="../glossary.html">Glossary</a></p>
      </nav>
      """
  }

  private func navigation(_ previous: LessonHeading?, _ next: LessonHeading?) -> String {
    func link(_ lesson: LessonHeading?, _ relation: String, _ label: String) -> String {
      lesson.map {
        "<a rel=\"\(relation)\" href=\"../\($0.name)/index.html\"><span>\(label)</span>\(HTML.escaped($0.title.description))</a>"
      } ?? ""
    }
    return "<nav class=\"pages\" aria-label=\"Lessons\">"
      + "\(link(previous, "prev", "Previous"))<a href=\"../index.html\"><span>Contents</span>All lessons</a>"
      + "\(link(next, "next", "Next"))</nav>"
  }
}
