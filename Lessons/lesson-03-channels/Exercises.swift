import Checking
import TensorCore
import Walkthrough

/// Your answers. Replace each `throw Unattempted()` by code of your own, save, and run
///
///     swift run course check 3
enum Exercises: Tasks {
  /// **Exercise 3.1: One slide for all channels** (warm-up, 10 minutes)
  ///
  /// Make one map out of all channels with a single slide. That is possible where all slices of a kernel are multiples of
  /// one, as in the lesson's kernels for vertical and for red–blue edges: channel c has the slice `factors[c] * slice`.
  ///
  /// - `image` has the shape `(C, H, W)`, `factors` has `(C)`, and `slice` has `(kernel height, kernel width)`.
  ///   `image.selecting(1)` is channel 1, a matrix, and `factors[1]` is its factor, a number.
  /// - `correlate(matrix, slice)` gives the cross-correlation of two matrices. Call it once, and do without `convolve2d`,
  ///   `mapsByEachKernel` and `mapsByGroups`.
  /// - Matrices of one shape are added with `+`, and `2 * matrix` is twice a matrix. Give back a matrix.
  ///
  /// Example: the channels `[[0, 1, 2], [3, 4, 5], [6, 7, 8]]` and `[[1, 2, 3], [4, 5, 6], [7, 8, 9]]` with the factors
  /// `[2, −1]` and the slice `[[0, 1], [2, 3]]` give `[[13, 19], [31, 37]]`.
  static func mapByOneSlide(
    _ image: Tensor, factors: Tensor, slice: Tensor, correlate: (Tensor, Tensor) -> Tensor
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 3.2: A whole convolution** (main, 30 minutes)
  ///
  /// This is what a convolutional layer does: several channels in, several maps out, with a bias and with padding. Write
  /// all its loops; later lessons can run their networks on yours.
  ///
  /// - `image` has the shape `(C, H, W)`; `kernel` has `(O, C, kernel height, kernel width)`, and `kernel[o, c, i, j]` is
  ///   the weight of map `o` for channel `c` in row `i`, column `j`.
  /// - `bias` has one number for each map, `bias[o]`, which is added once to every pixel of map `o`.
  /// - `padding` zeros surround every channel on each side. The stride is 1. `image.padded(by: 2)` pads all channels by 2;
  ///   a whole number that has a name is put in as `image.padded(by: Size2D(padding))`.
  /// - Give back a tensor of the shape `(O, H', W')`, where `H'` is H + 2 · padding − kernel height + 1, and `W'`
  ///   likewise.
  /// - Write the loops yourself, without `convolve2d`, `unfold` and the lesson's `correlate`, `mapsByEachKernel` and
  ///   `mapsByGroups`.
  ///
  /// Example: the two channels of exercise 3.1 with the lesson's three kernels, and the bias `[0, 10, −100]`, give without
  /// padding
  /// `[[[56, 72], [104, 120]], [[86, 110], [158, 182]], [[−4, 28], [92, 124]]]`.
  static func convolved(
    _ image: Tensor, kernel: Tensor, bias: Tensor, padding: Int
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 3.3: 1×1 convolution as a matrix product** (main, 15 minutes)
  ///
  /// A kernel of one pixel mixes the channels at every pixel, all pixels alike. So one matrix product does it, without a
  /// loop. `map` over the maps or the pixels is a loop, too.
  ///
  /// - `image` has the shape `(C, H, W)`, and `weights` has `(O, C)`: a row for each map.
  /// - `matmul(a, b)` is the product of two matrices, `(m, k)` and `(k, n)`, and has the shape `(m, n)`.
  ///   `image.reshaped(2, 12)` reads the same numbers in two rows of twelve.
  /// - Give back a tensor of the shape `(O, H, W)`.
  /// - Do without `convolve2d`, which would give the same.
  ///
  /// Example: the channels `[[1, 2], [3, 4]]` and `[[10, 20], [30, 40]]` with the weights `[[1, 1], [−1, 1], [1, 0]]` give
  /// the maps `[[11, 22], [33, 44]]`, `[[9, 18], [27, 36]]` and `[[1, 2], [3, 4]]`.
  static func mixedByMatrixProduct(_ image: Tensor, weights: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 3.4: What a budget buys** (main, 15 minutes)
  ///
  /// A layer may have `budget` parameters or fewer. How many maps can it make: as a plain convolution, and as a depthwise
  /// convolution with a 1×1 convolution after it?
  ///
  /// - `channels` go in. The kernels of the plain and of the depthwise convolution are square, `kernel` pixels wide and
  ///   high.
  /// - All three convolutions have biases: one for each map that they make. The depthwise one makes a map of each channel.
  /// - `budget` is at least 0. If it is too small for a single map, the number is 0.
  /// - Give back both numbers of maps: `return (plain: 1, separable: 2)`. Dividing whole numbers drops the remainder:
  ///   `7 / 2` is 3.
  ///
  /// Example: for 2 channels and a kernel of 3 a budget of 100 buys 5 maps by a plain convolution, which has 95 parameters
  /// then, and 26 by the other two, with 98.
  static func mapsForBudget(
    _ budget: Int, channels: Int, kernel: Int
  ) throws -> (plain: Int, separable: Int) {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 3.5: A convolution as one matrix product** (stretch, 30 minutes)
  ///
  /// Lay out the windows of an image as the columns of a matrix. Then one product does a whole convolution: the
  /// kernels, a row for each, times your matrix.
  ///
  /// - `image` has the shape `(C, H, W)`. Without padding and with stride 1 a kernel has H − `kernelHeight` + 1
  ///   positions from top to bottom, and W − `kernelWidth` + 1 from left to right.
  /// - Give back a tensor of the shape `(C · kernelHeight · kernelWidth, positions)`. The positions stand in the
  ///   order of reading: row by row.
  /// - A column holds the numbers under the window: first those of channel 0, row by row, then those of channel 1,
  ///   and so on.
  /// - Write it yourself, without `unfold`.
  ///
  /// Example: the image `[[[1, 2, 3], [4, 5, 6]]]` with a kernel of 2×2 gives `[[1, 2], [2, 3], [4, 5], [5, 6]]`.
  static func windowColumns(_ image: Tensor, kernelHeight: Int, kernelWidth: Int) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }
}
