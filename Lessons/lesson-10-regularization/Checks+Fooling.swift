import Checking
import TensorCore
import Walkthrough

extension Regularization {
  private typealias Fooling = (image: Tensor, centre: Tensor, most: Float, step: Float, times: Int)

  static let fooled = Exercise(
    "10.6", answers,
    cases: [
      Case(
        "two steps, kept near and below 1",
        (image: Tensor([0.5, 0.9]), centre: Tensor([2, 2]), most: 0.2, step: 0.15, times: 2) as Fooling),
      Case(
        "both directions, and a gradient of 0",
        (image: Tensor([[0.25, 0.5, 0.75]]), centre: Tensor([[0.5, 0.5, 0.5]]), most: 0.25, step: 0.125, times: 1)),
      Case(
        "down to 0",
        (image: Tensor([[0.125], [0.5]]), centre: Tensor([[-1], [-1]]), most: 0.5, step: 0.25, times: 2)),
      Case(
        "a gradient that turns on the way",
        (image: Tensor([0.375, 0.625]), centre: Tensor([0.5, 0.5]), most: 0.5, step: 0.25, times: 3)),
      Case(
        "a gradient that shrinks to 0",
        (image: Tensor([0.25, 0.75, 0.25]), centre: Tensor([1, 0.25, 0.5]), most: 0.375, step: 0.0625, times: 4)),
      Case(
        "kept near before the gradient is asked again",
        (image: Tensor([0.5, 0.5]), centre: Tensor([0.6875, 0.3125]), most: 0.125, step: 0.25, times: 2)),
      Case(
        "a gradient close to 0",
        (
          image: Tensor([0.5, 0.5, 0]), centre: Tensor([0.50006103515625, 0.49993896484375, 1e-20]), most: 0.5,
          step: 0.125, times: 1
        )),
      Case("no step", (image: Tensor([0.5, 0.25]), centre: Tensor([0, 0]), most: 0.5, step: 0.5, times: 0)),
    ],
    drawing: {
      let (rows, columns) = ($0.size(), $0.size())
      return (
        image: $0.tensor(rows, columns, in: 0...1),
        centre: $0.tensor(rows, columns, in: -1...2) + Float($0.integer(0...1)) / 16,
        most: Float($0.integer(1...4)) / 8, step: Float($0.integer(1...4)) / 16, times: $0.integer(0...6)
      )
    },
    expected: { walked($0) },
    answer: { tasks, input in
      try tasks.fooled(input.image, most: input.most, step: input.step, times: input.times) {
        slope($0, centre: input.centre)
      }
    },
    given: [.number("most", \.most), .number("step", \.step), .integer("times", \.times), .tensor("image", \.image)],
    fitting: { $0.most >= 0 && $0.times >= 0 && $0.image.shape == $0.centre.shape },
    mistakes: [
      Mistake(
        "the loss is made smaller", "Training goes against the gradient. Here the loss should grow: go along with it."
      ) { walked($0, along: { -sign($0) }) },
      Mistake(
        "the pixels leave 0 to 1", "A picture has no pixels above 1 or below 0: clamp after each step."
      ) { walked($0, range: -9...9) },
      Mistake(
        "the image goes further than `most`",
        "After each step bring each pixel back to within `most` of the original."
      ) { walked(($0.image, $0.centre, 9, $0.step, $0.times)) },
      Mistake(
        "`most` is counted from the image before the step",
        "However many steps there are, each pixel stays within `most` of the *original* one."
      ) { walked(($0.image, $0.centre, 9, min($0.step, $0.most), $0.times)) },
      Mistake(
        "the gradient itself is added, not its sign", "Each pixel moves by `step`, however steep the loss is there."
      ) { walked($0, along: { $0 }) },
      Mistake(
        "the gradient is asked for once only",
        "After a step the gradient is another one. Ask anew, at the moved image."
      ) { walked($0, anew: false) },
      Mistake(
        "the pixels are brought back only at the end",
        "Do it after each step, within the loop. Further away the gradient may be another one, and the next step with it."
      ) {
        let far = walked(($0.image, $0.centre, 99, $0.step, $0.times), range: -99...99)
        return minimum(maximum(far, $0.image - $0.most), $0.image + $0.most).clamped(to: 0...1)
      },
      Mistake(
        "a gradient of 0 counts as one above 0", "Where the gradient is 0, the pixel is left as it is."
      ) { walked($0, along: { $0 >= 0 ? 1 : -1 }) },
      Mistake(
        "a gradient of 0 counts as one below 0", "Where the gradient is 0, the pixel is left as it is."
      ) { walked($0, along: { $0 > 0 ? 1 : -1 }) },
      Mistake(
        "each step is as large as `most`", "A pixel moves by `step` each time. `most` only says how far it may come."
      ) { walked(($0.image, $0.centre, $0.most, $0.most, $0.times)) },
      Mistake(
        "you give what is added, not the image", "The image is asked for, with what has been added to it."
      ) { walked($0) - $0.image },
    ],
    explaining: { input, place in
      let offset = zip(place, input.image.shape).reduce(0) { $0 * $1.1 + $1.0 }
      return .text(
        "This pixel is \(input.image.reshaped(-1)[offset]) in the original. Its gradient is 4 · (centre − pixel), with the "
          + "centre \(input.centre.reshaped(-1)[offset]) and the pixel as it is by then.")
    })

  private static func sign(_ value: Float) -> Float { value > 0 ? 1 : value < 0 ? -1 : 0 }

  /// The gradient of a loss that is largest at a centre.
  private static func slope(_ image: Tensor, centre: Tensor) -> Tensor { 4 * (centre - image) }

  /// Pixel by pixel, as none of them knows of the others.
  private static func walked(
    _ input: Fooling, along: (Float) -> Float = sign, range: ClosedRange<Float> = 0...1, anew: Bool = true
  ) -> Tensor {
    let (start, centre) = (input.image.elements, input.centre.elements)
    return Tensor(
      shape: input.image.shape,
      elements: start.indices.map { place in
        var pixel = start[place]
        for _ in 0..<input.times {
          pixel += input.step * along(4 * (centre[place] - (anew ? pixel : start[place])))
          pixel = min(max(pixel, start[place] - input.most), start[place] + input.most)
          pixel = min(max(pixel, range.lowerBound), range.upperBound)
        }
        return pixel
      })
  }
}
