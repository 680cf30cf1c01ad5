import ChosenData
import Datasets
import Drawing
import Figures
import Programs
import System
import TensorCore

extension Notebook {
  /// Images to learn from: those of `--data`, or drawn ones.
  ///
  /// - Parameters:
  ///   - count: How many at most; if nil, all of a real set, or as many as are drawn.
  ///   - drawn: How many are drawn if `count` does not say.
  ///   - usual: What is drawn if `--data` does not say.
  /// - Throws: An error of one line if the files of a real set cannot be had or are not what they must be.
  public func trainingData(
    count: Int? = nil, drawn: Int = 10_000, unlessTold usual: DrawnSet = .digits
  ) throws -> Dataset {
    consult()
    return try options.dataset(.training, count: count, drawn: drawn, unlessTold: usual, from: files)
  }

  /// Images to test with, none of which is in the training data.
  ///
  /// - Parameters:
  ///   - count: How many at most; if nil, all of a real set, or as many as are drawn.
  ///   - drawn: How many are drawn if `count` does not say.
  ///   - usual: What is drawn if `--data` does not say.
  /// - Throws: An error of one line if the files of a real set cannot be had or are not what they must be.
  public func testData(
    count: Int? = nil, drawn: Int = 2_000, unlessTold usual: DrawnSet = .digits
  ) throws -> Dataset {
    consult()
    return try options.dataset(.test, count: count, drawn: drawn, unlessTold: usual, from: files)
  }

  /// A colour picture `(3, H, W)` in 0…1: that of `--image`, or a drawn scene.
  ///
  /// Pictures of more than 640 pixels a side are made smaller, by averaging whole blocks of pixels.
  /// - Throws: An error of one line if the file is no picture that can be read, or one of fewer than 16 pixels a side.
  public func photograph() throws -> Tensor {
    consulted.insert(options.image == nil ? "--seed" : "--image")
    return files.picture ?? DrawnScene.photograph(seed: seed)
  }

  /// The picture of `--image` as it is in its file, for a network to read; nil if there is none.
  package var ownPicture: Bitmap? {
    consulted.insert("--image")
    return files.original
  }

  /// The file of weights that `--model` names; nil if it names none.
  package var ownWeights: String? { options.model }

  /// The same once, for the first network that asks.
  package func takeOwnWeights() -> String? {
    guard consulted.insert("--model").inserted else { return nil }
    return options.model
  }

  /// How many epochs `--epochs` asks for; nil if it does not.
  package var chosenEpochs: Int? {
    consulted.insert("--epochs")
    return options.training.epochs
  }

  private func consult() {
    consulted.insert("--data")
    consulted.insert(options.images.isReal ? "--data-directory" : "--seed")
  }
}

/// What the options name on the disk. It is read before the walk, so that a bad file ends a lesson that has not yet
/// written anything.
struct ChosenFiles {
  var sets: [Split: Dataset] = [:]
  var picture: Tensor?
  /// The picture as it is in its file.
  var original: Bitmap?
}

extension Options {
  /// Throws a line if the file of weights cannot be opened.
  private func checkThere(_ model: String) throws {
    func refuse(_ problem: String) -> ProgramFailure { ProgramFailure("\(model): \(problem), which --model names") }
    do {
      _ = try ReadableFile(model)
    } catch UnreadableFile.notAFile {
      throw refuse("there is a folder or a device, and no file")
    } catch UnreadableFile.refused(let reason) {
      throw refuse("the file cannot be opened (\(reason))")
    } catch {
      throw refuse("there is no such file")
    }
  }

  /// The images that the options choose: real ones are those of `files`, or are read.
  func dataset(
    _ split: Split, count: Int?, drawn: Int = 10_000, unlessTold usual: DrawnSet = .digits,
    from files: ChosenFiles = ChosenFiles(), display: ProgressDisplay? = nil
  ) throws -> Dataset {
    try images.dataset(
      split, count: count, drawn: drawn, unlessTold: usual, seed: seed ?? 0, read: files.sets, display: display)
  }

  /// Reads everything that the options name, which may have to be downloaded first.
  func chosenFiles(display: ProgressDisplay?) throws -> ChosenFiles {
    var files = ChosenFiles()
    if let image {
      files.original = try PNG.read(image)
      files.picture = try picture(image, files.original)
    }
    if let model { try checkThere(model) }
    if images.isReal { for split in Split.allCases { files.sets[split] = try images.realDataset(split, display) } }
    return files
  }
}

extension Options {
  /// The one image that the options choose for `--pixel`: that of `--image`, or the first test image of `--data`;
  /// nil if they choose none.
  func chosenImage(display: ProgressDisplay?) throws -> Tensor? {
    if let image { return try picture(image) }
    guard images.data != nil else { return nil }
    return try dataset(.test, count: 1, display: display).image(0)
  }

  /// The picture in a file as `(3, H, W)`. A large one is made smaller by averaging; throws if one is, or would become,
  /// too small for kernels to slide over.
  private func picture(_ image: String, _ bitmap: Bitmap? = nil) throws -> Tensor {
    let picture = try (bitmap ?? PNG.read(image)).tensor
    let color = picture.shape[0] == 1 ? Tensor.concatenated([picture, picture, picture]) : picture
    let longest = max(color.shape[1], color.shape[2])
    let factor = (longest + Options.longestSide - 1) / Options.longestSide
    let (height, width) = (color.shape[1], color.shape[2])
    guard min(height, width) / factor >= Options.shortestSide else {
      throw ProgramFailure(
        "\(image) has \(height)×\(width) pixels; a picture must have \(Options.shortestSide) or more on its shorter "
          + "side and not be more than \(Options.longestSide / Options.shortestSide) times as long; choose another")
    }
    return factor > 1 ? averagePool2d(color, window: Size2D(factor)) : color
  }

  private static let longestSide = 640
  private static let shortestSide = 16
}
