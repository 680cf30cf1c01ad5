import Checking
import TensorCore
import Walkthrough

extension PaddingAndStride {
  typealias Setting = (input: Int, kernel: Int, stride: Int, padding: Int)

  static let outputSize = Exercise(
    "2.2", answers,
    cases: [
      Case("28, kernel 5", (input: 28, kernel: 5, stride: 1, padding: 0)),
      Case("28, kernel 5, padding 2", (input: 28, kernel: 5, stride: 1, padding: 2)),
      Case("5, kernel 3, stride 2", (input: 5, kernel: 3, stride: 2, padding: 0)),
      Case("8, kernel 3, stride 2, padding 1, with a remainder", (input: 8, kernel: 3, stride: 2, padding: 1)),
      Case("10, kernel 4, stride 3, padding 1, with a remainder", (input: 10, kernel: 4, stride: 3, padding: 1)),
      Case("a stride larger than the kernel", (input: 9, kernel: 2, stride: 4, padding: 1)),
      Case("a kernel as large as the image", (input: 7, kernel: 7, stride: 2, padding: 0)),
    ],
    drawing: {
      let kernel = $0.integer(1...7)
      return (
        input: kernel + $0.integer(0...12), kernel: kernel, stride: $0.integer(1...4), padding: $0.integer(0...3)
      )
    },
    expected: { answer(size($0), rest(of: $0)) },
    answer: {
      let (size, rest) = try $0.outputSize(
        input: $1.input, kernel: $1.kernel, stride: $1.stride, padding: $1.padding)
      return answer(size, rest)
    },
    given: [
      .integer("input", \.input), .integer("kernel", \.kernel), .integer("stride", \.stride),
      .integer("padding", \.padding),
    ],
    fitting: { isPossible($0) },
    mistakes: (sizeMistakes.map(inFormula) + formulaMistakes).map { mistake in
      mistake.followed { (setting, size: Int) in answer(size, rest(of: setting)) }
    } + restMistakes.map { mistake in mistake.followed { (setting, rest: Int) in answer(size(setting), rest) } } + [
      Mistake("size and rest are exchanged", "`/` counts the steps, and `%` is what they leave over.") {
        answer(rest(of: $0), size($0))
      }
    ],
    explaining: { setting, _ in
      let way = setting.input - setting.kernel + 2 * setting.padding
      return .text("The first window begins at 0, and the last may begin at \(way), in steps of \(setting.stride).")
    })

  /// Whether a window fits at all.
  private static func isPossible(_ setting: Setting) -> Bool {
    min(setting.input, setting.kernel, setting.stride) > 0 && setting.padding >= 0
      && setting.input + 2 * setting.padding >= setting.kernel
  }

  static func size(_ setting: Setting) -> Int {
    slidingPositions(
      Size2D(setting.input), window: Size2D(setting.kernel), stride: Size2D(setting.stride),
      padding: Size2D(setting.padding)
    ).height
  }

  /// The pixels of the padded image less those up to the end of the last window.
  private static func rest(of setting: Setting) -> Int {
    setting.input + 2 * setting.padding - (setting.stride * (size(setting) - 1) + setting.kernel)
  }

  private static func answer(_ size: Int, _ rest: Int) -> Answer { .parts(["size": size, "rest": rest]) }

