import System
import TensorCore

/// Images with their labels.
public struct Dataset: Sendable {
  /// What the set is called where it is shown, such as `"MNIST test"`.
  public let name: String
  /// The images, `(count, channels, height, width)`; from 0 to 1 unless normalized.
  public let images: Tensor
  /// The class of each image, an index into `classNames`.
  public let labels: [Int]
  /// The names of the classes.
  public let classNames: [String]

  /// Puts images `(count, channels, height, width)` and as many labels together.
  ///
  /// Stops if the images have another rank, if there are fewer or more labels than images, or if a label is not an
  /// index into `classNames`.
  public init(name: String, images: Tensor, labels: [Int], classNames: [String]) {
    require(
      images.rank == 4,
      "Dataset: images have the shape (count, channels, height, width); these have \(images.shape)")
    require(
      images.shape[0] == labels.count,
      "Dataset: there must be a label for each image; there are \(images.shape[0]) images and \(labels.count) labels")
    if let index = labels.firstIndex(where: { !classNames.indices.contains($0) }) {
      stop("Dataset: label \(labels[index]) of image \(index) is not one of the \(classNames.count) classes")
    }
    self.name = name
    self.images = images
    self.labels = labels
    self.classNames = classNames
  }

  /// The number of images.
  public var count: Int { labels.count }

  /// The number of classes, whether or not the set has images of each.
  public var classCount: Int { classNames.count }

  /// Image `index`, `(channels, height, width)`, without a copy. Stops if there is none.
  public func image(_ index: Int) -> Tensor {
    require(labels.indices.contains(index), "Dataset: there is no image \(index) in a set of \(count)")
    return images.selecting(index)
  }

  /// The images and labels in `range`, without a copy. Stops if the set does not hold the range.
  public subscript(range: Range<Int>) -> Dataset {
    require(
      range.lowerBound >= 0 && range.upperBound <= count,
      "Dataset: the images \(range) are not all in a set of \(count)")
    return Dataset(name: name, images: images[range], labels: Array(labels[range]), classNames: classNames)
  }

  /// The first `count` images and labels, or all if there are fewer. Stops if `count` is negative.
  public func prefix(_ count: Int) -> Dataset {
    require(count >= 0, "Dataset.prefix: the count is \(count); it must not be negative")
    return self[0..<min(count, self.count)]
  }

  /// The images and labels at `indices`, in that order, copied. Stops if there is no such image.
  public func gathered(_ indices: [Int]) -> Dataset {
    if let index = indices.first(where: { !labels.indices.contains($0) }) {
      stop("Dataset: there is no image \(index) in a set of \(count)")
    }
    return Dataset(
      name: name, images: images.gathered(rows: indices), labels: indices.map { labels[$0] },
      classNames: classNames)
  }
}
