import Checking
import TensorCore
import Walkthrough

extension Pooling {
  private typealias Pooled = (map: Tensor, window: Int, stride: Int, outputGradient: Tensor)
  private typealias Pixel = (row: Int, column: Int)

  static let maxPoolingGradient = Exercise(
    "4.6", answers,
    cases: [
      Case("one window", pooled([[1, 5], [2, 3]], 2, 2, [[7]])),
      Case(
        "a square map",
        pooled([[3, 9, 1, 0], [7, 4, 2, 6], [8, 1, 5, 2], [0, 3, 4, 7]], 2, 2, [[1, 2], [3, 4]])),
      Case(
        "a map wider than high",
        pooled([[-3, -9, -1, -8, -6, -5], [-7, -2, -4, -10, -11, -12]], 2, 2, [[5, -1, 2]])),
      Case(
        "windows that overlap",
        pooled([[1, 2, 0, 3], [4, 9, 5, 1], [0, 8, 7, 6]], 2, 1, [[1, 2, 3], [4, 5, 6]])),
      Case(
        "a window of 3",
        pooled([[1, 2, 3, 4, 0], [5, 9, 6, 2, 7], [3, 1, 8, 0, 5]], 3, 2, [[2, -3]])),
      Case("values far below zero", pooled([[-5e37, -4e37, -6e37], [-7e37, -3e37, -8e37]], 2, 1, [[4, -1]])),
      Case("equally large pixels", pooled([[0, 0, 4, 1], [0, 0, 4, 4]], 2, 2, [[3, 2]])),
      Case("equally large pixels, one below and one beside", pooled([[1, 6], [6, 2]], 2, 2, [[5]])),
      Case(
        "a window of 4",
        pooled([[1, 5, 2, 3, 4], [6, 0, 1, 7, 2], [3, 2, 4, 1, 0], [0, 8, 1, 9, 5]], 4, 1, [[2, -1]])),
      Case("a single column, a window of 1", pooled([[-3], [4], [1]], 1, 2, [[3], [-5]])),
    ],
    drawing: {
      let (window, stride, rows, columns) = ($0.size(), $0.integer(1...3), $0.size(), $0.size())
      return (
        map: $0.tensor((rows - 1) * stride + window, (columns - 1) * stride + window), window: window,
        stride: stride, outputGradient: $0.tensor(rows, columns, in: -3...3)
      )
    },
    without: ["maxPool2dGradient", "backward"],
    expected: { (input: Pooled) in
      maxPool2dGradient(
        batch(input.map), outputGradient: batch(input.outputGradient), window: Size2D(input.window),
        stride: Size2D(input.stride)
      ).squeezed(axis: 0).squeezed(axis: 0)
    },
    answer: {
      try $0.maxPoolingGradient(
        $1.map, window: $1.window, stride: $1.stride, outputGradient: $1.outputGradient)
    },
    given: [
      .integer("window", \.window), .integer("stride", \.stride), .tensor("map", \.map),
      .tensor("outputGradient", \.outputGradient),
    ],
    fitting: { input in
      guard input.window > 0, input.stride > 0 else { return false }
      return input.map.shape.allSatisfy { $0 >= input.window }
        && input.outputGradient.shape == input.map.shape.map { ($0 - input.window) / input.stride + 1 }
    },
    mistakes: [
      Mistake(
        "a pixel keeps only the gradient of the last window that it wins",
        "Where windows overlap, a pixel may win twice. Add with `+=`, so that the first gradient is not lost."
      ) { gradient($0, adding: { $1 }) { winners(of: $0, $1).prefix(1) } },
      Mistake(
        "the last of equally large pixels wins", "`>=` lets an equal pixel take over. With `>` the first one stays."
      ) { gradient($0) { winners(of: $0, $1).suffix(1) } },
      Mistake(
        "all of several equally large pixels get the gradient",
        "An output has one gradient to give: all of it goes to the first of the largest pixels."
      ) { gradient($0) { winners(of: $0, $1)[...] } },
      Mistake(
        "of equally large pixels the first one column by column wins",
        "Go through the window row by row: let the loop over the columns stand within the one over the rows."
      ) {
        gradient($0) { output, input in
          winners(of: output, input).sorted { ($0.column, $0.row) < ($1.column, $1.row) }.prefix(1)
        }
      },
      Mistake(
        "the gradient is shared out among equally large pixels",
        "An output has one gradient to give: all of it goes to the first of the largest pixels."
      ) { gradient($0, isShared: true) { winners(of: $0, $1)[...] } },
      starting("the maximum starts at 0, with the place at row 0, column 0", belowZero) { _, _ in (0, (0, 0)) },
      starting("the maximum starts at 0, with the place at the window's first pixel", belowZero) { (0, $1) },
      starting("the maximum starts at 0, with no place at all", belowZero) { _, _ in (0, nil) },
      starting("the maximum starts at the map's first pixel", belowFirst) { map, _ in (map[0, 0], (0, 0)) },
      starting("the maximum starts at the map's first pixel, with the place at the window's", belowFirst) {
        ($0[0, 0], $1)
      },
      Mistake(
        "the largest pixel is carried on from window to window",
        "Each window begins with a pixel of its own. Set the best so far inside the loops over the outputs."
      ) { input in
        var best: Pixel = (0, 0)
        return gradient(input) { output, input in
          best = records(of: output, input, above: input.map[best.row, best.column]).last ?? best
          return [best]
        }
      },
      early("every pixel that is the largest so far gets the gradient") { records(of: $0, $1)[...] },
      early("every pixel above 0 that is the largest so far gets the gradient") {
        records(of: $0, $1, above: 0)[...]
      },
      early("every pixel that is larger than all before it gets the gradient, and the first one none") {
        records(of: $0, $1).dropFirst()
      },
      Mistake(
        "the gradient is added to the map", "Begin with zeros: `Tensor.zeros(map.shape[0], map.shape[1])`."
      ) { input in input.map + gradient(input) { winners(of: $0, $1).prefix(1) } },
      Mistake(
        "the place within the window is taken for the place in the map",
        "The window of output (y, x) begins at row y · stride, column x · stride: add that to the place within it."
      ) {
        gradient($0) { output, input in
          let winner = winners(of: output, input)[0]
          return [(winner.row - output.row * input.stride, winner.column - output.column * input.stride)]
        }
      },
      Mistake(
        "every pixel of the window gets the gradient",
        "If a pixel that is not the largest grows a little, the output stays. So nothing comes back to it."
      ) { gradient($0) { window(of: $0, $1)[...] } },
      Mistake(
        "the gradient is shared out equally",
        "That is the gradient of average pooling. Of a maximum only the largest pixel is felt."
      ) { gradient($0, isShared: true) { window(of: $0, $1)[...] } },
      Mistake(
        "the stride is left out", "The window of output (y, x) begins at row y · stride and column x · stride."
      ) { gradient(($0.map, $0.window, 1, $0.outputGradient)) { winners(of: $0, $1).prefix(1) } },
    ],
    explaining: { input, place in
      let outputs = outputs(of: input).filter {
        let winner = winners(of: $0, input)[0]
        return [winner.row, winner.column] == place
      }
      if outputs.isEmpty {
        return .text("This pixel is the first of the largest in no window, so nothing comes back to it.")
      }
      let windows = outputs.map { "(\($0.row), \($0.column))" }.joined(separator: " and ")
      let sum = outputs.map { input.outputGradient[$0.row, $0.column] }.reduce(0, +)
      return .text("This pixel is the largest in the window of output \(windows), so \(sum) comes back to it.")
    })

