import Foundation
import TensorCore
import TestedPackage
import Testing

@testable import Datasets
@testable import System

@Suite struct IDXTests {
  let folder: TemporaryFolder
  /// Three images of 2×3 pixels.
  let pixels: [UInt8] = [0, 51, 255, 1, 2, 3] + [UInt8](repeating: 102, count: 6) + [9, 8, 7, 6, 5, 4]
  var images: [UInt8] { idxImages(count: 3, rows: 2, columns: 3, pixels: pixels) }

  init() throws { folder = try TemporaryFolder() }

  @Test func bytesBecomeNumbersFromZeroToOne() throws {
    let tensor = try IDX.images(path: folder.write(images, to: "images"))
    #expect(tensor.shape == [3, 1, 2, 3])
    #expect(tensor.elements == pixels.map { Float($0) / 255 })
    #expect(try IDX.labels(path: folder.write(idxLabels([3, 0, 9]), to: "labels")) == [3, 0, 9])
  }

  @Test func gzippedFilesReadTheSame() throws {
    #expect(
      try IDX.images(path: folder.write(gzipped(images), to: "images.gz"))
        == IDX.images(path: folder.write(images, to: "images")))
    #expect(try IDX.labels(path: folder.write(gzipped(idxLabels([1, 2])), to: "labels.gz")) == [1, 2])
  }

  @Test func manyImagesAreReadInPieces() throws {
    let many = (0..<300 * 784).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) }
    let file = idxImages(count: 300, rows: 28, columns: 28, pixels: many)
    let expected = many.map { Float($0) / 255 }
    #expect(try IDX.images(path: folder.write(file, to: "images")).elements == expected)
    #expect(try IDX.images(path: folder.write(gzipped(file), to: "images.gz")).elements == expected)
  }

  /// A file of images that must be refused.
  struct BadFile: CustomTestStringConvertible, Sendable {
    /// What is wrong with it.
    let testDescription: String
    let bytes: [UInt8]
    let problem: DataFileError.Problem
    /// What the error's message must hold.
    let words: String
  }

  static let badImages: [BadFile] = {
    let pixels = [UInt8](repeating: 7, count: 18)
    let whole = idxImages(count: 3, rows: 2, columns: 3, pixels: pixels)
    let zipped = gzipped(whole)
    var damaged = zipped
    damaged[zipped.count - 6] ^= 0xff
    var tomorrow = zipped
    tomorrow[2] = 7
    let lying = idxImages(count: 4, rows: 2, columns: 3, pixels: pixels)
    let bomb = idxImages(count: 3, rows: 2, columns: 3, pixels: .init(repeating: 0, count: 40_000_000))
    let padding = [UInt8](repeating: 1, count: 80)
    let files: [(String, [UInt8], DataFileError.Problem, String)] = [
      ("empty", [], .wrongSize, "empty file"),
      ("a cut header", Array(whole.prefix(10)), .wrongSize, "header of 16 bytes and found 10"),
      ("two bytes", [0, 0], .wrongFormat, "2051"),
      ("labels", idxLabels([1, 2, 3]), .wrongFormat, "found labels (2049)"),
      ("a web page", Array("<!DOCTYPE html><html>Forbidden".utf8), .wrongFormat, "a web page"),
      (
        "a pointer", Array("version https://git-lfs.github.com/spec/v1\noid".utf8), .wrongFormat,
        "a pointer of Git LFS"
      ),
      ("an answer", Array(#"{"error": {"code": 404, "message": "not found"}}"#.utf8), .wrongFormat, "JSON"),
      ("a zip", Array("PK\u{3}\u{4}".utf8) + padding, .wrongFormat, "found a zip archive; unpack it"),
      ("an xz file", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0] + padding, .wrongFormat, "found an xz file; unpack it"),
      ("anything", [9, 8, 7, 6] + padding, .wrongFormat, "found the bytes [9, 8, 7, 6]"),
      ("floats", [0, 0, 13, 3] + padding, .wrongFormat, "found IDX of floats with 3 axes; write them as unsigned"),
      ("cut off", Array(whole.dropLast()), .wrongSize, "expected 34 bytes"),
      ("too long", whole + [1], .wrongSize, "found 35"),
      ("a lying count", lying, .wrongSize, "expected 40 bytes"),
      ("no images", idxImages(count: 0, rows: 2, columns: 3, pixels: []), .inconsistent, "count of 0"),
      ("no rows", idxImages(count: 3, rows: 0, columns: 3, pixels: []), .tooLarge, "0×3"),
      (
        "a giant count", idxImages(count: .max, rows: 2, columns: 3, pixels: pixels), .tooLarge, "4294967295"
      ),
      (
        "giant sides", idxImages(count: 3, rows: .max, columns: .max, pixels: pixels), .tooLarge,
        "4294967295×4294967295"
      ),
      (
        "a giant whole", idxImages(count: 9_999_999, rows: 4096, columns: 4096, pixels: pixels), .tooLarge,
        "9999999 images"
      ),
      (
        "more than fits", idxImages(count: 400_000, rows: 28, columns: 28, pixels: pixels), .tooLarge,
        "at most 268435456 bytes"
      ),
      ("gzipped twice", gzipped(zipped), .wrongFormat, "a gzip file within a gzip file; unpack it once"),
      (
        "a name without its end", [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 65, count: 9999),
        .damaged, "cut off"
      ),
      ("empty, gzipped", gzipped([]), .wrongSize, "empty file"),
      ("cut off, gzipped", Array(zipped.dropLast(9)), .damaged, "cut off"),
      ("a cut check sum", Array(zipped.dropLast(3)), .damaged, "cut off"),
      ("a wrong check sum", damaged, .damaged, ": the gzip data are damaged; fetch it again"),
      ("a method of tomorrow", tomorrow, .damaged, ": the gzip data are damaged; fetch it again"),
      ("a cut gzip header", Array(zipped.prefix(12)), .damaged, "cut off"),
      ("a lying count, gzipped", gzipped(lying), .wrongSize, "expected 24 bytes"),
      ("more than promised, gzipped", gzipped(whole + [1]), .wrongSize, "found more"),
      ("a bomb", gzipped(bomb), .wrongSize, "found more"),
      (
        "a giant promise, gzipped", gzipped(idxImages(count: 60_000, rows: 28, columns: 28, pixels: pixels)),
        .wrongSize, "gzip file of only"
      ),
    ]
    return files.map { BadFile(testDescription: $0.0, bytes: $0.1, problem: $0.2, words: $0.3) }
  }()

  @Test(arguments: badImages)
  func badImagesGiveOneClearLine(_ file: BadFile) throws {
    let path = try folder.write(file.bytes, to: "images")
    let error = try #require(throws: DataFileError.self) { try IDX.images(path: path) }
    #expect(error.problem == file.problem, "\(error)")
    #expect(error.description.contains(file.words), "\(error)")
    #expect(error.description.hasPrefix(path))
    #expect(!error.description.contains("\n"))
  }

  @Test func badLabelsGiveOneClearLine() throws {
    func error(_ bytes: [UInt8]) throws -> DataFileError {
      let path = try folder.write(bytes, to: "labels")
      return try #require(throws: DataFileError.self) { try IDX.labels(path: path) }
    }
    #expect(try error(idxLabels([1, 2, 10, 3])).description.contains("from 0 to 9 and found 10 for image 2"))
    #expect(try error(idxLabels([1, 2], count: 3)).problem == .wrongSize)
    #expect(try error(images).description.contains("found images (2051)"))
    #expect(try error([]).problem == .wrongSize)
    // As QMNIST hands them out, and as an error comes that is shorter than any header.
    let whole: [UInt8] = [0, 0, 12, 2, 0, 0, 0, 1, 0, 0, 0, 8] + [UInt8](repeating: 0, count: 32)
    #expect(try error(whole).description.contains("IDX of whole numbers of 32 bits with 2 axes"))
    #expect(try error(whole).description.contains("of QMNIST's labels that is the first column"))
    #expect(try error(Array("version https://git-lfs.github.com/spec/v1".utf8)).description.contains("Git LFS"))
    #expect(try error([0, 0, 8]).description.contains("found the bytes [0, 0, 8]"))
  }

  @Test func missingFilesAndFoldersAreToldApart() throws {
    let missing = try #require(throws: DataFileError.self) { try IDX.images(path: "\(folder.path)/nothing") }
    #expect(missing.problem == .missing)
    let directory = try #require(throws: DataFileError.self) { try IDX.images(path: folder.path) }
    #expect(directory.problem == .unreadable)
    #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
    for path in ["\(folder.path)/pipe", "/dev/zero"] {
      #expect(try #require(throws: DataFileError.self) { try IDX.labels(path: path) }.problem == .unreadable)
    }
  }
}
