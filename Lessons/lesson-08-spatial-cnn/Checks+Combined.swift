import Checking
import TensorCore
import Walkthrough

extension SpatialCNN {
  private typealias Filters = (first: Tensor, second: Tensor)

  static let combined = Exercise(
    "8.2", answers,
    cases: [
      Case("two filters of one row", (first: Tensor([[1, 2, 0]]), second: Tensor([[0, 1, 3]])) as Filters),
      Case(
        "two filters of 3×3",
        (
          first: Tensor([[1, 0, 2], [-3, 4, 0], [5, -1, 6]]), second: Tensor([[2, 1, 0], [0, 3, -1], [4, 0, 1]])
        )),
      Case("a column and a row", (first: Tensor([[1], [2], [-1]]), second: Tensor([[3, 0, 4]]))),
      Case("the second one larger", (first: shuffled(3, 3) - 4, second: shuffled(5, 3, seed: 9) - 7)),
      Case("the first one wider", (first: shuffled(1, 5) - 2, second: shuffled(3, 3, seed: 10) - 5)),
      Case("one that only doubles", (first: Tensor([[2]]), second: shuffled(3, 1) - 1)),
    ],
    drawing: {
      (
        first: $0.tensor(2 * $0.integer(0...2) + 1, 2 * $0.integer(0...2) + 1, in: -3...3),
        second: $0.tensor(2 * $0.integer(0...2) + 1, 2 * $0.integer(0...2) + 1, in: -3...3)
      )
    },
    without: ["convolve2d", "convolveTransposed2d", "convolve2dImageGradient", "filteredByShifts", "correlated"],
    expected: { convolved($0) },
    answer: { try $0.combined($1.first, with: $1.second) },
    given: [.tensor("first", \.first), .tensor("second", \.second)],
    mistakes: [
      Mistake(
        "each product takes the place of the one before",
        "Several pairs of shifts lead to the same place. Add to what is there: `+=` in place of `=`."
      ) { filters in
        var both = convolved(filters)
        pairs(filters) { both[$0.row + $1.row, $0.column + $1.column] = $2 }
        return both
      },
      Mistake(
        "the coefficients are added where they should be multiplied",
        "What the first filter has multiplied by its coefficient, the second multiplies once more."
      ) { convolved(($0.first, $0.second * 0 + 1)) + convolved(($0.first * 0 + 1, $0.second)) },
      Mistake(
        "coefficients at the same place are multiplied, and no others",
        "Every shift of the first filter meets every shift of the second: four loops, one within the other."
      ) { filters in
        let sizes = zip(filters.first.shape, filters.second.shape)
        guard sizes.allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else { throw WouldCrash() }
        return filters.first * filters.second
      },
      Mistake(
        "the last of the taps is missing",
        "From −K to K, with both ends, there are 2K + 1 shifts. `-K..<K` leaves the last one out."
      ) { filters in
        func isLast(_ place: (row: Int, column: Int), of filter: Tensor) -> Bool {
          place.row == filter.shape[0] - 1 || place.column == filter.shape[1] - 1
        }
        var both = convolved(filters) * 0
        pairs(filters) { one, other, product in
          if isLast(one, of: filters.first) || isLast(other, of: filters.second) { return }
          both[one.row + other.row, one.column + other.column] += product
        }
        return both
      },
      Mistake(
        "the result is counted from its middle",
        "The shifts begin at −(K + M), but rows are counted from 0: shift *k* + *m* stands in row K + M + *k* + *m*."
      ) { filters in
        let both = convolved(filters)
        return rolled(both, -(both.shape[0] / 2), -(both.shape[1] / 2))
      },
      Mistake(
        "this is the product of two matrices",
        "In it a row of the first meets a column of the second. Here every coefficient meets every other, and the "
          + "product stands where both shifts lead."
      ) { filters in
        guard filters.first.shape[1] == filters.second.shape[0] else { throw WouldCrash() }
        return matmul(filters.first, filters.second)
      },
      Mistake(
        "what lies further out than the first filter reaches is lost",
        "Shifts add up: one by K and one by M may lead as far as K + M. The result reaches as far as both together."
      ) { filters in
        let both = convolved(filters)
        let (rows, columns) = (filters.second.shape[0] / 2, filters.second.shape[1] / 2)
        return both[rows..<rows + filters.first.shape[0], columns..<columns + filters.first.shape[1]]
      },
      Mistake(
        "the filters are taken to be square",
        "The coefficients need not be as wide as high: there are `shape[0]` rows of them and `shape[1]` columns."
      ) { filters in
        guard [filters.first, filters.second].allSatisfy({ $0.shape[0] <= $0.shape[1] }) else { throw WouldCrash() }
        let square = [filters.first, filters.second].map { $0[0..., 0..<$0.shape[0]] }
        return convolved((square[0], square[1]))
      },
    ],
    explaining: { filters, place in
      var terms: [String] = []
      pairs(filters) { one, other, _ in
        guard [one.row + other.row, one.column + other.column] == place else { return }
        terms.append("\(filters.first[one.row, one.column]) · \(filters.second[other.row, other.column])")
      }
      return .text("The pairs of shifts that lead here give \(terms.joined(separator: " + ")).")
    })

  /// Goes through all pairs of coefficients, with their places and their product.
  private static func pairs(
    _ filters: Filters,
    _ body: (_ one: (row: Int, column: Int), _ other: (row: Int, column: Int), _ product: Float) -> Void
  ) {
    func places(_ filter: Tensor) -> [(row: Int, column: Int)] {
      (0..<filter.count).map { (row: $0 / filter.shape[1], column: $0 % filter.shape[1]) }
    }
    for one in places(filters.first) {
      for other in places(filters.second) {
        body(one, other, filters.first[one.row, one.column] * filters.second[other.row, other.column])
      }
    }
  }

  /// The library slides one over the other, with zeros around it.
  private static func convolved(_ filters: Filters) -> Tensor {
    correlation(
      filters.first, filters.second.flipped(axes: 0, 1),
      padding: Size2D(height: filters.second.shape[0] - 1, width: filters.second.shape[1] - 1))
  }
}
