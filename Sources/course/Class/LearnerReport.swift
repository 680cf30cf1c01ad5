import ExerciseFiles
import Pages
import System

/// What one learner has done, in the forms that others read. None of them holds a name, a time or a path, unless a complaint
/// is about a file: it is called what the compiler or the learner calls it.
struct LearnerReport {
  let exercises: [ReportedExercise]
  /// What kept whole files from being checked, such as the compiler's errors.
  let complaints: [String]

  /// The files of a report with their names.
  var files: [(name: String, text: String)] {
    [("report.json", json), ("junit.xml", junit), ("results.json", gradescope)]
  }

  private var hundredths: Int { exercises.reduce(0) { $0 + $1.hundredths } }
  private var points: Int { exercises.reduce(0) { $0 + $1.points } }

  /// The lessons in order, with the exercises of each.
  private var lessons: [(name: String, exercises: [ReportedExercise])] {
    var lessons: [(name: String, exercises: [ReportedExercise])] = []
    for exercise in exercises {
      if lessons.last?.name != exercise.lesson { lessons.append((exercise.lesson, [])) }
      lessons[lessons.count - 1].exercises.append(exercise)
    }
    return lessons
  }

  /// For a terminal.
  var table: Table {
    Table(
      columns: ["exercise", "", "right in", "points"],
      rows: exercises.map { exercise in
        [
          exercise.name, exercise.result.state.words,
          exercise.result.cases == 0 ? "–" : "\(exercise.result.rightCases) of \(exercise.result.cases) cases",
          "\(decimal(hundredths: exercise.hundredths)) of \(exercise.points)",
        ]
      } + [["all", "", "", "\(decimal(hundredths: hundredths)) of \(points)"]])
  }

  /// What `course report --class` reads.
  var json: String {
    let lessons = lessons.map { lesson in
      JSON.object([
        "lesson": JSON.string(lesson.name),
        "exercises": JSON.array(
          lesson.exercises.map { exercise in
            "\n  "
              + exercise.result.json(and: [
                ("title", JSON.string(exercise.title.description)), ("points", "\(exercise.points)"),
                ("score", decimal(hundredths: exercise.hundredths)),
              ])
          }),
      ])
    }
    return JSON.object([
      "course": JSON.string("Patchwork"), "points": "\(points)", "score": decimal(hundredths: hundredths),
      "complaints": JSON.array(complaints.map { JSON.string($0) }),
      "lessons": JSON.array(lessons.map { "\n" + $0 }),
    ]) + "\n"
  }

  /// JUnit's XML, as test reports are shown by GitLab, Jenkins and others.
  var junit: String {
    let suites = lessons.map { lesson -> String in
      let cases = lesson.exercises.map { exercise -> String in
        let head = "    <testcase classname=\"\(lesson.name)\" name=\"\(XML.escaped(exercise.name))\""
        switch exercise.result.state {
        case .right: return head + "/>"
        case .notAttempted: return head + "><skipped message=\"not attempted\"/></testcase>"
        default:
          let words = exercise.result.state.words
          return head
            + "><failure message=\"\(XML.escaped(words))\">\(XML.escaped(exercise.remark))</failure></testcase>"
        }
      }
      let skipped = lesson.exercises.count { $0.result.state == .notAttempted }
      let wrong = lesson.exercises.count { ![.right, .notAttempted].contains($0.result.state) }
      return "  <testsuite name=\"\(lesson.name)\" tests=\"\(lesson.exercises.count)\" failures=\"\(wrong)\" "
        + "errors=\"0\" skipped=\"\(skipped)\">\n" + cases.joined(separator: "\n") + "\n  </testsuite>\n"
    }
    return
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"Patchwork\">\n\(suites.joined())</testsuites>\n"
  }

  /// Gradescope's `results.json`.
  var gradescope: String {
    let tests = exercises.map { exercise in
      let result = exercise.result
      let counts = result.cases == 0 ? "" : " (\(result.rightCases) of \(result.cases) cases are correct)"
      let remark = exercise.remark.isEmpty ? "" : "\n\(exercise.remark)"
      return "\n"
        + JSON.object([
          "name": JSON.string(exercise.name), "number": JSON.string(result.number),
          "score": decimal(hundredths: exercise.hundredths), "max_score": "\(exercise.points)",
          "status": JSON.string(result.state == .right ? "passed" : "failed"),
          "tags": JSON.array([JSON.string(exercise.lesson)]),
          "output": JSON.string(result.state.words.capitalizedAtStart + counts + "." + remark),
          "output_format": JSON.string("text"), "visibility": JSON.string("visible"),
        ])
    }
    return JSON.object([
      "output": JSON.string(complaints.joined(separator: "\n")), "output_format": JSON.string("text"),
      "visibility": JSON.string("visible"), "tests": JSON.array(tests),
    ]) + "\n"
  }
}
