import Synchronization
import System

/// How many threads may work on one operation. Every sum is cut by its shape alone; the number of threads only decides
/// who does which piece, and at times how many sums are one piece, so it never changes a result. Each begins with a share
/// of neighbouring pieces and then helps the others.
public enum Threads {
  private static let limit = Atomic<Int>(0)
  /// Whether this thread is at work on a piece: what is cut up inside a piece stays on its thread.
  @TaskLocal private static var isInsidePiece = false

  /// The largest number of threads used at a time: that of the processors unless set; at least 1. Where the system
  /// starts no more threads, those that there are do the work.
  public static var count: Int {
    get {
      let value = limit.load(ordering: .relaxed)
      return value > 0 ? value : processors
    }
    set {
      require(newValue >= 1, "Threads: \(newValue) threads cannot do any work; at least 1 is needed")
      limit.store(newValue, ordering: .relaxed)
    }
  }

  /// How many threads an operation may use here: one inside a piece of another.
  static var available: Int { isInsidePiece ? 1 : count }

  /// Runs `body` for each piece `0 ..< pieces` and returns when all are done. Operations that cost fewer than half
  /// a million multiply-adds in all (`work`) stay on the calling thread: calling another costs more than it saves.
  public dynamic static func forEach(pieces: Int, work: Int = .max, _ body: @Sendable (Int) -> Void) {
    let workers = work < 500_000 ? 1 : min(available, pieces)
    guard workers > 1 else {
      for piece in 0..<max(0, pieces) { body(piece) }
      return
    }
    // Each share's next piece stands on a line of the cache of its own.
    let apart = 64 / MemoryLayout<Atomic<Int>>.stride
    withUnsafeTemporaryAllocation(of: Atomic<Int>.self, capacity: workers * apart) {
      let next = SharedMemory($0.baseAddress!)
      for share in 0..<workers { (next.value + share * apart).initialize(to: Atomic(share * pieces / workers)) }
      WorkerPool.shared.run(others: workers - 1) { worker in
        $isInsidePiece.withValue(true) {
          // First the share that was this thread's before too: what it wrote then is in its cache. Then whatever is left.
          for turn in 0..<workers {
            let share = (worker + turn) % workers, end = (share + 1) * pieces / workers
            while true {
              let piece = next.value[share * apart].wrappingAdd(1, ordering: .relaxed).oldValue
              if piece >= end { break }
              body(piece)
            }
          }
        }
      }
    }
  }

  /// Runs `body` for each part of `0 ..< count`, of `length` neighbours, of which the last has what is left; `work` is as
  /// for pieces. Stops unless `length` is at least 1.
  public dynamic static func forEachPart(
    of count: Int, length: Int, work: Int = .max, _ body: @Sendable (Range<Int>) -> Void
  ) {
    require(length >= 1, "forEachPart: parts of \(length); a part has at least 1")
    forEach(pieces: count / length + (count % length > 0 ? 1 : 0), work: work) { piece in
      let start = piece * length
      body(start..<start + min(length, count - start))
    }
  }

  private static let processors = max(1, Hardware.processorCount)
}

/// Pointers to memory that several threads use, each for a part of its own.
public struct SharedMemory<Pointer>: @unchecked Sendable {
  /// The pointers themselves.
  public let value: Pointer

  /// Vouches that no two threads touch the same element.
  public init(_ value: Pointer) { self.value = value }
}
