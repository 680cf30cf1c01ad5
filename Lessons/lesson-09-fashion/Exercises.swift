import Checking
import TensorCore
import Walkthrough

/// Your answers. Replace each `throw Unattempted()` by code of your own, save, and run
///
///     swift run course check 9
enum Exercises: Tasks {
  /// **Exercise 9.1: Parameters of a network that does not exist yet** (main, 20 minutes)
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
  /// - Work it out yourself, without a `Sequential`: the network does not exist yet.
  ///
  /// Example: 1 channel, side 28, maps `[32, 64]`, kernel 3 and units `[128, 10]` give `225034`, as in the lesson.
  static func parameterCount(
    channels: Int, side: Int, maps: [Int], kernel: Int, units: [Int]
  ) throws -> Int {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 9.2: The mean loss so far** (warm-up, 10 minutes)
  ///
  /// An epoch goes through the images batch by batch. While it does, one wants to see after each batch: what is the mean
  /// loss over all *images* up to there?
  ///
  /// - `losses[batch]` is the mean loss of the images in a batch, `counts[batch]` says how many images those are. The
  ///   last batch may be smaller than the others, or all may differ.
  /// - Give back a list with a number for each batch. `var means: [Float] = []` begins one, and `means.append(1.5)` adds
  ///   to its end.
  /// - For a sum, start with `var total: Float = 0`. `Float(counts[batch])` makes a number to multiply by.
  ///
  /// Example: losses `[1, 3]` of batches with `[64, 16]` images give `[1, 1.4]`.
  static func meanLosses(_ losses: [Float], counts: [Int]) throws -> [Float] {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 9.3: The confusion matrix** (warm-up, 10 minutes)
  ///
  /// Count how often each class was taken for each of the classes. Row t and column p of the matrix hold the number of
  /// images whose true class is t and that were taken for class p.
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

  /// **Exercise 9.4: The most frequent mistake** (warm-up, 10 minutes)
  ///
  /// Most classes are taken for one other class more often than for the rest. From a confusion matrix, compute for each
  /// true class the share of its images that were taken for the *wrong* class that got most of them.
  ///
  /// - `confusion` has the shape `(classes, classes)`: row t, column p counts the images of class t taken for p.
  ///   `confusion.shape[0]` is the number of classes; `confusion.sum(axes: 1)` adds up each row.
  /// - Give back a tensor `(classes)` with numbers from 0 to 1. A class that has no images gets 0, and so does one
  ///   without a mistake.
  ///
  /// Example: `[[6, 1, 3], [2, 2, 0], [0, 0, 5]]` gives `[0.3, 0.5, 0]`.
  static func mostFrequentMistakes(_ confusion: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 9.5: Where to draw the line** (main, 20 minutes)
  ///
  /// A network says how probable it is that an image shows a shirt. From which probability on is it *called* a shirt?
  /// With a low threshold nearly all shirts are found, and much else is called a shirt as well; with a high one few
  /// other garments are called shirts, but many shirts are missed. *F1* asks for both, precision and recall. It is
  /// their harmonic mean, 2 · precision · recall / (precision + recall). Compute it for each threshold.
  ///
  /// - `probabilities[image]` is the probability of each image, and `isShirt[image]` is `true` if it is a shirt, else
  ///   `false`. An image is called a shirt if its probability is at least the threshold.
  /// - Precision: of the images that are called shirts, the share that are shirts. Recall: of the shirts, the share that
  ///   are called so.
  /// - Give back a list with the F1 of each threshold. Where none of the images that are called shirts is one, or none is
  ///   called so at all, it is 0.
  ///
  /// Example: the probabilities `[0.9, 0.6, 0.3, 0.2]`, of which the first and the third belong to shirts, and the
  /// thresholds `[0.25, 0.5, 0.95]` give `[0.8, 0.5, 0]`.
  static func f1Scores(
    _ probabilities: [Float], isShirt: [Bool], thresholds: [Float]
  ) throws -> [Float] {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 9.6: When to stop** (stretch, 25 minutes)
  ///
  /// Training goes on while the loss on held-out images gets better. It is given some patience: it stops after the
  /// epoch with which `patience` epochs in a row have brought no new best loss. The parameters kept are those of the
  /// best epoch.
  ///
  /// - `losses[epoch]` is the loss after each epoch, counted from 0; there is one at least. `patience` is at least 1.
  /// - A new best loss is *less* than all losses before it. The first one is always a new best.
  /// - Give back `(stop: …, best: …)`: the epoch after which training stops, and the best epoch until then. If it is
  ///   never stopped, `stop` is the last epoch.
  ///
  /// Example: the losses `[5, 3, 4, 3, 2]` with patience 2 give `(stop: 3, best: 1)`: the 2 is never seen.
  static func earlyStopping(_ losses: [Float], patience: Int) throws -> (stop: Int, best: Int) {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }
}
