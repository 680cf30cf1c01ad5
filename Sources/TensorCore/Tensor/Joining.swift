import Kernels
import System

extension Tensor {
  /// The tensors one after another along an axis they have; all other sizes must be equal.
  public static func concatenated(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
    require(!tensors.isEmpty, "concatenated: there is no tensor to take the shape from")
    let axis = tensors[0].resolved(axis: axis, "concatenated")
    var shape = tensors[0].shape
    shape[axis] = 0
    for tensor in tensors {
      var others = tensor.shape
      require(
        others.count == shape.count, "concatenated: shapes \(tensors.map(\.shape)) differ in their number of axes")
      let (length, overflow) = shape[axis].addingReportingOverflow(others[axis])
      require(!overflow, "concatenated: the sizes of axis \(axis) add up to more than there are numbers")
      shape[axis] = length
      others[axis] = shape[axis]
      require(
        others == shape, "concatenated: shapes \(tensors.map(\.shape)) may differ in axis \(axis) only")
    }
    // No product of these sizes overflows.
    _ = Tensor.count(of: shape)
    if axis == 0, let whole = neighbours(tensors, shape: shape) { return whole }
    let sources = tensors.map { $0.contiguous() }
    let blocks = Tensor.count(of: Array(shape[..<axis])), inner = Tensor.count(of: Array(shape[(axis + 1)...]))
    let length = shape[axis] * inner
    let starts = sources.reduce(into: [0]) { $0.append($0.last! + $1.shape[axis] * inner) }
    return Tensor(shape: shape) {
      let target = SharedMemory($0.baseAddress)
      Threads.forEach(pieces: sources.count, work: 16 * $0.count) { index in
        sources[index].withUnsafeElements { source in
          guard let source = source.baseAddress, let target = target.value else { return }
          let count = starts[index + 1] - starts[index]
          for block in 0..<blocks {
            (target + block * length + starts[index]).update(from: source + block * count, count: count)
          }
        }
      }
    }
  }

  /// The tensor of which these are the rows, one after another, if they lie so in one memory already.
  private static func neighbours(_ tensors: [Tensor], shape: [Int]) -> Tensor? {
    var end = tensors[0].offset
    for tensor in tensors {
      guard tensor.storage === tensors[0].storage, tensor.offset == end, tensor.isContiguous else { return nil }
      end += tensor.count
    }
    return Tensor(
      shape: shape, strides: rowMajorStrides(shape), offset: tensors[0].offset, storage: tensors[0].storage)
  }

  /// Tensors of one shape side by side along a new axis.
  public static func stacked(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
    require(!tensors.isEmpty, "stacked: there is no tensor to take the shape from")
    require(
      tensors.allSatisfy { $0.shape == tensors[0].shape },
      "stacked: shapes \(tensors.map(\.shape)) must be equal")
    return concatenated(tensors.map { $0.unsqueezed(axis: axis) }, axis: axis)
  }

  /// With `value` around the last two axes: `size.height` rows above and below, `size.width` columns left and right.
  public func padded(by size: Size2D, value: Float = 0) -> Tensor {
    require(rank >= 2, "padded: a tensor of shape \(shape) has no height and width")
    require(size.height >= 0 && size.width >= 0, "padded: \(size) must not be negative")
    if size == 0 { return self }
    var target = shape
    for (axis, margin) in [(rank - 2, size.height), (rank - 1, size.width)] {
      require(
        margin <= (Int.max - target[axis]) / 2,
        "padded: \(size) around the shape \(shape) makes more places than there are numbers")
      target[axis] += 2 * margin
    }
    return framed(
      in: Size2D(height: target[rank - 2], width: target[rank - 1]), fromRow: size.height, column: size.width,
      value: value)
  }

  /// With `value` around the last two axes, up to `size` in all; this tensor begins at a row and a column of that.
  func framed(in size: Size2D, fromRow row: Int, column: Int, value: Float) -> Tensor {
    let result = Tensor(shape: shape.dropLast(2) + [size.height, size.width], repeating: value)
    result.write(
      self,
      at: shape.dropLast(2).map { 0..<$0 } + [row..<row + shape[rank - 2], column..<column + shape[rank - 1]])
    return result
  }

  /// In reverse order along the given axes: −1 turns left and right around, −2 top and bottom.
  public func flipped(axes: Int...) -> Tensor { flipped(axes: axes) }

  /// In reverse order along the given axes.
  public func flipped(axes: [Int]) -> Tensor {
    var result = self
    for axis in axes.map({ resolved(axis: $0, "flipped") }) {
      var steps = result.strides
      let last = max(0, result.shape[axis] - 1)
      let offset = result.offset + last * steps[axis]
      steps[axis] = -steps[axis]
      result = Tensor(shape: shape, strides: steps, offset: offset, storage: storage)
    }
    return result
  }

  /// The rows (parts along axis 0) at the given indices, in that order; one may be taken several times, and −1 is the
  /// last. PyTorch: `index_select`.
  public func gathered(rows indices: [Int]) -> Tensor {
    require(rank >= 1, "gathered: a single number has no rows")
    let rows = indices.map { resolved(index: $0, axis: 0, "gathered") }
    let length = Tensor.count(of: Array(shape.dropFirst()))
    return withUnsafeElements { source in
      Tensor(shape: [rows.count] + shape.dropFirst()) { target in
        guard let source = source.baseAddress, let target = target.baseAddress else { return }
        let pointers = SharedMemory((source, target))
        Threads.forEachPart(of: rows.count, length: 8, work: 16 * rows.count * length) { places in
          let (source, target) = pointers.value
          for place in places {
            // Rows lie anywhere: the next is on its way while this one is copied.
            if place + 1 < rows.count { Processor.prefetch(source + rows[place + 1] * length, count: length) }
            (target + place * length).update(from: source + rows[place] * length, count: length)
          }
        }
      }
    }
  }
}
