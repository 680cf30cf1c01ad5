import Testing

@testable import Datasets

@Suite struct ChecksumTests {
  private func sum(_ bytes: [UInt8], pieces size: Int) -> String {
    var sum = SHA256()
    for start in stride(from: 0, to: bytes.count, by: size) {
      bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { sum.add($0) }
    }
    return sum.hexadecimal
  }

  /// The examples of FIPS 180-4 and two more, summed with another program.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
      "db4bfcbd4da0cd85a60c3c37d3fbd8805c77f15fc6b1fdfe614ee0a7c8fdb4c0"
    ),
  ])
  func publishedExamples(text: String, expected: String) {
    #expect(sum(Array(text.utf8), pieces: 1000) == expected)
  }

  @Test func aMillionLettersInPiecesOfAnySize() {
    let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    for size in [61, 64, 1000, 1_000_000] { #expect(sum(letters, pieces: size) == expected) }
  }

  @Test func everyLengthAroundABlockPadsRight() {
    // The sum of the sums, made with another program.
    let lengths = (0...130).map { sum([UInt8](repeating: UInt8($0), count: $0), pieces: 7) }
    #expect(
      sum(Array(lengths.joined().utf8), pieces: 64)
        == "d0baea72526dad7349caefa1eb0367cdf14831720b58b6ab382f9386e8ad7be9")
  }
}
