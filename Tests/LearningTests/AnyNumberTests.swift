import Learning
import TensorCore
import TestedPackage
import Testing

/// So many ones as a shape asks for, in the memory of a single one.
private func ones(_ shape: [Int]) -> Variable { Variable(Tensor(1).broadcast(to: shape)) }

/// The gradient of a result's sum.
private func follow(_ result: Variable) { result.sum().backward() }

private let calls: [Call] = [
  Call(name: "axes", fitting: [0, 1]) { n in
    let x = ones([2, 3, 4])
    follow(x.sum(axes: n[0], n[1]))
    follow(x.mean(axes: n))
    follow(x.variance(axes: n, keepingAxes: true))
    follow(x.maximum(axis: n[0]) * x.minimum(axis: n[0]))
    follow(x.maximum(axes: n))
    follow(x.product(axes: n))
    follow(softmax(x, axis: n[0]) + logSoftmax(x, axis: n[1]))
    follow(x.flipped(axes: n))
    follow(x.unsqueezed(axis: n[0]))
    follow(.stacked([x, x], axis: n[0]))
    follow(.concatenated([x, x], axis: n[1]))
  },
  Call(name: "axes of size 1", fitting: [0]) { follow(ones([1, 1]).squeezed(axis: $0[0])) },
  Call(name: "permuted", fitting: [2, 0, 1]) { follow(ones([2, 3, 4]).permuted($0)) },
  Call(name: "parts", fitting: [0, 1]) { n in
    follow(ones([2, 3]).selecting(n[0], axis: n[1]))
    follow(ones([2, 3])[n[0]..., ..<n[1]])
    follow(ones([2, 3]).gathered(rows: n))
  },
  Call(name: "split", fitting: [2, 0]) { n in
    follow(ones([4, 3]).split(every: n[0], axis: n[1])[0])
  },
  Call(name: "split into sizes", fitting: [3, 1, 0]) { n in
    follow(ones([4, 4]).split(sizes: [n[0], n[1]], axis: n[2])[0])
  },
  Call(name: "order", fitting: [2, 0]) { n in
    follow(ones([2, 3]).top(n[0], axis: n[1]).values)
    follow(ones([2, 3]).sorted(axis: n[1]).values)
    follow(ones([2, 3]).cumulativeSum(axis: n[1]))
  },
  Call(name: "repetition", fitting: [2, 1]) { n in
    follow(ones([2, 3]).tiled(n))
    follow(ones([2, 3]).repeated(n[0], axis: n[1]))
  },
  Call(name: "shapes", fitting: [3, 2]) { n in
    follow(ones([2, 3]).reshaped(n))
    follow(ones([1]).broadcast(to: n))
    follow(ones([2, 3]).padded(by: Size2D(height: n[0], width: n[1])))
  },
  Call(name: "sizes", fitting: [2, 3]) { n in
    follow(ones(n) * ones([n[1]]))
    follow(ones(n).flattened())
    follow(ones(n).product() + ones(n).variance())
    follow(linear(ones(n), weight: ones([2, n[1]])))
  },
  Call(name: "functions of sizes", fitting: [2, 3]) { n in
    follow(leakyReLU(ones(n)).sigmoid().pow(2) / (1 + ones(n).abs()))
    follow(maximum(ones(n), ones([n[1]])) - .where(ones(n).value, ones(n), 0))
    follow(softmax(ones(n)) + ones(n).clamp(0, 2).sqrt())
  },
  Call(name: "order of sizes", fitting: [2, 3]) { n in
    follow(ones(n).sorted().values + ones(n).cumulativeSum(axis: 0))
    follow(ones(n).top(1).values)
  },
  Call(name: "reductions of sizes", fitting: [2, 3]) { n in
    follow(ones(n).maximum(axis: 0) + ones(n).minimum(axes: 0))
    follow(ones(n).mean(axes: 1))
    follow(ones(n).standardDeviation() + ones(n).maximum())
  },
  Call(name: "views of sizes", fitting: [2, 3]) { n in
    follow(ones(n).transposed().flipped(axes: 0))
    follow(ones(n)[1..., ..<2] * ones(n).gathered(rows: [0])[0..., ..<2])
    follow(ones(n).tiled(2).repeated(2, axis: 0))
    follow(ones(n).padded(by: 1))
    follow(ones(n).split(every: 1 << 28)[0].selecting(0))
  },
  Call(name: "joined sizes", fitting: [2, 3]) { n in
    follow(.concatenated([ones(n), ones(n)], axis: 1))
    follow(.stacked([ones(n), ones(n)]))
  },
  Call(name: "products of sizes", fitting: [2, 3, 4, 1]) { n in
    follow(matmul(ones([n[3], n[0], n[1]]), ones([n[1], n[2]])))
  },
  Call(name: "dropout of sizes", fitting: [2, 3]) { n in
    follow(dropout(ones(n), rate: 0.5, using: SeededGenerator(seed: 1)))
    follow(dropout2d(ones(n), rate: 0.5, using: SeededGenerator(seed: 1)))
  },
  Call(name: "batchNorm of sizes", fitting: [2, 3, 4]) { n in
    let weight = ones([n[1]])
    follow(batchNorm(ones(n), weight: weight, bias: weight).result)
    follow(batchNorm(ones(n), weight: weight, bias: weight, mean: weight.value, variance: weight.value))
  },
  Call(name: "convolution of sizes", fitting: [1, 2, 5, 3]) { n in
    follow(
      convolve2d(ones([n[0], n[1], n[2], 4]), kernel: ones([n[3], n[1], 3, 3]), bias: ones([n[3]]), padding: 1))
    follow(convolveTransposed2d(ones([n[0], n[1], n[2], 4]), kernel: ones([n[1], n[3], 3, 3]), bias: ones([n[3]])))
  },
  Call(name: "pooling of sizes", fitting: [1, 2, 5]) { n in
    let image = ones([n[0], n[1], n[2], 4])
    follow(maxPool2d(image, window: 2) + averagePool2d(image, window: 2))
    follow(globalAveragePool2d(image))
  },
  Call(name: "losses of sizes", fitting: [2, 3]) { n in
    follow(crossEntropy(ones(n), [0, 1], smoothing: 0.1) + negativeLogLikelihood(ones(n), [0, 1]))
    follow(binaryCrossEntropy(ones(n), ones(n).value) + meanOfSquares(ones(n), ones(n).value))
  },
  Call(name: "labels", fitting: [0, 2]) { n in follow(crossEntropy(ones([2, 3]), n)) },
  Call(name: "convolve2d", fitting: [1, 1, 1, 1]) { n in
    follow(
      convolve2d(
        ones([1, 4, 5, 4]), kernel: ones([4, n[3] > 0 && 4 % n[3] == 0 ? 4 / n[3] : 4, 2, 2]),
        stride: Size2D(height: n[0], width: 1), padding: Size2D(height: 0, width: n[1]), dilation: Size2D(n[2]),
        groups: n[3]))
  },
  Call(name: "convolveTransposed2d", fitting: [1, 0, 0, 1]) { n in
    follow(
      convolveTransposed2d(
        ones([1, 4, 3, 2]), kernel: ones([4, 2, 3, 2]), stride: Size2D(n[0]), padding: Size2D(n[1]),
        outputPadding: Size2D(n[2]), groups: n[3]))
  },
  Call(name: "pooling", fitting: [2, 1, 0]) { n in
    let (window, stride, padding) = (Size2D(n[0]), Size2D(n[1]), Size2D(n[2]))
    follow(maxPool2d(ones([1, 2, 5, 4]), window: window, stride: stride, padding: padding))
    follow(averagePool2d(ones([1, 2, 5, 4]), window: window, stride: stride, padding: padding))
    follow(adaptiveAveragePool2d(ones([1, 2, 5, 4]), size: window))
  },
  Call(name: "Conv2d", fitting: [4, 3, 1, 0, 1, 1]) { n in
    _ =
      Sequential(input: [4, 9, 9]) {
        Conv2d(
          n[0], kernel: Size2D(height: n[1], width: 2), stride: Size2D(n[2]), padding: Size2D(n[3]),
          dilation: Size2D(n[4]), groups: n[5])
      }.description
  },
  Call(name: "ConvTranspose2d", fitting: [4, 3, 1, 0, 0, 1]) { n in
    _ =
      Sequential(input: [4, 9, 9]) {
        ConvTranspose2d(
          n[0], kernel: Size2D(height: n[1], width: 2), stride: Size2D(n[2]), padding: Size2D(n[3]),
          outputPadding: Size2D(n[4]), groups: n[5])
      }.description
  },
  Call(name: "layers of sizes", fitting: [4, 9, 8]) { n in
    _ =
      Sequential(input: n) {
        Branches(joining: .sum) {
          Conv2d(3, kernel: 3)
          Conv2d(3, kernel: [2, 3], padding: .sides(top: 0, bottom: 0, left: 0, right: 0)).named("second")
        }
      }.description
  },
  Call(name: "two branches of sizes", fitting: [4, 9, 8]) { n in
    _ =
      Sequential(input: n) {
        Branches(joining: .concatenation) {
          ReLU()
          Sequential {
            ReLU()
            Residual { BatchNorm2d() }
          }
        }
        Conv2d(3, kernel: 1)
        MaxPool2d(2)
      }.description
  },
  Call(name: "a row of sizes", fitting: [4, 9, 8]) { n in
    _ =
      Sequential(input: n) {
        Flatten()
        Linear(3)
      }.description
  },
  Call(name: "enlarged sizes", fitting: [4, 9, 8]) { n in
    _ =
      Sequential(input: n) {
        ConvTranspose2d(3, kernel: 2, stride: 2)
        AveragePool2d(2)
        GlobalAveragePool2d()
      }.description
  },
  Call(name: "given weights of sizes", fitting: [4, 2, 3, 3]) { n in
    _ =
      Sequential(input: [2, 5, 5]) {
        Conv2d(weight: ones(n).value, bias: ones([n[0]]).value)
        ConvTranspose2d(weight: ones([n[0], 3, n[2], n[3]]).value, stride: 2)
        Flatten()
        Linear(weight: ones([n[1], n[0]]).value)
      }.description
  },
  Call(name: "groups of no kernels", fitting: [1]) { n in
    _ = Conv2d(weight: .zeros(0, 4, 3, 3), groups: n[0]).multiplyAdds(for: [4, 5, 5])
    _ = ConvTranspose2d(weight: .zeros(0, 4, 3, 3), groups: n[0]).description
  },
  Call(name: "layers by themselves", fitting: [2, 5, 4]) { n in
    let layers: [any Layer] = [
      Conv2d(4, kernel: 3), ConvTranspose2d(4, kernel: 3), Linear(3), BatchNorm1d(), BatchNorm2d(), MaxPool2d(2),
      AveragePool2d(2), AdaptiveAveragePool2d(2), GlobalAveragePool2d(), Flatten(), ReLU(), Dropout(0.5),
      Residual { Conv2d(2, kernel: 1) }, Branches(joining: .sum) { Linear(2) }, Sequential { Conv2d(4, kernel: 3) },
    ]
    for layer in layers {
      for input in [n, [n[0], n[1]], [n[0]], []] {
        _ = try? layer.outputShape(for: input)
        _ = layer.multiplyAdds(for: input)
      }
    }
  },
  Call(name: "layers sized by themselves", fitting: [0, 5, 3, 2]) { n in
    let layers: [any Layer] = [
      Conv2d(4, kernel: 3), ConvTranspose2d(4, kernel: 3), Linear(3), BatchNorm1d(), BatchNorm2d(),
      Residual { Conv2d(5, kernel: 1) }, Branches(joining: .sum) { Conv2d(2, kernel: 1) }, Sequential { Linear(2) },
    ]
    var generator = SeededGenerator(seed: 1)
    guard layers.indices.contains(n[0]), (0...4).contains(n[2]) else { return }
    _ = layers[n[0]].sized(for: [n[1], n[3], 4, 4].prefix(n[2]).map { $0 }, using: &generator).description
  },
  Call(name: "momentum and epsilon", fitting: [0, 0]) { n in
    _ = BatchNorm2d(momentum: Float(n[0]), epsilon: Float(n[1]))
  },
  Call(name: "Linear", fitting: [3]) { n in
    _ =
      Sequential(input: [2]) {
        Linear(n[0])
        BatchNorm1d()
      }.description
  },
  Call(name: "pooling layers", fitting: [2, 1, 0]) { n in
    _ =
      Sequential(input: [2, 5, 4]) {
        MaxPool2d(Size2D(n[0]), stride: Size2D(n[1]), padding: Size2D(n[2]))
        AdaptiveAveragePool2d(Size2D(n[0]))
      }.description
  },
  Call(name: "weights of sizes", fitting: [3, 2, 1, 1]) { n in
    var generator = SeededGenerator(seed: 1)
    _ = Initialization.kaimingUniform.weight(n, using: &generator)
    _ = Initialization.bias(for: n, using: &generator)
  },
  Call(name: "batches of sizes", fitting: [2, 3]) { n in
    let model = Sequential(input: [3]) { Linear(2) }
    _ = model(Tensor(1).broadcast(to: n))
  },
  Call(name: "sets of sizes", fitting: [2, 3]) { n in
    let model = Sequential(input: [3]) { Linear(2) }, images = Tensor(1).broadcast(to: n)
    let classifier = Classifier(model, optimizer: SGD(model.parameters, rate: 0.1))
    _ = try? classifier.predict(images)
    _ = try? classifier.evaluate(images, [0, 1])
    _ = model.accumulateGradients(images, [0, 1])
    _ = model.outputs(of: images)
  },
  Call(name: "fit", fitting: [1, 2]) { n in
    let model = Sequential(input: [3]) { Linear(2) }
    let classifier = Classifier(model, optimizer: SGD(model.parameters, rate: 0.1))
    // So many epochs have no end.
    if n[0] <= 3 { _ = try? classifier.fit(.ones(2, 3), [0, 1], epochs: n[0], batchSize: n[1]) }
  },
  Call(name: "schedules", fitting: [2, 3]) { n in
    _ = Schedule.steps(from: 1, every: n[0], times: 0.5)(n[1])
    _ = Schedule.linear(from: 0, to: 1, over: n[0])(n[1])
    _ = Schedule.cosine(from: 1, to: 0, over: n[0])(n[1])
    _ = Schedule.constant(1).then(.constant(2), after: n[0])(n[1])
  },
]

@Suite("No number given to variables, layers and training ends in anything but a result or a message")
struct AnyNumberTests {
  @Test(arguments: calls.map(\.name)) func anyNumbers(_ name: String) async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      [name = name as String] in
      Threads.count = 1
      calls.tellProblems(of: name)
    }
    for problem in [Call].problems(told: result?.standardErrorContent) { Issue.record("\(problem)") }
  }
}
