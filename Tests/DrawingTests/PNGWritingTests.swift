import Testing

@testable import Drawing
@testable import Figures

@Suite struct PNGWriting {
  static func picture(colors: Int, isGrey: Bool) -> Bitmap {
    let codes = (0..<40 * 30).map { index -> UInt32 in
      let value = UInt32(index % colors)
      return isGrey ? value * 0x010101 : value * 0x01_0307 & 0xFF_FFFF
    }
    return Bitmap(width: 40, height: 30, codes: codes)
  }

  @Test(arguments: [
    (1, true, 3), (2, true, 3), (16, true, 3), (17, true, 0), (256, true, 0), (3, false, 3), (256, false, 3),
    (257, false, 2), (1200, false, 2),
  ])
  func theSmallestKindOfFile(colors: Int, isGrey: Bool, colorType: Int) throws {
    let bitmap = Self.picture(colors: colors, isGrey: isGrey)
    let file = try PNG.encode(bitmap, path: "")
    #expect(Int(file[25]) == colorType)
    let read = try PNG.decode(file, path: "")
    for row in 0..<30 {
      for column in 0..<40 { #expect(read[row, column] == bitmap[row, column]) }
    }
  }

  @Test func noiseThatDeflateCannotShrink() throws {
    var state: UInt32 = 1
    let codes = (0..<200 * 100).map { _ -> UInt32 in
      state = state &* 1_664_525 &+ 1_013_904_223
      return state >> 8
    }
    let bitmap = Bitmap(width: 200, height: 100, codes: codes)
    #expect(try PNG.decode(PNG.encode(bitmap, path: ""), path: "") == bitmap)
  }

  @Test func sixteenBitsAreRoundedToEight() throws {
    let bitmap = Bitmap(width: 4, height: 1, channels: 1, samples: .words([0, 128, 129, 65535]))
    #expect(try PNG.decode(PNG.encode(bitmap, path: ""), path: "").samples == .bytes([0, 0, 1, 255]))
  }

  @Test func tensorsThereAndBack() {
    let bitmap = Self.picture(colors: 999, isGrey: false)
    #expect(Bitmap(bitmap.tensor) == bitmap)
    #expect(bitmap.tensor[2, 0, 1] == Float(0x07) / 255)
  }
}
