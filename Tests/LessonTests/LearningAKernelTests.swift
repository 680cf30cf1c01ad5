import Foundation
import TensorCore
import TestedPackage
import Testing

@testable import lesson_01_cross_correlation

/// The kernel that learns on the page of lesson-01-cross-correlation, beside the lesson's own.
struct LearningAKernelTests {
  @Test(
    .enabled(if: Node.path != nil, "no node on this machine: the page's descent has not been compared"),
    arguments: ["0", "1", "7"])
  func thePageTakesTheProgramsStepsToTheBit(_ seed: String) throws {
    let run = try LessonRun("lesson-01-cross-correlation", "--seed", seed)
    let facts = try LessonFacts(run)
    let page = run.folder.url.appending(path: "lesson-01-cross-correlation/index.html")
    let lines = try Node.lines("descent.mjs", page).map { $0.split(separator: " ", maxSplits: 2).map(String.init) }
    #expect(lines.count == 101)
    for epoch in [0, 1, 2, 5, 10, 20, 50, 100] { facts.contains("| \(epoch) | \(lines[epoch][2]) |") }

    var band = Tensor.zeros(6, 8)
    band[0..., 2..<6] = Tensor.ones(6, 4)
    let edges = byLoops(band, Tensor([[1, -1]]))
    var dice = SeededGenerator(seed: UInt64(seed) ?? 0).split(2)
    var kernel = Tensor.uniform(1, 2, in: -1..<1, using: &dice)
    for (epoch, line) in lines.enumerated() {
      let errors = byLoops(band, kernel) - edges
      #expect(line[0] == Node.checksum(kernel.elements), "the kernel of epoch \(epoch)")
      #expect(line[1] == Node.checksum([errors.squared().sum()]), "the loss of epoch \(epoch)")
      kernel -= 0.01 * (2 * byLoops(band, errors))
    }
  }
}
