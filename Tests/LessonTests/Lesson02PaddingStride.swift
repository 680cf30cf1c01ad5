import TensorCore
import Testing

@testable import Pages

/// The numbers that lesson-02-padding-stride promises.
struct Lesson02PaddingStride {
  private let image = Tensor(1..<10).reshaped(1, 3, 3)
  private let ones = Tensor.ones(1, 1, 2, 2)

  @Test func writesItsNumbers() throws {
    let lesson = try LessonFacts("lesson-02-padding-stride")
    lesson.contains("[0., 1., 2., 3., 0.], [0., 4., 5., 6., 0.], [0., 7., 8., 9., 0.]")
    lesson.contains("[ 1., 3., 5., 3.], [ 5., 12., 16., 9.], [11., 24., 28., 15.], [ 7., 15., 17., 9.]")
    lesson.contains("[[ 1., 5.], [11., 28.]]")
    lesson.contains("| 1 | 28×28 | 784 | 7,056 |")
    lesson.contains("| 4 | 7×7 | 49 | 441 |")
    lesson.contains("[28, 24, 20, 16, 12, 8, 4]")
    lesson.contains("padding 0: corner 1.0, side 3.0, middle 9.0")
    lesson.contains("padding 1: corner 4.0, side 6.0, middle 9.0")
    lesson.contains("padding 2: corner 9.0, side 9.0, middle 9.0")
    lesson.contains("[0.4444, 0.6667, 0.6667, 0.4444]")
    lesson.contains("cases, 0 wrong")
  }

  @Test func writesTheSizesOfABatch() throws {
    let lesson = try LessonFacts("lesson-02-padding-stride")
    lesson.contains("[100, 6, 28, 28]")
    lesson.contains("[100, 4704]")
    lesson.contains("| 30 | 3 | 1 | 0 | 28 | 28 | (100, 6, 28, 28) | 4,704 |")
    lesson.contains("| 224 | 5 | 2 | 1 | 111 | 111 | (100, 6, 111, 111) | 73,926 |")
    lesson.contains("| 528 | 7 | 3 | 2 | 176 | 176 | (100, 6, 176, 176) | 185,856 |")
    lesson.contains("| 5 | 3 | 2 | 1 | 2 | 2 |")
    lesson.contains("| 6 | 3 | 2 | 2 | 2 | 2 |")
    lesson.contains("| kernel 3 | 26 (padding 0) | 28 (padding 1) | 30 (padding 2) |")
    lesson.contains("| kernel 2, stride 3 | 36 | 28 |")
    lesson.contains("padding 0: 0.0 padding 1: 1000.0")
    lesson.contains("28 → 24 with padding 0 28 → 28 with padding 2")
  }

  @Test func writesWhatFramesAndPaddingsDo() throws {
    let lesson = try LessonFacts("lesson-02-padding-stride")
    lesson.contains("| zeros | 0.4444 | | replicate | 1.0000 | | reflect | 1.0000 | | circular | 1.0000 |")
    lesson.contains("padding: .same).shape) ``` ```text [1, 28, 28]")
  }

  @Test func dilationIsAKernelWithZeros() throws {
    let lesson = try LessonFacts("lesson-02-padding-stride")
    lesson.contains(
      "notebook.show(correlate(grid, dilated(nine, by: 2))) ``` ```text tensor([[ 984., 1029., 1074.], [1299., 1344., 1389.]]) ```"
    )
    lesson.contains("notebook.show(byLibrary.squeezed() == correlate(grid, dilated(nine, by: 2))) ``` ```text true")
  }

  /// The prose says what each layer adds to a field, and how many outputs are left.
  @Test func receptiveFieldsGrowWithDepthStrideAndDilation() throws {
    let lesson = try LessonFacts("lesson-02-padding-stride")
    lesson.contains("| stride 1, dilation 1 | 3×3 | 5×5 | 7×7 | 25×25 |")
    lesson.contains("| strides 2, 2, 1 | 3×3 | 7×7 | 15×15 | 5×5 |")
    lesson.contains("| dilations 1, 2, 4 | 3×3 | 7×7 | 15×15 | 17×17 |")
  }

  @Test func transposedConvolutionPaintsKernels() throws {
    let lesson = try LessonFacts("lesson-02-padding-stride")
    lesson.contains("stride: 2).squeezed() == enlarged) ``` ```text true")
    let large = convolveTransposed2d(Tensor([[[1, 2], [3, 4]]]), kernel: .ones(1, 1, 3, 3), stride: 2)
    #expect(large.shape == [1, 5, 5] && large[0, 2, 2] == 10)
  }

  @Test func paddingAnArgumentIsPaddingTheImage() {
    for stride in 1...2 {
      let padded = convolve2d(image.padded(by: 1), kernel: ones, stride: Size2D(stride))
      #expect(convolve2d(image, kernel: ones, stride: Size2D(stride), padding: 1) == padded)
    }
    #expect(convolve2d(image, kernel: ones, stride: 2, padding: 1) == Tensor([[[1, 5], [11, 28]]]))
  }

  @Test(arguments: [(30, 3, 1, 0, 28), (224, 5, 2, 1, 111), (528, 7, 3, 2, 176), (5, 3, 2, 0, 2)])
  func theLibraryFollowsTheSizeRule(size: Int, window: Int, stride: Int, padding: Int, out: Int) {
    let positions = slidingPositions(
      Size2D(size), window: Size2D(window), stride: Size2D(stride), padding: Size2D(padding))
    #expect(positions == Size2D(out))
  }

  @Test func numbersHoldForAnotherSeed() throws {
    let run = try LessonRun("lesson-02-padding-stride", "--seed", "7")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.readme.contains("[100, 6, 28, 28]"))
  }

  @Test(arguments: [("0,0", "output 1.0"), ("1,2", "output 16.0")])
  func explainsAPixel(pixel: String, result: String) throws {
    let run = try LessonRun("lesson-02-padding-stride", "--pixel", pixel)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(result))
  }
}
