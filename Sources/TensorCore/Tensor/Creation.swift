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
  public init(_ range: Range<Int>) {
    let (count, overflow) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
    self.init(shape: [overflow ? Int.max : count]) {
      for index in $0.indices { $0[index] = Float(range.lowerBound + index) }
    }
  }

  /// One axis with `start`, `start + step` and so on up to but not including `end`: `Tensor(from: 0, to: 1, by: 0.25)` is
  /// `tensor([0.0000, 0.2500, 0.5000, 0.7500])`. Each is `start + index · step`, made a Float in the end. PyTorch: `arange`.
  /// Stops unless all are finite, start and end as Floats too, and the step is not zero.
  public init(from start: Double, to end: Double, by step: Double) {
    let last = Float(end)
    require(
      Float(start).isFinite && last.isFinite && step.isFinite && step != 0,
      "Tensor: from \(start) to \(end) by \(step): all must be finite, and the step not zero")
    func element(_ index: Double) -> Float { Float(start + index * step) }
    // Nearer to the end than to the Float before it, a number becomes the end; in the middle it may.
    let middle = (Double(last) + Double(step > 0 ? last.nextDown : last.nextUp)) / 2
    var count = Swift.max(0, ((middle - start) / step).rounded(.up))
    if step > 0 ? element(count) < last : element(count) > last { count += 1 }
    self.init(shape: [Int(exactly: count) ?? Int.max]) {
      for index in $0.indices { $0[index] = element(Double(index)) }
    }
  }

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
  public static func zeros(_ shape: Int...) -> Tensor { zeros(shape) }

  /// All zeros.
  public static func zeros(_ shape: [Int]) -> Tensor { full(shape, 0) }

  /// All ones.
  public static func ones(_ shape: Int...) -> Tensor { ones(shape) }

  /// All ones.
  public static func ones(_ shape: [Int]) -> Tensor { full(shape, 1) }

  /// The same value everywhere, as `Tensor(shape:repeating:)`.
  public static func full(_ shape: [Int], _ value: Float) -> Tensor { Tensor(shape: shape, repeating: value) }

  /// Independent numbers, each equally likely anywhere in `range`. PyTorch: `rand`.
  public static func uniform(
    _ shape: Int..., in range: Range<Float> = 0..<1, using generator: inout SeededGenerator
  ) -> Tensor {
    uniform(shape, in: range, using: &generator)
  }

  /// Independent numbers, each equally likely anywhere in `range`. PyTorch: `rand`.
  public static func uniform(
    _ shape: [Int], in range: Range<Float> = 0..<1, using generator: inout SeededGenerator
  ) -> Tensor {
    Tensor(shape: shape) { for index in $0.indices { $0[index] = generator.uniform(in: range) } }
  }

  /// Independent numbers from the normal distribution. PyTorch: `randn`.
  public static func normal(
    _ shape: Int..., mean: Float = 0, standardDeviation: Float = 1, using generator: inout SeededGenerator
  ) -> Tensor {
    normal(shape, mean: mean, standardDeviation: standardDeviation, using: &generator)
  }

  /// Independent numbers from the normal distribution. PyTorch: `randn`. Stops if the standard deviation is negative.
  public static func normal(
    _ shape: [Int], mean: Float = 0, standardDeviation: Float = 1, using generator: inout SeededGenerator
  ) -> Tensor {
    require(
      standardDeviation >= 0, "normal: the standard deviation is \(standardDeviation); it must not be negative")
    return Tensor(shape: shape) {
      for index in $0.indices { $0[index] = mean + standardDeviation * generator.normal() }
    }
  }
}
