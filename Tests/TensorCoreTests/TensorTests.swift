import Testing

@testable import TensorCore

@Test func reshapingAndSlicingShareStorageUntilSomebodyWrites() {
  let image = Tensor(0..<24).reshaped(2, 3, 4)
  let views = [
    image.reshaped(-1), image.permuted(2, 0, 1), image.selecting(1), image[0..., 1..<3], image.transposed(),
    image.unsqueezed(axis: 0), image.flipped(axes: -1), image.selecting(0).broadcast(to: [5, 3, 4]),
  ]
  for view in views { #expect(view.sharesStorage(with: image), "\(view.shape)") }
  #expect(!image.permuted(2, 0, 1).reshaped(-1).sharesStorage(with: image))

  var copy = image
  #expect(copy.sharesStorage(with: image))
  copy[0, 0, 0] = 7
  #expect(!copy.sharesStorage(with: image) && image[0, 0, 0] == 0 && copy[0, 0, 0] == 7)
}

@Test func writingThroughAViewLeavesTheOriginAlone() {
  let image = Tensor(0..<6).reshaped(2, 3)
  var turned = image.transposed()
  turned[2, 1] = 50
  #expect(turned == Tensor([[0, 3], [1, 4], [2, 50]]))
  #expect(image == Tensor([[0, 1, 2], [3, 4, 5]]))
}

@Test func rangesSelectAndAssignParts() {
  var image = Tensor.zeros(6, 8)
  image[0..., 2..<6] = Tensor(1)
  #expect(image.sum() == 24 && image[5, 2] == 1 && image[5, 6] == 0)
  #expect(image[1...2, ..<3] == Tensor([[0, 0, 1], [0, 0, 1]]))
  image[2..<3] = Tensor(0..<8)
  #expect(image.selecting(2) == Tensor(0..<8))
  var same = Tensor(0..<4)
  same[1...] = same[..<3]
  #expect(same == Tensor([0, 0, 1, 2]))
}

@Test func shapesAreInferredSqueezedAndPermuted() {
  let tensor = Tensor(0..<24).reshaped(2, 1, 3, 4)
  #expect(tensor.reshaped(2, -1).shape == [2, 12])
  #expect(tensor.squeezed().shape == [2, 3, 4])
  #expect(tensor.squeezed(axis: 1).shape == [2, 3, 4])
  #expect(tensor.unsqueezed(axis: -1).shape == [2, 1, 3, 4, 1])
  let permuted = tensor.permuted(3, 0, 2, 1)
  #expect(permuted.shape == [4, 2, 3, 1] && permuted[3, 1, 2, 0] == tensor[1, 0, 2, 3])
  #expect(tensor.flipped(axes: 0, -1)[0, 0, 0, 0] == tensor[1, 0, 0, 3])
}

@Test func paddingJoiningAndGatheringKeepEveryElementInPlace() {
  let image = Tensor(1..<10).reshaped(3, 3)
  let padded = image.padded(by: [1, 2], value: -1)
  #expect(padded.shape == [5, 7] && padded[1, 2] == 1 && padded[3, 4] == 9 && padded[0, 0] == -1)
  #expect(padded[1..<4, 2..<5] == image)

  let left = Tensor([[1, 2], [3, 4]]), right = Tensor([[5], [6]])
  #expect(Tensor.concatenated([left, right], axis: 1) == Tensor([[1, 2, 5], [3, 4, 6]]))
  #expect(Tensor.stacked([left, left + 4], axis: 2) == Tensor([[[1, 5], [2, 6]], [[3, 7], [4, 8]]]))
  #expect(left.gathered(rows: [1, 1, 0]) == Tensor([[3, 4], [3, 4], [1, 2]]))
}

@Test func arithmeticBroadcastsFromTheLastAxis() {
  let matrix = Tensor([[1, 2, 3], [4, 5, 6]])
  #expect(matrix + Tensor([10, 20, 30]) == Tensor([[11, 22, 33], [14, 25, 36]]))
  #expect(matrix * Tensor([[2], [3]]) == Tensor([[2, 4, 6], [12, 15, 18]]))
  #expect(Tensor([[1], [2]]) - Tensor([[1, 2]]) == Tensor([[0, -1], [1, 0]]))
  #expect(1 / Tensor([2, 4]) == Tensor([0.5, 0.25]))
  #expect((matrix .> 3) == Tensor([[0, 0, 0], [1, 1, 1]]))
  #expect((matrix .== matrix.transposed().transposed()).sum() == 6)
  var sum = Tensor.zeros(2, 3)
  sum += Tensor([1, 2, 3])
  sum *= 2
  #expect(sum == Tensor([[2, 4, 6], [2, 4, 6]]))
}

@Test func reductionsRunOverTheAxesTheyAreGiven() {
  let tensor = Tensor(0..<24).reshaped(2, 3, 4)
  #expect(tensor.sum() == 276 && tensor.mean() == 11.5 && tensor.minimum() == 0 && tensor.maximum() == 23)
  #expect(tensor.sum(axes: 0, 2) == Tensor([60, 92, 124]))
  #expect(tensor.sum(axes: 1, keepingAxes: true).shape == [2, 1, 4])
  #expect(tensor.mean(axes: -1) == Tensor([[1.5, 5.5, 9.5], [13.5, 17.5, 21.5]]))
  #expect(tensor.maximum(axes: 0, 1) == Tensor([20, 21, 22, 23]))
  #expect(tensor.minimum(axes: 2) == Tensor([[0, 4, 8], [12, 16, 20]]))
  #expect(Tensor([2, 4, 4, 4, 5, 5, 7, 9]).standardDeviation() == 2)
  #expect(Tensor([[2, 4], [6, 6]]).variance(axes: 1) == Tensor([1, 0]))
  #expect(Tensor([1, 3, 3, 2]).argmax() == 1)
  #expect(Tensor([[1, 5, 5], [9, 0, 9]]).argmax(axis: 1) == [1, 0])
  #expect(Tensor([[1, 5, 5], [9, 0, 9]]).argmax(axis: 0) == [1, 0, 1])
  #expect(Tensor([1, .nan, 3]).maximum().isNaN && Tensor([1, .nan, 3]).argmax() == 1)
}

@Test func infinityIsCloseToItselfAlone() {
  let infinity = Tensor([.infinity])
  #expect(infinity.isClose(to: infinity))
  #expect(!infinity.isClose(to: -infinity))
  #expect(!infinity.isClose(to: Tensor([1])) && !Tensor([1]).isClose(to: infinity))
  #expect(!Tensor([.nan]).isClose(to: Tensor([.nan])))
}

@Test func axesOfSizeZeroHaveSumsButNoExtremes() async {
  let empty = Tensor.zeros(3, 0)
  #expect(empty.sum(axes: 1) == Tensor.zeros(3) && empty.maximum(axes: 0).shape == [0])
  #expect(matmul(Tensor.zeros(0, 2, 3), Tensor.zeros(3, 4)).shape == [0, 2, 4])
  let largest = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
    _ = Tensor.zeros(3, 0).maximum(axes: 1)
  }
  #expect(message(largest).contains("maximum: there are no elements to choose from (shape [3, 0])"))
  let smallest = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
    _ = Tensor.zeros(3, 0).minimum(axes: 1)
  }
  #expect(message(smallest).contains("minimum: there are no elements to choose from (shape [3, 0])"))
}

