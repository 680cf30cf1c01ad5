import TensorCore

/// One channel by one slice.
func correlate(_ image: Tensor, _ kernel: Tensor) -> Tensor {
  let (height, width) = (kernel.shape[0], kernel.shape[1])
  let rows = image.shape[0] - height + 1
  let columns = image.shape[1] - width + 1
  var output = Tensor.zeros(rows, columns)
  for row in 0..<rows {
    for column in 0..<columns {
      let patch = image[row..<row + height, column..<column + width]
      output[row, column] = (patch * kernel).sum()
    }
  }
  return output
}

/// A map for each kernel: the sum over its slices.
func mapsByEachKernel(_ image: Tensor, _ kernels: Tensor) -> Tensor {
  var maps: [Tensor] = []
  for o in 0..<kernels.shape[0] {
    let singles = (0..<image.shape[0]).map { c in
      correlate(image.selecting(c), kernels.selecting(o).selecting(c))
    }
    maps.append(singles.reduce(Tensor(0), +))
  }
  return Tensor.stacked(maps)
}

/// At each pixel, a weighted sum of its channels for each row of the weights.
func mixed(_ image: Tensor, by weights: Tensor) -> Tensor {
  let (rows, columns) = (image.shape[1], image.shape[2])
  var output = Tensor.zeros(weights.shape[0], rows, columns)
  for row in 0..<rows {
    for column in 0..<columns {
      for o in 0..<weights.shape[0] {
        for c in 0..<image.shape[0] {
          output[o, row, column] += weights[o, c] * image[c, row, column]
        }
      }
    }
  }
  return output
}

/// Each group of channels with its own group of kernels.
func mapsByGroups(_ image: Tensor, _ kernels: Tensor, groups: Int) -> Tensor {
  let (inputs, outputs) = (image.shape[0] / groups, kernels.shape[0] / groups)
  return Tensor.concatenated(
    (0..<groups).map { g in
      mapsByEachKernel(
        image[g * inputs..<(g + 1) * inputs],
        kernels[g * outputs..<(g + 1) * outputs])
    })
}
