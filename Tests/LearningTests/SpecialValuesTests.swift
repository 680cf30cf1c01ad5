import Learning
import TensorCore
import Testing

private let inf = Float.infinity, nan = Float.nan

/// Infinities and NaN: the expected values are those of PyTorch 2.15.0, printed by the calls that are named.
@Suite("What is infinite or no number is treated as PyTorch treats it") struct SpecialValuesTests {
  private let line: [Float] = [-inf, -1, -0.0, 0, 1, inf, nan]

  /// Expects the same numbers, NaN for NaN, up to a millionth.
  private func expectSame(
    _ found: [Float]?, _ expected: [Float], _ what: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = found ?? []
    let isSame =
      found.count == expected.count
      && zip(found, expected).allSatisfy { a, b in a == b || (a.isNaN && b.isNaN) || abs(a - b) <= 1e-6 }
    #expect(isSame, "\(what): expected \(expected), found \(found)", sourceLocation: sourceLocation)
  }

  private func gradient(_ x: [Float], _ function: (Variable) -> Variable) -> [Float]? {
    let x = Variable(Tensor(x))
    function(x).sum().backward()
    return x.gradient?.elements
  }

  @Test func activationsAndTheirGradients() {
    let x = Tensor(line)
    // torch.relu and the others of these names
    expectSame(x.relu().elements, [0, 0, 0, 0, 1, inf, nan])
    #expect(x.relu().elements.map(\.sign)[2] == .minus)
    expectSame(x.sigmoid().elements, [0, 0.26894142, 0.5, 0.5, 0.7310586, 1, nan])
    expectSame(x.tanh().elements, [-1, -0.76159416, 0, 0, 0.76159416, 1, nan])
    expectSame(x.exp().elements, [0, 0.36787945, 1, 1, 2.7182817, inf, nan])
    expectSame(x.log().elements, [nan, nan, -inf, -inf, 0, inf, nan])
    expectSame(x.sqrt().elements, [nan, nan, 0, 0, 1, inf, nan])
    expectSame(x.abs().elements, [inf, 1, 0, 0, 1, inf, nan])
    expectSame(gradient(line, relu), [0, 0, 0, 0, 1, 1, 1])
    expectSame(gradient(line) { $0.abs() }, [-1, -1, 0, 0, 1, 1, 0])
    expectSame(gradient(line, sigmoid), [0, 0.19661194, 0.25, 0.25, 0.19661194, 0, nan])
    expectSame(gradient(line, tanh), [0, 0.41997433, 1, 1, 0.41997433, 0, nan])
  }

  @Test func aGradientThatDoesNotDependOnAnInputIgnoresIt() {
    // torch.max(), whose gradient NaN take; F.batch_norm in evaluation, whose gradient is the weight / √(variance + ε)
    expectSame(gradient([1, nan, 2, nan]) { $0.maximum() * 3 }, [0, 1.5, 0, 1.5])
    expectSame(gradient([1, nan]) { 3 * $0.minimum() }, [0, 3])
    // Nor does an infinite gradient reach what was not chosen.
    expectSame(gradient([1, 3, 2, 3]) { $0.maximum() * inf }, [0, inf, 0, inf])
    expectSame(gradient([1, 3, 2, 3]) { $0.minimum() * -inf }, [-inf, 0, 0, 0])
    let x = Variable(Tensor([[nan], [inf], [1]]))
    batchNorm(
      x, weight: Variable(Tensor([2])), bias: Variable(Tensor([1])), mean: Tensor([0]), variance: Tensor([4]),
      epsilon: 0
    ).sum().backward()
    expectSame(x.gradient?.elements, [1, 1, 1])
    // torch.var(correction=0)
    expectSame(gradient([1, inf]) { $0.variance() }, [-inf, nan])
  }

  @Test func anInfiniteLogitThatIsWrongCostsInfinity() {
    // F.binary_cross_entropy_with_logits
    for target: Float in [0, 0.25] {
      let x = Variable(Tensor([inf])), loss = binaryCrossEntropy(x, Tensor([target]))
      loss.backward()
      expectSame(loss.value.elements, [inf])
      expectSame(x.gradient?.elements, [1 - target])
    }
  }

