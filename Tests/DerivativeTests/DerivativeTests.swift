import Kernels
import Learning
import TensorCore
import Testing

@Suite("Derivatives against finite differences in Double")
struct DerivativeTests {
  var generator = SeededGenerator(seed: 5)

  mutating func random(_ shape: Int..., in range: Range<Float> = -2..<2) -> Tensor {
    Tensor(shape: shape) { for index in $0.indices { $0[index] = generator.uniform(in: range) } }
  }

  @Test mutating func arithmeticWithBroadcasting() {
    for (left, right) in [
      ([2, 3], [2, 3]), ([2, 3], [3]), ([2, 1, 3], [4, 1]), ([], [2, 2]), ([1, 3], [2, 3]),
    ] {
      let a = Tensor(shape: left, elements: (0..<left.reduce(1, *)).map { _ in generator.uniform(in: -2..<2) })
      let b = Tensor(shape: right, elements: (0..<right.reduce(1, *)).map { _ in generator.uniform(in: 1..<2) })
      checkGradients("\(left) + \(right)", [a, b], { $0[0] + $0[1] }, { .combined($0[0], $0[1], +) })
      checkGradients("\(left) - \(right)", [a, b], { $0[0] - $0[1] }, { .combined($0[0], $0[1], -) })
      checkGradients("\(left) * \(right)", [a, b], { $0[0] * $0[1] }, { .combined($0[0], $0[1], *) })
      checkGradients("\(left) / \(right)", [a, b], { $0[0] / $0[1] }, { .combined($0[0], $0[1], /) })
    }
  }

  @Test mutating func numbersSquaresAndSigns() {
    checkGradients("3x − 1", [random(2, 3)], { 3 * $0[0] - 1 }, { $0[0].map { 3 * $0 - 1 } })
    checkGradients("x / 4 + 2", [random(2, 3)], { $0[0] / 4 + 2 }, { $0[0].map { $0 / 4 + 2 } })
    checkGradients("−x", [random(5)], { -$0[0] }, { $0[0].map { -$0 } })
    checkGradients("x²", [random(5)], { $0[0].squared() }, { $0[0].map { $0 * $0 } })
  }

  @Test mutating func aVariableUsedTwice() {
    checkGradients("x · x + x", [random(2, 3)], { $0[0] * $0[0] + $0[0] }, { $0[0].map { $0 * $0 + $0 } })
    checkGradients(
      "relu(x) · sigmoid(x)", [random(2, 3)], { relu($0[0]) * sigmoid($0[0]) },
      { $0[0].map { max(0, $0) * Elementary.sigmoid($0) } })
  }

  @Test mutating func activations() {
    checkGradients("relu", [random(3, 4)], { relu($0[0]) }, { $0[0].map { max(0, $0) } })
    checkGradients("sigmoid", [random(3, 7, in: -6..<6)], { sigmoid($0[0]) }, { $0[0].map(Elementary.sigmoid) })
    checkGradients("tanh", [random(3, 7, in: -4..<4)], { tanh($0[0]) }, { $0[0].map(Elementary.tanh) })
  }

  @Test mutating func softmaxes() {
    func powers(_ x: Doubles) -> Doubles {
      let length = x.shape[x.shape.count - 1]
      return .filled(x.shape) { index in
        let row = index.dropLast().enumerated().reduce(0) { $0 * x.shape[$1.offset] + $1.element } * length
        let total = x.values[row..<row + length].reduce(0) { $0 + Elementary.exp($1) }
        return Elementary.exp(x.values[row + index[index.count - 1]]) / total
      }
    }
    for x in [random(3, 5), random(7), random(2, 2, 3)] {
      checkGradients("softmax", [x], { softmax($0[0]) }, { powers($0[0]) })
      checkGradients("logSoftmax", [x], { logSoftmax($0[0]) }, { powers($0[0]).map(Elementary.log) })
    }
  }

