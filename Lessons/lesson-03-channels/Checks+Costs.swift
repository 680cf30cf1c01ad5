import Checking
import TensorCore
import Walkthrough

extension Channels {
  private typealias Budget = (budget: Int, channels: Int, kernel: Int)

  static let mapsForBudget = Exercise(
    "3.4", answers,
    cases: [
      Case("2 channels, a kernel of 3, 100 parameters", (budget: 100, channels: 2, kernel: 3) as Budget),
      Case("16 channels, a kernel of 5, 7,200 parameters", (budget: 7_200, channels: 16, kernel: 5)),
      Case("4 channels, a kernel of 2, 85 parameters, none of which is left", (budget: 85, channels: 4, kernel: 2)),
      Case("6 channels, a kernel of 1, 50 parameters", (budget: 50, channels: 6, kernel: 1)),
      Case("8 channels, a kernel of 3, 60 parameters, which are too few", (budget: 60, channels: 8, kernel: 3)),
      Case("2 channels, a kernel of 1, and no parameter at all", (budget: 0, channels: 2, kernel: 1)),
    ],
    drawing: {
      let most = $0.one(of: [9, 60, 300])
      return (budget: $0.integer(0...most), channels: $0.size(), kernel: $0.size())
    },
    expected: { input in
      // Tried out, with the parameters counted in the tensors that hold them.
      let plain = Tensor.zeros(1, input.channels, input.kernel, input.kernel).count + 1
      let depthwise = Tensor.zeros(input.channels, 1, input.kernel, input.kernel).count + input.channels
      let mixing = Tensor.zeros(1, input.channels, 1, 1).count + 1
      return maps(
        (0...input.budget).last { $0 * plain <= input.budget } ?? 0,
        (1...max(1, input.budget)).last { depthwise + $0 * mixing <= input.budget } ?? 0)
    },
    answer: {
      let (plain, separable) = try $0.mapsForBudget($1.budget, channels: $1.channels, kernel: $1.kernel)
      return maps(plain, separable)
    },
    given: [
      .integer("budget", \.budget), .integer("channels", \.channels), .integer("kernel", \.kernel),
      .exchanged("channels", "kernel", \.channels, \.kernel),
    ],
    fitting: { min($0.channels, $0.kernel) > 0 && $0.budget >= 0 },
    mistakes: [
      Mistake(
        "what uses up the budget exactly is refused", "As many parameters as the budget are allowed."
      ) { maps(plain(spending($0)), separable(spending($0))) },
      Mistake("the plain kernels are not squared", "A kernel is as high as it is wide: kernel · kernel.") {
        bought($0, plain: $0.budget / ($0.channels * $0.kernel + 1))
      },
      Mistake(
        "the two numbers have changed places",
        "First comes the plain convolution, and then the depthwise one with 1×1."
      ) { maps(separable($0), plain($0)) },
    ] + plainMistakes + separableMistakes,
    explaining: { input, _ in
      .text(
        "A map of a plain convolution takes \(input.channels) · \(input.kernel) · \(input.kernel) + 1 parameters, with "
          + "its bias. A depthwise convolution takes \(input.channels) · (\(input.kernel) · \(input.kernel) + 1), and "
          + "each map after it \(input.channels) + 1.")
    })

  private static func maps(_ plain: Int, _ separable: Int) -> Answer {
    .parts(["plain": plain, "separable": separable])
  }

  /// The same budget, less the last parameter.
  private static func spending(_ input: Budget) -> Budget { (max(0, input.budget - 1), input.channels, input.kernel) }

  private static func plain(_ input: Budget) -> Int {
    input.budget / (input.channels * input.kernel * input.kernel + 1)
  }

  /// What one map after the depthwise convolution takes, and what that convolution leaves, may be others.
  private static func separable(_ input: Budget, left: Int? = nil, map: Int? = nil) -> Int {
    max(0, left ?? input.budget - input.channels * (input.kernel * input.kernel + 1)) / (map ?? input.channels + 1)
  }

