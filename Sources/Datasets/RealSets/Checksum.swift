/// A check sum of bytes that come in pieces, as 64-byte blocks that are mixed into a few words (Merkle and Damgård).
struct Checksum<Rounds: ChecksumRounds> {
  private var rounds = Rounds()
  private var rest: [UInt8] = []
  private var count: UInt64 = 0

  /// Goes on with the next bytes.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    count += UInt64(bytes.count)
    var start = 0
    if !rest.isEmpty {
      start = min(64 - rest.count, bytes.count)
      rest += bytes[..<start]
      guard rest.count == 64 else { return }
      rest.withUnsafeBytes { rounds.mix($0[...]) }
      rest.removeAll(keepingCapacity: true)
    }
    let whole = start + (bytes.count - start) / 64 * 64
    if whole > start { rounds.mix(bytes[start..<whole]) }
    rest += bytes[whole...]
  }

  /// The check sum of all bytes so far, in hexadecimal digits.
  var hexadecimal: String {
    var last = self
    let padding = [0x80] + [UInt8](repeating: 0, count: (119 - rest.count) % 64)
    let length = (0..<8).map { UInt8(truncatingIfNeeded: (8 &* count) >> (8 * UInt64($0))) }
    (padding + (Rounds.isBigEndian ? length.reversed() : length)).withUnsafeBytes { last.add($0) }
    return last.rounds.words.map { word in
      let digits = String(Rounds.isBigEndian ? word : word.byteSwapped, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }
}

/// What tells one check sum from another.
protocol ChecksumRounds {
  /// Whether words and the length are written with the highest byte first.
  static var isBigEndian: Bool { get }
  /// What the blocks have been mixed into so far.
  var words: [UInt32] { get }
  init()
  /// Mixes some whole blocks of 64 bytes in.
  mutating func mix(_ blocks: Slice<UnsafeRawBufferPointer>)
}
