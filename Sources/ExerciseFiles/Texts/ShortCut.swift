import Pages

/// What a task asks to do without, found in the learner's function, or in what it uses that is the learner's own.
package struct ShortCut: Equatable, Sendable {
  /// The name, as the task has it, or that of a gradient.
  package let name: String
  /// The line of the learner's file, counted from 1.
  package let line: Int

  /// The first of some names in a function; one that begins with a point is a member's, and that of a function is that of
  /// its gradients, too. Nil if there is none. A name that the learner has given to something else is passed over. If one of
  /// the names is asked for, it is not, but one whose result is thrown away is.
  package init?(_ names: [String], in function: String, of source: String, areAskedFor: Bool = false) {
    let code = ReachedCode(of: function, in: source)
    let words = code.words
    for place in code.bodies.joined() {
      let word = words[place], isMember = words[place - 1] == "."
      let found = names.first {
        $0 == word || isMember && $0 == "." + word || word.hasPrefix($0) && word.hasSuffix("Gradient")
      }
      if let found, areAskedFor ? !code.throwsAway(place) : !code.isOwn(place) {
        (name, line) = (found.hasPrefix(".") ? found : word, code.lines[place])
        return
      }
    }
    return nil
  }
}
