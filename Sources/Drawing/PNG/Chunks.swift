import System

/// What the first chunk of a PNG file says about its picture.
struct Header {
  let width, height, bitDepth, colorType: Int
  /// Colour types are sums: 1 palette, 2 colour, 4 alpha.
  var isGrey: Bool { colorType & 2 == 0 }
  var bitsPerPixel: Int { bitDepth * [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colorType, default: 1] }
}

/// Walks the chunks of a PNG file, so that nothing is allocated for a file that lies about its size.
enum Chunks {
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  /// Deflate cannot make anything smaller than this many times.
  private static let largestCompression = 1032

  /// What is needed of a file for its samples.
  struct Samples {
    let header: Header
    /// The file without profiles, texts and whatever else has nothing to do with them.
    let bytes: [UInt8]
    /// Whether the file ends before its end chunk. The compressed samples tell themselves whether they are whole.
    let isCutOff: Bool
  }

  /// Reads the chunks of a file.
  static func samples(_ file: [UInt8]) throws -> Samples {
    guard !file.isEmpty else { throw PNGError.Reason.empty }
    guard file.starts(with: signature) else {
      if signature.starts(with: file) { throw PNGError.Reason.truncated }
      throw looksChanged(file) ? PNGError.Reason.changedAsText : .notPNG(KnownFormat.name(of: file))
    }
    var kept = signature
    kept.reserveCapacity(file.count)
    var header: Header?
    var compressed = 0
    var place = signature.count
    var isCutOff = false
    while true {
      guard place + 12 <= file.count else {
        isCutOff = true
        break
      }
      let length = number(file, at: place)
      let type = String(decoding: file[place + 4..<place + 8], as: UTF8.self)
      let end = place + 12 + length
      if header == nil {
        if type == "CgBI" { throw PNGError.Reason.rewrittenForApple }
        guard type == "IHDR", length == 13 else { throw PNGError.Reason.damaged("it does not begin with a header") }
        guard end <= file.count else { throw PNGError.Reason.truncated }
        header = try checked(file, at: place + 8)
      }
      guard end <= file.count else {
        isCutOff = true
        break
      }
      if type == "IDAT" { compressed += length }
      // Critical chunks begin with a capital. Of the others only transparency changes what is seen; profiles would
      // change the samples, and texts are of no use here.
      let isCritical = file[place + 4] & 0x20 == 0
      if isCritical || type == "tRNS" { kept += file[place..<end] }
      place = end
      if type == "IEND" { break }
    }
    guard let header, !isCutOff || compressed > 0 else { throw PNGError.Reason.truncated }
    let needed = header.height * ((header.width * header.bitsPerPixel + 7) / 8)
    guard compressed * largestCompression >= needed else {
      throw isCutOff
        ? PNGError.Reason.truncated
        : .damaged("\(compressed) bytes cannot hold \(header.width) × \(header.height) pixels")
    }
    return Samples(header: header, bytes: isCutOff ? kept + endChunk : kept, isCutOff: isCutOff)
  }

  private static let endChunk: [UInt8] = [0, 0, 0, 0] + Array("IEND".utf8) + [0xAE, 0x42, 0x60, 0x82]

  /// Whether a file was sent as if it were text. The signature is made to show that: by a bit that such a transfer takes
  /// away, and by line ends that it changes.
  private static func looksChanged(_ file: [UInt8]) -> Bool {
    let name = Array("PNG".utf8)
    return (1...3).contains { file.dropFirst($0).starts(with: name) }
  }

  private static func checked(_ file: [UInt8], at place: Int) throws -> Header {
    let header = Header(
      width: number(file, at: place), height: number(file, at: place + 4), bitDepth: Int(file[place + 8]),
      colorType: Int(file[place + 9]))
    guard header.width > 0, header.height > 0 else {
      throw PNGError.Reason.damaged("it claims \(header.width) × \(header.height) pixels")
    }
    guard header.height <= PNG.largestPixelCount / header.width else {
      throw PNGError.Reason.tooLarge(width: header.width, height: header.height)
    }
    return header
  }

  private static func number(_ file: [UInt8], at place: Int) -> Int {
    file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}

extension PNGError.Reason: Error {}
