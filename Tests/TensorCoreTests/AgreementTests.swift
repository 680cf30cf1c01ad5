import Foundation
import Synchronization
import Testing

@testable import System
@testable import TensorCore

/// Random sizes of a window operation that fits.
private struct RandomWindow {
  let batch, channels, outChannels: Int
  let size, window, stride, padding: Size2D

  init(_ generator: inout SeededGenerator, channels: Range<Int> = 1..<9) {
    func side(_ range: Range<Int>) -> Size2D {
      Size2D(height: generator.integer(in: range), width: generator.integer(in: range))
    }
    batch = generator.integer(in: 1..<4)
    self.channels = generator.integer(in: channels)
    outChannels = generator.integer(in: 1..<15)
    window = side(1..<6)
    stride = side(1..<5)
    padding = Size2D(
      height: generator.integer(in: 0..<window.height / 2 + 1), width: generator.integer(in: 0..<window.width / 2 + 1)
    )
    size = Size2D(
      height: window.height + generator.integer(in: 0..<40), width: window.width + generator.integer(in: 0..<40))
  }
}

@Test func convolutionsAgreeWithTheLoopsOnRandomShapes() {
  var generator = SeededGenerator(seed: 1)
  for _ in 0..<60 {
    let given = RandomWindow(&generator)
    let image = Tensor.normal(given.batch, given.channels, given.size.height, given.size.width, using: &generator)
    let kernel = Tensor.normal(
      given.outChannels, given.channels, given.window.height, given.window.width, using: &generator)
    let bias = Tensor.normal(given.outChannels, using: &generator)
    func result(_ algorithm: ConvolutionAlgorithm) -> Tensor {
      convolve2d(
        image, kernel: kernel, bias: bias, stride: given.stride, padding: given.padding, algorithm: algorithm)
    }
    let loops = result(.loops)
    for algorithm in ConvolutionAlgorithm.allCases {
      #expect(result(algorithm).isClose(to: loops, tolerance: 1e-4), "\(algorithm) on \(given)")
    }
  }
}

@Test func poolingsAgreeWithTheLoopsToTheLastBitOnRandomShapes() {
  var generator = SeededGenerator(seed: 2)
  for _ in 0..<60 {
    let given = RandomWindow(&generator)
    let image = Tensor.normal(given.batch, given.channels, given.size.height, given.size.width, using: &generator)
    for pool in [maxPool2d, averagePool2d] {
      let loops = pool(image, given.window, given.stride, given.padding, .loops)
      for algorithm in PoolingAlgorithm.allCases {
        #expect(
          pool(image, given.window, given.stride, given.padding, algorithm) == loops, "\(algorithm) on \(given)")
      }
    }
  }
}

@Test func gradientsOfConvolutionsAgreeWithTheChainRuleOnRandomShapes() {
  var generator = SeededGenerator(seed: 8)
  for round in 0..<60 {
    let given = RandomWindow(&generator, channels: round < 40 ? 1..<9 : 9..<40)
    let image = Tensor.normal(given.batch, given.channels, given.size.height, given.size.width, using: &generator)
    let kernel = Tensor.normal(
      given.outChannels, given.channels, given.window.height, given.window.width, using: &generator)
    let convolution = Convolution(
      image: image.shape, kernel: kernel.shape, stride: given.stride, padding: Padding(given.padding))
    let upstream = Tensor(shape: convolution.outputShape) {
      for index in $0.indices { $0[index] = generator.normal() }
    }
    let toImage = convolve2dImageGradient(
      upstream, kernel: kernel, size: given.size, stride: given.stride, padding: given.padding)
    #expect(toImage.isClose(to: convolution.imageGradientByLoops(kernel, upstream), tolerance: 1e-4), "\(given)")
    let toKernel = convolve2dKernelGradient(
      image, outputGradient: upstream, window: given.window, stride: given.stride, padding: given.padding)
    #expect(toKernel.isClose(to: convolution.kernelGradientByLoops(image, upstream), tolerance: 1e-4), "\(given)")
  }
}

/// Whether elements are nearly equal, or no numbers in the same places.
private func agree(_ a: Tensor, _ b: Tensor) -> Bool {
  zip(a.elements, b.elements).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN || abs($0 - $1) < 1e-4 }
}

