import ExerciseFiles
import Pages
import System

/// The reports of a class, summed up by exercise and by misconception.
///
/// Reports come from strangers: what is no report is told and passed over, and titles and points are the course's own.
struct ClassSummary {
  /// A learner with the results of those exercises that the report has.
  struct Learner {
    let name: OutsideText
    let results: [String: ExerciseResult]
  }

  /// A mistake that is known by name, in which exercises it was made, and in how many answers.
  struct Misconception: Equatable {
    let name: OutsideText
    var exercises: [String]
    var answers: Int
  }

  let learners: [Learner]
  /// What has been passed over, in a line each.
  let complaints: [String]
  /// The course's exercises that a report has.
  private let exercises: [(lesson: String, text: ExerciseText)]

  private static let mostReports = 5000
  private static let mostBytes = 1 << 20
  private static let mostExercises = 1000
  private static let longestName = 60

  /// Reads a folder of reports: `ann.json` or `ann/report.json` is what Ann has done. Throws a line if the folder holds none.
  init(_ folder: String, package: CoursePackage) throws {
    guard FileKind(folder) == .folder, let names = Folder.names(in: folder) else {
      throw ProgramFailure("cannot read the folder \(OutsideText(folder))", exitCode: ProgramFailure.usage)
    }
    let all = package.lessons.flatMap { lesson in
      package.exercises(of: lesson.name).exercises.map { (lesson: lesson.name, text: $0) }
    }
    let known = Set(all.map(\.text.number))
    var learners: [Learner] = []
    var complaints: [String] = []
    for name in names.prefix(ClassSummary.mostReports) {
      let isFolder = FileKind("\(folder)/\(name)") == .folder
      let path = "\(folder)/\(name)\(isFolder ? "/report.json" : "")"
      guard name.hasSuffix(".json") || (isFolder && Folder.exists(path)) else { continue }
      let shown = ClassSummary.shown(name)
      do {
        let results = try ClassSummary.results(path)
        let strange = results.keys.filter { !known.contains($0) }.sorted()
        if !strange.isEmpty {
          complaints.append(
            "\(shown) has exercises that the course does not have: \(strange.prefix(5).joined(separator: ", "))")
        }
        learners.append(
          Learner(name: isFolder ? shown : ClassSummary.shown(String(name.dropLast(5))), results: results))
      } catch {
        complaints.append("\(shown) is passed over: \(error)")
      }
    }
    if names.count > ClassSummary.mostReports {
      complaints.append("only the first \(ClassSummary.mostReports) files are looked at")
    }
    guard !learners.isEmpty else {
      let reasons = complaints.prefix(3).map { "; \($0)" }.joined()
      throw ProgramFailure("\(OutsideText(folder)) holds no report that can be read\(reasons)")
    }
    (self.learners, self.complaints) = (learners, complaints)
    exercises = all.filter { exercise in learners.contains { $0.results[exercise.text.number] != nil } }
  }

  private static func shown(_ name: String) -> OutsideText {
    let line = OutsideText(name).inOneLine.description
    return OutsideText(line.count > longestName ? line.prefix(longestName) + "…" : line)
  }

  /// Why a file is no report: the rest of a sentence.
  private struct NoReport: Error, CustomStringConvertible {
    let description: String
  }

  private static func results(_ path: String) throws -> [String: ExerciseResult] {
    if Folder.isLink(path) { throw NoReport(description: "it is a link") }
    let value: JSONValue
    do {
      value = try JSONValue(
        parsing: try ReadableFile.bytes(of: path, limit: mostBytes), longestList: mostExercises)
    } catch let problem as JSONProblem {
      throw NoReport(description: "it is \(problem.text)")
    } catch UnreadableFile.tooLarge {
      throw NoReport(description: "it has more than 1 MB")
    } catch {
      throw NoReport(description: "it cannot be read")
    }
    guard value["course"]?.asText == "Patchwork", let lessons = value["lessons"]?.asList else {
      throw NoReport(description: "it is no report.json of this course")
    }
    var results: [String: ExerciseResult] = [:]
    for exercise in lessons.flatMap({ $0["exercises"]?.asList ?? [] }) {
      guard let result = ExerciseResult(exercise) else {
        throw NoReport(description: "it says of an exercise what cannot be")
      }
      guard results.updateValue(result, forKey: result.number) == nil else {
        throw NoReport(description: "it has exercise \(result.number) a second time")
      }
    }
    return results
  }

  // MARK: What it comes to

  /// How the learners stand with an exercise.
  struct Standing: Equatable {
    var right = 0, wrong = 0, open = 0
    /// The mean share of it that is right, over all learners, in percent.
    var percent = 0
    var mistake: OutsideText?
  }

  func standing(_ number: String) -> Standing {
    let results = learners.map { $0.results[number] }
    var standing = Standing()
    standing.right = results.count { $0?.state == .right }
    standing.open = results.count { $0.map { $0.state == .notAttempted } ?? true }
    standing.wrong = learners.count - standing.right - standing.open
    let shares = results.reduce(0) { $0 + ($1?.share ?? 0) }
    standing.percent = Int((100 * shares / Double(learners.count)).rounded())
    standing.mistake = misconceptions(results.compactMap { $0 }).first?.name
    return standing
  }

  /// What goes wrong by a known name, the most frequent first.
  var misconceptions: [Misconception] {
    let known = Set(exercises.map(\.text.number))
    return misconceptions(
      learners.flatMap { learner in
        learner.results.values.filter { known.contains($0.number) }.sorted {
          ExerciseNumber($0.number) < ExerciseNumber($1.number)
        }
      })
  }

