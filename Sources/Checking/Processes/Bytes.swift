import TensorCore

/// Values one after another as bytes, from which `ByteReader` makes the same values, to the bit.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: UInt8) { bytes.append(number) }

  mutating func write(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes += $0 }
  }

  mutating func write(_ text: String) {
    let utf8 = Array(text.utf8)
    write(utf8.count)
    bytes += utf8
  }

  mutating func write(_ tensor: Tensor) {
    write(tensor.rank)
    tensor.shape.forEach { write($0) }
    bytes.reserveCapacity(bytes.count + 4 * tensor.count)
    tensor.withUnsafeElements { elements in
      for element in elements { withUnsafeBytes(of: element.bitPattern.littleEndian) { bytes += $0 } }
    }
  }
}

/// Reads what `ByteWriter` wrote. Bytes that mean nothing, or lie about what follows, give nil; nothing is allocated
/// that the bytes do not hold.
struct ByteReader {
  private var rest: ArraySlice<UInt8>
  private static let mostAxes = 16

  init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func byte() -> UInt8? { rest.popFirst() }

  mutating func integer() -> Int? {
    take(8).map { Int(truncatingIfNeeded: $0.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) }
  }

  /// A number of things that follow, each of `size` bytes or more.
  mutating func count(of size: Int = 1) -> Int? {
    guard let count = integer(), count >= 0, count <= rest.count / size else { return nil }
    return count
  }

  /// Things of 8 bytes or more each, after their number.
  mutating func list<Element>(_ next: (inout ByteReader) -> Element?) -> [Element]? {
    guard let count = count(of: 8) else { return nil }
    var elements: [Element] = []
    for _ in 0..<count {
      guard let element = next(&self) else { return nil }
      elements.append(element)
    }
    return elements
  }

  mutating func text() -> String? {
    guard let count = count(), let utf8 = take(count) else { return nil }
    return String(decoding: utf8, as: UTF8.self)
  }

  mutating func tensor() -> Tensor? {
    guard let rank = count(of: 8), rank <= ByteReader.mostAxes else { return nil }
    var shape: [Int] = []
    var places = 1
    for _ in 0..<rank {
      guard let size = integer(), size >= 0 else { return nil }
      let (product, overflow) = places.multipliedReportingOverflow(by: max(1, size))
      guard !overflow, product <= 1 << 40 else { return nil }
      places = product
      shape.append(size)
    }
    let count = shape.contains(0) ? 0 : places
    guard count <= rest.count / 4, let bytes = take(4 * count) else { return nil }
    var elements: [Float] = []
    elements.reserveCapacity(count)
    bytes.withUnsafeBytes { bytes in
      for offset in stride(from: 0, to: bytes.count, by: 4) {
        let pattern = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        elements.append(Float(bitPattern: pattern))
      }
    }
    return Tensor(shape: shape, elements: elements)
  }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}
