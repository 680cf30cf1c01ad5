import Kernels
import Testing

@testable import TensorCore

/// Sizes at the edges of what is allowed: axes of 1, kernels as large as the padded image, strides beyond the kernel,
/// padding beyond the kernel, batches of 0 and 1.
private struct EdgeShape: CustomStringConvertible {
  let batch, channels, outChannels: Int
  let size, window, stride, padding: Size2D

  init(_ generator: inout SeededGenerator) {
    batch = generator.integer(in: 0..<3)
    channels = generator.integer(in: 1..<4)
    outChannels = generator.integer(in: 1..<8)
    func axis() -> (size: Int, window: Int, stride: Int, padding: Int) {
      let size = generator.integer(in: 0..<3) == 0 ? 1 : generator.integer(in: 1..<36)
      let padding = generator.integer(in: 0..<4)
      let whole = size + 2 * padding
      let window = generator.integer(in: 0..<3) == 0 ? whole : generator.integer(in: 1..<min(whole, 5) + 1)
      return (size, window, generator.integer(in: 1..<window + 4), padding)
    }
    let (rows, columns) = (axis(), axis())
    size = Size2D(height: rows.size, width: columns.size)
    window = Size2D(height: rows.window, width: columns.window)
    stride = Size2D(height: rows.stride, width: columns.stride)
    padding = Size2D(height: rows.padding, width: columns.padding)
  }

  func image(_ generator: inout SeededGenerator) -> Tensor {
    .normal(batch, channels, size.height, size.width, using: &generator)
  }

  func kernel(_ generator: inout SeededGenerator) -> Tensor {
    .normal(outChannels, channels, window.height, window.width, using: &generator)
  }

  var description: String {
    "\(batch)×\(channels)→\(outChannels), image \(size), window \(window), stride \(stride), padding \(padding)"
  }
}

private func close(_ a: Tensor, _ b: Tensor) -> Bool { a.isClose(to: b, tolerance: 1e-4) }

@Test func convolutionsAndTheirGradientsAgreeWithTheLoopsAtTheEdges() {
  var generator = SeededGenerator(seed: 41)
  for _ in 0..<200 {
    let given = EdgeShape(&generator)
    let image = given.image(&generator), kernel = given.kernel(&generator)
    let bias = Tensor.normal(given.outChannels, using: &generator)
    func result(_ algorithm: ConvolutionAlgorithm) -> Tensor {
      convolve2d(
        image, kernel: kernel, bias: bias, stride: given.stride, padding: given.padding, algorithm: algorithm)
    }
    let loops = result(.loops)
    for algorithm in ConvolutionAlgorithm.allCases {
      #expect(close(result(algorithm), loops), "\(algorithm), \(given)")
    }
    let upstream = Tensor(shape: loops.shape) { for index in $0.indices { $0[index] = generator.normal() } }
    let convolution = Convolution(
      image: image.shape, kernel: kernel.shape, stride: given.stride, padding: Padding(given.padding))
    let toImage = convolve2dImageGradient(
      upstream, kernel: kernel, size: given.size, stride: given.stride, padding: given.padding)
    #expect(close(toImage, convolution.imageGradientByLoops(kernel, upstream)), "\(given)")
    let toKernel = convolve2dKernelGradient(
      image, outputGradient: upstream, window: given.window, stride: given.stride, padding: given.padding)
    #expect(close(toKernel, convolution.kernelGradientByLoops(image, upstream)), "\(given)")
  }
}

