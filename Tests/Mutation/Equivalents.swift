/// Changes of a reference answer that do the same as the reference, whatever the function is given, and why.
struct Equivalent: Sendable {
  let reason: String
  private let isMeant: @Sendable (Mutant) -> Bool

  func holds(for mutant: Mutant) -> Bool { isMeant(mutant) }

  /// One change of one exercise.
  private init(_ exercise: String, _ before: String, _ after: String, _ reason: String) {
    self.reason = reason
    isMeant = { $0.exercise == exercise && $0.before == before && $0.after == after }
  }

  /// All changes of a kind.
  private init(_ reason: String, isMeant: @escaping @Sendable (Mutant) -> Bool) {
    (self.reason, self.isMeant) = (reason, isMeant)
  }

  static let all: [Equivalent] = [
    // The two inner loops of 4.6 look for the first of equally large pixels: there the order matters.
    Equivalent(
      "Of two nested loops it does not matter which is the outer one: each result is written once, or added up."
    ) {
      $0.before.hasPrefix("for ") && $0.before != $0.after && isReordered($0)
        && !($0.exercise == "4.6" && $0.before.hasPrefix("for row"))
    },
    Equivalent("A tensor counts the index −1 from its end: what is written there first is written again later.") {
      $0.after == $0.before.replacing("0..<", with: "(-1)..<")
    },
    Equivalent("A Gaussian kernel is its own transpose: rows and columns may be exchanged.") {
      $0.exercise == "1.4"
        && [
          "let (right, down) = (Float(row - size / 2), Float(column - size / 2))",
          "let (down, right) = (Float(column - size / 2), Float(row - size / 2))",
          "exponents[column, row] = -(down * down + right * right) / (2 * sigma * sigma)",
        ].contains($0.after)
    },
    Equivalent(
      "4.3", "let mask = piece .> largest", "let mask = piece .>= largest",
      "Of two equal values it does not matter which is kept."),
  ]

  private static func isReordered(_ mutant: Mutant) -> Bool {
    mutant.before.split(separator: " ").sorted() == mutant.after.split(separator: " ").sorted()
  }
}
