import Checking
import TensorCore
import Walkthrough

extension Fashion {
  private typealias Line = (probabilities: [Float], isShirt: [Bool], thresholds: [Float])

  /// How many images are called shirts and are shirts, are called shirts, are shirts, and how many there are.
  private typealias Counts = (both: Float, called: Float, shirts: Float, images: Float)

  static let f1Scores = Exercise(
    "9.5", answers,
    cases: [
      Case(
        "a low, a middle and a high threshold",
        (
          probabilities: [0.9, 0.6, 0.3, 0.2], isShirt: [true, false, true, false], thresholds: [0.25, 0.5, 0.95]
        ) as Line),
      Case(
        "thresholds that a probability equals",
        (
          probabilities: [0.25, 0.75, 0.5, 0.5, 1], isShirt: [false, true, true, false, true],
          thresholds: [0.5, 0.75, 1, 0]
        )),
      Case("no shirts", (probabilities: [0.5, 0.1], isShirt: [false, false], thresholds: [0.3, 0.75])),
      Case("shirts alone", (probabilities: [0.9, 0.2, 0.6], isShirt: [true, true, true], thresholds: [0.5, 0.1])),
      Case(
        "what is called a shirt is none",
        (probabilities: [0.125, 0.875, 0.25], isShirt: [true, false, true], thresholds: [0.5, 0.2, 0.1])),
      Case(
        "a probability just below the threshold",
        (probabilities: [0.49999, 0.75, 0.125], isShirt: [true, true, false], thresholds: [0.5])),
      Case("one image", (probabilities: [0.7], isShirt: [true], thresholds: [0.9, 0.6, 0.1])),
    ],
    drawing: { draw in
      let images = 0..<draw.integer(1...9)
      return (
        probabilities: images.map { _ in Float(draw.integer(0...8)) / 8 },
        isShirt: images.map { _ in draw.integer(0...2) == 0 },
        thresholds: (0..<draw.size()).map { _ in Float(draw.integer(0...8)) / 8 }
      )
    },
    // Twice the shirts that are found, divided by those that are called shirts and those that are shirts.
    expected: { scores($0) { $0.both > 0 ? 2 * $0.both / ($0.called + $0.shirts) : 0 } },
    answer: { try $0.f1Scores($1.probabilities, isShirt: $1.isShirt, thresholds: $1.thresholds) },
    mistakes: [
      mistake(
        "F1 is the ordinary mean", "The harmonic mean is small as soon as one of the two is: 2pr / (p + r)."
      ) { (share($0.both, of: $0.called) + share($0.both, of: $0.shirts)) / 2 },
      mistake(
        "0 is divided by 0", "Where no shirt is called a shirt, there is nothing to divide: look at that first."
      ) { harmonicMean($0.both / $0.called, $0.both / $0.shirts) },
      mistake(
        "F1 divides 0 by 0", "Where precision and recall are both 0, so is their sum. Look at it first, and give 0."
      ) { $0.called > 0 ? harmonicMean($0.both / $0.called, $0.both / $0.shirts) : 0 },
      mistake(
        "the sum in F1 has no parentheses",
        "`2 * p * r / p + r` divides by p alone and then adds r: put the sum into parentheses, `(p + r)`."
      ) { 3 * share($0.both, of: $0.shirts) },
      mistake(
        "the precision is given", "It asks only about what is called a shirt. F1 asks about the missed shirts, too."
      ) { share($0.both, of: $0.called) },
      mistake(
        "the recall is given", "It is 1 as soon as all is called a shirt. F1 asks whether that is true, too."
      ) { share($0.both, of: $0.shirts) },
      mistake(
        "the accuracy is given",
        "It counts what is correctly called no shirt. Precision and recall ask about shirts alone."
      ) { ($0.images - $0.called - $0.shirts + 2 * $0.both) / $0.images },
      mistake(
        "precision is the share of all images", "Divide by how many are called shirts, whatever they are."
      ) { $0.both > 0 ? harmonicMean($0.both / $0.images, $0.both / $0.shirts) : 0 },
      mistake(
        "the correct ones are missing from what is divided by",
        "All that are called shirts, and all that are shirts, count: the correct ones among them."
      ) { $0.both > 0 ? harmonicMean($0.both / ($0.called - $0.both), $0.both / ($0.shirts - $0.both)) : 0 },
      mistake(
        "whole numbers are divided",
        "`1 / 2` is 0 among whole numbers. Count in numbers that may have a fraction: `var called: Float = 0`."
      ) {
        let (p, r) = (share($0.both, of: $0.called).rounded(.down), share($0.both, of: $0.shirts).rounded(.down))
        return p + r > 0 ? harmonicMean(p, r) : 0
      },
      Mistake(
        "an image is called a shirt above the threshold only", "*At least* the threshold is asked for: `>=`."
      ) { scores($0, calls: { $0 > $1 }, f1) },
      Mistake(
        "an image is called a shirt below the threshold", "A large probability speaks for a shirt: `>=`."
      ) { scores($0, calls: { $0 < $1 }, f1) },
      Mistake(
        "the counts are carried on from threshold to threshold",
        "Each threshold begins to count anew: let the counts begin at 0 inside the loop over the thresholds."
      ) { line in
        var sum: Counts = (0, 0, 0, 0)
        return scores(line) {
          sum = (sum.both + $0.both, sum.called + $0.called, sum.shirts + $0.shirts, sum.images + $0.images)
          return f1(sum)
        }
      },
    ],
    explaining: { line, place in
      guard place.count == 1 else { return nil }
      let found = counts(line, line.thresholds[place[0]]) { $0 >= $1 }
      return .text(
        "The threshold \(line.thresholds[place[0]]) calls \(Int(found.called)) of \(Int(found.images)) images shirts; "
          + "\(Int(found.shirts)) are shirts; \(Int(found.both)) are both.")
    })

  /// A mistake in what is made of the correct counts.
  private static func mistake(
    _ name: String, _ explanation: String, _ score: @escaping @Sendable (Counts) -> Float
  ) -> Mistake<Line> {
    Mistake(name, explanation) { scores($0, score) }
  }

  private static func scores(
    _ line: Line, calls: (_ probability: Float, _ threshold: Float) -> Bool = { $0 >= $1 },
    _ score: (Counts) -> Float
  ) -> [Float] {
    line.thresholds.map { score(counts(line, $0, calls)) }
  }

  private static func counts(_ line: Line, _ threshold: Float, _ calls: (Float, Float) -> Bool) -> Counts {
    let called = line.probabilities.map { calls($0, threshold) }
    return (
      both: Float(zip(called, line.isShirt).count { $0 && $1 }), called: Float(called.count { $0 }),
      shirts: Float(line.isShirt.count { $0 }), images: Float(called.count)
    )
  }

  private static func f1(_ counts: Counts) -> Float {
    counts.both > 0 ? harmonicMean(counts.both / counts.called, counts.both / counts.shirts) : 0
  }

  private static func harmonicMean(_ p: Float, _ r: Float) -> Float { 2 * p * r / (p + r) }

  /// 0 of nothing.
  private static func share(_ part: Float, of whole: Float) -> Float { whole > 0 ? part / whole : 0 }
}