/// Sixteen images side by side take another way than one: each must get the bits that it gets by itself.
@Test func imagesSideBySideHaveTheOutputsAndGradientsThatEachHasByItself() throws {
  var generator = SeededGenerator(seed: 47)
  var (sideBySide, sideBySideInGradient) = (0, 0)
  for _ in 0..<150 {
    func upTo(_ bound: Int, from least: Int = 1) -> Int { Int.random(in: least...bound, using: &generator) }
    let (size, window, dilation) = (
      Size2D(height: upTo(9), width: upTo(9)), Size2D(height: upTo(4), width: upTo(4)),
      Size2D(height: upTo(2), width: upTo(2))
    )
    let (top, left) = (upTo(4, from: 0), upTo(4, from: 0))
    let padding = Padding.sides(
      top: top, bottom: max(upTo(4, from: 0), 7 - top - size.height), left: left,
      right: max(upTo(4, from: 0), 7 - left - size.width))
    let (batch, groups, channels, outChannels) = (upTo(50, from: 14), upTo(2), upTo(19, from: 3), upTo(9))
    let kernel = Tensor.normal(groups * outChannels, channels, window.height, window.width, using: &generator)
    let convolution = Convolution(
      image: [batch, groups * channels, size.height, size.width], kernel: kernel.shape, stride: 1, padding: padding,
      dilation: dilation, groups: groups)
    let upstream = Tensor(shape: convolution.outputShape) {
      for index in $0.indices { $0[index] = generator.normal() }
    }
    func gradient(_ upstream: Tensor) -> Tensor {
      convolve2dImageGradient(
        upstream, kernel: kernel, size: size, padding: padding, dilation: dilation, groups: groups)
    }
    soilMemory(of: batch * groups * channels * size.height * size.width)
    let alone = Tensor.concatenated((0..<batch).map { gradient(upstream[$0..<$0 + 1]) })
    #expect(gradient(upstream) == alone, "\(batch) images of \(size), window \(window)")
    if convolution.geometry.imagesAbreastInImageGradient > 1 { sideBySideInGradient += 1 }

    let images = Tensor.normal(batch, groups * channels, size.height, size.width, using: &generator)
    let bias = Tensor.normal(groups * outChannels, using: &generator)
    func output(_ images: Tensor) -> Tensor {
      convolve2d(images, kernel: kernel, bias: bias, padding: padding, dilation: dilation, groups: groups)
    }
    soilMemory(of: upstream.count)
    let outputs = Tensor.concatenated((0..<batch).map { output(images[$0..<$0 + 1]) })
    #expect(output(images) == outputs, "\(batch) images of \(size), window \(window)")
    if convolution.geometry.imagesAbreast > 1 { sideBySide += 1 }
  }
  #expect(sideBySide > 25 && sideBySideInGradient > 75)
}

/// Side by side they take so many times the memory of one, on each thread.
@Test func largeImagesDoNotStandSideBySide() {
  func geometry(size: Int, window: Int) -> WindowGeometry {
    Convolution(
      image: [32, 8, size, size], kernel: [32, 8, window, window], stride: 1, padding: Padding(0)
    ).geometry
  }
  let (small, large) = (geometry(size: 14, window: 5), geometry(size: 512, window: 31))
  #expect(small.imagesAbreast == 16 && small.imagesAbreastInImageGradient >= 16)
  #expect(large.imagesAbreast == 1 && large.imagesAbreastInImageGradient == 1)
  // Few pixels, but many channels of a wide output.
  let wide = Convolution(image: [16, 100, 3, 803], kernel: [2048, 100, 3, 3], stride: 1, padding: Padding(0))
  #expect(wide.geometry.imagesAbreast == 1)
}

/// So large a kernel that not all pieces' sums are kept at a time: they are added in the order of the images all the same.
@Test func gradientsOfManyImagesAreAddedInTheirOrder() {
  var generator = SeededGenerator(seed: 48)
  let images = Tensor.normal(150, 512, 3, 3, using: &generator),
    upstream = Tensor.normal(150, 512, 1, 1, using: &generator)
  func gradient(_ part: Range<Int>) -> Tensor {
    convolve2dKernelGradient(images[part], outputGradient: upstream[part], window: 3)
  }
  let parts = stride(from: 0, to: 150, by: 16).map { gradient($0..<min(150, $0 + 16)) }
  #expect(gradient(0..<150) == parts.dropFirst().reduce(parts[0], +))
}

@Test func poolingsAgreeWithTheLoopsAtTheEdges() {
  var generator = SeededGenerator(seed: 42)
  for _ in 0..<200 {
    let given = EdgeShape(&generator)
    let image = given.image(&generator)
    let padding = Size2D(
      height: min(given.padding.height, given.window.height / 2),
      width: min(given.padding.width, given.window.width / 2))
    let window = Size2D(
      height: min(given.window.height, given.size.height + 2 * padding.height),
      width: min(given.window.width, given.size.width + 2 * padding.width))
    guard 2 * padding.height <= window.height, 2 * padding.width <= window.width else { continue }
    for pool in [maxPool2d, averagePool2d] {
      let loops = pool(image, window, given.stride, padding, .loops)
      for algorithm in PoolingAlgorithm.allCases {
        #expect(pool(image, window, given.stride, padding, algorithm) == loops, "\(algorithm), \(given)")
      }
    }
  }
}

/// Sees to it that a tensor of so many elements that is made next finds no zeros in its memory.
private func soilMemory(of count: Int) { for _ in 0..<2 { _ = Tensor(shape: [count], repeating: .nan) } }

