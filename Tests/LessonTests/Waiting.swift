import Foundation
import Synchronization
import Testing

/// Threads for tests that wait for another program most of their time. They hold none of the threads that all other tests
/// run on, of which there are no more than processors.
final class WaitingThreads: TaskExecutor {
  static let shared = WaitingThreads(count: 2)

  private let jobs = Mutex<[UnownedJob]>([])
  private let arrived = DispatchSemaphore(value: 0)

  private init(count: Int) {
    for _ in 0..<count {
      Thread.detachNewThread {
        while true {
          self.arrived.wait()
          self.jobs.withLock { $0.removeFirst() }.runSynchronously(on: self.asUnownedTaskExecutor())
        }
      }
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
    arrived.signal()
  }
}

/// A test, or each test of a suite, runs on `WaitingThreads`.
struct WaitingTrait: SuiteTrait, TestTrait, TestScoping {
  let isRecursive = true

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(WaitingThreads.shared) { try await function() }
  }
}

extension Trait where Self == WaitingTrait {
  static var waiting: Self { Self() }
}
