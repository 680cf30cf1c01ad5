import Learning
import TensorCore

/// Short programs as somebody writes them who has read the libraries' documentation only.
enum Programs {
  /// The share that a sigmoid leaves, with its derivative.
  static func whatIsLeft() {
    let x = Variable(Tensor([-1, 0, 2]))
    let left = 1 - sigmoid(x)
    left.sum().backward()
    print(left.value, x.gradient!)
  }

  /// Brightness kept within 0…1, and a threshold.
  static func brightness() {
    let image = Tensor([[-0.5, 0.25], [0.75, 1.5]])
    print(image.clamp(0, 1))
    print(Tensor.where(image .> 0.5, 1, image))
    let x = Variable(image)
    x.clamp(0, 1).sum().backward()
    print(x.gradient!)
  }

  /// A network of two branches that join.
  static func branches() {
    let model = Sequential(input: [1, 8, 8], seed: 1) {
      Branches(joining: .concatenation) {
        Conv2d(2, kernel: 1)
        Sequential {
          Conv2d(3, kernel: 3, padding: .same)
          ReLU()
        }
      }
      GlobalAveragePool2d()
      Flatten()
      Linear(4)
    }
    print(model)
    print(model(Tensor.ones(1, 1, 8, 8)).value)
  }

  /// Each channel under a kernel of its own, and then a sum over channels at every place.
  static func depthwise() {
    let model = Sequential(input: [3, 5, 5], seed: 2) {
      Conv2d(3, kernel: 3, groups: 3, bias: false)
      Conv2d(2, kernel: 1)
    }
    print(model.namedParameters.map { "\($0.name) \($0.variable.shape)" }, model.parameterCount, model.multiplyAdds)
    print(model(Tensor(0..<75).reshaped(1, 3, 5, 5) / 75).value.shape)
  }

  /// A layer of one's own, which learns a factor for each number, under a loss of one's own.
  static func ownLayerAndLoss() throws {
    struct Scale: Layer {
      let factors: Variable
      var namedParameters: [NamedParameter] { [("factors", factors)] }
      var description: String { "Scale" }
      func callAsFunction(_ input: Variable) -> Variable { input * factors }
      func outputShape(for input: [Int]) throws -> [Int] {
        guard input == factors.shape else { throw ShapeMismatch(expected: "\(factors.shape)", found: input) }
        return input
      }
    }
    let model = Sequential(input: [2]) { Scale(factors: Variable(Tensor([1, 1]))) }
    let points = Tensor([[1, 2], [3, 4]]), wanted = Tensor([[2, 1], [6, 2]])
    let optimizer = SGD(model.parameters, rate: 0.05)
    for _ in 0..<200 {
      optimizer.zeroGradients()
      // The mean of what log(cosh x) comes to: squares near 0, distances far away.
      let difference = model(points) - Variable(constant: wanted)
      let loss = ((difference.exp() + (-difference).exp()) / 2).log().mean()
      loss.backward()
      optimizer.step()
    }
    print(model.parameters[0].value)
  }
}
