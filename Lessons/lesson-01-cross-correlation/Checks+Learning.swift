import Checking
import Drawing
import Figures
import TensorCore
import Walkthrough

extension CrossCorrelation {
  static let trueConvolution = Exercise(
    "1.5", answers,
    cases: [
      Case(
        "the lesson's image and kernel", (image: Tensor(0..<9).reshaped(3, 3), kernel: Tensor([[0, 1], [2, 3]]))),
      Case("a square image, a kernel of 3×3", (image: numbers(5, 5, seed: 11), kernel: numbers(3, 3, seed: 12))),
      Case("an image wider than high", (image: numbers(3, 5, seed: 13), kernel: numbers(2, 2, seed: 14))),
      Case("a kernel wider than high", (image: numbers(4, 5, seed: 15), kernel: numbers(2, 3, seed: 16))),
      Case("a kernel higher than wide", (image: numbers(5, 4, seed: 17), kernel: numbers(3, 1, seed: 18))),
    ],
    drawing: {
      let (height, width) = ($0.size(), $0.size())
      return (
        image: $0.tensor($0.size(from: height), $0.size(from: width)), kernel: $0.tensor(height, width, in: -3...3)
      )
    },
    through: ["correlate"],
    expected: { painted($0.image, $0.kernel) },
    answer: { try $0.trueConvolution($1.image, kernel: $1.kernel, correlate: correlation) },
    given: [.tensor("image", \.image), .tensor("kernel", \.kernel)],
    fitting: { rows($0) > 0 && columns($0) > 0 },
    mistakes: convolutionMistakes,
    explaining: { input, _ in products(input.image, input.kernel.flipped(axes: 0, 1)) })

  /// The definition: each pixel paints a copy of the kernel. The middle of the canvas is what a kernel that stays inside
  /// the image would give.
  private static func painted(_ image: Tensor, _ kernel: Tensor) -> Tensor {
    let canvas = paintedWhole(image, kernel)
    return canvas[kernel.shape[0] - 1..<image.shape[0], kernel.shape[1] - 1..<image.shape[1]]
  }

  private static func paintedWhole(_ image: Tensor, _ kernel: Tensor) -> Tensor {
    let (height, width) = (kernel.shape[0], kernel.shape[1])
    var canvas = Tensor.zeros(image.shape[0] + height - 1, image.shape[1] + width - 1)
    for y in 0..<image.shape[0] {
      for x in 0..<image.shape[1] { canvas[y..<y + height, x..<x + width] += kernel * image[y, x] }
    }
    return canvas
  }

  private static let convolutionMistakes: [Mistake<Operands>] = [
    Mistake(
      "the kernel is not turned", "That is cross-correlation. Convolution turns the kernel by 180° before it slides."
    ) { correlation($0.image, $0.kernel) },
    Mistake(
      "the kernel is only turned upside down",
      "Axis 0 is done; left and right must be exchanged as well. Both together are a turn by 180°."
    ) { correlation($0.image, $0.kernel.flipped(axes: 0)) },
    Mistake(
      "the kernel is only mirrored left to right",
      "Axis 1 is done; top and bottom must be exchanged as well. Both together are a turn by 180°."
    ) { correlation($0.image, $0.kernel.flipped(axes: 1)) },
    Mistake(
      "the kernel is turned by 90°", "A quarter turn is not enough. Turn by 180°: upside down and left to right."
    ) { correlation($0.image, $0.kernel.transposed().flipped(axes: 1)) },
    Mistake(
      "the kernel is turned by 90° anticlockwise",
      "A quarter turn is not enough. Turn by 180°: upside down and left to right."
    ) { correlation($0.image, $0.kernel.transposed().flipped(axes: 0)) },
    Mistake(
      "the kernel is transposed",
      "Exchanging rows and columns mirrors along the diagonal. A turn by 180° reverses both the rows and the columns."
    ) { correlation($0.image, $0.kernel.transposed()) },
    Mistake(
      "the image is turned in place of the kernel",
      "The products are correct, but they come out in reverse order. Leave the image as it is and turn the kernel."
    ) { correlation($0.image.flipped(axes: 0, 1), $0.kernel) },
    Mistake(
      "image and kernel are both turned, or the output",
      "That is a cross-correlation, turned as a whole. Turn the kernel alone, before it slides."
    ) { correlation($0.image.flipped(axes: 0, 1), $0.kernel.flipped(axes: 0, 1)) },
    Mistake(
      "image and kernel are exchanged in the call",
      "`correlate(image, kernel)`: what slides over the other comes second."
    ) { _ in throw WouldCrash(saying: "does not fit into an image") },
    Mistake(
      "the kernel also slides over the rim",
      "The numbers in the middle are correct. Here only positions where the kernel lies inside the image are asked for."
    ) { paintedWhole($0.image, $0.kernel) },
    Mistake(
      "the signs of the kernel are changed",
      "−kernel changes signs, not places. Turning moves the weights: the first becomes the last."
    ) { correlation($0.image, -$0.kernel) },
  ]

