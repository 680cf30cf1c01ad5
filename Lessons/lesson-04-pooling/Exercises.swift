import Checking
import TensorCore
import Walkthrough

/// Your answers. Replace each `throw Unattempted()` by code of your own, save, and run
///
///     swift run course check 4
enum Exercises: Tasks {
  /// **Exercise 4.1: Maximum pooling that remembers** (warm-up, 20 minutes)
  ///
  /// Slide a window of `window` × `window` pixels over `map`, one pixel at a time. Keep the largest value under it, and
  /// the place where that stands.
  ///
  /// - `map` has the shape `(height, width)`. Its height is `map.shape[0]`, its width `map.shape[1]`, and
  ///   `map[row, column]` is one of its pixels.
  /// - A place is a number: all pixels of the map are counted, row by row, from 0. So the pixel in row 2, column 5 of a map
  ///   10 wide is number 25. Of several equally large pixels the first one counts. `Float(25)` makes a `Float` of 25.
  /// - Give back two tensors of the shape `(height − window + 1, width − window + 1)`, as `(largest: …, places: …)`.
  ///   `var largest = Tensor.zeros(rows, columns)` makes one, which you can fill: `largest[0, 0] = 4`.
  /// - `for row in 0..<rows { … }` does something for each row.
  /// - Write the loops yourself, without `maxPool2d` and `unfold`.
  ///
  /// Example: `[[1, 2, 3], [4, 9, 5]]` with window 2 gives `[[9, 9]]` and the places `[[4, 4]]`.
  static func maxPooled(_ map: Tensor, window: Int) throws -> (largest: Tensor, places: Tensor) {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 4.2: A weighted mean through a convolution** (warm-up, 10 minutes)
  ///
  /// Pool every channel of `image` by itself, with a mean in which some pixels of the window count more than others. Do it
  /// without a loop; `map` over the channels is one, too. `convolve2d` can do it, if you give it a kernel that suits.
  ///
  /// - `image` has the shape `(channels, height, width)`, and the window moves by `stride`:
  ///   `convolve2d(batch, kernel: kernel, stride: Size2D(stride))`.
  /// - `weights` has the shape `(window height, window width)`, and says how much each pixel of a window counts. Its numbers
  ///   are positive, but need not add up to 1: the mean is the sum of the products, divided by the sum of the weights.
  /// - A kernel has the shape `(out channels, in channels, height, width)`, a batch `(images, channels, height, width)`.
  ///   `a.unsqueezed(axis: 0)` puts an axis of size 1 in front of axis 0, and `a.squeezed(axis: 0)` takes it away.
  /// - Give back a tensor of the shape `(channels, rows, columns)`.
  ///
  /// Example: `[[[1, 3], [5, 7]]]` with the weights `[[1, 1], [1, 5]]` and stride 1 gives `[[[5.5]]]`, that is,
  /// (1 + 3 + 5 + 35) / 8.
  static func weightedMeans(_ image: Tensor, weights: Tensor, stride: Int) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 4.3: Contrast by shifts** (main, 25 minutes)
  ///
  /// Give the largest value of each window minus its smallest: how much the image changes within the window. Do it for
  /// every channel at once, and without a loop over pixels: cut out what each pixel of the window sees on its way, and
  /// keep the larger, and the smaller, of all these pieces. The window moves one pixel at a time.
  ///
  /// - `image` has the shape `(channels, height, width)`, and a window has `window` × `window` pixels.
  /// - `image[0..., 1..<4, 2..<6]` are rows 1 to 3 and columns 2 to 5 of every channel.
  /// - `a .> b` is a tensor that holds 1 where `a` is larger than `b`, and 0 elsewhere. Tensors of one shape can be
  ///   added and multiplied, element by element: `a + b`, `a * b`, `1 - a`.
  /// - Give back a tensor of the shape `(channels, height − window + 1, width − window + 1)`.
  /// - Do without `maxPool2d`.
  ///
  /// Example: `[[[0, 1, 2], [3, 4, 9], [6, 7, 8]]]` with window 2 gives `[[[4, 8], [4, 5]]]`.
  static func contrastByShifts(_ image: Tensor, window: Int) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 4.4: Sizes, pooled again and again** (warm-up, 10 minutes)
  ///
  /// A map of `size` × `size` pixels is pooled `times` times, with a window of `window` that moves by `stride`. Say how
  /// large it is after each time. The window fits each time.
  ///
  /// - Give back an array with one whole number for each time. `var sizes: [Int] = []` begins one, and
  ///   `sizes.append(14)` adds to its end.
  /// - Dividing whole numbers drops the remainder: `7 / 2` is 3.
  ///
  /// Example: 28 with window 2 and stride 2, three times, gives `[14, 7, 3]`.
  static func pooledSizes(
    of size: Int, window: Int, stride: Int, times: Int
  ) throws -> [Int] {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 4.5: Global average pooling** (warm-up, 5 minutes)
  ///
  /// Make one number of each map: its mean. Many networks pool like this before their last layer, with a window as large
  /// as the map.
  ///
  /// - `maps` has the shape `(images, channels, height, width)`, and `maps[image, channel, row, column]` is one pixel.
  /// - Give back a tensor of the shape `(images, channels)`.
  /// - Loops will do, and so will what tensors can do for themselves: `maps.mean(axes: 0)` is the mean over axis 0,
  ///   which disappears.
  ///
  /// Example: one image of the two maps `[[1, 2], [3, 6]]` and `[[0, 0], [0, 4]]` gives `[[3, 1]]`.
  static func globalAverage(_ maps: Tensor) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 4.6: The gradient of maximum pooling** (main, 30 minutes)
  ///
  /// Lead a gradient back through a maximum pooling: you know how fast the loss grows with each output; say how fast it
  /// grows with each pixel of the map that was pooled, with a window of `window` that moves by `stride`.
  ///
  /// - `map` has the shape `(height, width)`, `outputGradient` that of the pooled map. Give back a tensor of the shape
  ///   of `map`.
  /// - The gradient of an output goes to the largest pixel of its window, and to the first of them, row by row, if
  ///   several are equally large.
  /// - Windows may overlap. A pixel that wins in two of them gets both gradients, added.
  /// - Write it yourself, without `maxPool2dGradient` and `backward`.
  ///
  /// Example: `[[1, 5], [2, 3]]` with window 2, stride 2 and output gradient `[[7]]` gives `[[0, 7], [0, 0]]`.
  static func maxPoolingGradient(
    _ map: Tensor, window: Int, stride: Int, outputGradient: Tensor
  ) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 4.7: An average without the frame** (stretch, 30 minutes)
  ///
  /// Average pooling with padding makes the border too dark: the zeros of the frame are averaged too. Pool so that
  /// they do not count. The mean of a window is taken over those of its pixels that lie in the map.
  ///
  /// - `map` has the shape `(height, width)`. It is padded by `padding` on each side, and the window of `window` ×
  ///   `window` pixels moves by `stride`.
  /// - `padding` is less than `window`, so that every window holds at least one pixel of the map.
  /// - Give back a tensor of the shape `(rows, columns)`: as many as the window has positions from top to bottom and
  ///   from left to right. Write the loops yourself, without `averagePool2d`, `convolve2d` and `unfold`.
  ///
  /// Example: `[[1, 3], [5, 7]]` with window 2, stride 2 and padding 1 gives the map itself: each window holds one
  /// pixel.
  static func averagedWithoutFrame(_ map: Tensor, window: Int, stride: Int, padding: Int) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }
}
