import Pages
import System

/// `mutation [lesson …]`: changes every reference answer in all small ways, and fails if a changed one is told right that
/// is not known to do the same as the reference.
@main
enum Mutation {
  static func main() {
    do {
      if try !tellsAllWrong() { Terminal.exit(1) }
    } catch {
      Terminal.printError("mutation: \(error)")
      Terminal.exit(1)
    }
  }

  private static func tellsAllWrong() throws -> Bool {
    let root = Path.currentFolder
    let names = CommandLine.arguments.dropFirst()
    let lessons = (Folder.names(in: "\(root)/Lessons") ?? []).sorted().filter { name in
      names.isEmpty || names.contains { name.hasPrefix($0) }
    }
    var isComplete = true
    for name in lessons {
      var lesson = MutatedLesson(name, root: root)
      let refused = try lesson.build()
      let verdicts = try lesson.verdicts()
      isComplete = report(lesson, verdicts, refused: refused) && isComplete
    }
    return isComplete
  }

  private static func report(_ lesson: MutatedLesson, _ verdicts: [MutatedLesson.Verdict], refused: Int) -> Bool {
    let results = Array(zip(lesson.mutants, verdicts))
    var isComplete = lesson.faults.isEmpty
    for fault in lesson.faults { Terminal.print("  ✗ \(fault)\n") }
    Terminal.print("\(lesson.name): \(results.count) changes, and \(refused) that do not compile\n")
    for number in lesson.mutants.map(\.exercise).uniqued {
      let own = results.filter { $0.0.exercise == number }
      let right = own.filter { $0.1 == .right }.map(\.0)
      let survivors = right.filter { mutant in !Equivalent.all.contains { $0.holds(for: mutant) } }
      let named = own.count { $0.1 == .named }
      let ended = own.count { $0.1 == .ended }
      let wrong = own.count - right.count
      Terminal.print(
        "  \(number.padded(to: 6))\(own.count) changes: \(wrong) told wrong, \(named) of them by name, \(ended) of them "
          + "end the program; \(right.count - survivors.count) do the same as the reference\n")
      for mutant in survivors { Terminal.print("    ✗ told right: \(mutant.change)\n") }
      isComplete = isComplete && survivors.isEmpty
    }
    return isComplete
  }
}

extension Array where Element: Hashable {
  /// Each element once, in order.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
