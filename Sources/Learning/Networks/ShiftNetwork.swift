import System
import TensorCore

extension Sequential {
  /// The shift network of lesson-08-spatial-cnn: L layers of filters, each a sum of shifted images, and a readout, all
  /// without biases. As published it has L = 2, taps [1, 1], features [1, 4, 8], sizes [28, 14, 7] and 4,244 parameters.
  ///
  /// | layer | gives | parameters as published |
  /// |---|---|---|
  /// | Conv2d (2K₁ + 1)×(2K₁ + 1), padding K₁, ReLU | F₁ maps of N₀×N₀ | 4 · 9 = 36 |
  /// | AveragePool2d N₀ / N₁ | F₁ maps of N₁×N₁ | |
  /// | Conv2d (2K₂ + 1)×(2K₂ + 1), padding K₂, ReLU | F₂ maps of N₁×N₁ | 8 · 4 · 9 = 288 |
  /// | AveragePool2d N₁ / N₂ | F₂ maps of N₂×N₂ | |
  /// | … up to layer L, then Flatten | F_L · N_L · N_L = 392 | |
  /// | Linear, from a normal distribution | `classes` logits | 392 · 10 = 3,920 |
  ///
  /// - Parameters:
  ///   - taps: K₁ … K_L: how far layer l shifts its images to either side.
  ///   - features: F₀ … F_L: the channels of the images, then the maps that each layer makes.
  ///   - sizes: N₀ … N_L: height and width of the images, then of the maps that each layer passes on after pooling.
  ///   - classes: How many numbers the readout gives.
  ///   - seed: Decides the weights at the start.
  ///
  /// Stops unless there is at least one layer, one number more of features and of sizes than of taps, all taps are from 0 to
  /// 2³² − 1, and each size is a multiple of the next.
  public static func shiftNetwork(
    taps: [Int] = [1, 1],
    features: [Int] = [1, 4, 8],
    sizes: [Int] = [28, 14, 7],
    classes: Int = 10,
    seed: UInt64
  ) -> Sequential {
    require(
      !taps.isEmpty && features.count == taps.count + 1
        && sizes.count == taps.count + 1,
      "shiftNetwork: \(taps.count) layers need \(taps.count + 1) features "
        + "and sizes, and at least one layer; "
        + "taps are \(taps), features \(features), sizes \(sizes)")
    require(
      taps.allSatisfy { (0..<1 << 32).contains($0) },
      "shiftNetwork: the taps must be from 0 to 2³² − 1; they are \(taps)")
    require(
      sizes.allSatisfy { $0 >= 1 }
        && zip(sizes, sizes.dropFirst()).allSatisfy { $0 % $1 == 0 },
      "shiftNetwork: each size must be a multiple of the next; "
        + "they are \(sizes)")
    return Sequential(input: [features[0], sizes[0], sizes[0]], seed: seed) {
      for layer in taps.indices {
        Conv2d(
          features[layer + 1], kernel: Size2D(2 * taps[layer] + 1),
          padding: Size2D(taps[layer]), bias: false)
        ReLU()
        AveragePool2d(Size2D(sizes[layer] / sizes[layer + 1]))
      }
      Flatten()
      Linear(
        classes, bias: false,
        initialization: .normal(standardDeviation: 1))
    }
  }
}
