/// Formulas in MathML, which browsers set by themselves.
enum MathML {
  /// The `math` element of a formula; `text` is how it is written in one line.
  static func math(_ formula: Formula, text: String, isBlock: Bool = false) -> String {
    // For a phone this may be too long.
    let display = isBlock ? " display=\"block\"" : text.count > 30 ? " class=\"long\"" : ""
    return "<math\(display) alttext=\"\(HTML.escaped(text))\">\(row(formula))</math>"
  }

  private static func row(_ formula: Formula) -> String {
    if case .row = formula { return element(formula) }
    return "<mrow>\(element(formula))</mrow>"
  }

  /// A sign right after another, as the minus in `= −rate`, belongs to what follows it.
  private static func elements(_ parts: [Formula]) -> String {
    zip(parts, [nil] + parts.dropLast()).map { part, previous in
      guard case .sign(let sign) = part, case .sign? = previous else { return element(part) }
      return "<mo form=\"prefix\">\(HTML.escaped(sign))</mo>"
    }.joined()
  }

  private static func element(_ formula: Formula) -> String {
    switch formula {
    case .number(let digits): "<mn>\(HTML.escaped(digits))</mn>"
    case .name(let name): "<mi>\(HTML.escaped(name))</mi>"
    case .sign(let sign): "<mo>\(HTML.escaped(sign))</mo>"
    case .row(let parts): "<mrow>\(elements(parts))</mrow>"
    case .fenced(let open, let inner, let close):
      "<mrow><mo>\(HTML.escaped(open))</mo>\(element(inner))<mo>\(HTML.escaped(close))</mo></mrow>"
    case .fraction(let numerator, let denominator): "<mfrac>\(row(numerator))\(row(denominator))</mfrac>"
    case .root(let inner): "<msqrt>\(element(inner))</msqrt>"
    case .raised(.lowered(let base, let index), let exponent):
      "<msubsup>\(row(base))\(row(index))\(row(exponent))</msubsup>"
    case .raised(let base, let exponent): "<msup>\(row(base))\(row(exponent))</msup>"
    case .lowered(.sign("Σ"), let index): "<munder><mo>Σ</mo>\(row(index))</munder>"
    case .lowered(let base, let index): "<msub>\(row(base))\(row(index))</msub>"
    }
  }
}
