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
    Equivalent("An exercise by hand is given nothing: what is told right has the right numbers.") {
      ["2.3", "2.4"].contains($0.exercise)
    },
    Equivalent("A Gaussian kernel is its own transpose: rows and columns may be exchanged.") {
      $0.exercise == "1.4"
        && [
          "let (right, down) = (Float(row - size / 2), Float(column - size / 2))",
          "let (down, right) = (Float(column - size / 2), Float(row - size / 2))",
          "exponents[column, row] = -(down * down + right * right) / (2 * sigma * sigma)",
        ].contains($0.after)
    },
    Equivalent("Of two equal values it does not matter which is kept.") {
      $0.exercise == "4.3"
        && $0.after == $0.before.replacing(" .> ", with: " .>= ").replacing(" .< ", with: " .<= ")
    },
    Equivalent(
      "2.1", "return place < size ? place : 2 * size - 1 - place",
      "return place < size ? place : 1 * size - 1 - place",
      "An index below 0 counts from the end: −1 is the last row, as size − 1 is."),
    Equivalent(
      "2.5", "let spread = dilation * (kernel - 1) + 1", "let spread = dilation * (kernel - 1) + 2",
      "The spread of an odd kernel is odd, and its half drops the rest."),
    Equivalent(
      "2.5", "return (spread - 1) / 2", "return (spread - 0) / 2",
      "The spread of an odd kernel is odd, and its half drops the rest."),
    Equivalent("Whether two numbers are equal, or how far they are apart, is the same the other way round.") {
      ["5.6", "7.4"].contains($0.exercise) && $0.before.hasPrefix("for (")
        && isReordered($0, by: { !",()".contains($0) })
    },
    Equivalent("The coefficients, and a confusion matrix, are square.") {
      ["8.6", "9.4"].contains($0.exercise) && $0.after == $0.before.replacing("shape[0]", with: "shape[1]")
    },
    Equivalent(
      "A remainder below 0 is an index from the end: as far from it as the right index is from the beginning."
    ) {
      $0.exercise == "8.6" && $0.before.hasPrefix("let from")
        && $0.after == $0.before.replacing("+ height)", with: "- height)").replacing("+ width)", with: "- width)")
    },
    Equivalent("All begin with 0.") {
      ["9.5", "10.3"].contains($0.exercise) && $0.before.hasPrefix("var (")
        && [$0.before, $0.after].allSatisfy { $0.hasSuffix(" = (0, 0)") || $0.hasSuffix(" = (0, 0, 0)") }
    },
    Equivalent("A harmonic mean does not ask which of the two is which.") {
      $0.exercise == "9.5" && $0.before.hasPrefix("let (precision, recall)")
        && isReordered($0) { !",()".contains($0) }
    },
    Equivalent(
      "9.3", "for image in labels.indices { matrix[labels[image], predictions[image]] += 1 }",
      "for image in predictions.indices { matrix[labels[image], predictions[image]] += 1 }",
      "There are as many labels as predictions."),
    Equivalent("Every class has another one that it may be taken for, and no count is below 0.") {
      $0.exercise == "9.4" && $0.before == "var most: Float = 0" && $0.after.contains("-1")
    },
    Equivalent(
      "9.6", "for epoch in 0..<losses.count {", "for epoch in 1..<losses.count {",
      "The first epoch is the best so far, and no patience is 0."),
  ]

  private static func isReordered(_ mutant: Mutant, by isWord: (Character) -> Bool = { _ in true }) -> Bool {
    let words = [mutant.before, mutant.after].map { text in
      text.split { $0 == " " || !isWord($0) }.sorted()
    }
    return words[0] == words[1]
  }
}
