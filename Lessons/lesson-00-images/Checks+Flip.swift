import Checking
import TensorCore
import Walkthrough

extension Images {
  static let flippedLeftToRight = Exercise(
    "0.7", answers,
    cases: [
      Case("four pixels", Tensor([[[1, 2], [3, 4]]])),
      Case("a square of 3×3 pixels in three channels", counting(3, 3, 3)),
      Case("an image wider than high", counting(2, 2, 4)),
      Case("an image higher than wide", counting(3, 4, 2)),
      Case("an odd number of columns", counting(1, 2, 5)),
    ],
    drawing: { $0.tensor($0.size(), $0.size(), $0.size()) },
    expected: { $0.flipped(axes: 2) },
    answer: { try $0.flippedLeftToRight($1) },
    mistakes: flipMistakes,
    explaining: { image, place in
      let source = image.shape[2] - 1 - place[2]
      return .text(
        "Channel \(place[0]), row \(place[1]): column \(place[2]) takes what stood in column \(source), counted from 0 "
          + "on the left.")
    })

  /// A mistake in the column that each column is taken from; nil is a zero.
  private static func columns(
    _ name: String, _ explanation: String, from source: @escaping @Sendable (_ column: Int, _ width: Int) -> Int?
  ) -> Mistake<Tensor> {
    Mistake(name, explanation) { image in
      let (channels, height, width) = (image.shape[0], image.shape[1], image.shape[2])
      return Tensor.stacked(
        try (0..<channels).map { channel in
          try Tensor(rows: height, columns: width) { row, column in
            try source(column, width).map { try image.element(channel, row, $0) } ?? 0
          }
        })
    }
  }

  private static let flipMistakes: [Mistake<Tensor>] = [
    Mistake(
      "the image is upside down",
      "The rows have changed places. For left and right, the row stays and the column changes."
    ) { $0.flipped(axes: 1) },
    Mistake(
      "the channels have changed places", "Axis 0 is the channel: red has become blue. The column is the last axis."
    ) { $0.flipped(axes: 0) },
    Mistake(
      "every axis is reversed", "Only the columns change places; rows and channels stay where they are."
    ) { $0.flipped(axes: 0, 1, 2) },
    Mistake(
      "columns are exchanged twice, or not at all",
      "The image is what it was. When you swap pixels in place, stop in the middle of the row: going on swaps them "
        + "back."
    ) { $0 },
    columns(
      "the right half is as it was",
      "The left half mirrors the right one, and what stood on the left is lost. Either pixels are overwritten before "
        + "they are read, or the loop ends in the middle. Read from `image`, and write all columns of another tensor."
    ) { max($0, $1 - 1 - $0) },
    columns(
      "only the right half is written",
      "Every column is filled from its mirror, those on the left as well. Let the loop go over all columns."
    ) { 2 * $0 >= $1 ? $1 - 1 - $0 : nil },
    columns(
      "only the left half is written",
      "Every column is filled from its mirror, those on the right as well. Let the loop go over all columns."
    ) { 2 * ($0 + 1) <= $1 ? $1 - 1 - $0 : nil },
    columns(
      "columns are counted from width, not from width − 1",
      "Four columns are numbered 0 to 3, and column 4 is not there. The mirror of column 0 is column width − 1."
    ) { $1 - $0 },
    columns(
      "the middle column is never written",
      "With an odd number of columns one stands in the middle, and is its own mirror. Let the loop reach it."
    ) { 2 * $0 + 1 == $1 ? nil : $1 - 1 - $0 },
    Mistake(
      "there are always three channels",
      "A grey image has one channel, and maps may have any number. Take it from the shape."
    ) { image in
      guard image.shape[0] == 3 else { throw WouldCrash(saying: "is outside axis") }
      return image.flipped(axes: 2)
    },
    Mistake(
      "only the first channel is flipped, the others stay", "The colours come apart. Go over all channels."
    ) { image in Tensor.concatenated([image[0..<1].flipped(axes: 2), image[1...]]) },
    Mistake(
      "rows have become columns",
      "Transposing mirrors along the diagonal. Here row stays row, and only the order of the columns changes."
    ) { $0.transposed() },
    Mistake(
      "the image is turned by 90°",
      "A turn is not a mirror: here every row stays a row, and only the order of its columns changes."
    ) { $0.transposed().flipped(axes: 2) },
    columns(
      "all columns are moved by one",
      "The columns have gone round by one place. In a mirror, the first and the last change places, and the second "
        + "and the last but one."
    ) { ($0 + $1 - 1) % $1 },
  ]
}
