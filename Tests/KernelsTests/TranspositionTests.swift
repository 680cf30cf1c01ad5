import Testing

@testable import Kernels

/// Rows become columns wherever blocks of 8 × 8 begin and end, and nothing else is written: fewer than eight rows fill
/// up what lies between the columns, but nothing lies behind the last.
@Test func rowsBecomeColumnsAndNothingIsWrittenBehindTheLast() {
  for rows in [1, 2, 5, 6, 7, 8, 9, 13, 16, 21] {
    for columns in [1, 2, 7, 8, 9, 15, 16, 17, 31, 45] {
      for gap in [0, 1, 3] {
        let (stride, targetStride) = (columns + 2, rows + gap)
        let source = (0..<rows * stride + 16).map(Float.init)
        let end = (columns - 1) * targetStride + rows
        var target = [Float](repeating: -1, count: end + 16)
        transpose(source, rows: rows, stride: stride, columns: columns, into: &target, stride: targetStride)
        for column in 0..<columns {
          let turned = (0..<rows).map { Float($0 * stride + column) }
          #expect(Array(target.dropFirst(column * targetStride).prefix(rows)) == turned, "\(rows) × \(columns)")
        }
        #expect(target[end...].allSatisfy { $0 == -1 }, "\(rows) × \(columns)")
      }
    }
  }
}
