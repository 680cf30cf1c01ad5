import Dispatch
import Synchronization
import System
import TensorCore

/// Batches that other threads prepare while the ones before them are in use: the same batches in the same order.
///
/// Never more than a few are ready, and whoever stops early leaves nothing running.
public struct PreparedBatches: Sequence, Sendable {
  private let count: Int
  private let limit: Int
  private let prepare: @Sendable (Int) -> Batch

  init(count: Int, limit: Int, prepare: @escaping @Sendable (Int) -> Batch) {
    self.count = count
    self.limit = limit
    self.prepare = prepare
  }

  /// The number of batches, which `Sequence` uses to reserve room.
  public var underestimatedCount: Int { count }

  /// Goes through the batches once, from the first to the last.
  public func makeIterator() -> AnyIterator<Batch> {
    var asked = 0
    guard limit > 0 else {
      return AnyIterator {
        guard asked < count else { return nil }
        defer { asked += 1 }
        return prepare(asked)
      }
    }
    var waiting: [Place] = []
    return AnyIterator {
      // One is handed out, and `limit` are in preparation while it is used.
      while asked < count, waiting.count <= limit {
        let (place, index) = (Place(), asked)
        let work: @Sendable () -> Void = { [prepare] in place.put(prepare(index)) }
        if !startThread(work) { work() }
        waiting.append(place)
        asked += 1
      }
      return waiting.isEmpty ? nil : waiting.removeFirst().take()
    }
  }

  /// Where one thread leaves a batch for another.
  private final class Place: Sendable {
    private let batch = Mutex<Batch?>(nil)
    private let isFilled = DispatchSemaphore(value: 0)

    func put(_ batch: Batch) {
      self.batch.withLock { $0 = batch }
      isFilled.signal()
    }

    /// Waits for the batch.
    func take() -> Batch? {
      isFilled.wait()
      return batch.withLock(\.self)
    }
  }
}

extension Batches {
  /// The same batches in the same order, of which `limit` are prepared on other threads while one is in use.
  ///
  /// It pays where a batch takes longer to gather than a thread to start, some hundredths of a millisecond. If
  /// `Threads.count` is 1, the thread that asks for a batch prepares it. Stops if `limit` is not positive.
  public func preparedAhead(by limit: Int = 2) -> PreparedBatches {
    require(limit > 0, "Batches.preparedAhead: \(limit) batches cannot be prepared; it must be at least 1")
    return PreparedBatches(count: count, limit: Threads.count > 1 ? limit : 0) { self[$0] }
  }
}
