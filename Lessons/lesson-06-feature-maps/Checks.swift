import Checking
import TensorCore
import Walkthrough

extension FeatureMaps {
  static let exercises = [
    stretched, receptiveField, strongestMap, deadShare, occlusionMap,
  ]

  private static let stretched = Exercise(
    "6.1", answers,
    cases: [
      Case("a square map", Tensor([[-2, 0], [2, 6]])),
      Case("a map wider than high", Tensor([[3, 1.5, 4], [9, 2.5, 6]])),
      Case("nothing but negative values", Tensor([[-3, -8], [-4.5, -1], [-2, -6]])),
      Case("small values", Tensor([[0.001, 0.0015, 0.004], [0.003, 0.002, 0.0025]])),
      Case("5 everywhere", Tensor(shape: [2, 3], repeating: 5)),
      Case("0 everywhere", Tensor.zeros(3, 2)),
    ],
    // Not far from 0 as compared with their range, so that no order of the same operations loses digits.
    drawing: { draw in
      let smallest = draw.integer(-9...9)
      return draw.tensor(draw.size(), draw.size(), in: smallest...smallest + 2) * draw.one(of: [1, 1000])
    },
    expected: { map in
      let (smallest, largest) = (map.minimum(), map.maximum())
      return map.map { largest > smallest ? ($0 - smallest) / (largest - smallest) : 0 }
    },
    answer: { try $0.stretched($1) },
    mistakes: [
      Mistake(
        "a map of one value is divided by its range, which is 0",
        "0 / 0 is NaN. Look first whether the map has any range, and give back zeros if it has none."
      ) { ($0 - $0.minimum()) / ($0.maximum() - $0.minimum()) },
      Mistake(
        "a map of one value becomes 1",
        "All other maps are right. A map that has the same value everywhere is to become 0 everywhere."
      ) { map in unlessConstant(map, else: map * 0 + 1) { ($0 - $0.minimum()) / ($0.maximum() - $0.minimum()) } },
      Mistake(
        "a map of one value is left as it is",
        "All other maps are right. A map that has the same value everywhere is to become 0 everywhere."
      ) { map in unlessConstant(map, else: map) { ($0 - $0.minimum()) / ($0.maximum() - $0.minimum()) } },
      Mistake(
        "the smallest value is not subtracted", "First move the map so that its smallest value is 0, then divide."
      ) { map in unlessConstant(map) { $0 / ($0.maximum() - $0.minimum()) } },
      Mistake(
        "the map is only divided by its largest value",
        "That brings the largest value to 1, but the smallest need not be 0: subtract it first."
      ) { map in unlessConstant(map) { $0 / $0.maximum() } },
      Mistake(
        "the map is divided by its largest value after the smallest has been subtracted",
        "Once the smallest value is taken away, the largest one is smaller, too: it is `maximum − minimum`."
      ) { map in unlessConstant(map) { ($0 - $0.minimum()) / $0.maximum() } },
      Mistake(
        "only the smallest value is divided by the range",
        "Division comes before subtraction: put the difference into parentheses, `(map - smallest) / range`."
      ) { map in unlessConstant(map) { $0 - $0.minimum() / ($0.maximum() - $0.minimum()) } },
      Mistake(
        "the map is not divided", "The smallest value is 0 now. The largest becomes 1 once you divide by it."
      ) { $0 - $0.minimum() },
      Mistake(
        "each row is stretched by itself",
        "Then rows can no longer be compared. Take the smallest and the largest value of the whole map."
      ) { map in
        unlessConstant(map) {
          let smallest = $0.minimum(axes: 1, keepingAxes: true)
          return ($0 - smallest) / ($0.maximum(axes: 1, keepingAxes: true) - smallest)
        }
      },
      Mistake(
        "dark and bright are exchanged", "The smallest value is to become 0, and the largest 1."
      ) { map in unlessConstant(map) { ($0.maximum() - $0) / ($0.maximum() - $0.minimum()) } },
      Mistake(
        "values are cut off in place of stretched",
        "Every value keeps its place between the smallest and the largest. Nothing is cut off at 0 or 1."
      ) { $0.clamped(to: 0...1) },
      Mistake(
        "the mean is subtracted and the standard deviation divided by",
        "That is normalising, as for the input images. Here the smallest value becomes 0 and the largest 1."
      ) { map in unlessConstant(map) { ($0 - $0.mean()) / $0.standardDeviation() } },
      Mistake(
        "the largest value starts at 0",
        "Some maps are negative everywhere. Start from a value of the map itself, or take `maximum()`."
      ) { map in stretched(map, from: map.minimum(), to: max(0, map.maximum())) },
      Mistake(
        "the smallest value starts at 0",
        "Some maps are positive everywhere. Start from a value of the map itself, or take `minimum()`."
      ) { map in stretched(map, from: min(0, map.minimum()), to: map.maximum()) },
      Mistake(
        "the smallest and the largest value start at 0",
        "Some maps do not contain 0 at all. Start both from a value of the map itself."
      ) { map in stretched(map, from: min(0, map.minimum()), to: max(0, map.maximum())) },
      Mistake(
        "a small number is added to the range",
        "It keeps you from dividing by 0, but also moves the largest value away from 1. Treat the map without range "
          + "by itself."
      ) { ($0 - $0.minimum()) / ($0.maximum() - $0.minimum() + 1e-5) },
    ])

