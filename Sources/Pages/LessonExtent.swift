/// How much there is to read and to do in a written lesson.
struct LessonExtent: Equatable {
  /// Minutes of reading, in fives.
  let minutes: Int
  let exercises: Int

  /// Words that are read in a minute, and lines of code.
  private static let pace = (words: 170, lines: 25)

  /// Counts the words and the lines of code in a lesson's README, and the headings of exercises.
  init(readme: String) {
    var (words, lines, exercises) = (0, 0, 0)
    for block in MarkupParser.parse(Prose(markdown: readme)) {
      switch block {
      case .code("swift", let text): lines += text.split(separator: "\n").count
      case .heading(3, let text) where HTMLProse.exercise(text) != nil: exercises += 1
      default: words += block.plainText.split { $0.isWhitespace }.count
      }
    }
    let minutes = words / LessonExtent.pace.words + lines / LessonExtent.pace.lines
    (self.minutes, self.exercises) = (max(5, (minutes + 2) / 5 * 5), exercises)
  }

  /// In a few words.
  var words: String {
    let tasks = exercises == 0 ? "" : exercises == 1 ? ", 1 exercise" : ", \(exercises) exercises"
    return "About \(minutes) minutes to read\(tasks)"
  }
}

extension Markup {
  /// The words of the block, without code set apart.
  var plainText: String {
    switch self {
    case .heading(_, let text), .paragraph(let text): text.plainText
    case .list(_, _, let items): items.joined().map(\.plainText).joined(separator: " ")
    case .quotation(let blocks), .callout(_, let blocks), .folded(_, let blocks):
      blocks.map(\.plainText).joined(separator: " ")
    case .table(let header, _, let rows): (header + rows.joined()).map(\.plainText).joined(separator: " ")
    case .code, .rule: ""
    }
  }
}