@Test(arguments: [1, 9], [0, 1])
func whatIsNotFiniteReachesTheGradientsThatItBelongsToAndNoOthers(channels: Int, padding: Int) {
  var generator = SeededGenerator(seed: 9)
  for (inImage, inUpstream) in [(Float.nan, Float(1)), (.infinity, 1), (1, .nan), (1, -.infinity)] {
    var image = Tensor.normal(2, channels, 7, 6, using: &generator)
    let kernel = Tensor.normal(3, channels, 3, 3, using: &generator)
    let convolution = Convolution(
      image: image.shape, kernel: kernel.shape, stride: 1, padding: Padding(Size2D(padding)))
    var upstream = Tensor.normal(2, 3, 5 + 2 * padding, 4 + 2 * padding, using: &generator)
    image[1, 0, 0, 5] = inImage
    upstream[0, 1, 0, 0] = inUpstream
    #expect(
      agree(
        convolve2dKernelGradient(image, outputGradient: upstream, window: 3, padding: Size2D(padding)),
        convolution.kernelGradientByLoops(image, upstream)))
    #expect(
      agree(
        convolve2dImageGradient(upstream, kernel: kernel, size: [7, 6], padding: Size2D(padding)),
        convolution.imageGradientByLoops(kernel, upstream)))
  }
}

@Test func whatIsNotFiniteStaysInItsImageAmongThoseSideBySide() {
  var generator = SeededGenerator(seed: 11)
  let kernel = Tensor.normal(3, 5, 3, 3, using: &generator)
  let convolution = Convolution(image: [17, 5, 7, 6], kernel: kernel.shape, stride: 1, padding: Padding(0))
  #expect(convolution.geometry.imagesAbreastInImageGradient == 16)
  for value in [Float.nan, .infinity] {
    var upstream = Tensor.normal(17, 3, 5, 4, using: &generator)
    upstream[3, 1, 0, 0] = value
    let gradient = convolve2dImageGradient(upstream, kernel: kernel, size: [7, 6])
    #expect(agree(gradient, convolution.imageGradientByLoops(kernel, upstream)))
    #expect(!gradient[3..<4].isFinite && gradient[4...].isFinite)
  }
}

@Test func aKernelAsLargeAsTheImageHasOnePosition() {
  var generator = SeededGenerator(seed: 3)
  let image = Tensor.uniform(2, 3, 7, 5, using: &generator)
  let kernel = Tensor.uniform(4, 3, 7, 5, using: &generator)
  for algorithm in ConvolutionAlgorithm.allCases {
    for stride in [1, 9, 1_000_000_000] {
      let output = convolve2d(image, kernel: kernel, stride: Size2D(stride), algorithm: algorithm)
      #expect(output.shape == [2, 4, 1, 1])
      let expected = (image.selecting(1) * kernel.selecting(2)).sum()
      #expect(abs(output[1, 2, 0, 0] - expected) < 1e-4)
    }
  }
}

@Test func anEmptyBatchGivesAnEmptyResult() {
  let image = Tensor.zeros(0, 2, 5, 5), kernel = Tensor.ones(3, 2, 3, 3)
  for algorithm in ConvolutionAlgorithm.allCases {
    #expect(convolve2d(image, kernel: kernel, algorithm: algorithm).shape == [0, 3, 3, 3])
  }
  for algorithm in PoolingAlgorithm.allCases {
    #expect(maxPool2d(image, window: 2, algorithm: algorithm).shape == [0, 2, 2, 2])
  }
}

@Test func convolutionIsLinearAndMovesWithItsImage() {
  var generator = SeededGenerator(seed: 4)
  let first = Tensor.normal(1, 2, 20, 17, using: &generator), second = Tensor.normal(1, 2, 20, 17, using: &generator)
  let kernel = Tensor.normal(7, 2, 3, 4, using: &generator)
  let together = convolve2d(2 * first + second, kernel: kernel)
  let apart = 2 * convolve2d(first, kernel: kernel) + convolve2d(second, kernel: kernel)
  #expect(together.isClose(to: apart, tolerance: 1e-4))
  let moved = convolve2d(first[0..., 0..., 1..., 2...], kernel: kernel)
  #expect(moved == convolve2d(first, kernel: kernel)[0..., 0..., 1..., 2...])
}

@Test func poolingPermutedChannelsPermutesTheResult() {
  var generator = SeededGenerator(seed: 5)
  let image = Tensor.normal(2, 3, 9, 8, using: &generator)
  let order = [2, 0, 1]
  let permuted = image.permuted(1, 0, 2, 3).gathered(rows: order).permuted(1, 0, 2, 3)
  let expected = maxPool2d(image, window: 3).permuted(1, 0, 2, 3).gathered(rows: order).permuted(1, 0, 2, 3)
  #expect(maxPool2d(permuted, window: 3) == expected)
}

@Test func notANumberStaysInEveryWindowThatSeesIt() {
  var image = Tensor.ones(1, 1, 4, 4)
  image[0, 0, 1, 1] = .nan
  for algorithm in PoolingAlgorithm.allCases {
    let pooled = maxPool2d(image, window: 2, algorithm: algorithm)
    #expect(pooled[0, 0, 0, 0].isNaN && pooled[0, 0, 1, 1] == 1)
  }
}

