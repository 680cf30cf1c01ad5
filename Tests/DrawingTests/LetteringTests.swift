import TestedPackage
import Testing

@testable import Drawing
@testable import Figures

@Suite struct LetteringTests {
  static let all =
    String((0x20...0x7E).map { Character(Unicode.Scalar($0)) })
    + "×·∂Δσμ∇Σ²³−→←↑↓≤≥≈≠⋆½°…–—‘’“”éü⁰¹⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⌊⌋±∞"

  @Test func everyCharacterOfTheCourseIsThere() {
    for character in Self.all { #expect(Alphabet.glyphs[character] != nil, "\(character)") }
  }

  @Test func everyCharacterButTheSpaceLeavesInkOfItsOwn() {
    var seen: [[UInt8]: Character] = [:]
    for character in Self.all where character != " " {
      var canvas = Canvas(Extent(width: 40, height: 40))
      canvas.text(String(character), at: Point(10, 28), size: 20)
      let bitmap = canvas.bitmap
      #expect(bitmap.hasInk, "\(character)")
      #expect(seen[bitmap.bytes] == nil, "\(character) looks like \(seen[bitmap.bytes] ?? " ")")
      seen[bitmap.bytes] = character
    }
  }

  @Test(arguments: [7.0, 9, 10, 11, 12.5, 20], [false, true])
  func inkStaysWithinItsMeasure(size: Double, isBold: Bool) {
    let weight: Weight = isBold ? .bold : .regular
    for text in ["Hjgpqy|[]{}", "fox, jumps\nÅ over", "W—AVA…", "10⁻⁴ ½ ₂ Σ∂", Self.all] {
      let extent = Lettering.extent(of: text, size: size, weight: weight)
      var canvas = Canvas(Extent(width: extent.width + 40, height: extent.height + 40))
      canvas.text(text, at: Point(20, 20), Anchor(.left, .top), size: size, weight: weight)
      let around = Rectangle(Point(20, 20), extent).outset(by: 0.5)
      #expect(canvas.bitmap.hasInk(onlyWithin: around), "\(text)")

      var turned = Canvas(Extent(width: extent.height + 40, height: extent.width + 40))
      turned.text(
        text, at: Point(20, 20), Anchor(.right, .top), size: size, weight: weight, rotated: true)
      let upright = Rectangle(x: 20, y: 20, width: extent.height, height: extent.width).outset(by: 0.5)
      #expect(turned.bitmap.hasInk(onlyWithin: upright), "\(text), turned")
    }
  }

  @Test func stemsAndBaselinesAreCrisp() {
    var canvas = Canvas(Extent(width: 30, height: 20))
    canvas.text("l", at: Point(5.25, 15), size: 10)
    // Of the columns that a stem of 1.8 pixels touches, one is fully dark.
    let row = 20
    let inks = (0..<60).map { canvas.bitmap[row, $0] }.filter { $0 != .white }
    #expect(inks.count == 2 && inks.contains(.ink))
  }

  @Test func aLetterLooksTheSameWhereverItStands() {
    func drawn(_ x: Double) -> [Color] {
      var canvas = Canvas(Extent(width: 60, height: 20))
      canvas.text("g", at: Point(x, 14), size: 10)
      let left = Int(x * 2)
      return (0..<40).flatMap { row in (left..<left + 20).map { canvas.bitmap[row, $0] } }
    }
    #expect(drawn(5) == drawn(31.5))
  }

  @Test func unknownCharactersAreBoxes() {
    #expect(Lettering.width(of: "漢", size: 10) == Lettering.width(of: "□", size: 10))
  }
}
