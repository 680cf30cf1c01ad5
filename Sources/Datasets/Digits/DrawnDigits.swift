import TensorCore

/// Digits as if written by hand, drawn from a seed.
///
/// Image `i` depends on the seed and on `i` alone: a larger set begins with the smaller one.
public enum DrawnDigits {
  /// The names of the classes, `"0"` to `"9"`.
  public static let classNames = (0...9).map { "\($0)" }

  /// Draws `count` digits: images `(count, 1, 28, 28)` in 0…1, white on black, and their labels.
  ///
  /// Every run of ten images holds each digit once, in random order. Stops if `count` is negative.
  public static func dataset(count: Int, seed: UInt64) -> Dataset {
    require(count >= 0, "DrawnDigits.dataset: the count is \(count); it must not be negative")
    let side = DigitRenderer.side
    let labels = labels(count: count, seed: seed)
    let images = Tensor(shape: [count, 1, side, side]) { pixels in
      let shared = Unchecked(pixels)
      Threads.forEach(pieces: (count + pieceSize - 1) / pieceSize) { piece in
        for index in piece * pieceSize..<min(count, (piece + 1) * pieceSize) {
          var generator = pen(seed).split(UInt64(index))
          let image = shared.value[index * side * side..<(index + 1) * side * side]
          DigitRenderer.draw(labels[index], using: &generator, into: .init(rebasing: image))
        }
      }
    }
    return Dataset(name: "drawn digits", images: images, labels: labels, classNames: classNames)
  }

  private static let pieceSize = 64

  private static func pen(_ seed: UInt64) -> SeededGenerator { SeededGenerator(seed: seed).split(0) }

  private static func labels(count: Int, seed: UInt64) -> [Int] {
    let order = SeededGenerator(seed: seed).split(1)
    return (0..<(count + 9) / 10).flatMap { ten in
      var generator = order.split(UInt64(ten))
      return generator.permutation(of: 10)
    }.prefix(count).map { $0 }
  }
}
