import ExerciseFiles
import Pages
import System

/// A lesson whose exercises are answered by changed reference answers, as a program of its own.
struct MutatedLesson {
  let name: String
  private let root: String
  private let files: LessonExercises
  private(set) var mutants: [Mutant] = []
  /// What is wrong with the checks of the reference itself and of known mistakes.
  private(set) var faults: [String] = []

  /// What came of a mutant.
  enum Verdict: Equatable {
    case right, wrong, named, ended
  }

  private var folder: String { "\(root)/.build/mutation/\(name)" }
  private var product: String { "mutated-\(name)" }

  init(_ name: String, root: String) {
    (self.name, self.root) = (name, root)
    files = LessonExercises(lesson: name, root: root)
    for text in files.exercises {
      guard let solution = files.solution(of: text), let mutator = Mutator(solution.code, function: solution.function)
      else { continue }
      let first = mutants.count
      mutants += mutator.mutants(of: text.number, function: solution.function) { "mutant\(first + $0)" }
    }
  }

  /// Writes the program, and builds it until nothing is left in it that the compiler refuses. Gives how many mutants that
  /// were; throws a line if there are other errors.
  mutating func build() throws -> Int {
    let count = mutants.count
    var isAlive = Array(repeating: true, count: count)
    for _ in 0..<4 {
      let starts = try write(isAlive)
      let (text, status) = try Subprocess.output(
        of: "swift", ["build", "--product", product, "--package-path", root])
      if status == 0 {
        mutants = zip(mutants, isAlive).filter(\.1).map(\.0)
        return count - mutants.count
      }
      let errors = CompilerErrors(in: text).entries
      guard !errors.isEmpty, errors.allSatisfy({ $0.path.hasSuffix("/mutation/\(name)/Mutants.swift") }) else {
        throw ProgramFailure("\(name) cannot be mutated: \(text.suffix(2000))")
      }
      for error in errors {
        if let place = starts.lastIndex(where: { $0.map { $0 <= error.line } ?? false }) { isAlive[place] = false }
      }
    }
    throw ProgramFailure("\(name): what is left of its mutants does not compile")
  }

  /// Writes the sources; gives the line at which each mutant begins that is still in them.
  private func write(_ isAlive: [Bool]) throws -> [Int?] {
    try Folder.make(folder)
    let own = "\(root)/Lessons/\(name)"
    for file in Folder.names(in: own) ?? [] where file.hasSuffix(".swift") && file != "Exercises.swift" {
      let text = Folder.text(of: "\(own)/\(file)") ?? ""
      try save(file == "Lesson.swift" ? text.replacing("@main\n", with: "") : text, as: file)
    }
    let alive = isAlive.indices.filter { isAlive[$0] }
    let imports = "import Checking\nimport Learning\nimport TensorCore\nimport Walkthrough\n"
      .split(separator: "\n").filter { line in
        line != "import Learning" || (Folder.text(of: "\(own)/Solutions.swift") ?? "").contains(line)
      }.joined(separator: "\n")
    var dispatch = imports + "\n\nnonisolated(unsafe) var mutant = 0\n\nenum Exercises: Tasks {\n"
    for text in files.exercises {
      let (head, call) = MutatedLesson.forwarding(text.signature.description)
      dispatch += "  \(head) {\n    switch mutant {\n"
      for (position, place) in alive.enumerated() where mutants[place].exercise == text.number {
        dispatch += "    case \(position): return Solutions.mutant\(place)\(call)\n"
      }
      dispatch += "    default: return Solutions.\(text.function)\(call)\n    }\n  }\n"
    }
    try save(dispatch + "}\n", as: "Exercises.swift")

    var code = imports + "\n\nextension Solutions {\n"
    var starts = [Int?](repeating: nil, count: mutants.count)
    for place in alive {
      starts[place] = code.count { $0 == "\n" } + 1
      code += mutants[place].code + "\n"
    }
    try save(code + "}\n", as: "Mutants.swift")
    let type = (Folder.text(of: "\(own)/Lesson.swift") ?? "").firstMatch(
      of: /struct ([A-Za-z0-9]+): [A-Za-z]*Lesson/)?.1
    try save(
      """
      import MutantJudge

      judge(\(type ?? "").exercises, mutants: \(alive.map { mutants[$0].exercise })) { mutant = $0 }

      """, as: "main.swift")
    return starts
  }

  private func save(_ text: String, as file: String) throws {
    let path = "\(folder)/\(file)"
    if Folder.text(of: path) != text { try WholeFile.write(Array(text.utf8), to: path) }
  }

  /// A function's declaration, and how it hands on what it is given.
  private static func forwarding(_ signature: String) -> (head: String, call: String) {
    let scalars = Array(signature.unicodeScalars)
    let words = SwiftScanner.tokens(of: scalars).map { String(String.UnicodeScalarView(scalars[$0.range])) }
    var arguments: [String] = []
    var depth = 0
    for (place, word) in words.enumerated() {
      if word == "(" { depth += 1 }
      if word == ")" { depth -= 1 }
      if depth == 0, word == ")" { break }
      guard depth == 1, word == ":", place > 1 else { continue }
      let (label, name) = (words[place - 2], words[place - 1])
      let hasOwnName = label != "(" && label != ","
      arguments.append(label == "_" ? name : "\(hasOwnName ? label : name): \(name)")
    }
    return (signature, "(\(arguments.joined(separator: ", ")))")
  }

  /// What comes of each mutant.
  mutating func verdicts() throws -> [Verdict] {
    let folder = Path.executable.flatMap(Path.parent) ?? ""
    var verdicts: [Verdict] = []
    while verdicts.count < mutants.count {
      var child = try ChildProcess(
        "\(folder)/\(product)", ["\(verdicts.count)"], input: [], settings: ["SWIFT_BACKTRACE=enable=no"])
      var output = ""
      let first = verdicts.count
      _ = child.finish(within: 600) { channel, bytes in
        if channel == .output { output += String(decoding: bytes, as: UTF8.self) }
      }
      for line in output.split(separator: "\n") {
        if line.hasPrefix("! ") { faults.append(String(line.dropFirst(2))) }
        let words = line.split(separator: " ")
        guard words.count == 2, Int(words[0]) == verdicts.count else { continue }
        verdicts.append(words[1] == "right" ? .right : words[1] == "named" ? .named : .wrong)
      }
      if verdicts.count < mutants.count { verdicts.append(.ended) }
      precondition(verdicts.count > first)
    }
    return verdicts
  }
}
