/// A page as HTML: one file that needs nothing but the pictures beside it.
package struct HTMLRenderer {
  /// All lessons in order.
  let lessons: [LessonHeading]

  /// A renderer of one of some lessons.
  package init(lessons: [LessonHeading]) { self.lessons = lessons }

  /// The whole file, as `output/<lesson>/index.html` has it.
  package func render(_ page: Page) -> String {
    var prose = HTMLProse()
    let body = page.joinedElements.map { element($0, &prose) }.joined(separator: "\n")
    let (previous, next) = lessons.neighbours(of: page.name)
    return HTMLDocument(
      title: page.title, description: page.promise.markdown, sidebar: sidebar(page, prose.headings),
      main: """
        <header>
        <p class="eyebrow">Lesson \(LessonHeading.number(of: page.name))</p>
        <h1>\(HTML.escaped(page.title.description))</h1>
        <p class="promise">\(HTMLProse.inline(page.promise))</p>
        <p class="run">Run it with <code>swift run \(page.name)</code>. It is written in \
        <a href="../../Lessons/\(page.name)/Lesson.swift">Lesson.swift</a>: change it and run it again.</p>
        </header>
        \(body)
        \(navigation(previous, next))
        """,
      hasNetwork: page.elements.contains {
        if case .widget(let widget, _, _) = $0 { widget.kind == "network" } else { false }
      }
    ).html
  }

  private func element(_ element: Page.Element, _ prose: inout HTMLProse) -> String {
    switch element {
    case .prose(let blocks): prose.blocks(blocks)
    case .code(let code): HTMLCode.block(code.description)
    case .text(let text): HTMLCode.output(text)
    case .table(let table): HTMLTable.table(table)
    case .figure(let picture): figure(picture)
    case .widget(let widget, let text, let picture):
      self.widget(widget, instead: HTMLCode.output(text) + "\n" + figure(picture))
    case .passing:
      "<p class=\"passing\">Timings, which differ from run to run, are shown in the terminal only.</p>"
    }
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

  private func figure(_ picture: Page.Picture) -> String {
    let caption = picture.caption == "" ? "" : "\n<figcaption>\(HTMLProse.inline(picture.caption))</figcaption>"
    return """
      <figure>
      <img src="\(HTML.escaped(picture.file))" width="\(picture.width)" height="\(picture.height)" loading="lazy" \
      style="--width: \(picture.width)px" \
      alt="\(HTML.escaped(picture.alternative.description))">\(caption)
      </figure>
      """
  }

  /// The sections of the page, which stand beside it where there is room and else are folded above it.
  private func sidebar(_ page: Page, _ headings: [HTMLProse.Heading]) -> String {
    let items = headings.filter { $0.level == 2 }.map { "<li><a href=\"#\($0.anchor)\">\($0.text)</a></li>" }
    let sections = "<ol>\n\(items.joined(separator: "\n"))\n</ol>"
    return """
      <p class="course"><a href="../index.html">Patchwork</a></p>
      <nav aria-label="Sections of this lesson">\(sections)</nav>
      <details><summary>In this lesson</summary>\(sections)</details>
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
