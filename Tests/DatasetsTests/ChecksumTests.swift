import Testing

@testable import Datasets

@Suite struct ChecksumTests {
  private func sums(_ bytes: [UInt8], pieces size: Int) -> [String] {
    var (md5, sha256) = (Checksum<MD5>(), Checksum<SHA256>())
    for start in stride(from: 0, to: bytes.count, by: size) {
      bytes[start..<min(start + size, bytes.count)].withUnsafeBytes {
        md5.add($0)
        sha256.add($0)
      }
    }
    return [md5.hexadecimal, sha256.hexadecimal]
  }

  /// The examples of RFC 1321 and of FIPS 180-4.
  @Test(arguments: [
    ("", "d41d8cd98f00b204e9800998ecf8427e", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "900150983cd24fb0d6963f7d28e17f72", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "8215ef0796a20bcaaae116d3876c664a",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f",
      "db4bfcbd4da0cd85a60c3c37d3fbd8805c77f15fc6b1fdfe614ee0a7c8fdb4c0"
    ),
  ])
  func publishedExamples(text: String, md5: String, sha256: String) {
    #expect(sums(Array(text.utf8), pieces: 1000) == [md5, sha256])
  }

  @Test func aMillionLettersInPiecesOfAnySize() {
    let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    let expected = [
      "7707d6ae4e027c70eea2a935c2296f21", "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    ]
    for size in [61, 64, 1000, 1_000_000] { #expect(sums(letters, pieces: size) == expected) }
  }

  @Test func everyLengthAroundABlockPadsRight() {
    // The MD5 of the MD5s, made with another program.
    let lengths = (0...130).map { sums([UInt8](repeating: UInt8($0), count: $0), pieces: 7) }
    #expect(sums(Array(lengths.map { $0[0] }.joined().utf8), pieces: 64)[0] == "eec43d9b57ac0e7b87013995de5f06ff")
    #expect(
      sums(Array(lengths.map { $0[1] }.joined().utf8), pieces: 64)[1]
        == "d0baea72526dad7349caefa1eb0367cdf14831720b58b6ab382f9386e8ad7be9")
  }
}
