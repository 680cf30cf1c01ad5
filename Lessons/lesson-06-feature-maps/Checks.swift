import Checking
import TensorCore
import Walkthrough

extension FeatureMaps {
  static let exercises = [
    stretched, receptiveField, strongestMap, deadMaps, occlusionMap,
  ]

  private typealias Stretching = (map: Tensor, cut: Int)

  private static let stretched = Exercise(
    "6.1", answers,
    cases: [
      Case("one dark and one bright pixel", (map: Tensor([[-8, 1, 2], [3, 5, 99]]), cut: 1) as Stretching),
      Case("a square map, nothing left out", (map: Tensor([[-2, 0], [2, 6]]), cut: 0)),
      Case("equal values", (map: Tensor([[1, 4, 1], [9, 1, 7], [3, 5, 2]]), cut: 2)),
      Case("nothing but negative values", (map: Tensor([[-3, -80], [-4.5, -1], [-2, -6]]), cut: 1)),
      Case("small values", (map: Tensor([[1, 1.5, 4, 20], [3, 2, 2.5, 0.5]]) * 1e-21, cut: 2)),
      Case("equal values but for two", (map: Tensor([[5, 9, 5], [5, 5, 2]]), cut: 1)),
      Case("0 everywhere", (map: Tensor.zeros(3, 2), cut: 0)),
    ],
    // Not far from 0 as compared with their range, so that no order of the same operations loses digits.
    drawing: { draw in
      let smallest = draw.integer(-9...9)
      let map = draw.tensor(draw.size(), draw.size(), in: smallest...smallest + 2) * draw.one(of: [1, 1000])
      return (map: map, cut: draw.integer(0...(map.count - 1) / 2))
    },
    expected: { input in
      let (smallest, largest) = range(input)
      return input.map.map { largest > smallest ? max(0, min(1, ($0 - smallest) / (largest - smallest))) : 0 }
    },
    answer: { try $0.stretched($1.map, cut: $1.cut) },
    given: [.integer("cut", \.cut), .tensor("map", \.map)],
    fitting: { 0..<$0.map.count ~= 2 * $0.cut },
    mistakes: [
      Mistake(
        "what lies outside of the range is not cut off",
        "Values that were left out lie below 0 or above 1 now. `clamped(to: 0...1)` brings them to the ends."
      ) { stretched($0) { ($0 - $1) / ($2 - $1) } },
      Mistake(
        "nothing is left out",
        "This stretches the map to the range of all its values, outliers and all. Sort them, and leave `cut` out at "
          + "either end."
      ) { ($0.map - $0.map.minimum()) / ($0.map.maximum() - $0.map.minimum()) },
      Mistake(
        "the values are not sorted",
        "The smallest values are to be left out, not those of the first pixels: `map.elements.sorted()`."
      ) { input in
        let values = input.map.elements
        return stretched(input, from: values[input.cut], to: values[values.count - 1 - input.cut])
      },
      Mistake(
        "a range of 0 is divided by",
        "0 / 0 is NaN. Look first whether the values that remain are equal, and give back zeros if they are."
      ) { byRange($0.map, range($0)) },
      Mistake(
        "the whole map is asked whether its values are equal",
        "Those that remain may be equal where the whole map is not: then 0 / 0 is NaN. Compare the ends of the range."
      ) { input in
        input.map.minimum() == input.map.maximum() ? input.map * 0 : byRange(input.map, range(input))
      },
      Mistake(
        "a map without a range is left as it is",
        "All other maps are correct. Where all the values that remain are equal, the map is to become 0 everywhere."
      ) { stretched($0, else: $0.map) },
      Mistake(
        "the range is still that of the whole map",
        "The outliers are cut off, but the scale still has room for them: divide by the range of what remains."
      ) { stretched($0) { ($0.clamped(to: $1...$2) - $0.minimum()) / ($0.maximum() - $0.minimum()) } },
      Mistake(
        "only the largest values are left out", "The `cut` smallest ones are to be left out as well."
      ) { stretched($0, from: $0.map.minimum()) },
      Mistake(
        "only the smallest values are left out", "The `cut` largest ones are to be left out as well."
      ) { stretched($0, to: $0.map.maximum()) },
      Mistake(
        "one value too few is left out at the upper end",
        "The last place of a list of n values is n − 1: the largest value that remains is at n − 1 − `cut`."
      ) { input in
        guard input.cut > 0 else { throw WouldCrash() }
        return stretched(input, to: range((input.map, input.cut - 1)).largest)
      },
      Mistake(
        "what is left out becomes 0 on either side", "What is brighter than the range is as bright as can be: 1."
      ) { stretched($0) { byRange($0, ($1, $2)) * ($0 .<= $2) } },
      Mistake(
        "the smallest value is not subtracted", "First move the map so that its range begins at 0, then divide."
      ) { stretched($0) { ($0 / ($2 - $1)).clamped(to: 0...1) } },
      Mistake(
        "the map is only divided by its largest value",
        "That brings the largest value to 1, but the smallest need not be 0: subtract it first."
      ) { stretched($0) { ($0 / $2).clamped(to: 0...1) } },
      Mistake(
        "it is divided by the largest value of before, not by the range",
        "Once the smallest value is taken away, the largest one is smaller, too: it is `largest − smallest`."
      ) { stretched($0) { (($0 - $1) / $2).clamped(to: 0...1) } },
      Mistake(
        "only the smallest value is divided by the range",
        "Division comes before subtraction: put the difference into parentheses, `(map - smallest) / range`."
      ) { stretched($0) { ($0 - $1 / ($2 - $1)).clamped(to: 0...1) } },
      Mistake(
        "the map is not divided", "The range begins at 0 now. Its end becomes 1 once you divide by it."
      ) { stretched($0) { $0.clamped(to: $1...$2) - $1 } },
      Mistake(
        "a small range counts as none",
        "The values that remain may lie close together. Only where they are equal does the map become 0: `==`."
      ) { input in
        let (smallest, largest) = range(input)
        return largest - smallest < 1e-9 ? input.map * 0 : byRange(input.map, (smallest, largest))
      },
      Mistake(
        "a small number keeps the range away from 0",
        "You no longer divide by 0, but where the range itself is small, its largest value does not become 1. Treat the "
          + "map without range by itself."
      ) { input in
        let (smallest, largest) = range(input)
        let stretched = ((input.map - smallest) / (largest - smallest + 1e-5)).clamped(to: 0...1)
        // Of small values any such number leaves next to nothing: 0 stands for what each of them leaves.
        return stretched * (stretched .> 1e-6)
      },
    ])

