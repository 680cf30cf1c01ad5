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

  /// - Hint: For each threshold go through all images and count three things: those that are called shirts, those that are
  ///   shirts, and those that are both. Which two of them make the precision, and which the recall?
  /// - Hint: `var (both, called, shirts): (Float, Float, Float) = (0, 0, 0)`, inside the loop over the thresholds. The
  ///   precision is `both / called`, the recall `both / shirts`.
  /// - Hint: If `both` is 0, add a 0 to the list and divide nothing.
  static func f1Scores(_ probabilities: [Float], isShirt: [Bool], thresholds: [Float]) -> [Float] {
    var scores: [Float] = []
    for threshold in thresholds {
      var (both, called, shirts): (Float, Float, Float) = (0, 0, 0)
      for image in probabilities.indices {
        let isCalled = probabilities[image] >= threshold
        if isCalled { called += 1 }
        if isShirt[image] { shirts += 1 }
        if isCalled && isShirt[image] { both += 1 }
      }
      let (precision, recall) = (both / called, both / shirts)
      scores.append(both > 0 ? 2 * precision * recall / (precision + recall) : 0)
    }
    return scores
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
