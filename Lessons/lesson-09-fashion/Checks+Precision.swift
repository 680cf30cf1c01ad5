import Checking
import TensorCore
import Walkthrough

extension Fashion {
  private typealias ClassOfMatrix = (confusion: Tensor, label: Int)

  static let precisionRecallF1 = Exercise(
    "9.5", answers,
    cases: [
      Case("the first of two classes", (confusion: Tensor([[3, 1], [2, 2]]), label: 0) as ClassOfMatrix),
      Case("the last of three classes", (confusion: Tensor([[8, 2, 5], [1, 1, 2], [5, 0, 15]]), label: 2)),
      Case("a class that is never said", (confusion: Tensor([[4, 0, 4], [1, 0, 1], [0, 0, 5]]), label: 1)),
      Case("a class that is said once", (confusion: Tensor([[1, 2], [0, 4]]), label: 0)),
      Case("a class without images", (confusion: Tensor([[2, 1, 3], [0, 0, 0], [1, 4, 6]]), label: 1)),
      Case("never correct", (confusion: Tensor([[0, 2], [3, 4]]), label: 0)),
      Case("always correct", (confusion: Tensor([[5, 0], [0, 7]]), label: 1)),
    ],
    drawing: { draw in
      let classes = draw.size(from: 2)
      let counts = (0..<classes).map { _ in (0..<classes).map { _ in Float(max(0, draw.integer(-4...9))) } }
      return (confusion: Tensor(counts), label: draw.integer(0...classes - 1))
    },
    expected: { measures($0) },
    answer: { try $0.precisionRecallF1($1.confusion, label: $1.label) },
    given: [.integer("label", \.label), .tensor("confusion", \.confusion)],
    fitting: { 0..<$0.confusion.shape[0] ~= $0.label },
    mistakes: [
      Mistake(
        "precision and recall are exchanged",
        "Precision asks about those that were taken for the class: a column. Recall asks about those that belong to "
          + "it: a row."
      ) { measures(($0.confusion.transposed(), $0.label)) },
      Mistake(
        "F1 is the ordinary mean", "The harmonic mean is 2pr / (p + r): it is small as soon as one of the two is."
      ) {
        let found = measures($0)
        return [found[0], found[1], (found[0] + found[1]) / 2]
      },
      Mistake(
        "0 is divided by 0", "A class may have no images, or never be said. Look at the denominator first."
      ) {
        input in
        let right = input.confusion[input.label, input.label]
        let (p, r) = (
          right / input.confusion.sum(axes: 0)[input.label], right / input.confusion.sum(axes: 1)[input.label]
        )
        return [p, r, 2 * p * r / (p + r)]
      },
      Mistake(
        "F1 divides 0 by 0", "Where precision and recall are both 0, so is their sum. Look at it first, and give 0."
      ) {
        let found = measures($0)
        return [found[0], found[1], 2 * found[0] * found[1] / (found[0] + found[1])]
      },
      Mistake(
        "the sum in F1 has no parentheses",
        "`2 * p * r / p + r` divides by p alone and then adds r: put the sum into parentheses, `(p + r)`."
      ) {
        let found = measures($0)
        return [found[0], found[1], found[0] > 0 ? 2 * found[0] * found[1] / found[0] + found[1] : 0]
      },
      Mistake(
        "precision is the share of all images",
        "Divide by the images that were taken for this class: its column, added up."
      ) { input in
        let (p, r) = (input.confusion[input.label, input.label] / input.confusion.sum(), measures(input)[1])
        return [p, r, p + r > 0 ? 2 * p * r / (p + r) : 0]
      },
      Mistake(
        "the correct ones are missing from what is divided by",
        "All that were taken for the class, and all that belong to it, count: the correct ones among them."
      ) { input in
        let right = input.confusion[input.label, input.label]
        let (taken, own) = (
          input.confusion.sum(axes: 0)[input.label] - right, input.confusion.sum(axes: 1)[input.label] - right
        )
        let (p, r) = (taken > 0 ? right / taken : 0, own > 0 ? right / own : 0)
        return [p, r, p + r > 0 ? 2 * p * r / (p + r) : 0]
      },
      Mistake(
        "the 2 of F1 is missing", "The harmonic mean of two equal numbers is that number: 2pp / (p + p)."
      ) {
        let found = measures($0)
        return [found[0], found[1], found[2] / 2]
      },
    ],
    explaining: { input, _ in
      let (row, column) = (input.confusion.sum(axes: 1)[input.label], input.confusion.sum(axes: 0)[input.label])
      return .text(
        "\(Int(row)) images belong to class \(input.label), \(Int(column)) were taken for it, and "
          + "\(Int(input.confusion[input.label, input.label])) of them correctly.")
    })

  /// From F1's other form: twice the correct ones, divided by those of the class and those taken for it.
  private static func measures(_ input: ClassOfMatrix) -> [Float] {
    let classes = 0..<input.confusion.shape[0]
    let right = Double(input.confusion[input.label, input.label])
    let taken = classes.reduce(0.0) { $0 + Double(input.confusion[$1, input.label]) }
    let own = classes.reduce(0.0) { $0 + Double(input.confusion[input.label, $1]) }
    return [(right, taken), (right, own), (2 * right, taken + own)].map { $1 > 0 ? Float($0 / $1) : 0 }
  }
}
