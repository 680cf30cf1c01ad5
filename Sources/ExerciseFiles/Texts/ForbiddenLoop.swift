/// Which loops a task asks to do without.
public enum LoopRule: Sendable {
  /// All of them.
  case any
  /// Those that go as far as a tensor does, through its pixels or channels.
  case overTensors
  /// All of them, and functions such as `map` that go as far as a tensor does, or through the pieces that it is split into.
  case evenByMap
  /// All of them, and such functions that go as far as a tensor does, or through its elements.
  case evenOverElements
}

/// A loop that a task asks to do without, found in the learner's function, or in what it uses that is the learner's own.
package struct ForbiddenLoop: Equatable, Sendable {
  /// The line of the learner's file, counted from 1.
  package let line: Int

  /// The first such loop in a function; nil if there is none.
  package init?(_ rule: LoopRule, in function: String, of source: String) {
    let search = LoopSearch(ReachedCode(of: function, in: source))
    let loops =
      switch rule {
      case .any: search.loops
      case .overTensors: search.loopsOverTensors()
      case .evenByMap: search.loops + search.loopsOverTensors(walking: ["split"])
      case .evenOverElements: search.loops + search.loopsOverTensors(walking: ["elements"])
      }
    guard let first = loops.min() else { return nil }
    line = search.code.lines[first]
  }
}

/// The loops in what a function comes to, and what says how far they go.
private struct LoopSearch {
  let code: ReachedCode
  private var words: [String] { code.words }

  init(_ code: ReachedCode) { self.code = code }

  /// The words that begin a loop, and the functions that are one.
  var loops: [Int] {
    code.bodies.joined().filter { place in
      beginsLoop(place) || words[place] == "forEach" && words[place - 1] == "."
    }
  }

  /// Whether the word at a place begins a loop. An argument may have such a word for its name, as in `for: 2`, or, where it
  /// is declared, `for channel: Int`.
  private func beginsLoop(_ place: Int) -> Bool {
    // A file that is not finished may end here.
    guard ["for", "while", "repeat"].contains(words[place]), place + 2 < words.count, words[place + 1] != ":" else {
      return false
    }
    return !(words[place + 2] == ":" && ["(", ","].contains(words[place - 1]))
  }

  /// The loops among them that go as far as a tensor does, and functions that go through a range so long. To do something
  /// with every element of a list, as `zip(a, b).map(max)` does, is such a loop only if the list comes from one of `members`.
  func loopsOverTensors(walking members: Set<String> = []) -> [Int] {
    let (allMembers, listMembers): (Set<String>, Set<String>) = (["shape", "elements"], members.union(["shape"]))
    let (all, lists) = (sizes(allMembers), sizes(listMembers))
    let walked = lists.subtracting(shapes)
    return code.bodies.joined().filter { place in
      if beginsLoop(place) {
        let isAtTheEnd = words[place] == "while" && words[place - 1] == "}"
        let head = isAtTheEnd ? value(after: place) : place + 1..<code.end(from: place + 1) { words[$0] == "{" }
        return isSize(head, all, allMembers)
      }
      guard LoopSearch.walks.contains(words[place]), words[place - 1] == "." else { return false }
      var last = place - 2
      // What is turned round or numbered is as long as before.
      while words[last] == ")", words[last - 1] == "(", words[last - 3] == "." { last -= 4 }
      if words[last] != ")" {
        return walked.contains(words[last]) || words[last] == "indices" && tensors.contains(words[last - 2])
          || words[last - 1] == "." && members.contains(words[last])
      }
      var open = 1
      let start = words.indices[..<last].last { before in
        open += words[before] == ")" ? 1 : words[before] == "(" ? -1 : 0
        return open == 0
      }
      guard let start else { return false }
      return members.contains(words[start - 1]) || isSize(start + 1..<last, lists, listMembers)
    }
  }

  private static let walks: Set = ["compactMap", "flatMap", "forEach", "map", "reduce"]

  /// The names of whole shapes, which have an element for each axis and no more.
  private var shapes: Set<String> {
    let names = code.bodies.joined().filter { place in
      guard ["let", "var"].contains(words[place]), place + 2 < words.count, words[place + 2] == "=" else {
        return false
      }
      return words[value(after: place + 2)].suffix(2) == [".", "shape"]
    }
    return Set(names.map { words[$0 + 1] })
  }

  /// The names of constants and variables whose values come from such members of a tensor.
  private func sizes(_ members: Set<String>) -> Set<String> {
    var sizes: Set<String> = []
    while true {
      let more = code.bodies.joined().filter { ["let", "var"].contains(words[$0]) }.flatMap { place -> [String] in
        let equals = code.end(from: place + 1) { ["=", "in", "{"].contains(words[$0]) }
        guard equals < words.endIndex, words[equals] == "=", isSize(value(after: equals), sizes, members)
        else { return [] }
        return words[place + 1..<equals].filter { $0.first?.isLowercase ?? false }
      }
      if sizes.isSuperset(of: more) { return sizes }
      sizes.formUnion(more)
    }
  }

  /// What stands behind `=`, up to the line that does not carry it on.
  private func value(after equals: Int) -> Range<Int> {
    let end = code.end(from: equals + 1) { place in
      if words[place] == ";" { return true }
      guard place > equals + 1, code.lines[place] > code.lines[place - 1] else { return false }
      return !isOperator(words[place]) && !isOperator(words[place - 1])
    }
    return equals + 1..<end
  }

  private func isOperator(_ word: String) -> Bool {
    !(word.first.map { $0.isLetter || $0.isNumber || "()[]{}_$\"".contains($0) } ?? true)
  }

  /// Whether a size is mentioned in a part, outside of closures, of indices, and of what functions are given.
  private func isSize(_ part: Range<Int>, _ sizes: Set<String>, _ members: Set<String>) -> Bool {
    var place = part.lowerBound
    while place < part.upperBound {
      let (word, before) = (words[place], words[place - 1])
      // Three points are the operator of a range.
      let isMember = before == "." && words[place - 2] != "."
      if isMember, members.contains(word) { return true }
      if isMember, word == "count", tensors.contains(words[place - 2]) { return true }
      if !isMember, sizes.contains(word) { return true }
      let follows = before.last.map { $0.isLetter || $0.isNumber || $0 == ")" || $0 == "]" } ?? false
      if word == "{" || follows && (word == "[" || word == "(" && !LoopSearch.arithmetic.contains(before)) {
        place = code.end(from: place + 1) { _ in false }
      }
      place += 1
    }
    return false
  }

  /// Functions of sizes that are sizes, and words that a bracket may follow.
  private static let arithmetic: Set = [
    "Array", "Int", "abs", "dropFirst", "dropLast", "enumerated", "in", "max", "min", "prefix", "product", "return",
    "reversed", "stride", "while", "where", "zip",
  ]

  /// The names that are declared to be tensors or made as such, and that of their elements.
  private var tensors: Set<String> {
    let declared = words.indices.dropLast(2).filter {
      [":", "="].contains(words[$0 + 1]) && words[$0 + 2] == "Tensor"
    }
    return Set(declared.map { words[$0] } + ["elements"])
  }
}
