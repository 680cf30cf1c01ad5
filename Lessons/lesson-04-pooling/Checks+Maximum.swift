import Checking
import TensorCore
import Walkthrough

extension Pooling {
  private typealias PooledMap = (map: Tensor, window: Int)
  private typealias Pixel = (value: Float, row: Int, column: Int)

  static let maxPooled = Exercise(
    "4.1", answers,
    cases: [
      Case("one window", (map: Tensor([[6, 2], [1, 9]]), window: 2) as PooledMap),
      Case("a square map", (map: Tensor([[0, 7, 2], [3, 4, 8], [6, 1, 5]]), window: 2)),
      Case(
        "a map wider than high", (map: Tensor([[3, 1, 4, 1, 5], [9, 2, 6, 5, 3], [5, 8, 9, 7, 9]]), window: 2)),
      Case(
        "a window of 3",
        (map: Tensor([[2, 7, 1, 8], [2, 8, 1, 8], [2, 8, 4, 5], [9, 0, 4, 5], [2, 3, 5, 3]]), window: 3)),
      Case("nothing but negative values", (map: Tensor([[-4, -2, -7], [-1, -8, -3]]), window: 2)),
      Case("values far below zero", (map: Tensor([[-5e37, -4e37], [-3e37, -6e37]]), window: 2)),
      Case("equally large pixels", (map: Tensor([[1, 5, 5], [5, 2, 5]]), window: 2)),
      Case("the largest value first", (map: Tensor([[9, 1, 4], [3, 2, 5]]), window: 2)),
    ],
    drawing: {
      let window = $0.size()
      return (map: $0.tensor($0.size(from: window), $0.size(from: window)), window: window)
    },
    without: ["maxPool2d", "unfold"],
    expected: { input in
      let largest = maxPool2d(input.map.unsqueezed(axis: 0), window: Size2D(input.window), stride: 1).selecting(0)
      let places = pooled(input) { pixels in
        pixels[pixels.map(\.value).firstIndex(of: pixels.map(\.value).max() ?? 0) ?? 0]
      }.places
      return answer(largest, places)
    },
    answer: {
      let (largest, places) = try $0.maxPooled($1.map, window: $1.window)
      return answer(largest, places)
    },
    given: [.integer("window", \.window), .tensor("map", \.map)],
    fitting: { 1...($0.map.shape.min() ?? 1) ~= $0.window },
    mistakes: [
      starting("the maximum starts at 0", belowZero) { _, _ in (0, 0, 0) },
      starting("the maximum starts at 0, and its place at the window's first pixel", belowZero) {
        (0, $1.row, $1.column)
      },
      starting("the maximum starts at the map's first pixel", belowFirst) { map, _ in (map[0, 0], 0, 0) },
      starting("the maximum starts at the map's first pixel, and its place at the window's", belowFirst) {
        ($0[0, 0], $1.row, $1.column)
      },
      Mistake(
        "the largest value is carried on from window to window",
        "Each window begins with a pixel of its own. Set the best so far inside the loops over the positions."
      ) { input in
        var best: Pixel = (input.map[0, 0], 0, 0)
        return answer(
          pooled(input) { pixels in
            best = pixels.reduce(best) { $1.value > $0.value ? $1 : $0 }
            return best
          })
      },
      Mistake(
        "values and places are exchanged", "First come the largest values, and then their places."
      ) { input in
        let (largest, places) = pooled(input, keeping: first)
        return answer(places, largest)
      },
      Mistake(
        "the largest of the whole map is given", "Each position has a window of its own: look at its pixels only."
      ) { input in
        let pixels = (0..<input.map.count).map { (row: $0 / input.map.shape[1], column: $0 % input.map.shape[1]) }
        let largest = first(pixels.map { (input.map[$0.row, $0.column], $0.row, $0.column) })
        return answer(pooled(input) { _ in largest })
      },
      Mistake(
        "the window jumps by its own size", "Here it moves one pixel at a time, so that neighbouring windows overlap."
      ) { answer(pooled($0, every: $0.window, keeping: first)) },
      Mistake(
        "the window is always 2 × 2", "How large it is comes in as `window`; the loops over its pixels go that far."
      ) { answer(pooled($0, window: 2, keeping: first)) },
      Mistake(
        "you keep the smallest value", "Which of two values does your comparison let through?"
      ) { answer(pooled($0) { $0.reduce($0[0]) { $1.value < $0.value ? $1 : $0 } }) },
      Mistake(
        "values are compared without their signs", "−1 is larger than −8. `abs` has no place in the comparison."
      ) { answer(pooled($0) { $0.reduce($0[0]) { abs($1.value) > abs($0.value) ? $1 : $0 } }) },
      Mistake(
        "the last of equally large pixels counts", "`>=` lets an equal pixel take over. With `>` the first one stays."
      ) { answer(pooled($0) { $0.reduce($0[0]) { $1.value >= $0.value ? $1 : $0 } }) },
      Mistake(
        "of equally large pixels the first one column by column counts",
        "Go through the window row by row: let the loop over the columns stand within the one over the rows."
      ) {
        answer(
          pooled($0) { pixels in
            let columns = pixels.sorted { ($0.column, $0.row) < ($1.column, $1.row) }
            return columns.reduce(columns[0]) { $1.value > $0.value ? $1 : $0 }
          })
      },
      placed(
        "the place is 0 where the window's first pixel is the largest",
        "The largest value starts with that pixel, and so must its place."
      ) { inside, window, input in
        inside == (0, 0) ? 0 : (inside.row + window.row) * input.map.shape[1] + inside.column + window.column
      },
      placed(
        "the places are counted within the window",
        "They are counted in the whole map: the window's own row and column come on top."
      ) { inside, _, input in inside.row * input.window + inside.column },
      placed(
        "the place is that of the window, not of its largest pixel",
        "It is the window's first pixel only if that one is the largest."
      ) { _, window, input in window.row * input.map.shape[1] + window.column },
      placed(
        "the rows of the map are taken to be as long as its columns",
        "Before row `row` there are `row` whole rows, and each holds as many pixels as the map is *wide*."
      ) { ($0.row + $1.row) * $2.map.shape[0] + $0.column + $1.column },
      placed(
        "the pixels are counted column by column", "Row by row, as one reads: `row * width + column`."
      ) { ($0.column + $1.column) * $2.map.shape[0] + $0.row + $1.row },
      placed(
        "the rows of the map are taken to be as long as those of the result",
        "The pixels of the map are counted, not the positions of the window: take the width of the map."
      ) { ($0.row + $1.row) * ($2.map.shape[1] - $2.window + 1) + $0.column + $1.column },
      placed(
        "row and column are added", "Before row `row` there are `row` whole rows, each with `width` pixels."
      ) { inside, window, _ in inside.row + window.row + inside.column + window.column },
    ],
    explaining: { input, _ in
      .pixel(.maxPooling(image: input.map, window: Size2D(input.window), stride: 1))
    })

