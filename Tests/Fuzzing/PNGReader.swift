import CPNG

@testable import Drawing
@testable import Figures

extension Reader {
  /// Pictures, once with the check sums that the input gives their chunks and once with the right ones.
  static let png = Reader(
    name: "png", seeds: { try [grey, indexed, coloured].map { try PNG.encode($0, path: "") } + [wide()] },
    reading: {
      { bytes in
        for file in Set([bytes, withRightSums(bytes)]) { read(file) }
      }
    })

  private static func read(_ file: [UInt8]) {
    do {
      let bitmap = try PNG.decode(file, path: "some.png")
      let again = try PNG.decode(PNG.encode(bitmap, path: ""), path: "")
      hold(again.width == bitmap.width && again.height == bitmap.height, "the size changes")
      hold(again.tensor.count == bitmap.width * bitmap.height * again.channels, "the tensor has another size")
      // Of a coloured picture without colours, one channel is written.
      let kept = again.channels == bitmap.channels ? again.bytes : again.bytes.flatMap { [$0, $0, $0] }
      hold(kept == bitmap.bytes, "the samples change")
    } catch {
      holdOneLine(error)
    }
  }

  /// The file with the check sum of each chunk made right, as far as there are whole chunks.
  private static func withRightSums(_ bytes: [UInt8]) -> [UInt8] {
    var file = bytes
    var place = 8
    while place + 12 <= file.count {
      let end = place + 8 + file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      guard end + 4 <= file.count else { break }
      let sum = crc(file[place + 4..<end])
      for index in 0..<4 { file[end + index] = UInt8(truncatingIfNeeded: sum >> (24 - 8 * UInt32(index))) }
      place = end + 4
    }
    return file
  }

  private static let remainders = (0..<256 as Range<UInt32>).map { byte in
    (0..<8).reduce(byte) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
  }

  private static func crc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { remainders[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
  }

  private static let grey = Bitmap(width: 5, height: 3, channels: 1, samples: .bytes((0..<15).map { $0 * 17 }))
  private static let indexed = Bitmap(
    width: 4, height: 4, channels: 3, samples: .bytes((0..<48).map { $0 % 5 * 50 }))
  private static let coloured = Bitmap(
    width: 20, height: 20, channels: 3,
    samples: .bytes((0..<1200).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 90) }))

  /// A picture of 16 bits with transparency, which only libpng itself writes.
  private static func wide() -> [UInt8] {
    var image = PNG.image()
    image.width = 3
    image.height = 3
    image.format = PNG.alpha | PNG.color | PNG.linear
    let samples = (0..<36).map { UInt16($0 * 1700) }
    var file = [UInt8](repeating: 0, count: 4096)
    var size = file.count
    hold(png_image_write_to_memory(&image, &file, &size, 0, samples, 0, nil) != 0, "no picture of 16 bits")
    return Array(file.prefix(size))
  }
}