  @Test mutating func losses() {
    let labels = [2, 0, 4]
    func crossEntropyOf(_ x: Doubles) -> Doubles {
      let total = labels.enumerated().reduce(0.0) { sum, entry in
        let row = (0..<5).map { x[entry.offset, $0] }
        return sum + Elementary.log(row.reduce(0) { $0 + Elementary.exp($1) }) - row[entry.element]
      }
      return Doubles([], [total / 3])
    }
    checkGradients("crossEntropy", [random(3, 5)], { crossEntropy($0[0], labels) }, { crossEntropyOf($0[0]) })
    checkGradients(
      "negativeLogLikelihood", [random(3, 5)], { negativeLogLikelihood($0[0], labels) },
      { x in Doubles([], [-(x[0][0, 2] + x[0][1, 0] + x[0][2, 4]) / 3]) })
    let target = random(3, 4)
    func squares(_ x: Doubles) -> Double {
      zip(x.values, target.elements).reduce(0) { $0 + ($1.0 - Double($1.1)) * ($1.0 - Double($1.1)) }
    }
    checkGradients(
      "sumOfSquares", [random(3, 4)], { sumOfSquares($0[0], target) }, { Doubles([], [squares($0[0])]) })
    checkGradients(
      "meanOfSquares", [random(3, 4)], { meanOfSquares($0[0], target) }, { Doubles([], [squares($0[0]) / 12]) })
  }

  @Test mutating func matrixProductAndLinear() {
    for (rows, shared, columns) in [(3, 4, 5), (1, 17, 2), (7, 40, 13)] {
      checkGradients(
        "matmul", [random(rows, shared), random(shared, columns)], { matmul($0[0], $0[1]) },
        { x in
          .filled([rows, columns]) { i in (0..<shared).reduce(0) { $0 + x[0][i[0], $1] * x[1][$1, i[1]] } }
        })
      checkGradients(
        "linear", [random(rows, shared), random(columns, shared), random(columns)],
        { linear($0[0], weight: $0[1], bias: $0[2]) },
        { x in
          .filled([rows, columns]) { i in
            x[2][i[1]] + (0..<shared).reduce(0) { $0 + x[0][i[0], $1] * x[1][i[1], $1] }
          }
        })
    }
  }

  @Test mutating func shapesAndReductions() {
    checkGradients("reshaped", [random(2, 6)], { $0[0].reshaped(3, -1) }, { Doubles([3, 4], $0[0].values) })
    checkGradients("flattened", [random(2, 3, 2)], { $0[0].flattened() }, { Doubles([2, 6], $0[0].values) })
    checkGradients("sum", [random(2, 3)], { $0[0].sum() }, { Doubles([], [$0[0].values.reduce(0, +)]) })
    checkGradients("mean", [random(2, 3)], { $0[0].mean() }, { Doubles([], [$0[0].values.reduce(0, +) / 6]) })
    for axis in [1, -2] {
      let naive: ([Doubles]) -> Doubles = { x in
        .filled([2, 4]) { i in (0..<3).reduce(0) { $0 + x[0][i[0], $1, i[1]] } }
      }
      checkGradients("sum over \(axis)", [random(2, 3, 4)], { $0[0].sum(axis: axis) }, naive)
      checkGradients(
        "mean over \(axis)", [random(2, 3, 4)], { $0[0].mean(axis: axis) }, { naive($0).map { $0 / 3 } })
    }
  }

