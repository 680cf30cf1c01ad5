import Checking
import Datasets
import Learning
import TensorCore
import Walkthrough

/// Your answers. Replace each `throw Unattempted()` by code of your own, save, and run
///
///     swift run course check 8
enum Exercises: Tasks {
  /// **Exercise 8.1: A shift that goes on** (warm-up, 15 minutes)
  ///
  /// Move `image` by `down` pixels down and by `right` pixels to the right. What leaves the image is lost. Where nothing
  /// came from, the image goes on: in place of the lesson's zeros the nearest pixel of its edge is repeated. Negative
  /// numbers move it up and to the left.
  ///
  /// - `image` has the shape `(height, width)`. Its height is `image.shape[0]`, its width `image.shape[1]`, and
  ///   `image[row, column]` is one of its pixels.
  /// - Give back a tensor of the same shape. `var moved = Tensor.zeros(height, width)` makes one to write into, and
  ///   `moved[0, 1] = 4` writes.
  /// - `for row in 0..<height { … }` does something for each row; `min(3, 5)` is 3, and `max(3, 5)` is 5.
  ///
  /// Example: `[[1, 2, 3], [4, 5, 6], [7, 8, 9]]` moved down by 1 gives `[[1, 2, 3], [1, 2, 3], [4, 5, 6]]`.
  static func moved(_ image: Tensor, down: Int, right: Int) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 8.2: Two filters in one** (main, 20 minutes)
  ///
  /// Filter an image, and filter what comes out by a second filter. A pixel that the first moves by *k* down and *l* to the
  /// right is moved by the second by *m* and *n* more. So, away from the border, a single filter does the same. Find its
  /// coefficients.
  ///
  /// - `first` has the shape `(2K + 1, 2L + 1)`, `second` has `(2M + 1, 2N + 1)`. In the middle of each stands h(0, 0),
  ///   the coefficient of no shift at all.
  /// - Give back the coefficients of the one filter, with h(0, 0) in the middle as well. It reaches as far as both
  ///   together: its shape is `(2 · (K + M) + 1, 2 · (L + N) + 1)`.
  /// - `var both = Tensor.zeros(3, 5)` makes a tensor of three rows and five columns, and `both[0, 1] += 4` adds to one of
  ///   its elements.
  /// - Do it without `filteredByShifts`, `correlated`, `convolve2d`, `convolveTransposed2d` and
  ///   `convolve2dImageGradient`.
  ///
  /// Example: `[[1, 2, 0]]` and `[[0, 1, 3]]` give `[[0, 1, 5, 6, 0]]`.
  static func combined(_ first: Tensor, with second: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 8.3: From a specification to layers** (main, 20 minutes)
  ///
  /// Build the network that three lists specify. Layer *l* is a convolution with K taps to either side that keeps the
  /// size of its maps, ReLU, and average pooling down to the next size. After the last layer come flatten and a readout
  /// of 10 numbers. There is no bias anywhere. Write it yourself, without `Sequential.shiftNetwork`.
  ///
  /// - `taps` has a number for each layer. `features` and `sizes` have one more: they begin with the channels and the
  ///   side of the images. Each size is a multiple of the next.
  /// - A network is written as its layers between braces, one in a line:
  ///   `Sequential(input: [channels, side, side]) { … }`. A loop may stand between the braces:
  ///   `for layer in 0..<taps.count { … }` adds the layers between its own braces once for each value of `layer`.
  /// - The layers you need are `Conv2d(maps, kernel: Size2D(side), padding: Size2D(border), bias: false)`, `ReLU()`,
  ///   `AveragePool2d(Size2D(window))`, `Flatten()` and `Linear(10, bias: false)`.
  ///
  /// Example: taps `[1, 1]`, features `[1, 4, 8]` and sizes `[28, 14, 7]` give the lesson's network, with 4,244
  /// parameters.
  static func network(taps: [Int], features: [Int], sizes: [Int]) throws -> Sequential {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 8.4: Average pooling by shifts** (main, 20 minutes)
  ///
  /// Pool `image` with the mean of each window of `window` × `window` pixels. The windows lie side by side. Do it by
  /// shifts: bring the pixels of each window together at its upper left corner, take the mean, and keep the corners.
  ///
  /// - `image` has the shape `(height, width)`, both multiples of `window`. Give back a tensor of the shape
  ///   `(height / window, width / window)`.
  /// - `image.shifted(down: 1, right: -2)` is the image, moved by one pixel down and by two to the left.
  /// - Tensors of one shape can be added, `a + b`, and each pixel divided, `a / 4`. Whole numbers become numbers with a
  ///   fraction by `Float(window)`.
  /// - Do it by shifts, without `averagePool2d`.
  ///
  /// Example: `[[1, 3], [5, 7]]` with window 2 gives `[[4]]`.
  static func pooled(_ image: Tensor, window: Int) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 8.5: The readout** (warm-up, 10 minutes)
  ///
  /// Turn the maps of each image into one score for each class: all numbers of the image in one row, map by map and
  /// row by row, each times its weight, added up. There is no bias.
  ///
  /// - `maps` has the shape `(images, features, height, width)`.
  /// - `readout` has the shape `(classes, features · height · width)`: a row of weights for each class.
  /// - Give back a tensor of the shape `(images, classes)`.
  /// - `a.reshaped(2, 12)` reads 24 elements as two rows of twelve. `matmul(a, b)` is the matrix product: it
  ///   wants as many columns in `a` as there are rows in `b`. `a.transposed()` exchanges rows and columns.
  ///
  /// Example: one image with one map `[[1, 2], [3, 4]]` and the readout `[[1, 0, 0, 0], [0, 1, 1, 0]]` give `[[1, 5]]`.
  static func scores(_ maps: Tensor, readout: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 8.6: A filter on a ring** (stretch, 30 minutes)
  ///
  /// At the border, a filter and a shift cannot change places: zeros come in. On a ring they can. Filter an image
  /// that is closed to a ring both ways: what leaves it on the right comes in on the left, and what leaves it at the
  /// bottom comes in at the top.
  ///
  /// - `image` has the shape `(height, width)`; give back a tensor of the same shape. `coefficients` has the shape
  ///   `(2K + 1, 2K + 1)`, with h(0, 0) in its middle. K may be larger than the image.
  /// - The result in row `row`, column `column` is the sum over all k and l from −K to K of h(k, l) times the pixel
  ///   that is k rows *above* and l columns to the *left* of it, going round.
  /// - `7 % 3` is 1, but `-7 % 3` is −1. Use indices of the image only: do without `shifted`.
  ///
  /// Example: the image `[[1, 2, 3]]` with 3×3 coefficients that are all 0 but for h(1, 1), which is 1, gives
  /// `[[3, 1, 2]]`.
  static func filteredOnRing(_ image: Tensor, coefficients: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }
}