  @Test func rootsAsPowersKeepTheSignOfZero() {
    // torch.pow(0.5) and pow(-0.5), which are torch.sqrt and rsqrt, and their gradients
    let (x, zeros) = (Tensor(line), Tensor([-0.0, 0]))
    expectSame(x.pow(0.5).elements, [nan, nan, 0, 0, 1, inf, nan])
    expectSame(x.pow(-0.5).elements, [nan, nan, -inf, inf, 1, 0, nan])
    #expect(zeros.pow(0.5).elements.map(\.sign) == [.minus, .plus])
    // An odd power keeps the sign, of zero too.
    for exponent in [1, 3, 17] as [Float] {
      #expect(zeros.pow(exponent).elements.map(\.sign) == [.minus, .plus])
      #expect(Tensor([-inf, inf]).pow(-exponent).elements.map(\.sign) == [.minus, .plus])
    }
    expectSame(gradient(line) { $0.pow(0.5) }, [nan, nan, -inf, inf, 0.5, 0, nan])
    expectSame(gradient(line) { $0.pow(-0.5) }, [0, nan, -inf, -inf, -0.5, 0, nan])
  }

  @Test func comparisons() {
    let a = Tensor([nan, inf, -inf, 0, -0.0, 1]), b = Tensor([nan, inf, inf, -0.0, 0, nan])
    // torch.eq, ne, lt, le, gt, ge
    expectSame((a .== b).elements, [0, 1, 0, 1, 1, 0])
    expectSame((a .!= b).elements, [1, 0, 1, 0, 0, 1])
    expectSame((a .< b).elements, [0, 0, 1, 0, 0, 0])
    expectSame((a .<= b).elements, [0, 1, 1, 1, 1, 0])
    expectSame((a .> b).elements, [0, 0, 0, 0, 0, 0])
    expectSame((a .>= b).elements, [0, 1, 0, 1, 1, 0])
    expectSame((a .!= nan).elements, [1, 1, 1, 1, 1, 1])
    expectSame((a .<= inf).elements, [0, 1, 1, 1, 1, 1])
    expectSame((a .>= 0).elements, [0, 1, 0, 1, 1, 1])
  }

  @Test func extremesAndSums() {
    for (row, largest, smallest, place, sum) in [
      ([inf, 1, 2], inf, 1, 0, inf), ([-inf, 1, 2], 2, -inf, 2, -inf), ([-inf, -inf], -inf, -inf, 0, -inf),
      ([nan, 1, 2], nan, nan, 0, nan), ([1, nan, inf], nan, nan, 1, nan), ([inf, -inf, 0], inf, -inf, 0, nan),
      ([1, nan, 3, nan], nan, nan, 1, nan), ([3, 1, 3], 3, 1, 0, 7), ([inf, nan], nan, nan, 1, nan),
    ] as [([Float], Float, Float, Int, Float)] {
      let tensor = Tensor(row)
      // torch.max, min, argmax, sum
      expectSame([tensor.maximum(), tensor.minimum(), tensor.sum()], [largest, smallest, sum], "\(row)")
      #expect(tensor.argmax() == place && tensor.argmax(axis: 0) == [place], "\(row)")
    }
    #expect(Tensor([3e38, -3e38, 3e38]).sum() == 3e38 && Tensor([3e38, 3e38]).sum() == inf)
  }

  @Test func softmaxAndCrossEntropy() {
    for (row, shares, logarithms, losses) in [
      ([-inf, 1, 2], [0, 0.26894143, 0.7310586], [-inf, -1.3132616, -0.31326166], [inf, 1.3132616, 0.31326166]),
      ([1e4, -1e4, 0], [1, 0, 0], [0, -20000, -10000], [0, 20000, 10000]),
      ([3e38, -3e38, 3e38], [0.5, 0, 0.5], [-0.6931472, -inf, -0.6931472], [0.6931472, inf, 0.6931472]),
      ([inf, 1, 2], [nan, nan, nan], [nan, nan, nan], [nan, nan, nan]),
      ([inf, inf, 1], [nan, nan, nan], [nan, nan, nan], [nan, nan, nan]),
      ([-inf, -inf, -inf], [nan, nan, nan], [nan, nan, nan], [nan, nan, nan]),
      ([1, nan, 2], [nan, nan, nan], [nan, nan, nan], [nan, nan, nan]),
    ] as [([Float], [Float], [Float], [Float])] {
      let logits = Tensor(row).reshaped(1, 3)
      // torch.softmax, log_softmax, nn.functional.cross_entropy and its gradient: the shares, less 1 at the label
      expectSame(softmax(Variable(logits)).value.elements, shares, "softmax of \(row)")
      expectSame(logSoftmax(Variable(logits)).value.elements, logarithms, "log-softmax of \(row)")
      for label in 0..<3 {
        let x = Variable(logits)
        let loss = crossEntropy(x, [label])
        // nn.functional.cross_entropy(label_smoothing=0)
        expectSame(crossEntropy(x, [label], smoothing: 0).value.elements, loss.value.elements, "smoothing of 0")
        loss.backward()
        expectSame([loss.value.item], [losses[label]], "loss of \(row) at \(label)")
        var expected = shares
        expected[label] -= 1
        expectSame(x.gradient?.elements, expected, "gradient of \(row) at \(label)")
      }
    }
  }

