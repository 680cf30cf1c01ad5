import Foundation
import TestedPackage
import Testing

@testable import Checking
@testable import Walkthrough

/// The exercises of every lesson, in order.
enum AllExercises {
  static let lessons = TestedPackage.lessons.map { (name: $0, exercises: exercises(of: $0)) }

  static let all = lessons.flatMap(\.exercises)

  /// Asks the lesson's type, which its source names. A lesson whose type is not found has no exercises here, and the
  /// tests say so.
  private static func exercises(of lesson: String) -> [Exercise] {
    let path = TestedPackage.root.appending(path: "Lessons/\(lesson)/Lesson.swift")
    guard let source = try? String(contentsOf: path, encoding: .utf8),
      let type = source.firstMatch(of: /struct ([A-Za-z0-9]+): Lesson/)?.1
    else { return [] }
    let module = lesson.replacing("-", with: "_")
    // The name by which the runtime knows a structure of a module.
    let found = _typeByName("\(module.utf8.count)\(module)\(type.utf8.count)\(type)V")
    return (found as? any Lesson.Type)?.exercises ?? []
  }
}

extension Exercise: CustomTestStringConvertible {
  public var testDescription: String { number }
}

/// One known mistake of an exercise.
struct KnownMistake: CustomTestStringConvertible {
  let exercise: Exercise
  let place: Int
  var name: String { exercise.mistakes[place].name.plainText }
  var testDescription: String { "\(exercise.number): \(name)" }

  static let all = AllExercises.all.flatMap { exercise in
    exercise.mistakes.indices.map { KnownMistake(exercise: exercise, place: $0) }
  }
}
