import Checking
import TensorCore
import Walkthrough

extension Fashion {
  static let mostFrequentMistakes = Exercise(
    "9.4", answers,
    cases: [
      Case("three classes", Tensor([[6, 1, 3], [2, 2, 0], [0, 0, 5]])),
      Case("two classes", Tensor([[3, 1], [2, 2]])),
      Case("three classes of different sizes", Tensor([[8, 2, 0], [1, 1, 2], [5, 0, 15]])),
      Case("a class that is never said", Tensor([[4, 0, 4], [1, 0, 1], [0, 0, 5]])),
      Case("a class without images", Tensor([[2, 1, 3, 0], [0, 0, 0, 0], [1, 0, 6, 1], [0, 2, 0, 3]])),
      Case("a class of a single image", Tensor([[0, 1], [2, 3]])),
      Case("all correct", Tensor([[5, 0, 0], [0, 7, 0], [0, 0, 2]])),
    ],
    drawing: { draw in
      let classes = draw.size(from: 2)
      return Tensor(
        (0..<classes).map { _ in (0..<classes).map { _ in Float(max(0, draw.integer(-4...9))) } })
    },
    expected: { confusion in
      Tensor(
        (0..<confusion.shape[0]).map { label in
          let row = confusion.selecting(label).elements
          let images = row.reduce(0, +)
          let wrong = row.indices.filter { $0 != label }.map { row[$0] }
          return images > 0 ? (wrong.max() ?? 0) / images : 0
        })
    },
    answer: { try $0.mostFrequentMistakes($1) },
    mistakes: [
      Mistake(
        "correct answers count as mistakes",
        "The largest number of a row mostly stands on the diagonal, where the class is the true one. Leave it out."
      ) { quotient($0.maximum(axes: 1), $0.sum(axes: 1)) },
      Mistake(
        "the second largest number of the row is taken",
        "The largest need not be the one on the diagonal: a class may be taken for another one more often than for "
          + "itself."
      ) { confusion in
        let second = (0..<confusion.shape[0]).map { confusion.selecting($0).elements.sorted(by: >)[1] }
        return quotient(Tensor(second), confusion.sum(axes: 1))
      },
      Mistake(
        "this is the accuracy of each class", "On the diagonal stand the correct answers. Look beside it."
      ) { quotient(diagonal($0), $0.sum(axes: 1)) },
      Mistake(
        "all mistakes of a class are added up", "Only the one wrong class counts that got most of its images."
      ) { quotient($0.sum(axes: 1) - diagonal($0), $0.sum(axes: 1)) },
      Mistake(
        "columns are read in place of rows",
        "A column holds what was *taken* for a class. The images of a true class stand in a row, along axis 1."
      ) { quotient(wrong($0.transposed()).maximum(axes: 1), $0.sum(axes: 0)) },
      Mistake(
        "it is divided by the sum of the column", "The images of a true class stand in a row: add up along axis 1."
      ) { quotient(wrong($0).maximum(axes: 1), $0.sum(axes: 0)) },
      Mistake(
        "a class without images is divided by 0",
        "0 / 0 is NaN. Look first whether the class has any images, and give 0 if it has none."
      ) { wrong($0).maximum(axes: 1) / $0.sum(axes: 1) },
      Mistake(
        "the images are counted, but not divided", "A share lies between 0 and 1: divide by the sum of the row."
      ) { wrong($0).maximum(axes: 1) },
      Mistake(
        "all classes are divided by the number of all images",
        "Each class is measured by its own images: divide by the sum of its row."
      ) { wrong($0).maximum(axes: 1) / $0.sum() },
      Mistake(
        "it is the share of the class's mistakes, not of its images",
        "The correct answers belong to the images of the class: divide by the sum of the whole row."
      ) { quotient(wrong($0).maximum(axes: 1), wrong($0).sum(axes: 1)) },
      Mistake(
        "one number is given for all classes", "The task asks for a number for each class, in a tensor `(classes)`."
      ) { quotient(wrong($0).maximum(axes: 1), $0.sum(axes: 1)).maximum() },
      Mistake(
        "the wrong class is given, and not its share", "Divide how many it got by the number of images in the row."
      ) { Tensor(wrong($0).argmax(axis: 1).map { Float($0) }) },
      Mistake(
        "the last of the wrong classes counts, not the largest",
        "Each replaces the one before. Keep the larger of the two: `max`."
      ) { confusion in
        let last = confusion.shape[0] - 1
        let numbers = Tensor((0...last).map { confusion[$0, $0 == last ? last - 1 : last] })
        return quotient(numbers, confusion.sum(axes: 1))
      },
    ],
    explaining: { confusion, place in
      guard place.count == 1 else { return nil }
      let row = confusion.selecting(place[0])
      let counts = row.elements.map { "\(Int($0))" }.joined(separator: ", ")
      return .text(
        "Row \(place[0]) holds \(counts), in all \(Int(row.sum())) images. Correct are those in column \(place[0]).")
    })

  private static func diagonal(_ confusion: Tensor) -> Tensor {
    Tensor((0..<confusion.shape[0]).map { confusion[$0, $0] })
  }

  /// The matrix without its diagonal.
  private static func wrong(_ confusion: Tensor) -> Tensor {
    var wrong = confusion
    for label in 0..<confusion.shape[0] { wrong[label, label] = 0 }
    return wrong
  }

  /// Element by element, with 0 where the divisor is 0.
  private static func quotient(_ dividend: Tensor, _ divisor: Tensor) -> Tensor {
    dividend / divisor.map { max(1, $0) }
  }
}
