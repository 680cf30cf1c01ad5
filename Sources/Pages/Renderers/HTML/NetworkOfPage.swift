/// The network of a lesson's page that one can draw to, for the page of contents to begin with.
struct NetworkOfPage {
  /// The lesson it is from.
  let lesson: String
  private let data: Substring

  /// The first network of a written page to which one can draw; nil if there is none.
  init?(in page: String, of lesson: String) {
    let opening = "<figure class=\"network\">\n<script type=\"application/json\">"
    guard let start = page.firstRange(of: opening)?.upperBound,
      let end = page[start...].firstRange(of: "</script>")?.lowerBound,
      page[start..<end].contains("\"drawable\":true")
    else { return nil }
    (self.lesson, data) = (lesson, page[start..<end])
  }

  /// The network in its place; without a script there is none.
  var html: String {
    """
    <figure class="network">
    <script type="application/json">\(data)</script>
    </figure>
    <p class="run">This network is made, trained and taken apart in <a href="\(lesson)/index.html">lesson \
    \(LessonHeading.shortNumber(of: lesson))</a>: <code>swift run \(lesson)</code>.</p>
    """
  }
}
