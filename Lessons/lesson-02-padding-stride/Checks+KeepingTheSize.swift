import Checking
import TensorCore
import Walkthrough

extension PaddingAndStride {
  private typealias Spread = (kernel: Int, dilation: Int)

  static let paddingKeepingTheSize = Exercise(
    "2.5", answers,
    cases: [
      Case("kernel 3", (kernel: 3, dilation: 1)),
      Case("kernel 5", (kernel: 5, dilation: 1)),
      Case("kernel 1, which takes nothing", (kernel: 1, dilation: 1)),
      Case("kernel 3, dilation 2", (kernel: 3, dilation: 2)),
      Case("kernel 5, dilation 3", (kernel: 5, dilation: 3)),
      Case("kernel 7, dilation 2", (kernel: 7, dilation: 2)),
    ],
    drawing: { (kernel: 2 * $0.integer(0...4) + 1, dilation: $0.integer(1...3)) },
    // The definition: try one padding after the other.
    expected: { (spread: Spread) in
      let kernel = spread.dilation * (spread.kernel - 1) + 1
      return (0...kernel).first { size((input: 28, kernel: kernel, stride: 1, padding: $0)) == 28 } ?? -1
    },
    answer: { try $0.paddingKeepingTheSize(kernel: $1.kernel, dilation: $1.dilation) },
    given: [.integer("kernel", \.kernel), .integer("dilation", \.dilation)],
    fitting: { $0.kernel > 0 && $0.dilation > 0 },
    mistakes: paddingMistakes,
    explaining: { spread, _ in
      let size = spread.dilation * (spread.kernel - 1) + 1
      return .text("The kernel is spread over \(size), so without padding the output is smaller by \(size - 1).")
    })

  private static let paddingMistakes: [Mistake<Spread>] = [
    Mistake(
      "the padding of both sides is given, or full padding",
      "What the kernel takes is shared by two sides: each gets half of it."
    ) { $0.dilation * ($0.kernel - 1) },
    Mistake(
      "dilation and halving are left out",
      "Half of what the kernel takes goes to each side, and a dilated kernel takes more."
    ) { $0.kernel - 1 },
    Mistake(
      "it is one too many",
      "Half of a kernel of 5, without its middle, is 2. Try it on paper: how far does the kernel reach out?"
    ) { $0.dilation * ($0.kernel - 1) / 2 + 1 },
    Mistake(
      "the dilation stretches the whole kernel",
      "The dilation lies *between* the weights, and there is one gap fewer than there are weights."
    ) { $0.dilation * $0.kernel / 2 },
    Mistake(
      "the brackets are missing",
      "`/` comes before `-`, and `1 / 2` is 0 between whole numbers. Put what is divided into brackets."
    ) { $0.dilation * $0.kernel },
    Mistake(
      "the kernel is spread over dilation times its size",
      "The dilation lies *between* the weights, and there is one gap fewer than there are weights."
    ) { ($0.dilation * $0.kernel - 1) / 2 },
    Mistake(
      "it is one too many, and the dilation plays no part",
      "Half of a kernel of 5, without its middle, is 2. And a dilated kernel reaches further."
    ) { ($0.kernel + 1) / 2 },
    Mistake(
      "the padding is as large as the kernel",
      "Without dilation so much padding makes the output larger than the image. How far does the kernel reach out "
        + "beside its middle?"
    ) { $0.kernel },
    Mistake(
      "the dilation is added, not multiplied", "Every gap between weights becomes wider, not only one."
    ) { ($0.kernel - 1) / 2 + $0.dilation - 1 },
    Mistake(
      "the padding is as large as the kernel is spread",
      "So much padding makes the output larger than the image. Half of it, without the middle, is enough."
    ) { $0.dilation * ($0.kernel - 1) + 1 },
    Mistake(
      "there is no padding", "Without padding the output is smaller, for every kernel larger than 1."
    ) { _ in 0 },
  ]
}
