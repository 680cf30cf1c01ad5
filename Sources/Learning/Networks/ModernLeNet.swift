extension Sequential {
  /// LeNet as one would build it today, in lesson-05-lenet, on images `(1, 28, 28)`: 37,106 parameters.
  ///
  /// | layer | gives | parameters |
  /// |---|---|---|
  /// | Conv2d 5×5, padding 2, ReLU | 6 maps of 28×28 | 6 · 25 + 6 = 156 |
  /// | MaxPool2d 2 | 6 maps of 14×14 | |
  /// | Conv2d 5×5, ReLU | 16 maps of 10×10 | 16 · 6 · 25 + 16 = 2,416 |
  /// | MaxPool2d 2, Flatten | 16 · 5 · 5 = 400 | |
  /// | Linear, ReLU | 84 | 33,684 |
  /// | Linear | 10 logits | 850 |
  public static func modernLeNet(seed: UInt64) -> Sequential {
    Sequential(input: [1, 28, 28], seed: seed) {
      Conv2d(6, kernel: 5, padding: 2)
      ReLU()
      MaxPool2d(2)
      Conv2d(16, kernel: 5)
      ReLU()
      MaxPool2d(2)
      Flatten()
      Linear(84)
      ReLU()
      Linear(10)
    }
  }

  /// The modern LeNet with the second pooling by averages and a softmax of its own at the end: 37,106 parameters. A loss
  /// that takes logits, as `crossEntropy` does, then applies softmax twice; the recipe `lenet-softmax` shows what comes
  /// of it.
  public static func lenetWithSoftmax(seed: UInt64) -> Sequential {
    Sequential(input: [1, 28, 28], seed: seed) {
      Conv2d(6, kernel: 5, padding: 2)
      ReLU()
      MaxPool2d(2)
      Conv2d(16, kernel: 5)
      ReLU()
      AveragePool2d(2)
      Flatten()
      Linear(84)
      ReLU()
      Linear(10)
      Softmax()
    }
  }
}
