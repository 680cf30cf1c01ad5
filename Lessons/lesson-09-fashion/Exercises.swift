import Checking
import TensorCore
import Walkthrough

/// Your answers. Replace each `throw Unattempted()` by code of your own, save, and run
///
///     swift run course check 9
enum Exercises: Tasks {
  /// **Exercise 9.1: Parameters of a network that does not exist yet**
  ///
  /// A network reads images of `channels` channels and `side` × `side` pixels. First come convolutions, one for each
  /// number in `maps`, which says how many maps it makes. Each has kernels of `kernel` × `kernel`, no padding and
  /// stride 1, and is followed by ReLU and maximum pooling by 2. After flatten come linear layers, one for each
  /// number in `units`. How many parameters does the network have in all?
  ///
  /// - `for made in maps` goes through the convolutions in their order. What the next one reads, this one has made:
  ///   keep it in a variable, `var read = channels`.
  /// - Pooling leaves out a last row or column that does not fill a window; so does Swift's division: `11 / 2` is
  ///   `5`.
  ///
  /// Example: 1 channel, side 28, maps `[32, 64]`, kernel 3 and units `[128, 10]` give `225034`, as in the lesson.
  static func parameterCount(
    channels: Int, side: Int, maps: [Int], kernel: Int, units: [Int]
  ) throws -> Int {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 9.2: The mean loss of an epoch**
  ///
  /// An epoch went through the images batch by batch. What was the mean loss over all *images*?
  ///
  /// - `losses[batch]` is the mean loss of the images in a batch, `counts[batch]` says how many images those are. The
  ///   last batch may be smaller than the others, or all may differ.
  /// - For a sum, start with `var total: Float = 0`. `Float(counts[batch])` makes a number to multiply by.
  ///
  /// Example: losses `[1, 3]` of batches with `[64, 16]` images have the mean `1.4`.
  static func meanLoss(_ losses: [Float], counts: [Int]) throws -> Float {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 9.3: The confusion matrix**
  ///
  /// Count how often each class was taken for each. Row t and column p of the matrix hold the number of images whose
  /// true class is t and that were taken for class p.
  ///
  /// - `labels[image]` is the true class of each image, `predictions[image]` the class it was taken for, both counted
  ///   from 0.
  /// - Give back a tensor `(classes, classes)`. `var matrix = Tensor.zeros(classes, classes)` is one to count in, and
  ///   `matrix[row, column] += 1` counts one image.
  ///
  /// Example: labels `[0, 1, 1]`, predictions `[0, 0, 1]` and 2 classes give `[[1, 0], [1, 1]]`.
  static func confusionMatrix(
    labels: [Int], predictions: [Int], classes: Int
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 9.4: Accuracy class by class**
  ///
  /// From a confusion matrix, compute for each true class the share of its images that were named rightly.
  ///
  /// - `confusion` has the shape `(classes, classes)`: row t, column p counts the images of class t taken for p.
  ///   `confusion.shape[0]` is the number of classes; `confusion.sum(axes: 1)` adds up each row.
  /// - Give back a tensor `(classes)` with numbers from 0 to 1. A class that has no images gets 0.
  ///
  /// Example: `[[3, 1], [2, 2]]` gives `[0.75, 0.5]`.
  static func accuracyPerClass(_ confusion: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }
}
