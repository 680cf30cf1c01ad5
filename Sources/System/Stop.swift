/// Ends the program over a mistake in the code that called: shapes that do not fit, an index out of range.
/// `message` names the operation, what it was given and the rule.
@usableFromInline
package func stop(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
  fatalError(message, file: file, line: line)
}

/// Stops with `message` unless `condition` holds; unlike `precondition` it says why in optimised builds too.
@inlinable @inline(__always)
package func require(
  _ condition: Bool, _ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) {
  if !condition { stop(message(), file: file, line: line) }
}
