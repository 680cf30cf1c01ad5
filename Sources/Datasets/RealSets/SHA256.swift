/// SHA-256 (FIPS 180-4) of bytes that come in pieces, by which the unpacked files of the real sets are known.
struct SHA256 {
  private var words: [UInt32] = [
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  ]
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
      let block = rest
      block.withUnsafeBytes { mix($0[...]) }
      rest.removeAll(keepingCapacity: true)
    }
    let whole = start + (bytes.count - start) / 64 * 64
    if whole > start { mix(bytes[start..<whole]) }
    rest += bytes[whole...]
  }

  /// The check sum of all bytes so far, in hexadecimal digits.
  var hexadecimal: String {
    var last = self
    let padding = [0x80] + [UInt8](repeating: 0, count: (119 - rest.count) % 64)
    let length = (0..<8).reversed().map { UInt8(truncatingIfNeeded: (8 &* count) >> (8 * UInt64($0))) }
    (padding + length).withUnsafeBytes { last.add($0) }
    return last.words.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// Mixes some whole blocks of 64 bytes in.
  private mutating func mix(_ blocks: Slice<UnsafeRawBufferPointer>) {
    let bytes = UnsafeRawBufferPointer(rebasing: blocks)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      SHA256.constants.withUnsafeBufferPointer { constants in
        for start in stride(from: 0, to: bytes.count, by: 64) {
          for t in 0..<16 {
            schedule[t] = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: start &+ 4 &* t, as: UInt32.self))
          }
          for t in 16..<64 {
            let (x, y) = (schedule[t &- 15], schedule[t &- 2])
            let mixed = (rotated(x, 7) ^ rotated(x, 18) ^ x &>> 3, rotated(y, 17) ^ rotated(y, 19) ^ y &>> 10)
            schedule[t] = schedule[t &- 16] &+ mixed.0 &+ schedule[t &- 7] &+ mixed.1
          }
          var (a, b, c, d) = (words[0], words[1], words[2], words[3])
          var (e, f, g, h) = (words[4], words[5], words[6], words[7])
          for t in 0..<64 {
            let first =
              h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ (g ^ (e & (f ^ g))) &+ constants[t]
              &+ schedule[t]
            let second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ (a & b | c & (a | b))
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
          }
          for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { words[index] &+= word }
        }
      }
    }
  }

  /// The fractions of the cube roots of the first 64 primes, in 32 bits.
  private static let constants: [UInt32] = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  ]
}

private func rotated(_ word: UInt32, _ places: UInt32) -> UInt32 { word &>> places | word &<< (32 &- places) }
