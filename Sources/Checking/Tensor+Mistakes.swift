import TensorCore

/// What known mistakes are written with: tensors by formula, and a reading that tells a crash instead of crashing.
extension Tensor {
  /// The matrix whose elements are `element(row, column)`; throws `WouldCrash` for a negative number of rows or
  /// columns.
  public init(rows: Int, columns: Int, element: (_ row: Int, _ column: Int) throws -> Float) throws {
    guard rows >= 0 && columns >= 0 else { throw WouldCrash() }
    var elements: [Float] = []
    for row in 0..<rows {
      for column in 0..<columns { elements.append(try element(row, column)) }
    }
    self.init(shape: [rows, columns], elements: elements)
  }

  /// The element at one index for each axis; throws `WouldCrash` where reading it would end the program.
  public func element(_ index: Int...) throws -> Float {
    guard index.count == rank, zip(index, shape).allSatisfy({ 0 <= $0 && $0 < $1 }) else {
      throw WouldCrash(saying: "(shape \(shape))")
    }
    return reshaped(-1)[zip(index, shape).reduce(0) { $0 * $1.1 + $1.0 }]
  }
}
