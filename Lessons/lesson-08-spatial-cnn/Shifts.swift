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

/// The mean of each window of `window` × `window` pixels, by shifting.
func pooledByShifts(_ image: Tensor, window: Int) -> Tensor {
  var sum = Tensor.zeros(image.shape[0], image.shape[1])
  for k in 0..<window {
    for l in 0..<window {
      sum += shift(image, down: -k, right: -l)
    }
  }
  return strided(sum / Float(window * window), by: window)
}

/// Every so many rows and columns, from the first.
private func strided(_ image: Tensor, by step: Int) -> Tensor {
  let rows = stride(from: 0, to: image.shape[0], by: step)
  let columns = stride(from: 0, to: image.shape[1], by: step)
  return Tensor(rows.map { row in columns.map { image[row, $0] } })
}
