import Foundation
import Synchronization
import TensorCore
import Testing

@testable import Datasets

@Suite(.serialized) struct PreparedBatchesTests {
  let dataset = DrawnDigits.dataset(count: 101, seed: 3)

  @Test(arguments: [1, 2, 50])
  func orderAndBitsAreThoseOfBatchesTakenInTurn(limit: Int) {
    for generator in [nil, SeededGenerator(seed: 5)] {
      let batches = dataset.batches(of: 8, shuffledBy: generator)
      let prepared = Array(batches.preparedAhead(by: limit))
      #expect(prepared.map(\.labels) == batches.map(\.labels))
      #expect(prepared.map(\.images.elements) == batches.map(\.images.elements))
    }
    #expect(Array(dataset.prefix(0).batches(of: 8).preparedAhead(by: limit)).isEmpty)
  }

  @Test func twoWalksDoNotDisturbEachOther() {
    let prepared = dataset.batches(of: 10, shuffledBy: SeededGenerator(seed: 6)).preparedAhead()
    let pairs = zip(prepared, prepared).map { ($0.labels, $1.labels) }
    #expect(pairs.count == 11)
    #expect(pairs.allSatisfy { $0 == $1 })
  }

  /// Counts what is prepared, and where.
  private final class Log: Sendable {
    let count = Atomic(0)
    let threads = Mutex<Set<ObjectIdentifier>>([])

    func batch(_ dataset: Dataset, _ index: Int) -> Batch {
      count.add(1, ordering: .relaxed)
      threads.withLock { _ = $0.insert(ObjectIdentifier(Thread.current)) }
      return dataset.batches(of: 1)[index]
    }
  }

  /// Waits until `condition` holds, for half a minute at most.
  private func holds(_ condition: () -> Bool) -> Bool {
    for _ in 0..<3000 where !condition() { Thread.sleep(forTimeInterval: 0.01) }
    return condition()
  }

  @Test func noMoreThanTheLimitIsPreparedAheadOnAnotherThread() {
    let log = Log()
    let batches = PreparedBatches(count: 100, limit: 3) { [dataset] in log.batch(dataset, $0) }.makeIterator()
    for taken in 1...5 {
      #expect(batches.next()?.labels == [dataset.labels[taken - 1]])
      #expect(holds { log.count.load(ordering: .relaxed) == taken + 3 })
    }
    Thread.sleep(forTimeInterval: 0.05)
    #expect(log.count.load(ordering: .relaxed) == 8)
    #expect(!log.threads.withLock(\.self).contains(ObjectIdentifier(Thread.current)))
  }

  @Test func withoutASecondThreadEachIsPreparedWhenItIsAskedFor() {
    let log = Log()
    let batches = PreparedBatches(count: 3, limit: 0) { [dataset] in log.batch(dataset, $0) }.makeIterator()
    for taken in 1...3 {
      #expect(batches.next()?.labels == [dataset.labels[taken - 1]])
      #expect(log.count.load(ordering: .relaxed) == taken)
    }
    #expect(batches.next()?.labels == nil)
    #expect(log.threads.withLock(\.self) == [ObjectIdentifier(Thread.current)])
  }

  @Test func whoStopsEarlyLeavesNothingBehind() {
    weak var log: Log?
    do {
      let kept = Log()
      log = kept
      for batch in PreparedBatches(count: 100, limit: 3, prepare: { [dataset] in kept.batch(dataset, $0) })
      where batch.labels == [dataset.labels[1]] {
        break
      }
      #expect(kept.count.load(ordering: .relaxed) < 100)
    }
    #expect(holds { log == nil })
  }
}
