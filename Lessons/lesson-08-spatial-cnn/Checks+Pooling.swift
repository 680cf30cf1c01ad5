import Checking
import Datasets
import TensorCore
import Walkthrough

extension SpatialCNN {
  private typealias Pooling = (image: Tensor, window: Int)

  static let pooled = Exercise(
    "8.4", answers,
    cases: [
      Case("a single window", (image: Tensor([[1, 3], [5, 7]]), window: 2) as Pooling),
      Case("a square image", (image: shuffled(4, 4) - 20, window: 2)),
      Case("an image wider than high", (image: shuffled(2, 6), window: 2)),
      Case("a window of 3", (image: shuffled(6, 3), window: 3)),
      Case("a window of 1", (image: shuffled(2, 3), window: 1)),
    ],
    // All of one sign, so that no sum nearly cancels: one may divide before or after adding up.
    drawing: { draw in
      let window = draw.size()
      let image = draw.tensor(window * draw.size(), window * draw.size(), in: 0...99) * draw.one(of: [1, -1])
      return (image: image * draw.scale, window: window)
    },
    without: ["averagePool2d"],
    through: [".shifted", "shifted", "shift", "moved", "move", "translated", "translate"],
    expected: { averagePool2d($0.image.unsqueezed(axis: 0), window: Size2D($0.window)).selecting(0) },
    answer: { try $0.pooled($1.image, window: $1.window) },
    given: [.integer("window", \.window), .tensor("image", \.image)],
    fitting: { input in input.window > 0 && input.image.shape.allSatisfy { $0 % input.window == 0 && $0 > 0 } },
    mistakes: [
      Mistake(
        "the image is shifted down and to the right",
        "The pixels of a window should come to its *upper left* corner: those below it move up, those beside it left."
      ) { kept(summed($0, way: 1) / Float($0.window * $0.window), $0.window) },
      Mistake(
        "the sum is always divided by 4", "A window of 2 has four pixels; how large it is comes in as `window`."
      ) { kept(summed($0) / 4, $0.window) },
      Mistake(
        "every second place is kept, whatever the window", "The corners of the windows are `window` pixels apart."
      ) { kept(mean($0), 2) },
      Mistake(
        "the places next to each other are kept",
        "The result's row 1 belongs to the window that begins at row `window`, not at row 1."
      ) { mean($0)[0..<$0.image.shape[0] / $0.window, 0..<$0.image.shape[1] / $0.window] },
      Mistake(
        "the last corners of the windows are kept",
        "Shifting up and left brings the pixels to the first corner, at rows and columns 0, `window`, 2 · `window`, …"
      ) { input in
        let skipped = input.window - 1
        return kept(mean(input)[skipped..., skipped...], input.window)
      },
      Mistake("you give the largest value of each window", "This exercise wants the mean.") {
        maxPool2d($0.image.unsqueezed(axis: 0), window: Size2D($0.window)).selecting(0)
      },
      Mistake(
        "only shifts of the same length up and left are added",
        "Each of the `window` shifts up goes with each of the shifts left: one loop within the other."
      ) { input in
        let diagonal = (0..<input.window).map { input.image.shifted(down: -$0, right: -$0) }
        return kept(diagonal.reduce(input.image * 0, +) / Float(input.window * input.window), input.window)
      },
      Mistake(
        "the image itself is missing from the sum",
        "No shift at all is one of the shifts: it brings the corner itself."
      ) { kept((summed($0) - $0.image) / Float($0.window * $0.window), $0.window) },
      Mistake(
        "the image itself is added twice",
        "No shift at all is one of the shifts. If the sum begins with the image, leave that one out; else begin with zeros."
      ) { kept((summed($0) + $0.image) / Float($0.window * $0.window), $0.window) },
      Mistake(
        "there is one shift too many both ways",
        "A window of 2 takes shifts of 0 and 1: `0..<window`, not `0...window`."
      ) { kept(summed(($0.image, $0.window + 1)) / Float($0.window * $0.window), $0.window) },
      Mistake(
        "`window` is always 2, and what is left over is dropped",
        "It may be another number. Use `window`, as it comes in."
      ) { input in
        let even = input.image[0..<input.image.shape[0] / 2 * 2, 0..<input.image.shape[1] / 2 * 2]
        return kept(mean((even, 2)), 2)
      },
      Mistake(
        "the loops go through the rows and columns of the image",
        "The result has fewer: height / `window` rows and width / `window` columns."
      ) { input in
        guard input.window == 1 else { throw WouldCrash() }
        return input.image
      },
    ],
    explaining: { input, _ in
      .pixel(.averagePooling(image: input.image.unsqueezed(axis: 0), window: Size2D(input.window)))
    })

  /// The sum of the shifts that a window takes, up and left or, with 1 for the way, down and to the right.
  private static func summed(_ input: Pooling, way: Int = -1) -> Tensor {
    var sum = input.image * 0
    for k in 0..<input.window {
      for l in 0..<input.window { sum += input.image.shifted(down: way * k, right: way * l) }
    }
    return sum
  }

  private static func mean(_ input: Pooling) -> Tensor { summed(input) / Float(input.window * input.window) }

  /// Every so many rows and columns.
  private static func kept(_ image: Tensor, _ step: Int) -> Tensor {
    let columns = stride(from: 0, to: image.shape[1], by: step)
    return Tensor(stride(from: 0, to: image.shape[0], by: step).map { row in columns.map { image[row, $0] } })
  }
}
