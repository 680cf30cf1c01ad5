/// How much there is to read and to do in a lesson.
struct LessonExtent: Equatable {
  /// Minutes of reading, in fives.
  let minutes: Int
  let exercises: Int
  /// Minutes that the exercises say they take, in fives; 0 where they do not say.
  let exerciseMinutes: Int

  /// Words that are read in a minute, and lines of code.
  private static let pace = (words: 170, lines: 25)

  /// Counts the words of prose, the lines of code, the headings of exercises, and the minutes that stand below them, as in
  /// `*Main, about 15 minutes.*`
  init(_ page: Page) {
    var (words, lines, exercises, work) = (0, 0, 0, 0)
    for element in page.elements {
      if case .code(let code) = element { lines += code.lines.count }
      guard let blocks = element.prose else { continue }
      for block in blocks {
        let text = block.plainText
        words += text.split { $0.isWhitespace }.count
        switch block {
        case .heading(3, let heading) where HTMLProse.exercise(heading) != nil: exercises += 1
        case .paragraph where exercises > 0:
          if let match = text.wholeMatch(of: /[^,.]*, about (\d+) minutes\./) { work += Int(match.1) ?? 0 }
        default: break
        }
      }
    }
    func inFives(_ minutes: Int) -> Int { (minutes + 2) / 5 * 5 }
    minutes = max(5, inFives(words / LessonExtent.pace.words + lines / LessonExtent.pace.lines))
    (self.exercises, exerciseMinutes) = (exercises, inFives(work))
  }

  /// Reads the first line of a written lesson that says it in `words`; nil if none does.
  init?(in lines: some Sequence<Substring>) {
    guard let line = lines.first(where: { $0.hasPrefix("About ") && $0.contains(" minutes to read") }) else {
      return nil
    }
    let sentence = line.prefix { $0 != "." }
    let numbers = sentence.split { !$0.isNumber }.compactMap { Int($0) }
    minutes = numbers.first ?? 0
    exercises = numbers.count > 1 ? numbers[1] : 0
    exerciseMinutes = numbers.count > 2 ? numbers[2] : 0
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
