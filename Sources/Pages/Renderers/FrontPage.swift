/// The page that the written lessons begin with, for somebody who has never heard of the course.
struct FrontPage {
  let lessons: [WrittenLessons.Entry]
  /// What one can draw to at once.
  let network: NetworkOfPage?

  static let summary = "Convolutional neural networks from loops to LeNet, in Swift, one runnable lesson at a time."

  /// The main column, as HTML.
  var main: String {
    """
    <header>
    <h1>Patchwork</h1>
    <p class="promise">\(FrontPage.summary)</p>
    </header>
    <p>An output pixel is a patch times a kernel; networks are stitched from such pixels. You slide a kernel by
    hand, write convolution and pooling in loops, train networks that read digits, and look at every number inside them.
    Every number on these pages is the number that the program gives you.</p>
    \(network?.html ?? "")
    \(start)
    <h2 id="lessons">The lessons</h2>
    <ol class="lessons">
    \(lessons.map(card).joined(separator: "\n"))
    </ol>
    <p>The <a href="glossary.html">glossary</a> has the terms of the field, each in a sentence.</p>
    <p class="licence">Patchwork is free under the MIT licence: read it, change it, teach with it. The same folder that
    holds these pages holds the programs that wrote them, in <code>Lessons</code> and <code>Sources</code>.</p>
    """
  }

  /// Whom it is for, what it takes, and how one begins.
  private var start: String {
    let minutes = lessons.reduce(0) { $0 + ($1.extent?.minutes ?? 0) }
    let exercises = lessons.reduce(0) { $0 + ($1.extent?.exercises ?? 0) }
    let work = lessons.reduce(0) { $0 + ($1.extent?.exerciseMinutes ?? 0) }
    func hours(_ minutes: Int) -> String { minutes < 90 ? "an hour" : "\((minutes + 30) / 60) hours" }
    let first =
      lessons.first.map {
        "<a class=\"start\" href=\"\($0.name)/index.html\">Start with \(LessonHeading.label(of: $0.name).lowercased())</a>"
      } ?? ""
    return """
      <dl class="facts">
      <dt>For whom</dt><dd>For you if you write programs and want to know what a convolutional network does, down to the
      last product. No machine learning is assumed.</dd>
      <dt>What you need</dt><dd>Loops, functions and arrays in any language; sums, roots, exp, the product of two matrices,
      and what a derivative is; from lesson 5 on logarithms. To run it: Swift 6.2 or later on Linux or macOS, and libpng.
      To read it: nothing more.</dd>
      <dt>How long</dt><dd>\(lessons.count) lessons: about \(hours(minutes)) to read, and \(exercises) exercises\
      \(work == 0 ? "" : " of about \(hours(work)) in all"), with checks that say what went wrong.</dd>
      <dt>To run</dt><dd><code class="whole command">swift run \(lessons.first?.name ?? "course")</code> in the course’s
      folder. The first build takes about a minute, later ones seconds.</dd>
      </dl>
      <p>\(first)</p>
      """
  }

  private func card(_ entry: WrittenLessons.Entry) -> String {
    """
    <li data-lesson="\(entry.name)"><a href="\(entry.name)/index.html">\(entry.thumbnail)<span class="card">\
    <span class="eyebrow">\(LessonHeading.label(of: entry.name))</span>\
    <span class="title">\(HTML.escaped(entry.title.description))</span>\
    <span class="summary">\(HTMLProse.inline("You can \(entry.summary)"))</span>\
    <span class="extent">\(entry.extent?.words ?? "")</span></span></a></li>
    """
  }
}
