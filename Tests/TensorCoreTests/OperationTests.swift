import Foundation
import Kernels
import Testing

@testable import TensorCore

@Suite("Operations on tensors")
struct OperationTests {
  private struct Document: Decodable { let cases: [Case] }
  private struct Case: Decodable {
    let operation: String
    let inputs: [Values]
    let output: Values?
    let indices: [Int]?
  }
  private struct Values: Decodable {
    let shape: [Int], values: [Float]
    var tensor: Tensor { Tensor(shape: shape, elements: values) }
  }

  /// What an operation gives: elements, where they stood, or both.
  private struct Result {
    let values: Tensor?, indices: [Int]?

    init(_ values: Tensor?, _ indices: [Int]? = nil) {
      self.values = values
      self.indices = indices
    }

    init(_ both: (values: Tensor, indices: [Int])) { self.init(both.values, both.indices) }
  }

  private static let operations: [String: @Sendable ([Tensor]) -> Result] = [
    "pow(3)": { Result($0[0].pow(3)) },
    "pow": { Result($0[0].pow($0[1])) },
    "maximum": { Result(maximum($0[0], $0[1])) },
    "minimum": { Result(minimum($0[0], $0[1])) },
    "clamp(-0.5, 1)": { Result($0[0].clamp(-0.5, 1)) },
    "where": { Result(.where($0[0] .> 0, $0[1], $0[2])) },
    "argmin(axis: 1)": { Result(nil, $0[0].argmin(axis: 1)) },
    "argmin(axis: -1)": { Result(nil, $0[0].argmin(axis: -1)) },
    "product(axes: 0, 2)": { Result($0[0].product(axes: 0, 2)) },
    "cumulativeSum(axis: 1)": { Result($0[0].cumulativeSum(axis: 1)) },
    "cumulativeSum(axis: -1)": { Result($0[0].cumulativeSum(axis: -1)) },
    "sorted(axis: -1)": { Result($0[0].sorted()) },
    "sorted(axis: 0, descending)": { Result($0[0].sorted(axis: 0, descending: true)) },
    "top(3)": { Result($0[0].top(3)) },
    "top(2, axis: 0, smallest)": { Result($0[0].top(2, axis: 0, largest: false)) },
    "any(axes: 1)": { Result($0[0].any(axes: 1)) },
    "all(axes: 1)": { Result($0[0].all(axes: 1)) },
    "sum(axes: [0, -1], keeping)": { Result($0[0].sum(axes: [0, -1], keepingAxes: true)) },
    "variance(axes: [0, 1])": { Result($0[0].variance(axes: [0, 1])) },
    "arange(0, 1, 0.1)": { _ in Result(Tensor(from: 0, to: 1, by: 0.1)) },
    "arange(2, -1, -0.75)": { _ in Result(Tensor(from: 2, to: -1, by: -0.75)) },
    "tiled(2, 1, 3)": { Result($0[0].tiled(2, 1, 3)) },
    "repeated(3, axis: 0)": { Result($0[0].repeated(3, axis: 0)) },
    "split(every: 2, axis: 1)[2]": { Result($0[0].split(every: 2, axis: 1)[2]) },
    "softmax(axis: 1)": { Result($0[0].softmax(axis: 1)) },
    "logSoftmax(axis: 0)": { Result($0[0].logSoftmax(axis: 0)) },
    "matmul": { Result(matmul($0[0], $0[1])) },
  ]

  @Test func giveWhatPyTorchGives() throws {
    let url = try #require(Bundle.module.url(forResource: "Reference/operations", withExtension: "json"))
    let cases = try JSONDecoder().decode(Document.self, from: Data(contentsOf: url)).cases
    #expect(Set(cases.map(\.operation)) == Set(Self.operations.keys))
    for given in cases {
      let operation = try #require(Self.operations[given.operation])
      let result = operation(given.inputs.map(\.tensor))
      #expect(result.indices == given.indices, "\(given.operation)")
      guard let output = result.values, let expected = given.output?.tensor else { continue }
      #expect(output.isClose(to: expected, tolerance: 1e-6), "\(given.operation): \(output), expected \(expected)")
    }
  }

