import Checking
import Learning
import TensorCore

enum Solutions: Tasks {
  /// - Hint: Begin with `Sequential(input: [1, 32, 32]) {` and write a line for each layer, as in the lesson's networks.
  /// - Hint: The lesson's table for the layout of 1998 tells where you are: after the poolings the maps are 14×14 and
  ///   5×5, and the third convolution makes 120 maps of 1×1 of them, which flatten puts into a row.
  /// - Hint: The first line is `Conv2d(6, kernel: 5)`, the second `Sigmoid()`, the third `AveragePool2d(2)`. No pooling
  ///   follows the third convolution, and nothing comes after `Linear(10)`: it gives the logits.
  static func lenet() -> Sequential {
    Sequential(input: [1, 32, 32]) {
      Conv2d(6, kernel: 5)
      Sigmoid()
      AveragePool2d(2)
      Conv2d(16, kernel: 5)
      Sigmoid()
      AveragePool2d(2)
      Conv2d(120, kernel: 5)
      Sigmoid()
      Flatten()
      Linear(84)
      Sigmoid()
      Linear(10)
    }
  }

  /// - Hint: A kernel has `kernel` · `kernel` weights for each channel that it reads, and one bias. A linear unit has a
  ///   weight for each of its inputs, and one bias.
  /// - Hint: How many numbers does flatten give? Follow the size: the convolution leaves `side - kernel + 1`, the
  ///   pooling half of that, and there are `maps` such maps.
  /// - Hint: With `let pooled = (side - kernel + 1) / 2` the second count is
  ///   `maps * pooled * pooled * units + units`.
  static func parameterCounts(channels: Int, side: Int, maps: Int, kernel: Int, units: Int) -> [Int] {
    let pooled = (side - kernel + 1) / 2
    let inputs = maps * pooled * pooled
    return [
      maps * channels * kernel * kernel + maps,
      inputs * units + units,
      units * 10 + 10,
    ]
  }

  /// - Hint: ln(a / b) = ln a − ln b, and ln eˣ = x. So ln p = x − ln Σ eˣ: nothing is divided, and no logarithm is
  ///   taken of a tiny p.
  /// - Hint: Softmax stays the same if a number is subtracted from all logits of an image. Which number makes sure that
  ///   no power is larger than e⁰ = 1?
  /// - Hint: `let shifted = logits - logits.maximum(axes: 1, keepingAxes: true)`, and then ln p of the shifted logits.
  static func logProbabilities(_ logits: Tensor) -> Tensor {
    let shifted = logits - logits.maximum(axes: 1, keepingAxes: true)
    return shifted - shifted.exp().sum(axes: 1, keepingAxes: true).log()
  }

  /// - Hint: Of each row of log-probabilities you need one number only: the one in the column of the label.
  /// - Hint: `for (image, label) in labels.enumerated()` goes through the images with their labels. Subtract each
  ///   `logProbabilities[image, label]` from the total, and divide at the end.
  static func batchLoss(_ logits: Tensor, _ labels: [Int]) -> Float {
    let logProbabilities = logSoftmax(Variable(constant: logits)).value
    var total: Float = 0
    for (image, label) in labels.enumerated() { total -= logProbabilities[image, label] }
    return total / Float(labels.count)
  }

  /// - Hint: The lesson names the five lines of a step in their order. `backward` adds to the gradients that are there, so
  ///   these must be forgotten first; `step` uses them, so it comes after it.
  /// - Hint: The logits that you have are those of the old parameters. For the loss after the step, go forward once more.
  /// - Hint: With `let loss = crossEntropy(model(images), labels)` before `loss.backward()` and `optimizer.step()`, the
  ///   loss after the step is `crossEntropy(model(images), labels).value.item`.
  static func trainingStep(
    _ model: Sequential, _ optimizer: any Optimizer, images: Tensor, labels: [Int]
  ) -> (before: Float, after: Float) {
    optimizer.zeroGradients()
    let loss = crossEntropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return (before: loss.value.item, after: crossEntropy(model(images), labels).value.item)
  }

  /// - Hint: `logits.argmax(axis: 1)` goes along the classes and gives a list with the chosen class of each image.
  /// - Hint: Count the images whose chosen class equals their label: `zip(chosen, labels)` goes through both lists
  ///   together. Make both numbers `Float`s before you divide.
  static func accuracy(_ logits: Tensor, _ labels: [Int]) -> Float {
    let chosen = logits.argmax(axis: 1)
    var correct = 0
    for (answer, label) in zip(chosen, labels) where answer == label { correct += 1 }
    return Float(correct) / Float(labels.count)
  }

  /// - Hint: The page has the second softmax and −ln together: with each of the numbers p that they are given, the loss
  ///   grows by q − y, where y is 1 for the true class and 0 for the others. The mean over B images divides by B.
  /// - Hint: With respect to the logit of its own class, the derivative of p is p · (1 − p). With respect to that of
  ///   another class, whose probability is r, it is −p · r.
  /// - Hint: With g = q − y, a logit gets p · g from its own class, and from every class, its own included, −p times
  ///   that class's p · g. Together that is p · (g − Σ p · g), summed over all classes.
  static func doubledSoftmaxGradient(_ logits: Tensor, _ labels: [Int]) -> Tensor {
    let p = logits.softmax(axis: 1)
    var pull = p.softmax(axis: 1)
    for (image, label) in labels.enumerated() { pull[image, label] -= 1 }
    return p * (pull - (p * pull).sum(axes: 1, keepingAxes: true)) / Float(labels.count)
  }
}
