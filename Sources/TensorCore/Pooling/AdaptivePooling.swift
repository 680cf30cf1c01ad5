import System

/// The mean of each of a fixed number of bins, whatever the image's size: bin `y` of `H'` holds the rows from
/// ⌊y · H / H'⌋ up to, not including, ⌈(y + 1) · H / H'⌉, and columns likewise. Neighbouring bins overlap where the sizes
/// do not divide. Sums are carried in Double.
///
/// - Parameters:
///   - image: `(B, C, H, W)`, or one image `(C, H, W)`; at least one pixel.
///   - size: `H'` and `W'`, at least 1.
/// - Returns: `(B, C, H', W')` or `(C, H', W')`.
///
/// Stops if the shapes do not fit. PyTorch's name is `torch.nn.functional.adaptive_avg_pool2d`.
public func adaptiveAveragePool2d(_ image: Tensor, size: Size2D) -> Tensor {
  if image.rank == 3 { return adaptiveAveragePool2d(image.unsqueezed(axis: 0), size: size).squeezed(axis: 0) }
  let bins = AdaptivePooling("adaptiveAveragePool2d", image: image.shape, output: size)
  return image.withUnsafeElements { pixels in
    Tensor(shape: bins.outputShape) { result in
      let memory = SharedMemory((pixels, result))
      bins.forEachPlane { plane in
        let (pixels, result) = memory.value
        bins.forEachBin(of: plane) { output, pixelsOfBin, count in
          var sum = 0.0
          pixelsOfBin { sum += Double(pixels[$0]) }
          result[output] = Float(sum / Double(count))
        }
      }
    }
  }
}

/// The gradient of adaptive average pooling's image: each output's gradient, in equal shares, to all of its bin.
///
/// - Parameters:
///   - outputGradient: `(B, C, H', W')`, the shape that `adaptiveAveragePool2d` returned.
///   - size: Height and width of the image, at least 1.
/// - Returns: `(B, C, H, W)`.
///
/// Stops if a shape has not four axes or a size is not positive.
public func adaptiveAveragePool2dGradient(_ outputGradient: Tensor, size: Size2D) -> Tensor {
  require(
    outputGradient.rank == 4,
    "adaptiveAveragePool2dGradient: the gradient must be (B, C, H, W); its shape is \(outputGradient.shape)")
  let shape = outputGradient.shape
  let bins = AdaptivePooling(
    "adaptiveAveragePool2dGradient", image: [shape[0], shape[1], size.height, size.width],
    output: Size2D(height: shape[2], width: shape[3]))
  return outputGradient.withUnsafeElements { gradients in
    Tensor(shape: bins.imageShape) { result in
      result.update(repeating: 0)
      let memory = SharedMemory((gradients, result))
      bins.forEachPlane { plane in
        let (gradients, result) = memory.value
        bins.forEachBin(of: plane) { output, pixelsOfBin, count in
          let share = gradients[output] / count
          pixelsOfBin { result[$0] += share }
        }
      }
    }
  }
}

/// The mean of each channel: `(B, C, H, W)` to `(B, C)`, or `(C, H, W)` to `(C)`. Stops if there is no pixel.
public func globalAveragePool2d(_ image: Tensor) -> Tensor {
  let pooled = adaptiveAveragePool2d(image, size: 1)
  return pooled.reshaped(Array(pooled.shape.dropLast(2)))
}

/// The checked sizes of an adaptive pooling.
private struct AdaptivePooling: Sendable {
  let imageShape, outputShape: [Int]

  /// Of an image `(B, C, H, W)`. Stops with a message of `operation` if the sizes do not fit.
  init(_ operation: String, image: [Int], output: Size2D) {
    require(image.count == 4, "\(operation): the image must be (B, C, H, W) or (C, H, W); its shape is \(image)")
    require(
      min(image[2], image[3], output.height, output.width) >= 1,
      "\(operation): an image of \(image[2])×\(image[3]) cannot be pooled to \(output); all must be at least 1"
    )
    imageShape = image
    outputShape = [image[0], image[1], output.height, output.width]
  }

  /// Visits the planes, a channel of an image each, on all threads.
  func forEachPlane(_ body: @Sendable (Int) -> Void) {
    let largest = max(Tensor.count(of: imageShape), Tensor.count(of: outputShape))
    Threads.forEach(pieces: imageShape[0] * imageShape[1], work: 4 * largest, body)
  }

  /// Visits the bins of a plane: the place of its output, its pixels' places from left to right and top to bottom, and
  /// their number.
  @inline(__always)
  func forEachBin(
    of plane: Int, _ body: (_ output: Int, _ pixels: (_ visit: (Int) -> Void) -> Void, _ count: Float) -> Void
  ) {
    let (height, width) = (imageShape[2], imageShape[3]), (rows, columns) = (outputShape[2], outputShape[3])
    for y in 0..<rows {
      let down = bin(y, of: rows, size: height)
      for x in 0..<columns {
        let across = bin(x, of: columns, size: width)
        body(
          (plane * rows + y) * columns + x,
          { visit in
            for row in down { for column in across { visit((plane * height + row) * width + column) } }
          }, Float(down.count * across.count))
      }
    }
  }

  /// A product of two sizes may need two words.
  private func bin(_ index: Int, of count: Int, size: Int) -> Range<Int> {
    let start = count.dividingFullWidth(index.multipliedFullWidth(by: size))
    let end = count.dividingFullWidth((index + 1).multipliedFullWidth(by: size))
    return start.quotient..<end.quotient + (end.remainder > 0 ? 1 : 0)
  }
}
