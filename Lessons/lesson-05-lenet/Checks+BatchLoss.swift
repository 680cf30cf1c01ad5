import Checking
import Learning
import TensorCore
import Walkthrough

extension LeNet {
  /// Logits of some images, and the classes they belong to.
  typealias Answered = (logits: Tensor, labels: [Int])

  static let batchLoss = Exercise(
    "5.4", answers,
    cases: [
      Case("two images and three classes", (logits: Tensor([[1, 2, 3], [0, 0, 0]]), labels: [2, 1]) as Answered),
      Case(
        "as many images as classes",
        (logits: Tensor([[0.5, -1, 2], [3, 0.25, 1], [-2, -2.5, -4]]), labels: [1, 0, 1])),
      Case("one image", (logits: Tensor([[2, -1, 0.5, 1.5]]), labels: [2])),
      Case(
        "more images than classes",
        (logits: Tensor([[1, -1], [0.5, 2], [-3, -1.5], [4, 0], [0.25, 0.5]]), labels: [0, 1, 0, 1, 1])),
      Case("sure of the wrong class", (logits: Tensor([[1000, 0, -1000], [1, 2, 0.5]]), labels: [1, 1])),
      Case("logits near 1000", (logits: Tensor([[999, 1000, 2]]), labels: [0])),
    ],
    drawing: {
      let (images, classes) = ($0.size(), $0.size(from: 2))
      return (logits: $0.tensor(images, classes, in: -2...2), labels: $0.labels(images, classes: classes))
    },
    without: ["crossEntropy", "negativeLogLikelihood"],
    expected: { crossEntropy(Variable(constant: $0.logits), $0.labels).value },
    answer: { try $0.batchLoss($1.logits, $1.labels) },
    given: [.tensor("logits", \.logits)],
    fitting: { isPossible($0) },
    mistakes: [
      Mistake(
        "probabilities are averaged, not their logarithms",
        "The loss is −ln p. Take the logarithms: `logSoftmax`, not `softmax`."
      ) { answered in -atLabels(softmax(Variable(constant: answered.logits)).value, answered.labels).mean() },
      Mistake(
        "the logits are averaged as they are",
        "Logits are any numbers. `logSoftmax` makes log-probabilities of them first."
      ) { -atLabels($0.logits, $0.labels).mean() },
      Mistake(
        "softmax is applied twice",
        "`logSoftmax` and `crossEntropy` take logits and contain the softmax. No other is needed before it."
      ) { crossEntropy(softmax(Variable(constant: $0.logits)), $0.labels).value },
      Mistake(
        "the logarithm is taken of a probability that has become 0",
        "A tiny probability is rounded to 0, and −ln 0 is ∞. `logSoftmax` goes another way and keeps the number."
      ) { -atLabels(softmax(Variable(constant: $0.logits)).value.log(), $0.labels).mean() },
      Mistake(
        "the sum of the powers overflows",
        "e¹⁰⁰⁰ is infinity for a `Float`. `logSoftmax` subtracts the largest logit of each image first."
      ) { -atLabels($0.logits - $0.logits.exp().sum(axes: 1, keepingAxes: true).log(), $0.labels).mean() },
      Mistake(
        "a power of e overflows",
        "e¹⁰⁰⁰ is infinity for a `Float`. `logSoftmax` subtracts the largest logit of each image first."
      ) {
        let powers = $0.logits.exp()
        return -atLabels((powers / powers.sum(axes: 1, keepingAxes: true)).log(), $0.labels).mean()
      },
      Mistake(
        "the first label is taken for all images", "Each image has a label of its own: `labels[image]`."
      ) { losses(($0.logits, Array(repeating: $0.labels[0], count: $0.labels.count))).mean() },
      Mistake(
        "the label is moved by one", "Classes are counted from 0, as columns are: the label is the column."
      ) { losses(($0.logits, try shifted($0, by: -1))).mean() },
      Mistake(
        "the label is moved by one, upwards", "Classes are counted from 0, as columns are: the label is the column."
      ) { losses(($0.logits, try shifted($0, by: 1))).mean() },
      Mistake(
        "row and column are exchanged",
        "The image is the row and comes first, its label is the column: `logProbabilities[image, label]`."
      ) {
        answered in
        let values = logSoftmax(Variable(constant: answered.logits)).value
        let (rows, columns) = (values.shape[0], values.shape[1])
        guard rows <= columns, answered.labels.allSatisfy({ $0 < rows }) else { throw WouldCrash() }
        return -atLabels(values.transposed(), answered.labels).mean()
      },
      Mistake(
        "the labels are ignored, and all classes are averaged",
        "Of each row only the log-probability of the true class counts."
      ) { -logSoftmax(Variable(constant: $0.logits)).value.mean() },
      Mistake(
        "the chosen class is taken in place of the true one",
        "The loss asks how probable the true class was, the one that the label names, not the most probable one."
      ) { losses(($0.logits, $0.logits.argmax(axis: 1))).mean() },
      Mistake(
        "only the first image counts", "Go through all images of the batch and add up their losses."
      ) { losses($0)[0] },
      Mistake(
        "only the last image counts",
        "Each round replaces the total of the ones before. Add to it: `total -= …` or `total += …`."
      ) { losses($0)[$0.labels.count - 1] / Float($0.labels.count) },
      Mistake(
        "softmax runs over the images in place of the classes",
        "Each image has probabilities of its own: softmax goes along the row, which is axis 1."
      ) { -atLabels(logSoftmax(Variable(constant: $0.logits.transposed())).value.transposed(), $0.labels).mean() },
      Mistake(
        "the logarithm has base 10", "Take the natural logarithm, as `logSoftmax` and `log()` do."
      ) { losses($0).mean() / ln10 },
    ])

  /// Whether every label has a logit.
  static func isPossible(_ answered: Answered) -> Bool {
    answered.logits.shape[0] == answered.labels.count && answered.labels.allSatisfy { $0 < answered.logits.shape[1] }
  }

  /// −ln p of each image's label.
  private static func losses(_ answered: Answered) -> Tensor {
    -atLabels(logSoftmax(Variable(constant: answered.logits)).value, answered.labels)
  }

  /// Of each row the value in the column of its label.
  private static func atLabels(_ values: Tensor, _ labels: [Int]) -> Tensor {
    Tensor(labels.enumerated().map { values[$0, $1] })
  }

  /// An index of −1 is the last class's; behind that there is none.
  private static func shifted(_ answered: Answered, by step: Int) throws -> [Int] {
    let classes = answered.logits.shape[1]
    return try answered.labels.map {
      guard $0 + step < classes else { throw WouldCrash() }
      return ($0 + step + classes) % classes
    }
  }
}
