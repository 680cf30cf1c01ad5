import Checking
import TensorCore
import Walkthrough

extension Fashion {
  static let accuracyPerClass = Exercise(
    "9.4", answers,
    cases: [
      Case("two classes", Tensor([[3, 1], [2, 2]])),
      Case("three classes of different sizes", Tensor([[8, 2, 0], [1, 1, 2], [5, 0, 15]])),
      Case("a class that is never said", Tensor([[4, 0, 4], [1, 0, 1], [0, 0, 5]])),
      Case("a class without images", Tensor([[2, 1, 3, 0], [0, 0, 0, 0], [1, 0, 6, 1], [0, 2, 0, 3]])),
      Case("all right", Tensor([[5, 0, 0], [0, 7, 0], [0, 0, 2]])),
    ],
    drawing: { draw in
      let classes = draw.size()
      return Tensor(
        (0..<classes).map { _ in (0..<classes).map { _ in Float(max(0, draw.integer(-4...9))) } })
    },
    expected: { confusion in
      Tensor(
        (0..<confusion.shape[0]).map { label in
          let row = confusion.selecting(label)
          return row.sum() > 0 ? row[label] / row.sum() : 0
        })
    },
    answer: { try $0.accuracyPerClass($1) },
    mistakes: [
      Mistake(
        "columns are added up in place of rows",
        "That is the precision: how much of what was called a shirt is one. The images of a true class stand in a "
          + "row, along axis 1."
      ) { quotient(diagonal($0), $0.sum(axes: 0)) },
      Mistake(
        "columns are added up in place of rows, and one without any is divided by 0",
        "The images of a true class stand in a row, along axis 1. Where the sum is 0, give 0."
      ) { diagonal($0) / $0.sum(axes: 0) },
      Mistake(
        "a class without images is divided by 0",
        "0 / 0 is NaN. Look first whether the class has any images, and give 0 if it has none."
      ) { diagonal($0) / $0.sum(axes: 1) },
      Mistake(
        "a class without images gets 1", "All other classes are correct. One that has no images is to get 0."
      ) {
        let images = $0.sum(axes: 1)
        return quotient(diagonal($0), images) + (images .== 0)
      },
      Mistake(
        "the correct answers are counted, but not divided",
        "A share lies between 0 and 1: divide by the sum of the row."
      ) { diagonal($0) },
      Mistake(
        "all classes are divided by the number of all images",
        "Each class is measured by its own images: divide by the sum of its row."
      ) { diagonal($0) / $0.sum() },
      Mistake(
        "all classes are divided by the number of correct answers",
        "Each class is measured by its own images: divide by the sum of its row."
      ) { diagonal($0) / diagonal($0).sum() },
      Mistake(
        "the correct answers are divided by the wrong ones",
        "A share is correct answers divided by all images of the class, the correct ones included."
      ) { diagonal($0) / ($0.sum(axes: 1) - diagonal($0)) },
      Mistake(
        "the mistakes are counted in place of the correct answers", "That is 1 minus what is asked for."
      ) { quotient($0.sum(axes: 1) - diagonal($0), $0.sum(axes: 1)) },
      Mistake(
        "one number is given for all classes",
        "That is the accuracy of the whole test. Asked for is a number for each class, in a tensor `(classes)`."
      ) { diagonal($0).sum() / $0.sum() },
      Mistake(
        "every class has the accuracy of the whole test",
        "Each class is measured by its own row: divide its number on the diagonal by the sum of that row."
      ) { diagonal($0) * 0 + diagonal($0).sum() / $0.sum() },
      Mistake(
        "the mean over the classes is given", "Asked for is a number for each class, in a tensor `(classes)`."
      ) { quotient(diagonal($0), $0.sum(axes: 1)).mean() },
      Mistake(
        "whole numbers are divided",
        "A whole number divided by a larger one is 0 in Swift. The numbers of a tensor are `Float`s: leave them so."
      ) { quotient(diagonal($0), $0.sum(axes: 1)).map { $0.rounded(.down) } },
      Mistake(
        "it is given in per cent", "Asked for are shares from 0 to 1."
      ) { 100 * quotient(diagonal($0), $0.sum(axes: 1)) },
      Mistake(
        "the largest number of each row is taken for the correct ones",
        "A class may be taken for another more often than for itself. Correct answers stand on the diagonal."
      ) { quotient($0.maximum(axes: 1), $0.sum(axes: 1)) },
      Mistake(
        "the whole matrix is divided, row by row",
        "Of each row only the number on the diagonal is asked for: `confusion[label, label]`."
      ) { $0 / $0.sum(axes: 1, keepingAxes: true).map { max(1, $0) } },
      Mistake(
        "the first column is taken for the diagonal", "The correct answers of class t stand in row t, column t."
      ) { confusion in quotient(Tensor((0..<confusion.shape[0]).map { confusion[$0, 0] }), confusion.sum(axes: 1)) },
    ],
    explaining: { confusion, place in
      guard place.count == 1 else { return nil }
      let row = confusion.selecting(place[0])
      let counts = row.elements.map { "\(Int($0))" }.joined(separator: ", ")
      return .text(
        "Row \(place[0]) holds \(counts): \(Int(row[place[0]])) of its \(Int(row.sum())) images are correct.")
    })

  private static func diagonal(_ confusion: Tensor) -> Tensor {
    Tensor((0..<confusion.shape[0]).map { confusion[$0, $0] })
  }

  /// Element by element, with 0 where the divisor is 0.
  private static func quotient(_ dividend: Tensor, _ divisor: Tensor) -> Tensor {
    dividend / divisor.map { max(1, $0) }
  }
}
