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
    given: [.tensor("logits", \.logits)],
    fitting: { isPossible($0) },
    mistakes: [
      Mistake(
        "it is not divided by the number of images", "The loss is a mean over the batch, and so is its gradient."
      ) { gradient($0) * Float($0.labels.count) },
      Mistake(
        "the sign is wrong", "A larger logit of the true class makes the loss smaller: its derivative is negative."
      ) { -gradient($0) },
      Mistake(
        "nothing is taken away at the true class",
        "The loss is ln Σ eˣ minus the true class's logit: subtract 1 there."
      ) { input in softmax(Variable(constant: input.logits)).value / Float(input.labels.count) },
      Mistake(
        "1 is subtracted after the division by the number of images",
        "The 1 belongs to the mean as well: subtract it first, and divide at last."
      ) { input in
        gradient(input) - trueClasses(input) * (1 - 1 / Float(input.labels.count))
      },
      Mistake(
        "−1 takes the place of the true class's probability", "Subtract 1 from it: `-=`, not `= -1`."
      ) { input in
        let others = gradient(input) * (1 - trueClasses(input))
        return others - trueClasses(input) / Float(input.labels.count)
      },
      Mistake(
        "this is how a probability grows with its own logit",
        "p · (1 − p) is the derivative of the softmax. Asked for is that of −ln p of the true class, by every logit."
      ) { input in
        let p = softmax(Variable(constant: input.logits)).value
        return p * (1 - p) / Float(input.labels.count)
      },
      Mistake(
        "only the true class has a gradient",
        "The other logits make the sum in the softmax larger, and the loss with it: they have one, too."
      ) { gradient($0) * trueClasses($0) },
      Mistake(
        "the largest logit of the whole batch is subtracted",
        "For another image all powers may now become 0. Subtract the largest logit of each row."
      ) { input in
        let powers = (input.logits - input.logits.maximum()).exp()
        let share = powers / powers.sum(axes: 1, keepingAxes: true)
        return (share - trueClasses(input)) / Float(input.labels.count)
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

  /// 1 at the true class of each image, 0 elsewhere.
  private static func trueClasses(_ input: Answered) -> Tensor {
    var classes = input.logits * 0
    for (image, label) in input.labels.enumerated() { classes[image, label] = 1 }
    return classes
  }

  private static func gradient(_ input: Answered) -> Tensor {
    let logits = Variable(input.logits)
    crossEntropy(logits, input.labels).backward()
    return logits.gradient ?? input.logits
  }
}
