import Testing

@testable import Drawing
@testable import Figures

@Suite struct PNGReading {
  /// Distinct values for every pixel and channel, within the bit depth.
  static func pattern(_ bitDepth: Int) -> (Int, Int, Int) -> Int {
    { row, column, channel in (row * 7919 + column * 104729 + channel * 1299709 + 12345) % (1 << bitDepth) }
  }

  @Test(arguments: [1, 2, 4, 8, 16], [false, true])
  func greyOfEveryDepth(bitDepth: Int, isInterlaced: Bool) throws {
    let file = HandmadePNG(
      width: 13, height: 9, bitDepth: bitDepth, isInterlaced: isInterlaced, sample: Self.pattern(bitDepth))
    let bitmap = try PNG.decode(file.bytes, path: "grey.png")
    #expect([bitmap.width, bitmap.height, bitmap.channels] == [13, 9, 1])
    let tensor = bitmap.tensor
    let largest = Float((1 << bitDepth) - 1)
    for row in 0..<9 {
      for column in 0..<13 {
        #expect(tensor[0, row, column] == Float(file.sample(row, column, 0)) / largest)
      }
    }
  }

  @Test(arguments: [(2, 8), (2, 16), (4, 8), (4, 16), (6, 8), (6, 16)], [false, true])
  func colorAndAlpha(kind: (colorType: Int, bitDepth: Int), isInterlaced: Bool) throws {
    let file = HandmadePNG(
      width: 11, height: 10, bitDepth: kind.bitDepth, colorType: kind.colorType, isInterlaced: isInterlaced,
      sample: Self.pattern(kind.bitDepth))
    let tensor = try PNG.decode(file.bytes, path: "color.png").tensor
    let largest = Float((1 << kind.bitDepth) - 1)
    let channels = kind.colorType & 2 == 0 ? 1 : 3
    #expect(tensor.shape == [channels, 10, 11])
    for row in 0..<10 {
      for column in 0..<11 {
        let alpha = kind.colorType & 4 == 0 ? 1 : Float(file.sample(row, column, channels)) / largest
        for channel in 0..<channels {
          let value = Float(file.sample(row, column, channel)) / largest
          let expected = alpha == 1 ? value : value * alpha + 1 - alpha
          #expect(abs(tensor[channel, row, column] - expected) <= (alpha == 1 ? 0 : 0.6 / largest + 1e-6))
        }
      }
    }
  }

  @Test(arguments: [1, 2, 4, 8])
  func paletteWithTransparency(bitDepth: Int) throws {
    let count = 1 << bitDepth
    let palette = (0..<count * 3).map { UInt8($0 * 37 % 256) }
    let file = HandmadePNG(
      width: 10, height: 5, bitDepth: bitDepth, colorType: 3, palette: palette, transparency: [0],
      sample: { ($0 * 10 + $1) % count + $2 })
    let bitmap = try PNG.decode(file.bytes, path: "palette.png")
    #expect(bitmap.channels == 3)
    for row in 0..<5 {
      for column in 0..<10 {
        let index = file.sample(row, column, 0)
        let expected =
          index == 0
          ? Color.white
          : Color(red: palette[3 * index], green: palette[3 * index + 1], blue: palette[3 * index + 2])
        #expect(bitmap[row, column] == expected)
      }
    }
  }

  @Test func aTransparentGreyLevelBecomesWhite() throws {
    let file = HandmadePNG(width: 3, height: 1, transparency: [0, 7], sample: { $1 + 6 + $0 + $2 })
    #expect(try PNG.decode(file.bytes, path: "").samples == .bytes([6, 255, 8]))
  }

  @Test(arguments: [8, 16])
  func aGammaChunkChangesNothing(bitDepth: Int) throws {
    var file = HandmadePNG(width: 5, height: 4, bitDepth: bitDepth, colorType: 2, sample: Self.pattern(bitDepth))
    let plain = try PNG.decode(file.bytes, path: "")
    file.gamma = 100_000
    #expect(try PNG.decode(file.bytes, path: "") == plain)
  }
}
