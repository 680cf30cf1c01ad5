import System

/// Garments of the ten kinds of Fashion-MNIST, drawn from a seed.
///
/// Image `i` depends on the seed and on `i` alone: a larger set begins with the smaller one.
public enum DrawnGarments {
  /// The names of the classes, in the order of Fashion-MNIST.
  public static let classNames = [
    "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
  ]

  /// Draws `count` garments: images `(count, 1, 28, 28)` in 0…1, grey on black, and their labels.
  ///
  /// Every run of ten images holds each kind once, in random order. Stops if `count` is negative.
  public static func dataset(count: Int, seed: UInt64) -> Dataset {
    require(count >= 0, "DrawnGarments.dataset: the count is \(count); it must not be negative")
    return DrawnImages.dataset(
      name: "drawn garments", classNames: classNames, count: count, seed: seed, draw: GarmentRenderer.draw)
  }
}
