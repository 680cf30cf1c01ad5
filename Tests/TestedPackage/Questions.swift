import Foundation

extension TestedPackage {
  /// Where it is kept which questions of a lesson have been answered.
  package static func questions(of lesson: String) -> URL {
    root.appending(path: ".build/exercises/\(lesson)-questions.txt")
  }

  /// Does something while no question of a lesson has been answered; afterwards all is as it was.
  package static func keepingQuestions(of lesson: String, _ body: () throws -> Void) throws {
    // A test of another suite may answer the same lesson's questions meanwhile.
    answering.lock()
    defer { answering.unlock() }
    let file = questions(of: lesson)
    let kept = try? Data(contentsOf: file)
    try? FileManager.default.removeItem(at: file)
    defer {
      try? FileManager.default.removeItem(at: file)
      try? kept?.write(to: file)
    }
    try body()
  }

  private static let answering = NSLock()
}
