import Checking
import TensorCore
import Walkthrough

/// Your answers. Replace each `throw Unattempted()` by code of your own, save, and run
///
///     swift run course check 0
enum Exercises: Tasks {
  /// **Exercise 0.1: The shape after flattening** (warm-up, 5 minutes)
  ///
  /// `reshaped(-1)` runs all elements of a tensor into one line. Say which shape comes out, without reshaping anything.
  ///
  /// - `shape` is the tensor's shape: one whole number for each axis. `for size in shape { … }` goes through them.
  /// - Give back the shape of the line: a list with one number, such as `[7]`.
  ///
  /// Example: `[2, 2, 3]` gives `[12]`.
  static func flattenedShape(_ shape: [Int]) throws -> [Int] {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 0.2: A row for each image** (warm-up, 5 minutes)
  ///
  /// A network wants the images of a batch as rows of a matrix: all numbers of one image in one line, and a line for
  /// each image.
  ///
  /// - `batch` has the shape `(B, C, H, W)`; its sizes are `batch.shape[0]` to `batch.shape[3]`.
  /// - Give back a tensor of the shape `(B, C·H·W)`. If `t` has twelve numbers, `t.reshaped(2, 6)` makes two rows of
  ///   six of them.
  ///
  /// Example: the numbers 0 to 7 as a batch `(2, 1, 2, 2)` give `[[0, 1, 2, 3], [4, 5, 6, 7]]`.
  static func rowForEachImage(_ batch: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 0.3: Grey by the mean** (main, 15 minutes)
  ///
  /// Make a colour image grey: each pixel becomes the mean of its red, its green and its blue.
  ///
  /// - `image` has the shape `(3, H, W)`; read a number with `image[channel, row, column]`.
  /// - Give back a tensor of the shape `(H, W)`. `var grey = Tensor.zeros(4, 5)` makes one of 4 rows and 5 columns,
  ///   `grey[row, column] = 0.5` writes into it, and `for row in 0..<4 { … }` counts 0, 1, 2, 3.
  ///
  /// Example: red `[[0.9, 0.3], [0, 0.6]]`, green `[[0.6, 0.3], [0, 0]]` and blue `[[0, 0.3], [0.6, 0]]` give
  /// `[[0.5, 0.3], [0.2, 0.2]]`.
  static func greyByMean(_ image: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 0.4: Grey as the eye sees it** (warm-up, 10 minutes)
  ///
  /// To the eye, green light is bright and blue light is dark. The **luminance** of a pixel allows for that:
  /// 0.299 · red + 0.587 · green + 0.114 · blue. Make a colour image grey by it, this time without a loop; `map` over the
  /// pixels is one, too. (The weights are those of television's standard BT.601. Strictly the sum is *luma*, as a file's
  /// numbers are not amounts of light.)
  ///
  /// - `image` has the shape `(3, H, W)`: red, green and blue, in this order.
  /// - Give back a tensor of the shape `(H, W)`. Compute with whole tensors: `t.sum(axes: 1)` adds up along axis 1, and
  ///   leaves the others as they are.
  ///
  /// Example: the image of exercise 0.3 gives `[[0.6213, 0.3], [0.0684, 0.1794]]`. Blue and red, equal in their mean,
  /// now differ.
  static func greyByLuminance(_ image: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 0.5: From bytes to brightness** (warm-up, 5 minutes)
  ///
  /// A file keeps a pixel as a byte, a whole number from 0 (black) to 255 (white). Turn bytes into numbers from 0 to 1.
  ///
  /// - `bytes` is a list of whole numbers of the type `UInt8`. `Float(byte)` makes a `Float` of one of them.
  /// - Give back a list with a `Float` for each byte, in the same order. White becomes 1.
  ///
  /// Example: `[0, 51, 255]` gives `[0, 0.2, 1]`.
  static func brightness(of bytes: [UInt8]) throws -> [Float] {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 0.6: Normalise** (main, 15 minutes)
  ///
  /// Subtract the mean from every pixel, and divide by the standard deviation. Both are those of the *training* images,
  /// over all their pixels, whichever images you are given.
  ///
  /// - `images` and `training` have the shape `(B, C, H, W)`. Give back a tensor shaped like `images`.
  /// - `training.mean()` is the mean of all elements. The standard deviation is the square root of the mean squared
  ///   distance from it.
  /// - You can compute with whole tensors: `images - 3` subtracts 3 from every element, `images.squared()` squares every
  ///   element, and `x.squareRoot()` is the root of a single `Float`.
  ///
  /// Example: for training pixels 2 and 6 the mean is 4 and the standard deviation 2, so images with the pixels 4 and 8
  /// become 0 and 2.
  static func normalizedPixels(_ images: Tensor, training: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 0.7: Left becomes right** (main, 15 minutes)
  ///
  /// Flip an image as a mirror does: what stood on the left stands on the right, in every row of every channel.
  ///
  /// - `image` has the shape `(C, H, W)`; read a number with `image[channel, row, column]`.
  /// - Give back a tensor of the same shape. `var flipped = Tensor.zeros(1, 4, 5)` makes one to write into.
  ///
  /// Example: `[[[1, 2], [3, 4]]]` gives `[[[2, 1], [4, 3]]]`.
  static func flippedLeftToRight(_ image: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 0.8: An image of any size** (stretch, 35 minutes)
  ///
  /// Make an image larger or smaller. Its corners stay corners, and each pixel of the result is mixed from the four
  /// pixels of the image between which it comes to lie: this is bilinear interpolation.
  ///
  /// - `image` has the shape `(H, W)`. Give back a tensor of the shape `(height, width)`.
  /// - Row `row` of the result lies at p = row · (H − 1) / (height − 1) in the image, and at 0 if `height` is 1.
  ///   Columns likewise.
  /// - If p lies a fraction f below row a, that is p = a + f, the upper row counts 1 − f and the lower one f. In the
  ///   same way the left and the right column are mixed.
  /// - `Int(2.75)` is 2: the fraction is dropped. Mind the last row, below which there is none.
  ///
  /// Example: `[[0, 4], [8, 12]]` made 3×3 gives `[[0, 2, 4], [4, 6, 8], [8, 10, 12]]`.
  static func resized(_ image: Tensor, height: Int, width: Int) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }
}
