import Datasets
import Foundation
import TensorCore
import TestedPackage
import Testing

private let calls: [Call] = [
  Call(name: "drawn", fitting: [2]) { n in
    _ = DrawnDigits.dataset(count: n[0], seed: 1)
    _ = DrawnGarments.dataset(count: n[0], seed: 1)
  },
  Call(name: "photograph", fitting: [12, 16]) { _ = DrawnScene.photograph(height: $0[0], width: $0[1]) },
  Call(name: "parts of a set", fitting: [0, 2]) { n in
    let dataset = DrawnDigits.dataset(count: 3, seed: 1)
    _ = dataset.image(n[0])
    _ = dataset.prefix(n[1])
    _ = dataset.gathered(n)
    if n[0] <= n[1] { _ = dataset[n[0]..<n[1]] }
  },
  Call(name: "batches", fitting: [2, 1, 2]) { n in
    let batches = DrawnDigits.dataset(count: 3, seed: 1).batches(of: n[0])
    _ = batches[n[1]]
    _ = Array(batches.preparedAhead(by: n[2]))
  },
  Call(name: "means of no images", fitting: [1, 3]) { n in
    let images = Tensor(1).broadcast(to: [0, n[0], n[1], 1])
    _ = Dataset(name: "", images: images, labels: [], classNames: (0..<100_000).map(String.init)).meanImages
  },
  Call(name: "labels of classes", fitting: [10]) { n in
    let path = "\(NSTemporaryDirectory())patchwork-labels-\(getpid())"
    defer { unlink(path) }
    try? Data([0, 0, 8, 1, 0, 0, 0, 1, 7]).write(to: URL(filePath: path))
    _ = try? IDX.labels(path: path, classes: n[0])
  },
  Call(name: "shifted", fitting: [1, 2]) { _ = Tensor.ones(3, 4).shifted(down: $0[0], right: $0[1]) },
  Call(name: "shifted and turned sizes", fitting: [2, 3]) { n in
    _ = Tensor(1).broadcast(to: n).shifted(down: 1)
    _ = Tensor(1).broadcast(to: n).rotated(degrees: 30)
  },
]

@Suite("No number given to data sets ends in anything but a result or a message")
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
