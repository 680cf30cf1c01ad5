import TensorCore

/// What the drawn sets have in common: ten classes of images of 28×28 pixels, each image from a stream of random
/// numbers of its own.
enum DrawnImages {
  static let side = 28

  /// Draws `count` images, `pieceSize` to a thread at a time; every run of ten holds each class once, in random order.
  static func dataset(
    name: String, classNames: [String], count: Int, seed: UInt64,
    draw: @Sendable (Int, inout SeededGenerator, UnsafeMutableBufferPointer<Float>) -> Void
  ) -> Dataset {
    let pen = SeededGenerator(seed: seed).split(0)
    var labels: [Int] = []
    let images = Tensor(shape: [count, 1, side, side]) { pixels in
      labels = self.labels(count: count, seed: seed)
      let shared = SharedMemory(pixels)
      Threads.forEachPart(of: count, length: pieceSize) { [labels] part in
        for index in part {
          var generator = pen.split(UInt64(index))
          let image = shared.value[index * side * side..<(index + 1) * side * side]
          draw(labels[index], &generator, .init(rebasing: image))
        }
      }
    }
    return Dataset(name: name, images: images, labels: labels, classNames: classNames)
  }

  private static let pieceSize = 64

  private static func labels(count: Int, seed: UInt64) -> [Int] {
    let order = SeededGenerator(seed: seed).split(1)
    return (0..<(count + 9) / 10).flatMap { ten in
      var generator = order.split(UInt64(ten))
      return generator.permutation(of: 10)
    }.prefix(count).map { $0 }
  }
}
