import Kernels
import System
import TensorCore

/// A measure of how far a batch's results `(B, classes)` are from its labels: a single number to be made small.
public typealias Loss = @Sendable (_ output: Variable, _ labels: [Int]) -> Variable

/// The mean over the batch of −ln p(label), where p is the softmax of the logits.
///
/// - Parameters:
///   - logits: `(B, classes)`, any numbers. Not probabilities: softmax is applied here.
///   - labels: B numbers, each from 0 to classes − 1.
///
/// The gradient is (p − 1 at the label) / B. Stops if a label or a shape does not fit.
@Sendable public func crossEntropy(_ logits: Variable, _ labels: [Int]) -> Variable {
  checkLabels(logits.shape, labels, "crossEntropy")
  return negativeLogLikelihood(logSoftmax(logits), labels)
}

/// The cross-entropy with labels that are not quite sure: of each, `smoothing` is shared out among all classes, the label's
/// own included (Szegedy and others, "Rethinking the inception architecture", 2016). PyTorch: `label_smoothing`. Stops
/// unless `smoothing` is from 0 to 1 and labels and shape fit.
public func crossEntropy(_ logits: Variable, _ labels: [Int], smoothing: Float) -> Variable {
  require((0...1).contains(smoothing), "crossEntropy: the smoothing \(smoothing) must be from 0 to 1")
  // Of classes that cannot be, the logarithm is infinite, and that times 0 is NaN.
  if smoothing == 0 { return crossEntropy(logits, labels) }
  checkLabels(logits.shape, labels, "crossEntropy")
  let logProbabilities = logSoftmax(logits)
  return (1 - smoothing) * negativeLogLikelihood(logProbabilities, labels) - smoothing * logProbabilities.mean()
}

/// The mean over the batch of minus the log-probability of the label.
///
/// - Parameters:
///   - logProbabilities: `(B, classes)`, as `logSoftmax` gives them.
///   - labels: B numbers, each from 0 to classes − 1.
///
/// The gradient is −1 / B at each label and 0 elsewhere. Stops if a label or a shape does not fit.
@Sendable public func negativeLogLikelihood(_ logProbabilities: Variable, _ labels: [Int]) -> Variable {
  let shape = logProbabilities.shape
  checkLabels(shape, labels, "negativeLogLikelihood")
  var total = 0.0
  logProbabilities.value.withUnsafeElements { values in
    for (row, label) in labels.enumerated() { total -= Double(values[row * shape[1] + label]) }
  }
  return Variable(
    Tensor(Float(total / Double(labels.count))),
    from: (
      logProbabilities,
      { upstream in
        let share = -upstream.item / Float(labels.count)
        return Tensor(shape: shape) { target in
          target.update(repeating: 0)
          for (row, label) in labels.enumerated() { target[row * shape[1] + label] = share }
        }
      }
    ))
}

/// Σ (prediction − target)²; the gradient is 2 · (prediction − target). Stops if the shapes differ.
public func sumOfSquares(_ prediction: Variable, _ target: Tensor) -> Variable {
  require(
    prediction.shape == target.shape,
    "sumOfSquares: the prediction has shape \(prediction.shape) and the target \(target.shape); they must be equal")
  return (prediction - Variable(constant: target)).squared().sum()
}

/// The mean of (prediction − target)². Stops if the shapes differ.
public func meanOfSquares(_ prediction: Variable, _ target: Tensor) -> Variable {
  sumOfSquares(prediction, target) / Float(target.count)
}

/// The mean over all elements of −t · ln p − (1 − t) · ln(1 − p), where p is the sigmoid of the logit and t the target from
/// 0 to 1, of the same shape. Not of probabilities: the sigmoid is applied here, without ever taking the logarithm of 0.
/// PyTorch: `binary_cross_entropy_with_logits`.
///
/// The gradient is (p − t) / count. Stops if the shapes differ.
public func binaryCrossEntropy(_ logits: Variable, _ target: Tensor) -> Variable {
  let x = logits.value
  require(
    x.shape == target.shape,
    "binaryCrossEntropy: the logits have shape \(x.shape) and the targets \(target.shape); they must be equal")
  let total = zip(x.elements, target.elements).reduce(0.0) { sum, pair in
    let (x, t) = (Double(pair.0), Double(pair.1))
    return sum + (x > 0 ? x * (1 - t) : -x * t) + Elementary.log(1 + Elementary.exp(-abs(x)))
  }
  let count = Float(x.count)
  return Variable(
    Tensor(Float(total / Double(count))), from: (logits, { (x.sigmoid() - target) * ($0.item / count) }))
}

private func checkLabels(_ shape: [Int], _ labels: [Int], _ name: StaticString) {
  require(
    shape.count == 2 && shape[0] == labels.count,
    "\(name): \(labels.count) labels need results of shape (\(labels.count), classes); the shape is \(shape)")
  if let label = labels.first(where: { $0 < 0 || $0 >= shape[1] }) {
    stop("\(name): the label \(label) is outside the \(shape[1]) classes 0 ..< \(shape[1])")
  }
}
