/// Every kind of inner loop on numbers that are the same everywhere. `.ci/processors` compiles this together with the kernels
/// for another family of processors, and compares what it reports with the same for this one.
@_cdecl("report_next")
public func report(_ number: Int32, _ name: UnsafeMutablePointer<CChar>) -> UInt64 {
  var numbers = Numbers(state: UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
  guard Int(number) < Report.all.count else { return 0 }
  let (text, digest) = Report.all[Int(number)]
  text.withUTF8Buffer { for (index, byte) in $0.enumerated() { name[index] = CChar(bitPattern: byte) } }
  name[text.utf8CodeUnitCount] = 0
  return digest(&numbers) | 1
}

/// Numbers by chance, and memory that holds them.
struct Numbers {
  var state: UInt64

  mutating func next() -> Float {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Float(Int32(truncatingIfNeeded: state >> 32)) / 0x1p29
  }

  mutating func floats(_ count: Int) -> UnsafeMutableBufferPointer<Float> {
    let memory = empty(count)
    for index in 0..<count { memory[index] = next() }
    return memory
  }

  func empty(_ count: Int) -> UnsafeMutableBufferPointer<Float> {
    let memory = UnsafeMutableBufferPointer(start: Buffers.take(count), count: count)
    memory.update(repeating: 0)
    return memory
  }
}

extension UnsafeMutableBufferPointer<Float> {
  /// All bits in one number.
  var digest: UInt64 { reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.bitPattern)) &* 0x100_0000_01B3 } }
  var reading: UnsafeBufferPointer<Float> { UnsafeBufferPointer(self) }
}

private enum Report {
  static let all: [(StaticString, (inout Numbers) -> UInt64)] = [
    ("product 7×1500×13", { product(&$0, 7, 1500, 13) }), ("product 70×2050×45", { product(&$0, 70, 2050, 45) }),
    ("product 1×9×1", { product(&$0, 1, 9, 1) }), ("convolution 5×5", { convolution(&$0, geometry(3, 11, 5, 1)) }),
    ("convolution 3×3 of stride 2", { convolution(&$0, geometry(17, 6, 3, 2)) }),
    ("convolution, side by side", { convolution(&$0, geometry(5, 9, 9, 1, batch: 35)) }),
    ("image gradient", { imageGradient(&$0, geometry(5, 9, 3, 2)) }),
    ("image gradient, side by side", { imageGradient(&$0, geometry(5, 9, 9, 1, batch: 59)) }),
    ("kernel gradient, narrow", { kernelGradient(&$0, 3, 3) }),
    ("kernel gradient, wide", { kernelGradient(&$0, 12, 5) }), ("maximum", { pooling(&$0, 2, maximum: true) }),
    ("average", { pooling(&$0, 3, maximum: false) }), ("exp", { pointwise(&$0, Pointwise.exp) }),
    ("log", { pointwise(&$0, Pointwise.log) }), ("tanh", { pointwise(&$0, Pointwise.tanh) }),
    ("sigmoid", { pointwise(&$0, Pointwise.sigmoid) }), ("relu", { pointwise(&$0, Pointwise.relu) }),
    ("adam", { adam(&$0) }), ("adadelta", { adadelta(&$0) }), ("softmax", { pointwise(&$0, SoftmaxRow.softmax) }),
    ("log softmax", { pointwise(&$0, SoftmaxRow.logSoftmax) }),
    ("sum", { Reductions.sum($0.floats(10_007).baseAddress!, count: 10_007).bitPattern }),
    ("sum of squares", { Reductions.sumOfSquares($0.floats(10_007).baseAddress!, count: 10_007).bitPattern }),
    (
      "sine",
      { numbers in
        (0..<1000).reduce(0) { sum, _ in sum &* 31 &+ Elementary.sin(Double(numbers.next()) * 1e3).bitPattern }
      }
    ),
    (
      "power",
      { numbers in
        (0..<1000).reduce(0) { sum, _ in sum &* 31 &+ UInt64(Elementary.pow(numbers.next(), 2.5).bitPattern) }
      }
    ),
  ]

  private static func product(_ numbers: inout Numbers, _ rows: Int, _ shared: Int, _ columns: Int) -> UInt64 {
    let product = MatrixProduct(rows: rows, shared: shared, columns: columns)!
    let left = numbers.floats(rows * shared), right = numbers.floats(shared * columns)
    let packed = numbers.empty(product.packedLeftCount), output = numbers.empty(rows * columns)
    for group in 0..<product.groups {
      product.pack(left: left.baseAddress!, rowStride: shared, columnStride: 1, group: group, into: packed)
    }
    product.multiply(
      packedLeft: packed.reading, right: right.reading, groups: 0..<product.groups, panels: 0..<product.panels,
      into: output)
    return output.digest
  }

