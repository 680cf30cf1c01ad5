import Pages
import System
import TensorCore
import TestedPackage
import Testing

@testable import Inspector

/// Kernels on a page, and what its script makes of an image with them.
@Suite struct KernelsAtWorkTests {
  @Test func theClassicKernelsAreThoseOfTheTextbooks() {
    let kernels = Dictionary(uniqueKeysWithValues: ClassicKernels.all(3).map { ($0.name, $0.kernel) })
    #expect(kernels["identity"] == Tensor([[0, 0, 0], [0, 1, 0], [0, 0, 0]]))
    #expect(kernels["Sobel x"] == Tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]))
    #expect(kernels["Sobel y"] == Tensor([[-1, -2, -1], [0, 0, 0], [1, 2, 1]]))
    #expect(kernels["Laplacian"] == Tensor([[0, 1, 0], [1, -4, 1], [0, 1, 0]]))
    for size in [3, 5, 7, 9] {
      for (name, kernel) in ClassicKernels.all(size) {
        #expect(kernel.shape == [size, size])
        let isFlat = ["Sobel x", "Sobel y", "Laplacian"].contains(name)
        #expect(abs(kernel.sum() - (isFlat ? 0 : 1)) < 1e-5, "\(name) \(size)")
      }
    }
  }

  @Test func aLargePictureComesSmallAndAnyImageInShades() throws {
    var generator = SeededGenerator(seed: 2)
    for (shape, expected) in [
      ([1, 250, 120], [1, 83, 40]), ([3, 128, 128], [3, 64, 64]), ([1, 28, 28], [1, 28, 28]),
    ] {
      let work = try KernelsAtWork(on: .uniform(shape, using: &generator))
      #expect(work.image.shape == expected)
      #expect(work.image.elements.allSatisfy { $0 == ($0 * 255).rounded() / 255 })
    }
  }

  @Test func whatIsNoImageIsToldWhatIsWrong() {
    #expect(throws: ProgramFailure.self) { try KernelsAtWork(on: .zeros(2, 8, 8)) }
    #expect(throws: ProgramFailure.self) { try KernelsAtWork(on: .zeros(1, 2, 8)) }
    #expect(throws: ProgramFailure.self) { try KernelsAtWork(on: 2 * .ones(8, 8)) }
    #expect(throws: ProgramFailure.self) { try KernelsAtWork(on: .ones(8, 8), first: "Prewitt") }
    for kernel in [Tensor.zeros(5, 5), .zeros(2, 2), .zeros(1, 3), .zeros(3), .zeros(3, 3, 3)] {
      #expect(throws: ProgramFailure.self) { try KernelsAtWork(on: .ones(8, 8), others: ["other": kernel]) }
    }
  }

  @Test(
    .enabled(if: Node.path != nil, "no node on this machine: the page's kernels have not been compared"),
    arguments: [1, 3])
  func thePageMakesTheProgramsBitsOfAnImage(channels: Int) throws {
    var generator = SeededGenerator(seed: 5)
    let other = Tensor.normal(channels, 3, 3, using: &generator)
    let work = try KernelsAtWork(
      on: .uniform(channels, 31, 26, using: &generator), others: ["any": other], hasSteps: true)
    let steps = [[1, 0, 1], [2, 1, 1], [3, 4, 2], [1, 2, 3]]
    let lines = try Node.lines("kernels.mjs", "{\"widget\": \(work.json), \"steps\": \(steps)}")
    let expected = work.kernels.flatMap { kernel in
      kernel.weights.flatMap { weights in
        steps.map { step in
          Node.checksum(
            convolve2d(
              work.image, kernel: weights.unsqueezed(axis: 0), stride: Size2D(step[0]), padding: Size2D(step[1]),
              dilation: Size2D(step[2])
            ).elements)
        }
      }
    }
    #expect(lines == expected)
    #expect(expected.count == 9 * 4 * 4 && Set(expected).count > 100)
  }
}
