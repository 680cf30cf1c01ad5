import Checking
import Datasets
import Learning
import TensorCore

/// Answers to compare yours with, once they are correct. The comments hold the hints of `swift run course hint`.
enum Solutions: Tasks {
  /// - Hint: Ask each pixel of the *output* where it comes from. If the image moves down by 1, row 3 gets what was in
  ///   which row?
  /// - Hint: The pixel at `row`, `column` comes from `row - down`, `column - right`. That place may lie outside of the
  ///   image, on any of its four sides. Which row is then the nearest?
  /// - Hint: `max(row - down, 0)` is never less than 0, and `min(…, height - 1)` never more than the last row. Do both,
  ///   and the columns likewise.
  static func moved(_ image: Tensor, down: Int, right: Int) -> Tensor {
    let height = image.shape[0]
    let width = image.shape[1]
    var moved = Tensor.zeros(height, width)
    for row in 0..<height {
      for column in 0..<width {
        let fromRow = min(max(row - down, 0), height - 1)
        let fromColumn = min(max(column - right, 0), width - 1)
        moved[row, column] = image[fromRow, fromColumn]
      }
    }
    return moved
  }

  /// - Hint: Apply both filters to a single bright pixel. To which places does the first bring it, and the second from each
  ///   of these? Two shifts in a row are one: their numbers are added, their coefficients multiplied.
  /// - Hint: Every coefficient of `first` meets every one of `second`: four loops. Several pairs lead to the same place, and
  ///   their products are added up there.
  /// - Hint: Count from 0, not from −K: row K + k of `first` and row M + m of `second` lead to row K + k + M + m, which is
  ///   the sum of both indices.
  static func combined(_ first: Tensor, with second: Tensor) -> Tensor {
    var both = Tensor.zeros(first.shape[0] + second.shape[0] - 1, first.shape[1] + second.shape[1] - 1)
    for k in 0..<first.shape[0] {
      for l in 0..<first.shape[1] {
        for m in 0..<second.shape[0] {
          for n in 0..<second.shape[1] { both[k + m, l + n] += first[k, l] * second[m, n] }
        }
      }
    }
    return both
  }

  /// - Hint: K taps to either side and the middle: how many rows does the kernel have? And how much padding keeps the
  ///   size?
  /// - Hint: `features[0]` and `sizes[0]` belong to the images. Layer `layer`, counted from 0, makes
  ///   `features[layer + 1]` maps and pools from `sizes[layer]` down to `sizes[layer + 1]`.
  /// - Hint: A kernel of `2 * taps[layer] + 1` with padding `taps[layer]`; a pooling window of
  ///   `sizes[layer] / sizes[layer + 1]`.
  static func network(taps: [Int], features: [Int], sizes: [Int]) -> Sequential {
    Sequential(input: [features[0], sizes[0], sizes[0]]) {
      for layer in 0..<taps.count {
        Conv2d(
          features[layer + 1], kernel: Size2D(2 * taps[layer] + 1), padding: Size2D(taps[layer]), bias: false)
        ReLU()
        AveragePool2d(Size2D(sizes[layer] / sizes[layer + 1]))
      }
      Flatten()
      Linear(10, bias: false)
    }
  }

  /// - Hint: For a window of 2, which four shifts bring its four pixels to its upper left corner? One of them is no shift
  ///   at all.
  /// - Hint: Shift up and left: `image.shifted(down: -k, right: -l)`, with `k` and `l` from 0 to `window - 1`. For the
  ///   mean, divide by the number of shifts.
  /// - Hint: The corner of the window in row `y` and column `x` of the result is at `mean[y * window, x * window]`.
  static func pooled(_ image: Tensor, window: Int) -> Tensor {
    var sum = Tensor.zeros(image.shape[0], image.shape[1])
    for k in 0..<window {
      for l in 0..<window { sum += image.shifted(down: -k, right: -l) }
    }
    let mean = sum / Float(window * window)
    let height = image.shape[0] / window
    let width = image.shape[1] / window
    var pooled = Tensor.zeros(height, width)
    for y in 0..<height {
      for x in 0..<width { pooled[y, x] = mean[y * window, x * window] }
    }
    return pooled
  }

  /// - Hint: First make one row of each image: a matrix with as many rows as there are images. Elements lie map by map and
  ///   row by row already.
  /// - Hint: `maps.reshaped(maps.shape[0], -1)`: −1 stands for as many as there are left.
  /// - Hint: The product wants as many columns on the left as there are rows on the right, and `readout` has a row for
  ///   each class. Turn it round with `readout.transposed()`.
  static func scores(_ maps: Tensor, readout: Tensor) -> Tensor {
    let rows = maps.reshaped(maps.shape[0], -1)
    return matmul(rows, readout.transposed())
  }

  /// - Hint: The pixel comes from row `row - k`. That may be less than 0, or not less than the height, and by more
  ///   than one turn.
  /// - Hint: `(row - k) % height` lies between −height and height. Add `height` and take the remainder again:
  ///   `((row - k) % height + height) % height`.
  static func filteredOnRing(_ image: Tensor, coefficients: Tensor) -> Tensor {
    let (height, width) = (image.shape[0], image.shape[1])
    let taps = coefficients.shape[0] / 2
    var result = Tensor.zeros(height, width)
    for row in 0..<height {
      for column in 0..<width {
        for k in -taps...taps {
          for l in -taps...taps {
            let fromRow = ((row - k) % height + height) % height
            let fromColumn = ((column - l) % width + width) % width
            result[row, column] += coefficients[taps + k, taps + l] * image[fromRow, fromColumn]
          }
        }
      }
    }
    return result
  }
}