  @Test mutating func functionsOfElements() {
    let positive = random(2, 5, in: 0.2..<3)
    checkGradients("1 − x", [random(5)], { 1 - $0[0] }, { $0[0].map { 1 - $0 } })
    checkGradients("2 / x + 1", [positive], { 1 + 2 / $0[0] }, { $0[0].map { 2 / $0 + 1 } })
    checkGradients("exp", [random(2, 5)], { $0[0].exp() }, { $0[0].map(Elementary.exp) })
    checkGradients("log", [positive], { $0[0].log() }, { $0[0].map(Elementary.log) })
    checkGradients("√x", [positive], { $0[0].sqrt() }, { $0[0].map { $0.squareRoot() } })
    checkGradients("x⁻²", [positive], { $0[0].pow(-2) }, { $0[0].map { 1 / ($0 * $0) } })
    checkGradients("|x|", [random(7)], { $0[0].abs() }, { $0[0].map { abs($0) } })
    checkGradients("clamp", [random(9)], { $0[0].clamp(-1, 0.5) }, { $0[0].map { min(0.5, max(-1, $0)) } })
    checkGradients(
      "leakyReLU", [random(9)], { leakyReLU($0[0], slope: 0.2) }, { $0[0].map { $0 > 0 ? $0 : 0.2 * $0 } })
  }

  @Test mutating func choosing() {
    let mask = Tensor([[1], [0], [1]])
    checkGradients(
      "where", [random(4), random(3, 4)], { .where(mask, $0[0], $0[1]) },
      { x in .filled([3, 4]) { i in i[0] == 1 ? x[1][i[0], i[1]] : x[0][i[1]] } })
    checkGradients("maximum", [random(3, 4), random(4)], { maximum($0[0], $0[1]) }, { .combined($0[0], $0[1], max) })
    checkGradients("minimum", [random(3, 1), random(4)], { minimum($0[0], $0[1]) }, { .combined($0[0], $0[1], min) })
    checkGradients(
      "largest of each column", [random(3, 4)], { $0[0].maximum(axis: 0) },
      { x in .filled([4]) { i in (0..<3).map { x[0][$0, i[0]] }.max()! } })
    checkGradients(
      "smallest of each row", [random(3, 4)], { $0[0].minimum(axes: 1, keepingAxes: true) },
      { x in .filled([3, 1]) { i in (0..<4).map { x[0][i[0], $0] }.min()! } })
  }

  @Test mutating func parts() {
    checkGradients(
      "slice", [random(3, 5)], { $0[0][1..., -3..<(-1)] }, { x in .filled([2, 2]) { x[0][$0[0] + 1, $0[1] + 2] } })
    checkGradients(
      "concatenated", [random(2, 3), random(2, 2)], { .concatenated($0, axis: -1) },
      { x in .filled([2, 5]) { i in i[1] < 3 ? x[0][i[0], i[1]] : x[1][i[0], i[1] - 3] } })
    checkGradients(
      "padded", [random(2, 3)], { $0[0].padded(by: [0, 1], value: 3) },
      { x in .filled([2, 5]) { i in (1..<4).contains(i[1]) ? x[0][i[0], i[1] - 1] : 3 } })
    checkGradients(
      "permuted", [random(2, 3, 4)], { $0[0].permuted(1, -1, 0) },
      { x in .filled([3, 4, 2]) { x[0][$0[2], $0[0], $0[1]] } })
    checkGradients(
      "products of a batch", [random(2, 3, 4), random(4, 2)], { matmul($0[0], $0[1]) },
      { x in .filled([2, 3, 2]) { i in (0..<4).reduce(0) { $0 + x[0][i[0], i[1], $1] * x[1][$1, i[2]] } } })
  }

