import Checking
import TensorCore

enum Solutions: Tasks {
  /// - Hint: Flattening loses no element and adds none. How many are there?
  /// - Hint: Two channels of two rows of three columns are 2 · 2 · 3 elements. Multiply all the sizes; begin with 1.
  static func flattenedShape(_ shape: [Int]) -> [Int] {
    var elements = 1
    for size in shape { elements *= size }
    return [elements]
  }

  /// - Hint: The images stay apart, so the first size stays what it is. Everything else goes into one axis.
  /// - Hint: In `reshaped`, one size may be −1: as many as it takes. Which of the two sizes do you know?
  static func rowForEachImage(_ batch: Tensor) -> Tensor { batch.reshaped(batch.shape[0], -1) }

  /// - Hint: How many rows and columns does the picture have? They are the second and third size of its shape.
  /// - Hint: One loop goes over the rows and one, inside it, over the columns. In there, the pixel has three numbers.
  /// - Hint: Add `image[0, row, column]`, `image[1, row, column]` and `image[2, row, column]` in brackets, and divide
  ///   what the brackets hold by 3.
  static func greyByMean(_ image: Tensor) -> Tensor {
    let (height, width) = (image.shape[1], image.shape[2])
    var grey = Tensor.zeros(height, width)
    for row in 0..<height {
      for column in 0..<width {
        grey[row, column] = (image[0, row, column] + image[1, row, column] + image[2, row, column]) / 3
      }
    }
    return grey
  }

  /// - Hint: Two steps: multiply each channel by its weight, then add the three channels up.
  /// - Hint: The lesson halves the blue of an image by broadcasting. Which numbers take the place of its 1, 1 and 0.5?
  /// - Hint: `Tensor([0.299, 0.587, 0.114])` lies along the columns, the last axis. `reshaped(3, 1, 1)` lays it along
  ///   the channels, the first axis; and that is the one to add up along.
  static func greyByLuminance(_ image: Tensor) -> Tensor {
    let weights = Tensor([0.299, 0.587, 0.114]).reshaped(3, 1, 1)
    return (image * weights).sum(axes: 0)
  }

  /// - Hint: By which number must 255 be divided to give 1?
  /// - Hint: Between whole numbers, `/` drops what comes after the point: 51 / 255 is 0. Make a `Float` first.
  /// - Hint: `bytes.map { byte in … }` makes a list with one new value for each byte.
  static func brightness(of bytes: [UInt8]) -> [Float] { bytes.map { Float($0) / 255 } }

  /// - Hint: Three steps: the mean of the training images; their standard deviation; then the given images with both.
  /// - Hint: The distances from the mean are `training - mean`. Square them, take the mean of that, then the root.
  /// - Hint: Subtract first and divide afterwards. Brackets make sure of it.
  static func normalizedPixels(_ images: Tensor, training: Tensor) -> Tensor {
    let mean = training.mean()
    let variance = (training - mean).squared().mean()
    return (images - mean) / variance.squareRoot()
  }

  /// - Hint: Rows and channels stay where they are. Only the column changes.
  /// - Hint: With five columns, 0 goes to 4, 1 to 3, 2 stays. What do old and new column always add up to?
  /// - Hint: Write into column `column` what `image` has in column `width - 1 - column`.
  static func flippedLeftToRight(_ image: Tensor) -> Tensor {
    let (channels, height, width) = (image.shape[0], image.shape[1], image.shape[2])
    var flipped = Tensor.zeros(channels, height, width)
    for channel in 0..<channels {
      for row in 0..<height {
        for column in 0..<width {
          flipped[channel, row, column] = image[channel, row, width - 1 - column]
        }
      }
    }
    return flipped
  }

  /// - Hint: Go through the pixels of the *result*, and ask for each where in the image it lies: two numbers with
  ///   fractions.
  /// - Hint: From the position `down` you get the upper row, `let above = Int(down)`, and the fraction,
  ///   `down - Float(above)`. The lower row is the next one, but never below the last: `min(above + 1, image.shape[0] -
  ///   1)`.
  /// - Hint: First mix left and right in the upper row, then in the lower row, each as `(1 - f) * left + f * right`.
  ///   Then mix the two results in the same way, with the fraction of the rows.
  static func resized(_ image: Tensor, height: Int, width: Int) -> Tensor {
    var result = Tensor.zeros(height, width)
    for row in 0..<height {
      for column in 0..<width {
        let down = height > 1 ? Float(row * (image.shape[0] - 1)) / Float(height - 1) : 0
        let right = width > 1 ? Float(column * (image.shape[1] - 1)) / Float(width - 1) : 0
        let (above, left) = (Int(down), Int(right))
        let (below, beside) = (min(above + 1, image.shape[0] - 1), min(left + 1, image.shape[1] - 1))
        let (lower, outer) = (down - Float(above), right - Float(left))
        let top = (1 - outer) * image[above, left] + outer * image[above, beside]
        let bottom = (1 - outer) * image[below, left] + outer * image[below, beside]
        result[row, column] = (1 - lower) * top + lower * bottom
      }
    }
    return result
  }
}
