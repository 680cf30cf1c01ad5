import TensorCore

/// How many rows and columns of positions a kernel has in an image.
func positions(_ image: Tensor, _ kernel: Tensor) -> (rows: Int, columns: Int) {
  let (height, width) = (image.shape[0], image.shape[1])
  return (height - kernel.shape[0] + 1, width - kernel.shape[1] + 1)
}

/// Each patch as a row of a matrix.
func unfolded(_ image: Tensor, _ kernel: Tensor) -> Tensor {
  let (rows, columns) = positions(image, kernel)
  var patches: [Tensor] = []
  for y in 0..<rows {
    for x in 0..<columns {
      let patch = image[y..<y + kernel.shape[0], x..<x + kernel.shape[1]]
      patches.append(patch.reshaped(-1))
    }
  }
  return Tensor.stacked(patches)
}

/// The definition: two loops over the positions, two over the kernel.
func byLoops(_ image: Tensor, _ kernel: Tensor) -> Tensor {
  let (rows, columns) = positions(image, kernel)
  var output = Tensor.zeros(rows, columns)
  for y in 0..<rows {
    for x in 0..<columns {
      for i in 0..<kernel.shape[0] {
        for j in 0..<kernel.shape[1] {
          output[y, x] += image[y + i, x + j] * kernel[i, j]
        }
      }
    }
  }
  return output
}

/// One piece of the image for each weight, scaled and added.
func byShifts(_ image: Tensor, _ kernel: Tensor) -> Tensor {
  let (rows, columns) = positions(image, kernel)
  var output = Tensor.zeros(rows, columns)
  for i in 0..<kernel.shape[0] {
    for j in 0..<kernel.shape[1] {
      output += image[i..<i + rows, j..<j + columns] * kernel[i, j]
    }
  }
  return output
}

/// All patches times the kernel, in one matrix product.
func byUnfolding(_ image: Tensor, _ kernel: Tensor) -> Tensor {
  let (rows, columns) = positions(image, kernel)
  let products = matmul(unfolded(image, kernel), kernel.reshaped(-1, 1))
  return products.reshaped(rows, columns)
}

/// The library's own way.
func directly(_ image: Tensor, _ kernel: Tensor) -> Tensor {
  let image = image.unsqueezed(axis: 0)
  let kernel = kernel.unsqueezed(axis: 0).unsqueezed(axis: 0)
  return convolve2d(image, kernel: kernel).squeezed(axis: 0)
}
