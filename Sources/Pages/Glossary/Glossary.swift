import PageAssets
import System

/// The terms of the field, each in a sentence.
struct Glossary {
  /// A term with what it means.
  struct Entry: Equatable {
    /// Its name in the addresses of the glossary's page.
    let anchor: String
    let term: String
    /// Other words for it, or other forms.
    let otherForms: [String]
    let meaning: String
  }

  /// By their terms, whatever the case.
  let entries: [Entry]
  /// The entry of each word or words, in small letters, that mean one.
  private let places: [String: Int]
  /// The words that terms of several words begin with, with how many the longest has; 1 for single ones.
  private let longest: [String: Int]

  /// The course's own.
  static let course = Glossary(String(cString: pageGlossary()))

  /// Reads lines such as `kernel; filter: The small matrix …`; others are left out.
  init(_ text: String) {
    entries = text.split(separator: "\n").compactMap { line -> Entry? in
      let line = Quotes.curled(String(line))
      guard let colon = line.firstRange(of: ": ") else { return nil }
      let forms = line[..<colon.lowerBound].split(separator: ";").map(\.trimmed).filter { !$0.isEmpty }
      guard let term = forms.first else { return nil }
      return Entry(
        anchor: HTML.anchor(term), term: term, otherForms: Array(forms.dropFirst()),
        meaning: String(line[colon.upperBound...]))
    }.sorted { $0.term.lowercased() < $1.term.lowercased() }
    var places: [String: Int] = [:]
    for (place, entry) in entries.enumerated() {
      for form in [entry.term] + entry.otherForms {
        places[form.lowercased()] = place
        places[form.lowercased() + "s"] = place
      }
    }
    self.places = places
    longest = places.keys.reduce(into: [:]) { longest, form in
      let words = Glossary.words(form)
      guard let first = words.first.map({ String(form[$0]) }) else { return }
      longest[first] = max(longest[first] ?? 0, words.count)
    }
  }

  /// Cuts a text at the terms in it that `known` does not hold yet, and adds them: longer ones before the words in them.
  func cut(_ text: String, known: inout Set<String>) -> [(text: String, entry: Entry?)] {
    var parts: [(text: String, entry: Entry?)] = []
    let words = Glossary.words(text)
    var (start, word) = (text.startIndex, 0)
    while word < words.count {
      let most = longest[text[words[word]].lowercased()] ?? 0
      let found = stride(from: min(most, words.count - word), to: 0, by: -1).lazy.compactMap { count in
        let range = words[word].lowerBound..<words[word + count - 1].upperBound
        let form = text[range].replacing(/[\n\u{A0}]/, with: " ").lowercased()
        return self.places[form].map { (self.entries[$0], range, count) }
      }.first
      guard let (entry, range, count) = found else {
        word += 1
        continue
      }
      word += count
      guard known.insert(entry.anchor).inserted else { continue }
      if start < range.lowerBound { parts.append((String(text[start..<range.lowerBound]), nil)) }
      parts.append((String(text[range]), entry))
      start = range.upperBound
    }
    if start < text.endIndex { parts.append((String(text[start...]), nil)) }
    return parts
  }

  /// Where words begin and end: letters, digits, and hyphens between them. It goes by bytes, and takes whatever is not
  /// ASCII for letters, but for spaces without a break and the signs of U+2000 to U+2FFF, such as quotation marks and dashes.
  private static func words(_ text: String) -> [Range<String.Index>] {
    var words: [Range<String.Index>] = []
    var start: String.Index?
    var signs = 0
    let bytes = text.utf8
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == 0xE2 { signs = 3 }
      if byte == 0xC2, bytes[bytes.index(after: index)] == 0xA0 { signs = 2 }
      let isLetter = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
      let isPart = isLetter || byte >= 0x80 && signs == 0 || byte == 0x2D && start != nil
      signs = max(0, signs - 1)
      if isPart, start == nil { start = index }
      if !isPart, let begun = start {
        words.append(begun..<index)
        start = nil
      }
    }
    if let start { words.append(start..<text.endIndex) }
    return words
  }
}
