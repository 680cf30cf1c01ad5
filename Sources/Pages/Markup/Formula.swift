/// A formula as lessons write it between dollar signs, in one line: `$⌊(in − kernel + 2·padding) / stride⌋ + 1$`.
///
/// A fraction is what stands on both sides of `/`: a number, a name, a function with what it is given, `exp(z)`, a sum,
/// `Σ_j a_j`, or a pair of parentheses, which the bar replaces.
/// Words with a space or a hyphen between them are one name: `kernel height`, `multiply-adds`.
/// Raised and lowered characters (`e⁻ˣ`, `w₁`) are exponents and indices; `^(…)` and `_(…)` raise and lower anything.
indirect enum Formula: Equatable {
  case number(String)
  case name(String)
  case sign(String)
  case row([Formula])
  case fenced(open: String, Formula, close: String)
  case fraction(Formula, Formula)
  case root(Formula)
  case raised(Formula, by: Formula)
  case lowered(Formula, by: Formula)

  /// Reads a formula; there is none that cannot be read, as a character without a meaning stands for itself, and so does
  /// a text that is longer than any formula.
  static func parse(_ text: String) -> Formula {
    var parser = FormulaParser(characters: Array(text))
    // This bounds how deep a formula nests, and with it the stack that reading and writing it take.
    return parser.characters.count <= 500 ? parser.row(until: nil) : .sign(text)
  }
}

private struct FormulaParser {
  let characters: [Character]
  var position = 0

  private static let fences: [Character: Character] = ["(": ")", "⌊": "⌋", "⌈": "⌉", "[": "]", "{": "}"]
  private static let raised: [Character: Character] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9", "⁻": "−",
    "⁺": "+", "ˣ": "x", "ⁿ": "n", "ᵀ": "T", "ᵏ": "k", "ˡ": "l", "ⁱ": "i", "ʲ": "j", "ᵗ": "t",
  ]
  private static let lowered: [Character: Character] = [
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9", "ₖ": "k",
    "ₗ": "l", "ᵢ": "i", "ⱼ": "j", "ₙ": "n", "ₜ": "t",
  ]

  mutating func row(until closing: Character?) -> Formula {
    var parts: [Formula] = []
    while position < characters.count, characters[position] != closing {
      let character = characters[position]
      if character.isWhitespace {
        position += 1
      } else if character == "/", let numerator = parts.last, !numerator.isSign {
        position += 1
        skipSpace()
        guard let denominator = factor() else { parts.append(.sign("/")); continue }
        // A number is a factor of the letter behind it: 2x/3.
        if parts.count > 1, case .number = parts[parts.count - 2], case let factors = parts.suffix(2) {
          parts.removeLast(2)
          parts.append(.fraction(.row(Array(factors)), denominator.withoutParentheses))
        } else {
          parts[parts.count - 1] = .fraction(numerator.withoutParentheses, denominator.withoutParentheses)
        }
      } else if let factor = factor() {
        parts.append(factor)
      }
    }
    return parts.count == 1 ? parts[0] : .row(parts)
  }

  private mutating func skipSpace() {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
  }

  /// An atom with what is raised and lowered beside it, and with what a function is given or a sum goes over.
  private mutating func factor() -> Formula? {
    guard var formula = atom() else { return nil }
    while true {
      if let exponent = script(FormulaParser.raised, mark: "^") {
        formula = .raised(formula, by: exponent)
      } else if let index = script(FormulaParser.lowered, mark: "_") {
        formula = .lowered(formula, by: index)
      } else {
        break
      }
    }
    switch formula.base {
    case .sign("Σ"): skipSpace()
    case .name where position < characters.count && characters[position] == "(": break
    default: return formula
    }
    return factor().map { .row([formula, $0]) } ?? formula
  }

  private mutating func script(_ plain: [Character: Character], mark: Character) -> Formula? {
    guard position < characters.count else { return nil }
    if characters[position] == mark {
      position += 1
      return atom()?.withoutParentheses
    }
    let run = characters[position...].prefix { plain[$0] != nil }
    guard !run.isEmpty else { return nil }
    position += run.count
    return Formula.parse(run.compactMap { plain[$0] }.map { $0.isLetter ? " \($0)" : "\($0)" }.joined())
  }

  private mutating func atom() -> Formula? {
    guard position < characters.count else { return nil }
    let character = characters[position]
    if let close = FormulaParser.fences[character] { return fenced(character, close) }
    if character == "√" {
      position += 1
      return .root((atom() ?? .row([])).withoutParentheses)
    }
    if character.isNumber, FormulaParser.raised[character] == nil, FormulaParser.lowered[character] == nil {
      return .number(number())
    }
    if isLetter(character) { return .name(name()) }
    position += 1
    return .sign(String(character))
  }

  /// Digits, with what stands between them: 9,925 or 0.5, but not the comma of (0, 0).
  private mutating func number() -> String {
    func isDigit(_ character: Character) -> Bool {
      character.isNumber && FormulaParser.raised[character] == nil && FormulaParser.lowered[character] == nil
    }
    var number = run(isDigit)
    while position + 1 < characters.count, ".,".contains(characters[position]), isDigit(characters[position + 1]) {
      position += 1
      number += String(characters[position - 1]) + run(isDigit)
    }
    return number
  }

  /// A name may be of several words, `kernel height` or `multiply-adds`; a single letter is a name of its own.
  private mutating func name() -> String {
    var name = run(isLetter)
    var wordLength = name.count
    while wordLength > 1, position < characters.count, " -".contains(characters[position]) {
      let word = characters[(position + 1)...].prefix(while: isLetter)
      guard word.count > 1 else { break }
      name += String(characters[position]) + String(word)
      wordLength = word.count
      position += 1 + word.count
    }
    return name
  }

  private func isLetter(_ character: Character) -> Bool {
    character.isLetter && character != "Σ" && FormulaParser.raised[character] == nil
      && FormulaParser.lowered[character] == nil
  }

  private mutating func run(_ belongs: (Character) -> Bool) -> String {
    let run = characters[position...].prefix(while: belongs)
    position += run.count
    return String(run)
  }

  private mutating func fenced(_ open: Character, _ close: Character) -> Formula {
    position += 1
    let inner = row(until: close)
    guard position < characters.count else { return .row([.sign(String(open)), inner]) }
    position += 1
    return .fenced(open: String(open), inner, close: String(close))
  }
}

extension Formula {
  /// What has been raised or lowered beside.
  fileprivate var base: Formula {
    switch self {
    case .raised(let inner, by: _), .lowered(let inner, by: _): inner.base
    default: self
    }
  }

  fileprivate var isSign: Bool {
    if case .sign = self { return true }
    return false
  }

  /// The inside of a pair of parentheses that a bar or a raised position makes superfluous.
  fileprivate var withoutParentheses: Formula {
    if case .fenced(open: "(", let inner, close: ")") = self { return inner }
    return self
  }
}