@Test func imagesWithoutPixelsOrChannelsAreEmptySums() {
  let bias = Tensor([2, 3])
  for algorithm in ConvolutionAlgorithm.allCases {
    // No channel: nothing but the bias. No pixel, and padding that the window fits into: the same.
    for image in [Tensor.zeros(1, 0, 4, 4), Tensor.zeros(1, 1, 0, 0)] {
      let kernel = Tensor.ones(2, image.shape[1], 2, 2)
      soilMemory(of: 8)
      let output = convolve2d(image, kernel: kernel, bias: bias, stride: 3, padding: 1, algorithm: algorithm)
      let expected = bias.reshaped(1, 2, 1, 1).broadcast(to: output.shape)
      #expect(output == expected && output.count > 0, "\(algorithm), \(image.shape)")
    }
    #expect(
      convolve2d(Tensor.zeros(2, 1, 4, 4), kernel: Tensor.zeros(0, 1, 3, 3), algorithm: algorithm).shape == [
        2, 0, 2, 2,
      ])
  }
  for algorithm in PoolingAlgorithm.allCases {
    #expect(maxPool2d(Tensor.zeros(1, 1, 0, 0), window: 2, padding: 1, algorithm: algorithm).elements == [-.infinity])
    #expect(averagePool2d(Tensor.zeros(1, 1, 0, 0), window: 2, padding: 1, algorithm: algorithm).elements == [0])
  }
}

@Test func emptyBatchesHaveGradients() {
  soilMemory(of: 36)
  let image = Tensor.zeros(0, 2, 5, 6), upstream = Tensor.zeros(0, 3, 3, 5)
  #expect(convolve2dImageGradient(upstream, kernel: Tensor.ones(3, 2, 3, 2), size: [5, 6]).shape == image.shape)
  #expect(convolve2dKernelGradient(image, outputGradient: upstream, window: [3, 2]) == Tensor.zeros(3, 2, 3, 2))
  soilMemory(of: 32)
  let none = convolve2dImageGradient(Tensor.zeros(1, 0, 3, 3), kernel: Tensor.zeros(0, 2, 2, 2), size: 4)
  #expect(none == Tensor.zeros(1, 2, 4, 4))
  let pooled = Tensor.zeros(0, 2, 2, 3)
  #expect(maxPool2dGradient(image, outputGradient: pooled, window: 2).shape == image.shape)
  #expect(averagePool2dGradient(image, outputGradient: pooled, window: 2).shape == image.shape)
}

@Test func convolutionIsLinearInImageAndKernel() {
  var generator = SeededGenerator(seed: 43)
  for _ in 0..<40 {
    let given = EdgeShape(&generator)
    let (image, other) = (given.image(&generator), given.image(&generator))
    let (kernel, second) = (given.kernel(&generator), given.kernel(&generator))
    func convolved(_ image: Tensor, _ kernel: Tensor) -> Tensor {
      convolve2d(image, kernel: kernel, stride: given.stride, padding: given.padding)
    }
    let mixedImages = convolved(3 * image - other, kernel), mixedKernels = convolved(image, kernel - 2 * second)
    #expect(close(mixedImages, 3 * convolved(image, kernel) - convolved(other, kernel)), "\(given)")
    #expect(close(mixedKernels, convolved(image, kernel) - 2 * convolved(image, second)), "\(given)")
    // A factor that is a power of two rounds nothing.
    #expect(convolved(4 * image, kernel) == 4 * convolved(image, kernel), "\(given)")
  }
}

@Test func heightAndWidthCanBeExchanged() {
  var generator = SeededGenerator(seed: 44)
  func turned(_ size: Size2D) -> Size2D { Size2D(height: size.width, width: size.height) }
  for _ in 0..<60 {
    let given = EdgeShape(&generator)
    let image = given.image(&generator), kernel = given.kernel(&generator)
    for algorithm in ConvolutionAlgorithm.allCases {
      let output = convolve2d(
        image, kernel: kernel, stride: given.stride, padding: given.padding, algorithm: algorithm)
      let across = convolve2d(
        image.transposed(), kernel: kernel.transposed(), stride: turned(given.stride), padding: turned(given.padding),
        algorithm: algorithm)
      #expect(close(across.transposed(), output), "\(algorithm), \(given)")
    }
    let window = Size2D(
      height: min(given.window.height, given.size.height), width: min(given.window.width, given.size.width))
    let pooled = maxPool2d(image, window: window, stride: given.stride)
    #expect(
      maxPool2d(image.transposed(), window: turned(window), stride: turned(given.stride)).transposed() == pooled,
      "\(given)")
  }
}