  /// Of one learner after the other.
  private func misconceptions(_ results: [ExerciseResult]) -> [Misconception] {
    var found: [OutsideText: Misconception] = [:]
    for result in results {
      guard let name = result.mistake else { continue }
      var entry = found[name] ?? Misconception(name: name, exercises: [], answers: 0)
      if !entry.exercises.contains(result.number) { entry.exercises.append(result.number) }
      entry.answers += 1
      found[name] = entry
    }
    return found.values.sorted { ($1.answers, $0.name.description) < ($0.answers, $1.name.description) }
  }

  /// By exercise, by misconception, and by learner.
  var tables: [(title: OutsideText, table: Table)] {
    let byExercise = Table(
      columns: ["exercise", "right", "wrong", "not attempted", "mean", "most frequent mistake"],
      rows: exercises.map { _, text in
        let standing = standing(text.number)
        return [
          "\(text.number) \(text.title)", "\(standing.right)", "\(standing.wrong)", "\(standing.open)",
          "\(standing.percent) %", standing.mistake?.description ?? "",
        ]
      })
    let byMistake = Table(
      columns: ["“It looks as if …”", "answers", "exercises"],
      rows: misconceptions.map {
        [
          $0.name.description, "\($0.answers)",
          $0.exercises.sorted { ExerciseNumber($0) < ExerciseNumber($1) }.joined(separator: ", "),
        ]
      })
    let points = exercises.reduce(0) { $0 + ReportedExercise.points($1.text.level) }
    let byLearner = Table(
      columns: ["learner", "right", "wrong", "not attempted", "points", "of"],
      rows: learners.map { learner in
        let own = exercises.map { learner.results[$0.text.number] }
        let right = own.count { $0?.state == .right }
        let open = own.count { $0.map { $0.state == .notAttempted } ?? true }
        return [
          learner.name.description, "\(right)", "\(own.count - right - open)", "\(open)",
          decimal(hundredths: hundredths(of: learner)), "\(points)",
        ]
      })
    return [("By exercise", byExercise), ("By misconception", byMistake), ("By learner", byLearner)]
  }

  private func hundredths(of learner: Learner) -> Int {
    exercises.reduce(0) { sum, exercise in
      sum
        + (learner.results[exercise.text.number].map {
          ReportedExercise(lesson: exercise.lesson, exercise.text, $0).hundredths
        } ?? 0)
    }
  }

  // MARK: Files

  /// The files that a summary writes, with their names.
  var files: [(name: String, text: String)] {
    let answers = learners.flatMap { learner in
      exercises.compactMap { lesson, text in
        learner.results[text.number].map { result in
          let exercise = ReportedExercise(lesson: lesson, text, result)
          return [
            learner.name.description, lesson, text.number, text.title.description, result.state.rawValue,
            "\(result.rightCases)", "\(result.cases)", decimal(hundredths: exercise.hundredths), "\(exercise.points)",
            result.mistake?.description ?? "",
          ]
        }
      }
    }
    let answerColumns = [
      "learner", "lesson", "exercise", "title", "state", "right cases", "cases", "score", "points", "mistake",
    ]
    let tables = tables
    return [
      ("class.html", page),
      ("answers.csv", CSV.text([answerColumns] + answers)),
      ("exercises.csv", CSV.text([tables[0].table.columns] + tables[0].table.rows)),
      ("misconceptions.csv", CSV.text([tables[1].table.columns] + tables[1].table.rows)),
      ("learners.csv", CSV.text([tables[2].table.columns] + tables[2].table.rows)),
    ]
  }

  /// A page with a picture, which stands by itself.
  private var page: String {
    let bars = BarPicture(
      segments: ["right", "wrong", "not attempted"],
      rows: exercises.map { _, text in
        let standing = standing(text.number)
        return BarPicture.Row(
          label: OutsideText(text.number), title: text.title, counts: [standing.right, standing.wrong, standing.open])
      })
    let names = learners.count == 1 ? "One learner" : "\(learners.count) learners"
    return SummaryPage(
      title: "How a class stands", summary: OutsideText("\(names), \(exercises.count) exercises."),
      parts: [.heading("At a glance"), .bars(bars)]
        + tables.flatMap { [.heading($0.title), .table($0.table)] }
    ).html
  }
}

/// An exercise's number, in the order of the course: 4.2 before 4.10.
struct ExerciseNumber: Comparable {
  private let parts: [Int]

  init(_ number: String) { parts = number.split(separator: ".").map { Int($0) ?? 0 } }

  static func < (a: ExerciseNumber, b: ExerciseNumber) -> Bool { a.parts.lexicographicallyPrecedes(b.parts) }
}

/// Tables as spreadsheets read them.
enum CSV {
  /// Rows of cells. A cell that a spreadsheet would compute, as it begins with `=` or the like, begins with an apostrophe.
  ///
  /// It goes by scalars, as spreadsheets do: to Swift, a comma with a combining mark behind it is another character.
  static func text(_ rows: [[String]]) -> String {
    rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func cell(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map { "=+-@\t".unicodeScalars.contains($0) } ?? false
    let text = (isFormula ? "'" : "") + text
    guard text.unicodeScalars.contains(where: { ",\"\n\r;".unicodeScalars.contains($0) }) else { return text }
    var doubled = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\"" { doubled.append(scalar) }
      doubled.append(scalar)
    }
    return "\"\(String(doubled))\""
  }
}
