import ExerciseFiles
import Pages
import Synchronization
import System
import TensorCore

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
    // What the compiler refuses is found for each lesson apart, two at a time, and nothing is built of it.
    var written = try sideBySide(lessons) { name in
      var lesson = MutatedLesson(name, root: root)
      var refused = try lesson.write()
      refused += try lesson.write(without: try lesson.compilerErrors())
      return (lesson: lesson, refused: refused)
    }
    // Little is left that the compiler refuses only later.
    while case let errors = try build(names.isEmpty ? [] : lessons, root), !errors.isEmpty {
      for place in written.indices { written[place].refused += try written[place].lesson.write(without: errors) }
    }
    let judged = try sideBySide(written.map(\.lesson)) { try $0.judged() }
    var totals = Totals()
    var isComplete = true
    for ((lesson, refused), (verdicts, faults)) in zip(written, judged) {
      for fault in faults { Terminal.print("  ✗ \(fault)\n") }
      Terminal.print("\(lesson.name): \(verdicts.count) changes, and \(refused) that do not compile\n")
      isComplete = report(lesson, verdicts, &totals) && faults.isEmpty && isComplete
    }
    Terminal.print(totals.text)
    return isComplete
  }

  /// Does something with each element on as many threads as there are processors, and gives what came of it in order.
  private static func sideBySide<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ work: @escaping @Sendable (Element) throws -> Result
  ) throws -> [Result] {
    let next = Atomic<Int>(0)
    let results = Mutex<[Swift.Result<Result, any Error>?]>(Array(repeating: nil, count: elements.count))
    Threads.forEach(pieces: Threads.count) { _ in
      while case let place = next.wrappingAdd(1, ordering: .relaxed).oldValue, place < elements.count {
        let result = Swift.Result { try work(elements[place]) }
        results.withLock { $0[place] = result }
      }
    }
    return try results.withLock { try $0.compactMap { try $0?.get() } }
  }

  /// Builds the changed lessons, or those that are named. Gives the compiler's errors; throws a line if there are others.
  private static func build(_ lessons: [String], _ root: String) throws -> [CompilerErrors.Entry] {
    for options in lessons.isEmpty ? [[]] : lessons.map({ ["--product", "mutated-\($0)"] }) {
      let (text, status) = try Subprocess.output(of: "swift", ["build", "--package-path", root] + options)
      let errors = CompilerErrors(in: text).entries
      guard status == 0 || errors.contains(where: { $0.path.hasSuffix("/Mutants.swift") }) else {
        throw ProgramFailure("the changed lessons cannot be built: \(text.suffix(4000))")
      }
      if !errors.isEmpty { return errors }
    }
    return []
  }

  private static func report(_ lesson: MutatedLesson, _ verdicts: [MutatedLesson.Verdict], _ totals: inout Totals)
    -> Bool
  {
    let results = Array(zip(lesson.mutants, verdicts))
    var isComplete = true
    for number in lesson.mutants.map(\.exercise).uniqued {
      let own = results.filter { $0.0.exercise == number }
      let right = own.filter { $0.1 == .right }.map(\.0)
      let survivors = right.filter { mutant in !Equivalent.all.contains { $0.holds(for: mutant) } }
      let count = Totals(
        changes: own.count, wrong: own.count - right.count, named: own.count { $0.1 == .named },
        ended: own.count { $0.1 == .ended })
      totals.add(count)
      Terminal.print(
        "  \(number.padded(to: 6))\(count.changes) changes: \(count.wrong) told wrong, \(count.named) of them by name, "
          + "\(count.ended) of them end the program; \(right.count - survivors.count) do the same as the reference\n")
      for mutant in survivors { Terminal.print("    ✗ told right: \(mutant.text)\n") }
      isComplete = isComplete && survivors.isEmpty
    }
    return isComplete
  }
}

/// How many changes there were, and what came of them.
private struct Totals {
  var changes = 0, wrong = 0, named = 0, ended = 0

  mutating func add(_ other: Totals) {
    changes += other.changes
    wrong += other.wrong
    named += other.named
    ended += other.ended
  }

  /// The last line of all.
  var text: String {
    let answered = max(1, wrong - ended)
    return
      "\(changes) changes: \(wrong) told wrong; \(100 * named / answered) % of those that give an answer by name\n"
  }
}

extension Array where Element: Hashable {
  /// Each element once, in order.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