  private static let belowZero =
    "In a window of negative values the largest is negative too. Start with a value of the window itself."
  private static let belowFirst =
    "All pixels of another window may be less than `map[0, 0]`. Start with a value of the window itself."

  /// What the search for the largest begins with, which is told the map and the window's first pixel.
  private static func starting(
    _ name: String, _ explanation: String, _ start: @escaping @Sendable (_ map: Tensor, _ first: Pixel) -> Pixel
  ) -> Mistake<PooledMap> {
    Mistake(name, explanation) { input in
      answer(pooled(input) { $0.reduce(start(input.map, $0[0])) { $1.value > $0.value ? $1 : $0 } })
    }
  }

  /// A mistake in the place alone: what is given for a pixel so far down and right in a window that begins there.
  private static func placed(
    _ name: String, _ explanation: String,
    _ place: @escaping @Sendable (_ inside: Position, _ window: Position, _ input: PooledMap) -> Int
  ) -> Mistake<PooledMap> {
    Mistake(name, explanation) { answer(pooled($0, place: place, keeping: first)) }
  }

  private typealias Position = (row: Int, column: Int)

  private static func answer(_ largest: Tensor, _ places: Tensor) -> Answer {
    .parts(["the largest": largest, "the places": places])
  }

  private static func first(_ pixels: [Pixel]) -> Pixel { pixels.reduce(pixels[0]) { $1.value > $0.value ? $1 : $0 } }

  /// What is kept of the pixels under a window, at every so many positions, and its place in the map.
  private static func pooled(
    _ input: PooledMap, window: Int? = nil, every step: Int = 1,
    place: (_ inside: Position, _ window: Position, _ input: PooledMap) -> Int = {
      ($0.row + $1.row) * $2.map.shape[1] + $0.column + $1.column
    }, keeping: ([Pixel]) -> Pixel
  ) -> (largest: Tensor, places: Tensor) {
    let shape = input.map.shape.map { ($0 - input.window) / step + 1 }
    let side = window ?? input.window
    var (largest, places): ([Float], [Float]) = ([], [])
    for position in 0..<shape[0] * shape[1] {
      let corner = (row: position / shape[1] * step, column: position % shape[1] * step)
      let pixels = (0..<side * side).map { index -> Pixel in
        let (row, column) = (corner.row + index / side, corner.column + index % side)
        return (input.map[row, column], row, column)
      }
      let kept = keeping(pixels)
      largest.append(kept.value)
      places.append(Float(place((kept.row - corner.row, kept.column - corner.column), corner, input)))
    }
    return (Tensor(shape: shape, elements: largest), Tensor(shape: shape, elements: places))
  }

  private static func answer(_ pooled: (largest: Tensor, places: Tensor)) -> Answer {
    answer(pooled.largest, pooled.places)
  }
}
