/// Where a line of prose may not end: within a short formula or a shape, before a number that would stand alone, and
/// behind the T of a T-shirt.
enum LineBreaks {
  /// As many characters are kept on one line, so that a phone's has room for them.
  private static let longest = 22
  private static let operators: Set<Substring> = ["·", "×", "−", "+", "/", "=", "≈", "≠", "<", "≤", ">", "≥"]
  /// Those that bind most tightly: a line ends before one only where a part is too long without.
  private static let products: Set<Substring> = ["·", "×", "/"]

  /// Text whose spaces are ones that no line ends at, where that is so.
  static func kept(_ text: String) -> String {
    let text = text.contains("-") ? text.replacing(/\b(\w-)(?=\w)/) { "\($0.output.1)\u{2060}" } : text
    guard text.contains(where: { "·×−+/=≈≠<≤>≥0123456789".contains($0) }) else { return text }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    var keeps = words.indices.map { index in
      // The first number of a list belongs to the others.
      let isListed =
        index + 2 < words.count && words[index + 1].last == "," && words[index + 2].first?.isNumber == true
      return index + 1 < words.count && !isListed && isName(words[index], of: words[index + 1])
    }
    for formula in formulas(in: words) { keep(formula, of: words, &keeps) }
    for shape in shapes(in: words) where length(shape, of: words) <= longest {
      for index in shape.dropLast() { keeps[index] = true }
    }
    return zip(words, keeps).reduce(into: "") { $0 += $1.0 + ($1.1 ? "\u{A0}" : " ") }.dropLast().description
  }

  /// Whether a word stands before its small number, or a Greek letter.
  private static func isName(_ word: Substring, of next: Substring) -> Bool {
    let name = word.drop { "([".contains($0) }
    guard let first = next.first, first.isNumber || first == "−" || "α"..."ω" ~= first, name.count > 1,
      name.allSatisfy(\.isLetter)
    else { return false }
    return next.wholeMatch(of: /(?:−?\d{1,2}(?:\.\d)?|[α-ω])[.,;:?!)\]]*/) != nil
  }

  /// Numbers within a bracket, and the name before it.
  private static func shapes(in words: [Substring]) -> [Range<Int>] {
    func isNumber(_ word: Substring) -> Bool { word.allSatisfy { $0.isNumber || "()[]−.,;:?!".contains($0) } }
    return words.indices.compactMap { first in
      let word = words[first]
      guard word.last == ",", let bracket = word.firstIndex(where: { "([".contains($0) }), isNumber(word[bracket...])
      else { return nil }
      let numbers = words[first...].prefix {
        $0.startIndex == word.startIndex || $0.last == "," && $0.allSatisfy { $0.isNumber || "−.,".contains($0) }
      }
      guard numbers.endIndex < words.count, isNumber(words[numbers.endIndex]) else { return nil }
      return first..<numbers.endIndex + 1
    }
  }

  /// Words with operators between them.
  private static func formulas(in words: [Substring]) -> [Range<Int>] {
    var formulas: [Range<Int>] = []
    for index in words.indices where operators.contains(words[index]) {
      let first = max(0, index - 1), end = min(words.count, index + 2)
      if let last = formulas.last, last.upperBound > first {
        formulas[formulas.count - 1] = last.lowerBound..<end
      } else {
        formulas.append(first..<end)
      }
    }
    return formulas
  }

  /// Keeps a formula together; one that is too long for that falls into parts, before what binds least, outside of brackets,
  /// and those before their products.
  private static func keep(_ formula: Range<Int>, of words: [Substring], _ keeps: inout [Bool]) {
    func parts(of formula: Range<Int>, before signs: Set<Substring>) -> [Range<Int>] {
      var depth = 0, start = formula.lowerBound, parts: [Range<Int>] = []
      for index in formula {
        if depth == 0, index > start, signs.contains(words[index]) {
          parts.append(start..<index)
          start = index
        }
        depth += words[index].reduce(0) { "([".contains($1) ? $0 + 1 : ")]".contains($1) ? $0 - 1 : $0 }
      }
      return parts + [start..<formula.upperBound]
    }
    func isShort(_ part: Range<Int>) -> Bool { length(part, of: words) <= longest }
    let whole = isShort(formula) ? [formula] : parts(of: formula, before: operators.subtracting(products))
    let pieces = whole.flatMap { isShort($0) ? [$0] : parts(of: $0, before: products) }
    // Short neighbours make one.
    let joined = pieces.reduce(into: [Range<Int>]()) { joined, piece in
      if let last = joined.last, isShort(last.lowerBound..<piece.upperBound) {
        joined[joined.count - 1] = last.lowerBound..<piece.upperBound
      } else {
        joined.append(piece)
      }
    }
    for part in joined where isShort(part) { for index in part.dropLast() { keeps[index] = true } }
  }

  private static func length(_ part: Range<Int>, of words: [Substring]) -> Int {
    words[part].reduce(part.count - 1) { $0 + $1.count }
  }
}