@Test(arguments: [(7, 1500, 13), (40, 1100, 37), (70, 2050, 16), (1, 1025, 9), (64, 1024, 200)])
func productsOfManyPiecesAgreeWithDouble(rows: Int, shared: Int, columns: Int) {
  var generator = SeededGenerator(seed: 10)
  let left = Tensor.normal(rows, shared, using: &generator), right = Tensor.normal(shared, columns, using: &generator)
  let product = matmul(left, right)
  let (a, b) = (left.elements, right.elements)
  for row in 0..<rows {
    for column in 0..<columns {
      var sum = 0.0
      for place in 0..<shared { sum += Double(a[row * shared + place]) * Double(b[place * columns + column]) }
      #expect(abs(Double(product[row, column]) - sum) < 1e-3)
    }
  }
}

/// Each in a process of its own: elsewhere another test may have the threads.
@Suite struct ThreadCounts {
  @Test func theNumberOfThreadsChangesNoBit() async {
    await #expect(processExitsWith: .exitCode(7)) {
      var generator = SeededGenerator(seed: 6)
      let photograph = Tensor.uniform(3, 300, 301, using: &generator)
      let kernel = Tensor.normal(8, 3, 5, 5, using: &generator)
      let images = Tensor.normal(20, 3, 30, 31, using: &generator)
      let manyChannels = Tensor.normal(20, 10, 30, 31, using: &generator)
      let upstream = Tensor.normal(20, 70, 28, 29, using: &generator)
      let depthwise = Tensor.normal(10, 1, 3, 3, using: &generator)
      let smallMaps = Tensor.normal(40, 16, 8, 8, using: &generator)
      let smallKernel = Tensor.normal(16, 10, 5, 5, using: &generator)
      let left = Tensor.normal(301, 302, using: &generator), right = Tensor.normal(302, 303, using: &generator)
      let results = [1, 2, 3, 5].map { threads in
        Threads.count = threads
        let maps = convolve2d(photograph, kernel: kernel, stride: [2, 1], padding: 2)
        return [
          maps, matmul(left, right), maxPool2d(photograph, window: 3, stride: 1),
          averagePool2d(photograph, window: [2, 3]), convolve2d(photograph, kernel: kernel, algorithm: .unfold),
          convolve2dImageGradient(
            maps.unsqueezed(axis: 0), kernel: kernel, size: [300, 301], stride: [2, 1], padding: 2),
          convolve2dImageGradient(smallMaps, kernel: smallKernel, size: 12),
          convolve2dKernelGradient(images, outputGradient: upstream, window: 3),
          convolve2dKernelGradient(manyChannels, outputGradient: upstream, window: 3), photograph.sum(axes: 0),
          convolve2d(manyChannels, kernel: depthwise, padding: .same, groups: 10),
          convolve2dKernelGradient(manyChannels, outputGradient: manyChannels, window: 3, padding: 1, groups: 10),
          adaptiveAveragePool2d(photograph, size: [70, 60]), photograph.exp(), photograph.tanh(),
          photograph.sigmoid(), photograph.log(), images.relu(), left.softmax(), photograph.softmax(axis: 0),
          left.logSoftmax(),
        ].map { $0.elements.map(\.bitPattern) }
      }
      exit(results.allSatisfy { $0 == results[0] } ? 7 : 1)
    }
  }

  @Test func everyPieceIsDoneOnce() async {
    await #expect(processExitsWith: .exitCode(7)) {
      for threads in [1, 2, 5] {
        Threads.count = threads
        let marks = (0..<1000).map { _ in Mark() }
        Threads.forEach(pieces: 1000) { marks[$0].count.add(1, ordering: .relaxed) }
        if !marks.allSatisfy({ $0.count.load(ordering: .relaxed) == 1 }) { exit(1) }
      }
      exit(7)
    }
  }

  /// Each of three pieces waits for the others: one thread alone would wait for ever.
  @Test func piecesAreDoneAtTheSameTime() async {
    await #expect(processExitsWith: .exitCode(7)) {
      Threads.count = 3
      alarm(30)
      // Again and again: the threads come back.
      for _ in 0..<3 {
        let begun = Mark()
        Threads.forEach(pieces: 3) { _ in
          begun.count.add(1, ordering: .relaxed)
          while begun.count.load(ordering: .relaxed) < 3 { giveWay() }
        }
      }
      exit(7)
    }
  }
}

private final class Mark: Sendable {
  let count = Atomic(0)
}
