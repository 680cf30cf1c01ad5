import Checking
import Learning
import TensorCore
import Walkthrough

extension Regularization {
  /// Log-probabilities of some images, and the classes they belong to.
  private struct Judged: Sendable {
    let logProbabilities: Tensor
    let labels: [Int]

    init(_ logProbabilities: Tensor, _ labels: [Int]) {
      (self.logProbabilities, self.labels) = (logProbabilities, labels)
    }

    var images: Float { Float(labels.count) }

    /// Of each row the value in the column of its label.
    var chosen: Tensor { Tensor(labels.enumerated().map { logProbabilities[$0, $1] }) }

    /// 1 in the column of each label, and 0 elsewhere.
    var oneHot: Tensor {
      var ones = Tensor(shape: logProbabilities.shape, repeating: 0)
      for (image, label) in labels.enumerated() { ones[image, label] = 1 }
      return ones
    }

    /// The correct answer.
    var answer: Answer { Regularization.answer(-chosen.mean(), -oneHot / images) }
  }

  static let likelihoodLoss = Exercise(
    "10.4", answers,
    cases: [
      Case(
        "as many images as classes",
        Judged(Tensor([[-0.5, -1], [-2, -0.25]]), [0, 1])),
      Case(
        "labels off the diagonal",
        Judged(Tensor([[-0.5, -1.5, -2], [-1, -0.75, -3], [-4, -2.5, -0.125]]), [1, 0, 1])),
      Case(
        "more classes than images",
        Judged(Tensor([[-1, -2, -3, -0.5, -6], [-0.25, -1.5, -4, -5, -7]]), [2, 3])),
      Case(
        "more images than classes",
        Judged(Tensor([[-0.5, -1], [-2, -0.25], [-3, -0.125], [-0.75, -1.25]]), [1, 0, 1, 1])),
      Case("sure and correct", Judged(Tensor([[0, -20, -30]]), [0])),
    ],
    drawing: {
      let (images, classes) = ($0.size(), $0.size())
      return Judged(-$0.tensor(images, classes, in: 0...9), $0.labels(images, classes: classes))
    },
    without: ["negativeLogLikelihood", "backward"],
    expected: { judged in
      let values = Variable(judged.logProbabilities)
      let loss = negativeLogLikelihood(values, judged.labels)
      loss.backward()
      return answer(loss.value.item, values.gradient ?? judged.logProbabilities)
    },
    answer: {
      let (loss, gradient) = try $0.likelihoodLoss($1.logProbabilities, $1.labels)
      return answer(loss, gradient)
    },
    mistakes: [
      Mistake(
        "the gradient has the wrong sign",
        "The loss is correct. If the log-probability of the true class rises, the loss falls: the gradient is "
          + "negative."
      ) { answer(-$0.chosen.mean(), $0.oneHot / $0.images) },
      Mistake(
        "probabilities are averaged in place of their logarithms",
        "What comes in are logarithms already, and the loss is made of them as they are: no `exp` is needed."
      ) { answer(-$0.chosen.exp().mean(), -$0.oneHot * $0.logProbabilities.exp() / $0.images) },
      Mistake(
        "the logarithm is taken once more",
        "What comes in are logarithms already. They are not positive, and the logarithm of such a number is NaN or "
          + "−∞."
      ) { answer(-$0.chosen.log().mean(), -$0.oneHot / $0.logProbabilities / $0.images) },
      Mistake(
        "the gradient is that of the logits",
        "p, and minus 1 at the label, is how the loss changes with the *logits*, before log-softmax. With the "
          + "log-probabilities it changes only at the labels, where it falls."
      ) { answer(-$0.chosen.mean(), ($0.logProbabilities.exp() - $0.oneHot) / $0.images) },
      Mistake(
        "all classes are averaged",
        "Of each row only the log-probability of the true class counts, the one that the label names."
      ) {
        let share = 1 / Float($0.logProbabilities.count)
        return answer(-$0.logProbabilities.mean(), $0.logProbabilities * 0 - share)
      },
      Mistake(
        "the most probable class is taken in place of the true one",
        "The loss asks how probable the true class was, whichever the network would have chosen."
      ) { Judged($0.logProbabilities, $0.logProbabilities.argmax(axis: 1)).answer },
      Mistake(
        "only the last image is left in the loss",
        "Each round replaces what the ones before gave. The gradient is correct; to the loss add, `+=` or `-=`."
      ) { answer(-$0.chosen.elements[$0.labels.count - 1] / $0.images, -$0.oneHot / $0.images) },
      Mistake(
        "image and class are exchanged",
        "The image is the row and comes first, its label is the column: `logProbabilities[image, label]`."
      ) { judged in
        let (rows, columns) = (judged.logProbabilities.shape[0], judged.logProbabilities.shape[1])
        guard rows <= columns, judged.labels.allSatisfy({ $0 < rows }) else { throw WouldCrash() }
        var gradient = judged.logProbabilities * 0
        for (image, label) in judged.labels.enumerated() { gradient[label, image] -= 1 / judged.images }
        let chosen = judged.labels.enumerated().map { judged.logProbabilities[$1, $0] }
        return answer(-Tensor(chosen).mean(), gradient)
      },
      Mistake(
        "the label is moved by one", "Classes are counted from 0, as columns are: the label is the column."
      ) { judged in
        // An index of −1 is the last class's.
        let classes = judged.logProbabilities.shape[1]
        return Judged(judged.logProbabilities, judged.labels.map { ($0 - 1 + classes) % classes }).answer
      },
      Mistake(
        "1 is added to the label", "Classes are counted from 0, as columns are: the label is the column."
      ) { judged in
        let labels = judged.labels.map { $0 + 1 }
        guard labels.allSatisfy({ $0 < judged.logProbabilities.shape[1] }) else {
          throw WouldCrash(saying: "is outside axis 1")
        }
        return Judged(judged.logProbabilities, labels).answer
      },
    ],
    explaining: { judged, place in
      guard place.count == 2 else {
        let values = judged.chosen.elements.map { "\($0)" }.joined(separator: ", ")
        return .text("At the labels stand \(values); minus their mean is \(-judged.chosen.mean()).")
      }
      return .text(
        place[1] == judged.labels[place[0]]
          ? "Class \(place[1]) is the label of image \(place[0]): its log-probability enters the loss times "
            + "−1 / \(judged.labels.count)."
          : "Class \(place[1]) is not the label of image \(place[0]): the loss does not depend on it.")
    })

  private static func answer(_ loss: Float, _ gradient: Tensor) -> Answer {
    .parts(["loss": loss, "gradient": gradient])
  }
}
