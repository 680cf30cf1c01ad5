import Learning
import TensorCore
import Testing

@Suite("Variables and the tape")
struct VariableTests {
  @Test func gradientsAddUpUntilTheyAreForgotten() {
    let x = Variable(Tensor([1, 2, 3]))
    for _ in 0..<2 { (x * x).sum().backward() }
    #expect(x.gradient == Tensor([4, 8, 12]))
    x.gradient = nil
    (x * x).sum().backward()
    #expect(x.gradient == Tensor([2, 4, 6]))
  }

  @Test func aValueInTheMiddleGetsItsGradientToo() {
    let x = Variable(Tensor([1, -2]))
    let y = relu(x)
    (y * y).sum().backward()
    #expect(y.gradient == Tensor([2, 0]))
  }

  @Test func constantsGetNone() {
    let image = Variable(constant: Tensor([1, 2])), weight = Variable(Tensor([3, 4]))
    (image * weight).sum().backward()
    #expect(image.gradient == nil)
    #expect(weight.gradient == Tensor([1, 2]))
    #expect(!(image * image).needsGradient)
  }

  @Test func gradientsCanBeAskedForWithoutChangingAnything() {
    let a = Variable(Tensor(3)), b = Variable(Tensor(4)), unused = Variable(Tensor([1, 1]))
    let gradients = (a * b + a).gradients(of: [a, b, unused])
    #expect(gradients == [Tensor(5), Tensor(3), Tensor([0, 0])])
    #expect(a.gradient == nil && b.gradient == nil)
  }

  /// The order of a diamond: the gradient goes on from a variable only when all its results have added theirs.
  @Test func aResultUsedByTwoIsFollowedOnce() {
    let x = Variable(Tensor(2))
    let y = x * 3
    let z = y * y + y
    z.backward()
    #expect(y.gradient == Tensor(13))
    #expect(x.gradient == Tensor(39))
  }

  @Test func aChainOfAHundredThousandOperationsIsFollowedAndFreed() {
    let x = Variable(Tensor(1))
    var y = x
    for _ in 0..<100_000 { y = y + 1 }
    y.backward()
    #expect(x.gradient == Tensor(1))
  }

  @Test func backwardNeedsASingleNumber() async {
    await #expect(processExitsWith: .failure) { Variable(Tensor([1, 2])).backward() }
    await #expect(processExitsWith: .failure) { Variable(constant: Tensor(1)).backward() }
  }

  @Test func aDerivativeOfAnotherShapeStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = relu(Variable(Tensor.ones(100_000)))
      Variable(x.value, from: (x, { _ in Tensor([1]) })).sum().backward()
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains("has shape [1] and its operand [100000]"), "\(message)")
  }

  @Test func aResultWhoseValueHasAnotherShapeIsNotFollowedBack() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = relu(Variable(Tensor.ones(100_000)))
      x.value = Tensor(1)
      x.backward()
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains("a result of shape [100000] has a gradient of shape []"), "\(message)")
  }

  @Test func labelsOutsideTheClassesStop() async {
    await #expect(processExitsWith: .failure) {
      _ = crossEntropy(Variable(Tensor([[1, 2, 3]])), [3])
    }
    await #expect(processExitsWith: .failure) {
      _ = crossEntropy(Variable(Tensor([[1, 2, 3]])), [0, 1])
    }
  }

  @Test func softmaxOfLargeNumbersStaysFinite() {
    let x = Variable(Tensor([[1000, 1000, -1000]]))
    #expect(softmax(x).value.isClose(to: Tensor([[0.5, 0.5, 0]])))
    #expect(logSoftmax(x).value.isFinite)
  }

  @Test func notANumberIsPassedOn() {
    let x = Tensor([[.nan, 1, 2]])
    for y in [relu(Variable(x)), sigmoid(Variable(x)), tanh(Variable(x))] { #expect(y.value[0, 0].isNaN) }
    #expect(softmax(Variable(x)).value.elements.allSatisfy { $0.isNaN })
    #expect(crossEntropy(Variable(x), [1]).value.item.isNaN)
    #expect(crossEntropy(Variable(Tensor([[.infinity, 0]])), [0]).value.item.isNaN)
  }

  @Test func dropoutKeepsTheExpectedSum() {
    let x = Variable(Tensor(shape: [1000, 100], repeating: 1))
    let y = dropout(x, rate: 0.3, using: SeededGenerator(seed: 1)).value
    #expect(Set(y.elements) == [0, 1 / 0.7])
    #expect(abs(y.mean() - 1) < 0.01)
    let maps = dropout2d(
      Variable(Tensor(shape: [200, 50, 2, 2], repeating: 1)), rate: 0.3, using: SeededGenerator(seed: 1)
    ).value
    for map in 0..<100 { #expect(Set(maps.reshaped(-1, 4).selecting(map).elements).count == 1) }
    #expect(abs(maps.mean() - 1) < 0.03)
  }

  /// Twenty thousand squares, added two by two: as wide as it can be, and every other leaf is used once more.
  @Test func aWideGraphGivesEveryLeafItsGradient() {
    let leaves = (0..<20_000).map { Variable(Tensor([Float($0)])) }
    var sums = leaves.enumerated().map { $0 % 2 == 0 ? $1 * $1 : $1 * $1 + $1 }
    while sums.count > 1 {
      sums = stride(from: 0, to: sums.count, by: 2).map {
        $0 + 1 < sums.count ? sums[$0] + sums[$0 + 1] : sums[$0]
      }
    }
    sums[0].backward()
    for (index, leaf) in leaves.enumerated() {
      #expect(leaf.gradient?.item == Float(2 * index + index % 2))
    }
  }
}
