import Kernels
import System

/// A value with any number of axes: floats in row-major order, a shape, and strides that tell how far apart in
/// memory the neighbours along each axis lie.
///
/// Images are `(channels, height, width)`, batches of them `(batch, channels, height, width)`, kernels
/// `(out channels, in channels, kernel height, kernel width)`, as in PyTorch. A tensor is a value: a copy shares
/// memory until one of the two is written to. Reshaping and slicing share it as well where they can.
public struct Tensor: Sendable {
  /// The size of each axis; empty for a single number.
  public let shape: [Int]
  /// The distance in memory, in elements, between neighbours along each axis.
  public let strides: [Int]
  let offset: Int
  var storage: Storage

  init(shape: [Int], strides: [Int], offset: Int, storage: Storage) {
    self.shape = shape
    self.strides = strides
    self.offset = offset
    self.storage = storage
  }

  /// A tensor of `shape` whose elements `fill` writes in row-major order; every one must be written.
  public init(shape: [Int], unsafeUninitialized fill: (UnsafeMutableBufferPointer<Float>) throws -> Void) rethrows {
    let count = Tensor.count(of: shape)
    let storage = Storage(count: count)
    try fill(UnsafeMutableBufferPointer(start: storage.base, count: count))
    self.init(shape: shape, strides: Tensor.rowMajorStrides(shape), offset: 0, storage: storage)
  }

  /// The number of axes.
  public var rank: Int { shape.count }

  /// The number of elements.
  public var count: Int { Tensor.count(of: shape) }

  /// Whether the elements lie in memory in row-major order without gaps.
  @inline(never)
  public var isContiguous: Bool {
    if shape.contains(0) { return true }
    var expected = 1
    for axis in shape.indices.reversed() where shape[axis] != 1 {
      if strides[axis] != expected { return false }
      expected *= shape[axis]
    }
    return true
  }

  /// Whether both tensors read the same memory, as a reshaped or sliced tensor and its origin do.
  public func sharesStorage(with other: Tensor) -> Bool { storage === other.storage }

  /// Whether both are the same part of the same memory in the same shape.
  package func isIdentical(to other: Tensor) -> Bool {
    sharesStorage(with: other) && offset == other.offset && shape == other.shape && strides == other.strides
  }

  @inline(never)
  static func rowMajorStrides(_ shape: [Int]) -> [Int] {
    var strides = shape
    var stride = 1
    for axis in shape.indices.reversed() {
      strides[axis] = stride
      stride *= max(1, shape[axis])
    }
    return strides
  }

  @inline(never)
  static func count(of shape: [Int]) -> Int {
    require(shape.allSatisfy { $0 >= 0 }, "Tensor: a shape has no negative sizes (shape \(shape))")
    guard let places = places(shape) else {
      stop("Tensor: the shape \(shape) has more elements than memory has addresses")
    }
    return shape.contains(0) ? 0 : places
  }

  /// How many places the sizes, none of them negative, make; nil if they are more than memory can have. Sizes of 0 count as 1
  /// here: strides and bytes are products of the others.
  package static func places(_ shape: [Int]) -> Int? {
    var places = 1
    for size in shape {
      let (product, overflow) = places.multipliedReportingOverflow(by: max(1, size))
      if overflow || product > Buffers.largestCount { return nil }
      places = product
    }
    return places
  }

  /// Turns an axis counted from the end (−1 is the last) into one counted from the front; stops if there is none.
  @inline(never)
  package func resolved(axis: Int, _ operation: StaticString) -> Int {
    require(
      axis >= -rank && axis < rank,
      "\(operation): there is no axis \(axis) in a tensor of shape \(shape); axes go from \(-rank) to \(rank - 1)")
    return axis < 0 ? axis + rank : axis
  }

  /// Turns an index counted from the end of an axis (−1 is the last) into one counted from the front; stops if there is
  /// none.
  @inline(never)
  package func resolved(index: Int, axis: Int, _ operation: StaticString) -> Int {
    let size = shape[axis], place = index < 0 ? index + size : index
    require(
      place >= 0 && place < size,
      "\(operation): index \(index) is outside axis \(axis) of size \(size) (shape \(shape))")
    return place
  }
}
