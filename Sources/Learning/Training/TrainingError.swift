/// Why a set of images cannot be learned from, or a training came to nothing.
public enum TrainingError: Error, Equatable, CustomStringConvertible {
  /// There are no images.
  case noImages
  /// The images do not have the shape that the network takes.
  case imageShape(expected: [Int], found: [Int])
  /// There is not one label for each image.
  case labelCount(images: Int, labels: Int)
  /// The network does not give one number for each class.
  case notAClassifier(outputShape: [Int])
  /// A label names no class.
  case labelOutOfRange(label: Int, index: Int, classes: Int)
  /// The loss or a weight became NaN or infinite; `cause` is the first thing in the network that is.
  case notFinite(step: Int, epoch: Int, loss: Float, cause: String)

  /// One line: what was expected, what was found and what to do.
  public var description: String {
    switch self {
    case .noImages: return "there are no images; at least one is needed"
    case .imageShape(let expected, let found):
      return "the network takes images of shape \(expected); these have \(found)"
    case .labelCount(let images, let labels):
      return "\(images) images need as many labels; there are \(labels)"
    case .notAClassifier(let shape):
      return "a classifier's network ends in one number for each class; this one gives \(shape) for one image"
    case .labelOutOfRange(let label, let index, let classes):
      return "label \(label) of image \(index) names no class; "
        + (classes == 1 ? "the only one is 0" : "there are \(classes), 0 to \(classes - 1)")
    case .notFinite(let step, let epoch, let loss, let cause):
      return "training stopped at step \(step) (epoch \(epoch)) with loss \(loss): \(cause)"
    }
  }
}
