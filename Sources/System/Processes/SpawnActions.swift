#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  import Musl
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

  /// In a process group of its own, nothing is read; everything else is inherited.
  init(ownGroup: Bool = true) {
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    guard ownGroup else { return }
    readNothing()
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
  }

  /// Lets the process find its standard input empty.
  mutating func readNothing() { posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0) }

  /// Sends what the process writes to its standard error nowhere.
  mutating func discardErrors() {
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
  }

  /// Gives the process a descriptor of this one under another number.
  mutating func put(_ descriptor: Int32, at number: Int32) {
    posix_spawn_file_actions_adddup2(&actions, descriptor, number)
  }

  /// Starts the program, looked for in `PATH` if it is a mere name, with `settings` such as `NAME=value` in its environment; throws a line if that cannot be done.
  mutating func spawn(
    _ program: String, _ arguments: [String], settings: [String] = []
  ) throws -> pid_t {
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let environment = SpawnActions.environment(with: settings).map { strdup($0) } + [nil]
    defer { (words + environment).forEach { free($0) } }
    var id: pid_t = 0
    let code = posix_spawnp(&id, program, &actions, &attributes, words, environment)
    guard code != ENOENT else {
      throw ProgramFailure("cannot find the program \(program); install it, or name its folder in PATH")
    }
    guard code == 0 else { throw SpawnActions.failure("start \(program)", code) }
    return id
  }

  /// The environment of this process, in which some settings, `NAME=value`, take the place of those of the same name.
  private static func environment(with settings: [String]) -> [String] {
    var variables: [String] = []
    var entry = environ
    while let variable = entry.pointee {
      variables.append(String(cString: variable))
      entry += 1
    }
    func name(_ setting: String) -> Substring { setting.prefix { $0 != "=" } }
    return variables.filter { variable in !settings.contains { name($0) == name(variable) } } + settings
  }

  static func failure(_ what: String, _ code: Int32) -> ProgramFailure {
    ProgramFailure("cannot \(what): \(String(cString: strerror(code))); end other programs and try again")
  }

  deinit {
    var (actions, attributes) = (actions, attributes)
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
}
