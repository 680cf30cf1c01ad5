import Kernels
import Learning
import TensorCore
import Testing

@Suite("Layers made of layers")
struct ContainerTests {
  /// The network of `residual.json`.
  static func network() -> Sequential {
    Sequential(input: [1, 8, 8]) {
      Conv2d(4, kernel: 3, padding: 1, bias: false)
      BatchNorm2d()
      ReLU()
      Residual {
        Conv2d(4, kernel: 3, padding: 1)
        BatchNorm2d()
        LeakyReLU(0.1)
        Conv2d(4, kernel: 3, padding: 1)
      }
      Residual {
        Conv2d(6, kernel: 3, stride: 2, padding: 1)
        BatchNorm2d()
      } shortcut: {
        Conv2d(6, kernel: 1, stride: 2)
        BatchNorm2d()
      }
      Flatten()
      Linear(3)
    }
  }

  struct Case: Decodable {
    struct Gradient: Decodable {
      let name: String
      let gradient: Reference.Values
    }
    struct State: Decodable {
      let name: String
      let value: Reference.Values
    }
    let losses: [Float]
    let firstLogits, evaluation: Reference.Values
    let firstGradients: [Gradient]
    let state: [State]
  }

  @Test func aResidualNetworkLearnsAsInPyTorch() throws {
    let reference = try Reference.cases("residual", as: Case.self)[0]
    let model = Self.network()
    for (k, parameter) in model.parameters.enumerated() {
      parameter.value = sines(parameter.shape, Double(k)) * 0.25 + (parameter.shape.count == 1 ? 1 : 0)
    }
    let images = sines([10, 1, 8, 8], 0.3) * 0.5 + 0.5, labels = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0]
    let optimizer = SGD(model.parameters, rate: 0.01, momentum: 0.9)
    for (step, expected) in reference.losses.enumerated() {
      optimizer.zeroGradients()
      let result = model.accumulateGradients(images, labels)
      #expect(abs(result.loss - expected) <= 1e-5 * Float(1 << step) * max(1, expected), "step \(step)")
      if step == 0 {
        #expect(model.namedParameters.map(\.name) == reference.firstGradients.map(\.name))
        for (parameter, expected) in zip(model.namedParameters, reference.firstGradients) {
          expectClose(
            parameter.variable.gradient, expected.gradient.tensor, tolerance: 5e-5, "gradient of \(parameter.name)")
        }
      }
      optimizer.step()
    }
    expectClose(model(images).value, reference.evaluation.tensor, tolerance: 1e-3, "evaluation")
    let state = Dictionary(
      uniqueKeysWithValues: (model.namedParameters + model.namedBuffers).map { ($0.name, $0.variable.value) })
    #expect(Set(state.keys) == Set(reference.state.map(\.name)))
    for entry in reference.state {
      expectClose(state[entry.name], entry.value.tensor, tolerance: 1e-3, entry.name)
    }
  }

  private func sines(_ shape: [Int], _ phase: Double) -> Tensor {
    Tensor(
      shape: shape,
      elements: (0..<shape.reduce(1, *)).map { Float(Elementary.sin(0.7311 * Double($0) + phase)) })
  }

  static func branched() -> Sequential {
    Sequential(input: [2, 6, 6], seed: 4) {
      Branches(joining: .concatenation) {
        Conv2d(3, kernel: 1).named("narrow")
        Sequential {
          Conv2d(2, kernel: 1)
          ReLU()
          Conv2d(5, kernel: 3, padding: 1)
        }
      }
      Branches(joining: .sum) {
        Conv2d(4, kernel: 1, bias: false)
        Conv2d(4, kernel: 3, padding: 1, bias: false)
      }
      Sequential {
        Flatten()
        Dropout(0.5)
        Linear(3)
      }.named("head")
    }
  }

  @Test func theTableListsWhatIsInside() {
    #expect(
      Self.branched().description == """
                  layer                                          output shape  parameters  multiply-adds
                  input                                          (2, 6, 6)                              
        0         Branches(joining: .concatenation)              (8, 6, 6)                              
        0.narrow  Conv2d(3, kernel: 1)                           (3, 6, 6)              9            216
        0.1       Sequential                                     (5, 6, 6)                              
        0.1.0     Conv2d(2, kernel: 1)                           (2, 6, 6)              6            144
        0.1.1     ReLU                                           (2, 6, 6)                              
        0.1.2     Conv2d(5, kernel: 3, padding: 1)               (5, 6, 6)             95          3,240
        1         Branches(joining: .sum)                        (4, 6, 6)                              
        1.0       Conv2d(4, kernel: 1, bias: false)              (4, 6, 6)             32          1,152
        1.1       Conv2d(4, kernel: 3, padding: 1, bias: false)  (4, 6, 6)            288         10,368
        head      Sequential                                     (3)                                    
        head.0    Flatten                                        (144)                                  
        head.1    Dropout(0.5)                                   (144)                                  
        head.2    Linear(3)                                      (3)                  435            432
                  total                                                               865         15,552
        """)
  }

  @Test func theTableOfLayersWithoutAnInputNamesThem() {
    let model = Sequential {
      Conv2d(6, kernel: 5)
      Residual { ReLU() }
    }
    #expect(model.rows.map(\.name) == ["0", "1", "1.0"])
    #expect(model.rows.allSatisfy { $0.outputShape.isEmpty && $0.parameters == 0 && $0.multiplyAdds == 0 })
    #expect(model.tableRows.map { $0[1...].joined() } == ["Conv2d(6, kernel: 5)", "Residual", "ReLU"])
  }

  @Test func noMoreProductsAreToldThanHaveANumber() {
    let model = Sequential(input: [1, 1 << 25, 1 << 26]) {
      Residual {
        Conv2d(weight: .ones(1, 1, 1, 1))
        Conv2d(weight: .ones(1, 1, 1, 1))
      } shortcut: {
        Conv2d(weight: .ones(1, 1, 1, 1))
      }
    }
    #expect(model.multiplyAdds == 1 << 52)
    #expect(model.layers[0].layer.multiplyAdds(for: model.inputShape) == 1 << 52)
  }

  @Test func branchesAreJoined() {
    var generator = SeededGenerator(seed: 1)
    let model = Self.branched(), x = Variable(Tensor.normal(3, 2, 6, 6, using: &generator))
    #expect(
      model.namedParameters.map(\.name) == [
        "0.narrow.weight", "0.narrow.bias", "0.1.0.weight", "0.1.0.bias", "0.1.2.weight", "0.1.2.bias", "1.0.weight",
        "1.1.weight", "head.2.weight", "head.2.bias",
      ])
    let p = model.parameters
    let wide = convolve2d(relu(convolve2d(x, kernel: p[2], bias: p[3])), kernel: p[4], bias: p[5], padding: 1)
    let joined = Variable.concatenated([convolve2d(x, kernel: p[0], bias: p[1]), wide], axis: 1)
    let sum = convolve2d(joined, kernel: p[6]) + convolve2d(joined, kernel: p[7], padding: 1)
    let expected = linear(sum.flattened(), weight: p[8], bias: p[9])
    #expect(model(x).value == expected.value)
    let gradients = model(x).squared().sum().gradients(of: p)
    #expect(gradients == expected.squared().sum().gradients(of: p))
    // Inside, too, dropout drops in training only, and pieces give the gradient of the whole batch.
    #expect(model(x, training: generator).value != model(x).value)
    let labels = (0..<40).map { $0 % 3 }, images = Tensor.normal(40, 2, 6, 6, using: &generator)
    #expect(model.accumulateGradients(images, labels).loss.isFinite && p.allSatisfy { $0.gradient != nil })
  }

  @Test func aLayerThatDoesNotFitIsToldByItsPath() async throws {
    func message(_ layer: any Layer, _ input: [Int]) -> String {
      do {
        return "\(try layer.outputShape(for: input))"
      } catch {
        return "\(error)"
      }
    }
    let nested = Sequential { Sequential { Conv2d(3, kernel: 3).named("conv") }.named("block") }
    #expect(
      message(nested, [1, 2, 2])
        == "layer block.conv, Conv2d(3, kernel: 3): expected an image of at least 3×3 with its padding of 0×0, "
        + "found [1, 2, 2]")
    #expect(
      message(Residual { Conv2d(3, kernel: 3) }, [1, 5, 5])
        == "expected layers that give [1, 5, 5], as the input has it, found [3, 3, 3]")
    #expect(
      message(
        Residual {
          ReLU()
        } shortcut: {
          Linear(2)
        }, [1, 5, 5])
        == "layer shortcut.0, Linear(2): expected a row of numbers (put Flatten() before it), found [1, 5, 5]")
    let uneven = Branches(joining: .sum) {
      Conv2d(2, kernel: 1)
      Conv2d(3, kernel: 1)
    }
    #expect(
      message(uneven, [1, 2, 2])
        == "layer 1, Conv2d(3, kernel: 1): expected the shape [2, 2, 2] of the first branch, found [3, 2, 2]")
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Sequential(input: [1, 4, 4]) { Residual { Conv2d(1, kernel: 5) } }
    }
    #expect(
      result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) }?.contains(
        "Sequential: layer 0.0, Conv2d(1, kernel: 5): expected an image of at least 5×5") == true)
    await #expect(processExitsWith: .failure) { _ = Sequential { ReLU() }(Tensor.ones(1, 3)) }
  }

  /// A layer of one's own that holds others: its parameters, and what it needs, are theirs.
  struct Gate: Layer {
    let value, gate: Linear
    var layers: [NamedLayer] { [value.named("value"), gate.named("gate")] }
    var description: String { "Gate" }

    init(_ outputs: Int) { self.init(value: Linear(outputs), gate: Linear(outputs)) }
    init(value: Linear, gate: Linear) { (self.value, self.gate) = (value, gate) }

    func callAsFunction(_ x: Variable) -> Variable { value(x) * (1 - sigmoid(gate(x))) }

    func outputShape(for input: [Int]) throws -> [Int] {
      guard input.count == 1, input[0] > 0 else { throw ShapeMismatch(expected: "a row of numbers", found: input) }
      return try value.outputShape(for: input)
    }

    func sized(for input: [Int], using generator: inout SeededGenerator) -> Gate {
      Gate(value: value.sized(for: input, using: &generator), gate: gate.sized(for: input, using: &generator))
    }
  }

  @Test func aLayerAndALossOfOnesOwnLearn() throws {
    let (images, labels) = TrainingTests.stripes(200)
    let model = Sequential(input: [1, 8, 8], seed: 3) {
      Flatten()
      Gate(24).named("gates")
      Linear(2)
    }
    #expect(
      model.namedParameters.map(\.name).prefix(3) == ["gates.value.weight", "gates.value.bias", "gates.gate.weight"])
    let hinge: Loss = { output, labels in
      let right = Tensor(labels.map { $0 == 0 ? [1, 0] : [0, 1] })
      return (1 - (output * Variable(constant: 2 * right - 1)).sum(axis: 1)).clamp(0, .infinity).mean()
    }
    let classifier = Classifier(model, optimizer: Adam(model.parameters, rate: 0.01), loss: hinge)
    try classifier.fit(images, labels, epochs: 30, batchSize: 50)
    #expect(try classifier.evaluate(images, labels).accuracy > 0.9)
  }

  @Test func nestedNetworksAreSavedAndLoaded() throws {
    let folder = try SafeTensorsTests.Folder(), path = folder.path("model.safetensors")
    let (saved, loaded) = (Self.network(), Self.network())
    let (images, labels) = TrainingTests.stripes(30)
    saved.accumulateGradients(images, labels)
    for parameter in saved.parameters { parameter.value = parameter.value + 0.25 }
    try saved.save(to: path)
    try loaded.load(from: path)
    #expect(loaded.namedBuffers.map(\.variable.value) == saved.namedBuffers.map(\.variable.value))
    #expect(loaded(images).value == saved(images).value)
  }
}
