import Foundation
import Kernels
import Learning
import TensorCore
import Testing

/// Long sums, and numbers at the ends of the range, against Double.
@Suite("Large and small numbers") struct LargeNumbersTests {
  @Test func lossesOfHugeLogitsAgreeWithDouble() {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<200 {
      let classes = generator.integer(in: 2..<12)
      let logits = (0..<classes).map { _ in generator.uniform(in: -1e4..<1e4) as Float }
      let label = generator.integer(in: 0..<classes)
      let x = Variable(Tensor(logits).reshaped(1, -1))
      let loss = crossEntropy(x, [label])
      loss.backward()
      let largest = Double(logits.max() ?? 0)
      let logSum = largest + log(logits.reduce(0) { $0 + exp(Double($1) - largest) })
      let exact = logSum - Double(logits[label])
      #expect(abs(Double(loss.value.item) - exact) <= 1e-7 * max(1, abs(exact)))
      let shares = softmax(x).value.elements
      for (index, share) in shares.enumerated() {
        let exact = exp(Double(logits[index]) - logSum)
        #expect(abs(Double(share) - exact) <= 1e-7)
        let slope = exact - (index == label ? 1 : 0)
        #expect(abs(Double(x.gradient?.elements[index] ?? .nan) - slope) <= 1e-6)
      }
    }
  }

  @Test func sumsOfTenMillionNumbersHaveOneOrderAndLoseNoDigit() {
    var generator = SeededGenerator(seed: 32)
    let count = 10_000_000
    // Magnitudes over twelve powers of ten, and both signs: most of the sum cancels.
    let values = Tensor(shape: [count + 3]) {
      for index in $0.indices { $0[index] = generator.uniform(in: -1..<1) * pow(10, Float(index % 13) - 6) }
    }
    let row = values[3...]
    let (sum, magnitude): (Double, Double) = row.withUnsafeElements { elements in
      // The true sum to twice the digits of Double: what a sum has lost is kept beside it (Neumaier).
      var (sum, lost, magnitude) = (0.0, 0.0, 0.0)
      for element in elements {
        let (value, next) = (Double(element), sum + Double(element))
        lost += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
        sum = next
        magnitude += abs(value)
      }
      return (sum + lost, magnitude)
    }
    let exact = Float(sum)
    #expect(abs(Double(row.sum()) - sum) <= Double(exact.ulp) / 2 + magnitude * Double(count / 8) * 0x1p-53)
    #expect(abs(Double(row.sum()) - sum) <= Double(exact.ulp))
    #expect(abs(Double(row.mean()) - sum / Double(count)) <= Double((exact / Float(count)).ulp))
  }

  @Test func meansOfVariablesAreThoseOfTensors() {
    var generator = SeededGenerator(seed: 36)
    for _ in 0..<100 {
      let x = Tensor.normal(3, 7, using: &generator)
      #expect(Variable(x).mean(axes: 1).value == x.mean(axes: 1))
      #expect(Variable(x).mean(axes: 0, 1, keepingAxes: true).value.item == x.mean())
    }
    #expect(Variable(Tensor([3e38, 3e38])).mean(axes: 0).value.item == 3e38)
  }

  @Test func deviationsNeedNoVarianceThatAFloatHolds() {
    for size in [1e-30, 1e-23, 1e20, 2e38] as [Float] {
      let x = Variable(Tensor([size, -size]))
      let deviation = x.standardDeviation()
      deviation.backward()
      #expect(deviation.value.item == size && x.value.standardDeviation() == size)
      #expect(x.gradient?.isClose(to: Tensor([0.5, -0.5])) == true, "\(size)")
    }
    let x = Variable(Tensor([3e38] + [Float](repeating: 0, count: 9)))
    x.variance().backward(Tensor(3))
    #expect(abs((x.gradient?[0] ?? 0) / 1.62e38 - 1) < 1e-5)
  }

  /// Four registers of eight lanes take turns. Numbers up to 2⁹⁹ swallow smaller ones in Double, and in the end all cancel:
  /// what is left of them depends on the order.
  @Test func sumsHaveOneOrder() {
    var generator = SeededGenerator(seed: 35)
    let row = Tensor(shape: [100_006]) {
      for index in $0.indices {
        let value = generator.uniform(in: -1..<1) * pow(2, Float(generator.integer(in: 0..<100)))
        $0[index] = index < 50_003 ? value : -$0[index - 50_003]
      }
    }[3...]
    func sum(_ register: (Int) -> Int) -> Float {
      row.withUnsafeElements { elements in
        var registers = [[Double]](repeating: [Double](repeating: 0, count: 8), count: 4)
        for (index, element) in elements.enumerated() { registers[register(index)][index % 8] += Double(element) }
        var sum = 0.0
        for lane in 0..<8 {
          let (a, b) = (registers[0][lane] + registers[1][lane], registers[2][lane] + registers[3][lane])
          sum += a + b
        }
        return Float(sum)
      }
    }
    // Of the 100,003 numbers, 32 at a time fill all registers; the last three, fewer than a register, go to the second.
    let byDefinition = sum { $0 < 100_000 ? $0 / 8 % 4 : 1 }
    #expect(row.sum() == byDefinition && Tensor(row.elements).sum() == byDefinition)
    #expect(row.reshaped(1, -1).sum(axes: 1).elements == [byDefinition])
    #expect(byDefinition != sum { _ in 0 })
  }

  /// Σ |a · b| bounds what rounding can do; below the smallest normal float each product may lose a whole unit.
  @Test(arguments: ConvolutionAlgorithm.allCases, [(1e30, 1e7), (1e-20, 1e-18), (1e-30, 1e25), (3e-23, 1e-22)])
  func convolution(_ algorithm: ConvolutionAlgorithm, scales: (image: Float, kernel: Float)) {
    var generator = SeededGenerator(seed: 33)
    let image = Tensor.normal(2, 3, 9, 11, standardDeviation: scales.image, using: &generator)
    let kernel = Tensor.normal(4, 3, 3, 2, standardDeviation: scales.kernel, using: &generator)
    let output = convolve2d(image, kernel: kernel, stride: [1, 2], padding: 1, algorithm: algorithm)
    for b in 0..<2 {
      for o in 0..<4 {
        for y in 0..<output.shape[2] {
          for x in 0..<output.shape[3] {
            var (sum, magnitude) = (0.0, 0.0)
            for c in 0..<3 {
              for i in 0..<3 {
                for j in 0..<2 {
                  let (row, column) = (y + i - 1, 2 * x + j - 1)
                  guard (0..<9).contains(row), (0..<11).contains(column) else { continue }
                  let product = Double(image[b, c, row, column]) * Double(kernel[o, c, i, j])
                  sum += product
                  magnitude += abs(product)
                }
              }
            }
            let bound = 18 * (magnitude * 0x1p-24 + Double(Float.leastNonzeroMagnitude))
            #expect(abs(Double(output[b, o, y, x]) - sum) <= bound, "\(b) \(o) \(y) \(x)")
          }
        }
      }
    }
  }

  @Test(arguments: ConvolutionAlgorithm.allCases) func whatIsTooLargeIsInfinite(_ algorithm: ConvolutionAlgorithm) {
    let image = Tensor(shape: [1, 1, 3, 40], repeating: 1e30), kernel = Tensor(shape: [2, 1, 2, 2], repeating: -1e30)
    let output = convolve2d(image, kernel: kernel, algorithm: algorithm)
    #expect(output.elements.allSatisfy { $0 == -.infinity })
  }
}
