import Measuring
import System
import TensorCore

/// An operation on given operands and the ways to compute it.
struct Operation {
  let section: Section
  let name: String
  /// Multiplications and additions (or comparisons) in all; nil where an element takes an unknown number.
  let floatingPointOperations: Double?
  /// What passes through memory if every operand is read, and the result written, once.
  let bytes: Double
  /// The definition, or a part of it where all of it would take too long.
  let loops: Algorithm
  let algorithms: [Algorithm]
  /// What `operations.py` calls it, and its sizes; nil where PyTorch has no such operation.
  var pyTorch: [String]?
  /// Elements of the result by the loops, at places in row-major order: what a large result is compared with. Where it is
  /// nil, the loops give all of the result.
  var elements: (([Int]) -> Tensor)?

  /// A way to compute an operation.
  struct Algorithm {
    let name: String
    /// How much of the operation it does.
    var share = 1.0
    let run: () -> Tensor
  }

  /// The same, known to `operations.py` by a name and sizes.
  func known(inPyTorch name: String, _ sizes: [Int]) -> Operation {
    var operation = self
    operation.pyTorch = [name] + sizes.map(String.init)
    return operation
  }

  /// The time that each algorithm takes; the loops come first.
  ///
  /// Throws if one does not give what the loops give.
  func measured(budget: Double) throws -> [Measurement] {
    try check()
    return ([loops] + algorithms).map { algorithm in
      let seconds = Timing.spread(budget: budget) { Timing.consume(algorithm.run()) }
      return Measurement(
        section: section, name: name, algorithm: algorithm.name,
        seconds: seconds, share: algorithm.share,
        floatingPointOperations: floatingPointOperations, bytes: bytes)
    }
  }

  /// Throws if an algorithm does not give what the loops give, in a sample of 200 elements where the result is large.
  func check() throws {
    let reference = elements == nil ? loops.run() : nil
    for algorithm in algorithms {
      let result = algorithm.run().contiguous()
      var generator = SeededGenerator(seed: 0)
      let places = (0..<200).map { _ in generator.integer(in: 0..<result.count) }
      let isRight =
        if let elements {
          result.reshaped(-1).gathered(rows: places).agrees(with: elements(places))
        } else {
          reference.map(result.agrees) ?? false
        }
      if !isRight { throw ProgramFailure("\(name): \(algorithm.name) does not give what the loops give") }
    }
  }

  /// Normally distributed operands, which depend on `stream` alone.
  static func random(_ shape: [Int], stream: UInt64) -> Tensor {
    var generator = SeededGenerator(seed: 0).split(stream)
    return .normal(shape, using: &generator)
  }
}

extension Tensor {
  /// Whether no element is further from its counterpart than rounding can bring it: sums of many products are compared
  /// by the size that they typically have.
  fileprivate func agrees(with reference: Tensor) -> Bool {
    shape == reference.shape
      && (self - reference).abs().maximum() <= 1e-4 * reference.squared().mean().squareRoot()
  }

  /// A shape in round brackets.
  static func text(_ shape: [Int]) -> String { "(\(shape.map(String.init).joined(separator: ", ")))" }
}
