import TensorCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The process in which a learner's function runs: it may do whatever it likes there, as nothing else does.
enum AnsweringProcess {
  /// Seconds of processor time after which a function is taken not to come to an end.
  static let seconds = 5.0
  private static let bytes = 1 << 30
  private static let stackBytes = 1 << 20

  /// What stands between what is printed in one case and in the next, before the number of the case.
  static let caseMark: Character = "\u{1E}"

  /// Runs the learner's function in the cases from one on, sends what each comes to, and ends the process.
  static func answer(_ exercise: Exercise, from first: Int) -> Never {
    prepare()
    for index in exercise.caseNames.indices.dropFirst(first) {
      Terminal.print("\(caseMark)\(index)\n")
      send { exercise.outcome(case: index).write(to: &$0) }
    }
    Terminal.exit(0)
  }

  /// Sees to it that the process ends with its parent, takes neither too long nor too much memory, and prints at once.
  static func prepare() {
    Threads.count = 1
    setvbuf(stdout, nil, _IONBF, 0)
    limit(RLIMIT_CORE, 0)
    if !hasHugeAddressSpace { limit(RLIMIT_AS, bytes) }
    limit(RLIMIT_STACK, stackBytes)
    // From a thread of its own, which the runtime can halt while it looks at a crash.
    _ = startThread(watch)
  }

  /// Sends a message, after its length.
  static func send(_ write: (inout ByteWriter) -> Void) {
    var message = ByteWriter()
    write(&message)
    var whole = ByteWriter()
    whole.write(message.bytes.count)
    Terminal.write(whole.bytes + message.bytes, to: ChildProcess.Channel.answers.rawValue)
  }

  /// What a process ends with whose time is over.
  static let overdueStatus: Int32 = 75

  /// Ends the process with its parent; when the time is over or the parent asks for it, only after the runtime has said
  /// where the program is.
  private static func watch() {
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

  /// Has the runtime say where the learner's function is. It cannot tell while that is within the system's own printing,
  /// so from now on what is printed is only collected, and goes nowhere.
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

  /// Whether so many addresses are in use from the start that a limit would end the process at once: a sanitizer reserves
  /// terabytes.
  private static var hasHugeAddressSpace: Bool {
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
