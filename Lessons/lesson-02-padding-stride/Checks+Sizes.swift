import Checking
import TensorCore
import Walkthrough

extension PaddingAndStride {
  typealias Setting = (input: Int, kernel: Int, stride: Int, padding: Int)

  static let missingPixels = Exercise(
    "2.2", answers,
    cases: [
      Case("9, kernel 3, stride 4", (input: 9, kernel: 3, stride: 4, padding: 0)),
      Case("5, kernel 3, stride 2, with nothing left over", (input: 5, kernel: 3, stride: 2, padding: 0)),
      Case("28, kernel 5, stride 1, which leaves nothing", (input: 28, kernel: 5, stride: 1, padding: 2)),
      Case("8, kernel 3, stride 2, padding 1", (input: 8, kernel: 3, stride: 2, padding: 1)),
      Case("10, kernel 4, stride 3, padding 1", (input: 10, kernel: 4, stride: 3, padding: 1)),
      Case("9, kernel 2, stride 5, padding 1", (input: 9, kernel: 2, stride: 5, padding: 1)),
      Case("7, kernel 7, stride 3, padding 2", (input: 7, kernel: 7, stride: 3, padding: 2)),
      Case("7, kernel 1, stride 5", (input: 7, kernel: 1, stride: 5, padding: 0)),
    ],
    drawing: {
      let kernel = $0.integer(1...7)
      return (
        input: kernel + $0.integer(0...12), kernel: kernel, stride: $0.integer(1...5), padding: $0.integer(0...3)
      )
    },
    // The definition: try one number of pixels after the other.
    expected: { setting in
      let padded = setting.input + 2 * setting.padding
      return (0..<setting.stride).first { more in
        let positions = size((padded + more, setting.kernel, setting.stride, 0))
        return setting.stride * (positions - 1) + setting.kernel == padded + more
      } ?? -1
    },
    answer: {
      try $0.missingPixels(input: $1.input, kernel: $1.kernel, stride: $1.stride, padding: $1.padding)
    },
    given: [
      .integer("padding", \.padding), .integer("input", \.input), .integer("kernel", \.kernel),
      .integer("stride", \.stride),
    ],
    fitting: { isPossible($0) },
    mistakes: restMistakes,
    explaining: { setting, _ in
      let end = setting.stride * (size(setting) - 1) + setting.kernel
      return .text("The last window ends after \(end) of \(setting.input + 2 * setting.padding) pixels.")
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

  /// The way that the kernel can move.
  private static func way(_ setting: Setting) -> Int { setting.input - setting.kernel + 2 * setting.padding }

  /// How many pixels a way lacks to be whole steps.
  private static func missing(_ way: Int, _ setting: Setting) -> Int {
    (setting.stride - way % setting.stride) % setting.stride
  }

  private static let restMistakes: [Mistake<Setting>] = [
    Mistake(
      "this is how many pixels are left over",
      "They are the beginning of one more step. How many are missing until it is a whole one?"
    ) { way($0) % $0.stride },
    Mistake(
      "a whole stride is added where nothing is left over",
      "If the remainder is 0, the last window ends on the last pixel already. Take the remainder of the difference "
        + "too, or ask for 0 first."
    ) { $0.stride - way($0) % $0.stride },
    Mistake(
      "the pixels left over are filled up to a whole window",
      "The next window begins a *stride* after the last one, and not where that one ends. So how many pixels are "
        + "missing depends on the stride."
    ) { way($0) % $0.stride == 0 ? 0 : $0.kernel - way($0) % $0.stride },
    Mistake("the padding is counted once", "There is padding on both sides: it counts twice.") {
      missing($0.input - $0.kernel + $0.padding, $0)
    },
    Mistake(
      "the padded image is divided into steps, kernel and all",
      "The first window takes up the kernel's size. Only what comes after it is divided into steps."
    ) { missing($0.input + 2 * $0.padding, $0) },
    Mistake(
      "the image is divided into steps, without kernel and padding",
      "What is divided is the distance that the kernel can move: the padded image, less the kernel."
    ) { missing($0.input, $0) },
    Mistake(
      "the 1 of the size rule is added before the division",
      "The remainder is that of the distance that the kernel can move, without the place where it begins."
    ) { missing(way($0) + 1, $0) },
    Mistake(
      "the brackets are missing", "`%` comes before `+` and `-`, as `/` does. Put all that is divided into brackets."
    ) { ($0.stride - ($0.input - $0.kernel + 2 * $0.padding % $0.stride)) % $0.stride },
    Mistake(
      "the steps are counted", "`/` counts the steps. What they leave over is the remainder, `%`."
    ) { way($0) / $0.stride },
    Mistake(
      "this is the output's size with the pixels added", "How many pixels are added is asked for."
    ) { (way($0) + missing(way($0), $0)) / $0.stride + 1 },
    Mistake("nothing is ever missing", "Where the division has a remainder, pixels are left over.") { _ in 0 },
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
    mistakes: sizeMistakes + tableMistakes)

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

  private static let sizeMistakes: [Mistake<[Setting]>] = [
    Mistake(
      "the + 1 is missing", "The division counts steps. The place where the kernel begins comes on top of that."
    ) { table($0) { ($0.input - $0.kernel + 2 * $0.padding) / $0.stride } },
    Mistake(
      "the padding is left out", "The frame makes the image larger, by the padding on each of its two sides."
    ) { table($0) { ($0.input - $0.kernel) / $0.stride + 1 } },
    Mistake(
      "the result is rounded up",
      "A step that is cut short leads nowhere: the window would reach out of the padded image. Drop the remainder."
    ) { table($0) { ($0.input - $0.kernel + 2 * $0.padding + $0.stride - 1) / $0.stride + 1 } },
    Mistake(
      "the brackets are missing", "`/` comes before `+` and `-`. Put all that is divided into brackets."
    ) { table($0) { $0.input - $0.kernel + 2 * $0.padding / $0.stride + 1 } },
    Mistake(
      "the 1 is added before the division",
      "That is the shorter rule, which loses an output where the division leaves a remainder. Add the 1 after dividing."
    ) { table($0) { ($0.input - $0.kernel + 2 * $0.padding + 1) / $0.stride } },
    Mistake(
      "the padding is counted once", "There is padding on both sides: it counts twice."
    ) { table($0) { ($0.input - $0.kernel + $0.padding) / $0.stride + 1 } },
  ]

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
