#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A program that runs beside this one, in a process group of its own: what it prints and what it answers is read
/// through pipes, and it never outlives this one.
package struct ChildProcess: ~Copyable {
  /// What a child writes to.
  package enum Channel: Int32, CaseIterable {
    case output = 1
    case errors = 2
    case answers = 3
  }

  /// The descriptor on which a child notices that its parent is gone.
  static let lifeline: Int32 = 4

  /// How a process came to its end.
  package enum End: Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  private let id: pid_t
  /// Both ends are kept, so that a child that has closed its own does not break this process.
  private let lifeline: PipeEnds
  private var channels: [(channel: Channel, descriptor: Int32)]

  /// Starts a program, with `settings` such as `NAME=value` in its environment. Throws a line that says why if that
  /// cannot be done.
  package init(_ program: String, _ arguments: [String], input: [UInt8], settings: [String]) throws {
    (id, lifeline, channels) = try SpawnActions.starting.withLock { _ in
      try ChildProcess.start(program, arguments, input: input, settings: settings)
    }
  }

  private static func start(
    _ program: String, _ arguments: [String], input: [UInt8], settings: [String]
  ) throws -> (pid_t, PipeEnds, [(channel: Channel, descriptor: Int32)]) {
    var actions = SpawnActions(ownGroup: true)
    var ours: [(channel: Channel, descriptor: Int32)] = []
    var theirs: [Int32] = []
    var lifeline: PipeEnds?
    defer { theirs.forEach { _ = close($0) } }
    do {
      if !input.isEmpty {
        let file = try descriptor(reading: input)
        theirs.append(file)
        actions.put(file, at: STDIN_FILENO)
      }
      for channel in Channel.allCases {
        let pipe = try PipeEnds()
        ours.append((channel, pipe.reading))
        theirs.append(pipe.writing)
        actions.put(pipe.writing, at: channel.rawValue)
      }
      let pipe = try PipeEnds()
      lifeline = pipe
      actions.put(pipe.reading, at: ChildProcess.lifeline)
      return (try actions.spawn(program, arguments, settings: settings), pipe, ours)
    } catch {
      ours.forEach { _ = close($0.descriptor) }
      lifeline?.closeBoth()
      throw error
    }
  }

  /// Reads what the child writes until it has ended, and makes an end of it where it takes more than `seconds`.
  package mutating func finish(
    within seconds: Double, receive: (Channel, ArraySlice<UInt8>) -> Void
  ) -> (end: End, isOverdue: Bool) {
    let clock = ContinuousClock()
    var deadline = clock.now + .seconds(seconds)
    var isOverdue = false
    // What it has started itself may keep its pipes open, and go on writing, when it has ended.
    var isLast = false
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !channels.isEmpty {
      let left = deadline - clock.now
      if left <= .zero {
        if isOverdue || isLast { break }
        isOverdue = true
        deadline = clock.now + ChildProcess.timeForReport
        // Asks the child to say where it is.
        write(lifeline.writing, [0], 1)
        continue
      }
      var polled = channels.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
      let isQuiet = poll(&polled, nfds_t(polled.count), Int32(min(left / .milliseconds(1) + 1, 50))) == 0
      if isLast, isQuiet { break }
      if !isLast, hasEnded {
        isLast = true
        kill(-id, SIGKILL)
        deadline = min(deadline, clock.now + .seconds(1))
      }
      for (place, entry) in polled.enumerated().reversed() where entry.revents != 0 {
        let count = read(entry.fd, &buffer, buffer.count)
        let channel = channels[place].channel
        // An answer that comes too late is none.
        if count > 0, !isOverdue || channel != .answers { receive(channel, buffer[..<count]) }
        if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) {
          close(entry.fd)
          channels.remove(at: place)
        }
      }
    }
    return (reap(), isOverdue)
  }

  private static let timeForReport = Duration.seconds(12)

  /// Waits a moment for the child, once all that it could write to is closed, and ends it, or what it has left behind.
  private func reap() -> End {
    for _ in 0..<100 {
      if hasEnded { break }
      usleep(1000)
    }
    kill(-id, SIGKILL)
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    return End(status)
  }

  private var hasEnded: Bool {
    var information = siginfo_t()
    waitid(P_PID, id_t(id), &information, WEXITED | WNOHANG | WNOWAIT)
    return information.si_signo != 0
  }

  deinit {
    lifeline.closeBoth()
    channels.forEach { _ = close($0.descriptor) }
  }
}

extension ChildProcess.End {
  init(_ status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
  }

  /// Whether it was ended by the signal on which the runtime says where a program is.
  package var isRequestToReport: Bool { self == .signalled(SIGQUIT) }

  /// Whether a check that the compiler has put into the program ended it.
  package var isTrap: Bool { self == .signalled(SIGILL) || self == .signalled(SIGTRAP) }

  /// What the system calls the signal that ended it; empty if none did.
  package var signalName: String {
    guard case .signalled(let signal) = self else { return "" }
    return strsignal(signal).map { String(cString: $0) } ?? "signal \(signal)"
  }
}
