import System
import TensorCore

extension Sequential {
  /// What the network gives for many images `(N, input shape)`, in pieces on all threads: `(N, output shape)`.
  /// Stops if the shape does not fit.
  public func outputs(of images: Tensor) -> Tensor {
    requireSized()
    require(
      images.rank >= 1 && Array(images.shape.dropFirst()) == inputShape,
      "outputs: the network takes \(inputShape) for one example; the images have shape \(images.shape)")
    let pieces = piecewise(count: images.shape[0], size: 32) { _, range in self(images[range]).value }
    return pieces.isEmpty ? Tensor(shape: [0] + outputShape, repeating: 0) : Tensor.concatenated(pieces)
  }
}
