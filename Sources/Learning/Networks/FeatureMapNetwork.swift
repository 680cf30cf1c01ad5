extension Sequential {
  /// The network 1→8→16 of lesson-06-feature-maps and lesson-07-gradients, small enough to be seen whole, on images
  /// `(1, 28, 28)`: 101,962 parameters.
  ///
  /// | layer | gives | parameters |
  /// |---|---|---|
  /// | Conv2d 3×3, padding 1, ReLU | 8 maps of 28×28 | 8 · 9 + 8 = 80 |
  /// | Conv2d 3×3, padding 1, ReLU | 16 maps of 28×28 | 16 · 8 · 9 + 16 = 1,168 |
  /// | MaxPool2d 2, ReLU, Flatten | 16 · 14 · 14 = 3,136 | |
  /// | Linear, ReLU | 32 | 100,384 |
  /// | Linear | 10 logits | 330 |
  ///
  /// The ReLU after the pooling changes nothing, as lesson 6 shows.
  public static func featureMapNetwork(seed: UInt64) -> Sequential {
    Sequential(input: [1, 28, 28], seed: seed) {
      Conv2d(8, kernel: 3, padding: 1).named("conv1")
      ReLU().named("relu1")
      Conv2d(16, kernel: 3, padding: 1).named("conv2")
      ReLU().named("relu2")
      MaxPool2d(2).named("pool")
      ReLU().named("relu3")
      Flatten().named("flatten")
      Linear(32).named("linear1")
      ReLU().named("relu4")
      Linear(10).named("linear2")
    }
  }
}
