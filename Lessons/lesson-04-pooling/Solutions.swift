import Checking
import TensorCore

/// Answers to compare yours with, once they are correct. The comments hold the hints of `swift run course hint`.
enum Solutions: Tasks {
  /// - Hint: How many windows fit from top to bottom, and how many from left to right? Two loops go through these
  ///   positions, and two more through the pixels of the window.
  /// - Hint: At position `(y, x)` the window covers the pixels `map[y + i, x + j]`, for `i` and `j` from 0 to
  ///   `window - 1`.
  /// - Hint: Start with the window's own first pixel: its row and column are the best so far. Where
  ///   `map[y + i, x + j]` is *larger* than the best one, take its row and column. Then
  ///   `largest[y, x] = map[bestRow, bestColumn]`, and the place is `bestRow * map.shape[1] + bestColumn`.
  static func maxPooled(_ map: Tensor, window: Int) -> (largest: Tensor, places: Tensor) {
    let rows = map.shape[0] - window + 1
    let columns = map.shape[1] - window + 1
    var largest = Tensor.zeros(rows, columns)
    var places = Tensor.zeros(rows, columns)
    for y in 0..<rows {
      for x in 0..<columns {
        var (bestRow, bestColumn) = (y, x)
        for i in 0..<window {
          for j in 0..<window where map[y + i, x + j] > map[bestRow, bestColumn] {
            (bestRow, bestColumn) = (y + i, x + j)
          }
        }
        largest[y, x] = map[bestRow, bestColumn]
        places[y, x] = Float(bestRow * map.shape[1] + bestColumn)
      }
    }
    return (largest, places)
  }

  /// - Hint: With weights that add up to 1 nothing is left to divide. Which numbers does the kernel hold, then?
  /// - Hint: A kernel adds up what it finds in all channels. To pool each by itself, treat the channels as the images of a
  ///   batch, each with a single channel.
  /// - Hint: `image.unsqueezed(axis: 1)` has the shape `(channels, 1, height, width)`, and `weights` needs two such axes
  ///   in front: `reshaped(1, 1, …)`. `squeezed(axis: 1)` removes that axis from the result.
  static func weightedMeans(_ image: Tensor, weights: Tensor, stride: Int) -> Tensor {
    let kernel = (weights / weights.sum()).reshaped(1, 1, weights.shape[0], weights.shape[1])
    return convolve2d(image.unsqueezed(axis: 1), kernel: kernel, stride: Size2D(stride)).squeezed(axis: 1)
  }

  /// - Hint: The pixel in row `i` and column `j` of the window sees the image from row `i` and column `j` on. How many
  ///   rows and columns does it see?
  /// - Hint: With `height = image.shape[1] - window + 1`, and `width` likewise, a piece is
  ///   `image[0..., i..<i + height, j..<j + width]`.
  /// - Hint: Of two pieces, `let mask = piece .> largest` marks where the new one is larger, and
  ///   `mask * piece + (1 - mask) * largest` takes it there. Start with the piece of row 0, column 0. For the smallest
  ///   the mask is the other way round.
  static func contrastByShifts(_ image: Tensor, window: Int) -> Tensor {
    let height = image.shape[1] - window + 1
    let width = image.shape[2] - window + 1
    var largest = image[0..., 0..<height, 0..<width]
    var smallest = largest
    for i in 0..<window {
      for j in 0..<window {
        let piece = image[0..., i..<i + height, j..<j + width]
        let isLarger = piece .> largest
        largest = isLarger * piece + (1 - isLarger) * largest
        let isSmaller = piece .< smallest
        smallest = isSmaller * piece + (1 - isSmaller) * smallest
      }
    }
    return largest - smallest
  }

  /// - Hint: The first window lies at the border. How far can it still move, and how many steps is that?
  /// - Hint: One pooling makes `(size - window) / stride + 1` of `size`. The next one begins with what this one leaves.
  static func pooledSizes(of size: Int, window: Int, stride: Int, times: Int) -> [Int] {
    var sizes: [Int] = []
    var size = size
    for _ in 0..<times {
      size = (size - window) / stride + 1
      sizes.append(size)
    }
    return sizes
  }

  /// - Hint: Which axes of `(images, channels, height, width)` should be gone, and which stay?
  /// - Hint: `mean(axes:)` takes several axes, counted from 0: `mean(axes: 0, 1)` would be the mean over images and
  ///   channels. You want the other two.
  static func globalAverage(_ maps: Tensor) -> Tensor {
    maps.mean(axes: 2, 3)
  }

  /// - Hint: Begin with a tensor of zeros of the shape of `map`. Go through the outputs, and ask for each of them which
  ///   pixel it came from.
  /// - Hint: The window of output `(y, x)` begins at row `y * stride` and column `x * stride`. Remember the row and
  ///   column of the largest pixel so far, and replace them only by a pixel that is larger, not by an equal one.
  /// - Hint: Then `gradient[bestRow, bestColumn] += outputGradient[y, x]`: add, as windows may overlap.
  static func maxPoolingGradient(
    _ map: Tensor, window: Int, stride: Int, outputGradient: Tensor
  ) -> Tensor {
    var gradient = Tensor.zeros(map.shape[0], map.shape[1])
    for y in 0..<outputGradient.shape[0] {
      for x in 0..<outputGradient.shape[1] {
        var bestRow = y * stride
        var bestColumn = x * stride
        for row in y * stride..<y * stride + window {
          for column in x * stride..<x * stride + window where map[row, column] > map[bestRow, bestColumn] {
            (bestRow, bestColumn) = (row, column)
          }
        }
        gradient[bestRow, bestColumn] += outputGradient[y, x]
      }
    }
    return gradient
  }

  /// - Hint: The size of the output follows from the usual rule: the padded size, less the window, divided by the
  ///   stride, plus 1.
  /// - Hint: Keep two numbers for each window: the sum of its pixels, and how many of them lie in the map.
  /// - Hint: Row `i` of window `y` is row `y * stride + i - padding` of the map. Look first whether there is such a
  ///   row.
  static func averagedWithoutFrame(_ map: Tensor, window: Int, stride: Int, padding: Int) -> Tensor {
    let (height, width) = (map.shape[0], map.shape[1])
    let rows = (height + 2 * padding - window) / stride + 1
    let columns = (width + 2 * padding - window) / stride + 1
    var pooled = Tensor.zeros(rows, columns)
    for y in 0..<rows {
      for x in 0..<columns {
        var sum: Float = 0
        var count: Float = 0
        for i in 0..<window {
          for j in 0..<window {
            let row = y * stride + i - padding
            let column = x * stride + j - padding
            if row >= 0 && row < height && column >= 0 && column < width {
              sum += map[row, column]
              count += 1
            }
          }
        }
        pooled[y, x] = sum / count
      }
    }
    return pooled
  }
}
