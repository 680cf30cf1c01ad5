import CPNG

extension PNG {
  /// The bytes of a PNG file that holds a picture; `path` is for messages alone.
  package static func encode(_ bitmap: Bitmap, path: String) throws -> [UInt8] {
    let bytes = bitmap.bytes
    if bitmap.channels == 1 { return try encode(bytes, bitmap, format: 0, colors: [], path) }
    if let (colors, indices) = palette(of: bytes) {
      let isGrey = colors.allSatisfy { $0 & 0xFF == $0 >> 8 & 0xFF && $0 & 0xFF == $0 >> 16 }
      if isGrey && colors.count > 16 {
        return try encode(
          indices.map { UInt8(truncatingIfNeeded: colors[Int($0)]) }, bitmap, format: 0, colors: [], path)
      }
      return try encode(indices, bitmap, format: color | palette, colors: colors, path)
    }
    return try encode(bytes, bitmap, format: color, colors: [], path)
  }

  private static func encode(
    _ pixels: [UInt8], _ bitmap: Bitmap, format: png_uint_32, colors: [UInt32], _ path: String
  ) throws -> [UInt8] {
    var image = PNG.image()
    defer { png_image_free(&image) }
    image.width = png_uint_32(bitmap.width)
    image.height = png_uint_32(bitmap.height)
    image.format = format
    image.colormap_entries = png_uint_32(colors.count)
    let map = colors.flatMap {
      [UInt8(truncatingIfNeeded: $0 >> 16), UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)]
    }
    // Deflate may enlarge what it cannot compress by a few bytes in a thousand; a filter adds one to each row.
    let raw = pixels.count + bitmap.height
    var size = raw + raw / 500 + map.count + 4096
    let file = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let done = png_image_write_to_memory(&image, buffer.baseAddress, &size, 0, pixels, 0, map)
      count = done != 0 ? size : 0
    }
    guard !file.isEmpty else { throw PNGError(path: path, reason: .notEncoded(message(image))) }
    return file
  }

  /// The colours of a picture, in order of appearance, and the number of each pixel's; nil if there are more than 256.
  private static func palette(of bytes: [UInt8]) -> (colors: [UInt32], indices: [UInt8])? {
    let slots = 1024
    var table = [UInt32](repeating: .max, count: slots)
    var numbers = [UInt8](repeating: 0, count: slots)
    var colors: [UInt32] = []
    var fits = true
    let indices = [UInt8](unsafeUninitializedCapacity: bytes.count / 3) { result, count in
      var last = UInt32.max, lastNumber: UInt8 = 0
      for pixel in 0..<bytes.count / 3 {
        let start = 3 * pixel
        let code = UInt32(bytes[start]) << 16 | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2])
        if code != last {
          var slot = Int(truncatingIfNeeded: (code &* 0x9E37_79B1) >> 22)
          while table[slot] != code && table[slot] != .max { slot = (slot + 1) & (slots - 1) }
          if table[slot] == .max {
            guard colors.count < 256 else {
              fits = false
              break
            }
            table[slot] = code
            numbers[slot] = UInt8(colors.count)
            colors.append(code)
          }
          last = code
          lastNumber = numbers[slot]
        }
        result[pixel] = lastNumber
      }
      count = fits ? bytes.count / 3 : 0
    }
    return fits ? (colors, indices) : nil
  }
}
