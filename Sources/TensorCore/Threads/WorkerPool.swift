import Dispatch
import Kernels
import Synchronization
import System

/// Threads that wait for work. A step of training hands them a piece every few hundred microseconds, and waking a
/// sleeping thread takes tens: so each looks out for a while before it lies down.
final class WorkerPool: Sendable {
  static let shared = WorkerPool()

  /// How often a thread looks for work before it sleeps: for about 50 µs.
  private static let looks = 2000

  private let isTaken = Atomic<Bool>(false)
  private let workers = Mutex<[Worker]>([])

  /// Runs `body` on this thread, worker 0, and on `others` more, and returns when all are done. Where the system starts
  /// no more threads there are fewer; if the pool is at work for another thread already, this one works alone.
  @inline(never)
  func run(others: Int, _ body: @Sendable (_ worker: Int) -> Void) {
    guard isTaken.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
      return body(0)
    }
    defer { isTaken.store(false, ordering: .releasing) }
    let helpers = workers.withLock { workers in
      while workers.count < others, let worker = Worker() { workers.append(worker) }
      return Array(workers.prefix(others))
    }
    withoutActuallyEscaping(body) { body in
      for (index, worker) in helpers.enumerated() { worker.start { body(index + 1) } }
      body(0)
      for worker in helpers { worker.waitUntilDone() }
    }
  }

  /// One thread, and what it is to do.
  private final class Worker: @unchecked Sendable {
    private enum State: UInt8, AtomicRepresentable { case ready, working, asleep }

    private let state = Atomic<State>(.ready)
    private let alarm = DispatchSemaphore(value: 0)
    /// Written before `state` says so and read after.
    private var job: (@Sendable () -> Void)?

    /// Nil if the system starts no thread.
    init?() {
      let isStarted = startThread { [self] in
        while true {
          waitForWork()
          job?()
          job = nil
          state.store(.ready, ordering: .releasing)
        }
      }
      guard isStarted else { return nil }
    }

    func start(_ job: @escaping @Sendable () -> Void) {
      self.job = job
      if state.exchange(.working, ordering: .acquiringAndReleasing) == .asleep { alarm.signal() }
    }

    func waitUntilDone() {
      var looks = 0
      while state.load(ordering: .acquiring) == .working {
        looks += 1
        looks < WorkerPool.looks ? Processor.pause() : giveWay()
      }
    }

    private func waitForWork() {
      for _ in 0..<WorkerPool.looks {
        if state.load(ordering: .acquiring) == .working { return }
        Processor.pause()
      }
      if state.compareExchange(expected: .ready, desired: .asleep, ordering: .acquiringAndReleasing).exchanged {
        alarm.wait()
      }
    }
  }
}
