import Foundation
import TensorCore
import TestedPackage
import Testing

@testable import Datasets
@testable import System

@Suite struct RealSetTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Writes a test set of as many images as there are labels, all pixels of image `i` being `i`.
  private func writeTestSet(_ labels: [UInt8], images: Int? = nil, side: UInt32 = 28, in directory: String) throws {
    let count = images ?? labels.count
    let pixels = (0..<count).flatMap { [UInt8](repeating: UInt8($0), count: Int(side * side)) }
    let file = idxImages(count: UInt32(count), rows: side, columns: side, pixels: pixels)
    _ = try folder.write(gzipped(file), to: "\(directory)/t10k-images-idx3-ubyte.gz")
    _ = try folder.write(idxLabels(labels), to: "\(directory)/t10k-labels-idx1-ubyte")
  }

  @Test(arguments: [".", "MNIST/raw"])
  func mnistIsFound(in directory: String) throws {
    try writeTestSet([4, 0, 9], in: directory)
    let dataset = try Dataset.mnist(directory: folder.path, split: .test)
    #expect(dataset.name == "MNIST test")
    #expect(dataset.labels == [4, 0, 9])
    #expect(dataset.images.shape == [3, 1, 28, 28])
    #expect(dataset.images[2, 0, 13, 5] == 2.0 / 255)
    #expect(dataset.classNames[9] == "9")
  }

  /// As archives lay the files out that are handed around.
  @Test(arguments: [
    "train-images.idx3-ubyte", "MNIST/raw/train-images.idx3-ubyte", "raw/train-images-idx3-ubyte",
    "train-images-idx3-ubyte/train-images-idx3-ubyte", "train-images-idx3-ubyte/train-images.idx3-ubyte",
    "train-images.idx3-ubyte/train-images-idx3-ubyte",
  ]) func theLayoutsOfArchivesAreFound(_ name: String) throws {
    let images = idxImages(count: 2, rows: 28, columns: 28, pixels: [UInt8](repeating: 9, count: 2 * 784))
    for suffix in ["", ".gz"] {
      let folder = try TemporaryFolder()
      _ = try folder.write(suffix.isEmpty ? images : gzipped(images), to: name + suffix)
      // A folder of that name that holds something else is passed by.
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: "MNIST/raw/train-images-idx3-ubyte.gz"), withIntermediateDirectories: true)
      let labels = name.replacing("images", with: "labels").replacing("idx3", with: "idx1")
      _ = try folder.write(idxLabels([3, 5]), to: labels + suffix)
      #expect(try Dataset.mnist(directory: folder.path, split: .training).labels == [3, 5], "\(name)\(suffix)")
    }
  }

  @Test func eachSetIsTakenFromItsOwnFolder() throws {
    try writeTestSet([1], in: "MNIST/raw")
    try writeTestSet([2, 9], in: "FashionMNIST/raw")
    #expect(try Dataset.mnist(directory: folder.path, split: .test).labels == [1])
    let garments = try Dataset.fashionMNIST(directory: folder.path, split: .test)
    #expect(garments.labels.map { garments.classNames[$0] } == ["Pullover", "Ankle boot"])
  }

  @Test func missingFilesAreNamed() throws {
    try writeTestSet([1], in: ".")
    let error = try #require(throws: DataFileError.self) {
      try Dataset.mnist(directory: folder.path, split: .training)
    }
    #expect(error.problem == .missing)
    #expect(error.description.contains("train-images-idx3-ubyte"))
    #expect(error.description.contains("MNIST/raw"))
    #expect(!error.description.contains("\n"))
  }

  /// A folder that may not be entered is refused in the same way, but not to whoever runs as root.
  @Test(arguments: [
    ("t10k-images-idx3-ubyte", "a link that leads nowhere"), ("in-a-circle", "Too many levels of symbolic links"),
  ]) func whatIsThereAndOutOfReachIsNotCalledMissing(target: String, reason: String) throws {
    for name in ["images-idx3", "labels-idx1"] {
      let path = "\(folder.path)/t10k-\(name)-ubyte.gz"
      #expect(symlink(target == "in-a-circle" ? path : target, path) == 0)
    }
    let path = "\(folder.path)/t10k-images-idx3-ubyte.gz"
    var source = DataSource(directory: folder.path)
    source.caches = folder.path + "/none"
    for (named, variable) in [(folder.path, nil), (nil, folder.path)] as [(String?, String?)] {
      (source.directory, source.variable) = (named, variable)
      let error = try #require(throws: DataFileError.self) { try RealSet.mnist.dataset(.test, from: source) }
      #expect(error.problem == .unreadable)
      #expect(error.description.hasPrefix("\(path): ") && error.description.contains(reason), "\(error)")
    }
  }

  @Test func whatIsNoFolderIsCalledSo() throws {
    try writeTestSet([1], in: ".")
    for (name, found) in [("t10k-labels-idx1-ubyte", "no folder"), ("absent", "nothing")] {
      let path = "\(folder.path)/\(name)"
      let error = try #require(throws: DataFileError.self) { try Dataset.mnist(directory: path, split: .test) }
      #expect(
        error.description
          == "\(path): expected a folder that holds t10k-images-idx3-ubyte of MNIST and found \(found); name the folder "
          + "that the files lie in, or leave --data out and use the drawn images")
    }
  }

  @Test func fewerLabelsThanImages() throws {
    try writeTestSet([1, 2], images: 3, in: ".")
    let error = try #require(throws: DataFileError.self) { try Dataset.mnist(directory: folder.path, split: .test) }
    #expect(error.problem == .inconsistent)
    #expect(error.description.contains("each of the 3 images and found 2 labels"))
  }

  @Test func imagesOfAnotherSize() throws {
    try writeTestSet([1, 2], side: 32, in: ".")
    let error = try #require(throws: DataFileError.self) { try Dataset.mnist(directory: folder.path, split: .test) }
    #expect(error.description.contains("28×28 pixels and found 32×32"))
  }

  @Test func oneSetUnderTheNamesOfAnotherIsNoticed() throws {
    let (own, other) = (SampleSet(name: "Own", seed: 1), SampleSet(name: "Other", seed: 2))
    var source = DataSource(directory: folder.path)
    source.known = [own.set(mirrors: []), other.set(mirrors: [])]
    func error() throws -> DataFileError {
      try #require(throws: DataFileError.self) { try own.set(mirrors: []).dataset(.test, from: source) }
    }
    for index in SampleSet.names.indices { _ = try folder.write(other.plain[index], to: SampleSet.names[index]) }
    #expect(try error().problem == .anotherSet)
    #expect(try error().description.contains("expected the test images of Own and found the test images of Other"))
    _ = try folder.write(own.plain[2], to: SampleSet.names[2])
    #expect(try error().description.contains("expected the test labels of Own and found the test labels of Other"))
    _ = try folder.write(own.plain[3], to: SampleSet.names[3])
    #expect(try own.set(mirrors: []).dataset(.test, from: source).labels == own.labels(.test))
    _ = try folder.write(gzipped(own.plain[0], level: 1), to: "Own/raw/\(SampleSet.names[2]).gz")
    #expect(try error().description.contains("found the training images of Own"))
  }

  @Test func theNamedFolderGoesBeforeTheVariableAndTheVariableBeforeTheCache() throws {
    let sets = (1...3).map { SampleSet(name: "Sample", seed: $0) }
    for (sample, place) in zip(sets, ["named", "variable/Sample/raw", "caches/patchwork"]) {
      for index in [2, 3] { _ = try folder.write(sample.plain[index], to: "\(place)/\(SampleSet.names[index])") }
    }
    let set = sets[0].set(mirrors: [])
    var source = DataSource(directory: folder.path + "/named")
    (source.variable, source.caches) = (folder.path + "/variable", folder.path + "/caches")
    #expect(try set.dataset(.test, from: source).labels == sets[0].labels(.test))
    source.directory = nil
    #expect(try set.dataset(.test, from: source).labels == sets[1].labels(.test))
    // A folder that is meant for this must hold the set.
    source.directory = folder.path + "/caches"
    #expect(throws: DataFileError.self) { try set.dataset(.test, from: source) }
  }

  @Test func aVariableThatNamesAFolderOfOtherThingsIsPassedBy() throws {
    let sample = SampleSet(name: "Sample", seed: 3)
    for index in SampleSet.names.indices {
      _ = try folder.write(sample.plain[index], to: "caches/patchwork/\(SampleSet.names[index])")
    }
    var source = DataSource()
    (source.variable, source.caches) = (folder.path, folder.path + "/caches")
    #expect(try sample.set(mirrors: []).dataset(.test, from: source).labels == sample.labels(.test))
  }

  private static let realDirectory = ProcessInfo.processInfo.environment["PATCHWORK_DATA_DIRECTORY"]

  @Test(.enabled(if: realDirectory != nil, "needs MNIST: set PATCHWORK_DATA_DIRECTORY to the folder that holds it"))
  func realMNIST() throws {
    let directory = try #require(RealSetTests.realDirectory)
    let training = try Dataset.mnist(directory: directory, split: .training)
    #expect(training.images.shape == [60_000, 1, 28, 28])
    #expect(training.classCounts == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    let (mean, deviation) = training.meanAndStandardDeviation
    #expect(abs(mean - 0.1307) < 5e-5)
    #expect(abs(deviation - 0.3081) < 5e-5)
    let test = try Dataset.mnist(directory: directory, split: .test)
    #expect(test.classCounts == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
  }
}
