import Testing

@testable import Drawing
@testable import Figures

@Suite struct TicksOfAnAxis {
  @Test func labelsAreExact() {
    #expect(Ticks(0...1).labels == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(
      Ticks(0...2.5, atMost: 11).labels == [
        "0.00", "0.25", "0.50", "0.75", "1.00", "1.25", "1.50", "1.75", "2.00", "2.25", "2.50",
      ])
    #expect(Ticks(-3...3).labels == ["−3", "−2", "−1", "0", "1", "2", "3"])
    #expect(Ticks(0...60000).labels == ["0", "10000", "20000", "30000", "40000", "50000", "60000"])
    #expect(
      Ticks(0...0.00004).labels == [
        "0", "0.5·10⁻⁵", "1.0·10⁻⁵", "1.5·10⁻⁵", "2.0·10⁻⁵", "2.5·10⁻⁵", "3.0·10⁻⁵", "3.5·10⁻⁵", "4.0·10⁻⁵",
      ])
  }

  @Test func stepsAreNiceAndFew() {
    var state: UInt64 = 7
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    for _ in 0..<500 {
      let scale = Ticks.power(Int(random() * 12) - 6)
      let low = (random() - 0.5) * scale, span = (random() + 0.01) * scale
      let ticks = Ticks(low...(low + span))
      #expect((2...9).contains(ticks.values.count))
      #expect(Set(ticks.labels).count == ticks.labels.count, "\(low) … \(low + span): \(ticks.labels)")
      let step = ticks.values[1] - ticks.values[0]
      var mantissa = step
      while mantissa >= 9.999 { mantissa /= 10 }
      while mantissa < 0.9999 { mantissa *= 10 }
      #expect([1, 2, 2.5, 5].contains { abs($0 - mantissa) < 1e-6 }, "step \(step)")
      #expect(ticks.values.allSatisfy { $0 >= low - 1e-9 * scale && $0 <= low + span + 1e-9 * scale })
    }
  }

  @Test func wholeNumbersOnly() {
    for last in 1...400 {
      let ticks = Ticks(1...Double(last) + 0.5, wholeNumbers: true)
      #expect(ticks.values.allSatisfy { $0 == $0.rounded() })
      #expect(ticks.labels.allSatisfy { !$0.contains(".") })
      #expect(!ticks.values.isEmpty && ticks.values.count <= 9)
    }
  }

  @Test func powersOfTen() {
    #expect(Ticks(logarithmic: 0.005...20).labels == ["0.01", "0.1", "1", "10"])
    #expect(Ticks(logarithmic: 1e-6...0.5).labels == ["10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹"])
    #expect(Axis.logarithmic([0.3, 0.4], label: nil).ticks.values == [0.1, 1])
    #expect(Axis.logarithmic([2, 30], label: nil, range: 0...100).range == 2...100)
    #expect(Axis.logarithmic([0.02, 30], label: nil, range: -1...100).range == 0.02...100)
    #expect(Axis.logarithmic([200], label: nil, range: 0...100).range == 10...100)
    #expect(Ticks(logarithmic: 1e-29...1e-23).labels.last == "10⁻²³")
    #expect(Ticks(logarithmic: 1e23...1e28).values == [1e23, 1e24, 1e25, 1e26, 1e27, 1e28])
  }

  @Test func rangesThatNoLabelCanTell() {
    for range in [1e30...1e30, -.infinity ... .infinity, -1.7e308...1.7e308, 1e300...2e300, 0.3...0.3]
      as [ClosedRange<Double>]
    {
      #expect(Ticks(range).values.isEmpty, "\(range)")
    }
    #expect(Ticks(5...5).labels == ["5"])
    #expect(Ticks(-0x1p63 ... -0x1p63).labels == ["−9223372036854775808"])
  }

  @Test func axesOfNothingAndOfOneValue() {
    for values in [[], [Double.nan], [.infinity], [0], [5], [-3, -3], [-1.7e308, 1.7e308]] as [[Double]] {
      let axis = Axis.linear(values, label: nil)
      #expect(axis.range.lowerBound < axis.range.upperBound)
      #expect(axis.ticks.values.count >= 2)
    }
  }
}
