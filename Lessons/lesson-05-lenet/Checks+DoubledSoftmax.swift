import Checking
import Learning
import TensorCore
import Walkthrough

extension LeNet {
  static let doubledSoftmaxGradient = Exercise(
    "5.7", answers,
    cases: [
      Case("one image, equal logits", (logits: Tensor([[0, 0]]), labels: [0]) as Answered),
      Case("one image", (logits: Tensor([[2, -1, 0.5, 1.5]]), labels: [2])),
      Case(
        "as many images as classes",
        (logits: Tensor([[0.5, -1, 2], [3, 0.25, 1], [-2, -2.5, -4]]), labels: [1, 0, 1])),
      Case(
        "more images than classes",
        (logits: Tensor([[1, -1], [0.5, 2], [-3, -1.5], [4, 0], [0.25, 0.5]]), labels: [0, 1, 0, 1, 1])),
      Case("logits near 1000", (logits: Tensor([[999, 1000, 998], [1, 2, 0.5]]), labels: [0, 2])),
      Case("sure of the wrong class", (logits: Tensor([[1000, -1000, 0], [3, 0, 1]]), labels: [2, 1])),
    ],
    drawing: {
      let (images, classes) = ($0.size(), $0.size(from: 2))
      return (logits: $0.tensor(images, classes, in: -2...2), labels: $0.labels(images, classes: classes))
    },
    without: ["crossEntropy", "backward"],
    expected: { input in
      let logits = Variable(input.logits)
      crossEntropy(softmax(logits), input.labels).backward()
      return logits.gradient ?? input.logits
    },
    answer: { try $0.doubledSoftmaxGradient($1.logits, $1.labels) },
    given: [.tensor("logits", \.logits)],
    fitting: { isPossible($0) },
    mistakes: [
      Mistake(
        "this is the pull of a single softmax", "p − y pulls at the logits if p goes to the loss. Here q does."
      ) { mean($0) { p, _, y in p - y } },
      Mistake(
        "this is how the loss grows with p",
        "q − y is the way through the second softmax. From there go on through the first, to the logits."
      ) { mean($0) { _, q, y in q - y } },
      Mistake(
        "only the own class of each logit is followed back",
        "p · (1 − p) is how a probability grows with its own logit. All others fall, and the loss feels that, too."
      ) { mean($0) { p, q, y in p * (1 - p) * (q - y) } },
      Mistake(
        "the sum over the classes is left out",
        "A logit raises its own p by p. From every class, its own included, it then takes that class's p times its own. "
          + "All these ways add up."
      ) { mean($0) { p, q, y in p * (q - y) } },
      Mistake(
        "the sum is not multiplied by p",
        "A logit lowers another class's p by the product of both: its own p belongs to that way, too."
      ) { mean($0) { p, q, y in p * (q - y) - (p * (q - y)).sum(axes: 1, keepingAxes: true) } },
      Mistake(
        "what the classes pull is averaged", "The ways in which the loss feels a logit add up."
      ) { mean($0) { p, q, y in p * (q - y - (p * (q - y)).mean(axes: 1, keepingAxes: true)) } },
      Mistake(
        "only the true class pulls", "The other classes pull, too: there y is 0, and q is left."
      ) { mean($0) { p, q, y in through(p, (q - y) * y) } },
      Mistake(
        "the sum goes over the whole batch", "Images know nothing of each other: add up each row by itself."
      ) { mean($0) { p, q, y in p * (q - y - (p * (q - y)).sum()) } },
      Mistake(
        "the derivative of the first softmax is taken at q", "It belongs to p, which the first softmax makes."
      ) { mean($0) { _, q, y in through(q, q - y) } },
      Mistake(
        "nothing is taken away at the true class",
        "What comes back to p is q − y: subtract 1 at the true class of each image."
      ) { mean($0) { p, q, _ in through(p, q) } },
      Mistake(
        "p takes the place of q", "The loss is −ln q: what comes back from it to p is q − y, and not p − y."
      ) { mean($0) { p, _, y in through(p, p - y) } },
      Mistake(
        "1 is subtracted after the division by the number of images",
        "The 1 belongs to the mean as well: subtract it first, and divide at last."
      ) { input in mean(input) { p, q, y in through(p, q - y * Float(input.labels.count)) } },
      Mistake(
        "eˣ overflows", "e¹⁰⁰⁰ is infinite for a `Float`. `softmax` subtracts the largest logit of each row first."
      ) { input in
        let powers = input.logits.exp()
        let p = powers / powers.sum(axes: 1, keepingAxes: true)
        return mean(input) { _, _, y in through(p, p.softmax(axis: 1) - y) }
      },
    ])

  /// What comes back through a softmax that made `p`.
  private static func through(_ p: Tensor, _ pull: Tensor) -> Tensor {
    p * (pull - (p * pull).sum(axes: 1, keepingAxes: true))
  }

  /// A gradient that is made of what the two softmaxes give, and of 1 at the true classes and 0 elsewhere, divided by
  /// the number of images.
  private static func mean(
    _ input: Answered, _ gradient: (_ p: Tensor, _ q: Tensor, _ y: Tensor) -> Tensor
  ) -> Tensor {
    let p = input.logits.softmax(axis: 1)
    var y = input.logits * 0
    for (image, label) in input.labels.enumerated() { y[image, label] = 1 }
    return gradient(p, p.softmax(axis: 1), y) / Float(input.labels.count)
  }
}
