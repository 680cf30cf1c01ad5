/// The elements of two tensors of one shape, row by row in row-major order. Axes that both tensors step through as through
/// one make one long row.
struct RowPairs: Sequence, IteratorProtocol {
  /// The length of a row, and how far apart its elements lie in either tensor.
  let count, stride, otherStride: Int
  private let outer: [Axis]
  private var index: [Int]
  private var start: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>)?
  private let memory: (Storage, Storage)

  private struct Axis {
    var size, stride, otherStride: Int
  }

  init(_ tensor: Tensor, _ other: Tensor) {
    var row = Axis(size: 1, stride: 1, otherStride: 1)
    var outer: [Axis] = []
    for axis in tensor.shape.indices.reversed() where tensor.shape[axis] > 1 {
      let next = Axis(size: tensor.shape[axis], stride: tensor.strides[axis], otherStride: other.strides[axis])
      if row.size == 1 {
        row = next
      } else if outer.isEmpty, next.stride == row.stride * row.size, next.otherStride == row.otherStride * row.size {
        row.size *= next.size
      } else {
        outer.append(next)
      }
    }
    (count, stride, otherStride) = (row.size, row.stride, row.otherStride)
    self.outer = outer
    index = [Int](repeating: 0, count: outer.count)
    memory = (tensor.storage, other.storage)
    if tensor.count > 0 { start = (tensor.storage.base + tensor.offset, other.storage.base + other.offset) }
  }

  /// Where the next row starts in either tensor. The memory of the rows before stays until this is called.
  mutating func next() -> (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>)? {
    withExtendedLifetime(memory) {}
    guard let (place, otherPlace) = start else { return nil }
    var (step, otherStep) = (0, 0)
    for axis in outer.indices {
      index[axis] += 1
      step += outer[axis].stride
      otherStep += outer[axis].otherStride
      if index[axis] < outer[axis].size {
        start = (place + step, otherPlace + otherStep)
        return (place, otherPlace)
      }
      step -= outer[axis].stride * outer[axis].size
      otherStep -= outer[axis].otherStride * outer[axis].size
      index[axis] = 0
    }
    start = nil
    return (place, otherPlace)
  }
}
