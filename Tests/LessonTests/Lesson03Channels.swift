import Figures
import Foundation
import TensorCore
import TestedPackage
import Testing

@testable import Drawing

/// The numbers that lesson-03-channels promises.
struct Lesson03Channels {
  private let image = Tensor.stacked([Tensor(0..<9), Tensor(1..<10)]).reshaped(2, 3, 3)
  private let kernel = Tensor.stacked([Tensor(0..<4), Tensor(1..<5)]).reshaped(2, 2, 2)

  @Test func writesTheSumsOverTheChannels() throws {
    let lesson = try LessonFacts("lesson-03-channels")
    lesson.contains("tensor([[19., 25.], [37., 43.]])")
    lesson.contains("tensor([[37., 47.], [67., 77.]])")
    lesson.contains("tensor([[ 56., 72.], [104., 120.]])")
    lesson.contains(
      "tensor([[[ 56., 72.], [104., 120.]], [[ 76., 100.], [148., 172.]], [[ 96., 128.], [192., 224.]]])")
    lesson.contains("| axis 1 | [2, 3, 2, 2] | 2 | 3 | true |")
    lesson.contains("| axis 0 | [6, 1, 2, 2] | 6 | 1 | false |")
    lesson.contains("axis 1: [3, 3, 2, 2], first image begins [56.0, 76.0, 96.0]")
    lesson.contains("axis 0: [3, 3, 2, 2], first image begins [56.0, 560.0, 5600.0]")
    lesson.contains("divided by [27.0, 1.0, 12.0, 12.0, 8.0]")
    lesson.contains("| black to white | 1.00 | 0.00 | 0.00 | | blue to red | 0.00 | 0.00 | 1.00 |")
  }

  @Test func writesWhatALayerCosts() throws {
    let lesson = try LessonFacts("lesson-03-channels")
    lesson.contains("| 2 → 3 | 2×2 | 2×2 | 27 | 27 | 96 | 96 |")
    lesson.contains("| 1 → 6 | 5×5 | 28×28 | 156 | 156 | 117,600 | 117,600 |")
    lesson.contains("| 6 → 16 | 5×5 | 10×10 | 2,416 | 2,416 | 240,000 | 240,000 |")
    lesson.contains("| every output its own, for every pixel | 3,687,936 |")
    lesson.contains("| every output its own, for 5×5 pixels | 117,600 |")
    lesson.contains("| every map its own, for 5×5 pixels: convolution | 150 |")
    lesson.contains("| 8 → 8 | 451,584 | | 16 → 16 | 1,806,336 | | 32 → 32 | 7,225,344 |")
    lesson.contains(
      "| 16 → 16 → 16, twice 3×3 | 4,640 | 4,608 | 4,608 | | 16 → 16, once 5×5 | 6,416 | 6,400 | 6,400 |")
    lesson.contains("| 1 → 16 → 16, twice 3×3 | 2,480 | 2,448 | 2,448 | | 1 → 16, once 5×5 | 416 | 400 | 400 |")
    lesson.contains("| 64 → 64, 3×3 | 36,928 | 36,864 | 36,864 |")
    lesson.contains("| 1×1 to 16, 3×3, 1×1 to 64 | 4,448 | 4,352 | 4,352 |")
    lesson.contains("| 3×3 in 4 groups | 9,280 | 9,216 | 9,216 |")
    lesson.contains("| 3×3 depthwise, then 1×1 | 4,800 | 4,672 | 4,672 |")
  }

  @Test func cheaperConvolutionsAreWhatTheProseSays() throws {
    let lesson = try LessonFacts("lesson-03-channels")
    lesson.contains("notebook.show(matmul(column, row) == edge) ``` ```text true")
    lesson.contains("correlate(count, edge)) ``` ```text true")
    lesson.contains("groups: 2) == depthwise) ``` ```text true")
    lesson.contains("notebook.show(mixed(depthwise, by: weights)) ``` ```text tensor([[[ 56., 72.], [104., 120.]],")
  }

  @Test func eachKernelGivesOneMap() {
    let maps = convolve2d(image, kernel: Tensor.stacked([kernel, kernel + 1, kernel + 2]))
    #expect(
      maps == Tensor([[[56, 72], [104, 120]], [[76, 100], [148, 172]], [[96, 128], [192, 224]]]))
  }

  @Test func mapsOfABatchAreJoinedAlongTheChannels() {
    let batch = Tensor.stacked([image, image * 10])
    let kernels = Tensor.stacked([kernel, kernel + 1, kernel + 2])
    let maps = (0..<3).map { convolve2d(batch, kernel: kernels[$0..<$0 + 1]) }
    #expect(Tensor.concatenated(maps, axis: 1) == convolve2d(batch, kernel: kernels))
  }

  @Test func onePixelKernelIsAMatrixAtEachPixel() {
    let weights = Tensor([[1, 1], [-1, 1], [1, 0]])
    let mixed = matmul(weights, image.reshaped(2, 9)).reshaped(3, 3, 3)
    #expect(convolve2d(image, kernel: weights.reshaped(3, 2, 1, 1)) == mixed)
  }

  /// A photograph of one's own that is not square, of odd sides, and grey: it becomes three equal channels.
  @Test func takesAPhotograph() throws {
    let folder = try TemporaryFolder()
    let photo = "\(folder.path)/photo.png"
    var generator = SeededGenerator(seed: 1)
    try PNG.write(Bitmap(Tensor.uniform(1, 31, 45, using: &generator)), to: photo)
    let run = try LessonRun("lesson-03-channels", "--image", photo)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.readme.contains("[3, 15, 22] → [5, 13, 20]"))
  }

  @Test func explainsAPixelOfEachChannel() throws {
    let run = try LessonRun("lesson-03-channels", "--pixel", "0,1")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("1×0 + 2×1 + 4×2 + 5×3 = 25"))
    #expect(run.output.contains("2×1 + 3×2 + 5×3 + 6×4 = 47"))
  }

  @Test func twoSmallKernelsAreOneLargerKernelWhereNothingStandsBetween() {
    var generator = SeededGenerator(seed: 10)
    let image = Tensor.uniform(1, 9, 8, in: 0..<1, using: &generator)
    let first = Tensor.uniform(1, 1, 3, 3, in: -1..<1, using: &generator)
    let second = Tensor.uniform(1, 1, 3, 3, in: -1..<1, using: &generator)
    let both = convolve2d(first.padded(by: 2), kernel: second.flipped(axes: 2, 3))
    #expect(both.shape == [1, 1, 5, 5])
    let twice = convolve2d(convolve2d(image, kernel: first), kernel: second)
    #expect(convolve2d(image, kernel: both).isClose(to: twice, tolerance: 1e-5))
  }
}
