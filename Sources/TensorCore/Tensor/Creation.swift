import System

extension Tensor {
  /// A tensor without axes: one number.
  public init(_ value: Float) { self.init(shape: [], repeating: value) }

  /// One axis with the given elements.
  public init(_ elements: [Float]) { self.init(shape: [elements.count], elements: elements) }

  /// A matrix `(rows, columns)`; all rows must be equally long.
  public init(_ rows: [[Float]]) { self = Tensor.stacked(rows.map { Tensor($0) }) }

  /// Three axes, as in an image `(channels, height, width)`.
  public init(_ matrices: [[[Float]]]) { self = Tensor.stacked(matrices.map { Tensor($0) }) }

  /// Four axes, as in a batch `(batch, channels, height, width)`.
  public init(_ images: [[[[Float]]]]) { self = Tensor.stacked(images.map { Tensor($0) }) }

  /// One axis that counts through `range`: `Tensor(0..<3)` is `tensor([0., 1., 2.])`.
  public init(_ range: Range<Int>) { self.init(range.map { Float($0) }) }

  /// The given elements, row-major, in the given shape; there must be as many as the shape has places.
  public init(shape: [Int], elements: [Float]) {
    require(
      elements.count == Tensor.count(of: shape),
      "Tensor: \(elements.count) elements do not fill the shape \(shape), which has \(Tensor.count(of: shape)) places"
    )
    self.init(shape: shape) { _ = $0.update(from: elements) }
  }

  /// The same value everywhere.
  public init(shape: [Int], repeating value: Float) {
    self.init(shape: shape) { $0.update(repeating: value) }
  }

  /// All zeros.
  public static func zeros(_ shape: Int...) -> Tensor { Tensor(shape: shape, repeating: 0) }

  /// All ones.
  public static func ones(_ shape: Int...) -> Tensor { Tensor(shape: shape, repeating: 1) }

  /// Independent numbers, each equally likely anywhere in `range`.
  public static func uniform(
    _ shape: Int..., in range: Range<Float> = 0..<1, using generator: inout SeededGenerator
  ) -> Tensor {
    Tensor(shape: shape) { for index in $0.indices { $0[index] = generator.uniform(in: range) } }
  }

  /// Independent numbers from the normal distribution.
  public static func normal(
    _ shape: Int..., mean: Float = 0, standardDeviation: Float = 1, using generator: inout SeededGenerator
  ) -> Tensor {
    Tensor(shape: shape) {
      for index in $0.indices { $0[index] = mean + standardDeviation * generator.normal() }
    }
  }
}
