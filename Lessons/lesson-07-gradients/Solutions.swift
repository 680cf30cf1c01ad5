import Checking
import TensorCore

enum Solutions: Tasks {
  /// - Hint: A gradient is multiplied by the slope that it passes. The slope depends on `x` alone.
  /// - Hint: Where `x` is above 0, copy the number of `upstream`; everywhere else leave the 0.
  static func gradientOfReLU(_ x: Tensor, upstream: Tensor) -> Tensor {
    var gradient = Tensor.zeros(x.shape[0], x.shape[1])
    for row in 0..<x.shape[0] {
      for column in 0..<x.shape[1] where x[row, column] > 0 {
        gradient[row, column] = upstream[row, column]
      }
    }
    return gradient
  }

  /// - Hint: The lesson has done it for one image and a stride of 1: each weight meets a pixel for every output pixel, and
  ///   the products with their `upstream` are added up. All images used the same weight, so they are added up as well.
  /// - Hint: For the output pixel in row `down` the kernel began at row `down * stride` of the image. Which row did the
  ///   weight in row `row` meet there? From the last window you can tell how many rows the kernel has:
  ///   H − (H′ − 1) · `stride`.
  /// - Hint: For each `row` and `column` of the kernel, add
  ///   `images[image, down * stride + row, across * stride + column] * upstream[image, down, across]` for all images and
  ///   all output pixels `(down, across)`.
  static func gradientOfKernel(_ images: Tensor, upstream: Tensor, stride: Int) -> Tensor {
    let (count, height, width) = (upstream.shape[0], upstream.shape[1], upstream.shape[2])
    var gradient = Tensor.zeros(images.shape[1] - (height - 1) * stride, images.shape[2] - (width - 1) * stride)
    for row in 0..<gradient.shape[0] {
      for column in 0..<gradient.shape[1] {
        for image in 0..<count {
          for down in 0..<height {
            for across in 0..<width {
              gradient[row, column] +=
                images[image, down * stride + row, across * stride + column] * upstream[image, down, across]
            }
          }
        }
      }
    }
    return gradient
  }

  /// - Hint: From `step` below to `step` above it is twice `step`.
  /// - Hint: Make two fresh copies of `point` for each number, one to move up and one to move down. Then nothing needs to
  ///   be moved back.
  static func numericalGradient(of loss: (Tensor) -> Float, at point: Tensor, step: Float) -> Tensor {
    var gradient = Tensor.zeros(point.count)
    for index in 0..<point.count {
      var up = point, down = point
      up[index] += step
      down[index] -= step
      gradient[index] = (loss(up) - loss(down)) / (2 * step)
    }
    return gradient
  }

  /// - Hint: `zip(before, after)` goes through both lists together: `for (old, new) in zip(before, after)`.
  /// - Hint: A number that moved up and one that moved down must not cancel out: `abs()` comes before `mean()`.
  static func meanUpdates(from before: [Tensor], to after: [Tensor]) -> [Float] {
    var means: [Float] = []
    for (old, new) in zip(before, after) { means.append((new - old).abs().mean()) }
    return means
  }

  /// - Hint: Go line by line: `let m = 0.9 * mean + 0.1 * gradient` is the first. The change uses this m, not `mean`.
  /// - Hint: For the powers: `var power: Float = 1`, and `power *= 0.9` in the loop.
  /// - Hint: 0.00000001 is added after the root has been taken, so that nothing is ever divided by 0.
  static func adamStep(
    gradient: Tensor, mean: Tensor, square: Tensor, t: Int, rate: Float
  ) -> (change: Tensor, mean: Tensor, square: Tensor) {
    let m = 0.9 * mean + 0.1 * gradient
    let s = 0.999 * square + 0.001 * gradient.squared()
    var powerOfMean: Float = 1, powerOfSquare: Float = 1
    for _ in 0..<t {
      powerOfMean *= 0.9
      powerOfSquare *= 0.999
    }
    let change = -rate * (m / (1 - powerOfMean)) / ((s / (1 - powerOfSquare)).sqrt() + 0.00000001)
    return (change: change, mean: m, square: s)
  }

  /// - Hint: A weight of the second layer, in row r and column h, multiplies hidden number h and adds to output r. So
  ///   its gradient is `upstream[r]` times hidden number h, after the ReLU.
  /// - Hint: What comes back to hidden number h is the sum over all outputs of `upstream[r] * second[r, h]`. The ReLU
  ///   lets it pass where its input was above 0.
  /// - Hint: With what has passed the ReLU, the gradient of the first layer is built just as that of the second: in
  ///   row h and column c it is that number h times `x[c]`.
  static func twoLayerGradients(x: Tensor, first: Tensor, second: Tensor, upstream: Tensor) -> (
    first: Tensor, second: Tensor
  ) {
    let input = x.reshaped(-1, 1)
    let sums = matmul(first, input)
    let hidden = sums.relu()
    let arriving = upstream.reshaped(-1, 1)
    let back = matmul(second.transposed(), arriving) * (sums .> 0)
    return (first: matmul(back, input.transposed()), second: matmul(arriving, hidden.transposed()))
  }
}
