import Kernels
import Synchronization
import System

extension Tensor {
  /// The sum of all elements, carried in Double.
  public func sum() -> Float { Float(total) }

  /// The product of all elements, carried in Double; 1 if there are none. PyTorch: `prod`.
  public func product() -> Float { withUnsafeElements { Tensor.product(of: $0) } }

  /// Whether an element is not 0. PyTorch: `any`.
  public func any() -> Bool { withUnsafeElements { $0.contains { $0 != 0 } } }

  /// Whether no element is 0. PyTorch: `all`.
  public func all() -> Bool { withUnsafeElements { !$0.contains { $0 == 0 } } }

  /// The mean of all elements; NaN if there are none.
  public func mean() -> Float { Float(total / Double(count)) }

  /// The mean squared distance from the mean (divided by the number of elements, not one less).
  public func variance() -> Float { Float(withUnsafeElements { Tensor.variance(of: $0) }) }

  /// The square root of the variance, also where that is too large or too small for a Float.
  public func standardDeviation() -> Float {
    let exact = withUnsafeElements { Tensor.variance(of: $0) }, variance = Float(exact)
    return variance.isNormal ? variance.squareRoot() : Float(exact.squareRoot())
  }

  /// The smallest element; NaN if one is. Stops if there are none.
  public func minimum() -> Float { withUnsafeElements { extreme(of: $0, "minimum") { $0 < $1 } } }

  /// The largest element; NaN if one is. Stops if there are none.
  public func maximum() -> Float { withUnsafeElements { extreme(of: $0, "maximum") { $0 > $1 } } }

  /// Whether no element is NaN or infinite.
  public var isFinite: Bool {
    withUnsafeElements { elements in
      let areFinite = Atomic(true)
      let start = SharedMemory(elements.baseAddress)
      Threads.forEachPart(of: elements.count, length: 1 << 16, work: 4 * elements.count) { part in
        guard let elements = start.value else { return }
        if !Reductions.areFinite(elements + part.lowerBound, count: part.count) {
          areFinite.store(false, ordering: .relaxed)
        }
      }
      return areFinite.load(ordering: .relaxed)
    }
  }

  /// The row-major place of the largest element, the first of several; the first NaN if there is one.
  public func argmax() -> Int { place("argmax") { $0 > $1 } }

  /// The row-major place of the smallest element, the first of several; the first NaN if there is one.
  public func argmin() -> Int { place("argmin") { $0 < $1 } }

  /// For each row along `axis`, the index of its largest element, the first of several; rows in row-major order.
  public func argmax(axis: Int) -> [Int] { places(axis, "argmax") { $0 > $1 } }

  /// For each row along `axis`, the index of its smallest element, the first of several; rows in row-major order.
  public func argmin(axis: Int) -> [Int] { places(axis, "argmin") { $0 < $1 } }

  /// The sums over the given axes, which disappear, or stay with size 1.
  public func sum(axes first: Int, _ others: Int..., keepingAxes: Bool = false) -> Tensor {
    sum(axes: [first] + others, keepingAxes: keepingAxes)
  }

  /// The sums over the given axes, which disappear, or stay with size 1.
  public func sum(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    // Rows that are added to each other can stay where they lie.
    if axes.count == 1, rank > 1, resolved(axis: axes[0], "sum") == 0, shape[0] > 0 {
      let sums = sumOfRows()
      return keepingAxes ? sums.unsqueezed(axis: 0) : sums
    }
    return reduced(axes, keepingAxes, "sum") { Float(Tensor.total(of: $0)) }
  }

  /// The products over the given axes, carried in Double. PyTorch: `prod`.
  public func product(axes first: Int, _ others: Int..., keepingAxes: Bool = false) -> Tensor {
    product(axes: [first] + others, keepingAxes: keepingAxes)
  }

  /// The products over the given axes, carried in Double. PyTorch: `prod`.
  public func product(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    reduced(axes, keepingAxes, "product") { Tensor.product(of: $0) }
  }

  /// 1 where an element over the given axes is not 0, 0 elsewhere. PyTorch: `any`.
  public func any(axes first: Int, _ others: Int..., keepingAxes: Bool = false) -> Tensor {
    any(axes: [first] + others, keepingAxes: keepingAxes)
  }

  /// 1 where an element over the given axes is not 0, 0 elsewhere. PyTorch: `any`.
  public func any(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    reduced(axes, keepingAxes, "any") { $0.contains { $0 != 0 } ? 1 : 0 }
  }

  /// 1 where no element over the given axes is 0, 0 elsewhere. PyTorch: `all`.
  public func all(axes first: Int, _ others: Int..., keepingAxes: Bool = false) -> Tensor {
    all(axes: [first] + others, keepingAxes: keepingAxes)
  }

  /// 1 where no element over the given axes is 0, 0 elsewhere. PyTorch: `all`.
  public func all(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    reduced(axes, keepingAxes, "all") { $0.contains { $0 == 0 } ? 0 : 1 }
  }

  /// The means over the given axes.
  public func mean(axes first: Int, _ others: Int..., keepingAxes: Bool = false) -> Tensor {
    mean(axes: [first] + others, keepingAxes: keepingAxes)
  }

  /// The means over the given axes.
  public func mean(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    reduced(axes, keepingAxes, "mean") { Float(Tensor.total(of: $0) / Double($0.count)) }
  }

  /// The variances over the given axes (divided by the number of elements). PyTorch: `var` with `correction=0`.
  public func variance(axes first: Int, _ others: Int..., keepingAxes: Bool = false) -> Tensor {
    variance(axes: [first] + others, keepingAxes: keepingAxes)
  }

