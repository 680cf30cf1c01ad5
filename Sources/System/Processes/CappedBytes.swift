/// What a process writes, of which only the beginning and the end are kept, however much it is.
package struct CappedBytes {
  private let limit: Int
  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  package private(set) var omitted = 0

  /// Keeps so many bytes of the beginning, and at least so many of the end.
  package init(limit: Int) { self.limit = limit }

  package mutating func append(_ bytes: ArraySlice<UInt8>) {
    let room = max(0, limit - head.count)
    head += bytes.prefix(room)
    tail += bytes.dropFirst(room)
    if tail.count > 2 * limit {
      omitted += tail.count - limit
      tail.removeFirst(tail.count - limit)
    }
  }

  /// The text, with a line that says so where something is left out.
  package var text: String {
    let gap = omitted > 0 ? Array("\n…\n".utf8) : []
    return String(decoding: head + gap + tail, as: UTF8.self)
  }
}
