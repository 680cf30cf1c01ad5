import Datasets
import Programs
import System
import TensorCore

/// The sets of images that are drawn from the seed.
public enum DrawnSet: Sendable {
  case digits, garments
}

extension DataOptions {
  /// Whether a real set is chosen, whose files have to be had.
  package var isReal: Bool { data == .mnist || data == .fashionMnist }

  /// The images of a split: drawn ones, which depend on the seed and of which the two splits are different streams, or
  /// real ones, as they were `read` or are read now.
  ///
  /// - Parameters:
  ///   - count: How many at most; if nil, all of a real set, or as many as are drawn.
  ///   - drawn: How many are drawn if `count` does not say.
  ///   - usual: What is drawn if `--data` does not say.
  ///   - display: Where a download is shown.
  package func dataset(
    _ split: Split, count: Int? = nil, drawn: Int, unlessTold usual: DrawnSet = .digits, seed: UInt64,
    read: [Split: Dataset] = [:], display: ProgressDisplay? = nil
  ) throws -> Dataset {
    if isReal {
      let dataset = try read[split] ?? realDataset(split, display)
      return count.map(dataset.prefix) ?? dataset
    }
    var generator = SeededGenerator(seed: seed).split(split == .training ? 1 : 2)
    switch data == nil ? usual : data == .garments ? .garments : .digits {
    case .digits: return DrawnDigits.dataset(count: count ?? drawn, seed: generator.next())
    case .garments: return DrawnGarments.dataset(count: count ?? drawn, seed: generator.next())
    }
  }

  /// A split of a real set. Throws if it cannot be had or read, or has too few images, or none of a class, or a
  /// blank one.
  package func realDataset(_ split: Split, _ display: ProgressDisplay?) throws -> Dataset {
    let progress: (DownloadProgress) -> Void = { display?.report(DownloadBar(progress: $0), below: 0) }
    let dataset =
      data == .mnist
      ? try Dataset.mnist(directory: dataDirectory, split: split, progress: progress)
      : try Dataset.fashionMNIST(directory: dataDirectory, split: split, progress: progress)
    let fewest = DataOptions.fewestImages(split)
    func refuse(_ found: String) -> ProgramFailure {
      ProgramFailure(
        "\(dataset.name): the lessons need \(fewest) or more images, some of each class and none blank, and found "
          + "\(found); fetch the files again")
    }
    guard dataset.count >= fewest else { throw refuse("\(dataset.count)") }
    if let missing = dataset.classCounts.firstIndex(of: 0) { throw refuse("none of \(dataset.classNames[missing])") }
    if let blank = dataset.firstBlankImage { throw refuse("image \(blank) blank") }
    return dataset
  }

  /// Lessons hold back 1000 images of those to learn from, to choose by.
  private static func fewestImages(_ split: Split) -> Int { split == .training ? 2000 : 1000 }
}
