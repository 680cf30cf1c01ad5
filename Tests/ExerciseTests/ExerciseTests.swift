import Foundation
import Learning
import TensorCore
import TestedPackage
import TensorCore
import Testing

@testable import Checking
@testable import System
@testable import Walkthrough
@testable import lesson_08_spatial_cnn

/// What holds for every exercise, whoever has solved it.
@Suite struct ExerciseTests {
  @Test func everyLessonHasExercises() {
    for lesson in AllExercises.lessons { #expect(!lesson.exercises.isEmpty, "\(lesson.name)") }
    #expect(AllExercises.all.count >= 70)
  }

  @Test func exercisesAreNumberedThroughTheirLesson() {
    for lesson in AllExercises.lessons {
      let chapter = Int(lesson.name.split(separator: "-")[1]) ?? -1
      #expect(lesson.exercises.map(\.number) == (1...lesson.exercises.count).map { "\(chapter).\($0)" })
    }
  }

  @Test(arguments: AllExercises.all) func theSolutionIsRight(_ exercise: Exercise) {
    let verdict = exercise.judge(exercise.outcomes(by: .solution))
    #expect(verdict == .right)
  }

  /// Whoever keeps a result and gives it again for other numbers of the same shapes is told wrong.
  @Test(arguments: AllExercises.all) func aResultIsNotThatOfItsShapes(_ exercise: Exercise) {
    var kept: [[InputSize]: Outcome] = [:]
    let outcomes = exercise.caseNames.indices.map { index -> Outcome in
      let sizes = exercise.sizes(case: index)
      let outcome = kept[sizes] ?? .answered(exercise.expected(case: index))
      kept[sizes] = outcome
      return outcome
    }
    // Where nothing is drawn, the function is given nothing.
    if !exercise.tensors(case: 0).isEmpty, exercise.caseNames.count > exercise.chosenCases {
      #expect(exercise.judge(outcomes) != .right)
    }
  }

  /// What every exercise gives with some change to each number of it.
  private func verdict(_ exercise: Exercise, _ change: (Float) -> Float) -> Verdict {
    exercise.judge(
      exercise.caseNames.indices.map { index in
        .answered(
          Answer(
            parts: exercise.expected(case: index).parts.map { part in
              guard case .tensor(let tensor) = part.value else { return part }
              return Answer.Part(name: part.name, value: .tensor(tensor.map(change)))
            }))
      })
  }

  @Test(arguments: AllExercises.all) func aSmallFactorIsNoticed(_ exercise: Exercise) {
    let hasNumbers = exercise.expected(case: 0).parts.contains { if case .tensor = $0.value { true } else { false } }
    if hasNumbers { #expect(verdict(exercise) { $0 * 0.9999 } != .right) }
  }

  /// A bound that is merely small or merely large is told wrong where any numbers may come in.
  @Test(arguments: [
    "0.2", "0.7", "0.8", "1.5", "1.7", "1.8", "2.1", "2.6", "2.7", "3.1", "3.3", "3.5", "4.1", "4.2", "4.3", "4.5",
    "4.7", "6.3", "7.2", "8.1", "8.4", "8.5", "8.6", "10.2",
  ])
  func numbersAreSmallAndLarge(_ number: String) throws {
    let exercise = try #require(AllExercises.all.first { $0.number == number })
    #expect(verdict(exercise) { abs($0) <= 1e-6 ? 0 : $0 } != .right)
    #expect(verdict(exercise) { max(-1e6, min(1e6, $0)) } != .right)
  }

  /// However small the gradient, each pixel goes along its sign.
  @Test func theSignOfASmallGradientCounts() throws {
    let exercise = try #require(AllExercises.all.first { $0.number == "10.6" })
    let place = try #require(exercise.caseNames.firstIndex { $0 == "a gradient close to 0" })
    let right = try #require(exercise.expected(case: place).parts[0].value.numbers)
    #expect(right.elements == [0.625, 0.375, 0.125])
  }

  @Test(arguments: ["4.1", "6.3"]) func aLargestValueMayBeFarBelowZero(_ number: String) throws {
    let exercise = try #require(AllExercises.all.first { $0.number == number })
    #expect(verdict(exercise) { max(-1e20, $0) } != .right)
  }

  /// Whoever knows the chosen cases by heart does not know the exercise.
  @Test(arguments: ["7.3"]) func whatIsGivenIsDrawnToo(_ number: String) throws {
    let exercise = try #require(AllExercises.all.first { $0.number == number })
    #expect(exercise.caseNames.count > exercise.chosenCases)
    #expect(exercise.caseNames.last?.hasPrefix("point ") == true)
  }

  @Test(arguments: AllExercises.all) func noTwoCasesShareAName(_ exercise: Exercise) {
    #expect(Set(exercise.caseNames).count == exercise.caseNames.count)
  }

  /// Of a single class there is no other one that it could be taken for.
  @Test func aConfusionMatrixHasTwoClassesOrMore() throws {
    let exercise = try #require(AllExercises.all.first { $0.number == "9.4" })
    for index in exercise.caseNames.indices {
      #expect(exercise.tensors(case: index).allSatisfy { $0.shape[0] > 1 }, "\(exercise.caseNames[index])")
    }
  }

  /// The padding may be counted or left to the library, pooling by 1 left out, and layers put into blocks.
  @Test func aNetworkIsTheSameHoweverItsLayersAreWritten() {
    func network(_ padding: [Padding], pooling: [Int]) -> [String] {
      SpatialCNN.layers(
        Sequential(input: [1, 8, 8]) {
          Conv2d(4, kernel: 5, padding: padding[0], bias: false)
          for window in pooling { AveragePool2d(Size2D(window)) }
          Sequential(input: [4, 8, 8]) {
            Conv2d(2, kernel: 1, padding: padding[1], bias: false)
            ReLU()
          }
        })
    }
    let counted = network([Padding(2), Padding(0)], pooling: [1])
    #expect(counted == network([.same, .same], pooling: []))
    #expect(counted != network([Padding(2), Padding(1)], pooling: []))
    #expect(counted.count == 5)
  }

  /// Whatever a first loss and a least difference are taken to be, some course of losses has others.
  @Test func lossesAreSmallAndLarge() throws {
    let exercise = try #require(AllExercises.all.first { $0.number == "9.6" })
    for unit in ["e-06", "e+20", "e+26", ".125"] {
      #expect(exercise.caseNames.contains { "\($0)".contains(unit) }, "\(unit)")
    }
  }

  /// Whatever size a loop is given that should go as far as its tensor does, some tensor is larger.
  @Test(arguments: ["0.8", "1.2", "2.6", "3.2", "3.3", "4.1", "7.2", "8.5"])
  func aCaseIsLarge(_ number: String) throws {
    let exercise = try #require(AllExercises.all.first { $0.number == number })
    let shapes = exercise.caseNames.indices.flatMap { exercise.tensors(case: $0).map(\.shape) }
    #expect(shapes.contains { ($0.max() ?? 0) > 5 })
  }

  /// Whoever multiplies the four sizes of a batch, and no more, is told wrong.
  @Test func aShapeHasMoreAxesThanABatch() throws {
    let exercise = try #require(AllExercises.all.first { $0.number == "0.1" })
    #expect(exercise.caseNames.indices.contains { exercise.sizes(case: $0).contains { $0.value > 4 } })
  }

  @Test(arguments: AllExercises.all) func threeMistakesOrMoreAreKnown(_ exercise: Exercise) {
    #expect(Set(exercise.mistakes.map(\.name)).count >= 3)
  }

  /// What is right for something else that is given is asked of the library, which ends the program where nothing is.
  @Test(arguments: AllExercises.all) func everySlipIsAnAnswerOrACrash(_ exercise: Exercise) {
    for place in exercise.slips.indices {
      for index in 0..<exercise.chosenCases {
        switch exercise.outcome(case: index, by: .slip(place)) {
        case .answered, .crashed: break
        case let other: Issue.record("\(exercise.slips[place].name): \(other)")
        }
      }
    }
  }

  /// Whoever takes the rows of a tensor for its columns is right where it is square, and runs out of it elsewhere.
  @Test(arguments: AllExercises.all) func whatIsRightForSquaresAloneIsNamed(_ exercise: Exercise) {
    let chosen = 0..<exercise.chosenCases
    for place in exercise.tensors(case: 0).indices {
      func isSquare(_ index: Int) -> Bool {
        let shape = exercise.tensors(case: index)[place].shape
        return shape.count > 1 && shape[shape.count - 1] == shape[shape.count - 2]
      }
      guard chosen.contains(where: isSquare), !chosen.allSatisfy(isSquare) else { continue }
      let crash = Crash(message: "subscript: index 9 is outside axis 0 of size 9 (shape [9, 9])", line: nil)
      let outcomes = exercise.caseNames.indices.map { index -> Outcome in
        isSquare(index) ? .answered(exercise.expected(case: index)) : .crashed(crash)
      }
      guard case .crashed(_, let diagnosis) = exercise.judge(outcomes) else {
        Issue.record("it is not told to crash")
        return
      }
      #expect(diagnosis.mistake != nil)
    }
  }

  /// The name of what ends the program in every case, by a message that tells of the tensors that are given.
  private func name(
    ofCrashesIn number: String, _ message: (_ given: [InputTensor]) -> String
  ) throws -> String? {
    let exercise = try #require(AllExercises.all.first { $0.number == number })
    let outcomes = exercise.caseNames.indices.map { index in
      Outcome.crashed(Crash(message: OutsideText(message(exercise.tensors(case: index))), line: nil))
    }
    guard case .crashed(_, let diagnosis) = exercise.judge(outcomes) else { return nil }
    return diagnosis.mistake?.name.markdown
  }

  /// A program that reads beyond its kernel has not read beyond its image.
  @Test(arguments: [
    ("0.3", 0, "a row or a column is read that is not there"),
    ("1.2", 0, "a window reaches out of the image"),
    ("1.2", 1, "an index is too large for its tensor, which has the shape of `kernel`"),
    ("2.6", 1, "an index is too large for its tensor, which has the shape of `kernel`"),
    ("3.2", 1, "an index is too large for its tensor, which has the shape of `kernel`"),
    ("3.2", 2, "an index is too large for its tensor, which has the shape of `bias`"),
    ("6.5", 0, "the cover reaches beyond the image"),
    ("8.6", 1, "an index is too large for its tensor, which has the shape of `coefficients`"),
  ])
  func anIndexThatIsTooLargeIsNamedByItsTensor(_ number: String, _ place: Int, _ name: String) throws {
    let found = try self.name(ofCrashesIn: number) { given in
      "subscript: index 9 is outside axis 1 of size 9 (shape \(given[place].shape))"
    }
    #expect(found == name)
  }

  /// Loops over a kernel that go as far as the image end the program at the kernel, and move no window.
  @Test func aKernelThatIsReadTooFarDoesNotLeap() throws {
    let exercise = try #require(AllExercises.all.first { $0.number == "1.2" })
    let outcomes = exercise.caseNames.indices.map { index -> Outcome in
      let (image, kernel) = (exercise.tensors(case: index)[0].shape, exercise.tensors(case: index)[1].shape)
      if image == kernel { return .answered(exercise.expected(case: index)) }
      let message = "subscript: index 9 is outside axis 1 of size 9 (shape \(kernel))"
      return .crashed(Crash(message: OutsideText(message), line: nil))
    }
    guard case .crashed(_, let diagnosis) = exercise.judge(outcomes) else {
      Issue.record("it is not told to crash")
      return
    }
    #expect(
      diagnosis.mistake?.name.markdown == "an index is too large for its tensor, which has the shape of `kernel`")
  }

  /// A search that begins with a number that is merely small leads all of the gradient to the map's first pixel: that is
  /// not what is correct, turned round.
  @Test func theGradientOfASmallStartIsNotTurned() throws {
    let exercise = try #require(AllExercises.all.first { $0.number == "4.6" })
    let place = try #require(exercise.caseNames.firstIndex { $0 == "values far below zero" })
    let right = exercise.caseNames.indices.map { exercise.expected(case: $0) }
    let gradient = try #require(right[place].parts[0].value.numbers)
    var wrong = gradient * 0
    wrong[0, 0] = gradient.sum()
    var outcomes = right.map { Outcome.answered($0) }
    outcomes[place] = .answered(Answer(.tensor(wrong)))
    guard case .wrong(let diagnosis) = exercise.judge(outcomes) else {
      Issue.record("it is not told wrong")
      return
    }
    #expect(!"\(diagnosis.finding)".contains("correct but"))
  }

  /// What ends the program in some cases is named by what it says there.
  @Test(arguments: [
    ("3.1", "the factors go along the columns", "*: the shapes [3, 2] and [3] do not match"),
    (
      "8.1", "places beyond the lower and the right edge are read",
      "subscript: index 4 is outside axis 0 of size 4 (shape [4, 4])"
    ),
    ("10.4", "1 is added to the label", "subscript: index 2 is outside axis 1 of size 2 (shape [2, 2])"),
  ])
  func aCrashIsNamed(_ number: String, _ name: String, _ message: String) throws {
    let exercise = try #require(AllExercises.all.first { $0.number == number })
    let place = try #require(exercise.mistakes.firstIndex { $0.name.plainText == name })
    let outcomes = exercise.caseNames.indices.map { index -> Outcome in
      let known = exercise.outcome(case: index, by: .mistake(place))
      guard case .crashed = known else { return known }
      return .crashed(Crash(message: OutsideText(message), line: nil))
    }
    guard case .crashed(_, let diagnosis) = exercise.judge(outcomes) else {
      Issue.record("it is not told to crash")
      return
    }
    #expect(diagnosis.mistake?.name == exercise.mistakes[place].name)
  }

  /// A slip is named by the chosen cases: so one of them shows it.
  @Test(arguments: [("4.6", "`window` is always 2")]) func aSlipIsNamed(_ number: String, _ name: String) throws {
    let exercise = try #require(AllExercises.all.first { $0.number == number })
    let place = try #require(exercise.slips.firstIndex { $0.name.markdown == name })
    guard case .wrong(let diagnosis) = exercise.judge(exercise.outcomes(by: .slip(place))) else {
      Issue.record("it is not told wrong")
      return
    }
    #expect(diagnosis.mistake?.name.markdown == name)
  }

  /// A search for the largest that begins with a number that is merely small, such as −1,000,000, is told wrong.
  @Test func theLargestMayLieFarBelowZero() throws {
    let exercise = try #require(AllExercises.all.first { $0.number == "4.1" })
    let largest = (0..<exercise.chosenCases).compactMap { exercise.expected(case: $0).parts[0].value.numbers }
    #expect(largest.contains { $0.elements.allSatisfy { $0 < -1e7 } })
  }

  /// A search for the largest that begins with the map's first pixel is told wrong: some windows hold nothing as large.
  @Test func theLargestMayStandFirst() throws {
    let exercise = try #require(AllExercises.all.first { $0.number == "4.1" })
    #expect(
      (0..<exercise.chosenCases).contains { index in
        let pooled = exercise.expected(case: index).parts.compactMap(\.value.numbers?.elements)
        return pooled[1][0] == 0 && pooled[0].contains { $0 < pooled[0][0] }
      })
  }

