import Learning
import TensorCore
import Testing

@testable import Pages
@testable import System

/// The facts that lesson-10-regularization shows.
struct Lesson10Regularization {
  @Test func writesWhatTheRecipeIsMadeOf() throws {
    let lesson = try LessonFacts("lesson-10-regularization")
    lesson.contains("| | total | | 300,426 |")
    lesson.contains("160 + 4,640 + 294,976 + 650 = 300,426")
    lesson.contains("| 9 | Dropout(0.25) | (64) |")
    lesson.contains("notebook.show(output.exp().sum()) ``` ```text 1.0 ```")
    for chain in ["crossEntropy(logits)", "NLL(logSoftmax)", "crossEntropy(logSoftmax)"] {
      #expect(try lesson.numbers(after: "| \(chain) ") == [9.0011, 0.9999])
    }
    #expect(try lesson.numbers(after: "| NLL(softmax) ") == [-0.0001, 0.0001])
    lesson.contains("notebook.show(byLibrary.value == dropped(x, uniform, p: 0.25)) ``` ```text true ```")
    lesson.contains("notebook.show(wholeMaps == plain) ``` ```text true ```")
    lesson.contains("| 1 | −0.00048 | −0.00158 | −0.00158 |")
    lesson.contains("| 100 | −0.00050 | −0.00233 | −0.00233 |")
    let further = try ["SGD, rate 0.1", "Adam, rate 0.001", "Adadelta, rate 0.5"].map {
      try lesson.numbers(after: "| \($0) ").last ?? 0
    }
    #expect(further[0] == 10 && further[1] < 5 && further[2] > 10, "a weight with rare gradients: \(further)")

    let kept = try lesson.numbers(after: "| divided by 1 − p "), lost = try lesson.numbers(after: "| not divided ")
    #expect(kept.count == 8 && lost.count == 8)
    for x in 1...8 {
      #expect(
        abs(kept[x - 1] - Double(x)) < 0.03 * Double(x) && abs(lost[x - 1] - 0.75 * Double(x)) < 0.03 * Double(x))
    }
    let misses = zip(kept, 1...8).map { abs(100 * $0 / Double($1) - 100) }
    #expect((0.3...1.2).contains((misses.reduce(0) { $0 + $1 * $1 } / 8).squareRoot()), "typically 0.6 %: \(misses)")
    #expect((misses.max() ?? 0) > 1.2, "at times twice that or more: \(misses)")
    try expectWhatTrainingShows(lesson)
  }

  private func expectWhatTrainingShows(_ lesson: LessonFacts) throws {
    let text = lesson.text
    for batch in [1, 64, 127] { lesson.contains("| 2 | \(batch) |") }
    let last = try #require(text.firstMatch(of: /\| 2 \| [0-9.]+ \| [0-9.]+ % \| [0-9.]+ \| ([0-9.]+) % \|/))
    #expect(try #require(Double(last.1)) > 90, "test accuracy")

    let kernels = "| first kernels |", dropping = "| the first 1,000 images |"
    let large = try percentages(6, "| 27×27 | 2×2 | 729 | 16,490 ", below: kernels, in: text)
    let small = try percentages(6, "| 3×3 | 26×26 | 9 | 7,290 ", below: kernels, in: text)
    #expect(small[1] > large[2] && small[4] > large[5], "the worst of the one is ahead: \(small), \(large)")
    for images in ["training", "test"] {
      let accuracies = try percentages(2, "| \(images) ", below: dropping, in: text)
      #expect(accuracies[0] > accuracies[1], "dropout costs accuracy while it is on")
    }

    let remedies = ["early stopping", "dropout", "weight decay", "augmentation", "400 images"]
    let title = "| remedy | setting |"
    let none = try percentages(3, "| none ", below: title, in: text)
    let means = try remedies.map { try percentages(3, "| \($0) ", below: title, in: text)[1] - none[1] }
    #expect(means[3] > 3 && means[4] > 3, "augmentation and more images read clearly more: \(means)")
    #expect((0.3...2).contains(means[1]) && means[0] < 0, "\(means)")
    #expect((-3.5...(-2.5)).contains(means[2]), "weight decay costs about three points: \(means)")
    let stopped = try percentages(3, "| early stopping ", below: title, in: text)
    #expect(abs((5 * stopped[1] - stopped[0]) / 4 - none[1]) < 1, "but for its lowest run it costs nothing clear")
    lesson.contains("| weight decay | 0 of 5 | 5 of 5 |")
    let pairs = text.matches(of: /\| [0-5] of 5 \| 5 of 5 \|/)
    #expect(pairs.count == remedies.count, "every remedy lowers the loss of every run")
    lesson.contains("| dropout | 5 of 5 | 5 of 5 |")
    for stronger in ["| dropout | 0.2, 0.7 |", "| weight decay | 3 |", "| augmentation | 2 pixels |"] {
      lesson.contains(stronger)
    }

    let sure = "| remedy | mean confidence |"
    let tooSure = try (["none"] + remedies).map { remedy in
      let shares = try percentages(2, "| \(remedy) ", below: sure, in: text)
      return shares[0] - shares[1]
    }
    #expect(tooSure[0] > 10, "far too sure without a remedy: \(tooSure)")
    #expect(tooSure.dropFirst().allSatisfy { abs($0) < tooSure[0] }, "each remedy brings them nearer: \(tooSure)")

    let rows = try ["SGD", "momentum", "Adam", "Adadelta"].map { name in
      let row = try #require(
        text.firstMatch(
          of: try Regex(
            "\\| \(name) \\| [0-9.]+: ([0-9.]+) \\| [0-9.]+: ([0-9.]+) \\| [0-9.]+: ([0-9.]+) \\|",
            as: (Substring, Substring, Substring, Substring).self)))
      return try [row.1, row.2, row.3].map { try #require(Double($0)) }
    }
    let bests = rows.map { $0.min() ?? 0 }
    let between = (bests.max() ?? 0) - (bests.min() ?? 0)
    #expect(rows.allSatisfy { ($0.max() ?? 0) - ($0.min() ?? 0) > between }, "rates can matter more: \(rows)")

    let agreements = try [2, 8, 32, 128, 512].map { size in
      try #require(
        text.firstMatch(of: try Regex("\\| \(size) \\| [0-9,]+ \\| ([−0-9.]+) \\|", as: (Substring, Substring).self)))
    }.map { try #require(Double($0.1.replacing("−", with: "-"))) }
    #expect(agreements == agreements.sorted() && agreements[0] < 0.1)
    #expect(agreements[4] > 0.97, "of whole batches: with the smaller last one they agree less")
    let batches = try [2, 8, 32, 128, 512].map { size in
      let row = try #require(
        text.firstMatch(
          of: try Regex(
            "\\| \(size) \\| [0-9,]+ \\| [−0-9.]+ \\| ([0-9.]+) \\| [^|]+ \\| [0-9.]+ \\| ([0-9.]+) \\|",
            as: (Substring, Substring, Substring).self)))
      return (same: try #require(Double(row.1)), scaled: try #require(Double(row.2)))
    }
    lesson.contains("| 2 | 1,600 |")
    #expect(batches.dropFirst().map(\.same) == batches.dropFirst().map(\.same).sorted(), "\(batches)")
    #expect(abs(batches[0].scaled - batches[1].scaled) < 0.1 && batches[4].scaled > 2, "\(batches)")
  }

  /// The prose says so of this seed.
  @Test func dropoutReadsFewerImagesWithAnotherSeed() throws {
    let text = try LessonFacts(LessonRun("lesson-10-regularization", "--seed", "1")).text
    let means = try ["none", "dropout"].map {
      try percentages(3, "| \($0) ", below: "| remedy | setting |", in: text)[1]
    }
    #expect((0..<1).contains(means[0] - means[1]) && means[0] > means[1], "\(means)")
  }

  /// The first percentages in the row that begins with `cells`, in a table that begins with `title`.
  private func percentages(_ count: Int, _ cells: String, below title: String, in text: String) throws -> [Double] {
    let table = try #require(text.range(of: title), "the lesson has no table \(title)").upperBound
    let start = try #require(text[table...].range(of: cells), "the table has no row \(cells)").upperBound
    let row = text[start...].matches(of: /([0-9.]+) %/).prefix(count).compactMap { Double($0.1) }
    try #require(row.count == count)
    return row
  }

  @Test func dropoutOfMapsOnAFlatVectorIsOrdinaryDropout() {
    let maps = Variable(constant: Tensor.ones(4, 32, 6, 6)), generator = SeededGenerator(seed: 10)
    let flat = maps.reshaped(4, 32 * 36)
    #expect(
      dropout2d(flat, rate: 0.25, using: generator).value == dropout(flat, rate: 0.25, using: generator).value)
    let sums = dropout2d(maps, rate: 0.25, using: generator).value.sum(axes: 2, 3).elements
    #expect(sums.allSatisfy { $0 == 0 || abs($0 - 48) < 1e-4 } && sums.contains(0))
  }

  @Test func dropoutDoesNothingWhereTheNetworkIsInUse() {
    var generator = SeededGenerator(seed: 10)
    let images = Tensor.uniform(2, 1, 28, 28, in: 0..<1, using: &generator)
    let model = Sequential.dropoutNetwork(seed: 1)
    let logarithms = model(images).value
    #expect(logarithms == model(images).value)
    #expect(logarithms != model(images, training: generator).value)
    #expect(logarithms.exp().sum(axes: 1).isClose(to: Tensor([1, 1]), tolerance: 1e-5))
  }

  @Test func logSoftmaxTwiceIsLogSoftmaxOnce() {
    let once = logSoftmax(Variable(constant: Tensor([[9, 0, -3, 2], [1, 1, 1, 4]])))
    #expect(logSoftmax(once).value.isClose(to: once.value, tolerance: 1e-6))
  }

  @Test func adadeltaTakesTheSameStepsForGradientsOfAnySizeAboveItsEpsilon() {
    let weight = Variable(Tensor([0, 0, 0]))
    let optimizer = Adadelta([weight], rate: 0.5)
    for _ in 0..<100 {
      weight.gradient = Tensor([1, 1000, 0.001])
      optimizer.step()
    }
    let way = weight.value.elements
    #expect(abs(way[0] - way[1]) < 1e-5 * abs(way[1]) && abs(way[2]) < abs(way[1]) / 2, "\(way)")
  }
}
