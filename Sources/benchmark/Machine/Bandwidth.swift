import Measuring
import TensorCore

/// Three arrays, larger than the caches, to measure memory with.
///
/// Bytes are counted as the STREAM benchmark counts them (McCalpin, 1995): what the program reads and writes, without
/// what the processor fetches before it overwrites it.
final class Bandwidth {
  private let count: Int
  private let a, b, c: UnsafeMutablePointer<Float>

  /// Arrays of `count` elements, a multiple of 64.
  init(count: Int) {
    self.count = count
    func array(_ value: Float) -> UnsafeMutablePointer<Float> {
      let pointer = UnsafeMutablePointer<Float>.allocate(capacity: count)
      pointer.initialize(repeating: value, count: count)
      return pointer
    }
    (a, b, c) = (array(0), array(1), array(2))
  }

  deinit { [a, b, c].forEach { $0.deallocate() } }

  /// Bytes per second that a copy moves, and a triad: the best of several runs.
  func measured(threads: Int) -> (copy: Double, triad: Double) {
    let before = Threads.count
    Threads.count = threads
    defer { Threads.count = before }
    let bytes = Double(count * MemoryLayout<Float>.stride)
    let copying = Timing.spread(budget: 0.5) { self.copy() }.smallest
    let adding = Timing.spread(budget: 0.5) { self.triad() }.smallest
    return (2 * bytes / copying, 3 * bytes / adding)
  }

  /// Whether the arrays hold what a copy, and then a triad, leaves in them.
  var isRight: Bool {
    copy()
    let isCopied = (0..<count).allSatisfy { a[$0] == 1 }
    triad()
    return isCopied && (0..<count).allSatisfy { a[$0] == 7 }
  }

  private func copy() {
    let (a, b) = (SharedMemory(a), SharedMemory(b))
    forEachPart { (a.value + $0).update(from: b.value + $0, count: $1) }
  }

  private func triad() {
    let (a, b, c) = (SharedMemory(a), SharedMemory(b), SharedMemory(c))
    forEachPart { start, count in
      let (a, b, c) = (a.value + start, b.value + start, c.value + start)
      var index = 0
      while index < count {
        a[index] = b[index] + 3 * c[index]
        index &+= 1
      }
    }
  }

  private func forEachPart(_ body: @Sendable (_ start: Int, _ count: Int) -> Void) {
    let length = count / 64
    Threads.forEach(pieces: 64) { body($0 * length, length) }
  }
}
