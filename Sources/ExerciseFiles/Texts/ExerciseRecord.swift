import Pages
import System

/// What the last check of a lesson found, kept in `.build/` together with a fingerprint of what was checked: it counts
/// only as long as the files are the same, and may be deleted at any time.
struct ExerciseRecord: Sendable {
  private let folder, path: String

  private static let mostExercises = 1000

  init(lesson: String, root: String) {
    folder = root + "/.build/exercises"
    path = "\(folder)/\(lesson).json"
  }

  /// The results by exercise; none if something else was checked.
  func read(fingerprint: String) -> [String: ExerciseResult] {
    guard let bytes = Folder.bytes(of: path),
      let kept = try? JSONValue(parsing: bytes, longestList: ExerciseRecord.mostExercises),
      kept["fingerprint"]?.asText == fingerprint
    else { return [:] }
    let results = (kept["exercises"]?.asList ?? []).compactMap { ExerciseResult($0) }
    return Dictionary(results.map { ($0.number, $0) }) { $1 }
  }

  /// A record that cannot be written is only missed: the next listing asks for a check.
  func write(_ results: [ExerciseResult], _ fingerprint: String) {
    let text = JSON.object([
      "fingerprint": JSON.string(fingerprint), "exercises": JSON.array(results.map { $0.json() }),
    ])
    try? Folder.make(folder)
    try? WholeFile.write(Array((text + "\n").utf8), to: path)
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
