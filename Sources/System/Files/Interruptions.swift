import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Signals that end a program, such as that of Ctrl-C, and work that must not be cut in two by them. A signal goes to
/// whichever thread has it open; so while there is such work, the whole program only notes that one came.
package enum Interruptions {
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  /// The signals that came, one bit each.
  private static let noted = Atomic<UInt32>(0)
  private static let held = Mutex(Held())

  /// How many threads are at such work, and what each signal did before the first was.
  private struct Held {
    var count = 0
    var actions: [sigaction] = []
  }

  /// Calls `body`. What interrupts it acts when no thread is at such work any more, as it would have before.
  package static func holdOff<Result>(_ body: () throws -> Result) rethrows -> Result {
    begin()
    defer { end() }
    return try body()
  }

  private static func begin() {
    held.withLock { held in
      held.count += 1
      guard held.count == 1 else { return }
      // A handler must not be the first to reach it: that would set it up.
      noted.store(0, ordering: .sequentiallyConsistent)
      held.actions = signals.map { signal in
        var (note, before) = (sigaction(), sigaction())
        sigaction(signal, nil, &before)
        let isIgnored = address(before.handler) == address(SIG_IGN)
        note.handler = Interruptions.note
        note.sa_flags = SA_RESTART
        if !isIgnored { sigaction(signal, &note, nil) }
        return before
      }
    }
  }

  private static func address(_ handler: (@convention(c) (Int32) -> Void)?) -> Int {
    unsafeBitCast(handler, to: Int.self)
  }

  private static let note: @convention(c) (Int32) -> Void = { signal in
    Interruptions.noted.bitwiseOr(1 << UInt32(signal), ordering: .sequentiallyConsistent)
  }

  private static func end() {
    let came: UInt32 = held.withLock { held in
      held.count -= 1
      guard held.count == 0 else { return 0 }
      for (signal, var action) in zip(signals, held.actions) { sigaction(signal, &action, nil) }
      return noted.exchange(0, ordering: .sequentiallyConsistent)
    }
    for signal in signals where came & 1 << UInt32(signal) != 0 { raise(signal) }
  }
}

extension sigaction {
  /// What is called when the signal comes.
  fileprivate var handler: (@convention(c) (Int32) -> Void)? {
    get {
      #if canImport(Darwin)
        __sigaction_u.__sa_handler
      #elseif canImport(Glibc)
        __sigaction_handler.sa_handler
      #elseif canImport(Musl)
        __sa_handler.sa_handler
      #endif
    }
    set {
      #if canImport(Darwin)
        __sigaction_u.__sa_handler = newValue
      #elseif canImport(Glibc)
        __sigaction_handler.sa_handler = newValue
      #elseif canImport(Musl)
        __sa_handler.sa_handler = newValue
      #endif
    }
  }
}
