import ArgumentParser

/// How an option reads a whole number between two bounds. Throws what numbers it takes.
package func wholeNumber<Number: FixedWidthInteger & Sendable>(
  _ bounds: ClosedRange<Number>
) -> @Sendable (String) throws -> Number {
  { argument in
    guard let number = Number(argument), bounds.contains(number) else {
      throw ValidationError("it takes a whole number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return number
  }
}