  private static func stretched(_ map: Tensor, from smallest: Float, to largest: Float) -> Tensor {
    largest == smallest ? map * 0 : (map - smallest) / (largest - smallest)
  }

  /// What `stretch` makes of a map that has a range, and `constant`, or zeros, of one that has none.
  private static func unlessConstant(
    _ map: Tensor, else constant: Tensor? = nil, _ stretch: (Tensor) -> Tensor
  ) -> Tensor {
    map.maximum() == map.minimum() ? constant ?? map * 0 : stretch(map)
  }

  private static let deadShare = Exercise(
    "6.4", answers,
    cases: [
      Case("two images, four units", Tensor([[0, 1, 0, 0], [0, 2, 0.5, 0]])),
      Case("as many images as units", Tensor([[0, 3, 0], [0, 0, 1], [0, 2, 4]])),
      Case("more images than units", Tensor([[0, 0, 0], [0, 2, 0], [1, 0, 0], [0, 0, 0], [3, 1, 0]])),
      Case("a unit that hardly fires", Tensor([[0, 1e-30, 0, 0, 2], [0, 0, 0, 3, 0]])),
      Case("no dead unit", Tensor([[0, 1], [2, 0]])),
      Case("none but dead units", Tensor.zeros(3, 2)),
    ],
    drawing: { $0.tensor($0.size(), $0.size(), in: -2...2).relu() * $0.one(of: [1, 1e-30]) },
    expected: { ($0.maximum(axes: 0) .== 0).mean() },
    answer: { try $0.deadShare($1) },
    mistakes: [
      Mistake(
        "zeros are counted image by image",
        "A unit that gives 0 for one image may fire for another. It is dead only if it gives 0 for all of them."
      ) { ($0 .== 0).mean() },
      Mistake(
        "a unit counts as dead if it gives 0 for any image",
        "Units are often silent. A unit is dead only if it gives 0 for every image."
      ) { ($0 .== 0).maximum(axes: 0).mean() },
      Mistake(
        "images are counted in place of units",
        "Axis 0 goes through the images, axis 1 through the units: look at one column after another."
      ) { 1 - ($0 .> 0).maximum(axes: 1).mean() },
      Mistake(
        "the dead units are counted, but not divided by the number of units",
        "A share lies between 0 and 1: divide by the number of all units."
      ) { Float(dead($0)) },
      Mistake(
        "the dead units are divided by the number of images", "It is a share of the units: divide by their number."
      ) { Float(dead($0)) / Float($0.shape[0]) },
      Mistake(
        "the dead units are divided by the number of all values",
        "It is a share of the units. Each unit counts once, for however many images."
      ) { Float(dead($0)) / Float($0.count) },
      Mistake(
        "it is given in per cent", "Asked for is a share from 0 to 1."
      ) { 100 * Float(dead($0)) / Float($0.shape[1]) },
      Mistake(
        "whole numbers are divided",
        "A whole number divided by a larger one is 0 in Swift. Make `Float`s of both before you divide."
      ) { Float(dead($0) / $0.shape[1]) },
      Mistake(
        "values below 0 are looked for",
        "After a ReLU nothing is below 0. A dead unit gives 0 itself: compare with `==` or `<=`."
      ) { _ in Float(0) },
      Mistake(
        "the units that fire are counted", "That is the share of units that are alive. Take 1 minus it."
      ) { ($0 .> 0).maximum(axes: 0).mean() },
      Mistake(
        "the units that always fire are counted", "Asked for are the units that never do."
      ) { ($0 .> 0).minimum(axes: 0).mean() },
      Mistake(
        "small values count as 0",
        "However little it is: what is above 0 has come through the ReLU, and a gradient comes back through it."
      ) { 1 - ($0 .> 0.001).maximum(axes: 0).mean() },
      Mistake(
        "only the first image is looked at", "Go through all images: one for which a unit fires is enough."
      ) { ($0[0..<1] .== 0).mean() },
      Mistake(
        "only the last image decides",
        "Each image overwrites what the ones before have said. Once a unit has fired, it is not dead."
      ) { ($0[($0.shape[0] - 1)..<$0.shape[0]] .== 0).mean() },
      Mistake(
        "once a unit has fired, none of those after it is dead",
        "Whether it fires is asked anew for each unit: `var fires = false` stands within the loop over the units."
      ) {
        let firing = ($0 .> 0).maximum(axes: 0).elements
        return Float(firing.firstIndex(of: 1) ?? firing.count) / Float(firing.count)
      },
    ])

  private static func dead(_ outputs: Tensor) -> Int { Int((outputs.maximum(axes: 0) .== 0).sum()) }
}
