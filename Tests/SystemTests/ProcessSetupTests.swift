import Foundation
import Testing

@testable import System

@Suite struct ProcessSetupTests {
  @Test func `standard files that are closed lead nowhere`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      for descriptor: Int32 in 0...2 { close(descriptor) }
      ProcessSetup.settle()
      let file = open("/dev/null", O_RDONLY)
      exit(file > 2 && (0...2).allSatisfy { fcntl($0, F_GETFD) >= 0 } ? 7 : 1)
    }
  }

  @Test func `how a child ended is known even to a program that was told to forget it`() async {
    await #expect(processExitsWith: .exitCode(7)) {
      signal(SIGCHLD, SIG_IGN)
      ProcessSetup.settle()
      exit(try Subprocess.run("/bin/sh", ["-c", "exit 7"]))
    }
  }

  @Test func `a signal reaches a program that was started with signals held back`() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      var all = sigset_t()
      sigfillset(&all)
      pthread_sigmask(SIG_BLOCK, &all, nil)
      ProcessSetup.settle()
      raise(SIGTERM)
    }
  }

  /// Some programs leave the pipe that they share in a mode in which it refuses what it has no room for.
  @Test func `a reader that is slow gets everything`() async throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    #expect(fcntl(writing, F_SETFL, O_NONBLOCK) == 0)
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let writer = Thread {
      SystemCall.write(bytes, to: writing)
      close(writing)
    }
    writer.start()
    var (received, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 10_000))
    while case let count = read(reading, &buffer, buffer.count), count > 0 {
      received += buffer[..<count]
      usleep(200)
    }
    close(reading)
    #expect(received == bytes)
  }
}