  private static func pooled(
    _ map: [[Float]], _ window: Int, _ stride: Int, _ outputGradient: [[Float]]
  ) -> Pooled {
    (Tensor(map), window, stride, Tensor(outputGradient))
  }

  private static let belowZero =
    "In a window of negative values nothing is larger than 0. Start with the window's own first pixel."
  private static let belowFirst =
    "All pixels of another window may be less than `map[0, 0]`. Start with the window's own first pixel."

  /// What the search for the largest begins with, and the place that gets the gradient if nothing is larger.
  private static func starting(
    _ name: String, _ explanation: String,
    _ start: @escaping @Sendable (_ map: Tensor, _ first: Pixel) -> (value: Float, place: Pixel?)
  ) -> Mistake<Pooled> {
    Mistake(name, explanation) {
      gradient($0) { output, input in
        let (value, place) = start(input.map, window(of: output, input)[0])
        return (records(of: output, input, above: value).last ?? place).map { [$0] } ?? []
      }
    }
  }

  /// The gradient is given while the largest pixel is still being looked for.
  private static func early(
    _ name: String, to places: @escaping @Sendable (_ output: Pixel, _ input: Pooled) -> ArraySlice<Pixel>
  ) -> Mistake<Pooled> {
    Mistake(
      name,
      "Which one is the largest is known at the end of the window: give its gradient after the loops over its pixels."
    ) { gradient($0, to: places) }
  }

  private static func batch(_ map: Tensor) -> Tensor { map.unsqueezed(axis: 0).unsqueezed(axis: 0) }

  private static func outputs(of input: Pooled) -> [Pixel] {
    let (rows, columns) = (input.outputGradient.shape[0], input.outputGradient.shape[1])
    return (0..<rows * columns).map { ($0 / columns, $0 % columns) }
  }

  /// The pixels in the window of an output, row by row.
  private static func window(of output: Pixel, _ input: Pooled) -> [Pixel] {
    (0..<input.window * input.window).map {
      (output.row * input.stride + $0 / input.window, output.column * input.stride + $0 % input.window)
    }
  }

  /// The pixels in the window of an output that hold its largest value.
  private static func winners(of output: Pixel, _ input: Pooled) -> [Pixel] {
    let window = window(of: output, input)
    let largest = window.map { input.map[$0.row, $0.column] }.max()
    return window.filter { input.map[$0.row, $0.column] == largest }
  }

  /// The pixels in the window of an output that are larger than a number and than all pixels before them, row by row.
  private static func records(of output: Pixel, _ input: Pooled, above start: Float = -.infinity) -> [Pixel] {
    var largest = start
    return window(of: output, input).filter {
      let value = input.map[$0.row, $0.column]
      defer { largest = max(largest, value) }
      return value > largest
    }
  }

  /// The gradient that arises if each output's goes to some places of the map, or is shared out among them.
  private static func gradient(
    _ input: Pooled, isShared: Bool = false, adding: (_ sum: Float, _ gradient: Float) -> Float = { $0 + $1 },
    to places: (_ output: Pixel, _ input: Pooled) -> ArraySlice<Pixel>
  ) -> Tensor {
    var gradient = Tensor.zeros(input.map.shape[0], input.map.shape[1])
    for output in outputs(of: input) {
      let places = places(output, input)
      let share = input.outputGradient[output.row, output.column] / Float(isShared ? places.count : 1)
      for place in places { gradient[place.row, place.column] = adding(gradient[place.row, place.column], share) }
    }
    return gradient
  }
}