  /// Whether the first logit, the last, the smallest or the mean is subtracted, the power of 1000 overflows.
  @Test func aLogitThatStillOverflowsIsNamedByWhatIsSubtracted() throws {
    let exercise = try #require(AllExercises.all.first { $0.number == "5.3" })
    let outcomes = try exercise.caseNames.indices.map { index -> Outcome in
      var answer = try #require(exercise.expected(case: index).parts[0].value.numbers)
      if exercise.caseNames[index] == "logits near 1000 and −1000" {
        for label in 0..<answer.shape[1] { answer[0, label] = -.infinity }
      }
      return .answered(answer.answer)
    }
    guard case .wrong(let diagnosis) = exercise.judge(outcomes) else {
      Issue.record("it is not told wrong")
      return
    }
    #expect(diagnosis.mistake?.name.markdown == "less than the largest logit of an image is subtracted")
  }

  /// It does not matter which small number a learner adds to the range, or takes in its place.
  @Test(arguments: [1e-5, 1e-8, 1e-12] as [Float]) func aNumberThatKeepsARangeFrom0IsNamed(_ small: Float) throws {
    let exercise = try #require(AllExercises.all.first { $0.number == "6.1" })
    let outcomes = try exercise.caseNames.indices.map { index -> Outcome in
      let right = try #require(exercise.expected(case: index).parts[0].value.numbers)
      return switch exercise.caseNames[index] {
      case "small values": .answered((right * (3e-21 / small)).answer)
      case "equal values but for two": .answered(Tensor([[0, 1, 0], [0, 0, 0]]).answer)
      default: .answered(right.answer)
      }
    }
    guard case .wrong(let diagnosis) = exercise.judge(outcomes) else {
      Issue.record("it is not told wrong")
      return
    }
    #expect(diagnosis.mistake?.name.markdown == "a small number keeps the range away from 0")
  }

  @Test(arguments: KnownMistake.all) func aKnownMistakeIsToldWrongAndNamed(_ mistake: KnownMistake) throws {
    let outcomes = mistake.exercise.outcomes(by: .mistake(mistake.place))
    switch mistake.exercise.judge(outcomes) {
    case .wrong(let diagnosis), .crashed(_, let diagnosis), .timedOut(let diagnosis):
      #expect(diagnosis.mistake?.name.plainText == mistake.name)
    case .right, .anotherWay: Issue.record("it is told right")
    case .notAttempted: Issue.record("it is told not attempted")
    }
  }
}