  /// The variances over the given axes (divided by the number of elements). PyTorch: `var` with `correction=0`.
  public func variance(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    reduced(axes, keepingAxes, "variance") { Float(Tensor.variance(of: $0)) }
  }

  /// The largest elements over the given axes; NaN if one is. Stops if there are none to choose from. PyTorch: `amax`.
  public func maximum(axes first: Int, _ others: Int..., keepingAxes: Bool = false) -> Tensor {
    maximum(axes: [first] + others, keepingAxes: keepingAxes)
  }

  /// The largest elements over the given axes; NaN if one is. Stops if there are none to choose from. PyTorch: `amax`.
  public func maximum(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    reduced(axes, keepingAxes, "maximum") { row in extreme(of: row, "maximum") { $0 > $1 } }
  }

  /// The smallest elements over the given axes; NaN if one is. Stops if there are none to choose from. PyTorch: `amin`.
  public func minimum(axes first: Int, _ others: Int..., keepingAxes: Bool = false) -> Tensor {
    minimum(axes: [first] + others, keepingAxes: keepingAxes)
  }

  /// The smallest elements over the given axes; NaN if one is. Stops if there are none to choose from. PyTorch: `amin`.
  public func minimum(axes: [Int], keepingAxes: Bool = false) -> Tensor {
    reduced(axes, keepingAxes, "minimum") { row in extreme(of: row, "minimum") { $0 < $1 } }
  }

  private static func product(of row: UnsafeBufferPointer<Float>) -> Float {
    Float(row.reduce(1.0) { $0 * Double($1) })
  }

  private static func variance(of row: UnsafeBufferPointer<Float>) -> Double {
    guard let start = row.baseAddress else { return .nan }
    let count = Double(row.count)
    let center = Reductions.sum(start, count: row.count) / count
    return Reductions.sumOfSquares(start, count: row.count, around: center) / count
  }

  private static func total(of row: UnsafeBufferPointer<Float>) -> Double {
    row.baseAddress.map { Reductions.sum($0, count: row.count) } ?? 0
  }

  private var total: Double { withUnsafeElements { Tensor.total(of: $0) } }

  /// The best of some of this tensor's elements, the first of several; NaN if one is.
  @inline(__always)
  private func extreme(
    of row: UnsafeBufferPointer<Float>, _ name: StaticString, _ isBetter: (Float, Float) -> Bool
  ) -> Float {
    require(!row.isEmpty, "\(name): there are no elements to choose from (shape \(shape))")
    var best = row[0]
    for value in row where isBetter(value, best) || value.isNaN { best = value }
    return best
  }

  @inline(__always)
  private func place(_ name: StaticString, _ isBetter: (Float, Float) -> Bool) -> Int {
    require(count > 0, "\(name): a tensor of shape \(shape) has no elements")
    return withUnsafeElements { Tensor.place(in: $0, isBetter) }
  }

  @inline(__always)
  private func places(_ axis: Int, _ name: StaticString, _ isBetter: (Float, Float) -> Bool) -> [Int] {
    let axis = resolved(axis: axis, name)
    require(shape[axis] > 0, "\(name): axis \(axis) of shape \(shape) has no elements")
    var places: [Int] = []
    forEachRow(along: [axis]) { places.append(Tensor.place(in: $1, isBetter)) }
    return places
  }

  /// The place of the best element, the first of several; the first NaN if there is one.
  @inline(__always)
  private static func place(in row: UnsafeBufferPointer<Float>, _ isBetter: (Float, Float) -> Bool) -> Int {
    var best = 0
    for index in row.indices where isBetter(row[index], row[best]) || (row[index].isNaN && !row[best].isNaN) {
      best = index
    }
    return best
  }

  /// Visits each place in the other axes than these, with the elements along them.
  private dynamic func forEachRow(
    along axes: [Int], _ body: (_ place: Int, _ row: UnsafeBufferPointer<Float>) -> Void
  ) {
    let kept = shape.indices.filter { !axes.contains($0) }
    let length = Tensor.count(of: axes.map { shape[$0] })
    let number = Tensor.count(of: kept.map { shape[$0] })
    let ordered = kept + axes == Array(shape.indices) ? self : permuted(kept + axes)
    ordered.withUnsafeElements { elements in
      for place in 0..<number {
        body(place, UnsafeBufferPointer(rebasing: elements[place * length..<(place + 1) * length]))
      }
    }
  }

  /// The sum of the rows, of which there is at least one.
  private func sumOfRows() -> Tensor {
    withUnsafeElements { elements in
      Tensor(shape: Array(shape.dropFirst())) { sums in
        guard let values = elements.baseAddress, let sums = sums.baseAddress else { return }
        Reductions.sumOfRows(values, rows: shape[0], columns: count / shape[0], into: sums)
      }
    }
  }

  private dynamic func reduced(
    _ axes: [Int], _ keepingAxes: Bool, _ name: StaticString, _ body: (UnsafeBufferPointer<Float>) -> Float
  ) -> Tensor {
    let given = axes.map { resolved(axis: $0, name) }, axes = shape.indices.filter(given.contains)
    require(axes.count == given.count, "\(name): the axes \(given) must differ")
    let sizes = shape.indices.compactMap { axes.contains($0) ? (keepingAxes ? 1 : nil) : shape[$0] }
    return Tensor(shape: sizes) { result in
      forEachRow(along: axes) { result[$0] = body($1) }
    }
  }
}
