import Checking
import Learning
import TensorCore
import Walkthrough

extension Fashion {
  static let exercises = [
    parameterCount, meanLosses, confusionMatrix, mostFrequentMistakes, f1Scores, earlyStopping,
  ]

  private typealias Plan = (channels: Int, side: Int, maps: [Int], kernel: Int, units: [Int])

  private static let parameterCount = Exercise(
    "9.1", answers,
    cases: [
      Case(
        "the network of the lesson", (channels: 1, side: 28, maps: [32, 64], kernel: 3, units: [128, 10]) as Plan),
      Case("one convolution on a colour image", (channels: 3, side: 13, maps: [4], kernel: 4, units: [7])),
      Case(
        "three convolutions, three linear layers",
        (channels: 2, side: 41, maps: [3, 5, 4], kernel: 3, units: [6, 8, 3])),
      Case("kernels of 5 × 5", (channels: 3, side: 32, maps: [6, 9], kernel: 5, units: [11, 5])),
    ],
    drawing: { draw in
      let kernel = draw.integer(1...4)
      let maps = (0..<draw.integer(0...3)).map { _ in draw.size() }
      let side = maps.reduce(draw.integer(1...2)) { side, _ in 2 * side + draw.integer(0...1) + kernel - 1 }
      return (
        channels: draw.size(), side: side, maps: maps, kernel: kernel,
        units: (0..<draw.integer(1...3)).map { _ in draw.size() }
      )
    },
    without: ["Sequential"],
    expected: { plan in
      Sequential(input: [plan.channels, plan.side, plan.side]) {
        for made in plan.maps {
          Conv2d(made, kernel: Size2D(plan.kernel))
          ReLU()
          MaxPool2d(2)
        }
        Flatten()
        for unit in plan.units { Linear(unit) }
      }.parameterCount
    },
    answer: {
      try $0.parameterCount(
        channels: $1.channels, side: $1.side, maps: $1.maps, kernel: $1.kernel, units: $1.units)
    },
    given: [.integer("channels", \.channels), .integer("side", \.side), .integer("kernel", \.kernel)],
    fitting: { plan in
      plan.channels > 0 && plan.kernel > 0
        && plan.maps.reduce(plan.side) { side, _ in (side - plan.kernel + 1) / 2 } > 0
    },
    mistakes: [
      Mistake(
        "the biases are left out", "Each map that is made has a bias, and so has each linear unit: one number more."
      ) { count($0, mapBias: { _ in 0 }, unitBias: { _ in 0 }) },
      Mistake(
        "the convolutions are counted without biases", "A convolution has a bias for each map that it makes."
      ) { count($0, mapBias: { _ in 0 }) },
      Mistake(
        "the linear layers are counted without biases", "A linear layer has a bias for each of its units."
      ) { count($0, unitBias: { _ in 0 }) },
      Mistake(
        "one bias is counted for a whole layer", "Each map that is made has a bias of its own, and so has each unit."
      ) { count($0, mapBias: { _ in 1 }, unitBias: { _ in 1 }) },
      Mistake(
        "a kernel is counted with a bias for each map that it reads",
        "A kernel adds up what it finds in all maps, and then one bias: it has a single one."
      ) { count($0, area: $0.kernel * $0.kernel + 1, mapBias: { _ in 0 }) },
      Mistake(
        "each convolution reads one map only",
        "A kernel has weights for every map that it reads: the channels of the image, then the maps made before."
      ) { count($0, read: { _, _ in 1 }) },
      Mistake(
        "each convolution reads the channels of the image",
        "Only the first convolution reads the image. Each of the others reads the maps that the one before has made."
      ) { count($0, read: { _, channels in channels }) },
      Mistake(
        "what is read stays the channels of the image",
        "What a convolution has made, the next one reads, and flatten after the last: `read = made`."
      ) { plan in
        count(plan, read: { _, channels in channels }, flattened: { _, side in plan.channels * side * side })
      },
      Mistake(
        "a kernel is counted as `kernel` numbers", "A kernel has `kernel` rows of `kernel` weights."
      ) { count($0, area: $0.kernel) },
      Mistake(
        "the poolings are forgotten", "After each convolution a pooling makes the maps half as high and half as wide."
      ) { count($0, after: { side, kernel, _ in side - kernel + 1 }) },
      Mistake(
        "the convolutions keep the size of the maps",
        "Without padding a convolution makes them smaller: `side − kernel + 1` pixels high and wide."
      ) { count($0, after: { side, _, _ in side / 2 }) },
      Mistake(
        "the `+ 1` of the number of positions is lost",
        "A kernel has `side − kernel + 1` positions in a row: there is one at the very start, too."
      ) { count($0, after: { side, kernel, _ in (side - kernel) / 2 }) },
      Mistake(
        "the pooling rounds up", "A row that does not fill a window is left out: a pooling by 2 makes 5 of 11, not 6."
      ) { count($0, after: { side, kernel, _ in (side - kernel + 2) / 2 }) },
      Mistake(
        "only one pooling is counted", "A pooling follows each of the convolutions."
      ) { count($0, after: { ($0 - $1 + 1) / ($2 == 0 ? 2 : 1) }) },
      Mistake(
        "flatten is given one map only", "All maps of the last convolution are flattened into one row."
      ) { count($0, flattened: { _, side in side * side }) },
      Mistake(
        "flatten is given rows in place of pixels", "A map has `side` rows of `side` pixels."
      ) { count($0, flattened: { maps, side in maps * side }) },
      Mistake(
        "the linear layers read the image",
        "The first linear layer reads what flatten makes of the pooled maps, not the pixels of the image."
      ) { plan in count(plan, flattened: { _, _ in plan.channels * plan.side * plan.side }) },
      Mistake(
        "every linear layer reads what flatten makes",
        "Only the first of them does. Each of the others reads the units of the one before: `inputs = unit`."
      ) { count($0, readUnits: { flattened, _ in flattened }) },
      Mistake(
        "the last linear layer is left out", "The layer that gives the classes has parameters as well."
      ) { count(($0.channels, $0.side, $0.maps, $0.kernel, $0.units.dropLast())) },
      Mistake(
        "the convolutions are left out", "Add the parameters of the convolutions to those of the linear layers."
      ) { count($0, area: 0, mapBias: { _ in 0 }) },
      Mistake(
        "the linear layers are left out", "Add the parameters of the linear layers to those of the convolutions."
      ) { count(($0.channels, $0.side, $0.maps, $0.kernel, [])) },
    ])

  /// The count, with something else in the place of what is given.
  private static func count(
    _ plan: Plan, area: Int? = nil, mapBias: (Int) -> Int = { $0 }, unitBias: (Int) -> Int = { $0 },
    read: (_ maps: Int, _ channels: Int) -> Int = { maps, _ in maps },
    after: (_ side: Int, _ kernel: Int, _ layer: Int) -> Int = { side, kernel, _ in (side - kernel + 1) / 2 },
    flattened: (_ maps: Int, _ side: Int) -> Int = { $0 * $1 * $1 },
    readUnits: (_ flattened: Int, _ unit: Int) -> Int = { _, unit in unit }
  ) -> Int {
    var (count, maps, side) = (0, plan.channels, plan.side)
    for (layer, made) in plan.maps.enumerated() {
      count += (area ?? plan.kernel * plan.kernel) * read(maps, plan.channels) * made + mapBias(made)
      maps = made
      side = after(side, plan.kernel, layer)
    }
    let flat = flattened(maps, side)
    var inputs = flat
    for unit in plan.units {
      count += inputs * unit + unitBias(unit)
      inputs = readUnits(flat, unit)
    }
    return count
  }
}
