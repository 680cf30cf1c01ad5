import Checking
import TensorCore
import Walkthrough

extension FeatureMaps {
  typealias Responses = (maps: Tensor, labels: [Int], label: Int)

  static let strongestMap = Exercise(
    "6.3", answers,
    cases: [
      Case(
        "two images, two maps",
        (maps: Tensor([[[[1, 3]], [[0, 1]]], [[[0, 0]], [[4, 6]]]]), labels: [7, 2], label: 2) as Responses),
      Case("one image of the class", maps(images: 3, maps: 3, labels: [2, 0, 1], asked: 0, seed: 1)),
      Case("all images of the class", maps(images: 2, maps: 4, labels: [1, 1], asked: 1, seed: 2)),
      Case("some images of the class", maps(images: 6, maps: 4, labels: [0, 3, 1, 3, 2, 3], asked: 3, seed: 3)),
      Case("more images than maps", maps(images: 7, maps: 2, labels: [1, 0, 0, 2, 0, 0, 2], asked: 0, seed: 4)),
      Case(
        "maps with negative values", maps(images: 4, maps: 5, labels: [1, 0, 1, 0], asked: 1, seed: 5, offset: -2)),
      Case(
        "two maps that respond alike",
        (maps: Tensor([[[[0, 1]], [[3, 1]], [[2, 2]]]]), labels: [1], label: 1)),
      Case(
        "values far below zero",
        (maps: Tensor([[[[-5e30, -7e30]], [[-3e30, -4e30]]]]), labels: [1], label: 1)),
    ],
    drawing: {
      let images = $0.size()
      let labels = $0.labels(images, classes: 3)
      return (
        maps: $0.tensor(images, $0.size(), $0.size(), $0.size(), in: -99...99) * $0.scale, labels: labels,
        label: $0.one(of: labels)
      )
    },
    expected: { answer(responses($0)) },
    answer: { named(try $0.strongestMap($1.maps, $1.labels, label: $1.label)) },
    given: [.integer("label", \.label), .tensor("maps", \.maps)],
    fitting: { $0.labels.contains($0.label) },
    mistakes: [
      Mistake(
        "the images of all classes count",
        "Take only those images whose label is the one asked for: `where labels[image] == label`."
      ) { answer($0.maps.mean(axes: 0, 2, 3)) },
      Mistake(
        "only the first image of the class counts", "The response is a mean over all images of the class."
      ) { answer(chosen($0)[0..<1].mean(axes: 0, 2, 3)) },
      Mistake(
        "the label is taken for the number of an image",
        "`label` is a class. The images of that class are those at which `labels` holds it."
      ) {
        guard $0.label < $0.labels.count else { throw WouldCrash() }
        return answer($0.maps.selecting($0.label).mean(axes: 1, 2))
      },
      Mistake(
        "the sum over the images is not divided by their number",
        "The response is a mean over the images of the class: count them, and divide."
      ) { answer(chosen($0).mean(axes: 2, 3).sum(axes: 0)) },
      Mistake(
        "the sum is divided by the number of all images",
        "Images of other classes do not take part, so divide by the number of those that do."
      ) { answer(chosen($0).mean(axes: 2, 3).sum(axes: 0) / Float($0.labels.count)) },
      Mistake(
        "everything is added up",
        "The response is a mean over all images of the class and over all pixels: divide by the number of both."
      ) { answer(chosen($0).sum(axes: 0, 2, 3)) },
      Mistake(
        "the largest value of each map is averaged",
        "The response of a map is its mean over all pixels, not its largest one."
      ) { answer(chosen($0).maximum(axes: 2, 3).mean(axes: 0)) },
      Mistake("the weakest map is given", "Look for the largest mean, not for the smallest.") {
        named((map: (-responses($0)).argmax(), response: responses($0).minimum()))
      },
      Mistake(
        "the largest single value decides",
        "One bright pixel is not much of a response. Take the mean over all pixels, then look for the largest mean."
      ) { answer(chosen($0).maximum(axes: 0, 2, 3)) },
      Mistake(
        "the largest response starts at 0",
        "All responses may be negative. Start from the response of the first map, or from `-Float.infinity`."
      ) {
        let responses = responses($0)
        return named((map: responses.relu().argmax(), response: max(0, responses.maximum())))
      },
      Mistake(
        "of several maps the last is given",
        "Where two respond alike, the first of them is asked for: a later one has to be larger, `>`, not `>=`."
      ) {
        let responses = responses($0)
        let last = responses.elements.lastIndex(of: responses.maximum()) ?? 0
        return named((map: last, response: responses.maximum()))
      },
      Mistake(
        "only the last image of the class is left",
        "Each image replaces what the ones before have given. Add to it, `+=`, and divide by their number."
      ) {
        let maps = chosen($0)
        return answer(maps.selecting(maps.shape[0] - 1).mean(axes: 1, 2))
      },
      Mistake(
        "an image is given in place of a map",
        "Axis 0 goes through the images, axis 1 through the maps. Keep the maps apart and average over the images."
      ) { answer($0.maps.mean(axes: 1, 2, 3)) },
      Mistake(
        "maps are counted from 1", "The first map is map 0, as in `argmax()`."
      ) {
        let responses = responses($0)
        return named((map: responses.argmax() + 1, response: responses.maximum()))
      },
    ])

  /// Values in steps of 1/16 whose means differ from map to map.
  private static func maps(
    images: Int, maps: Int, labels: [Int], asked label: Int, seed: UInt64, offset: Float = 0
  ) -> Responses {
    var generator = SeededGenerator(seed: 630 + seed)
    let values = Tensor.uniform(images, maps, 2, 3, in: 0..<32, using: &generator)
    return (maps: values.map { $0.rounded(.down) / 16 + offset }, labels: labels, label: label)
  }

  private static func chosen(_ input: Responses) -> Tensor {
    Tensor.stacked(input.labels.indices.filter { input.labels[$0] == input.label }.map { input.maps.selecting($0) })
  }

  private static func responses(_ input: Responses) -> Tensor { chosen(input).mean(axes: 0, 2, 3) }

  private static func answer(_ responses: Tensor) -> Answer {
    named((map: responses.argmax(), response: responses.maximum()))
  }

  private static func named(_ strongest: (map: Int, response: Float)) -> Answer {
    .parts(["the map": strongest.map, "its response": strongest.response])
  }
}
