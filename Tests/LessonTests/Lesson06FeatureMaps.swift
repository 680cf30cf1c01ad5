import Foundation
import Learning
import TensorCore
import Testing

@testable import System

/// The facts that lesson-06-feature-maps shows.
struct Lesson06FeatureMaps {
  @Test func writesWhatTheLayersMake() throws {
    let lesson = try LessonFacts("lesson-06-feature-maps")
    lesson.contains("| 0 | conv1 | [1, 8, 28, 28] | [64, 8, 28, 28] |")
    lesson.contains("| 2 | conv2 | [1, 16, 28, 28] | [64, 16, 28, 28] |")
    lesson.contains("| 4 | pool | [1, 16, 14, 14] | [64, 16, 14, 14] |")
    lesson.contains("| 6 | flatten | [1, 3136] | [64, 3136] |")
    lesson.contains("| 9 | linear2 | [1, 10] | [64, 10] |")
    lesson.contains("| conv2 | Conv2d(16, kernel: 3, padding: 1) | (16, 28, 28) | 1,168 | 903,168 |")
    lesson.contains("| | total | | 101,962 |")
    lesson.contains("| 1 | second convolution | relu1 | [1, 8, 28, 28] | 0.000 |")
    lesson.contains("notebook.show(outputs[5] == outputs[4]) ``` ```text true ```")
    lesson.contains("| conv1 | 3×3 | 9 | 0 | | conv2 | 5×5 | 25 | 0 | | pool | 6×6 | 35 | 0 |")
    lesson.contains("same predictions without them: true")
    lesson.contains("dead, largest |gradient| 0.0")
    #expect(try lastTestAccuracy(lesson.text) >= 88)
    lesson.contains("| 5 | 0.0000 | 0.0 % |")
    lesson.contains("55 of 63 living weights have kept their sign")

    let firing = lesson.text.matches(of: /\| (0|1|940) \| ([0-9]+) \| ([0-9]+) \|/).map {
      (Int($0.2) ?? 0, Int($0.3) ?? 0)
    }
    try #require(firing.count == 3, "\(firing)")
    #expect(2 * (firing[1].0 - firing[0].0) > firing[2].0 - firing[0].0, "most die in the first step")
    #expect(firing[1].1 > firing[0].1 && firing[2].1 <= firing[0].1, "those that jump up come back")
    lesson.contains("| relu1 | 8 | 1 | 5,488 | 450 |")

    func silent(_ remedy: String) throws -> [Double] {
      let start = try #require(lesson.text.range(of: "| \(remedy) | ")).upperBound
      return lesson.text[start...].prefix { $0 != "|" }.matches(of: /[0-9]+/).compactMap { Double($0.0) }
    }
    let none = try silent("none")
    #expect(try (silent("a fifth of the rate").max() ?? 99) < (none.min() ?? 0), "a smaller rate silences fewer")
    #expect(try (silent("leaky ReLU, slope 0.1").max() ?? 99) < 8, "a leaky ReLU hardly any")
    #expect(try (silent("He's start").max() ?? 0) > (none.min() ?? 99), "He's start makes no clear difference")

    let fooled = try #require(lesson.text.firstMatch(of: /\| 0\.20 \| ([0-9.]+) % \| ([0-9.]+) % \|/))
    #expect(try #require(Double(fooled.1)) < 30 && #require(Double(fooled.2)) > 75, "\(fooled.0)")
  }

  @Test func reluAfterPoolingOfReluChangesNothing() {
    var generator = SeededGenerator(seed: 6)
    let maps = Tensor.uniform(2, 3, 8, 8, in: -1..<1, using: &generator)
    let pooled = maxPool2d(maps.relu(), window: 2)
    #expect(pooled.relu() == pooled)
    #expect(maxPool2d(maps, window: 2).relu() == pooled)
  }

  /// The accuracy in the last row of the table of epochs.
  private func lastTestAccuracy(_ text: String) throws -> Double {
    let row = try #require(text.firstMatch(of: /\| 5 \| [0-9.]+ \| [0-9.]+ % \| ([0-9.]+) % \|/))
    return try #require(Double(row.1))
  }
}
