/// How much there is to read and to do in a written lesson.
struct LessonExtent: Equatable {
  /// Minutes of reading, in fives.
  let minutes: Int
  let exercises: Int
  /// Minutes that the exercises say they take, in fives; 0 where they do not say.
  let exerciseMinutes: Int

  /// Words that are read in a minute, and lines of code.
  private static let pace = (words: 170, lines: 25)

  /// Counts the words and the lines of code in a lesson's README, the headings of exercises, and the minutes that stand
  /// below them, as in `*Main, about 15 minutes.*`
  init(readme: String) {
    var (words, lines, exercises, work) = (0, 0, 0, 0)
    for block in MarkupParser.parse(Prose(markdown: readme)) {
      switch block {
      case .code("swift", let text): lines += text.split(separator: "\n").count
      case .heading(3, let text) where HTMLProse.exercise(text) != nil: exercises += 1
      case .paragraph(let text):
        words += text.plainText.split { $0.isWhitespace }.count
        if exercises > 0, let match = text.markdown.wholeMatch(of: /\*[^*]*, about (\d+) minutes\.\*/) {
          work += Int(match.1) ?? 0
        }
      default: words += block.plainText.split { $0.isWhitespace }.count
      }
    }
    func inFives(_ minutes: Int) -> Int { (minutes + 2) / 5 * 5 }
    minutes = max(5, inFives(words / LessonExtent.pace.words + lines / LessonExtent.pace.lines))
    (self.exercises, exerciseMinutes) = (exercises, inFives(work))
  }

  /// In a few words.
  var words: String {
    let tasks = exercises == 0 ? "" : exercises == 1 ? ", 1 exercise" : ", \(exercises) exercises"
    return
      "About \(minutes) minutes to read\(tasks)\(exerciseMinutes == 0 ? "" : " of \(exerciseMinutes) minutes in all")"
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
