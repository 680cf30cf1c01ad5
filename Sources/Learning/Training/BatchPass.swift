import System
import TensorCore

/// What a pass over a batch found.
public struct BatchResult: Sendable {
  /// The loss of the batch, its examples' mean.
  public let loss: Float
  /// How many examples had the largest result at their label.
  public let correct: Int
}

extension Sequential {
  /// One forward and one backward pass: adds the gradient of the batch's mean loss to each parameter's gradient, as
  /// `loss(model(images), labels).backward()` does, but on all threads.
  ///
  /// The batch is cut into pieces of some sixteen to sixty-four examples. Each is followed forward and back by one thread,
  /// and the pieces' gradients are added in their order: so the number of threads changes no bit. A batch that is one
  /// piece is followed by the calling thread, and all threads share its large operations. So is every batch of a network
  /// with a layer that needs it whole, such as batch normalisation.
  ///
  /// - Parameters:
  ///   - images: `(B, input shape)`.
  ///   - labels: B numbers, each from 0 to classes − 1.
  ///   - loss: The mean over a batch of its examples' losses: that of some examples tells nothing of the others.
  ///   - generator: Decides what dropout drops.
  /// - Returns: The batch's mean loss, and how many of its examples were classified rightly on the way.
  ///
  /// Stops if shapes or labels do not fit, the batch is empty, or the loss of a batch of several pieces is no such mean: a
  /// sum, say, whose gradient pieces would give too small. `loss(model(images), labels).backward()` follows any loss.
  @discardableResult
  public func accumulateGradients(
    _ images: Tensor, _ labels: [Int], loss: Loss = crossEntropy,
    training generator: SeededGenerator = SeededGenerator(seed: 0)
  ) -> BatchResult {
    require(
      images.rank >= 1 && images.shape[0] == labels.count,
      "accumulateGradients: \(labels.count) labels for images of shape \(images.shape); each image needs one")
    return accumulateGradients(
      images.contiguous(), labels, rows: labels.indices[...], loss: loss, training: generator)
  }

  /// The same for some rows of a larger set, whose images lie in row-major order.
  func accumulateGradients(
    _ images: Tensor, _ labels: [Int], rows: some RandomAccessCollection<Int> & Sendable, loss: Loss,
    training generator: SeededGenerator
  ) -> BatchResult {
    require(!rows.isEmpty, "accumulateGradients: the batch is empty")
    let batch = images.gathered(rows: Array(rows)), labels = rows.map { labels[$0] }
    let count = Float(rows.count)
    let pieces = piecewise(count: rows.count, size: needsWholeBatch ? rows.count : pieceSize) { index, range in
      let labels = Array(labels[range])
      let output = self(batch[range], training: generator.split(UInt64(index)))
      let loss = loss(output, labels)
      let share = Float(range.count) / count
      return (
        output: output.value, loss: loss.value.item * share, correct: correctCount(output.value, labels),
        gradients: loss.unmultipliedGradients(
          of: parameters, upstream: Tensor(shape: loss.shape, repeating: share))
      )
    }
    for (index, parameter) in parameters.enumerated() {
      let gradient = Gradient.sum(pieces.map { $0.gradients[index] })
      parameter.gradient = parameter.gradient.map { $0 + gradient } ?? gradient
    }
    let result = BatchResult(
      loss: pieces.reduce(0) { $0 + $1.loss }, correct: pieces.reduce(0) { $0 + $1.correct })
    if pieces.count > 1 {
      let whole = loss(Variable(constant: .concatenated(pieces.map(\.output))), labels)
      checkMean(whole.value.item, of: pieces.map(\.loss))
    }
    return result
  }

  /// Stops unless the loss of a batch is the sum of its pieces' shares in the mean, but for rounding.
  private func checkMean(_ whole: Float, of shares: [Float]) {
    let mean = shares.reduce(0, +)
    // Where either is not finite, training ends anyway.
    guard whole.isFinite && mean.isFinite else { return }
    require(
      abs(whole - mean) <= 1e-3 * shares.reduce(abs(whole)) { $0 + abs($1) } + 1e-6,
      "accumulateGradients: the loss of the batch is \(whole), and the mean of its parts' losses \(mean): a loss must be the mean "
        + "over the examples; divide a sum by their number, or call backward() on a loss of the whole batch")
  }

  /// How many examples a piece of a batch has.
  private var pieceSize: Int {
    // Where each weight is used once, most of what moves is weights. Large pieces leave each thread its share of them.
    if multiplyAdds <= parameterCount { return 64 }
    // In a small network following back costs as much as the arithmetic; in a large one sixteen fit the cache better.
    return multiplyAdds < 200_000 ? 32 : 16
  }
}

private func correctCount(_ output: Tensor, _ labels: [Int]) -> Int {
  guard output.rank == 2 else { return 0 }
  return zip(output.argmax(axis: 1), labels).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
}
