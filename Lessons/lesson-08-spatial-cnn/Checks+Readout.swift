import Checking
import Drawing
import Figures
import Learning
import TensorCore
import Walkthrough

extension SpatialCNN {
  private typealias Reading = (maps: Tensor, readout: Tensor)

  static let scores = Exercise(
    "8.5", answers,
    cases: [
      Case(
        "one image with one map",
        (maps: Tensor([[[[1, 2], [3, 4]]]]), readout: Tensor([[1, 0, 0, 0], [0, 1, 1, 0]])) as Reading),
      Case("several images with square maps", (maps: shuffled(3, 2, 2, 2), readout: shuffled(5, 8) - 20)),
      Case("maps wider than high", (maps: shuffled(2, 3, 1, 4), readout: shuffled(4, 12) - 30)),
      Case(
        "maps of several rows, with negative values", (maps: shuffled(2, 2, 3, 2) - 9, readout: shuffled(3, 12) - 18)),
    ],
    drawing: {
      let (features, height, width) = ($0.size(), $0.size(), $0.size())
      return (
        maps: $0.tensor($0.size(), features, height, width),
        readout: $0.tensor($0.size(), features * height * width, in: -3...3)
      )
    },
    expected: { linear(Variable(constant: $0.maps).flattened(), weight: Variable(constant: $0.readout)).value },
    answer: { try $0.scores($1.maps, readout: $1.readout) },
    given: [.tensor("maps", \.maps), .tensor("readout", \.readout)],
    fitting: { $0.readout.shape[1] == $0.maps.shape[1...].reduce(1, *) },
    mistakes: [
      Mistake(
        "the maps are read pixel by pixel, not map by map",
        "First all pixels of map 0, row by row, then all of map 1: the order in which a tensor's elements lie. "
          + "Nothing has to be exchanged before it is reshaped."
      ) { read($0.maps.permuted(0, 2, 3, 1), $0.readout) },
      Mistake(
        "the readout is reshaped where it should be transposed",
        "Both give the shape that the product wants. But reshaping leaves the numbers in their order, and so mixes "
          + "the weights of all classes."
      ) { input in
        let weights = input.readout.reshaped(input.readout.shape[1], input.readout.shape[0])
        return matmul(input.maps.reshaped(input.maps.shape[0], -1), weights)
      },
      Mistake(
        "a softmax has been applied", "Scores may be any numbers. The loss turns them into probabilities by itself."
      ) { input in softmax(Variable(constant: read(input.maps, input.readout))).value },
      Mistake(
        "only the first map of each image is read",
        "All maps go into the row, one after another, each with its weights."
      ) { read(Tensor.concatenated([$0.maps[0..., 0..<1], $0.maps[0..., 1...] * 0], axis: 1), $0.readout) },
      Mistake(
        "only the first image is read", "There is a row of scores for each image of the batch."
      ) { read($0.maps[0..<1], $0.readout) },
      Mistake(
        "the scores of all images are added up", "Each image has scores of its own, a row for each of them."
      ) { read($0.maps, $0.readout).sum(axes: 0, keepingAxes: true) },
      Mistake(
        "all images are put into one row",
        "Each image is a row of its own: `maps.shape[0]` rows, and as many columns as are left."
      ) { input in
        guard input.maps.shape[0] == 1 else { throw WouldCrash() }
        return read(input.maps, input.readout)
      },
    ],
    explaining: { input, place in
      let row = input.maps.selecting(place[0]).reshaped(-1).elements
      let weights = input.readout.selecting(place[1]).elements
      let products = zip(row, weights).map { "\(written($0)) · \(written($1))" }
      return .text("Image \(place[0]), class \(place[1]): " + products.joined(separator: " + "))
    })

  private static func read(_ maps: Tensor, _ readout: Tensor) -> Tensor {
    matmul(maps.reshaped(maps.shape[0], -1), readout.transposed())
  }

  /// A number, in parentheses if it is negative.
  private static func written(_ value: Float) -> String {
    let text = Numerals.text(Double(value), decimals: Numerals.decimals(for: [value], limit: 3))
    return value < 0 ? "(\(text))" : text
  }
}
