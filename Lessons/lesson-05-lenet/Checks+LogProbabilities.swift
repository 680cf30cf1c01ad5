import Checking
import Learning
import TensorCore
import Walkthrough

extension LeNet {
  static let logProbabilities = Exercise(
    "5.3", answers,
    cases: [
      Case("two images and three classes", Tensor([[1, 2, 3], [0, 0, 0]])),
      Case("as many images as classes", Tensor([[0.5, -1, 2], [3, 0.25, 1], [-2, -2.5, -4]])),
      Case("one image", Tensor([[2, -1, 0.5, 1.5]])),
      Case("more images than classes", Tensor([[1, -1], [0.5, 2], [-3, -1.5], [4, 0]])),
      Case("logits near 1000 and −1000", Tensor([[0, 1000, 999, -1000], [-1000, -998, -1001, -997]])),
      // Not so far from 0 that ln Σ eˣ, worked out by itself, loses digits.
      Case("one image, logits near −200", Tensor([[-200, -198, -201]])),
      Case("one image, logits near −60", Tensor([[-60, -58, -61]])),
    ],
    drawing: { $0.tensor($0.size(), $0.size(from: 2), in: -20...20) },
    without: ["logSoftmax"],
    expected: { logSoftmax(Variable(constant: $0)).value },
    answer: { try $0.logProbabilities($1) },
    mistakes: [
      Mistake(
        "softmax runs over the images in place of the classes",
        "Each image has probabilities of its own, that is, each row: add up along axis 1."
      ) { logSoftmax(Variable(constant: $0.transposed())).value.transposed() },
      Mistake(
        "all logits of the batch share one sum",
        "Each image has probabilities of its own, which add up to 1: a sum for each row."
      ) { logSoftmax(Variable(constant: $0.reshaped(-1))).value.reshaped($0.shape) },
      Mistake(
        "a power of e overflows",
        "The formula is correct for small logits, but e¹⁰⁰⁰ is infinity for a `Float`, and e⁻¹⁰⁰⁰ is 0. Subtract the "
          + "largest logit of each image first: softmax stays the same."
      ) { $0 - logOfSum($0) },
      Mistake(
        "a power of e overflows before softmax divides",
        "The formula is correct for small logits, but e¹⁰⁰⁰ is infinity for a `Float`, and ∞ / ∞ is NaN. Subtract the "
          + "largest logit of each image first, and write ln p as a difference."
      ) { ($0.exp() / $0.exp().sum(axes: 1, keepingAxes: true)).log() },
      Mistake(
        "the logarithm is taken of a softmax that has become 0",
        "A tiny probability is rounded to 0, and ln 0 is −∞. Do not compute p at all: ln p = x − ln Σ eˣ."
      ) { softmax(Variable(constant: $0)).value.log() },
      Mistake(
        "the largest logit of the whole batch is subtracted",
        "That overflows no more, but for another image all powers may now become 0. Subtract the largest logit of "
          + "each row: `maximum(axes: 1, keepingAxes: true)`."
      ) { logits in
        let shifted = logits - logits.maximum()
        return shifted - logOfSum(shifted)
      },
      Mistake(
        "less than the largest logit of an image is subtracted",
        "If one logit is far larger than what is subtracted, its power overflows still. Subtract the largest of each row."
      ) {
        let shifted = $0 - $0[0..., 0..<1]
        return shifted - logOfSum(shifted)
      },
      Mistake(
        "the largest logit starts at 0",
        "All logits of an image may be negative. Start from the first logit of the row itself."
      ) { logits in
        let shifted = logits - largest(logits).relu()
        return shifted - logOfSum(shifted)
      },
      Mistake(
        "the largest logit is looked for without the signs",
        "Of −60 and −61 the largest is −60, though 61 is larger than 60. `abs()` has no place here."
      ) { logits in
        let shifted = logits - largest(logits.abs())
        return shifted - logOfSum(shifted)
      },
      Mistake(
        "the largest logit is subtracted in one place only",
        "Of ln p = x − ln Σ eˣ both x and the x in the sum must be the shifted ones, or neither."
      ) { $0 - logOfSum($0 - largest($0)) },
      Mistake(
        "the logarithm of the sum is not subtracted",
        "Logits minus the largest one are still logits. They become log-probabilities once ln Σ eˣ is subtracted."
      ) { $0 - largest($0) },
      Mistake(
        "the powers are averaged in place of added up",
        "Softmax divides by the sum of the powers, so that the probabilities add up to 1."
      ) {
        let shifted = $0 - largest($0)
        return shifted - shifted.exp().mean(axes: 1, keepingAxes: true).log()
      },
      Mistake(
        "the logarithm of the sum has base 10", "ln undoes e: take the natural logarithm, which is `log()` here."
      ) {
        let shifted = $0 - largest($0)
        return shifted - logOfSum(shifted) / ln10
      },
      Mistake(
        "the logarithm has base 10", "ln undoes e: take the natural logarithm, which is `log()` here."
      ) { logSoftmax(Variable(constant: $0)).value / ln10 },
    ])

  private static func largest(_ logits: Tensor) -> Tensor { logits.maximum(axes: 1, keepingAxes: true) }

  private static func logOfSum(_ logits: Tensor) -> Tensor { logits.exp().sum(axes: 1, keepingAxes: true).log() }

  static let ln10 = Tensor(10).log().item
}