@Test func anImageMovedByTheStrideMovesTheResult() {
  var generator = SeededGenerator(seed: 45)
  for _ in 0..<30 {
    let stride = Size2D(height: generator.integer(in: 1..<4), width: generator.integer(in: 1..<4))
    let image = Tensor.normal(2, 2, 19, 17, using: &generator), kernel = Tensor.normal(3, 2, 3, 4, using: &generator)
    let moved = image[0..., 0..., stride.height..., stride.width...]
    for algorithm in ConvolutionAlgorithm.allCases {
      let whole = convolve2d(image, kernel: kernel, stride: stride, algorithm: algorithm)
      #expect(
        convolve2d(moved, kernel: kernel, stride: stride, algorithm: algorithm) == whole[0..., 0..., 1..., 1...])
    }
    #expect(
      maxPool2d(moved, window: 3, stride: stride)
        == maxPool2d(image, window: 3, stride: stride)[0..., 0..., 1..., 1...])
    #expect(
      averagePool2d(moved, window: 3, stride: stride)
        == averagePool2d(image, window: 3, stride: stride)[0..., 0..., 1..., 1...])
  }
}

@Test func aBatchGivesTheBitsOfItsParts() {
  var generator = SeededGenerator(seed: 46)
  for _ in 0..<40 {
    let given = EdgeShape(&generator)
    let image = Tensor.normal(5, given.channels, given.size.height, given.size.width, using: &generator)
    let kernel = given.kernel(&generator)
    func parts(_ function: (Tensor) -> Tensor) -> Bool {
      function(image) == Tensor.concatenated([function(image[..<1]), function(image[1..<4]), function(image[4...])])
    }
    for algorithm in ConvolutionAlgorithm.allCases {
      #expect(
        parts { convolve2d($0, kernel: kernel, stride: given.stride, padding: given.padding, algorithm: algorithm) },
        "\(algorithm), \(given)")
    }
    #expect(parts { maxPool2d($0, window: 1, stride: given.stride) }, "\(given)")
    let output = convolve2d(image, kernel: kernel, stride: given.stride, padding: given.padding)
    let gradients = [0..<1, 1..<4, 4..<5].map {
      convolve2dImageGradient(
        output[$0], kernel: kernel, size: given.size, stride: given.stride, padding: given.padding)
    }
    #expect(
      convolve2dImageGradient(
        output, kernel: kernel, size: given.size, stride: given.stride, padding: given.padding)
        == Tensor.concatenated(gradients), "\(given)")
  }
}

@Test func whatDoesNotFitIsNamed() async {
  func expect(_ result: ExitTest.Result?, _ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains(text), sourceLocation: sourceLocation)
  }
  expect(
    await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = convolve2d(Tensor.zeros(0, 1, 4, 4), kernel: Tensor.zeros(1, 1, 3, 5))
    }, "convolve2d: a window of 3×5 does not fit into an image of 4×4 with padding 0×0")
  expect(
    await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = convolve2d(Tensor.zeros(1, 1, 4, 4), kernel: Tensor.zeros(1, 1, 0, 3))
    }, "convolve2d: window 0×3 and stride 1×1 must be at least 1")
  expect(
    await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = convolve2d(Tensor.zeros(1, 1, 4, 4), kernel: Tensor.zeros(1, 1, 3, 3), padding: -1)
    }, "convolve2d: padding -1×-1 and image 4×4 must not be negative")
  expect(
    await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = maxPool2d(Tensor.zeros(1, 4, 4), window: 2, stride: 0)
    }, "maxPool2d: window 2×2 and stride 0×0 must be at least 1")
  expect(
    await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = maxPool2d(Tensor.zeros(4, 4), window: 2)
    }, "maxPool2d: the image must be (B, C, H, W) or (C, H, W); its shape is [4, 4]")
  expect(
    await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = averagePool2dGradient(Tensor.zeros(1, 1, 4, 4), outputGradient: Tensor.zeros(1, 1, 2, 3), window: 2)
    }, "averagePool2dGradient: the gradient has shape [1, 1, 2, 3]; the output of this pooling has [1, 1, 2, 2]")
  expect(
    await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = maxPool2dGradient(Tensor.zeros(1, 4, 4), outputGradient: Tensor.zeros(1, 2, 2), window: 2)
    }, "maxPool2dGradient: the image must be (B, C, H, W); its shape is [1, 4, 4]")
  expect(
    await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = adaptiveAveragePool2dGradient(Tensor.zeros(1, 1, 2, 2), size: 0)
    }, "adaptiveAveragePool2dGradient: an image of 0×0 cannot be pooled to 2×2; all must be at least 1")
  expect(
    await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = convolve2dImageGradient(Tensor.zeros(1, 2, 3, 3), kernel: Tensor.zeros(3, 1, 2, 2), size: 4)
    }, "convolve2dImageGradient: the gradient must have one channel for each kernel")
  expect(
    await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = convolve2dKernelGradient(
        Tensor.zeros(2, 1, 4, 4), outputGradient: Tensor.zeros(1, 2, 3, 3), window: 2)
    },
    "convolve2dKernelGradient: the gradient has shape [1, 2, 3, 3]; the output of this convolution has [2, 2, 3, 3]")
}
