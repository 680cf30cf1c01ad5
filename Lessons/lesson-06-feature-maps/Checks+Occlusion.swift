import Checking
import System
import TensorCore
import Walkthrough

extension FeatureMaps {
  private typealias Occluded = (image: Tensor, weights: Tensor, window: Int)

  static let occlusionMap = Exercise(
    "6.5", answers,
    cases: [
      Case(
        "one pixel at a time",
        (image: Tensor([[1, 2], [3, 4]]), weights: Tensor([[1, 1], [1, 1]]), window: 1) as Occluded),
      Case(
        "a square image, a window of 2",
        (
          image: Tensor([[1, 0, 2], [3, 1, 1], [0, 2, 1]]), weights: Tensor([[1, -1, 2], [0, 3, 1], [2, 1, -2]]),
          window: 2
        )),
      Case(
        "an image wider than high",
        (
          image: Tensor([[1, 2, 0, 3, 1], [2, 1, 4, 1, 0]]), weights: Tensor([[1, 0, -1, 2, 1], [3, -2, 1, 1, 0]]),
          window: 2
        )),
      Case(
        "the cover is as large as the image",
        (image: Tensor([[1, 2], [3, 5]]), weights: Tensor([[1, 2], [2, -1]]), window: 2)),
    ],
    drawing: {
      let window = $0.size()
      let (height, width) = ($0.size(from: window), $0.size(from: window))
      return (
        image: $0.tensor(height, width, in: -3...3), weights: $0.tensor(height, width, in: -3...3), window: window
      )
    },
    expected: { falls($0) },
    answer: { tasks, input in
      try tasks.occlusionMap(input.image, window: input.window) { image in
        require(
          image.shape == input.image.shape,
          "score: it takes images of the shape \(input.image.shape), not \(image.shape)")
        return score((image * input.weights).sum())
      }
    },
    given: [.integer("window", \.window)],
    fitting: { 1...($0.image.shape.min() ?? 1) ~= $0.window },
    mistakes: [
      Mistake(
        "you give the score of the covered image",
        "Say how much is lost: subtract it from the score of the whole image."
      ) { input in score((input.image * input.weights).sum()) - falls(input) },
      Mistake(
        "all but the window is covered", "The cover is as large as the window. What lies around it stays as it is."
      ) { input in
        falls(input) { all, window in all - window }
      },
      Mistake(
        "what has been covered stays covered",
        "Begin with a fresh copy of the image for each place: `var covered = image` stands within the loops."
      ) { input in
        let (rows, columns) = (input.image.shape[0] - input.window + 1, input.image.shape[1] - input.window + 1)
        var covered = input.image
        return Tensor(
          (0..<rows).map { y in
            (0..<columns).map { x in
              for place in 0..<input.window * input.window {
                covered[y + place / input.window, x + place % input.window] = 0
              }
              return score((input.image * input.weights).sum()) - score((covered * input.weights).sum())
            }
          })
      },
      Mistake(
        "only one pixel is covered", "The cover has window · window pixels: two more loops set them to 0."
      ) {
        input in
        let one = falls((input.image, input.weights, 1))
        return one[0..<input.image.shape[0] - input.window + 1, 0..<input.image.shape[1] - input.window + 1]
          .contiguous()
      },
      Mistake(
        "the cover reaches beyond the image",
        "`y...y + window` are window + 1 rows: `y..<y + window` ends in time. Or are there places too many? From top to "
          + "bottom there are height − window + 1."
      ) { throw WouldCrash(saying: "(shape \($0.image.shape))") },
      Mistake(
        "the cover moves by its own size",
        "It moves by one pixel at a time, so that its places overlap: row y of the map belongs to row y of the image."
      ) { input in
        let (map, window) = (falls(input), input.window)
        let (rows, columns) = (input.image.shape[0] / window, input.image.shape[1] / window)
        return Tensor((0..<rows).map { y in (0..<columns).map { map[y * window, $0 * window] } })
      },
    ],
    explaining: { input, place in
      let weighted = input.image * input.weights
      let window = weighted[place[0]..<place[0] + input.window, place[1]..<place[1] + input.window]
      return .text(
        "The score is s + s² / 8 here, and s the sum of all pixels, each times a weight of its own: \(weighted.sum()) for "
          + "the whole image, and \(weighted.sum() - window.sum()) with this place covered.")
    })

  /// Not a sum alone, so that it matters which differences are taken.
  private static func score(_ sum: Float) -> Float { sum + sum * sum / 8 }

  /// How much of the weighted sum each window holds tells how much the score falls without it.
  private static func falls(
    _ input: Occluded, lost part: (_ all: Float, _ window: Float) -> Float = { $1 }
  ) -> Tensor {
    let weighted = input.image * input.weights
    let box = Tensor.ones(1, 1, input.window, input.window)
    let lost = convolve2d(weighted.unsqueezed(axis: 0), kernel: box).selecting(0)
    let all = weighted.sum()
    return lost.map { score(all) - score(all - part(all, $0)) }
  }
}