  private static let restMistakes: [Mistake<Setting>] = [
    Mistake(
      "the padding is left out of the rest", "The frame counts: its pixels can be left over, too."
    ) { ($0.input - $0.kernel) % $0.stride },
    Mistake(
      "the padding is counted once in the rest", "There is padding on both sides: it counts twice."
    ) { ($0.input - $0.kernel + $0.padding) % $0.stride },
    Mistake(
      "the rest is that of the whole padded image",
      "The first window takes up the kernel's size. Only what is behind it is divided into steps."
    ) { ($0.input + 2 * $0.padding) % $0.stride },
    Mistake(
      "the 1 is added before the rest is taken", "The remainder is that of the way which the kernel can move."
    ) { ($0.input - $0.kernel + 2 * $0.padding + 1) % $0.stride },
    Mistake(
      "the steps are given in place of the rest", "`/` counts the steps. What they leave over is the remainder, `%`."
    ) { ($0.input - $0.kernel + 2 * $0.padding) / $0.stride },
    Mistake(
      "the brackets of the rest are missing",
      "`%` comes before `+` and `-`, as `/` does. Put all that is divided into brackets."
    ) { $0.input - $0.kernel + 2 * $0.padding % $0.stride },
    Mistake(
      "the rest is the whole way that the kernel can move", "Most of it is gone in steps. Give what they leave over."
    ) { $0.input - $0.kernel + 2 * $0.padding },
    Mistake(
      "the rest is what the steps cover",
      "Take that away from the way which the kernel can move: what remains is left over."
    ) { ($0.input - $0.kernel + 2 * $0.padding) / $0.stride * $0.stride },
    Mistake(
      "the rest is that of the image divided by the stride",
      "What is divided into steps is the way that the kernel can move: the padded image, less the kernel."
    ) { $0.input % $0.stride },
    Mistake(
      "so many strides as there are positions are taken away",
      "From the first position to the last there is one step less. And the last window covers the kernel's size."
    ) { $0.input + 2 * $0.padding - size($0) * $0.stride },
    Mistake("nothing is ever left over", "Where the division has a remainder, pixels are.") { _ in 0 },
  ]

  private static func inFormula(_ mistake: SizeMistake) -> Mistake<Setting> {
    Mistake(mistake.name, mistake.explanation) { mistake.size($0) }
  }

  private static let formulaMistakes: [Mistake<Setting>] = [
    Mistake(
      "the stride plays no part",
      "With stride 2 only every second position is taken. Divide the way the kernel moves by the stride."
    ) { $0.input - $0.kernel + 2 * $0.padding + 1 },
    Mistake(
      "neither stride nor padding plays a part",
      "That is the rule for stride 1 without padding. Padding lengthens the way, a stride lengthens the steps."
    ) { $0.input - $0.kernel + 1 },
    Mistake(
      "the padding is left out, and the 1 is added before the division",
      "The frame counts on both sides. And the 1 is added after dividing, or an output is lost."
    ) { ($0.input - $0.kernel + 1) / $0.stride },
    Mistake(
      "padding and + 1 are left out",
      "The frame counts on both sides. And the place where the kernel begins comes on top of the steps."
    ) { ($0.input - $0.kernel) / $0.stride },
    Mistake(
      "the 1 is added twice", "Once is enough, after the division."
    ) { ($0.input - $0.kernel + 2 * $0.padding + 1) / $0.stride + 1 },
    Mistake(
      "one position too many is counted",
      "The steps, and one more for the place where the kernel begins: add 1, not 2."
    ) { ($0.input - $0.kernel + 2 * $0.padding) / $0.stride + 2 },
    Mistake(
      "the padding is added after the division",
      "The padding makes the image larger, and so the way the kernel moves. It is divided by the stride as well."
    ) { ($0.input - $0.kernel) / $0.stride + 2 * $0.padding + 1 },
    Mistake(
      "the 1 is added to the stride",
      "So you divide by a step that is longer by 1. Divide by the stride alone, and add the 1 afterwards."
    ) { ($0.input - $0.kernel + 2 * $0.padding) / ($0.stride + 1) },
    Mistake(
      "the kernel is not subtracted",
      "The kernel itself takes up room. It can move only as far as the image is larger."
    ) { ($0.input + 2 * $0.padding) / $0.stride + 1 },
    Mistake(
      "the kernel is not subtracted, and nothing is added",
      "The kernel itself takes up room: subtract it. Then add 1 for the place where it begins."
    ) { ($0.input + 2 * $0.padding) / $0.stride },
    Mistake(
      "the padding is subtracted", "Padding makes the image larger, and so the output. Add it, once for each side."
    ) { ($0.input - $0.kernel - 2 * $0.padding) / $0.stride + 1 },
    Mistake(
      "it is multiplied by the stride", "A longer step makes fewer positions: divide by the stride."
    ) { ($0.input - $0.kernel + 2 * $0.padding) * $0.stride + 1 },
    Mistake(
      "stride and kernel have changed places",
      "The kernel's size is subtracted, and the stride is what is divided by."
    ) { ($0.input - $0.stride + 2 * $0.padding) / $0.kernel + 1 },
    Mistake(
      "the size stays as it was",
      "That is so only with the right padding and stride 1. In general the output has another size."
    ) { $0.input },
  ]

