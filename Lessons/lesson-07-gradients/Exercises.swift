import Checking
import TensorCore
import Walkthrough

/// Your answers. Replace each `throw Unattempted()` by code of your own, save, and run
///
///     swift run course check 7
enum Exercises: Tasks {
  /// **Exercise 7.1: Back through ReLU** (warm-up, 10 minutes)
  ///
  /// A ReLU was given `x`, and `upstream` is what comes back from the loss: one number for each output. What does the
  /// ReLU pass on to its input? The slope of ReLU is 1 above 0, and 0 elsewhere; at 0 itself it counts as 0.
  ///
  /// - `x` and `upstream` have the shape `(rows, columns)`; read an element with `x[row, column]`.
  /// - Give back a tensor of the same shape. `Tensor.zeros(x.shape[0], x.shape[1])` is one to be filled in, by two loops
  ///   such as `for row in 0..<x.shape[0] { … }`.
  ///
  /// Example: `x` of `[[-1, 2], [0, 3]]` and `upstream` of `[[5, -6], [7, 8]]` give `[[0, -6], [0, 8]]`.
  static func gradientOfReLU(_ x: Tensor, upstream: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 7.2: The gradient of a kernel** (main, 30 minutes)
  ///
  /// Each image of a batch was correlated with the same kernel, without padding, and the kernel moved by `stride` pixels
  /// at a time. `upstream` is what comes back from the loss: one number for each output pixel of each image. Compute the
  /// gradient of the kernel.
  ///
  /// - `images` has the shape `(B, H, W)`, `upstream` has `(B, H′, W′)`: in every image the kernel had H′ positions
  ///   from top to bottom and W′ from left to right. The last window ended where the image ends.
  /// - Give back a tensor of the kernel's shape, which you can tell: the first window begins at row 0, the last one at row
  ///   `(H′ − 1) · stride`, and columns likewise.
  /// - Read a pixel with `images[image, row, column]`. An element of a tensor that is a `var` can be added to:
  ///   `gradient[row, column] += …`.
  /// - Write it yourself, without `convolve2dKernelGradient` and `backward`.
  ///
  /// Example: the image `[[[1, 2, 0], [0, 3, 1], [2, 1, 0]]]` and `upstream` of `[[[1, -1], [0, 2]]]` give
  /// `[[5, 4], [-1, 2]]` for a stride of 1, and `[[1]]` for a stride of 2.
  static func gradientOfKernel(_ images: Tensor, upstream: Tensor, stride: Int) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 7.3: The numerical gradient** (main, 15 minutes)
  ///
  /// Find the gradient of a loss without any derivative: for each number of `point`, move it up by `step`, and down by
  /// `step`, each time with all other numbers in their places; compute the loss both times; and divide the difference of
  /// the losses by the distance between the two places.
  ///
  /// - `loss` is a function: `loss(point)` is a number, a `Float`.
  /// - `point` has the shape `(n)`, and so has the gradient. `var moved = point` is a copy that you may change:
  ///   `moved[index] += step`.
  ///
  /// Example: for the sum of squares at `[1, -2]` a step of 0.5 gives `[2, -4]`.
  static func numericalGradient(
    of loss: (Tensor) -> Float, at point: Tensor, step: Float
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 7.4: The mean |ΔW| of each parameter** (warm-up, 10 minutes)
  ///
  /// Say how far a step of training has moved each parameter: the mean of $|ΔW|$ over the numbers of that parameter, where
  /// ΔW is the value after the step minus the value before.
  ///
  /// - `before` and `after` are lists of the same parameters in the same order: `after[0]` is the first one after the step.
  ///   The tensors have different shapes.
  /// - Give back a list with one number for each parameter. Tensors can be subtracted as a whole, and know `abs()` and
  ///   `mean()`. Begin with `var means: [Float] = []` and `append` to it.
  ///
  /// Example: from `[1, 2]` and `[0]` to `[1.5, 1]` and `[0.25]` gives `[0.75, 0.25]`.
  static func meanUpdates(from before: [Tensor], to after: [Tensor]) throws -> [Float] {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 7.5: Adam's step** (main, 20 minutes)
  ///
  /// Compute what Adam adds to a parameter in step number t, which counts from 1. Adam keeps a running mean m of the
  /// gradient g, and a running mean s of its square, both 0 before the first step:
  ///
  /// ```text
  /// m ← 0.9 · m + 0.1 · g
  /// s ← 0.999 · s + 0.001 · g²
  /// change = −rate · (m / (1 − 0.9ᵗ)) / (√(s / (1 − 0.999ᵗ)) + 0.00000001)
  /// ```
  ///
  /// The divisions by 1 − 0.9ᵗ and 1 − 0.999ᵗ make up for the start at 0, when the means are still too small.
  ///
  /// - `gradient`, `mean` and `square` have one shape: g, and m and s as they were before this step.
  /// - Give back the change, and m and s as they are after this step, not divided:
  ///   `return (change: …, mean: …, square: …)`.
  /// - `squared()` and `sqrt()` work on a whole tensor, and 0.00000001 can be written as `1e-8`. 0.9ᵗ is 0.9 times
  ///   itself, t factors in all: a loop `for _ in 0..<t { … }` does it.
  ///
  /// Example: the first step, rate 0.001, with the gradient `[2, -0.5]` gives the change `[-0.001, 0.001]`, the mean
  /// `[0.2, -0.05]` and the square `[0.004, 0.00025]`.
  static func adamStep(
    gradient: Tensor, mean: Tensor, square: Tensor, t: Int, rate: Float
  ) throws -> (change: Tensor, mean: Tensor, square: Tensor) {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 7.6: Back through two layers** (stretch, 35 minutes)
  ///
  /// A network has two linear layers with a ReLU between them and no bias: y = second · ReLU(first · x). `upstream`
  /// says how much the loss grows with each number of y. Work out how much it grows with each weight of both layers.
  ///
  /// - `x` has the shape `(n)`, `first` has `(m, n)`, `second` has `(k, m)`, and `upstream` has `(k)`.
  /// - Go forward first, and keep what the ReLU was given. Then go back, layer by layer: each passes on how much the
  ///   loss grows with what *it* was given. At 0 the slope of ReLU counts as 0.
  /// - `matmul(a, b)` multiplies matrices, `a.transposed()` exchanges rows and columns, and `x.reshaped(-1, 1)` makes
  ///   a column of a vector. Loops will do as well.
  /// - Give back both: `return (first: …, second: …)`, each of the shape of its weights. Do it without `backward`.
  ///
  /// Example: x `[1, 2]`, first `[[1, 0], [0, -1]]`, second `[[3, 4]]` and upstream `[1]` give `[[3, 6], [0, 0]]` and
  /// `[[1, 0]]`.
  static func twoLayerGradients(x: Tensor, first: Tensor, second: Tensor, upstream: Tensor) throws -> (
    first: Tensor, second: Tensor
  ) {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }
}
