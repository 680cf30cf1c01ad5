import Pages
import System

/// What the last check of a lesson found, kept in `.build/` together with a fingerprint of what was checked: it counts
/// only as long as the files are the same, and may be deleted at any time.
struct ExerciseRecord: Sendable {
  private let folder, path: String

  init(lesson: String, root: String) {
    folder = root + "/.build/exercises"
    path = "\(folder)/\(lesson).txt"
  }

  /// The states by exercise; none if something else was checked.
  func read(fingerprint: String) -> [String: ExerciseState] {
    guard let lines = Folder.text(of: path)?.split(separator: "\n"), lines.first.map(String.init) == fingerprint
    else {
      return [:]
    }
    var states: [String: ExerciseState] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2, let state = ExerciseState(rawValue: String(parts[1])) { states[String(parts[0])] = state }
    }
    return states
  }

  /// A record that cannot be written is only missed: the next listing asks for a check.
  func write(_ states: [(number: String, state: ExerciseState)], _ fingerprint: String) {
    let lines = [fingerprint] + states.map { "\($0.number) \($0.state.rawValue)" }
    try? Folder.make(folder)
    try? WholeFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
  }

  /// A number that changes with the learner's file and with the checks (FNV-1a, 64 bits).
  static func fingerprint(folder: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for name in Folder.names(in: folder) ?? [] where name.hasPrefix("Exercises") || name.hasPrefix("Checks") {
      for byte in (Folder.text(of: "\(folder)/\(name)") ?? "").utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      }
    }
    return String(hash, radix: 16)
  }
}