@Test func rangesThatReachOutsideAreNamed() async {
  let past = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
    _ = Tensor(0..<5)[0...5]
  }
  #expect(message(past).contains("subscript: the range 0..<6 is outside axis 0 of size 5 (shape [5])"))
  let beyond = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
    _ = Tensor(0..<5)[7...]
  }
  #expect(message(beyond).contains("subscript: the range 7..<5 is outside axis 0 of size 5 (shape [5])"))
  let before = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
    _ = Tensor(0..<5)[..<(-7)]
  }
  #expect(message(before).contains("subscript: the range 0..<-2 is outside axis 0 of size 5 (shape [5])"))
}

@Test func shapesBeyondAllMemoryAreRefused() async {
  let large = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
    _ = Tensor.zeros(Int.max / 4 + 1)
  }
  #expect(message(large).contains("has more elements than memory has addresses"))
  let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
    _ = Tensor.zeros(0, Int.max, 2)
  }
  #expect(message(empty).contains("has more elements than memory has addresses"))
}

/// What a process that was to stop wrote as its last words.
func message(_ result: ExitTest.Result?) -> String {
  result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
}

@Test func reductionsWithoutAxesAreNumbersInTheMiddleOfAnExpressionToo() {
  let image = Tensor([[2, 4], [6, 10]])
  #expect((image - image.minimum()) / (image.maximum() - image.minimum()) == Tensor([[0, 0.25], [0.5, 1]]))
  #expect(image / (image.sum() + image.mean()) == image / 27.5)
}

