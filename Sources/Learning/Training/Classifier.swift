import System
import TensorCore

/// A network that tells which class an image belongs to, in the manner of scikit-learn: `fit`, `predict`, `evaluate`.
///
///     let classifier = Classifier(model, optimizer: SGD(model.parameters, rate: 0.01))
///     try classifier.fit(images, labels, epochs: 10)
///     try classifier.evaluate(testImages, testLabels).accuracy
///
/// Images are `(N, input shape of the model)`, labels N numbers from 0 to classes − 1.
public final class Classifier {
  /// The network, which training changes.
  public let model: Sequential
  /// How it is changed.
  public let optimizer: any Optimizer
  /// What the epochs so far came to.
  public private(set) var history: [EpochResult] = []
  private let loss: Loss
  private let generator: SeededGenerator

  /// A classifier over `model`.
  ///
  /// - Parameters:
  ///   - model: Gives one number for each class.
  ///   - optimizer: Changes the model's parameters.
  ///   - loss: What is made small; the cross-entropy of logits unless given.
  ///   - seed: Decides the order of images and what dropout drops.
  public init(
    _ model: Sequential, optimizer: any Optimizer, loss: @escaping Loss = crossEntropy, seed: UInt64 = 0
  ) {
    self.model = model
    self.optimizer = optimizer
    self.loss = loss
    generator = SeededGenerator(seed: seed)
  }

  /// Learns from all images in random order, batch by batch, `epochs` times over; a second call goes on from the first.
  ///
  /// - Parameters:
  ///   - images: `(N, input shape of the model)`.
  ///   - labels: N numbers, each from 0 to classes − 1.
  ///   - epochs: From 0 on.
  ///   - batchSize: At least 1. The last batch of an epoch may be smaller; a set smaller than that is one batch. Where
  ///     layers look at their whole batch, a single image left over, which has no spread, joins the batch before it.
  ///   - validation: Images and labels to evaluate after each epoch; nothing is learned from them.
  ///   - progress: Called after each step.
  ///   - rate: The learning rate of each epoch, counted from 1 over all training; the optimiser's own unless given.
  /// - Returns: The results of these epochs.
  ///
  /// Throws `TrainingError` if images or labels do not fit, or if the loss or a weight stops being finite.
  @discardableResult
  public func fit(
    _ images: Tensor, _ labels: [Int], epochs: Int = 1, batchSize: Int = 64,
    validation: (images: Tensor, labels: [Int])? = nil, progress: ((TrainingProgress) -> Void)? = nil,
    rate: ((_ epoch: Int) -> Float)? = nil
  ) throws -> [EpochResult] {
    require(
      batchSize >= 1 && epochs >= 0 && epochs < Int.max - history.count,
      "fit: \(epochs) epochs with batches of \(batchSize); there are at least 0 epochs, and a batch has at least 1 image"
    )
    try check(images, labels)
    if let validation { try check(validation.images, validation.labels) }
    let images = images.contiguous()
    var starts = Array(stride(from: 0, to: labels.count, by: batchSize))
    if model.needsWholeBatch, batchSize > 1, starts.count > 1, labels.count % batchSize == 1 { starts.removeLast() }
    var meter = ProgressMeter(images: labels.count, steps: starts.count, epochs: epochs)

    for epoch in history.count + 1..<history.count + 1 + epochs {
      meter.startEpoch()
      if let rate { optimizer.rate = rate(epoch) }
      var shuffler = generator.split(UInt64(epoch))
      let order = shuffler.permutation(of: labels.count)
      for (step, start) in starts.enumerated() {
        let isLast = step == starts.count - 1
        let rows = order[start..<(isLast ? order.count : starts[step + 1])]
        optimizer.zeroGradients()
        let result = model.accumulateGradients(
          images, labels, rows: rows, loss: loss, training: shuffler.split(UInt64(step)))
        if result.loss.isFinite { optimizer.step() }
        guard result.loss.isFinite, !isLast || model.isFinite else {
          throw TrainingError.notFinite(
            step: step + 1, epoch: epoch, loss: result.loss,
            cause: model.firstNotFinite(
              on: images.gathered(rows: Array(rows)), training: shuffler.split(UInt64(step))))
        }
        meter.add(result, count: rows.count)
        progress?(meter.progress)
      }
      history.append(
        EpochResult(
          epoch: epoch, loss: meter.loss, accuracy: meter.accuracy,
          validation: try validation.map { try evaluate($0.images, $0.labels) }))
    }
    return history.suffix(epochs)
  }

  /// The network's numbers for each class, `(N, classes)`. Throws `TrainingError` if the images do not fit.
  public func scores(_ images: Tensor) throws -> Tensor {
    try check(images)
    return model.outputs(of: images)
  }

  /// The class with the largest number for each image. Throws `TrainingError` if the images do not fit.
  public func predict(_ images: Tensor) throws -> [Int] { try scores(images).argmax(axis: 1) }

  /// Loss, predictions and confusions on labelled images. Throws `TrainingError` if images or labels do not fit.
  public func evaluate(_ images: Tensor, _ labels: [Int]) throws -> Evaluation {
    try check(images, labels)
    let scores = model.outputs(of: images)
    return Evaluation(
      loss: loss(Variable(constant: scores), labels).value.item, predictions: scores.argmax(axis: 1), labels: labels,
      classes: scores.shape[1])
  }

  private func check(_ images: Tensor) throws {
    model.requireSized()
    guard model.outputShape.count == 1, model.outputShape[0] > 0 else {
      throw TrainingError.notAClassifier(outputShape: model.outputShape)
    }
    let shape = Array(images.shape.dropFirst())
    guard shape == model.inputShape else {
      throw TrainingError.imageShape(expected: model.inputShape, found: shape)
    }
    guard let count = images.shape.first, count > 0 else { throw TrainingError.noImages }
  }

  private func check(_ images: Tensor, _ labels: [Int]) throws {
    try check(images)
    guard images.shape[0] == labels.count else {
      throw TrainingError.labelCount(images: images.shape[0], labels: labels.count)
    }
    let classes = model.outputShape[0]
    if let index = labels.firstIndex(where: { $0 < 0 || $0 >= classes }) {
      throw TrainingError.labelOutOfRange(label: labels[index], index: index, classes: classes)
    }
  }
}
