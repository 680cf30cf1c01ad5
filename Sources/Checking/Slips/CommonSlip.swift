import Pages
import TensorCore

/// A slip that any exercise may meet, as what it makes of the right values: so no exercise needs to list it.
struct CommonSlip: Sendable {
  let known: Diagnosis.Known
  /// What is given in place of a right tensor. Nil where there is no such thing.
  let wrong: @Sendable (Tensor) -> Tensor?

  /// The slips that change where values stand come first, then those that change the values.
  static let all = places + shapes + values

  private init(_ name: Prose, _ explanation: Prose, _ wrong: @escaping @Sendable (Tensor) -> Tensor?) {
    known = Diagnosis.Known(name: name, explanation: explanation)
    self.wrong = wrong
  }

  // MARK: Along an axis

  /// An axis that all tensors of some ranks have.
  private struct Axis: Sendable {
    let one, many: String
    /// Its place in a tensor of a rank; nil if there is none.
    let place: @Sendable (_ rank: Int) -> Int?

    static let all = [
      Axis(one: "number", many: "numbers") { $0 == 1 ? 0 : nil },
      Axis(one: "row", many: "rows") { $0 > 1 ? $0 - 2 : nil },
      Axis(one: "column", many: "columns") { $0 > 1 ? $0 - 1 : nil },
      Axis(one: "slice along axis 0", many: "slices along axis 0") { $0 > 2 ? 0 : nil },
      Axis(one: "slice along axis 1", many: "slices along axis 1") { $0 > 3 ? 1 : nil },
    ]
  }

  /// A slip along any axis: how many entries there are in place of `size`, and which one stands where; nil is a zero.
  private struct AlongAxis: Sendable {
    let name, explanation: @Sendable (Axis) -> Prose
    var size: @Sendable (_ size: Int) -> Int = { $0 }
    let source: @Sendable (_ index: Int, _ size: Int) -> Int?

    func wrong(_ tensor: Tensor, _ axis: Axis) -> Tensor? {
      guard let place = axis.place(tensor.rank), size(tensor.shape[place]) >= 0 else { return nil }
      return tensor.picked(along: place, count: size(tensor.shape[place]), source)
    }

    static let all = [
      AlongAxis(
        name: { "the last \($0.one) is never written" },
        explanation: { _ in
          "It has stayed 0. `0..<count` ends before `count` by itself, so nothing is to be taken off."
        },
        source: { $0 < $1 - 1 ? $0 : nil }),
      AlongAxis(
        name: { "the first \($0.one) is never written" },
        explanation: { "It has stayed 0. The \($0.many) are counted from 0: let the loop begin there." },
        source: { index, _ in index > 0 ? index : nil }),
      AlongAxis(
        name: { "the last \($0.one) is missing" },
        explanation: { _ in "From the first to the last it is one more than their difference: is there a `+ 1`?" },
        size: { $0 - 1 }, source: { index, _ in index }),
      AlongAxis(
        name: { "the first \($0.one) is missing" },
        explanation: { "The \($0.many) are counted from 0: let the loop begin there." },
        size: { $0 - 1 }, source: { index, _ in index + 1 }),
      AlongAxis(
        name: { "one \($0.one) too many is there, and it is 0" },
        explanation: { _ in "Count once more how many there are: a `+ 1` may be too many." },
        size: { $0 + 1 }, source: { $0 < $1 ? $0 : nil }),
      AlongAxis(
        name: { "nothing is written behind the first \($0.one)" },
        explanation: { _ in "What comes behind it has stayed 0. Does a `return` stand inside the loop?" },
        source: { index, _ in index == 0 ? 0 : nil }),
      AlongAxis(
        name: { "nothing but the last \($0.one) is written" },
        explanation: { _ in
          "What comes before it has stayed 0. Does an index stand where the loop's variable belongs?"
        },
        source: { $0 == $1 - 1 ? $0 : nil }),
      AlongAxis(
        name: { "all \($0.many) are alike" },
        explanation: { "They repeat the first one. Does the index of the \($0.one) stand in what is read?" },
        source: { _, _ in 0 }),
      AlongAxis(
        name: { "the \($0.many) come in reverse order" },
        explanation: { _ in "The numbers are correct. An index runs backwards, or a flip is too many or missing." },
        source: { $1 - 1 - $0 }),
      AlongAxis(
        name: { "everything is moved by one \($0.one)" },
        explanation: {
          """
          The \($0.many) are counted from 0: look at a `+ 1` or `− 1` in an index. Or each is written too early, before \
          it is worked out.
          """
        },
        source: { index, _ in index > 0 ? index - 1 : nil }),
      AlongAxis(
        name: { "everything is moved back by one \($0.one)" },
        explanation: { "The \($0.many) are counted from 0: look at a `+ 1` or `− 1` in an index." },
        source: { $0 + 1 < $1 ? $0 + 1 : nil }),
      AlongAxis(
        name: { "the \($0.many) have gone round by one" },
        explanation: { "The \($0.many) are counted from 0: look at a `+ 1` or `− 1` in an index." },
        source: { ($0 + $1 - 1) % $1 }),
      AlongAxis(
        name: { "the \($0.many) have gone round by one, backwards" },
        explanation: { "The \($0.many) are counted from 0: look at a `+ 1` or `− 1` in an index." },
        source: { ($0 + 1) % $1 }),
    ]
  }