@Test func longSumsKeepTheirDigits() {
  #expect(Tensor(shape: [10_000_000], repeating: 0.1).sum() == 1_000_000)
  let offset =
    Tensor(shape: [1_000_000], repeating: 4096)
    + Tensor([-1, 1]).reshaped(2, 1).broadcast(to: [2, 500_000])
    .reshaped(-1)
  #expect(offset.variance() == 1)
  let image = Tensor(shape: [1, 512, 512], repeating: 0.1)
  #expect(globalAveragePool2d(image) == Tensor([0.1]))
  #expect(adaptiveAveragePool2d(image, size: 2) == Tensor(shape: [1, 2, 2], repeating: 0.1))
}

@Test func sumsOfRowsAreThoseOfColumnsOfTheTransposedMatrix() {
  var generator = SeededGenerator(seed: 8)
  for shape in [[1, 1], [5, 3], [40, 8], [33, 27]] {
    let matrix = Tensor.normal(shape[0], shape[1], using: &generator)
    let sums = matrix.transposed().sum(axes: 1)
    #expect(matrix.sum(axes: 0).isClose(to: sums, tolerance: 1e-6))
    #expect(matrix.transposed().contiguous().transposed().sum(axes: -2) == matrix.sum(axes: 0))
    #expect(matrix.reshaped([shape[0], 1, shape[1]]).sum(axes: 0, keepingAxes: true).shape == [1, 1, shape[1]])
  }
  #expect(Tensor.zeros(3, 0).sum(axes: 0) == Tensor.zeros(0) && Tensor.zeros(0, 2).sum(axes: 0) == Tensor.zeros(2))
}

@Test func matrixProductsMatchTheDefinitionOnRandomShapes() {
  var generator = SeededGenerator(seed: 7)
  for _ in 0..<30 {
    let (rows, shared, columns) = (
      generator.integer(in: 1..<120), generator.integer(in: 1..<600), generator.integer(in: 1..<90)
    )
    let a = Tensor.normal(rows, shared, using: &generator), b = Tensor.normal(columns, shared, using: &generator)
    let expected = (a.unsqueezed(axis: 1) * b.unsqueezed(axis: 0)).sum(axes: 2)
    let product = matmul(a, b.transposed())
    #expect(product.isClose(to: expected, tolerance: 1e-4), "\(rows) \(shared) \(columns)")
    // However the factors lie in memory, and whatever lies behind them, the bits are the same.
    let turned = a.transposed().contiguous().transposed()
    let above = Tensor.concatenated([b.transposed(), Tensor(shape: [1, columns], repeating: .nan)])[0..<shared]
    #expect(matmul(turned, above) == product, "\(rows) \(shared) \(columns)")
  }
  let batch = Tensor(0..<12).reshaped(2, 2, 3)
  let product = matmul(batch, Tensor([[1], [0], [2]]))
  #expect(product == Tensor([[[4], [13]], [[22], [31]]]))
  #expect(matmul(Tensor.zeros(2, 0), Tensor.zeros(0, 3)) == Tensor.zeros(2, 3))
}

@Test func mistakesInShapesAreNamedWithBothShapesAndTheRule() async {
  let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
    _ = convolve2d(Tensor.zeros(1, 28, 28), kernel: Tensor.zeros(6, 3, 5, 5))
  }
  #expect(
    message(result).contains(
      "convolve2d: the kernel has 3 input channels and the image 1; they must be equal "
        + "(image [1, 1, 28, 28], kernel [6, 3, 5, 5])"))
  await #expect(processExitsWith: .failure) { _ = Tensor([1, 2]) + Tensor([1, 2, 3]) }
  await #expect(processExitsWith: .failure) { _ = Tensor(0..<6).reshaped(4, -1) }
  await #expect(processExitsWith: .failure) { _ = Tensor(0..<6).reshaped(2, 3)[2, 0] }
  await #expect(processExitsWith: .failure) {
    _ = convolve2d(Tensor.zeros(1, 4, 4), kernel: Tensor.zeros(2, 1, 3, 3), bias: Tensor.zeros(1))
  }
  await #expect(processExitsWith: .failure) { _ = maxPool2d(Tensor.zeros(1, 4, 4), window: 2, padding: 2) }
}
