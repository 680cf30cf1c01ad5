/// MD5 (RFC 1321), by which the unpacked files of the real sets are known. It finds mix-ups and damage; against forgery
/// it is no help.
struct MD5: ChecksumRounds {
  static let isBigEndian = false
  private(set) var words: [UInt32] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476]

  mutating func mix(_ blocks: Slice<UnsafeRawBufferPointer>) {
    let bytes = UnsafeRawBufferPointer(rebasing: blocks)
    var (a, b, c, d) = (words[0], words[1], words[2], words[3])
    MD5.constants.withUnsafeBufferPointer { constants in
      for start in stride(from: 0, to: bytes.count, by: 64) {
        let before = (a, b, c, d)
        /// What a step adds: a constant and a word of the block.
        func term(_ step: Int, _ word: Int) -> UInt32 {
          constants[step]
            &+ UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start &+ 4 &* (word & 15), as: UInt32.self))
        }
        for k in stride(from: 0, to: 16, by: 4) {
          a = b &+ rotated(a &+ (d ^ b & (c ^ d)) &+ term(k, k), 7)
          d = a &+ rotated(d &+ (c ^ a & (b ^ c)) &+ term(k &+ 1, k &+ 1), 12)
          c = d &+ rotated(c &+ (b ^ d & (a ^ b)) &+ term(k &+ 2, k &+ 2), 17)
          b = c &+ rotated(b &+ (a ^ c & (d ^ a)) &+ term(k &+ 3, k &+ 3), 22)
        }
        for k in stride(from: 16, to: 32, by: 4) {
          a = b &+ rotated(a &+ (c ^ d & (b ^ c)) &+ term(k, 5 &* k &+ 1), 5)
          d = a &+ rotated(d &+ (b ^ c & (a ^ b)) &+ term(k &+ 1, 5 &* k &+ 6), 9)
          c = d &+ rotated(c &+ (a ^ b & (d ^ a)) &+ term(k &+ 2, 5 &* k &+ 11), 14)
          b = c &+ rotated(b &+ (d ^ a & (c ^ d)) &+ term(k &+ 3, 5 &* k &+ 16), 20)
        }
        for k in stride(from: 32, to: 48, by: 4) {
          a = b &+ rotated(a &+ (b ^ c ^ d) &+ term(k, 3 &* k &+ 5), 4)
          d = a &+ rotated(d &+ (a ^ b ^ c) &+ term(k &+ 1, 3 &* k &+ 8), 11)
          c = d &+ rotated(c &+ (d ^ a ^ b) &+ term(k &+ 2, 3 &* k &+ 11), 16)
          b = c &+ rotated(b &+ (c ^ d ^ a) &+ term(k &+ 3, 3 &* k &+ 14), 23)
        }
        for k in stride(from: 48, to: 64, by: 4) {
          a = b &+ rotated(a &+ (c ^ (b | ~d)) &+ term(k, 7 &* k), 6)
          d = a &+ rotated(d &+ (b ^ (a | ~c)) &+ term(k &+ 1, 7 &* k &+ 7), 10)
          c = d &+ rotated(c &+ (a ^ (d | ~b)) &+ term(k &+ 2, 7 &* k &+ 14), 15)
          b = c &+ rotated(b &+ (d ^ (c | ~a)) &+ term(k &+ 3, 7 &* k &+ 21), 21)
        }
        (a, b, c, d) = (a &+ before.0, b &+ before.1, c &+ before.2, d &+ before.3)
      }
    }
    words = [a, b, c, d]
  }

  /// ⌊2³² |sin k|⌋ for k = 1 … 64, in radians.
  private static let constants: [UInt32] = [
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
  ]
}

private func rotated(_ word: UInt32, _ places: UInt32) -> UInt32 { word &<< places | word &>> (32 &- places) }
