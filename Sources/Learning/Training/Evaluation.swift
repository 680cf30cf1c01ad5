/// How a network does on labelled images.
public struct Evaluation: Sendable {
  /// The mean loss.
  public let loss: Float
  /// The class chosen for each image.
  public let predictions: [Int]
  /// How many images of class `row` were taken for class `column`.
  public let confusion: [[Int]]

  init(loss: Float, predictions: [Int], labels: [Int], classes: Int) {
    self.loss = loss
    self.predictions = predictions
    var confusion = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    for (label, prediction) in zip(labels, predictions) { confusion[label][prediction] += 1 }
    self.confusion = confusion
  }

  /// The share of right answers, from 0 to 1.
  public var accuracy: Float {
    Float(confusion.indices.reduce(0) { $0 + confusion[$1][$1] }) / Float(predictions.count)
  }

  /// The share of right answers among the images of each class; NaN for a class without images.
  public var accuracyPerClass: [Float] {
    confusion.indices.map { Float(confusion[$0][$0]) / Float(confusion[$0].reduce(0, +)) }
  }
}