  @Test mutating func rowsInOrderTheirSumsAndProducts() {
    let rows = random(3, 4)
    func product(_ values: some Sequence<Double>) -> Double { values.reduce(1, *) }
    checkGradients(
      "product of columns", [rows], { $0[0].product(axes: 0) },
      { x in .filled([4]) { i in product((0..<3).map { x[0][$0, i[0]] }) } })
    // A single 0 hides nothing but its own part.
    checkGradients(
      "product with a 0", [Tensor([0.5, 0, -2])], { $0[0].product() }, { Doubles([], [product($0[0].values)]) })
    checkGradients(
      "cumulative sum", [rows], { $0[0].cumulativeSum(axis: 0) },
      { x in .filled([3, 4]) { i in (0...i[0]).reduce(0) { $0 + x[0][$1, i[1]] } } })
    checkGradients(
      "sorted", [rows], { $0[0].sorted(axis: 0).values },
      { x in .filled([3, 4]) { i in (0..<3).map { x[0][$0, i[1]] }.sorted()[i[0]] } })
    checkGradients(
      "top", [rows], { $0[0].top(2).values },
      { x in .filled([3, 2]) { i in (0..<4).map { x[0][i[0], $0] }.sorted(by: >)[i[1]] } })
    checkGradients(
      "power", [random(2, 3, in: 0.5..<2), random(3)], { $0[0].pow($0[1]) },
      { .combined($0[0], $0[1]) { Elementary.exp($1 * Elementary.log($0)) } })
    checkGradients(
      "gathered", [rows], { $0[0].gathered(rows: [1, -1, 1]) },
      { x in .filled([3, 4]) { x[0][[1, 2, 1][$0[0]], $0[1]] } })
    checkGradients(
      "tiled", [random(2, 3)], { $0[0].tiled(2, 2) }, { x in .filled([4, 6]) { x[0][$0[0] % 2, $0[1] % 3] } })
    checkGradients(
      "repeated", [random(2, 3)], { $0[0].repeated(2, axis: 1) }, { x in .filled([2, 6]) { x[0][$0[0], $0[1] / 2] } })
    func variance(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    }
    checkGradients(
      "variance of columns", [rows], { $0[0].variance(axes: 0) },
      { x in .filled([4]) { i in variance((0..<3).map { x[0][$0, i[0]] }) } })
    checkGradients(
      "standard deviation", [rows], { $0[0].standardDeviation() },
      { Doubles([], [variance($0[0].values).squareRoot()]) })
  }

  @Test mutating func dropoutPassesItsMask() {
    let mask = SeededGenerator(seed: 3)
    let kept = dropout(Variable(Tensor(shape: [4, 5], repeating: 1)), rate: 0.4, using: mask).value
    checkGradients(
      "dropout", [random(4, 5)], { dropout($0[0], rate: 0.4, using: mask) },
      { .combined($0[0], Doubles(kept), *) })
    let maps = dropout2d(Variable(Tensor(shape: [2, 3, 2, 2], repeating: 1)), rate: 0.4, using: mask).value
    checkGradients(
      "dropout2d", [random(2, 3, 2, 2)], { dropout2d($0[0], rate: 0.4, using: mask) },
      { .combined($0[0], Doubles(maps), *) })
  }

  @Test func batchNormalisation() {
    var generator = SeededGenerator(seed: 2)
    let x = Tensor.normal(3, 2, 2, 2, mean: 3, using: &generator)
    let (weight, bias) = (Tensor([0.5, -2]), Tensor([1, 0.25]))
    func naive(_ x: [Doubles], _ statistics: ((Int) -> (Double, Double))?) -> Doubles {
      .filled([3, 2, 2, 2]) { i in
        let values = (0..<24).filter { $0 / 4 % 2 == i[1] }.map { x[0].values[$0] }
        let mean = values.reduce(0, +) / 12
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 12
        let (m, v) = statistics?(i[1]) ?? (mean, variance)
        return (x[0][i[0], i[1], i[2], i[3]] - m) / (v + 0.1).squareRoot() * x[1][i[1]] + x[2][i[1]]
      }
    }
    checkGradients(
      "batchNorm", [x, weight, bias], { batchNorm($0[0], weight: $0[1], bias: $0[2], epsilon: 0.1).result },
      { naive($0, nil) })
    checkGradients(
      "batchNorm in evaluation", [x, weight, bias],
      {
        batchNorm(
          $0[0], weight: $0[1], bias: $0[2], mean: Tensor([1, 2]), variance: Tensor([0.5, 3]), epsilon: 0.1)
      }, { naive($0) { $0 == 0 ? (1, 0.5) : (2, 3) } })
  }
}
