import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The keys of the terminal that the program is started in, one by one and without their echo.
package struct Keyboard {
  /// What a key says.
  package enum Key: Equatable, Sendable {
    case character(Character)
    case enter, backspace, up, down, left, right, pageUp, pageDown
    /// Nothing more will come.
    case end
  }

  /// What has been typed and not yet been asked for.
  private var typed: [UInt8] = []

  /// The keys from now on.
  package init() {}

  /// Whether keys can be read: the standard input is a terminal, and this program is the one that its user sees.
  package static var isThere: Bool { isatty(STDIN_FILENO) == 1 && tcgetpgrp(STDIN_FILENO) == getpgrp() }

  /// How the terminal was before keys were read; only while they are. A handler of signals reads it.
  private nonisolated(unsafe) static var before: termios?
  private static let isHeld = Atomic<Bool>(false)

  /// Waits for a key, or for word from `bell`, which is nil. The terminal stays as keys need it until `letGo`: what is
  /// typed while it is given back and taken again would lie there unnoticed.
  package mutating func key(or bell: Bell) -> Key? {
    while true {
      if let key = Keyboard.first(in: &typed) { return key }
      // Again and again: whoever stops the program and lets it go on may have changed the terminal.
      Keyboard.hold()
      var waited = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: bell.reading, events: Int16(POLLIN), revents: 0),
      ]
      let woken = poll(&waited, 2, typed.isEmpty ? 500 : 100)
      // Nothing has followed: that was the Escape key, and not the beginning of a sequence.
      if woken == 0, typed.first == Keyboard.escape { typed = [] }
      guard woken > 0 else { continue }
      if waited[1].revents != 0 {
        bell.silence()
        return nil
      }
      var bytes = [UInt8](repeating: 0, count: 256)
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return .end }
      typed += bytes[..<count]
    }
  }

  private static let sequences: [(bytes: String, key: Key)] = [
    ("\n", .enter), ("\r", .enter), ("\u{4}", .end), ("\u{7F}", .backspace), ("\u{8}", .backspace),
    ("\u{1B}[A", .up), ("\u{1B}OA", .up), ("\u{1B}[B", .down), ("\u{1B}OB", .down),
    ("\u{1B}[C", .right), ("\u{1B}OC", .right), ("\u{1B}[D", .left), ("\u{1B}OD", .left),
    ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown),
  ]

  /// Takes the first key from what has been typed. What means nothing here is dropped.
  static func first(in typed: inout [UInt8]) -> Key? {
    while let byte = typed.first {
      if let (bytes, key) = sequences.first(where: { typed.starts(with: $0.bytes.utf8) }) {
        typed.removeFirst(bytes.utf8.count)
        return key
      }
      if (0xC2..<0xF5).contains(byte) {
        // A character of several bytes, the last of which may be still to come.
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        let count = 1 + typed.dropFirst().prefix(length - 1).prefix { $0 & 0xC0 == 0x80 }.count
        if count == typed.count, count < length { return nil }
        let bytes = typed[..<count]
        typed.removeFirst(count)
        if let character = String(validating: bytes, as: UTF8.self)?.first { return .character(character) }
        continue
      }
      if byte == escape {
        guard let length = sequenceLength(typed) else { return nil }
        typed.removeFirst(length)
        continue
      }
      typed.removeFirst()
      if (0x20..<0x7F).contains(byte) { return .character(Character(Unicode.Scalar(byte))) }
    }
    return nil
  }

  private static let escape: UInt8 = 0x1B

  /// How many bytes the sequence has that begins with the first, an escape, whatever it means; nil if its end is still to
  /// come.
  private static func sequenceLength(_ typed: [UInt8]) -> Int? {
    guard typed.count > 1 else { return nil }
    switch typed[1] {
    case escape: return 1
    case UInt8(ascii: "O"): return typed.count > 2 ? 3 : nil
    case UInt8(ascii: "["):
      // Numbers, and then a letter; anything else is no part of it.
      guard let end = typed.dropFirst(2).firstIndex(where: { !(0x20..<0x40).contains($0) }) else { return nil }
      return (0x40..<0x7F).contains(typed[end]) ? end + 1 : end
    default: return 2
    }
  }

  private static func hold() {
    var now = termios()
    guard tcgetattr(STDIN_FILENO, &now) == 0, now.c_lflag & tcflag_t(ICANON) != 0 else { return }
    before = now
    isHeld.store(true, ordering: .sequentiallyConsistent)
    now.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &now)
  }

  /// Gives the terminal back as it was.
  package static func letGo() {
    guard isHeld.exchange(false, ordering: .sequentiallyConsistent), var before else { return }
    tcsetattr(STDIN_FILENO, TCSANOW, &before)
  }

  /// What wakes whoever waits for a key.
  package struct Bell: Sendable {
    fileprivate let reading, writing: Int32

    /// A bell that nobody has rung; throws a line if the system has no more pipes.
    package init() throws {
      let pipe = try PipeEnds()
      (reading, writing) = (pipe.reading, pipe.writing)
      for end in [reading, writing] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    }

    /// Ends one wait, this one or the next.
    package func ring() { write(writing, "!", 1) }

    fileprivate func silence() {
      var bytes = [UInt8](repeating: 0, count: 4096)
      while read(reading, &bytes, bytes.count) > 0 {}
    }
  }
}