  @Test func negativeIndicesCountFromTheEnd() {
    let row = Tensor(0..<6)
    #expect(row[-1] == 5 && row[-6] == 0)
    #expect(row[(-2)...] == Tensor([4, 5]) && row[..<(-2)] == Tensor(0..<4) && row[...(-2)] == Tensor(0..<5))
    #expect(row[-3..<0] == Tensor([3, 4, 5]) && row[-3..<(-1)] == Tensor([3, 4]))
    #expect(row[(-3)...(-2)] == Tensor([3, 4]) && row[-3...5] == Tensor([3, 4, 5]) && row[...(-1)] == row)
    #expect(row[..<0].count == 0 && row[6...].count == 0)
    let image = row.reshaped(2, 3)
    #expect(image.selecting(-1) == Tensor([3, 4, 5]) && image.selecting(-3, axis: -1) == Tensor([0, 3]))
    #expect(image.gathered(rows: [-1, 0]) == Tensor([[3, 4, 5], [0, 1, 2]]))
    var changed = image
    changed[-1, -1] = 9
    changed[..<(-1)] = Tensor(7)
    #expect(changed == Tensor([[7, 7, 7], [3, 4, 9]]))
  }

  @Test func notANumberIsTheLargestAndIsPassedOn() {
    let row = Tensor([2, .nan, 1])
    #expect(row.sorted().indices == [2, 0, 1] && row.sorted(descending: true).indices == [1, 0, 2])
    #expect(row.top(2).indices == [1, 0] && row.argmin() == 1)
    #expect(row.product().isNaN && row.any() && row.all() && !Tensor([0, 1]).all() && !Tensor([0]).any())
    for result in [maximum(row, Tensor(5)), minimum(Tensor(5), row), row.clamp(0, 1)] { #expect(result[1].isNaN) }
  }

  @Test func equalElementsKeepTheirOrder() {
    let row = Tensor([3, 1, 3, 1, 3])
    #expect(row.sorted().indices == [1, 3, 0, 2, 4] && row.sorted(descending: true).indices == [0, 2, 4, 1, 3])
    #expect(row.top(2).indices == [0, 2] && row.top(1, largest: false).indices == [1])
    #expect(row.top(0).values.shape == [0])
  }

  @Test func shapesAsArraysAndParts() {
    #expect(Tensor.zeros([2, 3]) == Tensor.zeros(2, 3) && Tensor.ones([]).item == 1)
    #expect(Tensor.full([2], 7) == Tensor([7, 7]))
    #expect(Tensor(0..<5).split(sizes: [2, 0, 3]) == [Tensor([0, 1]), Tensor.zeros(0), Tensor([2, 3, 4])])
    #expect(Tensor(0..<5).split(every: Int.max) == [Tensor(0..<5)])
    #expect(Tensor([1, 2]).tiled(2) == Tensor([1, 2, 1, 2]) && Tensor([1, 2]).tiled(0).count == 0)
    #expect(Tensor([1, 2]).repeated(2, axis: -1) == Tensor([1, 1, 2, 2]))
    #expect(
      Tensor(from: 1, to: 0, by: 1).count == 0 && Tensor(from: 0, to: 1, by: 0.25) == Tensor([0, 0.25, 0.5, 0.75]))
    #expect(Tensor.zeros(2, 0, 3).cumulativeSum(axis: 1).shape == [2, 0, 3])
    #expect(Tensor(0..<6).reshaped(2, 3).sum(axes: []) == Tensor(0..<6).reshaped(2, 3))
  }

  @Test func countingInStepsNeverReachesTheEnd() {
    for count in 1...40 {
      let end = Double(count) / 10
      for start in [-end, 0, 1] {
        #expect(Tensor(from: start, to: start + end, by: 0.1).count == count)
        #expect(Tensor(from: start, to: start - end, by: -0.1).count == count)
      }
    }
    // Half a step between Floats is rounded down to 1, three quarters up to the end.
    #expect(Tensor(from: 1, to: 1 + 0x1p-23, by: 0x1p-25) == Tensor([1, 1, 1]))
    #expect(Tensor(from: 1, to: 1, by: 1).count == 0)
    #expect(Tensor(from: 0, to: 1, by: .greatestFiniteMagnitude) == Tensor([0]))
  }

