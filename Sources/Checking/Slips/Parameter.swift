import TensorCore

/// What a function is given, and how it is taken for something else: from this come slips that need no words of an
/// exercise's own, as what they give is what is right for another input.
public struct Parameter<Input: Sendable>: Sendable {
  struct Slip: Sendable {
    let name, explanation: String
    let change: @Sendable (inout Input) -> Void
  }

  let slips: [Slip]

  /// A whole number, which is taken for one that it is in most examples, or for its neighbour.
  public static func integer(_ name: String, _ path: WritableKeyPath<Input, Int> & Sendable) -> Parameter {
    let changes: [(name: String, explanation: String, changed: @Sendable (Int) -> Int)] = [
      ("`\(name)` is always 2", "It may be another number. Use `\(name)`, as it comes in.", { _ in 2 }),
      ("`\(name)` is always 1", "It may be another number. Use `\(name)`, as it comes in.", { _ in 1 }),
      ("`\(name)` is always 0", "It may be another number. Use `\(name)`, as it comes in.", { _ in 0 }),
      ("`\(name)` is always 3", "It may be another number. Use `\(name)`, as it comes in.", { _ in 3 }),
      ("`\(name)` is one too large", "Look at a `+ 1`, a `− 1`, or where a range ends.", { $0 + 1 }),
      ("`\(name)` is one too small", "Look at a `+ 1`, a `− 1`, or where a range ends.", { $0 - 1 }),
      ("`\(name)` counts twice", "What comes out is correct for a `\(name)` twice as large.", { 2 * $0 }),
      ("`\(name)` has the wrong sign", "What comes out is correct for −`\(name)`.", { -$0 }),
    ]
    return Parameter(changes, at: path)
  }

  /// A number with a fraction.
  public static func number(_ name: String, _ path: WritableKeyPath<Input, Float> & Sendable) -> Parameter {
    let changes: [(name: String, explanation: String, changed: @Sendable (Float) -> Float)] = [
      ("`\(name)` plays no part", "What comes out is correct only where it is 1.", { _ in 1 }),
      (
        "`\(name)` is taken to be 0",
        "What comes out is correct only where it is 0. Is it missing from a sum, or does nothing change at all?",
        { _ in 0 }
      ),
      ("`\(name)` is always 0.1", "It may be another number. Use `\(name)`, as it comes in.", { _ in 0.1 }),
      ("`\(name)` is always 0.5", "It may be another number. Use `\(name)`, as it comes in.", { _ in 0.5 }),
      ("`\(name)` counts twice", "What comes out is correct for a `\(name)` twice as large.", { 2 * $0 }),
      ("`\(name)` counts half", "What comes out is correct for a `\(name)` half as large.", { $0 / 2 }),
      ("`\(name)` is squared", "What comes out is correct for `\(name)` · `\(name)`.", { $0 * $0 }),
      ("1 − `\(name)` takes the place of `\(name)`", "Which of the two is asked for where?", { 1 - $0 }),
      ("`\(name)` has the wrong sign", "What comes out is correct for −`\(name)`.", { -$0 }),
    ]
    return Parameter(changes, at: path)
  }

  private init<Value>(
    _ changes: [(name: String, explanation: String, changed: @Sendable (Value) -> Value)],
    at path: WritableKeyPath<Input, Value> & Sendable
  ) {
    slips = changes.map { change in
      Slip(name: change.name, explanation: change.explanation) {
        $0[keyPath: path] = change.changed($0[keyPath: path])
      }
    }
  }

  private init(slips: [Slip]) { self.slips = slips }

  /// A yes or no.
  public static func truth(_ name: String, _ path: WritableKeyPath<Input, Bool> & Sendable) -> Parameter {
    let changes: [(name: String, explanation: String, changed: @Sendable (Bool) -> Bool)] = [
      ("`\(name)` is taken to be true", "It may also be false. Ask it.", { _ in true }),
      ("`\(name)` is taken to be false", "It may also be true. Ask it.", { _ in false }),
      ("`\(name)` is read the other way round", "See what is to be done if it holds.", { !$0 }),
    ]
    return Parameter(changes, at: path)
  }

  /// A tensor, whose values are read in another order or not at all.
  public static func tensor(_ name: String, _ path: WritableKeyPath<Input, Tensor> & Sendable) -> Parameter {
    let changes: [(name: String, explanation: String, changed: @Sendable (Tensor) -> Tensor)] = [
      ("`\(name)` plays no part", "What comes out is correct if all of it were 1.", { $0 * 0 + 1 }),
      ("`\(name)` is left out", "What comes out is correct if all of it were 0.", { $0 * 0 }),
      ("`\(name)` has the wrong sign", "Look at what is subtracted from what.", { -$0 }),
      ("`\(name)` counts twice", "It is added or multiplied once too often.", { 2 * $0 }),
      (
        "`\(name)` is turned by 180°",
        "Its first row and column stand where the last should: it is turned once too often, or not at all.",
        { $0.rank > 1 ? $0.flipped(axes: $0.rank - 2, $0.rank - 1) : $0 }
      ),
      (
        "`\(name)` is upside down",
        "Its first row stands where the last should: its rows are turned round once too often, or not at all.",
        { $0.rank > 1 ? $0.flipped(axes: $0.rank - 2) : $0 }
      ),
      (
        "`\(name)` is mirrored",
        "What should stand first in it stands last: that is turned round once too often, or not at all.",
        { $0.rank > 0 ? $0.flipped(axes: $0.rank - 1) : $0 }
      ),
      (
        "`\(name)` is read by column and row", "The first of the two indices is the row: which loop runs down?",
        { $0.rank > 1 ? $0.transposed() : $0 }
      ),
    ]
    return Parameter(changes, at: path)
  }

  /// Two of a kind, which change places, or one of which stands in both.
  public static func exchanged<Value>(
    _ one: String, _ other: String, _ path: WritableKeyPath<Input, Value> & Sendable,
    _ otherPath: WritableKeyPath<Input, Value> & Sendable
  ) -> Parameter {
    func copied(
      _ one: String, to other: String, _ path: WritableKeyPath<Input, Value> & Sendable,
      _ otherPath: WritableKeyPath<Input, Value> & Sendable
    ) -> Slip {
      Slip(
        name: "`\(one)` stands where `\(other)` belongs",
        explanation: "It is asked for twice, and `\(other)` not at all. Where both are the same one does not see it."
      ) { $0[keyPath: otherPath] = $0[keyPath: path] }
    }
    return Parameter(slips: [
      Slip(
        name: "`\(one)` and `\(other)` are exchanged",
        explanation: "Each stands where the other belongs. Where both are the same one does not see it."
      ) {
        let value = $0[keyPath: path]
        $0[keyPath: path] = $0[keyPath: otherPath]
        $0[keyPath: otherPath] = value
      },
      copied(one, to: other, path, otherPath), copied(other, to: one, otherPath, path),
    ])
  }
}
