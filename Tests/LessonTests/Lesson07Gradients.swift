import Datasets
import Learning
import TensorCore
import Testing

@testable import System

/// The facts that lesson-07-gradients shows.
struct Lesson07Gradients {
  @Test func writesWhatGradientsDo() throws {
    let lesson = try LessonFacts("lesson-07-gradients")
    lesson.contains("linear2.bias | 0.007793 | 0.000779 | 0.077929 | 0.001000 | 0.001000 |")
    lesson.contains("``` ```text 0.25 ```")
    lesson.contains("``` ```text 0.00390625 ```")
    lesson.contains("tensor([[6., 8.], [4., 9.]])")
    lesson.contains("tensor([[ 1., -1., 2., -2.], [ 2., 2., 6., 5.], [ 3., -4., -2., 3.], [ 6., 11., 3., 0.]])")
    lesson.contains("weights.gradient?.reshaped(2, 2) == kernelGradient) ``` ```text true ```")
    lesson.contains("pixels.gradient?.reshaped(4, 4) == imageGradient) ``` ```text true ```")
    let plain = try lesson.numbers(after: "| sixteen layers, one after the other "),
      residual = try lesson.numbers(after: "| sixteen residual blocks ")
    #expect(plain.count == 3 && (plain.max() ?? 1) < 1e-6, "gradients fade: \(plain)")
    #expect(
      residual.count == 3 && residual.allSatisfy { (1...50).contains($0) }, "and here they do not: \(residual)")
    let he = try lesson.numbers(after: "| the same with He's start ")
    #expect(he.count == 3 && he.allSatisfy { (0.5...1).contains($0) }, "most of it passes: \(he)")
    let arrivals = try [
      "sigmoid, PyTorch's start", "sigmoid, Xavier's start", "ReLU, PyTorch's start", "ReLU, He's start",
    ].map { name in
      let row = try #require(
        lesson.text.firstMatch(
          of: try Regex(
            "\\| \(name) \\| [0-9.]+ \\| [0-9.]+ \\| [0-9.]+ \\| [0-9.]+ \\| ([0-9., ]+) \\|",
            as: (Substring, Substring).self)))
      return row.1.split(separator: ", ").compactMap { Double($0.replacing(",", with: "")) }
    }
    for (fading, less) in zip(arrivals, arrivals.dropFirst()) {
      #expect(fading.count == 3 && (fading.min() ?? 0) > (less.max() ?? 0), "in every start: \(arrivals)")
    }
    for (ratios, said) in zip(arrivals, [1000...9999, 285...330, 50...99, 1...5] as [ClosedRange<Double>]) {
      #expect(ratios.allSatisfy { said.contains($0) }, "the share that gets back: \(ratios)")
    }
    lesson.contains("``` ```text tensor(7.) ```")
    let agreements = lesson.text.matches(of: /steps: ([0-9.]+) %/).compactMap { Double($0.1) }
    #expect(agreements.count == 2 && agreements[0] > 75 && agreements[1] < 65, "signs agree early, not late")
    let ways = [
      "0.001, to begin with", "0.01, fresh start", "0.01, carried on", "0.01, carried on with a warm-up",
      "0.001, carried on",
    ]
    let rows = try ways.map { name in
      let cells = try #require(
        lesson.text.firstMatch(
          of: try Regex(
            "\\| \(name) \\| ([0-9.]+)–([0-9.]+) \\| [0-9.]+ \\| [0-9.]+ % \\| ([0-9.]+) % \\|",
            as: (Substring, Substring, Substring, Substring).self)))
      return try [cells.1, cells.2, cells.3].map { try #require(Double($0)) }
    }
    let (lowest, highest, accuracy) = (rows.map { $0[0] }, rows.map { $0[1] }, rows.map { $0[2] })
    #expect(lowest[2] > highest[1], "carried on, every run is worse than any that knows nothing: \(rows)")
    #expect(highest[3] < 1.5 && 1.5 < lowest[1], "with a warm-up nothing leaps: \(rows)")
    #expect(accuracy[1] > accuracy[0] + 3, "the large rate is ahead from a fresh start: \(rows)")
    #expect(abs(accuracy[2] - accuracy[1]) < 2, "a second epoch gained nothing: \(rows)")
    #expect(accuracy[3] > accuracy[2] + 1 && accuracy[3] > accuracy[4] + 1, "it is the best that carried on: \(rows)")
    #expect(lesson.text.matches(of: /\| [0-9.]+ \| correct \|/).count == 31)
    #expect(lesson.text.matches(of: /\| [0-9.]+ \| WRONG \|/).count == 3)
  }

  /// The prose says that one kernel of eight has no gradient, and that it is the one that lesson 6 finds dead.
  @Test func theKernelWithoutAGradientIsTheDeadOneOfLesson6() throws {
    let (lesson, before) = try (LessonFacts("lesson-07-gradients"), LessonFacts("lesson-06-feature-maps"))
    #expect(lesson.text.matches(of: /\| conv1\.\w+ \|(?: [0-9.]+ \|){3} 0\.000875 \| 0\.000875 \|/).count == 2)
    let model = Sequential.featureMapNetwork(seed: 0)
    let digits = DrawnDigits.dataset(count: 64, seed: 1)
    model.accumulateGradients(digits.images, digits.labels)
    let gradients = try #require(model.parameters[1].gradient)
    let dead = try #require(before.text.firstMatch(of: /\| ([0-7]) \| 0\.0000 \| 0\.0 % \|/))
    #expect(gradients.elements.indices.filter { gradients[$0] == 0 } == [Int(dead.1)])
  }

  @Test func adamsFirstStepIsItsRate() throws {
    for slope in [Float(1e-3), 1, 1e4] {
      let weight = Variable(Tensor([0, 0]))
      weight.gradient = Tensor([slope, -slope])
      Adam([weight], rate: 0.001).step()
      #expect(weight.value.isClose(to: Tensor([-0.001, 0.001]), tolerance: 1e-7))
    }
  }
}
