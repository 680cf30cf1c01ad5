import System
import TensorCore

extension Dataset {
  /// How many images each class has.
  public var classCounts: [Int] {
    labels.reduce(into: Array(repeating: 0, count: classCount)) { $0[$1] += 1 }
  }

  /// The mean image of each class, `(classes, channels, height, width)`; zeros for a class without images.
  public var meanImages: Tensor {
    let size = images.shape.dropFirst().reduce(1, *)
    var sums = Array(repeating: 0.0, count: classCount * size)
    images.withUnsafeElements { pixels in
      for (image, label) in labels.enumerated() {
        for offset in 0..<size { sums[label * size + offset] += Double(pixels[image * size + offset]) }
      }
    }
    let counts = classCounts
    let means = sums.enumerated().map { Float($1 / Double(Swift.max(1, counts[$0 / size]))) }
    return Tensor(shape: [classCount] + images.shape.dropFirst(), elements: means)
  }

  /// The mean of all pixels of all images, and their standard deviation (that of the whole population: divided by
  /// the count). Stops if the set is empty.
  public var meanAndStandardDeviation: (mean: Float, standardDeviation: Float) {
    require(images.count > 0, "Dataset: an empty set has no mean and no standard deviation")
    return (images.mean(), images.standardDeviation())
  }

  /// The set with `(pixel − mean) / standardDeviation` in place of each pixel. Stops unless the standard deviation
  /// is positive.
  ///
  /// Test images are normalized with the numbers of the training images, so that both are measured alike.
  public func normalized(mean: Float, standardDeviation: Float) -> Dataset {
    require(
      standardDeviation > 0,
      "Dataset.normalized: the standard deviation is \(standardDeviation); it must be positive")
    return Dataset(
      name: name, images: (images - mean) / standardDeviation, labels: labels, classNames: classNames)
  }
}
