import Checking
import Learning
import TensorCore
import Walkthrough

/// Your answers. Replace each `throw Unattempted()` by code of your own, save, and run
///
///     swift run course check 10
enum Exercises: Tasks {
  /// **Exercise 10.1: Dropping connections** (warm-up, 10 minutes)
  ///
  /// Dropout drops numbers on their way into a layer. *DropConnect* drops the layer's weights, so that an input may reach
  /// one unit and not another. In training each weight of a linear layer becomes 0 with probability `rate`, and those
  /// that stay are made so much larger that every output, averaged over many steps, stays what it was. Biases always
  /// stay. In use nothing is dropped and nothing made larger.
  ///
  /// - `x` has the shape `(inputs)`, `bias` the shape `(units)`. `weight` and `chance` have the shape `(units, inputs)`:
  ///   a weight is dropped where its chance is less than `rate`.
  /// - The output of a unit is its bias, plus each of its weights times the input that it belongs to.
  /// - `rate` is at least 0 and less than 1; `isTraining` is `true` or `false`.
  /// - Give back a tensor `(units)`. `var output = bias` is one to begin with. Or do without loops: `weight * x` holds all
  ///   products, `chance .>= 0.3` holds 1 where it is so and 0 elsewhere, and `sum(axes: 1)` adds up each row.
  /// - Write it yourself, without `dropout` and the page's `dropped`.
  ///
  /// Example: the inputs `[3, 6]` with the weights `[[1, 2]]`, the bias `[1]`, the chances `[[0.1, 0.9]]` and the rate
  /// 0.25 give `[17]` in training, and `[16]` in use.
  static func connectionsDropped(
    _ x: Tensor, weight: Tensor, bias: Tensor, chance: Tensor,
    rate: Float, isTraining: Bool
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 10.2: Dropout of whole maps** (main, 20 minutes)
  ///
  /// Drop each map with probability `rate`, all of its pixels together. Make the pixels of the others so much larger
  /// that every pixel, averaged over many steps, stays what it was.
  ///
  /// - `maps` has the shape `(images, channels, height, width)`; give back a tensor of that shape.
  /// - Every channel of every image is a map of its own. `chance` has a number for each map, in order: all channels of
  ///   the first image, then those of the second. There are more numbers than you need; leave the rest.
  /// - A map is dropped where its chance is less than `rate`, which is at least 0 and less than 1.
  ///
  /// Example: one image of the two maps `[[1, 2]]` and `[[3, 3]]`, with the chances 0.7 and 0.2 and the rate 0.5, gives
  /// `[[2, 4]]` and `[[0, 0]]`.
  static func mapsDropped(
    _ maps: Tensor, chance: [Float], rate: Float
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 10.3: Adadelta's steps** (main, 25 minutes)
  ///
  /// Some parameters are given one gradient after another. Say what Adadelta adds to each parameter in each step.
  ///
  /// - `gradients` has the shape `(steps, parameters)`. Give back a tensor of that shape.
  /// - For each parameter, keep two means that begin at 0: s of squared gradients, and u of squared steps. In each step,
  ///   s becomes rho · s + (1 − rho) · gradient². Then step = √(u + epsilon) / √(s + epsilon) · gradient. Then u becomes
  ///   rho · u + (1 − rho) · step². What is added is −rate · step.
  /// - `x.squareRoot()` is the root of a `Float`.
  /// - Write it yourself, without `Adadelta`.
  ///
  /// Example: the gradients `[[1], [1]]` with the rate 1, rho 0.5 and epsilon 0.5 give `[[-0.7071], [-0.7746]]`.
  static func adadeltaChanges(
    _ gradients: Tensor, rate: Float, rho: Float, epsilon: Float
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 10.4: Negative log-likelihood, and its gradient** (main, 15 minutes)
  ///
  /// A network gives log-probabilities. Compute the loss of the batch, minus the log-probability of the true class,
  /// averaged over the images; and how much this loss grows with each of the log-probabilities.
  ///
  /// - `logProbabilities` has the shape `(images, classes)`, and `labels[image]` is the true class of each image,
  ///   counted from 0. The numbers are chosen to be short: the probabilities of a row need not add up to 1.
  /// - Give back both: `(loss: …, gradient: …)`. The gradient has the shape of `logProbabilities`, and most of it is 0.
  /// - Do without `negativeLogLikelihood` and `backward`.
  ///
  /// Example: `[[-0.5, -1], [-2, -0.25]]` with the labels `[0, 1]` have the loss 0.375 and the gradient
  /// `[[-0.5, 0], [0, -0.5]]`.
  static func likelihoodLoss(
    _ logProbabilities: Tensor, _ labels: [Int]
  ) throws -> (loss: Float, gradient: Tensor) {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 10.5: Momentum** (warm-up, 10 minutes)
  ///
  /// Some parameters are given one gradient after another. Say what SGD with momentum adds to each parameter in each
  /// step.
  ///
  /// - `gradients` has the shape `(steps, parameters)`. Give back a tensor of that shape.
  /// - Each parameter has a velocity, which begins at 0. In each step it becomes momentum · velocity + gradient, and what
  ///   is added to the parameter is −rate · velocity.
  /// - Write it yourself, without `SGD`.
  ///
  /// Example: the gradients `[[1], [1], [0]]` with the rate 0.1 and momentum 0.5 give `[[-0.1], [-0.15], [-0.075]]`.
  static func momentumChanges(
    _ gradients: Tensor, rate: Float, momentum: Float
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 10.6: Fooling a network** (stretch, 30 minutes)
  ///
  /// A little random noise hardly changes what a network answers, but noise can be chosen. Change an image so that the
  /// loss grows, and so little that people hardly see it: go some steps along the *sign* of the gradient, and never
  /// further from the image than `most`. What comes out is called an *adversarial example*.
  ///
  /// - `gradient(image)` gives how much the loss grows with each pixel of the image it is called with; it has the
  ///   shape of the image.
  /// - Begin with `image`. In each of `times` steps add `step` to the pixels whose gradient is above 0, subtract it
  ///   from those whose gradient is below 0, and leave the others.
  /// - After each step bring the pixels back: each must be within `most` of the pixel of the *original* image, and
  ///   between 0 and 1. `map { $0 + 1 }` and `clamped(to: 0...1)` work on a whole tensor, `minimum(a, b)` and
  ///   `maximum(a, b)` on two.
  /// - Give back the last image.
  ///
  /// Example: `[0.5, 0.9]` with the gradient `[2, 3]` wherever it is asked for, most 0.2, step 0.15 and two steps,
  /// gives `[0.7, 1]`.
  static func fooled(
    _ image: Tensor, most: Float, step: Float, times: Int, gradient: (Tensor) -> Tensor
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }
}
