import Checking
import TensorCore
import Walkthrough

extension Fashion {
  private typealias Test = (labels: [Int], predictions: [Int], classes: Int)

  static let confusionMatrix = Exercise(
    "9.3", answers,
    cases: [
      Case("three images, two classes", (labels: [0, 1, 1], predictions: [0, 0, 1], classes: 2) as Test),
      Case(
        "one class is often taken for another",
        (labels: [2, 0, 2, 1, 2, 0, 2, 1], predictions: [1, 0, 1, 1, 2, 2, 1, 1], classes: 3)),
      Case(
        "a class without images and a class never said",
        (labels: [0, 3, 3, 1, 0, 3], predictions: [2, 0, 3, 1, 0, 2], classes: 4)),
      Case("all correct", (labels: [1, 0, 2, 2], predictions: [1, 0, 2, 2], classes: 3)),
      Case("more classes than numbers that occur", (labels: [1, 1, 0], predictions: [2, 2, 1], classes: 5)),
    ],
    drawing: {
      let (images, classes) = ($0.integer(0...9), $0.size())
      return (
        labels: $0.labels(images, classes: classes), predictions: $0.labels(images, classes: classes),
        classes: classes
      )
    },
    expected: { test in
      Tensor(
        (0..<test.classes).map { label in
          (0..<test.classes).map { answer in
            Float(zip(test.labels, test.predictions).count { $0 == label && $1 == answer })
          }
        })
    },
    answer: { try $0.confusionMatrix(labels: $1.labels, predictions: $1.predictions, classes: $1.classes) },
    given: [.integer("classes", \.classes), .exchanged("labels", "predictions", \.labels, \.predictions)],
    fitting: { ($0.labels + $0.predictions).reduce(0, max) < $0.classes },
    mistakes: [
      Mistake(
        "rows and columns are exchanged",
        "The row is the true class, the column what it was taken for: `matrix[labels[image], predictions[image]]`."
      ) { matrix($0).transposed() },
      Mistake(
        "only the correct answers are counted", "Mistakes are what the matrix is for: count every image."
      ) { test in matrix(test) { $0 == $1 } },
      Mistake(
        "only the mistakes are counted", "Correct answers are counted as well, on the diagonal."
      ) { test in matrix(test) { $0 != $1 } },
      Mistake(
        "a cell says whether it happened, not how often", "`matrix[row, column] += 1` counts; `= 1` only marks."
      ) { (matrix($0) .> 0) },
      Mistake(
        "each row is divided by its sum", "The task asks for the counts themselves. The shares are for exercise 9.4."
      ) { matrix($0) / matrix($0).sum(axes: 1, keepingAxes: true) },
      Mistake(
        "each row is divided by its sum, where it has one",
        "The task asks for the counts themselves. The shares are for exercise 9.4."
      ) { matrix($0) / matrix($0).sum(axes: 1, keepingAxes: true).map { max(1, $0) } },
      Mistake(
        "the counts are divided by the number of images", "The task asks for the counts themselves, whole numbers."
      ) { matrix($0) / Float($0.labels.count) },
      Mistake(
        "each confusion is counted both ways",
        "A shirt taken for a coat is not a coat taken for a shirt. Each image goes into one cell."
      ) { matrix($0) + matrix($0).transposed() },
      Mistake(
        "every label is counted with every prediction",
        "One loop through the images is enough: label and prediction of the *same* image belong together."
      ) { test in
        let pairs = test.labels.flatMap { label in test.predictions.map { (label, $0) } }
        return matrix((pairs.map { $0.0 }, pairs.map { $0.1 }, test.classes))
      },
      Mistake(
        "the first image is left out", "`labels.indices` goes through all images, from 0 on."
      ) { matrix(($0.labels.dropFirst().map { $0 }, $0.predictions.dropFirst().map { $0 }, $0.classes)) },
      Mistake(
        "the last image is left out", "`labels.indices` goes through all images, up to the last one."
      ) { matrix(($0.labels.dropLast(), $0.predictions.dropLast(), $0.classes)) },
      Mistake(
        "the size of the matrix is taken from the classes that occur",
        "The shape is `(classes, classes)`, whether all of them occur or not."
      ) {
        let classes = ($0.labels + $0.predictions).reduce(0, max) + 1
        return matrix(($0.labels, $0.predictions, classes))
      },
      Mistake(
        "classes are counted from 1", "The first class is 0, as the first row is: no `+ 1` or `- 1` is needed."
      ) { test in
        guard (test.labels + test.predictions).allSatisfy({ $0 + 1 < test.classes }) else { throw WouldCrash() }
        return matrix((test.labels.map { $0 + 1 }, test.predictions.map { $0 + 1 }, test.classes))
      },
    ],
    explaining: { test, place in
      guard place.count == 2 else { return nil }
      let images = test.labels.indices.filter { test.labels[$0] == place[0] && test.predictions[$0] == place[1] }
      let which = images.isEmpty ? "no image" : "images \(images)"
      return .text("Of true class \(place[0]) and taken for \(place[1]): \(which).")
    })

  /// The matrix of those images whose label and prediction are wanted.
  private static func matrix(_ test: Test, where isWanted: (Int, Int) -> Bool = { _, _ in true }) -> Tensor {
    var matrix = Tensor.zeros(test.classes, test.classes)
    for (label, answer) in zip(test.labels, test.predictions) where isWanted(label, answer) {
      matrix[label, answer] += 1
    }
    return matrix
  }
}
