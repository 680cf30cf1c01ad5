/// What somebody has typed in answer to a question, in whatever notation they are used to.
struct TypedAnswer {
  /// No answer is as long as this.
  static let longest = 200

  /// The text with what cannot be seen and every kind of space as single spaces, and with one minus sign.
  private let text: String

  /// Reads a text; one that is longer than any answer means nothing.
  init(_ typed: String) {
    let isTooLong = typed.unicodeScalars.dropFirst(TypedAnswer.longest).first != nil
    var plain = ""
    for scalar in isTooLong ? "".unicodeScalars : typed.unicodeScalars {
      switch scalar {
      case "−", "–", "‐", "‑": plain.append("-")
      case _ where TypedAnswer.isBlank(scalar): if plain.last != " " { plain.append(" ") }
      default: plain.unicodeScalars.append(scalar)
      }
    }
    text = plain.trimmed.lowercased()
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
      .paragraphSeparator:
      true
    default: false
    }
  }

  // MARK: Numbers

  /// Whether there is one comma that may be a decimal one or stand between thousands, as in `1,234`.
  var hasDoubtfulComma: Bool { text.contains(/^[^0-9,]*[1-9][0-9]{0,2},[0-9]{3}(?![0-9,.'’_])/) }

  /// The numbers that the text may mean: `0,5` is a half, and `1,234` may have a decimal comma or one between
  /// thousands, which it has if a whole number is asked for. Fractions, per cent, powers of ten and a word behind the
  /// number, its unit, are understood; none if it is no number.
  func numbers(isWhole: Bool) -> [Double] {
    var rest = text.drop { "=≈~ ".contains($0) }
    if let unit = rest.firstMatch(of: /( \p{L}+\.?)+$/) { rest = rest[..<unit.range.lowerBound] }
    var factor = 1.0
    if rest.hasSuffix("%") {
      factor = 0.01
      rest = rest.dropLast()
    }
    if let sign = rest.first, "+-".contains(sign) {
      if sign == "-" { factor = -factor }
      rest = rest.dropFirst()
    }
    let number = String(rest).trimmed
    let readings = TypedAnswer.fraction(number).map { [$0] } ?? powers(number, isWhole: isWhole)
    // 25 % is a quarter; whoever is asked for per cent means 25.
    return (readings.map { $0 * factor } + (abs(factor) < 1 ? readings.map { $0 * factor * 100 } : []))
      .filter(\.isFinite)
  }

  private static let vulgarFractions: [Character: Double] = [
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8, "⅑": 1 / 9,
  ]

  /// `1/2`, `1 1/2`, `½`, `1½`.
  private static func fraction(_ text: String) -> Double? {
    if let last = text.last, let part = vulgarFractions[last] {
      let whole = String(text.dropLast()).trimmed
      return whole.isEmpty
        ? part : whole.wholeMatch(of: /[0-9]{1,15}/).flatMap { Double($0.output) }.map { $0 + part }
    }
    guard let match = text.wholeMatch(of: /(?:([0-9]{1,15}) )?([0-9]{1,15}) ?[\/⁄∕÷] ?([0-9]{1,15})/),
      let above = Double(match.2), let below = Double(match.3), below > 0
    else { return nil }
    return (match.1.flatMap { Double($0) } ?? 0) + above / below
  }

  /// A decimal, and behind it perhaps `e3`, `× 10^3` or `· 10³`; or the power alone.
  private func powers(_ number: String, isWhole: Bool) -> [Double] {
    let number = number.replacing(/10([⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/) { match in
      "10^" + match.1.map { TypedAnswer.raised[$0] ?? "" }.joined()
    }
    if let match = number.wholeMatch(of: /10 ?\^ ?([+\-]?[0-9]{1,3})/) { return [Double("1e\(match.1)") ?? .nan] }
    guard let match = number.wholeMatch(of: /(.*?)(?:(?:e| ?[×x·*] ?10 ?\^ ?)([+\-]?[0-9]{1,3}))?/) else { return [] }
    let exponent = match.2.map { "e\($0)" } ?? ""
    let hasDecimalComma = !(isWhole && hasDoubtfulComma)
    return TypedAnswer.decimals(String(match.1), hasDecimalComma: hasDecimalComma)
      .compactMap { Double($0 + exponent) }
  }

  private static let raised = Dictionary(uniqueKeysWithValues: zip("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789".map(String.init)))

  /// The decimals that a text may mean, with a point and without what sets thousands apart.
  private static func decimals(_ text: String, hasDecimalComma: Bool) -> [String] {
    var readings: [String] = []
    if text.wholeMatch(of: /[0-9]+\.?|[0-9]*\.[0-9]+/) != nil {
      readings.append(text.contains(".") ? "0\(text)0" : text)
    }
    if hasDecimalComma, text.wholeMatch(of: /[0-9]*,[0-9]+/) != nil {
      readings.append("0" + text.replacing(",", with: "."))
    }
    if text.wholeMatch(of: /[1-9][0-9]{0,2}(?:[ ,'’_][0-9]{3})+(?:\.[0-9]+)?/) != nil {
      readings.append(text.filter { $0.isNumber || $0 == "." })
    }
    if text.wholeMatch(of: /[1-9][0-9]{0,2}(?:[. '’][0-9]{3})+(?:,[0-9]+)?/) != nil {
      readings.append(text.filter { $0.isNumber || $0 == "," }.replacing(",", with: "."))
    }
    return readings
  }

  // MARK: Whole numbers

  /// The whole numbers of `(3, 4)`, `3x4`, `3 × 4`, `[3, 4]`, `torch.Size([3, 4])`, `row 3, column 4` or
  /// `column 4, row 3`; nil if the text is nothing of that kind.
  var wholeNumbers: [Int]? {
    let sizes = text.replacing(/torch\.size|size|shape|rows?|columns?|by|and|:|\.$/, with: " ")
    guard sizes.wholeMatch(of: /[0-9 ()\[\]{},;x×*·]+/) != nil else { return nil }
    let digits = sizes.split { !("0"..."9").contains($0) }
    guard !digits.isEmpty || sizes.contains("(") || sizes.contains("["), digits.allSatisfy({ $0.count <= 9 }) else {
      return nil
    }
    let numbers = digits.compactMap { Int($0) }
    return numbers.count == 2 && text.contains(/column.*row/) ? numbers.reversed() : numbers
  }

  // MARK: Choices

  /// The place of one of some texts: by its letter, or by the text itself.
  func place(in choices: [String]) -> Int? {
    let texts = choices.map { TypedAnswer($0).text }
    if let place = texts.firstIndex(where: { text == $0 || text == $0 + "." }) { return place }
    guard let letter = text.wholeMatch(of: /\(?([a-z])[).:]?/)?.1.first else { return nil }
    return Question.letters.firstIndex(of: letter).flatMap { texts.indices.contains($0) ? $0 : nil }
  }
}