  @Test(arguments: PoolingAlgorithm.allCases) func pooling(_ algorithm: PoolingAlgorithm) {
    let image = Tensor(
      shape: [1, 1, 4, 4], elements: [1, nan, inf, 2, -inf, -inf, 3, -inf, nan, nan, -inf, -inf, 4, 5, -inf, -inf])
    // nn.functional.max_pool2d and avg_pool2d with a window of 2, and with one of 3, stride 2 and padding 1
    expectSame(maxPool2d(image, window: 2, algorithm: algorithm).elements, [nan, inf, nan, -inf])
    expectSame(averagePool2d(image, window: 2, algorithm: algorithm).elements, [nan, nan, nan, -inf])
    let wide = maxPool2d(image, window: 3, stride: 2, padding: 1, algorithm: algorithm)
    expectSame(wide.elements, [nan, nan, nan, nan])
  }

  @Test func gradientsOfPooling() {
    let image = Tensor(
      shape: [1, 1, 4, 4], elements: [1, nan, inf, 2, -inf, -inf, 3, -inf, nan, nan, -inf, -inf, 4, 5, -inf, -inf])
    func gradient(window: Size2D, stride: Size2D, padding: Size2D = 0) -> [Float] {
      let upstream = Tensor([1, 2, 3, 4]).reshaped(1, 1, 2, 2)
      return maxPool2dGradient(image, outputGradient: upstream, window: window, stride: stride, padding: padding)
        .elements
    }
    // The gradients of max_pool2d with a window of 2; of 3 and stride 1; of 3, stride 2 and padding 1
    expectSame(gradient(window: 2, stride: 2), [0, 1, 2, 0, 0, 0, 0, 0, 0, 3, 4, 0, 0, 0, 0, 0])
    expectSame(gradient(window: 3, stride: 1), [0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0])
    expectSame(gradient(window: 3, stride: 2, padding: 1), [0, 3, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0])
  }

  @Test func infiniteGradientsMeetThePaddingToo() {
    let image = Tensor(1..<10).reshaped(1, 1, 3, 3)
    var upstream = Tensor.ones(1, 1, 4, 4)
    upstream[0, 0, 0, 0] = inf
    // The gradient of nn.functional.conv2d(padding=1) by its weight
    expectSame(
      convolve2dKernelGradient(image, outputGradient: upstream, window: 2, padding: 1).elements, [nan, nan, nan, inf])
  }

  @Test(arguments: ConvolutionAlgorithm.allCases) func convolution(_ algorithm: ConvolutionAlgorithm) {
    let image = Tensor(shape: [1, 1, 3, 3], elements: [inf, 1, 1, 1, 1, 1, 1, 1, nan])
    let kernel = Tensor(shape: [1, 1, 2, 2], elements: [0, 1, 1, 1])
    // nn.functional.conv2d: infinity times 0 is no number, and padding takes no part
    expectSame(
      convolve2d(image, kernel: Tensor.ones(1, 1, 2, 2), algorithm: algorithm).elements, [inf, 4, 4, nan])
    expectSame(convolve2d(image, kernel: kernel, algorithm: algorithm).elements, [nan, 3, 3, nan])
    expectSame(
      convolve2d(image, kernel: kernel, padding: 1, algorithm: algorithm).elements,
      [inf, inf, 2, 1, inf, nan, 3, 1, 2, 3, nan, nan, 1, 1, nan, nan])
    // Nor is an infinite kernel times the zeros of the padding.
    let counted = Tensor(1..<10).reshaped(1, 1, 3, 3)
    for (kernel, expected) in [
      ([inf, 1, 1, 1], [nan, nan, nan, nan, nan, inf, inf, inf, nan, inf, inf, inf, nan, inf, inf, inf]),
      ([1, -inf, 0, 1], [nan, nan, nan, nan, -inf, -inf, -inf, nan, -inf, -inf, -inf, nan, -inf, -inf, -inf, nan]),
    ] as [([Float], [Float])] {
      let kernel = Tensor(kernel).reshaped(1, 1, 2, 2)
      expectSame(convolve2d(counted, kernel: kernel, padding: 1, algorithm: algorithm).elements, expected)
    }
  }
}
