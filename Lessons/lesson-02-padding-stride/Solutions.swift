import Checking
import TensorCore

enum Solutions: Tasks {
  /// - Hint: Go through the rows and columns of the *result*, and ask for each where in the image it comes from.
  /// - Hint: Counted in the image, row `row` of the result is row `row - padding`. Row −1 takes its values from row 0,
  ///   and row −2 from row 1.
  /// - Hint: Below the last row, `height - 1`, comes that row once more, and then the one before it. What do a row and
  ///   the row that it is taken from always add up to?
  static func mirrored(_ image: Tensor, by padding: Int) -> Tensor {
    func source(_ place: Int, _ size: Int) -> Int {
      if place < 0 { return -1 - place }
      return place < size ? place : 2 * size - 1 - place
    }
    let (height, width) = (image.shape[0], image.shape[1])
    var result = Tensor.zeros(height + 2 * padding, width + 2 * padding)
    for row in 0..<height + 2 * padding {
      for column in 0..<width + 2 * padding {
        result[row, column] = image[source(row - padding, height), source(column - padding, width)]
      }
    }
    return result
  }

  /// - Hint: The padded image has `input + 2 * padding` pixels. How far can the kernel move in it?
  /// - Hint: Divided by the stride, that distance leaves a remainder, the pixels left over. How many more make it a
  ///   whole step?
  /// - Hint: stride − remainder is correct where something is left over. Where nothing is, it gives the stride, not 0:
  ///   take the remainder by the stride once more.
  static func missingPixels(input: Int, kernel: Int, stride: Int, padding: Int) -> Int {
    let way = input - kernel + 2 * padding
    return (stride - way % stride) % stride
  }

  /// - Hint: Write down the padded image, 5×5. The windows begin in the rows 0 and 2, and in the columns 0 and 2.
  /// - Hint: The first window holds 0, 0, 0 and 1: only the 1 counts, and it meets the weight 3. The second holds 0, 0, 2
  ///   and 3.
  /// - Hint: The second is 2 · 2 + 3 · 3, the third 4 · 1 + 7 · 3. The last has four pixels of the image.
  static func stridedByHand() -> Tensor {
    Tensor([
      [3, 2 * 2 + 3 * 3],
      [4 * 1 + 7 * 3, 5 * 0 + 6 * 1 + 8 * 2 + 9 * 3],
    ])
  }

  /// - Hint: The third layer: 64 − 7 + 2 · 1 = 59. Half of that is 29.5; what comes after the point is dropped, and 1
  ///   is added.
  /// - Hint: Each kernel makes one map, and a map has size · size numbers. How many maps has an image?
  /// - Hint: The features are 6 · size · size. The number of images and the channels of the input play no part.
  static func sizesOfTheTable() -> (sizes: [Int], features: [Int]) {
    let layers = [(33, 5, 1, 2), (227, 11, 4, 0), (64, 7, 2, 1)]
    let sizes = layers.map { input, kernel, stride, padding in (input - kernel + 2 * padding) / stride + 1 }
    return (sizes: sizes, features: sizes.map { size in 6 * size * size })
  }

  /// - Hint: Begin with dilation 1. In the size rule, out = in leaves 2 · padding = kernel − 1.
  /// - Hint: A dilated kernel counts as `dilation * (kernel - 1) + 1`: as many pixels as it is spread over.
  static func paddingKeepingTheSize(kernel: Int, dilation: Int) -> Int {
    let spread = dilation * (kernel - 1) + 1
    return (spread - 1) / 2
  }

  /// - Hint: Two steps: pad the image, then slide over the padded one. From then on there is no padding to think of.
  /// - Hint: The output's height follows from the image's and the kernel's height, its width from the widths.
  /// - Hint: At output row `y`, column `x` the window begins in row `y * stride`, column `x * stride` of the padded image.
  static func stridedCorrelation(_ image: Tensor, kernel: Tensor, stride: Int, padding: Int) -> Tensor {
    let padded = image.padded(by: Size2D(padding))
    let rows = (padded.shape[0] - kernel.shape[0]) / stride + 1
    let columns = (padded.shape[1] - kernel.shape[1]) / stride + 1
    var output = Tensor.zeros(rows, columns)
    for y in 0..<rows {
      for x in 0..<columns {
        for i in 0..<kernel.shape[0] {
          for j in 0..<kernel.shape[1] {
            output[y, x] += padded[y * stride + i, x * stride + j] * kernel[i, j]
          }
        }
      }
    }
    return output
  }

  /// - Hint: The kernel covers `dilation * (size - 1) + 1` pixels. Put that in place of its size into the rule for
  ///   the output.
  /// - Hint: In row `y` of the output, weight `i` meets the padded row `y * stride + i * dilation`. In the image
  ///   itself that is `padding` rows less.
  /// - Hint: Add a product only if that row is at least 0 and less than the height, and the column likewise.
  static func dilatedCorrelation(_ image: Tensor, kernel: Tensor, stride: Int, padding: Int, dilation: Int) -> Tensor
  {
    let (height, width) = (image.shape[0], image.shape[1])
    let rows = (height + 2 * padding - dilation * (kernel.shape[0] - 1) - 1) / stride + 1
    let columns = (width + 2 * padding - dilation * (kernel.shape[1] - 1) - 1) / stride + 1
    var output = Tensor.zeros(rows, columns)
    for y in 0..<rows {
      for x in 0..<columns {
        for i in 0..<kernel.shape[0] {
          for j in 0..<kernel.shape[1] {
            let row = y * stride + i * dilation - padding
            let column = x * stride + j * dilation - padding
            if row >= 0 && row < height && column >= 0 && column < width {
              output[y, x] += image[row, column] * kernel[i, j]
            }
          }
        }
      }
    }
    return output
  }
}
