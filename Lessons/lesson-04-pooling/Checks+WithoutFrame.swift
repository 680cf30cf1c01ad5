import Checking
import TensorCore
import Walkthrough

extension Pooling {
  private typealias Framed = (map: Tensor, window: Int, stride: Int, padding: Int)

  static let averagedWithoutFrame = Exercise(
    "4.7", answers,
    cases: [
      Case(
        "one pixel in each window", (map: Tensor([[1, 3], [5, 7]]), window: 2, stride: 2, padding: 1) as Framed),
      Case("a square map, stride 1", (map: shuffled(1, 4, 4).selecting(0), window: 3, stride: 1, padding: 1)),
      Case("a map wider than high", (map: shuffled(1, 3, 6).selecting(0) - 9, window: 2, stride: 2, padding: 1)),
      Case(
        "a map higher than wide, padding 2", (map: shuffled(1, 5, 3).selecting(0), window: 3, stride: 2, padding: 2)),
      Case(
        "padding larger than the stride", (map: shuffled(1, 3, 4).selecting(0), window: 3, stride: 1, padding: 2)),
      Case("a single row of windows", (map: shuffled(1, 2, 5).selecting(0), window: 2, stride: 4, padding: 1)),
      Case("no padding", (map: shuffled(1, 4, 5).selecting(0), window: 2, stride: 1, padding: 0)),
    ],
    drawing: {
      let window = $0.size()
      // Numbers of one sign, so that no mean comes out near 0, where another order of the sum makes a difference.
      let map = $0.tensor($0.size(from: window), $0.size(from: window), in: 0...99) * $0.one(of: [1, -1])
      return (
        map: map * $0.scale, window: window, stride: $0.integer(1...3), padding: $0.integer(0...window - 1)
      )
    },
    without: ["averagePool2d", "convolve2d", "unfold"],
    expected: { means($0, padding: $0.padding) },
    answer: {
      try $0.averagedWithoutFrame($1.map, window: $1.window, stride: $1.stride, padding: $1.padding)
    },
    given: [
      .integer("window", \.window), .integer("stride", \.stride), .integer("padding", \.padding),
      .tensor("map", \.map),
    ],
    fitting: { input in
      input.stride > 0 && 0..<max(0, input.window) ~= input.padding
        && input.map.shape.allSatisfy { $0 + 2 * input.padding >= input.window }
    },
    mistakes: [
      Mistake(
        "the zeros of the frame are averaged too",
        "Divide by how many pixels of the window lie in the map, not by window · window."
      ) { withFrame($0, $0.map) },
      Mistake(
        "the size is that without padding",
        "The numbers are correct, but windows are missing: the padded map is larger by 2 · padding, both ways."
      ) { input in
        let (all, small) = (means(input, padding: input.padding), means(input, padding: 0).shape)
        return all[0..<min(small[0], all.shape[0]), 0..<min(small[1], all.shape[1])]
      },
      Mistake(
        "the map's first row and column are taken for the frame",
        "Row 0 and column 0 belong to the map: ask for `>= 0`, not `> 0`."
      ) { input in
        var inside = input.map * 0 + 1
        inside[0..<1] *= 0
        inside[0..., 0..<1] *= 0
        return shares(input, of: input.map * inside, inside)
      },
      Mistake(
        "pixels that are 0 are taken for the frame",
        "A pixel of the map may be 0, too. Ask where it lies, not what it is."
      ) { input in shares(input, of: input.map, input.map .!= 0) },
      Mistake(
        "columns outside of the map are counted", "Rows are asked for. Ask the same of the columns before you count."
      ) { input in try counted(input) { rows, _ in rows * input.window } },
      Mistake(
        "rows outside of the map are counted", "Columns are asked for. Ask the same of the rows before you count."
      ) { input in try counted(input) { _, columns in input.window * columns } },
      Mistake(
        "the sums are not divided", "A mean is the sum divided by the number of pixels that it has."
      ) { withFrame($0, $0.map) * Float($0.window * $0.window) },
    ],
    explaining: { input, place in
      let ranges = place.enumerated().map { axis, index in
        let start = index * input.stride - input.padding
        return max(0, start)...min(input.map.shape[axis], start + input.window) - 1
      }
      return .text(
        "Of this window the rows \(ranges[0].lowerBound) to \(ranges[0].upperBound) and the columns "
          + "\(ranges[1].lowerBound) to \(ranges[1].upperBound) of the map lie inside. "
          + "Pixels to average: \(ranges[0].count * ranges[1].count).")
    })

  /// The mean with zeros, divided by the share of pixels that are none of them.
  private static func means(_ input: Framed, padding: Int) -> Tensor {
    shares((input.map, input.window, input.stride, padding), of: input.map, input.map * 0 + 1)
  }

  /// The mean with zeros of some numbers, divided by that of others.
  private static func shares(_ input: Framed, of map: Tensor, _ inside: Tensor) -> Tensor {
    withFrame(input, map) / withFrame(input, inside)
  }

  /// The mean with the zeros of the frame.
  private static func withFrame(_ input: Framed, _ map: Tensor) -> Tensor {
    averagePool2d(
      map.padded(by: Size2D(input.padding)).unsqueezed(axis: 0), window: Size2D(input.window),
      stride: Size2D(input.stride)
    ).selecting(0)
  }

  /// The correct sums, divided by something else: it is made of how many rows and columns of a window lie in the map.
  private static func counted(_ input: Framed, _ count: (_ rows: Int, _ columns: Int) -> Int) throws -> Tensor {
    let right = means(input, padding: input.padding)
    func inside(_ index: Int, _ size: Int) -> Int {
      let start = index * input.stride - input.padding
      return min(size, start + input.window) - max(0, start)
    }
    return try Tensor(rows: right.shape[0], columns: right.shape[1]) { y, x in
      let (rows, columns) = (inside(y, input.map.shape[0]), inside(x, input.map.shape[1]))
      return right[y, x] * Float(rows * columns) / Float(count(rows, columns))
    }
  }
}
