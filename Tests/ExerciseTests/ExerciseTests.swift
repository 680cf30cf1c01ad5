import Foundation
import TestedPackage
import Testing

@testable import Checking
@testable import Walkthrough

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
