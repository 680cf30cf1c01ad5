import Checking
import TensorCore
import Walkthrough

/// What goes wrong in exercise 1.2 with how far the loops go.
extension CrossCorrelation {
  static let sizeMistakes: [Mistake<Operands>] = [
    Mistake(
      "the rows of positions are counted by the width",
      "How often the kernel fits from top to bottom follows from the height, `image.shape[0]`."
    ) { input in
      let rows = input.image.shape[1] - input.kernel.shape[0] + 1
      return try sliding(input, rows: rows, columns: columns(input)) { try distance(input, $0, $1) }
    },
    Mistake(
      "the columns of positions are counted by the height",
      "How often the kernel fits from left to right follows from the width, `image.shape[1]`."
    ) { input in
      let columns = input.image.shape[0] - input.kernel.shape[1] + 1
      return try sliding(input, rows: rows(input), columns: columns) { try distance(input, $0, $1) }
    },
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
    ) { _ in throw WouldCrash(saying: "is outside axis") },
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
    Mistake(
      "the kernel's last row is left out",
      "`0..<height` ends before `height` by itself, so nothing is to be taken off in the loop over the kernel's rows."
    ) { input in
      let rows = 0..<input.kernel.shape[0] - 1
      return try sliding(input) { try distance(input, $0, $1, rows: rows) }
    },
    Mistake(
      "the kernel's last column is left out",
      "`0..<width` ends before `width` by itself, so nothing is to be taken off in the loop over the kernel's "
        + "columns."
    ) { input in
      let columns = 0..<input.kernel.shape[1] - 1
      return try sliding(input) { try distance(input, $0, $1, columns: columns) }
    },
    Mistake(
      "the kernel's last row and last column are left out",
      "`0..<height` ends before `height` by itself, so nothing is to be taken off in the loops over the kernel."
    ) { input in
      let (rows, columns) = (0..<input.kernel.shape[0] - 1, 0..<input.kernel.shape[1] - 1)
      return try sliding(input) { try distance(input, $0, $1, rows: rows, columns: columns) }
    },
    Mistake(
      "the kernel's first row and first column are left out",
      "Rows and columns are counted from 0. Let the loops over the kernel begin there."
    ) { input in
      let (rows, columns) = (1..<input.kernel.shape[0], 1..<input.kernel.shape[1])
      return try sliding(input) { try distance(input, $0, $1, rows: rows, columns: columns) }
    },
  ]

  /// With so many rows and columns of positions too few.
  private static func short(_ input: Operands, rows: Int, columns: Int) throws -> Tensor {
    try sliding(input, rows: self.rows(input) - rows, columns: self.columns(input) - columns) {
      try distance(input, $0, $1)
    }
  }
}
