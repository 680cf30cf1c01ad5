import Foundation
import TensorCore

@testable import Datasets

/// A small made-up set with the file names of the real ones, whose images are noise.
struct SampleSet: Sendable {
  let name: String
  /// The four files as they are unpacked and as they are handed out.
  let plain, gzipped: [[UInt8]]

  static let names = [
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
  ]

  static let hasCurl = ["/usr/bin", "/bin", "/usr/local/bin"].contains {
    FileManager.default.isExecutableFile(atPath: $0 + "/curl")
  }

  init(name: String, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    self.name = name
    plain = [40, 10].flatMap { count in
      let pixels = (0..<count * 784).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let labels = (0..<count).map { _ in UInt8.random(in: 0...9, using: &generator) }
      return [idxImages(count: UInt32(count), rows: 28, columns: 28, pixels: pixels), idxLabels(labels)]
    }
    gzipped = plain.map { DatasetsTests.gzipped($0) }
  }

  /// The set as the library knows it, handed out by `mirrors`.
  func set(mirrors: [String]) -> RealSet {
    let contents = ["training images", "training labels", "test images", "test labels"]
    return RealSet(
      name: name, folder: "\(name)/raw", classNames: (0..<10).map(String.init), mirrors: mirrors,
      files: SampleSet.names.indices.map { index in
        var sha256 = SHA256()
        plain[index].withUnsafeBytes { sha256.add($0) }
        return RealSet.File(
          name: SampleSet.names[index], contents: contents[index], size: plain[index].count,
          sha256: sha256.hexadecimal,
          gzippedSize: gzipped[index].count)
      })
  }

  func images(_ split: Split) -> Tensor {
    let pixels = plain[split == .training ? 0 : 2].dropFirst(16).map { Float($0) / 255 }
    return Tensor(pixels).reshaped(pixels.count / 784, 1, 28, 28)
  }

  func labels(_ split: Split) -> [Int] { plain[split == .training ? 1 : 3].dropFirst(8).map { Int($0) } }

  func plain(_ request: Server.Request) -> [UInt8] { plain[index(request)] }
  func gzipped(_ request: Server.Request) -> [UInt8] { gzipped[index(request)] }

  private func index(_ request: Server.Request) -> Int {
    SampleSet.names.firstIndex { request.path.hasSuffix("/\($0).gz") } ?? 0
  }
}
