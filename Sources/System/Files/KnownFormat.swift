/// What a file is that should have been another, told by its first bytes.
package enum KnownFormat {
  /// How many bytes are enough to tell.
  package static let byteCount = 64

  /// The kind of file that begins so, as a noun with its article: `a JPEG picture`; nil if it is none of the known.
  package static func name(of start: some Collection<UInt8>) -> String? {
    let start = Array(start.prefix(byteCount))
    if let format = beginnings.first(where: { start.starts(with: $0.bytes) }) { return format.name }
    // The first twelve bytes of these hold their lengths and kinds.
    if start.starts(with: Array("RIFF".utf8)), start.dropFirst(8).starts(with: Array("WEBP".utf8)) {
      return "a WebP picture"
    }
    if start.dropFirst(4).starts(with: Array("ftyp".utf8)) {
      let brand = String(decoding: start.dropFirst(8).prefix(4), as: UTF8.self)
      return brand.hasPrefix("avif")
        ? "an AVIF picture" : ["heic", "heix", "mif1"].contains(brand) ? "a HEIC picture" : "a film"
    }
    let text = String(decoding: start, as: UTF8.self)
    if text.hasPrefix("version https://git-lfs") { return "a pointer of Git LFS to a file that has not been fetched" }
    switch text.first(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) {
    case "<": return text.contains("<svg") ? "an SVG drawing" : "a web page"
    case "{": return "JSON, perhaps what a server says of an error"
    default: return nil
    }
  }

  private static let beginnings: [(bytes: [UInt8], name: String)] = [
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a PNG picture"),
    ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
    (Array("GIF8".utf8), "a GIF picture"),
    (Array("BM".utf8), "a BMP picture"),
    ([0x49, 0x49, 0x2A, 0x00], "a TIFF picture"),
    ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF picture"),
    ([0x00, 0x00, 0x01, 0x00], "an icon"),
    ([0xFF, 0x0A], "a JPEG XL picture"),
    ([0x1F, 0x8B], "a gzip file"),
    (Array("PK\u{3}\u{4}".utf8), "a zip archive"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "an xz file"),
    (Array("BZh".utf8), "a bzip2 file"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a zstd file"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
    (Array("Rar!".utf8), "a RAR archive"),
    ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"),
    ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "a NumPy array"),
    (Array("%PDF".utf8), "a PDF document"),
  ]
}