  private static func geometry(
    _ channels: Int, _ outChannels: Int, _ window: Int, _ stride: Int, batch: Int = 2
  ) -> WindowGeometry {
    do {
      return try WindowGeometry(
        batch: batch, groups: 1, channels: channels, outChannels: outChannels,
        down: WindowAxis(size: 19, window: window, stride: stride, before: 1, after: 1),
        across: WindowAxis(size: 23, window: window, stride: stride, before: 1, after: 2))
    } catch { fatalError("the window does not fit") }
  }

  private static func convolution(_ numbers: inout Numbers, _ geometry: WindowGeometry) -> UInt64 {
    let images = numbers.floats(geometry.imagesCount), kernel = numbers.floats(geometry.kernelsCount)
    let bias = numbers.floats(geometry.outChannels), packed = numbers.empty(geometry.packedKernelCount)
    let outputs = numbers.empty(geometry.outputsCount)
    geometry.pack(kernel: kernel.reading, into: packed)
    geometry.convolve(
      images.reading, packedKernel: packed.reading, bias: bias.reading,
      members: 0..<geometry.batch, rows: 0..<geometry.down.positions, into: outputs)
    return outputs.digest
  }

  private static func imageGradient(_ numbers: inout Numbers, _ geometry: WindowGeometry) -> UInt64 {
    let gradients = numbers.floats(geometry.outputsCount), kernel = numbers.floats(geometry.kernelsCount)
    let packed = numbers.empty(geometry.packedForImageGradientCount), images = numbers.empty(geometry.imagesCount)
    geometry.packForImageGradient(kernel: kernel.reading, into: packed)
    geometry.imageGradient(
      outputGradients: gradients.reading, packedKernel: packed.reading,
      members: 0..<geometry.batch, rows: 0..<geometry.imageGradientRows, into: images)
    return images.digest
  }

  private static func kernelGradient(_ numbers: inout Numbers, _ channels: Int, _ window: Int) -> UInt64 {
    let geometry = geometry(channels, 7, window, 1)
    let images = numbers.floats(geometry.imagesCount), gradients = numbers.floats(geometry.outputsCount)
    let gradient = numbers.empty(geometry.kernelsCount)
    geometry.kernelGradient(
      images: images.reading, outputGradients: gradients.reading, members: 0..<2, group: 0, channels: 0..<7,
      rows: 0..<geometry.down.positions, into: gradient)
    return gradient.digest
  }

  private static func pooling(_ numbers: inout Numbers, _ window: Int, maximum: Bool) -> UInt64 {
    // A plane is a group of one channel.
    guard
      let geometry = try? WindowGeometry(
        batch: 1, groups: 6, channels: 1, outChannels: 1, down: WindowAxis(size: 20, window: window, stride: 2),
        across: WindowAxis(size: 22, window: window, stride: 2))
    else { fatalError("the window does not fit") }
    let images = numbers.floats(geometry.imagesCount), outputs = numbers.empty(geometry.outputsCount)
    if maximum {
      geometry.maximum(images.reading, planes: 0..<6, into: outputs)
    } else {
      geometry.average(images.reading, planes: 0..<6, into: outputs)
    }
    return outputs.digest
  }

  private static func adam(_ numbers: inout Numbers) -> UInt64 {
    let parameters = numbers.floats(1003), gradients = numbers.floats(1003)
    let means = numbers.empty(1003), squares = numbers.empty(1003)
    for _ in 0..<3 {
      OptimizerSteps.adam(
        parameter: parameters.baseAddress!, gradient: gradients.baseAddress!, mean: means.baseAddress!,
        square: squares.baseAddress!, count: 1003, rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8,
        rootCorrection: 0.7, decay: 0.1, keeping: 0.99)
    }
    return parameters.digest
  }

  private static func adadelta(_ numbers: inout Numbers) -> UInt64 {
    let parameters = numbers.floats(1003), gradients = numbers.floats(1003)
    let squares = numbers.empty(1003), squaredSteps = numbers.empty(1003)
    for _ in 0..<3 {
      OptimizerSteps.adadelta(
        parameter: parameters.baseAddress!, gradient: gradients.baseAddress!, square: squares.baseAddress!,
        squaredStep: squaredSteps.baseAddress!, count: 1003, rate: 0.5, rho: 0.9, epsilon: 1e-6, decay: 0.1)
    }
    return parameters.digest
  }

  private static func pointwise(
    _ numbers: inout Numbers,
    _ function: (UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>) -> Void
  ) -> UInt64 {
    let source = numbers.floats(1003), target = numbers.empty(1003)
    function(source.baseAddress!, 1003, target.baseAddress!)
    return target.digest
  }
}
