#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#endif

/// What keeps a process that runs a stranger's code within bounds: of memory, stack and processor time, and of the life of
/// whoever has started it as a `ChildProcess`.
package enum ConfinedProcess {
  /// The exit status of a process whose time is over.
  package static let overdueStatus: Int32 = 75

  /// Sees to it that this process takes no more than so many bytes, leaves no core file, and prints at once.
  package static func limit(bytes: Int, stackBytes: Int) {
    setvbuf(stdout, nil, _IONBF, 0)
    limit(RLIMIT_CORE, 0)
    if !hasHugeAddressSpace(bytes) { limit(RLIMIT_AS, bytes) }
    limit(RLIMIT_STACK, stackBytes)
  }

  /// Ends the process with its parent; when it has used `seconds` of processor time or the parent asks for it, only after
  /// the runtime has said where the program is. To be called on a thread of its own, which the runtime can halt while it
  /// looks at a crash.
  package static func watch(seconds: Double) {
    var lifeline = pollfd(fd: ChildProcess.lifeline, events: Int16(POLLIN), revents: 0)
    var used = timespec()
    while poll(&lifeline, 1, 50) <= 0, used.seconds < seconds { clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) }
    var byte: UInt8 = 0
    guard lifeline.revents == 0 || read(ChildProcess.lifeline, &byte, 1) == 1 else {
      kill(0, SIGKILL)
      return
    }
    report()
    _exit(overdueStatus)
  }

  /// Has the runtime say where the program is. It cannot tell while that is within the system's own printing, so from now
  /// on what is printed is only collected, and goes nowhere.
  private static func report() {
    dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO)
    setvbuf(stdout, malloc(1 << 20), _IOFBF, 1 << 20)
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGQUIT)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    usleep(20_000)
    kill(getpid(), SIGQUIT)
    usleep(500_000)
  }

  private static func limit(_ resource: Resource, _ most: Int) {
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(resource.rawValue)
    #endif
    var limit = rlimit()
    getrlimit(resource, &limit)
    limit.rlim_cur = min(limit.rlim_max, rlim_t(most))
    setrlimit(resource, &limit)
  }

  /// Whether so many addresses are in use from the start that a limit of `bytes` would end the process at once: a
  /// sanitizer reserves terabytes.
  private static func hasHugeAddressSpace(_ bytes: Int) -> Bool {
    let pages = Folder.text(of: "/proc/self/statm")?.split(separator: " ").first.flatMap { Int($0) } ?? 0
    return pages * Int(getpagesize()) > bytes / 2
  }

  #if canImport(Glibc)
    private typealias Resource = __rlimit_resource
  #else
    private typealias Resource = Int32
  #endif
}

extension timespec {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_nsec) / 1e9 }
}