  private typealias Step = (kernel: Tensor, image: Tensor, target: Tensor, importance: Tensor, rate: Float)

  static let kernelAfterOneStep = Exercise(
    "1.6", answers,
    cases: [
      Case(
        "a band, and a kernel of zeros",
        (
          kernel: Tensor([[0, 0]]), image: Tensor([[0, 1, 1, 0]]), target: Tensor([[-1, 0, 1]]),
          importance: Tensor([[1, 1, 3]]), rate: 0.1
        )),
      Case(
        "a kernel that has learned everything, and stays",
        (
          kernel: Tensor([[1, -1]]), image: Tensor([[0, 1, 1, 0], [0, 1, 1, 0]]),
          target: Tensor([[-1, 0, 1], [-1, 0, 1]]), importance: Tensor([[1, 2, 1], [1, 0.5, 1]]), rate: 0.1
        )),
      Case(
        "a kernel halfway, and two places that do not matter",
        (
          kernel: Tensor([[0.5, -1.25]]), image: numbers(3, 5, seed: 21), target: numbers(3, 4, seed: 22),
          importance: Tensor([[1, 2, 0.5, 1], [0, 1, 4, 1], [0, 3, 1, 0.25]]), rate: 0.001
        )),
      Case(
        "a kernel of 2×3",
        (
          kernel: Tensor([[0.5, 1, -2], [0.25, -1, 3]]), image: numbers(4, 5, seed: 23),
          target: numbers(3, 3, seed: 24), importance: Tensor([[1, 0.5, 2], [3, 1, 1], [0.25, 2, 1]]), rate: 0.002
        )),
    ],
    drawing: {
      let (height, width, rows, columns) = ($0.size(), $0.size(), $0.size(), $0.size())
      return (
        kernel: $0.tensor(height, width, in: -3...3),
        image: $0.tensor(height + rows - 1, width + columns - 1, in: -3...3),
        target: $0.tensor(rows, columns, in: -3...3), importance: $0.tensor(rows, columns, in: 0...3),
        rate: $0.number(0...1)
      )
    },
    expected: { stepped($0) },
    answer: {
      try $0.kernelAfterOneStep(
        $1.kernel, image: $1.image, target: $1.target, importance: $1.importance, rate: $1.rate,
        correlate: correlation)
    },
    given: [
      .number("rate", \.rate), .tensor("image", \.image), .tensor("kernel", \.kernel), .tensor("target", \.target),
      .tensor("importance", \.importance),
    ],
    fitting: {
      $0.target.shape == [rows(($0.image, $0.kernel)), columns(($0.image, $0.kernel))]
        && $0.importance.shape == $0.target.shape
    },
    mistakes: stepMistakes,
    explaining: { input, place in
      let (weight, slope) = (input.kernel[place[0], place[1]], gradient(input)[place[0], place[1]])
      return .text(
        "The weight was \(decimals(weight)), and its gradient is \(decimals(slope)). The rate times that is subtracted."
      )
    })

  private static func decimals(_ value: Float) -> String { Numerals.text(Double(value), decimals: 4) }

  private static func errors(_ input: Step) -> Tensor { correlation(input.image, input.kernel) - input.target }

  /// How fast the loss grows as each weight grows, from how fast it grows with each output: the library's gradient.
  private static func gradient(_ input: Step, outputs: Tensor? = nil) -> Tensor {
    let outputs = outputs ?? 2 * input.importance * errors(input)
    return convolve2dKernelGradient(
      input.image.unsqueezed(axis: 0).unsqueezed(axis: 0),
      outputGradient: outputs.unsqueezed(axis: 0).unsqueezed(axis: 0),
      window: Size2D(height: input.kernel.shape[0], width: input.kernel.shape[1])
    ).selecting(0).selecting(0)
  }

  /// The kernel after a step, and after one by a mistake in how fast the loss grows with each output.
  private static func stepped(_ input: Step, outputs: Tensor? = nil) -> Tensor {
    input.kernel - input.rate * gradient(input, outputs: outputs)
  }

