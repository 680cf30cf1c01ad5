import Checking
import TensorCore
import Walkthrough

/// Your answers. Replace each `throw Unattempted()` by code of your own, save, and run
///
///     swift run course check 6
enum Exercises: Tasks {
  /// **Exercise 6.1: A map without its outliers** (warm-up, 10 minutes)
  ///
  /// A single bright pixel takes up the whole scale of a picture, and all others look dark. So stretch a map to the range
  /// of its other values: leave the `cut` smallest and the `cut` largest ones out. Of those that remain, the smallest
  /// becomes 0 and the largest 1. What lies below that range becomes 0 as well, and what lies above it 1.
  ///
  /// - `map` has the shape `(height, width)` and more than 2 · `cut` pixels. Give back a tensor of the same shape: 0
  ///   everywhere, if all the values that remain are equal.
  /// - `map.elements.sorted()` is a list of all values, the smallest first, and equal ones as often as they occur.
  /// - `map - 3` and `map / 3` work on all pixels at once. `map.clamped(to: 2...5)` makes 2 of what is below 2, and 5 of
  ///   what is above 5. `map * 0` is 0 everywhere.
  ///
  /// Example: `[[-8, 1, 2], [3, 5, 99]]` and a cut of 1 give `[[0, 0, 0.25], [0.5, 1, 1]]`.
  static func stretched(_ map: Tensor, cut: Int) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 6.2: The size of a receptive field** (main, 20 minutes)
  ///
  /// Layers follow each other, from the image on. Each slides a window of `kernel` × `kernel` and moves it by `stride`;
  /// convolutions and poolings do not differ in this. How many pixels high and wide is the receptive field of one pixel
  /// of the last map: from the first pixel of the image that it depends on to the last?
  ///
  /// - `for layer in layers` goes through the layers in their order; each has a `layer.kernel` and a `layer.stride`.
  ///   `layers.reversed()` goes from the last to the first.
  /// - The padding moves a receptive field, but does not change its size. Pixels within it that a large stride leaves out
  ///   count as well.
  ///
  /// Example: two convolutions of 3×3 with stride 1, then a pooling of 2 with stride 2, give `6`.
  static func receptiveField(_ layers: [(kernel: Int, stride: Int)]) throws -> Int {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 6.3: The map that responds most to a class** (main, 20 minutes)
  ///
  /// A layer made maps of a batch of images. The response of a map to a class is its mean value over all images of that
  /// class, and over all pixels. Which map responds most to the class `label` (of several, the first), and how much?
  ///
  /// - `maps` has the shape `(B, C, H, W)`: B images, C maps of each. `labels[image]` is the class of each image, and
  ///   there is at least one of the class asked for.
  /// - `maps[image, map, row, column]` is one value; `maps.selecting(image)` are the maps of one image, `(C, H, W)`.
  ///   `mean(axes: 1, 2)` of those is the mean of each map, `(C)`.
  /// - Give back both numbers: `return (map: 0, response: 0.5)`. Maps are counted from 0.
  ///
  /// Example: two images with two maps of 1×2 each, `[[[[1, 3]], [[0, 1]]], [[[0, 0]], [[4, 6]]]]`, and the labels
  /// `[7, 2]`. Map 1 responds most to class 2, with `5`.
  static func strongestMap(
    _ maps: Tensor, _ labels: [Int], label: Int
  ) throws -> (map: Int, response: Float) {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 6.4: Dead maps and dead places** (main, 15 minutes)
  ///
  /// A layer made maps of a batch of images. A place of a map is dead if it is 0 in every image, and a map is dead if
  /// all its places are. Say which maps are dead, and how many dead places all the others have together.
  ///
  /// - `maps` has the shape `(B, C, H, W)`: B images, C maps of each, after their ReLU. No value is negative, and even
  ///   a very small one counts as firing. Read one with `maps[image, map, row, column]`.
  /// - Give back both: `return (dead: [2, 5], places: 7)`. Maps are counted from 0, and listed in their order.
  ///
  /// Example: two images with three maps of 1×2 each, `[[[[0, 1]], [[0, 0]], [[2, 0]]], [[[0, 4]], [[0, 0]], [[0, 3]]]]`.
  /// Map 1 is dead, and map 0 has one dead place: `(dead: [1], places: 1)`.
  static func deadMaps(_ maps: Tensor) throws -> (dead: [Int], places: Int) {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }

  /// **Exercise 6.5: What the network looks at** (stretch, 25 minutes)
  ///
  /// Cover a part of an image with zeros and see how much a network's score falls: where it falls most is what the score
  /// rests on. Do this for every place, and make a map of it.
  ///
  /// - `image` has the shape `(height, width)`. The cover has `window` × `window` pixels, all 0, and moves by one
  ///   pixel at a time. It always lies within the image.
  /// - `score(image)` gives one number: how sure the network is.
  /// - Give back a tensor of the shape `(height − window + 1, width − window + 1)`, with one number for each place of the
  ///   cover: the score of the whole image minus the score of the covered one.
  ///
  /// Example: the image `[[1, 2], [3, 4]]`, a window of 1, and a score that adds all pixels up, give the image
  /// itself.
  static func occlusionMap(_ image: Tensor, window: Int, score: (Tensor) -> Float) throws -> Tensor {
    // Type your code here, in place of the next line.
    throw Unattempted()
  }
}
