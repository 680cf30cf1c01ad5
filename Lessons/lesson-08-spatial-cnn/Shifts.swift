import TensorCore

/// An image moved down and to the right; zeros come in.
func shift(_ image: Tensor, down: Int, right: Int) -> Tensor {
  let (height, width) = (image.shape[0], image.shape[1])
  var shifted = Tensor.zeros(height, width)
  for row in 0..<height {
    for column in 0..<width {
      let (fromRow, fromColumn) = (row - down, column - right)
      if fromRow >= 0 && fromRow < height
        && fromColumn >= 0 && fromColumn < width
      {
        shifted[row, column] = image[fromRow, fromColumn]
      }
    }
  }
  return shifted
}

/// A filter with the coefficients `h`: each shift of the image times its coefficient, added up.
func filteredByShifts(_ image: Tensor, _ h: Tensor) -> Tensor {
  let taps = h.shape[0] / 2
  var output = Tensor.zeros(image.shape[0], image.shape[1])
  for k in -taps...taps {
    for l in -taps...taps {
      output += h[taps + k, taps + l] * shift(image, down: k, right: l)
    }
  }
  return output
}

/// The same with the image moved the other way.
func correlated(_ image: Tensor, _ h: Tensor) -> Tensor {
  let taps = h.shape[0] / 2
  var output = Tensor.zeros(image.shape[0], image.shape[1])
  for k in -taps...taps {
    for l in -taps...taps {
      output += h[taps + k, taps + l] * shift(image, down: -k, right: -l)
    }
  }
  return output
}

/// The coefficients that bring a pixel, its right neighbour and the two below together, as their mean.
let quarters = Tensor([[0, 0, 0], [0, 0.25, 0.25], [0, 0.25, 0.25]])

/// The mean of each window of 2×2 pixels: of what `quarters` give, every second row and column.
func halved(_ image: Tensor) -> Tensor {
  let means = correlated(image, quarters)
  let rows = stride(from: 0, to: image.shape[0], by: 2)
  let columns = stride(from: 0, to: image.shape[1], by: 2)
  return Tensor(rows.map { row in columns.map { means[row, $0] } })
}
