import Pages
import TensorCore

/// A tensor that a function is given.
struct InputTensor: Equatable, Sendable {
  /// ` of map`; nothing where the tensor is all that is given.
  let possessive: Prose
  let shape: [Int]

  var owner: Prose { possessive == "" ? " of what is given" : possessive }

  static func all(in input: Any) -> [InputTensor] {
    namedParts(of: input).compactMap { name, value in
      (value as? Tensor).map { InputTensor(possessive: name == "" ? "" : " of \(code: name)", shape: $0.shape) }
    }
  }
}

/// What crashes, and results of another shape, have to do with the shapes of what the function is given.
struct ShapeSlip {
  struct Trial {
    let given: [InputTensor]
    let expected: Answer
    let outcome: Outcome
    let isRight: Bool
  }

  /// What became of each chosen case.
  let trials: [Trial]
  /// What became of those that were drawn.
  let drawn: [Trial]

  /// Nil if nothing simple is to be seen.
  var known: Diagnosis.Known? { exchange ?? overrun ?? sameShape }

  /// The tensors that all cases are given, and which `holds` is true of in each.
  private func given(_ holds: (Trial, [Int]) -> Bool) -> [Int] {
    trials[0].given.indices.filter { place in
      trials.allSatisfy { place < $0.given.count && holds($0, $0.given[place].shape) }
    }
  }

  /// It is right where a tensor is square, and nowhere else.
  private var exchange: Diagnosis.Known? {
    guard trials.contains(where: \.isRight), trials.contains(where: { $0.outcome.isCrash }) else { return nil }
    func isSquare(_ shape: [Int]) -> Bool { shape.count > 1 && shape[shape.count - 1] == shape[shape.count - 2] }
    func allAreSquare(_ trial: Trial) -> Bool {
      trial.given.map(\.shape).filter { $0.count > 1 }.allSatisfy(isSquare)
    }
    // One that was drawn after a crash has not been tried.
    let tried = drawn.filter { $0.outcome.answer != nil }
    let found = given { $0.isRight == isSquare($1) }.filter { place in
      tried.allSatisfy { $0.isRight == isSquare($0.given[place].shape) }
    }
    let first = found.first ?? 0
    guard !found.isEmpty || (trials + tried).allSatisfy({ $0.isRight == allAreSquare($0) }) else { return nil }
    return Diagnosis.Known(
      name:
        "the rows and columns\(found.count == 1 ? trials[0].given[first].possessive : "") are taken for each other",
      explanation: "In a shape as in an index the row comes first. On a square nobody notices.")
  }

  /// An index ends the program wherever it is not right, always on the same side.
  private var overrun: Diagnosis.Known? {
    let wrong = trials.filter { !$0.isRight }
    let places = wrong.compactMap { $0.outcome.strayIndex }
    guard places.count == wrong.count, let first = places.first else { return nil }
    if places.allSatisfy({ $0.index < 0 }) {
      return Diagnosis.Known(
        name: "an index is too far below 0",
        explanation: "Below 0 indices count from the end, down to the first. Is more subtracted than there is?")
    }
    guard places.allSatisfy({ $0.index >= 0 }), places.count > 1 || first.index == first.size else { return nil }
    let tensor = given { trial, shape in trial.isRight || trial.outcome.strayIndex?.shape == shape }.first
    let place: Prose = tensor.map { ", which has the shape\(trials[0].given[$0].owner)" } ?? ""
    return Diagnosis.Known(
      name: "an index is too large for its tensor\(place)",
      explanation: """
        A size of n has the indices 0 to n − 1. Look how far the loops go, and how large the tensor is. Where a window \
        slides, the last one must still lie inside.
        """)
  }

  /// What is given back is as large as what comes in, where it should not be.
  private var sameShape: Diagnosis.Known? {
    func shape(_ answer: Answer) -> [Int]? {
      if answer.parts.count == 1, case .tensor(let tensor) = answer.parts[0].value { tensor.shape } else { nil }
    }
    guard trials.contains(where: { shape($0.expected) != $0.outcome.answer.flatMap(shape) }) else { return nil }
    return given { $0.outcome.answer.flatMap(shape) == $1 }.first.map { place in
      Diagnosis.Known(
        name: "the result has the shape\(trials[0].given[place].owner)",
        explanation: "The task asks for another one. How many numbers are there along each axis?")
    }
  }
}

extension Outcome {
  /// The index that a tensor of a shape does not have, and the size that it is compared with.
  fileprivate var strayIndex: (index: Int, size: Int, shape: [Int])? {
    guard case .crashed(let crash) = self,
      let found = crash.message.description.firstMatch(
        of:
          /(?:index|range [0-9]+\.\.<)[ ]?(-?[0-9]+) is outside axis [0-9]+ of size ([0-9]+) \(shape \[([0-9, ]*)\]\)/
      ),
      let index = Int(found.1), let size = Int(found.2)
    else { return nil }
    return (index, size, found.3.split(separator: ", ").compactMap { Int($0) })
  }
}
