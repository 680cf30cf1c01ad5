import Figures
import Foundation
import TensorCore
import TestedPackage
import Testing

@testable import Drawing

/// How a lesson ends when it is asked for what it cannot do: one line, the right status, nothing half-written.
@Suite struct ExitStatus {
  private let lesson = "lesson-04-pooling"

  private func expect(
    _ status: Int32, _ arguments: String..., says text: String, environment: [String: String] = [:]
  ) throws {
    let folder = try TemporaryFolder()
    let run = try LessonRun(lesson, arguments, into: folder, environment: environment)
    #expect(run.status == status)
    #expect(run.errors.hasPrefix("\(lesson): ") && run.errors.contains(text), "\(run.errors)")
    #expect(run.errors.filter { $0 == "\n" }.count == 1)
    let written = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    #expect(written.allSatisfy { !$0.contains(".") }, "\(written)")
  }

  @Test func anUnknownOptionIsAUsageError() throws {
    try expect(64, "--colour", says: "Unknown option '--colour'")
    try expect(64, "--sed", "4", says: "Unknown option '--sed'")
    try expect(64, "--threads", "0", says: "from 1 to 256")
    try expect(64, "--pixel", "three", says: "a row and a column, such as 3,4")
  }

  @Test func aPixelOutsideThePictureIsNamedWithItsRange() throws {
    try expect(1, "--pixel", "99,0", says: "rows go from 0 to ")
    try expect(1, "--pixel", "14,0", "--data", "digits", says: "rows go from 0 to 13, columns from 0 to 13")
  }

  @Test func aBadImageIsNamed() throws {
    let folder = try TemporaryFolder()
    let bytes: [(String, [UInt8])] = [
      ("empty.png", []), ("text.png", Array("not a picture".utf8)),
      ("cut.png", [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]),
    ]
    for (name, bytes) in bytes {
      try expect(1, "--pixel", "0,0", "--image", folder.write(bytes, to: name), says: name)
    }
    try expect(1, "--pixel", "0,0", "--image", "\(folder.path)/missing.png", says: "missing.png")
  }

  @Test func aPictureTooSmallOrTooNarrowIsNamedWithItsSize() throws {
    let folder = try TemporaryFolder()
    for (height, width) in [(1, 1), (15, 100), (20, 1300)] {
      let path = "\(folder.path)/\(height)-\(width).png"
      try PNG.write(Bitmap(Tensor.ones(1, height, width)), to: path)
      try expect(1, "--pixel", "0,0", "--image", path, says: "has \(height)×\(width) pixels")
    }
  }

  @Test func aDataSetThatCannotBeReadOrTaughtWithIsNamedBeforeAnythingIsWritten() throws {
    let folder = try TemporaryFolder()
    func write(images count: Int, holding claimed: Int, blank: Int = 0) throws {
      func number(_ value: Int) -> [UInt8] {
        [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
      }
      for name in ["train", "t10k"] {
        let images =
          number(2051) + number(claimed) + number(28) + number(28)
          + (0..<count * 784).map { $0 / 784 == blank ? 7 : UInt8($0 % 10) }
        let labels = number(2049) + number(claimed) + (0..<claimed).map { UInt8($0 % 10) }
        try folder.write(images, to: "\(name)-images-idx3-ubyte")
        try folder.write(labels, to: "\(name)-labels-idx1-ubyte")
      }
    }
    for (images, claimed, text) in [
      (3, 3, "MNIST training: the lessons need 2000 or more images, some of each class and none blank, and found 3"),
      (1999, 1999, "and found 1999; fetch"),
      (2000, 2000, "and found image 0 blank; fetch"),
      (3, 4, "expected 3152 bytes for the 4 images"),
    ] {
      try write(images: images, holding: claimed)
      try expect(1, "--data", "mnist", "--data-directory", folder.path, says: text)
    }
    try write(images: 2000, holding: 2000, blank: 1999)
    try expect(1, "--data", "mnist", "--data-directory", folder.path, says: "and found image 1999 blank; fetch")
    try expect(1, "--data", "mnist", "--data-directory", folder.path + "/nothing", says: "found nothing")
    let empty = try TemporaryFolder()
    try expect(1, "--data", "mnist", "--data-directory", empty.path, says: "found neither")
    // So few are enough for the lessons that hold back most of them.
    try write(images: 2000, holding: 2000, blank: -1)
    for lesson in ["lesson-06-feature-maps", "lesson-07-gradients"] {
      let run = try LessonRun(lesson, "--data", "mnist", "--data-directory", folder.path, "--epochs", "1", "--quiet")
      #expect(run.status == 0, "\(run.errors.prefix(500))")
    }
  }

  @Test(arguments: ["mnist", "fashion-mnist"])
  func withoutANetworkOneLineNamesThreeWaysToAnswer(data: String) throws {
    let nowhere = "http://127.0.0.1:1"
    let cache = try TemporaryFolder()
    try expect(
      1, "--data", data,
      says:
        "put its files into a folder and name that with --data-directory, name it in PATCHWORK_DATA_DIRECTORY, or "
        + "leave --data out and use the drawn images",
      environment: [
        "http_proxy": nowhere, "https_proxy": nowhere, "PATCHWORK_DATA_DIRECTORY": "", "HOME": cache.path,
        "XDG_CACHE_HOME": "",
      ])
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([], to: "file")
    let run = try ProgramRun(lesson, ["--output", file])
    #expect(run.status == 1)
    #expect(run.errors.contains("cannot write to \(file)") && run.output.isEmpty)
  }
}