  /// What remains of the values lies between these.
  private static func range(_ input: Stretching) -> (smallest: Float, largest: Float) {
    let values = input.map.reshaped(-1).sorted().values[input.cut..<input.map.count - input.cut]
    return (values.minimum(), values.maximum())
  }

  /// What `rule` makes of a map for a range, which is the correct one unless told; `flat`, or zeros, for one of 0.
  private static func stretched(
    _ input: Stretching, from smallest: Float? = nil, to largest: Float? = nil, else flat: Tensor? = nil,
    _ rule: (_ map: Tensor, _ smallest: Float, _ largest: Float) -> Tensor = { byRange($0, ($1, $2)) }
  ) -> Tensor {
    let right = range(input)
    let (smallest, largest) = (smallest ?? right.smallest, largest ?? right.largest)
    return smallest == largest ? flat ?? input.map * 0 : rule(input.map, smallest, largest)
  }

  private static func byRange(_ map: Tensor, _ range: (smallest: Float, largest: Float)) -> Tensor {
    ((map - range.smallest) / (range.largest - range.smallest)).clamped(to: 0...1)
  }

  private static let deadMaps = Exercise(
    "6.4", answers,
    cases: [
      Case(
        "two images, three maps of 1×2",
        Tensor([[[[0, 1]], [[0, 0]], [[2, 0]]], [[[0, 4]], [[0, 0]], [[0, 3]]]])),
      Case("square maps, as many as images", fired(images: 3, maps: 3, 2, 2, dead: [1], seed: 641)),
      Case("maps wider than high", fired(images: 2, maps: 4, 2, 5, dead: [0, 3], seed: 642)),
      Case("maps higher than wide", fired(images: 5, maps: 2, 4, 3, dead: [], seed: 643)),
      Case("a place that hardly fires", Tensor([[[[0, 0], [1e-30, 0]], [[0, 0], [0, 3]]]])),
      Case("none but dead maps", Tensor.zeros(2, 3, 1, 2)),
    ],
    drawing: { draw in
      let (images, maps) = (draw.size(), draw.size())
      let values = draw.tensor(images, maps, draw.size(), draw.size(), in: -1...1).relu()
      return values * draw.tensor(maps, 1, 1, in: -1...1).relu() * draw.one(of: [1, 1e-30])
    },
    expected: { told(firing($0)) },
    answer: {
      let found = try $0.deadMaps($1)
      return told(dead: found.dead, places: found.places)
    },
    mistakes: [
      Mistake(
        "the places of the dead maps are counted as well",
        "Asked for are the dead places of the others. Those of a map join them only once you know that it is alive."
      ) { told(firing($0), places: { silent, _ in silent.reduce(0, +) }) },
      Mistake(
        "zeros are counted image by image",
        "A place that is 0 in one image may fire in another. It is dead only if it is 0 in all of them, and then it "
          + "counts once."
      ) { maps in
        let zeros = (maps .== 0).sum(axes: 0, 2, 3).elements
        return told(
          firing(maps),
          places: { silent, size in silent.indices.reduce(0) { $0 + (silent[$1] < size ? Int(zeros[$1]) : 0) } })
      },
      Mistake(
        "a place counts as dead if it is 0 in any image",
        "Places are often silent. One is dead only if it is 0 in every image."
      ) { told(($0 .> 0).minimum(axes: 0)) },
      Mistake(
        "a map counts as dead if any of its places is",
        "It is dead only if all of its places are. Else it is alive, and its dead places are counted."
      ) { told(firing($0), isDead: { silent, _ in silent > 0 }) },
      Mistake(
        "images are listed in place of maps",
        "Axis 0 goes through the images, axis 1 through the maps: go map by map, and ask all images."
      ) { told(($0 .> 0).maximum(axes: 1)) },
      Mistake(
        "small values count as 0",
        "However little it is: what is above 0 has come through the ReLU, and a gradient comes back through it."
      ) { told(($0 .> 0.001).maximum(axes: 0)) },
      Mistake(
        "values below 0 are looked for",
        "After a ReLU nothing is below 0. A dead place is 0 itself: compare with `==` or `<=`."
      ) { told(firing($0) * 0 + 1) },
      Mistake(
        "the places that fire are counted", "Count the places that are 0 in every image."
      ) { told(firing($0), places: { silent, size in silent.reduce(0) { $0 + size - $1 } }) },
      Mistake(
        "only the places of the last living map are left",
        "Those of each map are added to those of the maps before: `+=` in place of `=`."
      ) { told(firing($0), places: { silent, size in silent.last { $0 < size } ?? 0 }) },
      Mistake(
        "maps are counted from 1", "The first map is map 0."
      ) { told(firing($0), first: 1) },
      Mistake(
        "only the first image is looked at", "Go through all images: one in which a place fires is enough."
      ) { told(($0 .> 0).selecting(0)) },
      Mistake(
        "only the last image decides",
        "Each image overwrites what the ones before have said. Once a place has fired, it is not dead."
      ) { told(($0 .> 0).selecting($0.shape[0] - 1)) },
      Mistake(
        "once a place has fired, none of those after it in the map is dead",
        "Whether it fires is asked anew for each place: `var fires = false` stands within the loop over the columns."
      ) {
        let fired = firing($0)
        return told((fired.reshaped(fired.shape[0], -1).cumulativeSum(axis: 1) .> 0).reshaped(fired.shape))
      },
    ])

