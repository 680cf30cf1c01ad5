#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Programs that this one starts and waits for.
package enum Subprocess {
  /// Runs a program that reads and writes where this one does, and waits for it. Gives its exit status, 1 if a signal
  /// ended it.
  package static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    var actions = SpawnActions(reads: true)
    return wait(for: try SpawnActions.starting.withLock { _ in try actions.spawn(program, arguments) }) ?? 1
  }

  /// Runs a program that has nothing to read, with `settings` such as `NAME=value` in its environment, and gives what it
  /// prints, of more than a megabyte the beginning and the end, and its exit status, 1 if a signal ended it.
  package static func output(
    of program: String, _ arguments: [String], settings: [String] = []
  ) throws -> (text: String, status: Int32) {
    var printed = CappedBytes(limit: 1 << 20)
    let status = try read(from: program, arguments, settings: settings, alsoErrors: true) {
      printed.append($0)
      return true
    }
    return (printed.text, status ?? 1)
  }

  /// Runs a program that has nothing to read, and hands out what it writes to its standard output, piece by piece, until
  /// it ends or `receive` says that it is enough. Gives its exit status; nil if a signal ended it.
  ///
  /// - Parameter alsoErrors: Whether what it writes to its standard error comes too, in between; it is lost otherwise.
  package static func read(
    from program: String, _ arguments: [String], settings: [String] = [], alsoErrors: Bool = false,
    receive: (ArraySlice<UInt8>) throws -> Bool
  ) throws -> Int32? {
    let (id, reading) = try SpawnActions.starting.withLock { _ in
      let pipe = try PipeEnds()
      var actions = SpawnActions()
      actions.put(pipe.writing, at: STDOUT_FILENO)
      if alsoErrors { actions.put(pipe.writing, at: STDERR_FILENO) } else { actions.discardErrors() }
      defer { close(pipe.writing) }
      do {
        return (try actions.spawn(program, arguments, settings: settings), pipe.reading)
      } catch {
        close(pipe.reading)
        throw error
      }
    }
    var isWanted = true
    do {
      defer { close(reading) }
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while isWanted, case let count = system_read(reading, &buffer, buffer.count), count != 0 {
        if count > 0 { isWanted = try receive(buffer[..<count]) } else if errno != EINTR { break }
      }
    } catch {
      kill(id, SIGTERM)
      _ = wait(for: id)
      throw error
    }
    if !isWanted { kill(id, SIGTERM) }
    return wait(for: id)
  }

  private static func wait(for id: pid_t) -> Int32? {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0 {
      // Somebody else has waited for it, and how it ended is lost.
      if errno != EINTR { return nil }
    }
    if case .exited(let code) = ChildProcess.End(status) { return code }
    return nil
  }
}

private func system_read(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
