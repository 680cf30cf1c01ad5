import Testing

@testable import Pages

@Suite struct FormulaTests {
  private func mathML(_ text: String) -> String {
    let math = MathML.math(Formula.parse(text), text: "")
    return String(math.dropFirst("<math alttext=\"\">".count).dropLast("</math>".count))
  }

  @Test func aFractionTakesWhatStandsBesideTheBar() {
    #expect(
      Formula.parse("⌊(in − 2) / stride⌋ + 1")
        == .row([
          .fenced(
            open: "⌊", .fraction(.row([.name("in"), .sign("−"), .number("2")]), .name("stride")), close: "⌋"),
          .sign("+"), .number("1"),
        ]))
  }

  @Test func raisedCharactersAreExponents() {
    #expect(Formula.parse("e⁻ˣ") == .raised(.name("e"), by: .row([.sign("−"), .name("x")])))
    #expect(Formula.parse("σ²") == .raised(.name("σ"), by: .number("2")))
    #expect(Formula.parse("2^(n + 1)") == .raised(.number("2"), by: .row([.name("n"), .sign("+"), .number("1")])))
  }

  @Test func loweredCharactersAreIndices() {
    #expect(Formula.parse("w₁₀") == .lowered(.name("w"), by: .number("10")))
    #expect(Formula.parse("Sᵢⱼ") == .lowered(.name("S"), by: .row([.name("i"), .name("j")])))
    #expect(mathML("Σᵢ x") == "<mrow><munder><mo>Σ</mo><mrow><mi>i</mi></mrow></munder><mi>x</mi></mrow>")
  }

  @Test func aFractionTakesAFunctionWithItsArgumentAndASumWithWhatItAdds() {
    let given: (String) -> Formula = { .fenced(open: "(", .name($0), close: ")") }
    #expect(
      Formula.parse("exp(z) / Σ_j exp(a) + 1")
        == .row([
          .fraction(
            .row([.name("exp"), given("z")]),
            .row([.lowered(.sign("Σ"), by: .name("j")), .row([.name("exp"), given("a")])])),
          .sign("+"), .number("1"),
        ]))
    #expect(
      Formula.parse("f_i(x) / 2")
        == .fraction(.row([.lowered(.name("f"), by: .name("i")), given("x")]), .number("2")))
    #expect(
      Formula.parse("rate · (x) / 2") == .row([.name("rate"), .sign("·"), .fraction(.name("x"), .number("2"))]))
  }

  @Test func aRootCoversWhatFollows() {
    #expect(mathML("√(a + b)") == "<mrow><msqrt><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></msqrt></mrow>")
  }

  @Test func oddTextStandsForItself() {
    #expect(Formula.parse("/ (a") == .row([.sign("/"), .row([.sign("("), .name("a")])]))
    #expect(mathML("a<b") == "<mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>")
    #expect(Formula.parse("") == .row([]))
  }

  @Test(arguments: [("x^", "x"), ("x_", "x"), ("x²^", "x²"), ("(a^", "(a")])
  func aMarkWithNothingBehindItIsLeftOut(text: String, shown: String) {
    #expect(mathML(text) == mathML(shown))
  }

  @Test(arguments: ["(", "√", "x^", "a/b", "x_(", "x²₂"]) func noFormulaIsTooLongToRead(part: String) {
    let text = String(repeating: part, count: 100_000)
    #expect(Formula.parse(text) == .sign(text))
  }

  @Test func aNameMayBeOfSeveralWords() {
    #expect(Formula.parse("kernel height + 1") == .row([.name("kernel height"), .sign("+"), .number("1")]))
    #expect(Formula.parse("multiply-adds") == .name("multiply-adds"))
    #expect(Formula.parse("a x") == .row([.name("a"), .name("x")]))
    #expect(Formula.parse("out - in") == .row([.name("out"), .sign("-"), .name("in")]))
  }

  @Test func dollarSignsMarkFormulas() {
    #expect(Inline.parse("so $a / b$.") == [.text("so "), .formula("a / b"), .text(".")])
    #expect(Inline.parse("`$0` costs $5 or $ 6") == [.code("$0"), .text(" costs $5 or $ 6")])
  }

  @Test func otherRenderingsSetFormulasAsPlainText() {
    #expect(Inline.withPlainFormulas("so $a_1 * b$, `$x$`") == "so a\\_1 \\* b, `$x$`")
  }
}
