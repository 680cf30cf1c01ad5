#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a program is started with and has not chosen: open files and signals.
package enum ProcessSetup {
  /// Sees to it that what is odd about them does no harm.
  package static func settle() {
    // A file of the program's own would otherwise take the place of a standard one that is closed, and what is printed
    // would go there.
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
    // Signals such as that of Ctrl-C reach the program even if whoever has started it held them back from itself.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_UNBLOCK, &all, nil)
    // A reader that stops reading, as `head` does, ends the program without a word.
    signal(SIGPIPE, SIG_DFL)
    // How a child ends can be asked for.
    signal(SIGCHLD, SIG_DFL)
    // A file that may not grow any more is an error of its writing.
    signal(SIGXFSZ, SIG_IGN)
    isRedrawn = Terminal.isRedrawn
    if Terminal.isTerminal { for number in [SIGINT, SIGQUIT, SIGTERM, SIGHUP] { tidyTerminal(at: number) } }
  }

  /// Set before there is a second thread.
  nonisolated(unsafe) private static var isRedrawn = false

  /// Before the signal ends the program, the terminal shows again what is typed and, where anything has been drawn over,
  /// gets plain colours and an empty line.
  private static func tidyTerminal(at number: Int32) {
    // A signal that was ignored when the program was started stays ignored.
    let before = signal(number, SIG_IGN)
    guard before == nil else {
      signal(number, before)
      return
    }
    signal(number) { number in
      // The end of a picture that is being sent, plain colours, the start of the line, and nothing in it.
      let end: StaticString = "\u{1B}\\\u{1B}[0m\r\u{1B}[K"
      if ProcessSetup.isRedrawn { write(STDOUT_FILENO, end.utf8Start, end.utf8CodeUnitCount) }
      Keyboard.letGo()
      signal(number, SIG_DFL)
      raise(number)
    }
  }
}