  private static let stepMistakes: [Mistake<Step>] = [
    Mistake(
      "the step goes uphill",
      "The loss grows with such a step. Subtract rate times gradient, and let an error be output minus target."
    ) { $0.kernel + $0.rate * gradient($0) },
    Mistake(
      "the factor 2 is missing",
      "The square of an error changes at twice the error. The step is half as long as it should be."
    ) { $0.kernel - $0.rate * gradient($0) / 2 },
    Mistake(
      "importance is squared with the error",
      "In importance · error² only the error is squared. So in its gradient, too, the importance is a plain factor."
    ) { stepped($0, outputs: 2 * $0.importance.squared() * errors($0)) },
    Mistake(
      "the output is multiplied by its importance, and not the error",
      "First subtract the target from the output: that is the error, and what the importance belongs to."
    ) { input in
      let outputs = input.importance * correlation(input.image, input.kernel) - input.target
      return stepped(input, outputs: 2 * outputs)
    },
    Mistake(
      "the target is multiplied by its importance, and not the error",
      "Brackets are missing: subtract the target from the output, and multiply the error then."
    ) { input in
      let outputs = correlation(input.image, input.kernel) - input.importance * input.target
      return stepped(input, outputs: 2 * outputs)
    },
    Mistake(
      "importance is multiplied by the gradient, and not by the errors",
      "Each output pixel has an importance of its own. It must be there before the errors are added up in the gradient."
    ) { throw WouldCrash(saying: "*: the shapes \($0.importance.shape) and \($0.kernel.shape) do not match") },
    Mistake(
      "the gradient is multiplied by importance, and not the errors",
      "Each output pixel has an importance of its own. It must be there before the errors are added up in the gradient."
    ) { throw WouldCrash(saying: "*: the shapes \($0.kernel.shape) and \($0.importance.shape) do not match") },
    Mistake(
      "the target is subtracted from the image",
      "An error is *output* minus target. Slide the kernel over the image first."
    ) { throw WouldCrash(saying: "-: the shapes \($0.image.shape) and \($0.target.shape) do not match") },
    Mistake(
      "the errors are subtracted from the kernel",
      "There is one for each output pixel. The gradient, which is as large as the kernel, comes from sliding them over "
        + "the image."
    ) { throw WouldCrash(saying: "-: the shapes \($0.kernel.shape) and \($0.target.shape) do not match") },
    Mistake(
      "what slides is larger than what it slides over",
      "`correlate(a, b)` slides b over a: first the kernel over the image, and then the errors over the image."
    ) { _ in throw WouldCrash(saying: "does not fit into an image") },
    Mistake(
      "it is divided by what importance adds up to",
      "That makes a weighted mean. Here the loss is a *sum*, so nothing is divided."
    ) { stepped($0, outputs: 2 * $0.importance * errors($0) / $0.importance.sum()) },
    Mistake(
      "the mean of the errors is taken, not the sum",
      "The loss is the *sum* over all output pixels, so nothing is divided by their number."
    ) { $0.kernel - $0.rate * gradient($0) / Float($0.target.count) },
    Mistake(
      "the gradient is divided by the rate", "A small rate should make a small step. Multiply the gradient by it."
    ) { $0.kernel - gradient($0) / $0.rate },
    Mistake(
      "the gradient is given back, not the kernel", "The gradient is correct. One thing is left to do: take the step."
    ) { gradient($0) },
    Mistake(
      "the step is given back, not the kernel",
      "That is how far the kernel should move. Add it to where the kernel stands."
    ) { -$0.rate * gradient($0) },
    Mistake(
      "rate times gradient is given back, not the kernel",
      "That is what should be subtracted. Subtract it from the kernel."
    ) { $0.rate * gradient($0) },
    Mistake(
      "the errors are squared in the gradient",
      "The loss has squares. Its gradient has the errors themselves, times 2."
    ) { stepped($0, outputs: 2 * $0.importance * errors($0).squared()) },
    Mistake(
      "only the size of the errors counts, not their sign",
      "An output that is too large pulls the other way than one that is too small. Keep the sign of the errors."
    ) { stepped($0, outputs: 2 * $0.importance * errors($0).abs()) },
    Mistake(
      "the kernel's own output is left out of the errors",
      "A kernel that has learned everything should stay as it is. The error is output minus target."
    ) { stepped($0, outputs: -2 * $0.importance * $0.target) },
    Mistake(
      "the gradient is turned by 180°",
      "Nothing is turned here. The weight at row i, column j meets the pixels from row i, column j on."
    ) { $0.kernel - $0.rate * gradient($0).flipped(axes: 0, 1) },
    Mistake(
      "all weights meet the same pixels",
      "Each weight has pixels of its own: the second those one column further to the right."
    ) { $0.kernel - $0.rate * gradient($0)[0, 0] },
    Mistake(
      "only the first weight moves", "Every weight has a gradient, and all of them move in the same step."
    ) { input in
      var kernel = input.kernel
      kernel[0, 0] -= input.rate * gradient(input)[0, 0]
      return kernel
    },
    Mistake(
      "the pixels are left out of the gradient",
      "A weight matters as much as the pixels it meets are bright. Multiply each error by its pixel."
    ) { $0.kernel - $0.rate * (2 * $0.importance * errors($0)).sum() },
    Mistake("the kernel stays as it was", "No step has been taken, or its result is not given back.") { $0.kernel },
  ]
}
