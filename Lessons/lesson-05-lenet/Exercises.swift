import Checking
import Learning
import TensorCore
import Walkthrough

/// Your answers. Replace each `throw Unattempted()` by code of your own, save, and run
///
///     swift run course check 5
enum Exercises: Tasks {
  /// **Exercise 5.1: LeNet with a third convolution** (warm-up, 10 minutes)
  ///
  /// In the article of 1998 the layer of 120 units is a convolution, too: on maps of 5×5 a kernel of 5×5 has a single
  /// position. Build it so, for images of one channel and 32×32 pixels, from the front:
  /// a convolution with 6 kernels of 5×5, sigmoid, average pooling by 2;
  /// a convolution with 16 kernels of 5×5, sigmoid, average pooling by 2;
  /// a convolution with 120 kernels of 5×5, sigmoid; flatten;
  /// then linear layers of 84 and 10 units, with a sigmoid between them. Nothing is padded.
  ///
  /// - A network is written as its layers between braces, one in a line:
  ///   `Sequential(input: [1, 28, 28]) { … }` is one for 28×28 pixels.
  /// - The layers you need are `Conv2d(maps, kernel: size)`, `Sigmoid()`, `AveragePool2d(size)`, `Flatten()` and
  ///   `Linear(units)`. Each finds out the size of its input by itself.
  ///
  /// Example: the network asked for has 12 layers and 61,706 parameters, as many as the lesson's of 1998.
  static func lenet() throws -> Sequential {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 5.2: Counting parameters** (main, 15 minutes)
  ///
  /// A network reads images of `channels` channels and `side` × `side` pixels. Its layers: a convolution with `maps`
  /// kernels of `kernel` × `kernel`, without padding, stride 1; ReLU; maximum pooling by 2; flatten; a linear layer of
  /// `units`; ReLU; a linear layer of 10. Count the parameters of the three layers that have any, in their order.
  ///
  /// - Give back a list of three numbers: `[first, second, third]`. Work them out yourself, without a `Sequential`.
  /// - Pooling leaves out a last row or column that does not fill a window; so does Swift's division: `9 / 2` is `4`.
  ///
  /// Example: 1 channel, side 28, 6 maps, kernel 5 and 84 units give `[156, 72660, 850]`.
  static func parameterCounts(
    channels: Int, side: Int, maps: Int, kernel: Int, units: Int
  ) throws -> [Int] {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 5.3: Log-softmax that does not overflow** (main, 20 minutes)
  ///
  /// Turn the logits of each image into ln p, where p is the softmax: eˣ divided by the sum of eˣ over all classes of
  /// that image. Logits may be large: e¹⁰⁰⁰ is infinity for a `Float` and e⁻¹⁰⁰⁰ is 0, but ln p is an ordinary number.
  ///
  /// - `logits` has the shape `(B, classes)`; read one with `logits[image, label]`.
  /// - Give back a tensor of the same shape. `Tensor.zeros(rows, columns)` is one to be filled in; or do without loops:
  ///   `exp()` and `log()` work on a whole tensor, and `logits.sum(axes: 1, keepingAxes: true)` adds up each row. In
  ///   the same way `maximum` finds the largest of each row.
  /// - Do without `logSoftmax`: that is what your answer is compared with.
  ///
  /// Example: `[[1, 2, 3], [0, 0, 0]]` gives `[[-2.4076, -1.4076, -0.4076], [-1.0986, -1.0986, -1.0986]]`.
  static func logProbabilities(_ logits: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 5.4: Cross-entropy** (main, 15 minutes)
  ///
  /// Compute the loss of a batch: −ln of the probability given to the true class, averaged over the images.
  ///
  /// - `logits` has the shape `(B, classes)`, and `labels[image]` is the true class of each image, counted from 0.
  /// - `logSoftmax(Variable(constant: logits)).value` gives log-probabilities of the shape `(B, classes)`.
  /// - For a sum, start with `var total: Float = 0`. `Float(labels.count)` makes a number to divide by.
  /// - Do without `crossEntropy`, which is what your answer is compared with, and without `negativeLogLikelihood`.
  ///
  /// Example: the logits `[[1, 2, 3], [0, 0, 0]]` with the labels `[2, 1]` have the loss `0.7531`.
  static func batchLoss(_ logits: Tensor, _ labels: [Int]) throws -> Float {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 5.5: What one step brings** (warm-up, 10 minutes)
  ///
  /// Train the network by one step, on one batch. Then see what it has brought: what was the loss of this batch before the
  /// step, and what is it after it?
  ///
  /// - `model(images)` gives the logits, and `crossEntropy(logits, labels)` the loss, which can go `backward()`. As a
  ///   number it is `loss.value.item`.
  /// - The `optimizer` knows the model's parameters: `zeroGradients()` and `step()` are what it can do for you.
  /// - Gradients of another batch may be there when your function is called.
  /// - Give back both losses: `return (before: 2.5, after: 2.25)`. One step is enough for that.
  static func trainingStep(
    _ model: Sequential, _ optimizer: any Optimizer, images: Tensor, labels: [Int]
  ) throws -> (before: Float, after: Float) {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 5.6: Accuracy** (warm-up, 10 minutes)
  ///
  /// What share of the images does the network read correctly? Its answer is the class with the largest logit, the first
  /// of them if several are equal.
  ///
  /// - `logits` has the shape `(B, classes)`, and `labels[image]` is the true class of each image, counted from 0.
  /// - Give back a number from 0 (never correct) to 1 (always).
  /// - In Swift a whole number divided by a whole number is a whole number: `1 / 2` is `0`. `Float(1) / Float(2)` is
  ///   `0.5`.
  ///
  /// Example: the logits `[[1, 3, 2], [4, 0, 1]]` with the labels `[1, 2]` give `0.5`.
  static func accuracy(_ logits: Tensor, _ labels: [Int]) throws -> Float {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 5.7: The pull of a doubled softmax** (stretch, 30 minutes)
  ///
  /// A network ends in a softmax, and its loss applies another one. How much does the loss grow with each of the logits that
  /// the first softmax is given? Work it out on paper, and then write it without any `backward`: the result is short.
  ///
  /// - The first softmax makes p of the logits, and the second makes q of p. The loss is the mean of −ln q over the images,
  ///   each time for the true class.
  /// - `logits` has the shape `(B, classes)`, and `labels[image]` is the true class of each image, counted from 0.
  ///   `logits.softmax(axis: 1)` is the softmax of each row, whatever the size of its numbers.
  /// - Raise one logit a little: its own p rises, and those of all other classes fall, so the loss feels it in many ways.
  ///   They add up.
  /// - Give back a tensor of the shape of `logits`: the derivative of the loss with respect to each of them. Do without
  ///   `crossEntropy`.
  ///
  /// Example: the logits `[[0, 0]]` with the label `[0]` have the gradient `[[-0.25, 0.25]]`, half as much as with one
  /// softmax.
  static func doubledSoftmaxGradient(_ logits: Tensor, _ labels: [Int]) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }
}
