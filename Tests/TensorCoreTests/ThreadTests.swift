import Foundation
import Testing

@testable import System
@testable import TensorCore

/// A thread needs room for its stack; here there is none.
@Test func whereNoThreadCanBeStartedTheWorkIsDoneAllTheSame() async {
  await #expect(processExitsWith: .exitCode(7)) {
    #if canImport(Glibc)
      let space = __rlimit_resource_t(RLIMIT_AS.rawValue)
    #else
      let space = RLIMIT_AS
    #endif
    Threads.count = 4
    let marks = UnsafeMutablePointer<Int>.allocate(capacity: 1000)
    marks.initialize(repeating: 0, count: 1000)
    let shared = SharedMemory(marks)
    var limit = rlimit()
    getrlimit(space, &limit)
    limit.rlim_cur = 0
    setrlimit(space, &limit)
    let isStarted = startThread {}
    Threads.forEach(pieces: 1000) { shared.value[$0] += 1 }
    exit(!isStarted && (0..<1000).allSatisfy { marks[$0] == 1 } ? 7 : 1)
  }
}
