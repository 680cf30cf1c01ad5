import TensorCore
import Testing

/// What the lesson on cross-correlation must show.
@Suite struct Lesson01CrossCorrelation {
  private let lesson: LessonFacts

  init() throws { lesson = try LessonFacts("lesson-01-cross-correlation") }

  @Test func theSmallExampleComesOutAlikeInAllFourWays() {
    let result = "tensor([[19., 25.], [37., 43.]])"
    lesson.contains(result)
    for name in ["byLoops", "byShifts", "byUnfolding", "directly"] {
      lesson.contains("notebook.show(\(name)(image, kernel)) ``` ```text \(result)")
    }
  }

  @Test func eachPositionHasAFigureOfItsOwn() {
    for position in ["0-0", "0-1", "1-0", "1-1"] { lesson.contains("src=\"position-\(position).png\"") }
  }

  @Test func allAlgorithmsAgreeOnRandomNumbers() {
    lesson.contains("| shifts | [18, 27] | 0.0000000 | ✓ |")
    lesson.contains("| unfolding | [18, 27] |")
    lesson.contains("| directly | [18, 27] |")
    #expect(!lesson.text.contains("✗ |"))
  }

  @Test func timingsAreNotWritten() {
    lesson.contains("shown in the terminal only")
    #expect(!lesson.text.contains("| GFLOP/s"))
  }

  @Test func rowsComeFromTheHeight() {
    lesson.contains("rows by height: 4, by width: 2")
  }

  /// The prose says that moving and filtering may change places, but for as many columns at the border as it was moved.
  @Test func movingTheImageMovesTheOutput() {
    lesson.contains("== movedRight(byLoops(mark, kernel), by: 3)) ``` ```text true")
    lesson.contains("columns that differ: [0, 1] of 27")
  }

  /// The prose says that the Gaussian is the narrower blur.
  @Test func theGaussianIsNarrowerThanTheBoxOfItsSize() throws {
    let box = try lesson.numbers(after: "| box |"), gaussian = try lesson.numbers(after: "| Gaussian |")
    try #require(box.count == 3 && gaussian.count == 3)
    for (wide, narrow) in zip(box, gaussian) { #expect(narrow < 0.75 * wide) }
    #expect(box[2] == 2.58)
  }

  /// The prose says that Laplacians of 3×3 and 5×5 answer to noise more than to the picture, and that of 9×9 less.
  @Test(arguments: ["0", "1", "2"]) func blurringFirstHelpsAgainstNoise(_ seed: String) throws {
    let run = try LessonRun("lesson-01-cross-correlation", "--seed", seed)
    let facts = try LessonFacts(run)
    let shares = try ["3×3", "5×5", "9×9"].map { try #require(facts.numbers(after: "| of \($0) |").last) }
    #expect(shares[0] > shares[1] && shares[1] > 1.1 && shares[2] < 0.9)
  }

  @Test func edgesOfTheBandAreMinusOneAndOne() {
    let row = "[ 0., -1., 0., 0., 0., 1., 0.]"
    lesson.contains("tensor([" + Array(repeating: row, count: 6).joined(separator: ", ") + "])")
    lesson.contains("from 0.0 to 0.0")
  }

  @Test func convolutionIsTurnedBy180DegreesAndNotBy90() {
    lesson.contains("turned by 180°: largest difference 0.0000")
    #expect(!lesson.text.contains("turned by 90°: largest difference 0.0"))
  }

  @Test func theKernelIsLearned() {
    lesson.contains("learned: [1.0000, −1.0000]")
    lesson.contains("| 100 | [1.0000, −1.0000] | 0.000000 |")
  }

  /// The prose explains the path by what one step leaves, and says that rate 0.03 diverges.
  @Test func theRateDecidesWhatAStepLeaves() {
    lesson.contains("| 0.01 | 0.16 | 0.88 |")
    lesson.contains("| 0.02 | −0.68 | 0.76 |")
    lesson.contains("| 0.03 | −1.52 | 0.64 |")
  }

  @Test(arguments: ["1", "2", "99"]) func theKernelIsLearnedFromEveryStart(_ seed: String) throws {
    let run = try LessonRun("lesson-01-cross-correlation", "--seed", seed)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("learned: [1.0000, −1.0000]"))
  }

  @Test func weightsOfTheClassicKernelsAddUpAtEverySize() {
    for name in ["box blur", "Gaussian blur", "sharpen", "emboss"] {
      lesson.contains("| \(name) | 1.00 | 1.00 | 1.00 |")
    }
    for name in ["Sobel x", "Sobel y", "Laplacian"] { lesson.contains("| \(name) | 0.00 | 0.00 | 0.00 |") }
  }

  @Test func theWrongAverageIsASum() {
    lesson.contains("wrong: sum of weights 25.0")
    lesson.contains("correct: sum of weights 1.0")
  }

  @Test func aPixelOfTheSmallImageIsExplained() throws {
    let run = try LessonRun("lesson-01-cross-correlation", "--pixel", "1,0")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("3×0 + 4×1 + 6×2 + 7×3 = 37"), "\(run.output)")
  }
}
