import Checking
import TensorCore
import Walkthrough

/// What goes wrong in exercise 1.2 with how far the loops go.
extension CrossCorrelation {
  static let sizeMistakes: [Mistake<Operands>] = [
    Mistake(
      "row and column are exchanged in an index",
      "An address is the row first and then the column, where you read as well as where you write."
    ) { input in
      guard isSquare(input.image), isSquare(input.kernel) else { throw WouldCrash(saying: "is outside axis") }
      return distances(input.image, input.kernel).transposed()
    },
    Mistake(
      "the image is read by column and row",
      "A pixel's address is the row first: `image[row, column]`. Which of your loops runs down, and which to the "
        + "right?"
    ) { input in
      guard isSquare(input.image) else { throw WouldCrash(saying: "is outside axis") }
      return distances(input.image.transposed(), input.kernel)
    },
    Mistake(
      "a window reaches out of the image",
      "The last window must still lie inside: with 3 rows and a kernel of 2 it begins on row 1. Look at how many "
        + "positions there are, and at the pixel's index: it is position plus place in the kernel."
    ) { throw WouldCrash(saying: "(shape \($0.image.shape))") },
    Mistake(
      "the output is as large as the image",
      "The numbers are correct, but below and to the right there are zeros for places where the kernel does not fit."
    ) { input in
      try sliding(input, rows: input.image.shape[0], columns: input.image.shape[1]) {
        $0 < rows(input) && $1 < columns(input) ? try distance(input, $0, $1) : 0
      }
    },
  ]

  static let rangeMistakes: [Mistake<Operands>] = [
    summing(
      "the kernel's last row is left out",
      "`0..<height` ends before `height` by itself, so nothing is to be taken off in the loop over the kernel's rows.",
      rows: { 0..<$0 - 1 }),
    summing(
      "the kernel's last column is left out",
      "`0..<width` ends before `width` by itself, so nothing is to be taken off in the loop over the kernel's "
        + "columns.", columns: { 0..<$0 - 1 }),
    summing(
      "the kernel's last row and last column are left out",
      "`0..<height` ends before `height` by itself, so nothing is to be taken off in the loops over the kernel.",
      rows: { 0..<$0 - 1 }, columns: { 0..<$0 - 1 }),
    summing(
      "the kernel's first row and first column are left out",
      "Rows and columns are counted from 0. Let the loops over the kernel begin there.", rows: { 1..<$0 },
      columns: { 1..<$0 }),
    summing(
      "only the last square is kept",
      "Each square overwrites the one before. Add to what is there: `+=` in place of `=`.", rows: { $0 - 1..<$0 },
      columns: { $0 - 1..<$0 }),
    summing(
      "the sum begins anew in every row of the kernel",
      "Only the last row of the kernel is left. Let the sum begin at 0 outside both loops over the kernel.",
      rows: { $0 - 1..<$0 }),
    summing(
      "the kernel is always 2×2",
      "Take the kernel's height and width from its shape: it may be larger, and it need not be square.",
      rows: { _ in 0..<2 }, columns: { _ in 0..<2 }),
  ]

  /// A mistake that adds up the squares of some of the kernel's rows and columns.
  private static func summing(
    _ name: String, _ explanation: String, rows: @escaping @Sendable (Int) -> Range<Int> = { 0..<$0 },
    columns: @escaping @Sendable (Int) -> Range<Int> = { 0..<$0 }
  ) -> Mistake<Operands> {
    Mistake(name, explanation) { input in
      let shape = input.kernel.shape
      return try sliding(input) { try distance(input, $0, $1, rows: rows(shape[0]), columns: columns(shape[1])) }
    }
  }
}
