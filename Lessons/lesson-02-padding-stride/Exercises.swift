import Checking
import TensorCore
import Walkthrough

/// Your answers. Replace each `throw Unattempted()` by code of your own, save, and run
///
///     swift run course check 2
enum Exercises: Tasks {
  /// **Exercise 2.1: A mirror at the rim** (main, 15 minutes)
  ///
  /// The lesson's frame that reflects leaves the rim out: with padding 1 it makes 2, 1, 2, 3, 2 of 1, 2, 3. Another kind of
  /// frame, called *symmetric*, mirrors the image with its rim: it makes 1, 1, 2, 3, 3 of them, and with padding 2 it makes
  /// 2, 1, 1, 2, 3, 3, 2. Put such a frame around an image.
  ///
  /// - `image` has the shape `(height, width)`: `image.shape[0]` is the height and `image.shape[1]` the width.
  /// - The frame has `padding` rows above, as many below, and as many columns on either side. `padding` is at most the
  ///   smaller of height and width.
  /// - Give back a tensor that is larger by 2 · padding both ways. `var result = Tensor.zeros(5, 6)` makes one of 5
  ///   rows and 6 columns, and `result[row, column] = 7` writes into it.
  ///
  /// Example: `[[1, 2], [3, 4]]` with padding 1 gives `[[1, 1, 2, 2], [1, 1, 2, 2], [3, 3, 4, 4], [3, 3, 4, 4]]`.
  static func mirrored(_ image: Tensor, by padding: Int) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 2.2: Nothing left over** (warm-up, 10 minutes)
  ///
  /// When the size rule's division leaves a remainder, the last pixels of the padded image lie in no window. How many
  /// pixels must be added at the far end, after the padding, until the last window ends on the last pixel?
  ///
  /// - `input` is the size of the image along an axis, `kernel` that of the kernel; `stride` is at least 1, `padding`
  ///   at least 0. The kernel fits into the padded image.
  /// - Give back a whole number, as small as it can be: 0 if nothing is left over. Between whole numbers `%` is the
  ///   remainder: `7 % 2` is 1.
  ///
  /// Example: input 9, kernel 3, stride 4 and padding 0 have windows on the pixels 0 to 2 and 4 to 6. The next one
  /// would cover 8 to 10, and pixel 8 is the last: give back 2.
  static func missingPixels(input: Int, kernel: Int, stride: Int, padding: Int) throws -> Int {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 2.3: Strided, by hand** (warm-up, 10 minutes)
  ///
  /// Take pencil and paper. The image is `[[1, 2, 3], [4, 5, 6], [7, 8, 9]]`, the kernel `[[0, 1], [2, 3]]`. Pad the
  /// image by 1, and slide the kernel over it with stride 2. Nothing is to be programmed, neither by a loop nor by
  /// `convolve2d` or `correlate`: type the numbers of the output.
  ///
  /// - Give back a tensor of two axes: `return Tensor([[10, 20, 30], [40, 50, 60]])` has two rows and three columns.
  ///
  /// Example: with a kernel of four ones the output is `[[1, 5], [11, 28]]`, as in the lesson.
  static func stridedByHand() throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 2.4: Three layers by hand** (warm-up, 10 minutes)
  ///
  /// A hundred colour images of three channels go through six kernels, in three ways:
  ///
  /// - input 33×33, kernel 5×5, stride 1, padding 2
  /// - input 227×227, kernel 11×11, stride 4, padding 0
  /// - input 64×64, kernel 7×7, stride 2, padding 1
  ///
  /// Work out two numbers for each: how large the output is along one side, and how many features an *image* has when
  /// its maps are flattened. Do it by hand.
  ///
  /// - Give back two lists of three whole numbers: `return (sizes: [1, 2, 3], features: [10, 20, 30])`.
  ///
  /// Example: input 28×28, kernel 5×5, stride 1 and padding 0 give the size 24 and 3,456 features.
  static func sizesOfTheTable() throws -> (sizes: [Int], features: [Int]) {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 2.5: The padding that keeps the size** (main, 10 minutes)
  ///
  /// With stride 1, how much padding on each side makes the output exactly as large as the image?
  ///
  /// - `kernel` is the kernel's size along one axis: 1, 3, 5, 7 … The dilation pulls its weights apart: 1 leaves them
  ///   side by side, 2 puts a zero between neighbours, and so on.
  /// - Give back a whole number: the padding of *one* side.
  ///
  /// Example: a kernel of 3 takes padding 1 with dilation 1, and padding 2 with dilation 2.
  static func paddingKeepingTheSize(kernel: Int, dilation: Int) throws -> Int {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 2.6: Stride and padding by loops** (main, 25 minutes)
  ///
  /// Slide `kernel` over `image`, padded by `padding` zeros on each side, in steps of `stride` to the right and down.
  /// At each position add up the products of pixels and weights.
  ///
  /// - `image` and `kernel` have the shape `(height, width)`, each with sizes of its own.
  /// - Give back a tensor with one number for each position.
  /// - Begin with the loops of exercise 1.2 and the lesson's size rule. `image.padded(by: Size2D(padding))` is the
  ///   image in its frame of zeros.
  /// - Write the loops yourself, without `convolve2d`, `unfold` and the lesson's `correlate`.
  ///
  /// Example: `[[1, 2, 3], [4, 5, 6], [7, 8, 9]]` with a kernel of four ones, stride 2 and padding 1 gives
  /// `[[1, 5], [11, 28]]`.
  static func stridedCorrelation(
    _ image: Tensor, kernel: Tensor, stride: Int, padding: Int
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 2.7: Everything at once** (stretch, 35 minutes)
  ///
  /// Cross-correlate with stride, padding and dilation: weights that are neighbours in the kernel meet pixels that
  /// are `dilation` apart.
  ///
  /// - `image` and `kernel` have the shape `(height, width)`, each with sizes of its own. `padding` zeros surround
  ///   the image on each side.
  /// - Give back a tensor with one number for each position. Work out how many there are: a kernel of 3 that is
  ///   pulled apart by 2 covers 5 pixels.
  /// - Write the loops yourself, without `convolve2d`, `unfold` and `correlate`. You need no padded image, if you leave
  ///   out the pixels outside.
  ///
  /// Example: the numbers 0 to 15 in four rows, with the kernel `[[1, 0], [0, 1]]`, dilation 2, stride 1 and padding
  /// 0, give `[[10, 12], [18, 20]]`.
  static func dilatedCorrelation(
    _ image: Tensor,
    kernel: Tensor,
    stride: Int,
    padding: Int,
    dilation: Int
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }
}
