import Foundation
import Testing

@testable import TensorCore

/// Whether AddressSanitizer looks on.
private let isWatched = dlsym(dlopen(nil, RTLD_LAZY), "__asan_init") != nil

/// An operation and the whole numbers it is called with: sizes, strides, paddings, axes, indices.
private struct Call: Sendable {
  let name: String
  /// Numbers that fit together.
  let fitting: [Int]
  let body: @Sendable ([Int]) -> Void

  /// Numbers from −2 to the largest, which every parameter takes.
  static let numbers = [-2, -1, 0, 1, 2, 3, 1 << 31, 1 << 61, .max - 1, .max]
  /// Those that every pair of parameters takes all pairs of; fewer under AddressSanitizer, where a process takes long to
  /// copy.
  static let pairedNumbers = isWatched ? [-1, 0, 2, 1 << 31, .max] : [-2, -1, 0, 2, 1 << 31, 1 << 61, .max]

  var cases: [[Int]] {
    var cases: [[Int]] = []
    func add(_ changes: [(place: Int, number: Int)]) {
      var numbers = fitting
      for change in changes { numbers[change.place] = change.number }
      cases.append(numbers)
    }
    for first in fitting.indices {
      for number in Call.numbers { add([(first, number)]) }
      for second in fitting.indices.dropFirst(first + 1) {
        for a in Call.pairedNumbers { for b in Call.pairedNumbers { add([(first, a), (second, b)]) } }
      }
    }
    return cases
  }
}

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

/// A process that tries case after case. One that stops ends it: what it said is looked at, and a new one goes on behind.
private struct Trial {
  private typealias Fork = @convention(c) () -> Int32
  /// Swift offers no `fork`, since threads do not survive it; here is only one.
  private let fork = unsafeBitCast(dlsym(dlopen(nil, RTLD_LAZY), "fork"), to: Fork.self)
  /// The number of the case that is being tried, in memory that both processes see.
  private let current = mmap(nil, 8, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)!
    .assumingMemoryBound(to: Int.self)

  /// What went otherwise than it should: neither a result nor a message of the operation's own.
  func problems(of call: Call) -> [String] {
    let cases = call.cases
    var problems: [String] = [], next = 0
    while next < cases.count {
      let (status, text) = tried(call, cases[next...])
      if status == 0 { break }
      next = current.pointee + 1
      if !isOwnMessage(text) {
        problems.append("\(call.name) \(cases[next - 1]), status \(status): \(text.prefix(300))")
      }
    }
    return problems
  }

  private func tried(_ call: Call, _ cases: ArraySlice<[Int]>) -> (status: Int32, text: String) {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    let process = fork()
    if process == 0 {
      dup2(ends[1], 2)
      for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE] where !isWatched { Foundation.signal(signal, SIG_DFL) }
      limitMemory()
      for (index, numbers) in cases.enumerated() {
        current.pointee = cases.startIndex + index
        alarm(60)
        call.body(numbers)
      }
      _exit(0)
    }
    close(ends[1])
    let text = String(
      decoding: FileHandle(fileDescriptor: ends[0], closeOnDealloc: true).readDataToEndOfFile(), as: UTF8.self)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return (status, text)
  }

  /// A sanitizer takes terabytes of addresses for itself, and is told its limit when it starts.
  private func limitMemory() {
    if isWatched { return }
    #if canImport(Glibc)
      let space = __rlimit_resource_t(RLIMIT_AS.rawValue)
    #else
      let space = RLIMIT_AS
    #endif
    var limit = rlimit()
    getrlimit(space, &limit)
    limit.rlim_cur = 2 << 30
    setrlimit(space, &limit)
  }

  /// Whether a program that stopped said so in the library's words: `Fatal error: operation: …`. The inner loops' own
  /// checks are not among them: nothing may get as far.
  private func isOwnMessage(_ text: String) -> Bool {
    guard !text.contains("ERROR: AddressSanitizer"),
      let found = text.firstMatch(of: #/(\w+)/\w+\.swift:\d+: Fatal error: (\S+): /#)
    else {
      return false
    }
    return ["TensorCore", "Kernels"].contains(found.1) && !["WindowGeometry", "MatrixProduct"].contains(found.2)
  }
}

/// Every operation with its numbers from −2 to the largest, in all pairs: it gives a result or says why not.
@Suite("No size, stride, padding or axis ends in anything but a result or a message") struct AnySizeTests {
  @Test(arguments: calls.map(\.name)) func anyNumbers(_ name: String) async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      [name = name as String] in
      Threads.count = 1
      for problem in Trial().problems(of: calls.first { $0.name == name }!) {
        FileHandle.standardError.write(Data("problem: \(problem)\n".utf8))
      }
    }
    let text = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    for line in text.split(separator: "\n") where line.contains("problem: ") { Issue.record("\(line)") }
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
