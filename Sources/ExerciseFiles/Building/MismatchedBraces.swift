import Pages

/// The first exercise of a learner's file whose braces do not match: a compiler complains of the end of the file.
struct MismatchedBraces {
  private let exercise: String
  /// How many braces more are opened than closed.
  private let open: Int

  /// Nil for a source in which each exercise has as many closing braces as opening ones.
  init?(_ source: String) {
    var exercise: String?
    var open = 0
    for word in SwiftScanner.words(of: source).words {
      if word.hasPrefix(MismatchedBraces.opening) {
        if let exercise, open != 0 {
          (self.exercise, self.open) = (exercise, open)
          return
        }
        exercise = String(word.dropFirst(MismatchedBraces.opening.count).prefix { $0 != ":" })
        open = 0
      } else if word == "{" || word == "}" {
        open += word == "{" ? 1 : -1
      }
    }
    // Behind the last exercise stands the brace that closes what holds them all.
    guard let exercise, open != -1 else { return nil }
    (self.exercise, self.open) = (exercise, open + 1)
  }

  private static let opening = "/// **Exercise "

  /// What is to be looked for, and where.
  var text: String {
    open > 0
      ? "A } is missing in exercise \(exercise), or right below it."
      : "There is a } too many in exercise \(exercise), or right below it."
  }
}
