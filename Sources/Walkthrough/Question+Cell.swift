import Drawing
import Pages
import TensorCore

extension Question {
  /// The place in a map `(height, width)` where another of the same shape is largest, the first if there are several;
  /// each slip is a row and a column, counted from 0.
  public static func cell(
    whereLargest scores: Tensor, in map: Tensor, slips: KeyValuePairs<[Int], String> = [:]
  ) -> Question {
    let place = scores.elements.firstIndex(of: scores.maximum()) ?? 0
    return cell(place / map.shape[1], place % map.shape[1], in: map, slips: slips)
  }

  /// A place in a map `(height, width)`, counted from 0, which the reader points at; each slip is a row and a column.
  public static func cell(
    _ row: Int, _ column: Int, in map: Tensor, slips: KeyValuePairs<[Int], String> = [:]
  ) -> Question {
    let decimals = Numerals.decimals(for: map.elements)
    let numbers = (0..<map.shape[0]).map { row in
      (0..<map.shape[1]).map { Numerals.text(Double(map[row, $0]), decimals: decimals) }
    }
    return cell(row: row, column: column, in: numbers, slips: slips)
  }
}
