import Testing

@testable import Pages

@Suite struct LineBreaksTests {
  /// With an underscore for each space that no line ends at.
  private func kept(_ text: String) -> String {
    LineBreaks.kept(text).replacing("\u{A0}", with: "_").replacing("\u{2060}", with: "|")
  }

  @Test func shortFormulasStayWhole() {
    #expect(kept("so it is 1 · 2c = 10, at last") == "so it is_1_·_2c_=_10, at last")
    #expect(kept("(1 + 3 + 5 + 35) / 8 of them") == "(1_+_3_+_5_+_35)_/_8 of them")
    #expect(kept(" × ") == "_×_" && kept("no formula - none") == "no formula - none")
  }

  @Test func longFormulasBreakBeforeWhatBindsLeast() {
    #expect(
      kept("p = row · (H − 1) / (rows − 1) + 12 · column")
        == "p_=_row_·_(H_−_1) /_(rows_−_1) +_12_·_column")
    let long = String(repeating: "longname · ", count: 9) + "end"
    #expect(kept(long).hasPrefix("longname_·_longname ·_longname_·_longname ·_"))
    #expect(
      kept("2 · precision · recall / (precision + recall)") == "2_·_precision_·_recall /_(precision_+_recall)")
  }

  @Test func numbersStayWithTheirNames() {
    #expect(kept("along axis 0? At 5 in 100 steps, than ε.") == "along axis_0? At_5 in 100 steps, than_ε.")
    #expect(kept("of 1, 2, 3 and −1.") == "of 1, 2, 3 and_−1.")
    #expect(kept("a shape (64, 112, 112): h(0, 0), [1, −2.5]") == "a shape (64,_112,_112): h(0,_0), [1,_−2.5]")
    #expect(kept("a T-shirt of well-known size") == "a T-|shirt of well-known size")
  }

  @Test func onlySpacesChange() {
    for text in ["", " ", "  ", "a  = b ", "= =", "(1,", "(1, 2", "· (3, 4) ·"] {
      #expect(LineBreaks.kept(text).replacing("\u{A0}", with: " ") == text)
    }
  }
}