  /// Both numbers, of which a mistake may change one.
  private static func bought(_ input: Budget, plain: Int? = nil, separable: Int? = nil) -> Answer {
    maps(plain ?? self.plain(input), separable ?? self.separable(input))
  }

  private static let plainMistakes: [Mistake<Budget>] = [
    Mistake("the plain convolution has no biases", "Each map has a bias, and it is learned as the weights are.") {
      bought($0, plain: $0.budget / ($0.channels * $0.kernel * $0.kernel))
    },
    Mistake(
      "the plain convolution has a single bias", "Each map has a bias of its own: add it to what a kernel takes."
    ) { bought($0, plain: ($0.budget - 1) / ($0.channels * $0.kernel * $0.kernel)) },
    Mistake(
      "each slice of the plain convolution has a bias", "A kernel has a slice for each channel, but one bias for all."
    ) { bought($0, plain: $0.budget / ($0.channels * ($0.kernel * $0.kernel + 1))) },
    Mistake("a plain kernel has a single slice", "It has a slice for every channel that comes in.") {
      bought($0, plain: $0.budget / ($0.kernel * $0.kernel + 1))
    },
    Mistake(
      "the plain convolution makes a map more than the budget allows",
      "What is left over after the last whole map buys nothing: round down."
    ) { bought($0, plain: plain($0) + 1) },
  ]

  private static let separableMistakes: [Mistake<Budget>] = [
    Mistake(
      "the depthwise convolution costs nothing",
      "It comes first and has a slice and a bias for each channel: take them off the budget."
    ) { bought($0, separable: separable($0, left: $0.budget)) },
    Mistake("the depthwise convolution has no biases", "It makes a map of each channel, and each map has a bias.") {
      bought($0, separable: separable($0, left: $0.budget - $0.channels * $0.kernel * $0.kernel))
    },
    Mistake("the depthwise convolution has a single slice", "Each channel has a slice of its own.") {
      bought($0, separable: separable($0, left: $0.budget - $0.kernel * $0.kernel - 1))
    },
    Mistake(
      "the depthwise convolution is taken for a plain one",
      "Its kernels have one slice each: each sees its own channel alone."
    ) {
      let left = $0.budget - $0.channels * ($0.channels * $0.kernel * $0.kernel + 1)
      return bought($0, separable: separable($0, left: left))
    },
    Mistake(
      "the depthwise convolution is paid for with each map",
      "It is there once, however many maps the 1×1 convolution makes of what it gives. Take it off the budget first."
    ) {
      let map = $0.channels * ($0.kernel * $0.kernel + 1) + $0.channels + 1
      return bought($0, separable: $0.budget / map)
    },
    Mistake("the 1×1 convolution has no biases", "Each of its maps has a bias, as all maps have.") {
      bought($0, separable: separable($0, map: $0.channels))
    },
    Mistake(
      "neither the depthwise nor the 1×1 convolution has biases",
      "Each map has a bias, and it is learned as the weights are."
    ) {
      let left = $0.budget - $0.channels * $0.kernel * $0.kernel
      return bought($0, separable: separable($0, left: left, map: $0.channels))
    },
    Mistake(
      "the depthwise and the 1×1 convolution have a single bias each",
      "Each map has a bias of its own: the depthwise convolution makes one of each channel, the other as many as fit."
    ) {
      let left = $0.budget - $0.channels * $0.kernel * $0.kernel - 2
      return bought($0, separable: separable($0, left: left, map: $0.channels))
    },
    Mistake("a kernel of 1×1 has a single weight", "It has one for each channel, as it mixes them, and a bias.") {
      bought($0, separable: separable($0, map: 2))
    },
    Mistake("there may be less than no map", "A budget that is too small buys nothing: 0 maps.") {
      let left = $0.budget - $0.channels * ($0.kernel * $0.kernel + 1)
      return bought($0, separable: left / ($0.channels + 1))
    },
  ]
}
