extension Sequential {
  /// The network 1→16→32 with dropout of lesson-10-regularization, on images `(1, 28, 28)`: 300,426 parameters. Its result
  /// is log-probabilities, to be learned with `negativeLogLikelihood`; the recipe's optimiser is Adadelta at rate 0.5.
  ///
  /// | layer | gives | parameters |
  /// |---|---|---|
  /// | Conv2d 3×3, ReLU | 16 maps of 26×26 | 16 · 9 + 16 = 160 |
  /// | Conv2d 3×3, ReLU | 32 maps of 24×24 | 32 · 16 · 9 + 32 = 4,640 |
  /// | MaxPool2d 2, Dropout2d 0.10, Flatten | 32 · 12 · 12 = 4,608 | |
  /// | Linear, ReLU, Dropout 0.25 | 64 | 294,976 |
  /// | Linear, LogSoftmax | 10 log-probabilities | 650 |
  ///
  /// Dropout is of Srivastava and others, "Dropout: a simple way to prevent neural networks from overfitting", 2014;
  /// dropout of whole maps of Tompson and others, "Efficient object localization using convolutional networks", 2015.
  public static func dropoutNetwork(seed: UInt64) -> Sequential {
    Sequential(input: [1, 28, 28], seed: seed) {
      Conv2d(16, kernel: 3)
      ReLU()
      Conv2d(32, kernel: 3)
      ReLU()
      MaxPool2d(2)
      Dropout2d(0.10)
      Flatten()
      Linear(64)
      ReLU()
      Dropout(0.25)
      Linear(10)
      LogSoftmax()
    }
  }
}
