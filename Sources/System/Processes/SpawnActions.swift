import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#endif

/// What is to be done in a new process before its program begins.
struct SpawnActions: ~Copyable {
  #if canImport(Darwin)
    private var actions: posix_spawn_file_actions_t?
    private var attributes: posix_spawnattr_t?
  #else
    private var actions = posix_spawn_file_actions_t()
    private var attributes = posix_spawnattr_t()
  #endif

  /// Held from the first pipe of a process until it has been started: another one that starts meanwhile would inherit the
  /// ends of a pipe that is being made, and keep it open.
  static let starting = Mutex(())

  /// Nothing is read unless `reads`; everything else is inherited. In a session of its own a process has no terminal that
  /// it could open by its name.
  init(ownGroup: Bool = false, reads: Bool = false) {
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    if !reads { posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0) }
    guard ownGroup else { return }
    posix_spawnattr_setflags(&attributes, SpawnActions.newSession)
  }

  /// The flag that makes a process the first of a session, and so of a group; Glibc keeps its name to itself.
  #if canImport(Darwin)
    private static let newSession = Int16(POSIX_SPAWN_SETSID)
  #else
    private static let newSession: Int16 = 0x80
  #endif

  /// Sends what the process writes to its standard error nowhere.
  mutating func discardErrors() {
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
  }

  /// Gives the process a descriptor of this one under another number.
  mutating func put(_ descriptor: Int32, at number: Int32) {
    posix_spawn_file_actions_adddup2(&actions, descriptor, number)
  }

  /// Starts the program, looked for in `PATH` if it is a mere name, with `settings` such as `NAME=value` in its
  /// environment; throws a line if that cannot be done.
  mutating func spawn(
    _ program: String, _ arguments: [String], settings: [String] = []
  ) throws -> pid_t {
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let settings = settings.map { strdup($0) }
    defer { (words + settings).forEach { free($0) } }
    let environment = SpawnActions.inherited(without: settings) + settings + [nil]
    var id: pid_t = 0
    let code = posix_spawnp(&id, program, &actions, &attributes, words, environment)
    guard code != ENOENT else {
      throw ProgramFailure("cannot find the program \(program); install it, or name its folder in PATH")
    }
    guard code == 0 else { throw SpawnActions.failure("start \(program)", code) }
    return id
  }

  /// The variables of this process, byte for byte, without those that `settings` name.
  private static func inherited(without settings: [UnsafeMutablePointer<CChar>?]) -> [UnsafeMutablePointer<CChar>?] {
    func name(_ setting: UnsafeMutablePointer<CChar>) -> Substring { String(cString: setting).prefix { $0 != "=" } }
    let names = settings.compactMap { $0.map(name) }
    var variables: [UnsafeMutablePointer<CChar>?] = []
    var entry: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = environ
    while let variable = entry?.pointee {
      if !names.contains(name(variable)) { variables.append(variable) }
      entry = entry?.successor()
    }
    return variables
  }

  static func failure(
    _ what: String, _ code: Int32, remedy: String = "see that it is a program that you may run"
  ) -> ProgramFailure {
    let isCrowded = [EMFILE, ENFILE, EAGAIN, ENOMEM].contains(code)
    return ProgramFailure(
      "cannot \(what): \(String(cString: strerror(code))); \(isCrowded ? "end other programs and try again" : remedy)"
    )
  }

  deinit {
    var (actions, attributes) = (actions, attributes)
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
}
