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
