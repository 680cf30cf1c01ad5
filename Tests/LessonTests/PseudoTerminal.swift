import Foundation
import TestedPackage

/// A program at a terminal of 80 columns and 24 rows, which a test types into.
final class PseudoTerminal {
  struct Failure: Error, CustomStringConvertible { let description: String }

  private let terminal: Int32
  private let process: pid_t
  /// All that the program has written.
  private(set) var text = ""
  /// What came after the text that was last read to.
  private var unread = ""
  /// The bytes that are not text yet.
  private var arrived: [UInt8] = []

  /// Starts a program that was built beside the tests, as if its user had typed its name in a window of its own.
  init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws {
    #if canImport(Darwin)
      terminal = posix_openpt(O_RDWR | O_NOCTTY)
      guard terminal >= 0, grantpt(terminal) == 0, unlockpt(terminal) == 0, let place = ptsname(terminal) else {
        throw Failure(description: "no pseudo-terminal")
      }
      let name = String(cString: place)
      let newSession = Int16(POSIX_SPAWN_SETSID)
    #else
      // What `unlockpt` and `ptsname` do, and a flag, by their numbers: the C library shows their names to few.
      let (unlock, number, newSession): (UInt, UInt, Int16) = (0x4004_5431, 0x8004_5430, 0x80)
      terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var (isLocked, index): (Int32, Int32) = (0, 0)
      guard terminal >= 0, ioctl(terminal, unlock, &isLocked) == 0, ioctl(terminal, number, &index) == 0 else {
        throw Failure(description: "no pseudo-terminal")
      }
      let name = "/dev/pts/\(index)"
    #endif
    _ = fcntl(terminal, F_SETFD, FD_CLOEXEC)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // The first terminal that the leader of a session opens is that of the session.
    posix_spawnattr_setflags(&attributes, newSession)
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    for descriptor: Int32 in [1, 2] { posix_spawn_file_actions_adddup2(&actions, 0, descriptor) }
    let path = TestedPackage.products.appending(path: program).path
    var settings = ProcessInfo.processInfo.environment.filter {
      !["CI", "NO_COLOR", "COLUMNS", "TMUX"].contains($0.key)
    }
    settings.merge(["TERM": "xterm-256color"]) { $1 }
    settings.merge(environment) { $1 }
    var pointers = ([path] + arguments).map { strdup($0) } + [nil]
    var variables = settings.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in pointers + variables { free(pointer) } }
    var child: pid_t = 0
    guard posix_spawn(&child, path, &actions, &attributes, &pointers, &variables) == 0 else {
      throw Failure(description: "\(path) does not start")
    }
    process = child
  }

  deinit {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    close(terminal)
  }

  /// Types some keys.
  func type(_ keys: String) { _ = keys.withCString { write(terminal, $0, strlen($0)) } }

  /// Reads on to the end of a text, or to the program's end for nil. Throws after a minute of silence.
  @discardableResult
  func read(until wanted: String?) throws -> String {
    var new = unread
    unread = ""
    while true {
      if let wanted, let end = new.firstRange(of: wanted)?.upperBound {
        unread = String(new[end...])
        return String(new[..<end])
      }
      var descriptor = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, 60_000) > 0 else { throw Failure(description: "nothing more came after: \(new)") }
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      let count = Foundation.read(terminal, &piece, piece.count)
      guard count > 0 else {
        if wanted == nil { return new }
        throw Failure(description: "the program has ended after: \(new)")
      }
      arrived += piece[..<count]
      // What of a character has come waits for the rest of it.
      let last = arrived.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
      let length = arrived[last] < 0x80 ? 1 : arrived[last] < 0xE0 ? 2 : arrived[last] < 0xF0 ? 3 : 4
      let end = last + length > arrived.count ? last : arrived.count
      let part = String(decoding: arrived[..<end], as: UTF8.self)
      arrived.removeFirst(end)
      new += part
      text += part
    }
  }
}
