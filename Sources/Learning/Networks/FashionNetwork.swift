extension Sequential {
  /// The network 1→32→64 of lesson-09-fashion, on images `(1, 28, 28)`: 225,034 parameters.
  ///
  /// | layer | gives | parameters |
  /// |---|---|---|
  /// | Conv2d 3×3, ReLU | 32 maps of 26×26 | 32 · 9 + 32 = 320 |
  /// | MaxPool2d 2 | 32 maps of 13×13 | |
  /// | Conv2d 3×3, ReLU | 64 maps of 11×11 | 64 · 32 · 9 + 64 = 18,496 |
  /// | MaxPool2d 2, Flatten | 64 · 5 · 5 = 1,600 | |
  /// | Linear, ReLU | 128 | 204,928 |
  /// | Linear | 10 logits | 1,290 |
  public static func fashionNetwork(seed: UInt64) -> Sequential {
    Sequential(input: [1, 28, 28], seed: seed) {
      Conv2d(32, kernel: 3)
      ReLU()
      MaxPool2d(2)
      Conv2d(64, kernel: 3)
      ReLU()
      MaxPool2d(2)
      Flatten()
      Linear(128)
      ReLU()
      Linear(10)
    }
  }
}
