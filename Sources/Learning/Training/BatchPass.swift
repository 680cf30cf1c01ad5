import System
import TensorCore

/// What a pass over a batch found.
public struct BatchResult: Sendable {
  /// The mean loss.
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
  /// piece is followed by the calling thread, and all threads share its large operations.
  ///
  /// - Parameters:
  ///   - images: `(B, input shape)`.
  ///   - labels: B numbers, each from 0 to classes − 1.
  ///   - loss: The mean loss of a batch.
  ///   - generator: Decides what dropout drops.
  /// - Returns: The batch's mean loss, and how many of its examples were classified rightly on the way.
  ///
  /// Stops if shapes or labels do not fit, or the batch is empty.
  @discardableResult
  public func backward(
    _ images: Tensor, _ labels: [Int], loss: Loss = crossEntropy,
    training generator: SeededGenerator = SeededGenerator(seed: 0)
  ) -> BatchResult {
    require(
      images.rank >= 1 && images.shape[0] == labels.count,
      "backward: \(labels.count) labels for images of shape \(images.shape); each image needs one")
    return backward(images.contiguous(), labels, rows: labels.indices[...], loss: loss, training: generator)
  }

  /// The same for some rows of a larger set, whose images lie in row-major order.
  func backward(
    _ images: Tensor, _ labels: [Int], rows: some RandomAccessCollection<Int> & Sendable, loss: Loss,
    training generator: SeededGenerator
  ) -> BatchResult {
    require(!rows.isEmpty, "backward: the batch is empty")
    let batch = images.gathered(rows: Array(rows)), labels = rows.map { labels[$0] }
    let count = Float(rows.count)
    let pieces = piecewise(count: rows.count, size: pieceSize) { index, range in
      let labels = Array(labels[range])
      let output = self(batch[range], training: generator.split(UInt64(index)))
      let loss = loss(output, labels)
      let share = Float(range.count) / count
      return (
        loss: loss.value.item * share, correct: correctCount(output.value, labels),
        gradients: loss.unmultipliedGradients(
          of: parameters, upstream: Tensor(shape: loss.shape, repeating: share))
      )
    }
    for (index, parameter) in parameters.enumerated() {
      let gradient = Gradient.sum(pieces.map { $0.gradients[index] })
      parameter.gradient = parameter.gradient.map { $0 + gradient } ?? gradient
    }
    return BatchResult(
      loss: pieces.reduce(0) { $0 + $1.loss }, correct: pieces.reduce(0) { $0 + $1.correct })
  }

  /// How many examples a piece of a batch has.
  private var pieceSize: Int {
    // Where each weight is used once, most of what moves is weights. Large pieces leave each thread its share of them.
    if multiplyAdds <= parameterCount { return 64 }
    // In a small network following back costs as much as the arithmetic; in a large one sixteen fit the cache better.
    return multiplyAdds < 200_000 ? 32 : 16
  }

  /// What the network gives for many images `(N, input shape)`, in pieces on all threads: `(N, output shape)`.
  /// Stops if the shape does not fit.
  public func outputs(of images: Tensor) -> Tensor {
    require(
      images.rank >= 1 && Array(images.shape.dropFirst()) == inputShape,
      "outputs: the network takes \(inputShape) for one example; the images have shape \(images.shape)")
    let pieces = piecewise(count: images.shape[0], size: 32) { _, range in self(images[range]).value }
    return pieces.isEmpty ? Tensor(shape: [0] + outputShape, repeating: 0) : Tensor.concatenated(pieces)
  }
}

/// The results of `body` for pieces of `size` of the numbers `0 ..< count`, the last perhaps smaller, in order. Threads
/// share the pieces out among themselves.
private func piecewise<Result>(
  count: Int, size: Int, _ body: @Sendable (_ index: Int, _ range: Range<Int>) -> Result
) -> [Result] {
  let pieces = (count + size - 1) / size
  var results = [Result?](repeating: nil, count: pieces)
  results.withUnsafeMutableBufferPointer {
    let places = SharedMemory($0.baseAddress)
    Threads.forEach(pieces: pieces) { index in
      places.value?[index] = body(index, index * size..<min(count, (index + 1) * size))
    }
  }
  return results.compactMap { $0 }
}

private func correctCount(_ output: Tensor, _ labels: [Int]) -> Int {
  guard output.rank == 2 else { return 0 }
  return zip(output.argmax(axis: 1), labels).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
}
