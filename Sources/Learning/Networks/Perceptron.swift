extension Sequential {
  /// The multilayer perceptron 784–128–10 of lesson-05-lenet, on images `(1, 28, 28)`: 101,770 parameters.
  ///
  /// | layer | gives | parameters |
  /// |---|---|---|
  /// | Flatten | 784 | |
  /// | Linear, ReLU | 128 | 784 · 128 + 128 = 100,480 |
  /// | Linear | 10 logits | 128 · 10 + 10 = 1,290 |
  public static func perceptron(seed: UInt64) -> Sequential {
    Sequential(input: [1, 28, 28], seed: seed) {
      Flatten()
      Linear(128)
      ReLU()
      Linear(10)
    }
  }

  /// The perceptron with a softmax of its own at the end: 101,770 parameters. A loss that takes logits, as `crossEntropy`
  /// does, then applies softmax twice; the recipe `perceptron-softmax` shows what comes of it.
  public static func perceptronWithSoftmax(seed: UInt64) -> Sequential {
    Sequential(input: [1, 28, 28], seed: seed) {
      Flatten()
      Linear(128)
      ReLU()
      Linear(10)
      Softmax()
    }
  }
}
