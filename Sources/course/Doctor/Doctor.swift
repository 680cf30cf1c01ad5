import ArgumentParser
import Pages
import Programs
import System

/// `course doctor`
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what this machine lacks for the course, and what to do about it.",
    discussion: "Ends with 1 if something is missing without which lessons cannot be built.")

  func run() throws {
    let findings = Surroundings.found(around: try CoursePackage().root).findings
    for finding in findings { Terminal.print(Typesetting.item(finding.grade.mark, finding.prose)) }
    if findings.contains(where: { $0.grade == .missing }) { Terminal.exit(1) }
  }
}

/// One thing that was looked at: how it is, and where it is not well what helps.
struct Finding: Equatable {
  /// How much it matters.
  enum Grade: Equatable {
    case fine
    /// The course works without it, but less well.
    case lacking
    /// Lessons cannot be built without it.
    case missing

    /// A sign for it.
    var mark: Span {
      switch self {
      case .fine: Span(text: "✓", style: .right)
      case .lacking: Span(text: "!", style: .strong)
      case .missing: Span(text: "✗", style: .wrong)
      }
    }
  }

  let grade: Grade
  let prose: Prose

  init(_ grade: Grade, _ prose: Prose) { (self.grade, self.prose) = (grade, prose) }
}
