import Checking
import Learning
import TensorCore
import Walkthrough

extension LeNet {
  static let lossGradient = Exercise(
    "5.7", answers,
    cases: [
      Case("two images that say nothing", (logits: Tensor([[0, 0], [0, 0]]), labels: [0, 1]) as Answered),
      Case("one image", (logits: Tensor([[2, -1, 0.5, 1.5]]), labels: [2])),
      Case(
        "as many images as classes",
        (logits: Tensor([[0.5, -1, 2], [3, 0.25, 1], [-2, -2.5, -4]]), labels: [1, 0, 1])),
      Case(
        "more images than classes",
        (logits: Tensor([[1, -1], [0.5, 2], [-3, -1.5], [4, 0], [0.25, 0.5]]), labels: [0, 1, 0, 1, 1])),
      Case("logits that are far apart", (logits: Tensor([[1000, -1000, 0]]), labels: [2])),
      Case("logits near 1000", (logits: Tensor([[999, 1000, 998], [1, 2, 0.5]]), labels: [0, 2])),
    ],
    drawing: {
      let (images, classes) = ($0.size(), $0.size(from: 2))
      return (logits: $0.tensor(images, classes, in: -3...3), labels: $0.labels(images, classes: classes))
    },
    // A probability near 1 leaves few digits when 1 is taken away.
    tolerance: 1e-3, without: ["crossEntropy", "backward", "softmax", "logSoftmax"],
    expected: { gradient($0) },
    answer: { try $0.lossGradient($1.logits, $1.labels) },
    mistakes: [
      Mistake(
        "it is not divided by the number of images", "The loss is a mean over the batch, and so is its gradient."
      ) {
        gradient($0) * Float($0.labels.count)
      },
      Mistake(
        "the sign is wrong", "A larger logit of the right class makes the loss smaller: its derivative is negative."
      ) { -gradient($0) },
      Mistake(
        "nothing is taken away at the right class", "The loss is ln Σ eˣ minus the right logit: subtract 1 there."
      ) {
        input in softmax(Variable(constant: input.logits)).value / Float(input.labels.count)
      },
      Mistake(
        "eˣ overflows",
        "e¹⁰⁰⁰ is infinite for a `Float`. Subtract the largest logit of each row first: softmax stays the same."
      ) { input in
        let powers = input.logits.exp()
        var gradient = powers / powers.sum(axes: 1, keepingAxes: true)
        for (image, label) in input.labels.enumerated() { gradient[image, label] -= 1 }
        return gradient / Float(input.labels.count)
      },
    ])

  private static func gradient(_ input: Answered) -> Tensor {
    let logits = Variable(input.logits)
    crossEntropy(logits, input.labels).backward()
    return logits.gradient ?? input.logits
  }
}
