import Foundation
import TestedPackage
import Testing

@testable import TensorCore

/// So many ones as a shape asks for, in the memory of a single one.
private func ones(_ shape: [Int]) -> Tensor { Tensor(1).broadcast(to: shape) }

/// The number of positions of a window, or 1 where there is none: for a gradient that fits wherever one can.
private func positions(_ size: Int, _ window: Int, _ stride: Int, _ padding: Int, _ dilation: Int) -> Int {
  let room = Double(size) + Double(padding) - Double(dilation) * (Double(window) - 1) - 1
  let count = (room / Double(max(1, stride))).rounded(.down) + 1
  return count >= 1 && count < 1e6 ? Int(count) : 1
}

/// The input channels of each of some groups of four channels.
private func share(_ groups: Int) -> Int { groups > 0 && 4 % groups == 0 ? 4 / groups : 4 }

private let calls: [Call] =
  [
    Call(name: "convolve2d", fitting: [1, 1, 0, 0, 0, 0, 1, 1, 1]) { n in
      _ = convolve2d(
        .ones(1, 4, 5, 4), kernel: .ones(4, share(n[8]), 3, 2), stride: Size2D(height: n[0], width: n[1]),
        padding: .sides(top: n[2], bottom: n[3], left: n[4], right: n[5]),
        dilation: Size2D(height: n[6], width: n[7]),
        groups: n[8])
    },
    Call(name: "convolve2d of sizes", fitting: [1, 4, 5, 4, 2]) { n in
      _ = convolve2d(ones([n[0], n[1], n[2], 4]), kernel: ones([n[3], n[1], 3, n[4]]), padding: 1)
    },
    Call(name: "convolve2d, same", fitting: [1, 1, 1, 1]) { n in
      _ = convolve2d(
        .ones(1, 4, 5, 4), kernel: ones([4, 4, n[0], n[1]]), padding: .same,
        dilation: Size2D(height: n[2], width: n[3]))
    },
    Call(name: "convolve2dImageGradient", fitting: [5, 4, 1, 1, 1, 1]) { n in
      let (rows, columns) = (positions(n[0], 3, n[2], 2, n[4]), positions(n[1], 2, 1, 2, 1))
      _ = convolve2dImageGradient(
        .ones(1, 4, rows, columns), kernel: .ones(4, share(n[5]), 3, 2), size: Size2D(height: n[0], width: n[1]),
        stride: Size2D(height: n[2], width: 1), padding: .sides(top: n[3], bottom: 1, left: 2, right: 0),
        dilation: Size2D(height: n[4], width: 1), groups: n[5])
    },
    Call(name: "convolve2dKernelGradient", fitting: [3, 2, 1, 1, 1, 1]) { n in
      let rows = positions(5, n[0], 1, 2, n[4])
      let columns = positions(4, n[1], n[2], 2 * max(0, min(n[3], 1 << 40)), 1)
      _ = convolve2dKernelGradient(
        .ones(1, 4, 5, 4), outputGradient: .ones(1, 4, rows, columns), window: Size2D(height: n[0], width: n[1]),
        stride: Size2D(height: 1, width: n[2]), padding: Size2D(height: 1, width: n[3]),
        dilation: Size2D(height: n[4], width: 1), groups: n[5])
    },
    Call(name: "convolveTransposed2d", fitting: [1, 0, 0, 0, 1, 1]) { n in
      _ = convolveTransposed2d(
        .ones(1, 4, 3, 2), kernel: .ones(4, 2, 3, 2), stride: Size2D(height: n[0], width: 1),
        padding: Size2D(height: n[1], width: 0), outputPadding: Size2D(height: n[2], width: n[3]),
        dilation: Size2D(height: n[4], width: 1), groups: n[5])
    },
    Call(name: "convolveTransposed2d of sizes", fitting: [1, 4, 3, 2, 2]) { n in
      _ = convolveTransposed2d(ones([n[0], n[1], n[2], 2]), kernel: ones([n[1], n[3], 3, n[4]]), stride: 2)
    },
    Call(name: "unfold", fitting: [3, 2, 1, 0, 1]) { n in
      _ = unfold(
        .ones(1, 2, 5, 4), window: Size2D(height: n[0], width: n[1]), stride: Size2D(height: n[2], width: 1),
        padding: Size2D(height: n[3], width: 0), dilation: Size2D(height: n[4], width: 1))
    },
    Call(name: "slidingPositions", fitting: [5, 3, 1, 0, 1]) { n in
      _ = slidingPositions(
        Size2D(n[0]), window: Size2D(n[1]), stride: Size2D(n[2]), padding: Size2D(n[3]), dilation: Size2D(n[4]))
    },
    Call(name: "adaptiveAveragePool2d", fitting: [2, 5, 3, 2]) { n in
      _ = adaptiveAveragePool2d(ones([n[0], 3, n[1], 4]), size: Size2D(height: n[2], width: n[3]))
    },
    Call(name: "adaptiveAveragePool2dGradient", fitting: [5, 4]) { n in
      _ = adaptiveAveragePool2dGradient(.ones(1, 2, 3, 2), size: Size2D(height: n[0], width: n[1]))
    },
    Call(name: "filled", fitting: [2, 3]) { n in
      _ = Tensor(shape: n, repeating: 2)
      _ = Tensor.full(n, 2)
    },
    Call(name: "random", fitting: [2, 3]) { n in
      var generator = SeededGenerator(seed: 1)
      _ = Tensor.uniform(n, using: &generator)
      _ = Tensor.normal(n, using: &generator)
    },
    Call(name: "counted", fitting: [0, 3]) { n in if n[0] <= n[1] { _ = Tensor(n[0]..<n[1]) } },
    Call(name: "counted in steps", fitting: [0, 3, 1]) { n in
      _ = Tensor(from: Double(n[0]), to: Double(n[1]), by: Double(n[2]))
    },
    Call(name: "permutation", fitting: [3]) { n in
      var generator = SeededGenerator(seed: 1)
      _ = generator.permutation(of: n[0])
    },
    Call(name: "integer", fitting: [0, 3]) { n in
      var generator = SeededGenerator(seed: 1)
      if n[0] <= n[1] { _ = generator.integer(in: n[0]..<n[1]) }
    },
    Call(name: "threads", fitting: [1, 3]) { n in
      Threads.count = n[0]
      if n[1] < 1 << 31 { Threads.forEach(pieces: n[1]) { _ in } }
      Threads.count = 1
    },
    Call(name: "tiled", fitting: [2, 1, 3]) { _ = Tensor.ones(3, 2).tiled($0) },
    Call(name: "tiled sizes", fitting: [2, 3]) { _ = ones($0).tiled([2, 2]) },
    Call(name: "repeated", fitting: [2, 0]) { _ = Tensor.ones(3, 2).repeated($0[0], axis: $0[1]) },
    Call(name: "split", fitting: [2, 0]) { _ = Tensor.ones(3, 2).split(every: $0[0], axis: $0[1]) },
    Call(name: "split into sizes", fitting: [2, 1, 0]) { n in
      _ = Tensor.ones(3, 2).split(sizes: Array(n[..<2]), axis: n[2])
    },
    Call(name: "sorted", fitting: [0, 2]) { n in
      _ = Tensor.ones(3, 2).sorted(axis: n[0])
      _ = Tensor.ones(3, 2).top(n[1], axis: n[0])
    },
    Call(name: "sorted sizes", fitting: [2, 3, 1]) { _ = ones($0).sorted(axis: 0) },
    Call(name: "cumulativeSum", fitting: [0]) { _ = Tensor.ones(3, 2).cumulativeSum(axis: $0[0]) },
    Call(name: "cumulativeSum of sizes", fitting: [2, 3, 2]) { _ = ones($0).cumulativeSum(axis: 1) },
    Call(name: "softmax", fitting: [0]) { n in
      _ = Tensor.ones(3, 2).softmax(axis: n[0])
      _ = Tensor.ones(3, 2).logSoftmax(axis: n[0])
    },
    Call(name: "softmax of sizes", fitting: [2, 3, 2]) { _ = ones($0).softmax(axis: 0) },
    Call(name: "chosen sizes", fitting: [2, 3]) { n in
      _ = Tensor.where(ones(n), ones([n[1]]), 0)
      _ = maximum(ones(n), ones([n[1]]))
      _ = ones(n).pow(ones([n[1]]))
    },
    Call(name: "whole tensors of sizes", fitting: [2, 3]) { n in
      _ = ones(n).isContiguous
      _ = ones(n) == ones(n)
      _ = ones(n).argmax()
      _ = ones(n).exp().sum()
    },
    Call(name: "functions of sizes", fitting: [2, 3]) { n in
      _ = ones(n).tanh().clamp(0, 1).isFinite
      _ = ones(n).isClose(to: ones(n))
      _ = leakyReLU(ones(n)) .> ones([n[1]])
    },
    Call(name: "changed in place", fitting: [2, 3]) { n in
      var tensor = ones(n)
      tensor += ones([n[1]])
      tensor *= 2
      tensor[1..., ..<2] = Tensor(3)
    },
    Call(name: "views of sizes", fitting: [2, 3]) { n in
      _ = ones(n).squeezed()
      _ = ones(n).unsqueezed(axis: -1).selecting(0)
      _ = ones(n).reshaped(-1)
      _ = ones(n).split(every: 1 << 28)
      _ = ones(n).permuted(1, 0).sharesStorage(with: ones(n))
    },
    Call(name: "reductions of sizes", fitting: [2, 3]) { n in
      _ = ones(n).variance(axes: 0)
      _ = ones(n).product(axes: 1)
      _ = ones(n).any(axes: 0) + ones(n).all(axes: 0)
      _ = ones(n).maximum(axes: 0)
      _ = ones(n).argmin(axis: 1)
      _ = ones(n).standardDeviation() + ones(n).minimum()
    },
    Call(name: "top of sizes", fitting: [2, 3]) { _ = ones($0).top(1) },
    Call(name: "repeated sizes", fitting: [2, 3]) { _ = ones($0).repeated(2, axis: 0) },
    Call(name: "stacked sizes", fitting: [2, 3]) { _ = Tensor.stacked([ones($0), ones($0)], axis: -1) },
    Call(name: "filled by hand", fitting: [2, 3]) { n in
      _ = Tensor(shape: n, unsafeUninitialized: { $0.update(repeating: 2) })
    },
    Call(name: "gradients of convolution of sizes", fitting: [1, 4, 5, 4]) { n in
      let image = ones([n[0], n[1], n[2], 4]), upstream = ones([n[0], n[3], n[2], 4])
      _ = convolve2dImageGradient(
        upstream, kernel: ones([n[3], n[1], 3, 3]), size: Size2D(height: n[2], width: 4), padding: 1)
      _ = convolve2dKernelGradient(image, outputGradient: upstream, window: 3, padding: 1)
    },
    Call(name: "shown", fitting: [2, 3, 2]) { _ = ones($0).description },
    Call(name: "turned sizes", fitting: [2, 3]) { _ = ones($0).transposed().flipped(axes: 0).contiguous() },
    Call(name: "rows of sizes", fitting: [2, 3]) { _ = ones($0).gathered(rows: [0, 1, -1]) },
    Call(name: "padded sizes", fitting: [2, 3, 1]) { _ = ones([$0[0], $0[1]]).padded(by: Size2D($0[2])) },
    Call(name: "unfold of sizes", fitting: [1, 2, 5]) { _ = unfold(ones([$0[0], $0[1], $0[2], 4]), window: 2) },
    Call(name: "pooling of sizes", fitting: [1, 2, 5]) { n in
      _ = maxPool2d(ones([n[0], n[1], n[2], 4]), window: 2)
      _ = globalAveragePool2d(ones([n[0], n[1], n[2], 4]))
    },
    Call(name: "gradient of pooling of sizes", fitting: [1, 2, 5]) { n in
      let image = ones([n[0], n[1], n[2], 4])
      _ = averagePool2dGradient(image, outputGradient: ones([n[0], n[1], n[2] / 2, 2]), window: 2)
      _ = maxPool2dGradient(image, outputGradient: ones([n[0], n[1], n[2] / 2, 2]), window: 2)
      _ = adaptiveAveragePool2dGradient(image, size: 2)
    },
    Call(name: "padded", fitting: [1, 1]) { _ = Tensor.ones(2, 3).padded(by: Size2D(height: $0[0], width: $0[1])) },
    Call(name: "zeros", fitting: [2, 3, 2]) { _ = Tensor.zeros($0[0], $0[1], $0[2]) },
    Call(name: "elements", fitting: [2, 3]) { _ = Tensor(shape: $0, elements: [1, 2, 3, 4, 5, 6]) },
    Call(name: "broadcast", fitting: [2, 3, 1]) { _ = Tensor.ones(3, 1).broadcast(to: $0).sum() },
    Call(name: "arithmetic", fitting: [2, 3]) { _ = ones($0) + ones([$0[1]]) },
    Call(name: "reshaped", fitting: [2, 3, 1]) { _ = Tensor.ones(3, 2).reshaped($0) },
    Call(name: "permuted", fitting: [2, 0, 1]) { _ = Tensor.ones(2, 3, 4).permuted($0).contiguous() },
    Call(name: "squeezed", fitting: [0]) { _ = Tensor.ones(1, 3).squeezed(axis: $0[0]) },
    Call(name: "unsqueezed", fitting: [0]) { _ = Tensor.ones(1, 3).unsqueezed(axis: $0[0]) },
    Call(name: "selecting", fitting: [0, 0]) { _ = Tensor.ones(2, 3).selecting($0[0], axis: $0[1]) },
    Call(name: "flipped", fitting: [0, 1]) { _ = Tensor.ones(2, 3).flipped(axes: $0[0], $0[1]).contiguous() },
    Call(name: "gathered", fitting: [0, 1]) { _ = Tensor.ones(2, 3).gathered(rows: $0) },
    Call(name: "subscript", fitting: [0, 1]) { n in
      _ = Tensor.ones(2, 3)[n[0], n[1]]
      var tensor = Tensor.ones(2, 3)
      tensor[n[0], n[1]] = 2
    },
    Call(name: "ranges", fitting: [0, 2]) { n in
      _ = Tensor.ones(2, 3)[n[0]..., ..<n[1]].contiguous()
      if n[0] <= n[1] { _ = Tensor.ones(2, 3)[n[0]..<n[1]].contiguous() }
    },
    Call(name: "reductions", fitting: [0, 1]) { n in
      let tensor = Tensor.ones(2, 3, 4)
      _ = tensor.sum(axes: n[0])
      _ = tensor.mean(axes: n[0], n[1])
      _ = tensor.maximum(axes: n[1], keepingAxes: true)
      _ = tensor.argmax(axis: n[0])
      _ = tensor.argmin(axis: n[1])
      _ = tensor.variance(axes: n[0], n[1])
      _ = tensor.product(axes: n[0])
      _ = tensor.any(axes: n[0], n[1])
      _ = tensor.all(axes: n[1], keepingAxes: true)
      _ = tensor.minimum(axes: n[0])
    },
    Call(name: "sums of sizes", fitting: [2, 3]) { _ = ones($0).mean(axes: 0) },
    Call(name: "concatenated", fitting: [0, 3]) { n in
      _ = Tensor.concatenated([.ones(2, 3), ones([2, n[1]])], axis: n[0])
      _ = Tensor.stacked([.ones(2, 3), .ones(2, 3)], axis: n[0])
    },
    Call(name: "concatenated sizes", fitting: [2, 3]) { _ = Tensor.concatenated([ones($0), ones($0), ones($0)]) },
    Call(name: "matmul", fitting: [2, 3, 4, 1]) { n in
      _ = matmul(ones([n[3], n[0], n[1]]), ones([n[1], n[2]]))
      _ = matmul(ones([n[0], n[1]]), ones([n[1], n[2]]))
    },
  ]
  + ConvolutionAlgorithm.allCases.filter { $0 != .direct }.map { algorithm in
    Call(name: "convolve2d by \(algorithm)", fitting: [1, 0, 1, 1]) { n in
      _ = convolve2d(
        .ones(1, 4, 5, 4), kernel: ones([4, share(n[3]), 3, 2]), stride: Size2D(height: n[0], width: 1),
        padding: .sides(top: n[1], bottom: 1, left: 0, right: 0), dilation: Size2D(height: n[2], width: 1),
        groups: n[3], algorithm: algorithm)
    }
  }
  + PoolingAlgorithm.allCases.flatMap { algorithm in
    [maxPool2d, averagePool2d].enumerated().map { index, pool in
      Call(name: "pooling \(index) by \(algorithm)", fitting: [3, 1, 0, 4]) { n in
        _ = pool(
          ones([1, 4, 5, n[3]]), Size2D(height: n[0], width: 2), Size2D(height: n[1], width: 1),
          Size2D(height: n[2], width: 1), algorithm)
      }
    }
  }
  + [maxPool2dGradient, averagePool2dGradient].enumerated().map { index, gradient in
    Call(name: "gradient of pooling \(index)", fitting: [3, 2, 1, 0]) { n in
      let rows = positions(5, n[0], n[2], 2 * max(0, min(n[3], 1 << 40)), 1), columns = positions(4, n[1], 2, 2, 1)
      _ = gradient(
        .ones(1, 4, 5, 4), .ones(1, 4, rows, columns), Size2D(height: n[0], width: n[1]),
        Size2D(height: n[2], width: 2), Size2D(height: n[3], width: 1))
    }
  }

/// Every operation with its numbers from −2 to the largest, in all pairs: it gives a result or says why not.
@Suite("No size, stride, padding or axis ends in anything but a result or a message") struct AnySizeTests {
  @Test(arguments: calls.map(\.name)) func anyNumbers(_ name: String) async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      [name = name as String] in
      Threads.count = 1
      calls.tellProblems(of: name)
    }
    for problem in [Call].problems(told: result?.standardErrorContent) { Issue.record("\(problem)") }
  }

  /// An operation that reads beyond its memory, traps, or goes on for ever would be seen.
  @Test func whatIsNoMessageIsNoticed() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let wrong: [Call] = [
        Call(name: "overflow", fitting: [1]) { _ = $0[0] * $0[0] },
        Call(name: "memory", fitting: [1]) { if $0[0] > 1 << 60 { kill(getpid(), SIGSEGV) } },
        Call(name: "kernel", fitting: [1]) { if $0[0] == 2 { fatalError("WindowGeometry: no") } },
        Call(name: "sorts", fitting: [1]) { _ = [1, 2, 3][$0[0]] },
      ]
      exit(wrong.allSatisfy { !Trial().problems(of: $0).isEmpty } ? 7 : 1)
    }
  }
}
