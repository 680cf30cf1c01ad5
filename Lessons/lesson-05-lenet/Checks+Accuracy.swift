import Checking
import TensorCore
import Walkthrough

extension LeNet {
  static let accuracy = Exercise(
    "5.6", answers,
    cases: [
      Case("two images and three classes", (logits: Tensor([[1, 3, 2], [4, 0, 1]]), labels: [1, 2]) as Answered),
      Case(
        "as many images as classes",
        (logits: Tensor([[0.5, -1, 2], [3, 0.25, 1], [-2, -2.5, -4]]), labels: [2, 0, 1])),
      Case(
        "negative logits, more images than classes",
        (
          logits: Tensor([[-3, -1], [-2, -0.5], [-1, -4], [-5, -2], [-2.5, -3], [-1, -0.75], [-5e37, -4e37]]),
          labels: [1, 1, 0, 0, 0, 1, 0]
        )),
      Case(
        "every answer is correct",
        (logits: Tensor([[0, 5, 1, 2], [7, -1, 3, 2], [1, 1.5, 2, 2.25]]), labels: [1, 0, 3])),
      Case("equal logits", (logits: Tensor([[2, 5, 5], [1, 1, 0], [3, 0, 3]]), labels: [1, 1, 2])),
      Case("no answer is correct", (logits: Tensor([[0, 5, 1, 2], [7, -1, 3, 2]]), labels: [2, 3])),
    ],
    drawing: {
      let (images, classes) = ($0.size(), $0.size(from: 2))
      return (logits: $0.tensor(images, classes, in: -99...99), labels: $0.labels(images, classes: classes))
    },
    expected: { answered in
      let (rows, columns) = (answered.logits.shape[0], answered.logits.shape[1])
      let right = (0..<rows).filter { row in
        let label = answered.labels[row], logit = answered.logits[row, label]
        return (0..<columns).allSatisfy { column in
          let other = answered.logits[row, column]
          return column < label ? other < logit : other <= logit
        }
      }
      return Float(right.count) / Float(rows)
    },
    answer: { try $0.accuracy($1.logits, $1.labels) },
    given: [.tensor("logits", \.logits)],
    fitting: { isPossible($0) },
    mistakes: [
      Mistake(
        "the largest logit is looked for among the images",
        "`argmax(axis: 0)` goes down a column and names an image. The classes stand along axis 1."
      ) { Float(matches($0.logits.argmax(axis: 0), $0.labels)) / Float($0.labels.count) },
      Mistake(
        "the largest logit of the whole batch is looked for",
        "`argmax()` without an axis finds one place in all of the batch. Each image has an answer of its own: axis 1."
      ) {
        let place = $0.logits.argmax()
        return Float($0.labels.filter { $0 == place }.count) / Float($0.labels.count)
      },
      Mistake(
        "the wrong answers are counted",
        "That is the error rate, 1 − accuracy. Count where answer and label are equal."
      ) { 1 - Float(right($0)) / Float($0.labels.count) },
      Mistake(
        "the largest logit starts at 0",
        "All logits of an image may be negative. Start from the first logit of the row itself."
      ) {
        let chosen = $0.logits.relu().argmax(axis: 1)
        return Float(matches(chosen, $0.labels)) / Float($0.labels.count)
      },
      Mistake(
        "of several equal logits the last is chosen",
        "The first of them is the answer: a later one has to be larger, `>`, not `>=`."
      ) {
        let last = $0.logits.flipped(axes: 1).argmax(axis: 1)
        let classes = $0.logits.shape[1]
        return Float(matches(last.map { classes - 1 - $0 }, $0.labels)) / Float($0.labels.count)
      },
      Mistake(
        "the true class counts as correct where another one's logit is as large",
        "A network has one answer for each image: of several equal logits, the first."
      ) {
        let largest = $0.logits.maximum(axes: 1)
        let (logits, labels) = ($0.logits, $0.labels)
        return Float(labels.indices.count { logits[$0, labels[$0]] == largest[$0] }) / Float(labels.count)
      },
      Mistake(
        "an answer counts only if its probability is a half or more",
        "Of several classes the largest may have less than that. Ask which one it is, not how probable it is."
      ) {
        let (p, labels) = ($0.logits.softmax(axis: 1), $0.labels)
        return Float(labels.indices.count { p[$0, labels[$0]] >= 0.5 }) / Float(labels.count)
      },
      Mistake(
        "the smallest logit is chosen", "The network's answer is the class with the largest logit."
      ) { Float(matches((-$0.logits).argmax(axis: 1), $0.labels)) / Float($0.labels.count) },
      Mistake(
        "classes are counted from 1",
        "The first class is 0, as in `argmax`: the label and the column are the same number."
      ) {
        let chosen = $0.logits.argmax(axis: 1).map { $0 + 1 }
        return Float(matches(chosen, $0.labels)) / Float($0.labels.count)
      },
    ])

  private static func right(_ answered: Answered) -> Int { matches(answered.logits.argmax(axis: 1), answered.labels) }

  private static func matches(_ chosen: [Int], _ labels: [Int]) -> Int {
    zip(chosen, labels).filter { $0 == $1 }.count
  }
}
