import ExerciseFiles
import Pages
import System

/// A lesson whose exercises are answered by changed reference answers, as a program of its own.
struct MutatedLesson {
  let name: String
  private let root: String
  private let files: LessonExercises
  private(set) var mutants: [Mutant] = []
  private var functions: [String: FunctionSource] = [:]
  /// Which of them stands on each line of the source that was written last.
  private var lines: [Int?] = []
  private var written: Set<String> = []

  /// What came of a mutant.
  enum Verdict: String {
    case right, wrong, named, ended
  }

  /// What SwiftPM calls the package when it compiles: its folder's name, as an identifier.
  private var packageName: String {
    let folder = root.split(separator: "/").last?.lowercased() ?? ""
    return String(folder.map { $0.isLetter || $0.isNumber ? $0 : "_" })
  }

  private var folder: String { "\(root)/.build/mutation/\(name)" }

  init(_ name: String, root: String) {
    (self.name, self.root) = (name, root)
    files = LessonExercises(lesson: name, root: root)
    for text in files.exercises {
      guard let solution = files.solution(of: text),
        let function = FunctionSource(solution.code, function: solution.function)
      else { continue }
      functions[text.number] = function
      mutants += Mutator(function).mutants(of: text.number)
    }
  }

  /// Writes the sources without those mutants that the compiler refuses in `errors`, and gives how many those are. Throws
  /// a line if there are other errors.
  mutating func write(without errors: [CompilerErrors.Entry] = []) throws -> Int {
    var refused: Set<Int> = []
    for error in errors where error.path.contains("/mutation/\(name)/") {
      guard error.path.hasSuffix("/Mutants.swift"), lines.indices.contains(error.line - 1),
        let place = lines[error.line - 1]
      else { throw ProgramFailure("\(name) cannot be mutated: \(error.path):\(error.line): \(error.message)") }
      refused.insert(place)
    }
    mutants = mutants.enumerated().filter { !refused.contains($0.offset) }.map(\.element)
    try writeSources()
    return refused.count
  }

  private mutating func writeSources() throws {
    try Folder.make(folder)
    written = []
    defer {
      for file in Folder.names(in: folder) ?? [] where !written.contains(file) {
        Folder.removeFile("\(folder)/\(file)")
      }
    }
    let own = "\(root)/Lessons/\(name)"
    let isNeeded = { (file: String) in
      ["Solutions.swift", "Tasks.swift"].contains(file) || file.hasPrefix("Checks") && file.hasSuffix(".swift")
    }
    for file in (Folder.names(in: own) ?? []).filter(isNeeded) {
      try save(Folder.text(of: "\(own)/\(file)") ?? "", as: file)
    }
    let lesson = Folder.text(of: "\(own)/Lesson.swift") ?? ""
    let type = lesson.firstMatch(of: /struct ([A-Za-z0-9]+): [A-Za-z]*Lesson/)?.1 ?? ""
    // Of the lesson itself there is no need.
    try save("enum \(type) {}\n", as: "Lesson.swift")
    let imports = "import Checking\nimport Learning\nimport TensorCore\nimport Walkthrough\n"
      .split(separator: "\n").filter { line in
        line != "import Learning" || (Folder.text(of: "\(own)/Solutions.swift") ?? "").contains(line)
      }.joined(separator: "\n")
    var dispatch = imports + "\n\nnonisolated(unsafe) var mutant = 0\n\nenum Exercises: Tasks {\n"
    var code = imports + "\n\nextension Solutions {\n"
    lines = Array(repeating: nil, count: code.count { $0 == "\n" })
    for text in files.exercises {
      let (head, arguments) = MutatedLesson.forwarding(text.signature.description)
      dispatch += "  \(head) {\n    switch mutant {\n"
      func choose(_ place: Int, _ function: String, _ changed: (name: String, value: String)? = nil) {
        let call = arguments.map { $0.label + ($0.name == changed?.name ? changed?.value ?? "" : $0.name) }
        dispatch += "    case \(place): return Solutions.\(function)(\(call.joined(separator: ", ")))\n"
      }
      var chosen: [(number: Int, edit: Edit)] = []
      for (place, mutant) in mutants.enumerated() where mutant.exercise == text.number {
        switch mutant.change {
        case .argument(let name, let value): choose(place, text.function, (name, value))
        case .edit(let edit):
          if functions[text.number]?.place(of: edit) != nil {
            chosen.append((place, edit))
          } else {
            choose(place, "mutant\(place)")
            let copy = functions[text.number]?.copy(named: "mutant\(place)", edit) ?? ""
            code += copy + "\n"
            lines += Array(repeating: place, count: copy.count { $0 == "\n" } + 1)
          }
        }
      }
      if let function = functions[text.number] {
        let choosing = ChoosingFunction(function, name: "choosing\(text.function)", changes: chosen)
        code += choosing.code + "\n"
        lines += choosing.changes
      }
      let call = arguments.map { $0.label + $0.name }.joined(separator: ", ")
      let function = functions[text.number] == nil ? text.function : "choosing\(text.function)"
      dispatch += "    default: return Solutions.\(function)(\(call))\n    }\n  }\n"
    }
    try save(dispatch + "}\n", as: "Exercises.swift")
    try save(code + "}\n", as: "Mutants.swift")
    try save(
      """
      import MutantJudge

      judge(\(type).exercises, mutants: \(mutants.map(\.exercise))) { mutant = $0 }

      """, as: "main.swift")
  }

