import Pages
import System
import TensorCore

extension Exercise {
  /// The verdict on what a program did in each case, in order.
  func judge(_ outcomes: [Outcome]) -> Verdict {
    require(outcomes.count == caseNames.count, "judge: \(outcomes.count) outcomes of \(caseNames.count) cases")
    if outcomes.contains(.unattempted) { return .notAttempted }
    let isRight = outcomes.indices.map { agrees(outcomes[$0], case: $0) }
    guard let place = isRight.firstIndex(of: false) else { return .right }
    let first = outcomes[place]
    let mistake = knownMistake(outcomes, isRight) ?? knownMistakesByPart(outcomes) ?? unlistedSlip(outcomes, isRight)
    // What the numbers of an answer by hand have in common with the right ones would tell these.
    let (finding, difference) = finding(outcomes, first: place, withPattern: mistake == nil && !isByHand)
    let diagnosis = Diagnosis(
      place: place, rightCases: isRight.filter { $0 }.count, finding: finding, mistake: mistake,
      difference: difference)
    return switch first {
    case .crashed(let crash): .crashed(crash, diagnosis)
    case .timedOut: .timedOut(diagnosis)
    default: .wrong(diagnosis)
    }
  }

  private func compare(_ answer: Answer, case index: Int) -> Comparison {
    Comparison(expected: expected(case: index), found: answer, tolerance: tolerance, tellsExpected: !isByHand)
  }

  func agrees(_ outcome: Outcome, case index: Int) -> Bool {
    outcome.answer.map { compare($0, case: index).agrees } ?? false
  }

  private func finding(_ outcomes: [Outcome], first: Int, withPattern: Bool) -> (Prose, Difference?) {
    switch outcomes[first] {
    case .answered(let answer):
      let finding = compare(answer, case: first).firstFinding
      let pattern = withPattern ? finding?.part.flatMap { self.pattern(outcomes, part: $0) } : nil
      return (pattern.map { "\(finding?.finding ?? ""); \($0)" } ?? finding?.finding ?? "", finding?.difference)
    case .threw(let error): return ("it throws an error: \(error)", nil)
    case .tooLarge(let what): return ("it gives \(what), which is more than can be compared", nil)
    case .crashed(let crash): return ("\(crash.message)", nil)
    case .timedOut: return ("it does not come to an end", nil)
    case .unattempted: return ("", nil)
    }
  }

  /// What the wrong tensors of all answered cases have in common.
  private func pattern(_ outcomes: [Outcome], part: Int) -> Prose? {
    let pairs = outcomes.indices.compactMap { index -> (expected: Tensor, found: Tensor)? in
      guard let answer = outcomes[index].answer, part < answer.parts.count,
        case .tensor(let found) = answer.parts[part].value,
        // An answer of several values may have fewer of them in another case.
        case let right = self.expected(case: index), part < right.parts.count,
        case .tensor(let expected) = right.parts[part].value
      else { return nil }
      return (expected, found)
    }
    return TensorRelation.finding(pairs)
  }

  /// The first known mistake that does the same in every case, and crashes where the program did, in the same way.
  private func knownMistake(_ outcomes: [Outcome], _ isRight: [Bool]) -> Diagnosis.Known? {
    // What is right in all chosen cases is no known mistake: each is wrong in one of them.
    if isRight.prefix(chosenCases).allSatisfy({ $0 }) { return nil }
    return mistakes.indices.first { does(outcomes, isRight, as: .mistake($0)) }.map { mistakes[$0] }
  }

  /// Whether a program did in all chosen cases what another one does.
  private func does(_ outcomes: [Outcome], _ isRight: [Bool], as author: Author) -> Bool {
    // A crash of which nothing is known says something only beside an answer.
    var says = false
    let agrees = outcomes.indices.prefix(chosenCases).allSatisfy { index in
      let same = outcome(case: index, by: author)
      switch (outcomes[index], same) {
      case (.answered(let answer), .answered(let known)):
        says = true
        return Comparison(expected: known, found: answer, tolerance: tolerance).agrees
          && isRight[index] == self.agrees(same, case: index)
      case (.crashed(let crash), .crashed(let known)):
        says = says || known.message != ""
        return known.message == "" || crash.message.description.contains(known.message.description)
      default: return false
      }
    }
    return agrees && says
  }

  /// A slip that is not among the exercise's own mistakes.
  func unlistedSlip(_ outcomes: [Outcome], _ isRight: [Bool]) -> Diagnosis.Known? {
    if let known = givenExample(outcomes, isRight) { return known }
    // Zeros are what many slips come to.
    let known =
      isBlank(outcomes)
      ? commonSlip(outcomes) ?? slip(outcomes, isRight) : slip(outcomes, isRight) ?? commonSlip(outcomes)
    return known ?? shapeSlip(outcomes, isRight)
  }

  private func shapeSlip(_ outcomes: [Outcome], _ isRight: [Bool]) -> Diagnosis.Known? {
    if isRight.prefix(chosenCases).allSatisfy({ $0 }) { return nil }
    let trials = outcomes.indices.map {
      ShapeSlip.Trial(
        given: tensors(case: $0), expected: expected(case: $0), outcome: outcomes[$0], isRight: isRight[$0])
    }
    return ShapeSlip(trials: Array(trials[..<chosenCases]), drawn: Array(trials[chosenCases...])).known
  }

  /// Whether nothing but zeros is given.
  private func isBlank(_ outcomes: [Outcome]) -> Bool {
    outcomes.prefix(chosenCases).allSatisfy { outcome in
      guard let answer = outcome.answer else { return false }
      return answer.parts.allSatisfy { $0.value.numbers?.elements.allSatisfy { $0 == 0 } ?? false }
    }
  }

