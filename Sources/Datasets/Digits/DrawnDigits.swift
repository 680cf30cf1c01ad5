import System

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
    return DrawnImages.dataset(
      name: "drawn digits", classNames: classNames, count: count, seed: seed, draw: DigitRenderer.draw)
  }
}
