import Checking
import TensorCore
import Walkthrough

/// Your answers. Replace each `throw Unattempted()` by code of your own, save, and run
///
///     swift run course check 1
enum Exercises: Tasks {
  /// **Exercise 1.1: How large was the image** (warm-up, 5 minutes)
  ///
  /// A kernel has been slid over an image, and all that is left is the output. How many pixels did the image have?
  ///
  /// - All four sizes are whole numbers: the output has a number for each position of the kernel.
  /// - Give back a whole number.
  ///
  /// Example: an output of 2×2 and a kernel of 2×2 come from an image of 3×3: give back 9.
  static func imagePixels(
    outputHeight: Int, outputWidth: Int, kernelHeight: Int, kernelWidth: Int
  ) throws -> Int {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 1.2: How well it matches** (main, 20 minutes)
  ///
  /// A cross-correlation is large where the image is like the kernel, but with positive weights also where the image is
  /// merely bright. Measure in another way how well they match: slide `kernel` over `image`. At each position take the
  /// difference between each pixel and the weight on it, square it, and add the squares up. 0 is a perfect match.
  ///
  /// - `image` has the shape `(height, width)`, and so has `kernel`, with sizes of its own. `image.shape[0]` is the
  ///   height and `image.shape[1]` the width; read a pixel with `image[row, column]`.
  /// - Give back a tensor with one number for each position. `var output = Tensor.zeros(2, 3)` makes one of 2 rows and
  ///   3 columns to write into, and `for row in 0..<2 { … }` counts 0, 1.
  /// - Write the loops yourself, without `convolve2d` and `unfold`, and without the lesson's `byLoops`, `byShifts`,
  ///   `unfolded`, `byUnfolding` and `directly`.
  ///
  /// Example: `[[0, 1, 2], [3, 4, 5], [6, 7, 8]]` with the kernel `[[0, 1], [3, 5]]` gives `[[1, 3], [31, 57]]`.
  static func squaredDistances(_ image: Tensor, kernel: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 1.3: A kernel for horizontal edges** (warm-up, 5 minutes)
  ///
  /// The kernel `[[1, −1]]` of the lesson compares a pixel with its right neighbour. Give the kernel that compares a
  /// pixel with the one *below* it: 1 where bright turns dark on the way down, −1 where dark turns bright, 0 elsewhere.
  ///
  /// - `Tensor([[1, 2], [3, 4]])` is a tensor with the rows 1, 2 and 3, 4.
  /// - Give back a kernel as small as it can be.
  ///
  /// Example: on `[[0, 0], [1, 1], [1, 1], [0, 0]]`, a bright horizontal band, your kernel finds
  /// `[[−1, −1], [0, 0], [1, 1]]`.
  static func horizontalEdgeKernel() throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 1.4: A Gaussian kernel** (main, 25 minutes)
  ///
  /// In a Gaussian blur the middle counts most. A weight that lies `down` rows and `right` columns away from the middle
  /// is exp(−(down² + right²) / (2σ²)), and all weights are then divided by one number, so that they add up to 1.
  ///
  /// - `size` is odd, so there is a middle: row and column `size / 2`. `sigma` is σ, the width of the bell.
  /// - Give back a tensor of the shape `(size, size)`.
  /// - `Float(3)` makes a `Float` of a whole number, `t.exp()` takes exp of every element of a tensor, `t.sum()` adds
  ///   all of them up, and `t / 2` divides each by 2.
  ///
  /// Example: size 3 and σ = 1 give `[[0.0751, 0.1238, 0.0751], [0.1238, 0.2042, 0.1238], [0.0751, 0.1238, 0.0751]]`.
  static func gaussianKernel(size: Int, sigma: Float) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 1.5: True convolution** (warm-up, 5 minutes)
  ///
  /// What mathematics calls convolution is a cross-correlation with a changed kernel. Compute it with the help of a
  /// cross-correlation that works.
  ///
  /// - `correlate(image, kernel)` gives the cross-correlation of the two tensors that it is called with.
  /// - `kernel.flipped(axes: 0)` turns a matrix upside down, `kernel.flipped(axes: 1)` left to right; both axes may be
  ///   named at once.
  ///
  /// Example: `[[0, 1, 2], [3, 4, 5], [6, 7, 8]]` with the kernel `[[0, 1], [2, 3]]` gives `[[5, 11], [23, 29]]`.
  static func trueConvolution(
    _ image: Tensor, kernel: Tensor, correlate: (Tensor, Tensor) -> Tensor
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 1.6: Some errors matter more** (main, 15 minutes)
  ///
  /// A kernel is to learn that `image ⋆ kernel` should be `target`, and in some places it matters more than in others.
  /// So its loss is the sum of importance · error² over all output pixels, where an error is output minus target. Take
  /// one step of gradient descent.
  ///
  /// - `importance` has the shape of `target`. Where it is 0, nobody knows the target, and any output will do.
  /// - The gradient has the kernel's shape. Find it as the lesson does: at what rate does the loss of one output pixel
  ///   change with a weight?
  /// - `correlate(a, b)` gives the cross-correlation of `a` with `b`; you may compute with whole tensors: `a - b`,
  ///   `a * b`, which multiplies place by place.
  /// - `rate` is the learning rate. Give back the kernel after the step.
  ///
  /// Example: the image `[[0, 1, 1, 0]]`, the target `[[−1, 0, 1]]`, the importance `[[1, 1, 3]]` and the kernel
  /// `[[0, 0]]` have the gradient `[[−6, 2]]`; at rate 0.1 the kernel becomes `[[0.6, −0.2]]`.
  static func kernelAfterOneStep(
    _ kernel: Tensor,
    image: Tensor,
    target: Tensor,
    importance: Tensor,
    rate: Float,
    correlate: (Tensor, Tensor) -> Tensor
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 1.7: A blur in two passes** (main, 15 minutes)
  ///
  /// A Gaussian kernel of 5×5 takes 25 products for each pixel. Its weights are products of one weight for the row
  /// and one for the column; so a kernel of one row, and then one of one column, give the same with 10. Blur an image
  /// in this way.
  ///
  /// - The kernel meant is a square one: in row i, column j it holds `weights[i]` · `weights[j]`.
  /// - `correlate(image, kernel)` gives a cross-correlation, but only with kernels of one row or of one column.
  /// - `Tensor([1, 2, 3])` is a tensor of three numbers, and `reshaped(3, 1)` makes three rows of one number of it.
  /// - Give back what the square kernel would give.
  ///
  /// Example: the image `[[0, 1, 2], [3, 4, 5], [6, 7, 8]]` with the weights `[1, 2]` gives `[[24, 33], [51, 60]]`.
  static func blurredInTwoPasses(
    _ image: Tensor,
    weights: [Float],
    correlate: (Tensor, Tensor) -> Tensor
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 1.8: Which kernel is it?** (stretch, 25 minutes)
  ///
  /// Somebody has a kernel and does not show it. You may only have images cross-correlated with it. Find the kernel,
  /// with one image.
  ///
  /// - `apply(image)` gives the cross-correlation of your image with the kernel, a number for each place where it fits.
  /// - The kernel has `height` rows and `width` columns. Your image must not be smaller; how large it is, and what it
  ///   holds, is up to you.
  /// - Give back the kernel. `tensor.flipped(axes: 0)` turns a matrix upside down.
  ///
  /// Example: if the kernel is `[[1, 2], [3, 4]]`, give back `[[1, 2], [3, 4]]`.
  static func kernelBehind(_ apply: (Tensor) -> Tensor, height: Int, width: Int) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }
}
