import Foundation
import Testing

@testable import Drawing
@testable import Figures
@testable import System

@Suite struct PNGBadFiles {
  static let good = HandmadePNG(width: 20, height: 20, colorType: 2, sample: { $0 * 12 + $1 + $2 }).bytes

  static func reason(_ bytes: [UInt8]) -> PNGError.Reason? {
    do {
      _ = try PNG.decode(bytes, path: "folder/some.png")
      return nil
    } catch let error as PNGError {
      #expect(error.path == "folder/some.png")
      #expect(error.description.hasPrefix("folder/some.png: ") && !error.description.contains("\n"))
      return error.reason
    } catch {
      return nil
    }
  }

  @Test func emptyAndForeignFiles() {
    #expect(Self.reason([]) == .empty)
    #expect(Self.reason([1, 2, 3, 4, 5, 6, 7, 8, 9]) == .notPNG(nil))
    #expect(Self.reason(Array("<html>".utf8)) == .notPNG("a web page"))
    #expect(Self.reason([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0, 0, 0]) == .notPNG("a JPEG picture"))
    #expect(Self.reason(Array("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ".utf8)) == .notPNG("a WebP picture"))
    #expect(
      PNGError(path: "a", reason: .notPNG("a GIF picture")).description.hasSuffix(
        "but a GIF picture; convert it to PNG first"))
  }

  /// What ends with its samples may lack the end chunk, or a part of it.
  @Test func everyPrefixIsTruncatedUnlessItHasAllSamples() throws {
    let whole = try PNG.decode(Self.good, path: "")
    let end = Self.good.count - HandmadePNG.chunk("IEND", []).count
    for count in 1..<end { #expect(Self.reason(Array(Self.good.prefix(count))) == .truncated, "\(count) bytes") }
    for count in end...Self.good.count {
      #expect(try PNG.decode(Array(Self.good.prefix(count)), path: "") == whole, "\(count) bytes")
    }
  }

  /// Samples in two chunks, of which the second or its end is missing.
  @Test func halfOfTheSamplesIsTruncated() {
    let header = HandmadePNG.signature + HandmadePNG(width: 20, height: 20).header
    let samples = HandmadePNG.stored([UInt8](repeating: 0, count: 420))
    let first = HandmadePNG.chunk("IDAT", Array(samples[..<200])),
      second = HandmadePNG.chunk("IDAT", Array(samples[200...]))
    #expect(Self.reason(header + first + second) == nil)
    for count in 0..<second.count {
      #expect(Self.reason(header + first + second.prefix(count)) == .truncated, "\(count)")
    }
  }

  /// As in PngSuite's xlfn0g04, xcrn0g04 and xs1n0g01, and as UTF-8 spells the first byte.
  @Test(
    arguments: [
      [0x89, 0x50, 0x4E, 0x47, 0x0A, 0x1A, 0x0A], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0D, 0x0A, 0x1A, 0x0D, 0x0A],
      [0x09, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0xC2, 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
      [0xEF, 0xBF, 0xBD, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
    ] as [[UInt8]]) func aFileThatWasSentAsTextIsToldSo(_ signature: [UInt8])
  {
    #expect(Self.reason(signature + Self.good.dropFirst(8)) == .changedAsText)
  }

  @Test func whatXcodeMakesOfAPNGIsToldSo() {
    let start = HandmadePNG.signature.count
    let file = Array(Self.good[..<start]) + HandmadePNG.chunk("CgBI", [0x50, 0, 0x20, 2]) + Self.good[start...]
    #expect(Self.reason(file) == .rewrittenForApple)
  }

  @Test func imageDataThatEndsEarly() {
    let header = HandmadePNG(width: 20, height: 20).header
    for count in [0, 1, 30, 200, 419] {
      let data = HandmadePNG.stored([UInt8](repeating: 0, count: count))
      let file = HandmadePNG.signature + header + HandmadePNG.chunk("IDAT", data) + HandmadePNG.chunk("IEND", [])
      guard case .damaged = Self.reason(file) else {
        Issue.record("\(count) bytes of image data pass for 420")
        continue
      }
    }
  }

  @Test func hugePicturesAreRefusedFromTheirHeader() {
    var file = HandmadePNG(width: 100_000, height: 100_000, colorType: 2)
    let start = HandmadePNG.signature + file.header + HandmadePNG.chunk("IDAT", [0x78, 0x01])
    #expect(Self.reason(start) == .tooLarge(width: 100_000, height: 100_000))
    file.width = Int(UInt32.max)
    file.height = Int(UInt32.max)
    #expect(
      Self.reason(HandmadePNG.signature + file.header + [0, 0, 0, 0])
        == .tooLarge(width: Int(UInt32.max), height: Int(UInt32.max)))
  }

  @Test func aSizeThatTheDataCannotHoldIsRefused() {
    let header = HandmadePNG(width: 7_000, height: 7_000, colorType: 2).header
    let file =
      HandmadePNG.signature + header + HandmadePNG.chunk("IDAT", HandmadePNG.stored([0]))
      + HandmadePNG.chunk("IEND", [])
    guard case .damaged(let what) = Self.reason(file) else {
      Issue.record("not refused")
      return
    }
    #expect(what.contains("7000 × 7000"))
  }

  @Test func damagedFiles() {
    #expect(Self.reason(HandmadePNG.signature + HandmadePNG.chunk("IEND", [])) != nil)
    for (width, height) in [(0, 5), (5, 0)] {
      #expect(Self.reason(HandmadePNG(width: width, height: height).bytes) != nil)
    }
    for (bitDepth, colorType) in [(3, 0), (4, 2), (16, 3), (8, 1), (8, 5), (8, 7)] {
      var file = HandmadePNG(width: 4, height: 4)
      file.bitDepth = bitDepth
      file.colorType = colorType
      let start = HandmadePNG.signature + file.header
      let rest = HandmadePNG.chunk("IDAT", HandmadePNG.stored([UInt8](repeating: 0, count: 200)))
      #expect(Self.reason(start + rest + HandmadePNG.chunk("IEND", [])) != nil, "\(bitDepth), \(colorType)")
    }
    // A palette picture without its palette.
    #expect(Self.reason(HandmadePNG(width: 4, height: 4, colorType: 3).bytes) != nil)
  }

  @Test func whatIsNotNeededIsNeverUnpacked() {
    // A profile and a text that unpack to more than there is memory, as their headers have it.
    let endless = HandmadePNG.chunk("iCCP", Array("a".utf8) + [0, 0] + HandmadePNG.stored([1, 2, 3]).dropLast(7))
    let text = HandmadePNG.chunk("zTXt", Array("a".utf8) + [0, 0, 0x78, 0xDA, 0xFF, 0xFF])
    let start = HandmadePNG.signature.count + 25
    #expect(Self.reason(Array(Self.good[..<start]) + endless + text + Array(Self.good[start...])) == nil)
  }

  @Test func chunksWhoseLengthOrKindCannotBe() {
    let start = HandmadePNG.signature + HandmadePNG(width: 20, height: 20).header
    for length: [UInt8] in [[0x80, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF]] {
      #expect(Self.reason(start + length + Array("IDAT".utf8) + [UInt8](repeating: 0, count: 90)) == .truncated)
    }
    let rest = HandmadePNG.chunk("IDAT", HandmadePNG.stored([UInt8](repeating: 0, count: 420)))
    for kind in ["ABCD", "IHDR", "\u{1B}[2J"] {
      let file = start + HandmadePNG.chunk(kind, [0]) + rest + HandmadePNG.chunk("IEND", [])
      guard case .damaged(let what) = Self.reason(file) else {
        Issue.record("a chunk \(kind.debugDescription) passes")
        continue
      }
      #expect(what.allSatisfy { $0 >= " " && $0 <= "~" }, "\(what)")
    }
  }

  @Test func anyFlippedByteEitherReadsOrThrows() {
    for index in Self.good.indices {
      var file = Self.good
      file[index] ^= 0x55
      _ = try? PNG.decode(file, path: "")
    }
  }

  @Test func pathsThatAreNoFile() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("figures-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(throws: PNGError(path: folder + "/none.png", reason: .missing)) { try PNG.read(folder + "/none.png") }
    #expect(mkfifo(folder + "/pipe.png", 0o600) == 0)
    for path in [folder, folder + "/pipe.png", "/dev/zero"] {
      #expect(throws: PNGError(path: path, reason: .notAFile)) { try PNG.read(path) }
    }
    unlink(folder + "/pipe.png")

    let bitmap = Bitmap(width: 1, height: 1, channels: 1, samples: .bytes([3]))
    let nowhere = folder + "/none/some.png", taken = folder + "/taken.png"
    #expect(throws: UnwritableFile(nowhere, ENOENT)) { try PNG.write(bitmap, to: nowhere) }
    try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: true)
    #expect(throws: UnwritableFile(taken, EISDIR)) { try PNG.write(bitmap, to: taken) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["taken.png"])
  }
}
