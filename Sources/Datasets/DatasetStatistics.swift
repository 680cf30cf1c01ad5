import System
import TensorCore

extension Dataset {
  /// How many images each class has.
  public var classCounts: [Int] {
    labels.reduce(into: Array(repeating: 0, count: classCount)) { $0[$1] += 1 }
  }

  /// The mean image of each class, `(classes, channels, height, width)`; zeros for a class without images.
  public var meanImages: Tensor {
    let size = images.shape.dropFirst().reduce(1, *), counts = classCounts
    return images.withUnsafeElements { pixels in
      Tensor(shape: [classCount] + images.shape.dropFirst()) { means in
        var sums = [Double](repeating: 0, count: means.count)
        for (image, label) in labels.enumerated() {
          for offset in 0..<size { sums[label * size + offset] += Double(pixels[image * size + offset]) }
        }
        for (index, sum) in sums.enumerated() {
          means[index] = Float(sum / Double(Swift.max(1, counts[index / size])))
        }
      }
    }
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

  /// The first image whose pixels are all the same; nil if there is none.
  package var firstBlankImage: Int? {
    let size = images.count / max(1, count)
    return images.withUnsafeElements { pixels in
      labels.indices.first { image in
        pixels[image * size..<(image + 1) * size].allSatisfy { $0 == pixels[image * size] }
      }
    }
  }
}
