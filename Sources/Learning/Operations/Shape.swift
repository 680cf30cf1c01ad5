import System
import TensorCore

extension Variable {
  /// The same elements in another shape, one size of which may be −1.
  public func reshaped(_ sizes: Int...) -> Variable { reshaped(sizes) }

  /// The same elements in another shape, one size of which may be −1.
  public func reshaped(_ sizes: [Int]) -> Variable {
    let shape = shape
    return Variable(value.reshaped(sizes), from: (self, { $0.reshaped(shape) }))
  }

  /// `(B, …)` as `(B, product of the rest)`. Stops for a single number.
  public func flattened() -> Variable {
    require(shape.count >= 1, "flattened: a single number has no batch axis")
    return reshaped(shape[0], shape.dropFirst().reduce(1, *))
  }

  /// The axes in another order: axis `i` of the result is axis `axes[i]` of this variable. PyTorch: `permute`.
  public func permuted(_ axes: Int...) -> Variable { permuted(axes) }

  /// The axes in another order: axis `i` of the result is axis `axes[i]` of this variable. PyTorch: `permute`.
  public func permuted(_ axes: [Int]) -> Variable {
    let result = value.permuted(axes)
    let order = axes.map { value.resolved(axis: $0, "permuted") }
    let back = order.indices.sorted { order[$0] < order[$1] }
    return Variable(result, from: (self, { $0.permuted(back) }))
  }

  /// Rows become columns: the last two axes exchanged.
  public func transposed() -> Variable { Variable(value.transposed(), from: (self, { $0.transposed() })) }

  /// Without its axes of size 1.
  public func squeezed() -> Variable { reshaped(value.squeezed().shape) }

  /// Without `axis`, which must have size 1.
  public func squeezed(axis: Int) -> Variable { reshaped(value.squeezed(axis: axis).shape) }

  /// With a new axis of size 1 before `axis`; −1 puts it last.
  public func unsqueezed(axis: Int) -> Variable { reshaped(value.unsqueezed(axis: axis).shape) }

  /// Repeated along axes of size 1, and along new leading axes, until it has `shape`; the gradients of all repetitions add
  /// up. PyTorch: `expand`.
  public func broadcast(to target: [Int]) -> Variable {
    let shape = shape
    return Variable(value.broadcast(to: target), from: (self, { $0.summed(to: shape) }))
  }

  /// In reverse order along the given axes. PyTorch: `flip`.
  public func flipped(axes: Int...) -> Variable { flipped(axes: axes) }

  /// In reverse order along the given axes. PyTorch: `flip`.
  public func flipped(axes: [Int]) -> Variable {
    Variable(value.flipped(axes: axes), from: (self, { $0.flipped(axes: axes) }))
  }

  /// The whole variable again and again, so many times along each axis, counted from the last, as of a tensor; the gradients
  /// of all repetitions add up. PyTorch: `tile`, and `repeat` of a tensor.
  public func tiled(_ times: Int...) -> Variable { tiled(times) }

  /// The whole variable again and again, so many times along each axis, counted from the last.
  public func tiled(_ times: [Int]) -> Variable {
    let result = value.tiled(times), shape = shape
    let times = [Int](repeating: 1, count: max(0, shape.count - times.count)) + times
    let sizes = [Int](repeating: 1, count: times.count - shape.count) + shape
    let apart = zip(times, sizes).flatMap { [$0, $1] }
    return Variable(
      result, from: (self, { $0.reshaped(apart).sum(axes: times.indices.map { 2 * $0 }).reshaped(shape) }))
  }

  /// Each part along an axis `count` times in a row; their gradients add up. PyTorch: `repeat_interleave`.
  public func repeated(_ count: Int, axis: Int) -> Variable {
    let result = value.repeated(count, axis: axis), place = value.resolved(axis: axis, "repeated") + 1
    var apart = shape
    apart.insert(count, at: place)
    return Variable(result, from: (self, { [apart] in $0.reshaped(apart).sum(axes: place) }))
  }