  @Test func powersAreThoseOfIEEE754() {
    let special: [Float] = [
      0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 2.5, -2.5, .infinity, -.infinity, .nan, 1e30,
      .leastNormalMagnitude / 8,
    ]
    for x in special {
      for y in special {
        let (found, expected) = (Elementary.pow(x, y), Foundation.pow(x, y))
        #expect(
          found == expected && found.sign == expected.sign || found.isNaN && expected.isNaN
            || abs(found - expected) <= 2 * expected.ulp, "\(x) to \(y): \(found), expected \(expected)")
      }
    }
    var generator = SeededGenerator(seed: 4)
    var worst = 0.0
    for _ in 0..<100_000 {
      let x = Float(bitPattern: UInt32(generator.integer(in: 1..<0x7f80_0000))),
        y = Float(generator.uniform(in: -4.0..<4))
      let exact = Foundation.pow(Double(x), Double(y)), found = Elementary.pow(x, y)
      if exact.magnitude < Double(Float.greatestFiniteMagnitude), exact > Double(Float.leastNormalMagnitude) {
        worst = max(worst, abs(Double(found) - exact) / Double(Float(exact).ulp))
      }
    }
    #expect(worst <= 0.51, "\(worst)")
    let bases = Tensor(from: 0.1, to: 3, by: 0.1)
    #expect(bases.pow(1.7).elements == bases.elements.map { Elementary.pow($0, 1.7) })
    #expect(bases.pow(bases).elements == bases.elements.map { Elementary.pow($0, $0) })
  }

  /// What is called with numbers that no axis and no memory has, and how the message begins.
  private static let calls: [(message: String, call: @Sendable (Int) -> Void)] = [
    ("selecting: index", { _ = Tensor.zeros(2, 3).selecting($0) }),
    ("selecting: there is no axis", { _ = Tensor.zeros(2, 3).selecting(0, axis: $0) }),
    ("subscript: index", { _ = Tensor.zeros(2, 3)[$0, 0] }),
    ("subscript: the range", { _ = Tensor.zeros(5)[$0...$0] }),
    ("gathered: index", { _ = Tensor.zeros(2, 3).gathered(rows: [$0]) }),
    ("unsqueezed: there is no place", { _ = Tensor.zeros(2, 3).unsqueezed(axis: $0) }),
    ("sum: there is no axis", { _ = Tensor.zeros(2, 3).sum(axes: [$0]) }),
    ("softmax: there is no axis", { _ = Tensor.zeros(2, 3).softmax(axis: $0) }),
    ("sorted: there is no axis", { _ = Tensor.zeros(2, 3).sorted(axis: $0) }),
    ("top: ", { _ = Tensor.zeros(2, 3).top($0) }),
    ("cumulativeSum: there is no axis", { _ = Tensor.zeros(2).cumulativeSum(axis: $0) }),
    ("reshaped: ", { _ = Tensor.zeros(2, 3).reshaped($0, 2) }),
    ("split: ", { _ = Tensor.zeros(2, 3).split(sizes: [$0, 1]) }),
    ("Tensor: ", { _ = Tensor.zeros([$0, 2]) }),
    ("Tensor: ", { _ = Tensor.zeros([0, $0, 4]) }),
    ("tiled: ", { _ = Tensor.zeros(2, 3).tiled($0, 2) }),
    ("repeated: ", { _ = Tensor.zeros(2, 3).repeated($0, axis: 0) }),
    ("padded: ", { _ = Tensor.zeros(2, 3).padded(by: Size2D($0)) }),
    ("", { _ = Tensor.zeros(1).broadcast(to: [$0, 4]).sum() }),
  ]

  @Test(arguments: calls.indices)
  func anyNumberIsAnsweredByTheOperationsMessage(_ index: Int) async {
    for number in [Int.min, -7, 1 << 62, Int.max] {
      let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        [index = index as Int, number = number as Int] in Self.calls[index].call(number)
      }
      let text = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
      #expect(text.contains("Fatal error: " + Self.calls[index].message), "\(number): \(text)")
    }
  }
}
