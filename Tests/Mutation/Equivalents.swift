/// Changes of a reference answer that do the same as the reference, whatever the function is given, and why.
struct Equivalent {
  let exercise: String
  let before, after: String
  let reason: String

  var change: String { "\(before)  →  \(after)" }

  func holds(for mutant: Mutant) -> Bool {
    exercise == mutant.exercise && before == mutant.before && after == mutant.after
  }

  static let all: [Equivalent] = []
}