  private mutating func save(_ text: String, as file: String) throws {
    let path = "\(folder)/\(file)"
    written.insert(file)
    if Folder.text(of: path) != text { try WholeFile.write(Array(text.utf8), to: path) }
  }

  /// A function's declaration, and what it hands on of what it is given, with the labels before it.
  private static func forwarding(_ signature: String) -> (head: String, arguments: [(label: String, name: String)]) {
    let words = SwiftScanner.words(of: signature).words
    var arguments: [(label: String, name: String)] = []
    var depth = 0
    for (place, word) in words.enumerated() {
      if word == "(" { depth += 1 }
      if word == ")" { depth -= 1 }
      if depth == 0, word == ")" { break }
      guard depth == 1, word == ":", place > 1 else { continue }
      let (label, name) = (words[place - 2], words[place - 1])
      let hasOwnName = label != "(" && label != ","
      arguments.append((label == "_" ? "" : "\(hasOwnName ? label : name): ", name))
    }
    return (signature, arguments)
  }

  /// What the compiler refuses in the sources that were written last.
  func compilerErrors() throws -> [CompilerErrors.Entry] {
    let products = Path.executable.flatMap(Path.parent) ?? ""
    let maps =
      ["CPNG", "CZlib", "CProcessor"].map { "\(root)/Sources/\($0)/module.modulemap" }
      + ["\(products)/PageAssets.build/module.modulemap"]
    let sources = (Folder.names(in: folder) ?? []).map { "\(folder)/\($0)" }
    let (text, status) = try Subprocess.output(
      of: "swiftc",
      ["-typecheck", "-package-name", packageName, "-module-name", "Mutated", "-swift-version", "6"]
        + ["-suppress-warnings", "-wmo", "-I", "\(products)/Modules"]
        + maps.flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] } + sources)
    let errors = CompilerErrors(in: text).entries
    if status != 0, errors.isEmpty { throw ProgramFailure("\(name) cannot be mutated: \(text.suffix(2000))") }
    return errors
  }

  /// What comes of each mutant. Throws a line if the program does not say it of all.
  func judged() throws -> (verdicts: [Verdict], faults: [String]) {
    let program = "\(Path.executable.flatMap(Path.parent) ?? "")/mutated-\(name)"
    let (text, _) = try Subprocess.output(of: program, [], settings: ["SWIFT_BACKTRACE=enable=no"])
    var verdicts: [Verdict] = []
    var faults: [String] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("! ") { faults.append(String(line.dropFirst(2))) }
      let words = line.split(separator: " ")
      guard words.count == 2, Int(words[0]) == verdicts.count, let verdict = Verdict(rawValue: String(words[1]))
      else {
        continue
      }
      verdicts.append(verdict)
    }
    guard verdicts.count == mutants.count else {
      throw ProgramFailure("\(name): \(verdicts.count) of \(mutants.count) changes were judged: \(text.suffix(2000))")
    }
    return (verdicts, faults)
  }
}
