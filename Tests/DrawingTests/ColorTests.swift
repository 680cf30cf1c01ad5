import TensorCore
import Testing

@testable import Drawing
@testable import Figures

@Suite struct Colors {
  @Test func endsAndMiddles() {
    #expect(ColorMap.gray.color(at: 0) == .black)
    #expect(ColorMap.gray.color(at: 1) == .white)
    #expect(ColorMap.viridis.color(at: 0) == Color(0x440154))
    #expect(ColorMap.viridis.color(at: 1) == Color(0xFDE725))
    #expect(ColorMap.diverging.color(at: 0.5) == .white)
    #expect(ColorMap.gray.color(at: -3) == .black)
    #expect(ColorMap.gray.color(at: .nan) == .undefined)
  }

  @Test func lightnessOnlyRisesOrFalls() {
    for (map, range) in [(ColorMap.gray, 0...224), (.viridis, 0...224), (.diverging, 0...112)] {
      let lightness = range.map { Color(map.codes[$0]).lightness }
      #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $0 <= $1 + 0.002 }, "\(map)")
    }
    let falling = (112...224).map { Color(ColorMap.diverging.codes[$0]).lightness }
    #expect(zip(falling, falling.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test func rangesOfScales() {
    #expect(ColorScale(.gray, range: nil, fitting: [2, 5, .nan, 3, .infinity]).range == 2...5)
    #expect(ColorScale(.diverging, range: nil, fitting: [-1, 4]).range == -4...4)
    #expect(ColorScale(.diverging, range: nil, fitting: [0]).range == -1...1)
    #expect(ColorScale(.gray, range: nil, fitting: [0, 0]).range == 0...1)
    #expect(ColorScale(.gray, range: nil, fitting: [6, 6]).color(6).red == 128)
    #expect(ColorScale(.gray, range: nil, fitting: [Float]()).range == 0...1)
  }

  @Test func valuesAtTheEndsOfFloatHaveColors() {
    let largest = Float.greatestFiniteMagnitude
    let values: [Float] = [-largest, largest, .infinity, -.infinity, 0, .leastNonzeroMagnitude]
    for map in ColorMap.allCases {
      let scale = ColorScale(map, range: nil, fitting: values)
      #expect(scale.codes(values)[1] == scale.codes(values)[2])
      let tiny = ColorScale(map, range: nil, fitting: [0, .leastNonzeroMagnitude])
      #expect(tiny.codes([.leastNonzeroMagnitude]) == [map.codes[ColorMap.levels - 1]])
    }
  }

  @Test func aSingleValueAtAnEndOfFloatHasARange() {
    let largest = Float.greatestFiniteMagnitude
    for value in [largest, -largest, -.leastNonzeroMagnitude] as [Float] {
      let scale = ColorScale(.gray, range: nil, fitting: [value, value])
      let (low, high) = (scale.range.lowerBound, scale.range.upperBound)
      #expect(low < high && low.isFinite && high.isFinite && scale.range.contains(value), "\(value)")
      #expect(scale.codes([.infinity]) == [Color.white.code], "\(value)")
    }
  }

  @Test func mixedByNothingThatIsANumber() {
    #expect(Color.red.mixed(with: .blue, .nan) == .red && Color.red.mixed(with: .blue, .infinity) == .blue)
  }

  @Test func oneColorOrManyAreTheSame() {
    let scale = ColorScale(.viridis, range: -2...3, fitting: [Float]())
    let values: [Float] = [-5, -2, -1.2, 0, 0.7, 2.9, 3, 9, .nan]
    #expect(scale.codes(values) == values.map { scale.color($0).code })
  }
}
