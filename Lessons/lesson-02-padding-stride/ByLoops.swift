import TensorCore

/// The places in which a window of some size can start.
func starts(_ size: Int, window: Int, stride step: Int = 1) -> [Int] {
  Array(stride(from: 0, through: size - window, by: step))
}

/// The sum of patch times kernel for every window.
func correlate(_ image: Tensor, _ kernel: Tensor, stride: Int = 1) -> Tensor {
  let (height, width) = (kernel.shape[0], kernel.shape[1])
  let tops = starts(image.shape[0], window: height, stride: stride)
  let lefts = starts(image.shape[1], window: width, stride: stride)
  var output = Tensor.zeros(tops.count, lefts.count)
  for (row, top) in tops.enumerated() {
    for (column, left) in lefts.enumerated() {
      let patch = image[top..<top + height, left..<left + width]
      output[row, column] = (patch * kernel).sum()
    }
  }
  return output
}

/// For each pixel, how many windows see it.
func windowsSeeing(size: Int, window: Int, stride: Int = 1, padding: Int = 0) -> Tensor {
  var counts = Tensor.zeros(size + 2 * padding, size + 2 * padding)
  for top in starts(size + 2 * padding, window: window, stride: stride) {
    for left in starts(size + 2 * padding, window: window, stride: stride) {
      counts[top..<top + window, left..<left + window] += 1
    }
  }
  let inside = padding..<padding + size
  return counts[inside, inside]
}

/// What a frame around an image is filled with.
enum FrameMode: CaseIterable { case zeros, replicate, reflect, circular }

/// Where in a line of `size` pixels the frame's place `index` takes its value; nil for a zero.
func source(_ index: Int, size: Int, _ mode: FrameMode) -> Int? {
  if (0..<size).contains(index) { return index }
  switch mode {
  case .zeros: return nil
  case .replicate: return min(max(index, 0), size - 1)
  case .reflect: return index < 0 ? -index : 2 * (size - 1) - index
  case .circular: return (index + size) % size
  }
}

/// An image within a frame that is smaller than the image.
func framed(_ image: Tensor, by padding: Int, _ mode: FrameMode) -> Tensor {
  let (height, width) = (image.shape[0], image.shape[1])
  var output = Tensor.zeros(height + 2 * padding, width + 2 * padding)
  for row in 0..<output.shape[0] {
    for column in 0..<output.shape[1] {
      if let y = source(row - padding, size: height, mode), let x = source(column - padding, size: width, mode) {
        output[row, column] = image[y, x]
      }
    }
  }
  return output
}

/// Each pixel paints the kernel, times its value, `stride` further than its neighbour.
func transposedConvolution(_ image: Tensor, _ kernel: Tensor, stride: Int) -> Tensor {
  let (height, width) = (kernel.shape[0], kernel.shape[1])
  var output = Tensor.zeros((image.shape[0] - 1) * stride + height, (image.shape[1] - 1) * stride + width)
  for y in 0..<image.shape[0] {
    for x in 0..<image.shape[1] {
      output[y * stride..<y * stride + height, x * stride..<x * stride + width] += kernel * image[y, x]
    }
  }
  return output
}
