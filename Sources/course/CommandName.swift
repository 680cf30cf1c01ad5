import ArgumentParser
import System

/// The word behind `course`, which is to be a command.
enum CommandName {
  /// Throws a line with exit status 64 if a word is no command of the course, and says which may be meant.
  static func check(_ word: String) throws {
    let commands = Course.configuration.subcommands.map { $0._commandName } + ["help"]
    guard !word.hasPrefix("-"), !commands.contains(word) else { return }
    if word.first?.isNumber ?? false {
      throw ProgramFailure(
        "say what to do with \(word): swift run course check \(word)", exitCode: ProgramFailure.usage)
    }
    let near = commands.filter { distance($0, word) <= 2 }
    let advice =
      near.isEmpty
      ? "there are \(commands.joined(separator: ", "))" : "do you mean \(near.joined(separator: " or "))?"
    throw ProgramFailure("there is no command \(word); \(advice)", exitCode: ProgramFailure.usage)
  }

  /// How many letters must be changed, added or left out to make one word of another.
  static func distance(_ a: String, _ b: String) -> Int {
    let b = Array(b)
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (letter == b[j] ? 0 : 1))
        diagonal = above
      }
    }
    return row[b.count]
  }
}
