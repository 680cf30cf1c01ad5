import Foundation
import Synchronization
import Testing

@testable import Kernels

@Suite(
  "Memory that is handed out again", .serialized,
  .enabled(if: !Buffers.isWatched, "a sanitizer sees each block given back"))
struct BuffersTests {
  /// A size that nothing else here asks for.
  private static let count = 900_000

  /// The address of a block after it was taken and given back.
  @Sendable private static func visited(_ count: Int) -> UInt {
    let block = Buffers.take(count)
    block[count - 1] = 1
    Buffers.giveBack(block, count)
    return UInt(bitPattern: block)
  }

  @Test func aThreadGetsWhatItGaveBack() {
    let getsIt = somewhere {
      let first = Self.visited(Self.count)
      return Self.visited(Self.count) == first && Self.visited(Self.count - 1) == first
        && Self.visited(2 * Self.count) != first
    }
    #expect(getsIt)
  }

  @Test func aThreadGetsItsOwnRatherThanWhatAnotherGaveBackLater() {
    let count = Self.count / 2
    let getsItsOwn = somewhere {
      let mine = Buffers.take(count)
      let theirs = elsewhere { UInt(bitPattern: Buffers.take(count)) }
      Buffers.giveBack(mine, count)
      _ = elsewhere {
        Buffers.giveBack(UnsafeMutablePointer(bitPattern: theirs)!, count)
        return 0
      }
      return Self.visited(count) == UInt(bitPattern: mine)
    }
    #expect(getsItsOwn)
  }

  @Test func whatAnotherThreadGaveBackIsFound() {
    let count = 3 * Self.count
    let isFound = somewhere {
      let address = elsewhere { Self.visited(count) }
      return Self.visited(count) == address
    }
    #expect(isFound)
  }

  @Test func aShelfPassesFromThreadToThread() {
    let shelves = (0..<200).map { _ in elsewhere { UInt(Buffers.ownShelf) } }
    #expect(Set(shelves).count < 32, "few threads live at a time")
    #expect(Buffers.ownShelf == Buffers.ownShelf)
  }

  @Test func moreThreadsThanShelvesShareTheLast() {
    let count = 100
    let shelves = Mutex<[Int]>([])
    let (isHeard, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    for _ in 0..<count {
      Thread.detachNewThread {
        let block = Buffers.take(1000)
        block.update(repeating: 1, count: 1000)
        Buffers.giveBack(block, 1000)
        shelves.withLock { $0.append(Buffers.ownShelf) }
        isHeard.signal()
        mayEnd.wait()
      }
    }
    for _ in 0..<count { isHeard.wait() }
    for _ in 0..<count { mayEnd.signal() }
    let used = Dictionary(grouping: shelves.withLock(\.self)) { $0 }.mapValues(\.count)
    #expect(used.values.reduce(0, +) == count)
    #expect(used.keys.allSatisfy { (0..<64).contains($0) })
    #expect(used.allSatisfy { $0.key == 63 || $0.value == 1 })
  }

  /// Whether `body` holds on one of twenty threads, each with a shelf of its own: some shelf may be full.
  private func somewhere(threads: Int = 20, _ body: @escaping @Sendable () -> Bool) -> Bool {
    elsewhere { body() || threads > 1 && somewhere(threads: threads - 1, body) ? 1 : 0 } == 1
  }

  /// What `body` gives on a thread of its own.
  private func elsewhere(_ body: @escaping @Sendable () -> UInt) -> UInt {
    let result = Mutex<UInt>(0)
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      let value = body()
      result.withLock { $0 = value }
      done.signal()
    }
    done.wait()
    return result.withLock { $0 }
  }

  /// Each thread writes its own number into all it holds: a block that two hold at a time has the wrong one for one of them.
  @Test func noTwoHoldTheSameBlock() {
    let wrong = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      var held: [(block: UnsafeMutablePointer<Float>, count: Int)] = []
      for step in 0..<4000 {
        let count = 1 + (step * 7919 + thread * 104_729) % 3000
        let block = Buffers.take(count)
        block.update(repeating: Float(thread), count: count)
        held.append((block, count))
        if held.count > step % 13 {
          let (block, count) = held.remove(at: step % held.count)
          let isOwn = (0..<count).allSatisfy { block[$0] == Float(thread) }
          if !isOwn { wrong.wrappingAdd(1, ordering: .relaxed) }
          Buffers.giveBack(block, count)
        }
      }
      for (block, count) in held { Buffers.giveBack(block, count) }
    }
    #expect(wrong.load(ordering: .relaxed) == 0)
  }
}
