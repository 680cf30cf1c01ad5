/// What the stub of an exercise throws until the learner has replaced it.
public struct Unattempted: Error {
  /// Nothing has been tried yet.
  public init() {}
}

/// What a known mistake throws for a case in which a program that makes it would crash, by an index out of range say.
public struct WouldCrash: Error {
  /// What the runtime's message would contain; nothing if it may say anything.
  let message: String

  /// The program would end here, with a message that contains this one.
  public init(saying message: String = "") { self.message = message }
}
