import Checking
import TensorCore
import Walkthrough

extension Fashion {
  private typealias Course = (losses: [Float], patience: Int)

  static let earlyStopping = Exercise(
    "9.6", answers,
    cases: [
      Case("stopped before the best", (losses: [5, 3, 4, 3, 2], patience: 2) as Course),
      Case("better every time", (losses: [4, 3, 2, 1], patience: 1)),
      Case("two pauses, neither of them long enough", (losses: [5, 6, 7, 4, 5, 6, 3], patience: 3)),
      Case("better than before, but not than the best", (losses: [3, 6, 5, 4, 2], patience: 3)),
      Case("worse twice in a row", (losses: [5, 4, 6, 7, 3], patience: 2)),
      Case("patience 1", (losses: [3, 2, 2, 1], patience: 1)),
      Case("one epoch", (losses: [7], patience: 4)),
      Case("it would become better, long after", (losses: [1, 2, 3, 4, 0.5], patience: 2)),
      Case("nothing better comes after the stop", (losses: [2, 1, 3, 3, 3], patience: 2)),
      Case("patience lasts to the end", (losses: [3, 1, 2], patience: 3)),
      Case("large losses", (losses: [5e6, 4e6, 4.5e6, 4.8e6, 3e6], patience: 2)),
      Case("out of patience with the last epoch", (losses: [2, 1, 3, 3], patience: 2)),
      Case("losses below zero", (losses: [-1, -3, -2, -2, -4], patience: 2)),
      Case("many epochs", (losses: (1...12).map { Float(13 - $0) } + [2, 3, 4, 0.5], patience: 3)),
    ],
    drawing: { draw in
      let losses = (0..<1 + 2 * draw.size()).map { _ in Float(draw.integer(0...5)) }
      let patience = draw.integer(1...5)
      let (least, unit): (Float, Float) = (draw.one(of: [0, 4_000_000, -3]), draw.one(of: [0.125, 1e-6, 1e20]))
      return (losses: losses.map { ($0 + least) * unit }, patience: patience)
    },
    expected: { course in
      let (losses, patience) = (course.losses, course.patience)
      let stop = losses.indices.first { epoch in
        epoch >= patience && losses[...(epoch - patience)].min()! <= losses[(epoch - patience + 1)...epoch].min()!
      }
      let seen = losses[...(stop ?? losses.count - 1)]
      return stopped(stop ?? losses.count - 1, seen.firstIndex(of: seen.min()!) ?? 0)
    },
    answer: {
      let (stop, best) = try $0.earlyStopping($1.losses, patience: $1.patience)
      return stopped(stop, best)
    },
    given: [.integer("patience", \.patience)],
    fitting: { $0.patience > 0 },
    mistakes: [
      Mistake(
        "an equal loss counts as better", "A new best is less than all before: `<`, not `<=`."
      ) { run($0, isBetter: { $0 <= $1 }) },
      Mistake(
        "it stops one epoch too late", "It stops with the epoch that is the `patience`th without a new best."
      ) { run(($0.losses, $0.patience + 1)) },
      Mistake(
        "it stops one epoch too early",
        "As many epochs may bring nothing as `patience` says; it stops with the last of them."
      ) { run(($0.losses, $0.patience - 1)) },
      Mistake(
        "each loss is compared with the one before",
        "After a bad epoch it is easy to be better than the last. Compare with the best of all."
      ) { course in
        counted(course) { count, epoch, _ in course.losses[epoch] < course.losses[epoch - 1] ? 0 : count + 1 }
      },
      Mistake(
        "all epochs without a new best are counted", "They count only in a row: a new best begins anew."
      ) { counted($0) { count, epoch, best in epoch == best ? count : count + 1 } },
      Mistake(
        "the first epoch counts as one without a new best",
        "It is always a new best, but it is not less than itself: begin with the second, or with `Float.infinity`."
      ) { begun($0, with: $0.losses[0]) },
      Mistake(
        "the best of all epochs is looked for, seen or not",
        "Go through the epochs in their order: what comes after the stop is never seen."
      ) { course in
        let best = course.losses.firstIndex(of: course.losses.min()!) ?? 0
        return stopped(min(best + course.patience, course.losses.count - 1), best)
      },
      Mistake(
        "it stops in time, but the best of all epochs is given",
        "What comes after the stop is never seen: the best epoch is the best one until then."
      ) { run($0, bestOfAll: true) },
      Mistake(
        "the last epoch counts as the best if nothing stops it",
        "The best epoch is that of the smallest loss, whether it was stopped or not."
      ) { course in run(course, unstopped: { _ in course.losses.count - 1 }) },
      Mistake(
        "the best loss starts at 0",
        "No loss above 0 is less than that. Start from the first one, or from `Float.infinity`."
      ) { begun($0, with: 0) },
      Mistake(
        "the best loss starts at a number that is too small",
        "A loss may be larger than any number you think of. Start from the first one, or from `Float.infinity`."
      ) { begun($0, with: 100) },
      Mistake(
        "`stop` and `best` are exchanged", "The epoch that it stops after is the later of the two, and comes first."
      ) { course in
        let parts = run(course).parts
        return Answer.parts(["stop": Answer(parts[1].value), "best": Answer(parts[0].value)])
      },
      Mistake(
        "one epoch too many is counted where it is stopped",
        "Give the epoch with which patience ran out, not the one that would have come next."
      ) { run($0, late: 1) },
      Mistake(
        "one epoch too many is counted where nothing stops it",
        "Epochs are counted from 0, so the last one is `losses.count - 1`."
      ) { run($0, unstoppedLate: 1) },
      Mistake(
        "nothing ever stops it", "Return as soon as `patience` epochs have passed since the best."
      ) { run(($0.losses, .max)) },
    ])

  private static func stopped(_ stop: Int, _ best: Int) -> Answer { .parts(["stop": stop, "best": best]) }

  /// Stops as soon as a count has come to the patience.
  private static func counted(
    _ course: Course, _ next: (_ count: Int, _ epoch: Int, _ best: Int) -> Int
  ) -> Answer {
    var (best, count) = (0, 0)
    for epoch in course.losses.indices.dropFirst() {
      if course.losses[epoch] < course.losses[best] { best = epoch }
      count = next(count, epoch, best)
      if count == course.patience { return stopped(epoch, best) }
    }
    return stopped(course.losses.count - 1, best)
  }

  /// Begins with something else than the first loss, or with that loss before its epoch.
  private static func begun(_ course: Course, with start: Float) -> Answer {
    var (best, count, least) = (0, 0, start)
    for (epoch, loss) in course.losses.enumerated() {
      (best, count, least) = loss < least ? (epoch, 0, loss) : (best, count + 1, least)
      if count == course.patience { return stopped(epoch, best) }
    }
    return stopped(course.losses.count - 1, best)
  }

  /// Goes on until the best is as long ago as the patience says, with something else in the place of what is correct.
  private static func run(
    _ course: Course, late: Int = 0, unstoppedLate: Int = 0, bestOfAll: Bool = false,
    unstopped: (_ best: Int) -> Int = { $0 }, isBetter: (Float, Float) -> Bool = { $0 < $1 }
  ) -> Answer {
    var best = 0
    for epoch in course.losses.indices {
      if epoch > 0, isBetter(course.losses[epoch], course.losses[best]) { best = epoch }
      if epoch - best >= course.patience {
        let seen = bestOfAll ? course.losses.firstIndex(of: course.losses.min()!) ?? best : best
        return stopped(epoch + late, seen)
      }
    }
    return stopped(course.losses.count - 1 + unstoppedLate, unstopped(best))
  }
}
