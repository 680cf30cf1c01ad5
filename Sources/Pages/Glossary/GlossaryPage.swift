/// All terms on a page of their own, `output/glossary.html`, to which the lessons' terms lead.
struct GlossaryPage {
  let glossary: Glossary
  /// The names of the lessons, through which a search goes.
  let lessons: [String]

  /// The whole file.
  var html: String {
    let entries = glossary.entries.map { entry in
      let others =
        entry.otherForms.isEmpty
        ? "" : " <span class=\"forms\">\(HTML.escaped(entry.otherForms.joined(separator: ", ")))</span>"
      return
        "<dt id=\"\(entry.anchor)\">\(HTML.escaped(entry.term))\(others)</dt>\n<dd>\(HTML.escaped(LineBreaks.kept(entry.meaning)))</dd>"
    }
    return HTMLDocument(
      title: "Glossary", description: "The terms of the course, each in a sentence.", address: "glossary.html",
      lessons: lessons,
      bar: "<span class=\"place\">Glossary</span>",
      main: """
        <header>
        <h1>Glossary</h1>
        <p class="promise">The terms of the course, each in a sentence.</p>
        </header>
        <dl class="glossary">
        \(entries.joined(separator: "\n"))
        </dl>
        """
    ).html
  }
}
