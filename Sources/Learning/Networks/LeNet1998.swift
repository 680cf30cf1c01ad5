extension Sequential {
  /// LeNet's layout of 1998 with logistic sigmoids, in lesson-05-lenet, on images `(1, 28, 28)`: 61,706 parameters.
  ///
  /// | layer | gives | parameters |
  /// |---|---|---|
  /// | Conv2d 5×5, padding 2, activation | 6 maps of 28×28 | 6 · 25 + 6 = 156 |
  /// | AveragePool2d 2 | 6 maps of 14×14 | |
  /// | Conv2d 5×5, activation | 16 maps of 10×10 | 16 · 6 · 25 + 16 = 2,416 |
  /// | AveragePool2d 2, Flatten | 16 · 5 · 5 = 400 | |
  /// | Linear, activation | 120 | 48,120 |
  /// | Linear, activation | 84 | 10,164 |
  /// | Linear | 10 logits | 850 |
  ///
  /// Source: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", 1998,
  /// without its scaled hyperbolic tangent, weighted poolings, partly connected maps and radial output units.
  ///
  /// - Parameters:
  ///   - seed: Decides the weights at the start.
  ///   - activation: What follows each layer but the poolings and the last: the logistic sigmoid, unless given.
  ///   - start: How the weights are initialised: as PyTorch does it, unless given.
  public static func lenet1998(
    seed: UInt64,
    activation: any Layer = Sigmoid(),
    start: Initialization = .kaimingUniform
  ) -> Sequential {
    Sequential(input: [1, 28, 28], seed: seed) {
      Conv2d(6, kernel: 5, padding: 2, initialization: start)
      activation
      AveragePool2d(2)
      Conv2d(16, kernel: 5, initialization: start)
      activation
      AveragePool2d(2)
      Flatten()
      Linear(120, initialization: start)
      activation
      Linear(84, initialization: start)
      activation
      Linear(10, initialization: start)
    }
  }
}
