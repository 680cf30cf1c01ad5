import Checking
import TensorCore

enum Solutions: Tasks {
  /// - Hint: Two loops, one through `maps` and one through `units`. Each layer adds its weights and its biases to a
  ///   sum.
  /// - Hint: A convolution that reads `read` maps and makes `made` has `kernel * kernel * read * made + made`
  ///   parameters. After it, `read` is `made`, and the side is `(side - kernel + 1) / 2`.
  /// - Hint: Flatten makes `read * side * side` numbers of what the last pooling gives. A linear layer that reads
  ///   `inputs` numbers has `inputs * unit + unit` parameters, and the next one reads `unit`.
  static func parameterCount(channels: Int, side: Int, maps: [Int], kernel: Int, units: [Int]) -> Int {
    var (count, read, side) = (0, channels, side)
    for made in maps {
      count += kernel * kernel * read * made + made
      read = made
      side = (side - kernel + 1) / 2
    }
    var inputs = read * side * side
    for unit in units {
      count += inputs * unit + unit
      inputs = unit
    }
    return count
  }

  /// - Hint: If you knew the loss of every single image, you would add up those that have been and divide by their number.
  ///   What is the sum of the losses within one batch?
  /// - Hint: A batch with mean loss 3 and 16 images has a sum of 48. Keep the sum of these sums, and the sum of the
  ///   counts. After each batch, divide the one by the other.
  static func meanLosses(_ losses: [Float], counts: [Int]) -> [Float] {
    var means: [Float] = []
    var total: Float = 0
    var images: Float = 0
    for batch in losses.indices {
      total += losses[batch] * Float(counts[batch])
      images += Float(counts[batch])
      means.append(total / images)
    }
    return means
  }

  /// - Hint: Go through the images. Each belongs in one cell of the matrix, and makes the number there one larger.
  /// - Hint: The row is what the image is, `labels[image]`; the column is what it was taken for,
  ///   `predictions[image]`.
  static func confusionMatrix(labels: [Int], predictions: [Int], classes: Int) -> Tensor {
    var matrix = Tensor.zeros(classes, classes)
    for image in labels.indices { matrix[labels[image], predictions[image]] += 1 }
    return matrix
  }

  /// - Hint: The images of a true class stand in a row. Those named correctly stand on the diagonal: leave them out.
  /// - Hint: For class t look for the largest number of row t, but not at column t, and divide it by the sum of the whole
  ///   row. If that sum is 0, do not divide.
  static func mostFrequentMistakes(_ confusion: Tensor) -> Tensor {
    let classes = confusion.shape[0]
    let images = confusion.sum(axes: 1)
    var shares = Tensor.zeros(classes)
    for label in 0..<classes where images[label] > 0 {
      var most: Float = 0
      for other in 0..<classes where other != label { most = max(most, confusion[label, other]) }
      shares[label] = most / images[label]
    }
    return shares
  }

  /// - Hint: The correct answers stand on the diagonal. `confusion[label, label]` is the numerator of both; which sum is
  ///   the denominator of which?
  /// - Hint: `confusion.sum(axes: 1)[label]` adds up row `label`: all images of the class. `confusion.sum(axes:
  ///   0)[label]` adds up its column.
  static func precisionRecallF1(_ confusion: Tensor, label: Int) -> [Float] {
    let correct = confusion[label, label]
    let taken = confusion.sum(axes: 0)[label]
    let own = confusion.sum(axes: 1)[label]
    let precision = taken > 0 ? correct / taken : 0
    let recall = own > 0 ? correct / own : 0
    let f1 = correct > 0 ? 2 * precision * recall / (precision + recall) : 0
    return [precision, recall, f1]
  }

  /// - Hint: Keep the best epoch so far in a variable. After each epoch, how many epochs ago was it?
  /// - Hint: `if losses[epoch] < losses[best] { best = epoch }`. Then `epoch - best` is the number of epochs in a row
  ///   that brought nothing: if that is `patience`, return at once.
  static func earlyStopping(_ losses: [Float], patience: Int) -> (stop: Int, best: Int) {
    var best = 0
    for epoch in 0..<losses.count {
      if losses[epoch] < losses[best] { best = epoch }
      if epoch - best == patience { return (stop: epoch, best: best) }
    }
    return (stop: losses.count - 1, best: best)
  }
}