  /// The rows (parts along axis 0) at the given indices, in that order; −1 is the last. The gradients of a row that was
  /// taken several times add up. PyTorch: `index_select`.
  public func gathered(rows indices: [Int]) -> Variable {
    let result = value.gathered(rows: indices), shape = shape
    return Variable(
      result,
      from: (
        self,
        { upstream in
          let length = shape.dropFirst().reduce(1, *)
          return upstream.withUnsafeElements { upstream in
            Tensor(shape: shape) { target in
              target.update(repeating: 0)
              for (place, index) in indices.enumerated() {
                let row = index < 0 ? index + shape[0] : index
                for column in 0..<length { target[row * length + column] += upstream[place * length + column] }
              }
            }
          }
        }
      ))
  }

  /// The part within the given ranges of the leading axes, as of a tensor: `x[0..., 2..<6]`, `x[(-3)...]`. The gradient of
  /// what lies outside is 0.
  public subscript(_ ranges: any RangeExpression<Int>...) -> Variable { part(value.resolved(ranges)) }

  /// The part at `index` of an axis, which disappears; −1 is the last. PyTorch: `select`.
  public func selecting(_ index: Int, axis: Int = 0) -> Variable {
    let result = value.selecting(index, axis: axis), axis = value.resolved(axis: axis, "selecting")
    let place = value.resolved(index: index, axis: axis, "selecting")
    return part(shape[..<axis].map { 0..<$0 } + [place..<place + 1]).reshaped(result.shape)
  }

  /// Parts of `size` along an axis, in order, the last perhaps smaller. PyTorch: `split`. Stops unless the size is at
  /// least 1.
  public func split(every size: Int, axis: Int = 0) -> [Variable] {
    parts(value.split(every: size, axis: axis), axis)
  }

  /// Parts of the given sizes along an axis, in order; the sizes add up to that of the axis. PyTorch: `split`.
  public func split(sizes: [Int], axis: Int = 0) -> [Variable] { parts(value.split(sizes: sizes, axis: axis), axis) }

  /// The variables one after another along an axis they have; all other sizes must be equal. PyTorch: `cat`.
  public static func concatenated(_ variables: [Variable], axis: Int = 0) -> Variable {
    let result = Tensor.concatenated(variables.map(\.value), axis: axis)
    let leading = result.shape[..<result.resolved(axis: axis, "concatenated")].map { 0..<$0 }
    var end = 0
    let paths = variables.map { variable in
      let start = end
      end += variable.shape[leading.count]
      return Path(operand: variable) { [end] in .numbers($0[ranges: leading + [start..<end]]) }
    }
    return Variable(result, paths: paths)
  }

  /// Variables of one shape side by side along a new axis. PyTorch: `stack`.
  public static func stacked(_ variables: [Variable], axis: Int = 0) -> Variable {
    Variable(
      Tensor.stacked(variables.map(\.value), axis: axis),
      paths: variables.indices.map { index in
        Path(operand: variables[index]) { .numbers($0.selecting(index, axis: axis)) }
      })
  }

  /// With `value` around the last two axes: `size.height` rows above and below, `size.width` columns left and right; the
  /// gradient of the margin is lost. PyTorch: `pad`.
  public func padded(by size: Size2D, value margin: Float = 0) -> Variable {
    let result = value.padded(by: size, value: margin), (rows, columns) = (shape.count - 2, shape.count - 1)
    let inside =
      shape[..<rows].map { 0..<$0 }
      + [size.height..<size.height + shape[rows], size.width..<size.width + shape[columns]]
    return Variable(result, from: (self, { $0[ranges: inside] }))
  }

  /// The part within ranges of the leading axes that lie within them.
  private func part(_ ranges: [Range<Int>]) -> Variable {
    let shape = shape
    return Variable(
      value[ranges: ranges],
      from: (
        self,
        { upstream in
          var gradient = Tensor.zeros(shape)
          gradient[ranges: ranges] = upstream
          return gradient
        }
      ))
  }

  /// The parts of this variable that have the values `tensors`, which lie one after another along `axis`.
  private func parts(_ tensors: [Tensor], _ axis: Int) -> [Variable] {
    let axis = value.resolved(axis: axis, "split")
    let leading = shape[..<axis].map { 0..<$0 }
    var end = 0
    return tensors.map { tensor in
      let start = end
      end += tensor.shape[axis]
      return part(leading + [start..<end])
    }
  }
}
