import TensorCore

/// The results of `body` for pieces of `size` of the numbers `0 ..< count`, the last perhaps smaller, in order. Threads
/// share the pieces out among themselves.
func piecewise<Result>(
  count: Int, size: Int, _ body: @Sendable (_ index: Int, _ range: Range<Int>) -> Result
) -> [Result] {
  let pieces = (count + size - 1) / size
  var results = [Result?](repeating: nil, count: pieces)
  results.withUnsafeMutableBufferPointer {
    let places = SharedMemory($0.baseAddress)
    Threads.forEach(pieces: pieces) { index in
      places.value?[index] = body(index, index * size..<min(count, (index + 1) * size))
    }
  }
  return results.compactMap { $0 }
}
