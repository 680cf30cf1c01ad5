import Datasets
import TensorCore

extension Notebook {
  /// Images to learn from: those of `--data`, or drawn digits.
  ///
  /// - Parameter count: How many at most; all of a real set, or 10,000 drawn ones, if nil.
  /// - Throws: An error of one line if the files of a real set are missing or are not what they must be.
  public func trainingData(count: Int? = nil) throws -> Dataset {
    consult()
    return try options.dataset(.training, count: count)
  }

  /// Images to test with, none of which is in the training data.
  ///
  /// - Parameter count: How many at most; all of a real set, or 2,000 drawn ones, if nil.
  /// - Throws: An error of one line if the files of a real set are missing or are not what they must be.
  public func testData(count: Int? = nil) throws -> Dataset {
    consult()
    return try options.dataset(.test, count: count)
  }

  private func consult() {
    consulted.insert("--data")
    consulted.insert(options.isRealData ? "--data-directory" : "--seed")
  }
}

extension Options {
  var isRealData: Bool { data == .mnist || data == .fashionMnist }

  /// The images that the options choose. Drawn ones depend on the seed; the two splits are different streams of it.
  func dataset(_ split: Split, count: Int?) throws -> Dataset {
    switch data ?? .digits {
    case .digits:
      let isTraining = split == .training
      var generator = SeededGenerator(seed: seed ?? 0).split(isTraining ? 1 : 2)
      return DrawnDigits.dataset(count: count ?? (isTraining ? 10_000 : 2_000), seed: generator.next())
    case .mnist:
      let dataset = try Dataset.mnist(directory: realDataDirectory(), split: split)
      return count.map(dataset.prefix) ?? dataset
    case .fashionMnist:
      let dataset = try Dataset.fashionMNIST(directory: realDataDirectory(), split: split)
      return count.map(dataset.prefix) ?? dataset
    }
  }

  private func realDataDirectory() throws -> String {
    guard let directory else {
      throw LessonFailure(
        "--data \(data?.rawValue ?? "") needs the folder of its files: name it with --data-directory "
          + "or in PATCHWORK_DATA_DIRECTORY",
        exitCode: LessonFailure.usage)
    }
    return directory
  }
}

extension Options {
  /// The one image that the options choose for `--pixel`: that of `--image`, or the first test image of `--data`;
  /// nil if they choose none.
  func chosenImage() throws -> Tensor? {
    if image != nil { return try photograph() }
    guard data != nil else { return nil }
    return try dataset(.test, count: 1).image(0)
  }

  func photograph() throws -> Tensor { DrawnScene.photograph(seed: seed ?? 0) }
}
