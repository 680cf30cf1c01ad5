#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a process writes, of which only the beginning and the end are kept, however much it is.
package struct CappedBytes {
  private let limit: Int
  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  private var omitted = 0
  /// How many lines end in all that was written, without empty ones, and the last byte.
  private var ends = 0
  private var last = UInt8(ascii: "\n")

  /// Keeps so many bytes of the beginning, and at least so many of the end.
  package init(limit: Int) { self.limit = limit }

  package mutating func append(_ bytes: ArraySlice<UInt8>) {
    count(bytes)
    let room = max(0, limit - head.count)
    head += bytes.prefix(room)
    tail += bytes.dropFirst(room)
    if tail.count > 2 * limit {
      omitted += tail.count - limit
      tail.removeFirst(tail.count - limit)
    }
  }

  private mutating func count(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { buffer in
      guard let first = buffer.baseAddress, let final = buffer.last else { return }
      var rest = first
      while let found = memchr(rest, 10, buffer.count - (rest - first)) {
        let end = found.assumingMemoryBound(to: UInt8.self)
        if (end == first ? last : (end - 1).pointee) != 10 { ends += 1 }
        rest = UnsafePointer(end) + 1
      }
      last = final
    }
  }

  /// How many lines were written, kept or not, without empty ones.
  package var lines: Int { last == UInt8(ascii: "\n") ? ends : ends + 1 }

  /// The text, with a line that says so where something is left out.
  package var text: String {
    let gap = omitted > 0 ? Array("\n…\n".utf8) : []
    return String(decoding: head + gap + tail, as: UTF8.self)
  }
}