  /// 1 for each place that fires in some image, `(C, H, W)`.
  private static func firing(_ maps: Tensor) -> Tensor { (maps .> 0).maximum(axes: 0) }

  /// The dead maps and the dead places of the others, where `firing` says which places fire. `isDead` and `places` are
  /// correct unless told; `silent` is how many of the `size` places of each map do not fire.
  private static func told(
    _ firing: Tensor, first: Int = 0, isDead: (_ silent: Int, _ size: Int) -> Bool = { $0 == $1 },
    places: ((_ silent: [Int], _ size: Int) -> Int)? = nil
  ) -> Answer {
    let silent = (1 - firing).sum(axes: 1, 2).elements.map { Int($0) }
    let size = firing.shape[1] * firing.shape[2]
    let dead = silent.indices.filter { isDead(silent[$0], size) }
    let rest = silent.reduce(0) { isDead($1, size) ? $0 : $0 + $1 }
    return told(dead: dead.map { $0 + first }, places: places?(silent, size) ?? rest)
  }

  private static func told(dead: [Int], places: Int) -> Answer {
    .parts(["the dead maps": dead, "the dead places of the others": places])
  }

  /// Maps behind a ReLU, of which some are dead.
  private static func fired(
    images: Int, maps: Int, _ height: Int, _ width: Int, dead: [Int], seed: UInt64
  ) -> Tensor {
    var generator = SeededGenerator(seed: seed)
    let values = Tensor.uniform(images, maps, height, width, in: -1..<1, using: &generator).relu()
    let living = Tensor((0..<maps).map { dead.contains($0) ? 0 : 1 })
    return values * living.reshaped(maps, 1, 1)
  }
}