  private typealias SizeMistake = (name: String, explanation: String, size: @Sendable (Setting) -> Int)

  /// What goes wrong with the size rule, in the formula as well as in the table.
  private static let sizeMistakes: [SizeMistake] = [
    (
      "the + 1 is missing",
      "The division counts steps. The place where the kernel begins comes on top of that.",
      { ($0.input - $0.kernel + 2 * $0.padding) / $0.stride }
    ),
    (
      "the padding is left out",
      "The frame makes the image larger, by the padding on each of its two sides.",
      { ($0.input - $0.kernel) / $0.stride + 1 }
    ),
    (
      "the result is rounded up",
      "A step that is cut short leads nowhere: the window would reach out of the padded image. Drop the remainder.",
      { ($0.input - $0.kernel + 2 * $0.padding + $0.stride - 1) / $0.stride + 1 }
    ),
    (
      "the brackets are missing",
      "`/` comes before `+` and `-`. Put all that is divided into brackets.",
      { $0.input - $0.kernel + 2 * $0.padding / $0.stride + 1 }
    ),
    (
      "the 1 is added before the division",
      "That is the shorter rule, which loses an output where the division leaves a remainder. Add the 1 after dividing.",
      { ($0.input - $0.kernel + 2 * $0.padding + 1) / $0.stride }
    ),
    (
      "the padding is counted once",
      "There is padding on both sides: it counts twice.",
      { ($0.input - $0.kernel + $0.padding) / $0.stride + 1 }
    ),
  ]

  static let sizesOfTheTable = Exercise(
    "2.4", answers,
    cases: [Case("the three layers", layers)],
    isByHand: true,
    expected: { table($0) },
    answer: { tasks, _ in
      let (sizes, features) = try tasks.sizesOfTheTable()
      return parts(sizes, features)
    },
    mistakes: sizeMistakes.map(inTable) + tableMistakes)

  private static let layers: [Setting] = [(33, 5, 1, 2), (227, 11, 4, 0), (64, 7, 2, 1)]

  private static func table(
    _ layers: [Setting], size: (Setting) -> Int = { size($0) }, features: (Int) -> Int = { 6 * $0 * $0 }
  ) -> Answer {
    let sizes = layers.map(size)
    return parts(sizes, sizes.map(features))
  }

  private static func parts(_ sizes: [Int], _ features: [Int]) -> Answer {
    .parts(["sizes": sizes, "features": features])
  }

  private static func inTable(_ mistake: SizeMistake) -> Mistake<[Setting]> {
    Mistake(mistake.name, mistake.explanation) { table($0, size: mistake.size) }
  }

  private static let tableMistakes: [Mistake<[Setting]>] = [
    Mistake(
      "the two lists have changed places", "Sizes come first, features second."
    ) { layers in parts(layers.map { 6 * size($0) * size($0) }, layers.map(size)) },
    Mistake(
      "the stride is left out", "With stride 2 only every second position is taken, with stride 4 every fourth."
    ) { table($0) { $0.input - $0.kernel + 2 * $0.padding + 1 } },
    Mistake(
      "the features of one map are counted", "Six kernels make six maps, and all of them are flattened into one line."
    ) { table($0, features: { $0 * $0 }) },
    Mistake(
      "the channels of the input are counted, not the maps",
      "Three channels go in, but each of the six kernels reads all of them and makes one map."
    ) { table($0, features: { 3 * $0 * $0 }) },
    Mistake(
      "channels and maps are both counted",
      "Each kernel adds up what it finds in the three channels, into one map. So there are six maps, not eighteen."
    ) { table($0, features: { 18 * $0 * $0 }) },
    Mistake(
      "the height is left out of the features",
      "A map has as many rows as columns, and a number at each place: size · size."
    ) { table($0, features: { 6 * $0 }) },
    Mistake(
      "the features of all images are counted",
      "The images stay apart when maps are flattened. Count those of one image."
    ) { table($0, features: { 600 * $0 * $0 }) },
    Mistake(
      "the features are counted before the convolution",
      "What is flattened are the maps that come out, six of them, each of the output's size."
    ) { layers in parts(layers.map(size), layers.map { 3 * $0.input * $0.input }) },
  ]
}
