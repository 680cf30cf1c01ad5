@testable import Drawing
@testable import Figures

/// Builds PNG files byte by byte, of every kind the standard knows, without the library under test.
struct HandmadePNG {
  var width = 1, height = 1, bitDepth = 8, colorType = 0
  var isInterlaced = false
  var palette: [UInt8] = []
  var transparency: [UInt8] = []
  var gamma: UInt32?
  /// The sample of each channel at a row and a column.
  var sample: (_ row: Int, _ column: Int, _ channel: Int) -> Int = { _, _, _ in 0 }

  var channels: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colorType, default: 1] }

  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  var bytes: [UInt8] {
    var file = HandmadePNG.signature + header
    if let gamma { file += HandmadePNG.chunk("gAMA", HandmadePNG.word(gamma)) }
    if !palette.isEmpty { file += HandmadePNG.chunk("PLTE", palette) }
    if !transparency.isEmpty { file += HandmadePNG.chunk("tRNS", transparency) }
    file += HandmadePNG.chunk("IDAT", HandmadePNG.stored(rows))
    return file + HandmadePNG.chunk("IEND", [])
  }

  var header: [UInt8] {
    HandmadePNG.chunk(
      "IHDR",
      HandmadePNG.word(UInt32(width)) + HandmadePNG.word(UInt32(height))
        + [UInt8(bitDepth), UInt8(colorType), 0, 0, isInterlaced ? 1 : 0])
  }

  /// All rows with their filter bytes: once, or in the seven passes of Adam7.
  private var rows: [UInt8] {
    let passes =
      isInterlaced
      ? [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
      : [(0, 0, 1, 1)]
    var result: [UInt8] = []
    for (top, left, down, across) in passes where left < width {
      for row in stride(from: top, to: height, by: down) {
        result.append(0)
        result += packed(
          stride(from: left, to: width, by: across).flatMap { column in
            (0..<channels).map { sample(row, column, $0) }
          })
      }
    }
    return result
  }

  private func packed(_ samples: [Int]) -> [UInt8] {
    if bitDepth == 16 { return samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }
    let perByte = 8 / bitDepth
    return stride(from: 0, to: samples.count, by: perByte).map { start in
      (0..<perByte).reduce(UInt8(0)) { byte, offset in
        let sample = start + offset < samples.count ? samples[start + offset] : 0
        return byte | UInt8(sample << (8 - bitDepth * (offset + 1)))
      }
    }
  }

  static func word(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }

  static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    return word(UInt32(data.count)) + body + word(crc(body))
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }

  /// A zlib stream of stored blocks.
  static func stored(_ data: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(start + 65535, data.count)
      let count = UInt16(end - start)
      result.append(end == data.count ? 1 : 0)
      for value in [count, ~count] { result += [UInt8(value & 0xFF), UInt8(value >> 8)] }
      result += data[start..<end]
      start = end
    } while start < data.count
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in data {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    return result + word(b << 16 | a)
  }
}