  /// What is right in the first case, given in all of them.
  private func givenExample(_ outcomes: [Outcome], _ isRight: [Bool]) -> Diagnosis.Known? {
    let chosen = outcomes.indices.prefix(chosenCases)
    guard isRight[0], chosen.contains(where: { !isRight[$0] }),
      chosen.allSatisfy({ agrees(outcomes[$0], case: 0) })
    else { return nil }
    return Diagnosis.Known(
      name: "what is correct for “\(caseNames[0])” is given, whatever comes in",
      explanation: "Work it out from what the function is given: that is different each time.")
  }

  /// The first slip by which something given is taken for something else, and which explains every case.
  private func slip(_ outcomes: [Outcome], _ isRight: [Bool]) -> Diagnosis.Known? {
    // What is right or crashes says nothing of what was taken for what.
    guard outcomes.indices.prefix(chosenCases).contains(where: { outcomes[$0].answer != nil && !isRight[$0] }) else {
      return nil
    }
    return slips.indices.first { does(outcomes, isRight, as: .slip($0)) }.map { slips[$0] }
  }

  /// What every exercise may meet, for each part of the answer that is wrong. Nil if there is nothing of the kind for one.
  private func commonSlip(_ outcomes: [Outcome]) -> Diagnosis.Known? {
    // What is added or left out would tell the right numbers.
    guard !isByHand, let pairs = pairsByPart(outcomes) else { return nil }
    var found: [Diagnosis.Known] = []
    var wrongParts: [Int] = []
    for (part, pairs) in pairs.enumerated() {
      func agree(_ found: Tensor, _ expected: Tensor) -> Bool {
        Comparison(expected: expected.answer, found: found.answer, tolerance: tolerance).agrees
      }
      let wrong = pairs.filter { !agree($0.found, $0.expected) }
      if wrong.isEmpty { continue }
      wrongParts.append(part)
      // A single wrong number agrees with too much.
      guard wrong.reduce(0, { $0 + $1.expected.count }) > 1 else { return nil }
      let slip = CommonSlip.all.first { slip in
        pairs.allSatisfy { pair in slip.wrong(pair.expected).map { agree(pair.found, $0) } ?? false }
      }
      guard let known = slip?.known ?? SizeSlip(pairs: pairs, tolerance: tolerance).known else { return nil }
      if !found.contains(known) { found.append(known) }
    }
    guard let first = found.first else { return nil }
    if wrongParts.count == 1, pairs.count > 1 {
      let part = expected(case: 0).parts[wrongParts[0]].name
      return Diagnosis.Known(name: "\(first.name), in “\(part)” alone", explanation: first.explanation)
    }
    return found.dropFirst().reduce(first) { $0.and($1) }
  }

  /// The right tensor, the one that was found and the numbers of the input, in each case, for each part of the answer. Nil
  /// if the parts are not the right ones, or if what is wrong in one is no number.
  private func pairsByPart(_ outcomes: [Outcome]) -> [[(expected: Tensor, found: Tensor, sizes: [InputSize])]]? {
    var pairs: [[(expected: Tensor, found: Tensor, sizes: [InputSize])]] = []
    for index in outcomes.indices {
      guard let answer = outcomes[index].answer else {
        // Drawn cases that were not tried may have come to anything.
        if index < chosenCases { return nil } else { continue }
      }
      let expected = expected(case: index)
      let sizes = sizes(case: index)
      guard expected.parts.count == answer.parts.count else { return nil }
      if pairs.isEmpty { pairs = expected.parts.map { _ in [] } }
      guard pairs.count == answer.parts.count else { return nil }
      for (part, (right, yours)) in zip(expected.parts, answer.parts).enumerated() {
        if let right = right.value.numbers, let yours = yours.value.numbers {
          pairs[part].append((right, yours, sizes))
        } else if right.value != yours.value {
          return nil
        }
      }
    }
    return pairs
  }

  /// Of an answer of several values of which two or more are wrong, a known mistake for each of them. Nil if one of them has
  /// none.
  private func knownMistakesByPart(_ outcomes: [Outcome]) -> Diagnosis.Known? {
    func parts(_ answers: [Outcome]) -> [[Answer]]? {
      let parts = answers.map { $0.answer?.parts.map { Answer(parts: [$0]) } }
      return parts.contains { $0 == nil } ? nil : parts.compactMap(\.self)
    }
    let chosen = 0..<chosenCases
    let expected = chosen.map { self.expected(case: $0).parts.map { Answer(parts: [$0]) } }
    guard let count = expected.first?.count, count > 1, let found = parts(Array(outcomes[chosen])),
      (expected + found).allSatisfy({ $0.count == count })
    else { return nil }
    func agree(_ part: Int, _ one: [[Answer]], _ other: [[Answer]]) -> Bool {
      zip(one, other).allSatisfy {
        Comparison(expected: $0[part], found: $1[part], tolerance: tolerance).agrees
      }
    }
    let wrong = (0..<count).filter { !agree($0, expected, found) }
    guard wrong.count > 1 else { return nil }
    let made = mistakes.indices.map { place in parts(chosen.map { outcome(case: $0, by: .mistake(place)) }) }
    let places = wrong.map { part in
      made.firstIndex { made in
        made.map { $0.allSatisfy { $0.count == count } && agree(part, $0, found) } ?? false
      }
    }
    let known = places.compactMap { $0.map { mistakes[$0] } }
    guard known.count == wrong.count, let first = known.first else { return nil }
    return known.dropFirst().reduce(first) { $0.name.markdown.contains($1.name.markdown) ? $0 : $0.and($1) }
  }
}