  /// Each along each axis, and along rows and columns at once.
  private static let places = AlongAxis.all.flatMap { slip in
    Axis.all.map { axis in CommonSlip(slip.name(axis), slip.explanation(axis)) { slip.wrong($0, axis) } }
      + [
        CommonSlip("\(slip.name(Axis.all[1])), and \(slip.name(Axis.all[2]))", slip.explanation(Axis.all[1])) {
          slip.wrong($0, Axis.all[1]).flatMap { slip.wrong($0, Axis.all[2]) }
        }
      ]
  }

  // MARK: Shapes

  private static let shapes = [
    CommonSlip(
      "rows and columns are exchanged",
      "The numbers are correct. The first index is the row, where you read as well as where you write."
    ) { $0.rank > 1 ? $0.exchanged($0.rank - 2, $0.rank - 1) : nil },
    CommonSlip(
      "the first two axes are exchanged", "The numbers are correct. See what the shape that is asked for begins with."
    ) { $0.rank > 2 ? $0.exchanged(0, 1) : nil },
    CommonSlip("the first axis is left in, with size 1", "The numbers are correct. That axis is to be dropped.") {
      $0.unsqueezed(axis: 0)
    },
    CommonSlip("the last axis is left in, with size 1", "The numbers are correct. That axis is to be dropped.") {
      $0.unsqueezed(axis: $0.rank)
    },
    CommonSlip("the last two axes are left in, with size 1", "The numbers are correct. Both are to be dropped.") {
      $0.unsqueezed(axis: $0.rank).unsqueezed(axis: $0.rank + 1)
    },
    CommonSlip(
      "all is added up into one number", "Tell the sum along which axis it goes, or begin it anew for each number."
    ) { Tensor($0.sum()) },
    CommonSlip(
      "all is averaged into one number", "Tell the mean along which axis it goes: what is asked for has a shape."
    ) { Tensor($0.mean()) },
    CommonSlip("the numbers stand in one line", "They are correct. Give them the shape that is asked for.") {
      $0.rank > 1 ? $0.reshaped(-1) : nil
    },
    CommonSlip(
      "the sum is carried on from number to number",
      "The numbers pile up. Let the sum begin at 0 again for each of them, inside the loops."
    ) { tensor in
      var sum: Float = 0
      return tensor.map {
        sum += $0
        return sum
      }
    },
    CommonSlip(
      "the sum is carried on along each row",
      "Along a row the numbers pile up. Let the sum begin at 0 again for each of them."
    ) { $0.rank > 1 ? $0.cumulativeSum(axis: $0.rank - 1) : nil },
    CommonSlip(
      "the sum is carried on down each column",
      "Down a column the numbers pile up. Give what each row adds, not what all of them have come to."
    ) { $0.rank > 1 ? $0.cumulativeSum(axis: $0.rank - 2) : nil },
  ]

  // MARK: Values

  private static let values = [
    CommonSlip(
      "every number is 0",
      "Nothing is added up or written, or a whole number is divided by a larger one: `1 / 4` is 0."
    ) { $0 * 0 },
    CommonSlip(
      "the sign is the wrong one",
      "All else is correct. Which of two is subtracted from which, and is there a minus sign too many or too few?"
    ) { -$0 },
    CommonSlip("the signs are lost", "What is below 0 should stay there.") { $0.abs() },
    CommonSlip("what is below 0 has become 0", "A largest value that starts at 0, or a ReLU, does that.") {
      $0.relu()
    },
    CommonSlip("what is above 0 has become 0", "Look at a comparison or a smallest value that starts at 0.") {
      -(-$0).relu()
    },
    CommonSlip("the numbers are squared", "A root is missing, or a square is too many.") { $0.squared() },
    CommonSlip("the root of the numbers is given", "A square is missing, or a root is too many.") {
      $0.map { $0 >= 0 ? $0.squareRoot() : .nan }
    },
    CommonSlip("the logarithm is missing", "Take the logarithm of what you give.") { $0.exp() },
    CommonSlip("the exponential is missing", "Take the exponential of what you give.") {
      $0.elements.allSatisfy { $0 > 0 } ? $0.log() : nil
    },
    CommonSlip(
      "the numbers are rounded down", "Whole numbers are divided somewhere, or made of numbers with a fraction."
    ) { $0.map { $0.rounded(.towardZero) } },
    CommonSlip("the rest up to 1 is given", "Take it away from 1, or leave that out.") { 1 - $0 },
    CommonSlip("the fractions stand on their heads", "Divide the other way round.") { 1 / $0 },
  ]
}

extension Tensor {
  fileprivate func exchanged(_ one: Int, _ other: Int) -> Tensor {
    var axes = Array(0..<rank)
    axes.swapAt(one, other)
    return permuted(axes)
  }

  /// A tensor with `count` entries along an axis: at each index the entry that `source` names, or zeros.
  fileprivate func picked(
    along axis: Int, count: Int, _ source: (_ index: Int, _ size: Int) -> Int?
  ) -> Tensor {
    let (size, inner) = (shape[axis], shape[(axis + 1)...].reduce(1, *))
    let old = elements
    var sizes = shape
    sizes[axis] = count
    var picked: [Float] = []
    for outer in 0..<shape[..<axis].reduce(1, *) {
      for index in 0..<count {
        let from = source(index, size).map { (outer * size + $0) * inner }
        picked += from.map { Array(old[$0..<$0 + inner]) } ?? Array(repeating: 0, count: inner)
      }
    }
    return Tensor(shape: sizes, elements: picked)
  }
}
