import TensorCore

extension Operation {
  /// The product of two matrices of random numbers. By the loops it is computed in part where `isLarge`.
  static func matrixProduct(rows: Int, shared: Int, columns: Int, isLarge: Bool = false) -> Operation {
    let left = random([rows, shared], stream: 3), right = random([shared, columns], stream: 4)
    let few = 16
    return Operation(
      section: .matrix, name: "Matrix product (\(rows), \(shared)) · (\(shared), \(columns))",
      floatingPointOperations: 2 * Double(rows * shared * columns),
      bytes: 4 * Double(rows * shared + shared * columns + rows * columns),
      loops: isLarge
        ? .init(name: "loops, \(few) rows of it", share: Double(few) / Double(rows)) {
          matrixProductByLoops(left[(rows - few)...], right)
        } : .init(name: "loops") { matrixProductByLoops(left, right) },
      algorithms: [.init(name: "tiles") { matmul(left, right) }],
      elements: isLarge
        ? { places in
          Tensor(
            places.map { place in
              let (row, column) = (place / columns, place % columns)
              return matrixProductByLoops(left[row..<row + 1], right[0..., column..<column + 1]).item
            })
        } : nil
    ).known(inPyTorch: "product", [rows, shared, columns])
  }

  /// The definition: a dot product of a row and a column for each element.
  private static func matrixProductByLoops(_ left: Tensor, _ right: Tensor) -> Tensor {
    let (rows, shared, columns) = (left.shape[0], left.shape[1], right.shape[1])
    return left.withUnsafeElements { a in
      right.withUnsafeElements { b in
        Tensor(shape: [rows, columns]) { result in
          for row in 0..<rows {
            for column in 0..<columns {
              var sum: Float = 0
              for index in 0..<shared { sum += a[row * shared + index] * b[index * columns + column] }
              result[row * columns + column] = sum
            }
          }
        }
      }
    }
  }
}
