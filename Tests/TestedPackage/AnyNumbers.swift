import Foundation

/// Whether AddressSanitizer looks on.
private let isWatched = dlsym(dlopen(nil, RTLD_LAZY), "__asan_init") != nil

/// An operation and the whole numbers it is called with: sizes, strides, paddings, axes, indices.
public struct Call: Sendable {
  /// What the operation is called.
  public let name: String
  /// Numbers that fit together.
  let fitting: [Int]
  let body: @Sendable ([Int]) -> Void

  /// An operation whose numbers fit together.
  public init(name: String, fitting: [Int], body: @escaping @Sendable ([Int]) -> Void) {
    self.name = name
    self.fitting = fitting
    self.body = body
  }

  /// Numbers from −2 to the largest, which every parameter takes.
  static let numbers = [-2, -1, 0, 1, 2, 3, 1 << 31, 1 << 61, .max - 1, .max]
  /// Those that every pair of parameters takes all pairs of.
  static let pairedNumbers = [-1, 0, 2, 1 << 31, .max]

  var cases: [[Int]] {
    var cases: [[Int]] = []
    func add(_ changes: [(place: Int, number: Int)]) {
      var numbers = fitting
      for change in changes { numbers[change.place] = change.number }
      cases.append(numbers)
    }
    for first in fitting.indices {
      for number in Call.numbers { add([(first, number)]) }
      for second in fitting.indices.dropFirst(first + 1) {
        for a in Call.pairedNumbers { for b in Call.pairedNumbers { add([(first, a), (second, b)]) } }
      }
    }
    return cases
  }
}

/// A process that tries case after case. One that stops ends it: what it said is looked at, and a new one goes on behind.
public struct Trial {
  /// A process of its own.
  public init() {}

  private typealias Fork = @convention(c) () -> Int32
  /// Swift offers no `fork`, since threads do not survive it; here is only one.
  private let fork = unsafeBitCast(dlsym(dlopen(nil, RTLD_LAZY), "fork"), to: Fork.self)
  /// The number of the case that is being tried, in memory that both processes see.
  private let current = mmap(nil, 8, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)!
    .assumingMemoryBound(to: Int.self)

  /// What went otherwise than it should: neither a result nor a message of the operation's own.
  public func problems(of call: Call) -> [String] {
    let cases = call.cases
    var problems: [String] = [], next = 0
    while next < cases.count {
      let (status, text) = tried(call, cases[next...])
      if status == 0 { break }
      next = current.pointee + 1
      if !isOwnMessage(text) {
        problems.append("\(call.name) \(cases[next - 1]), status \(status): \(text.prefix(300))")
      }
    }
    return problems
  }

  private func tried(_ call: Call, _ cases: ArraySlice<[Int]>) -> (status: Int32, text: String) {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    let process = fork()
    if process == 0 {
      dup2(ends[1], 2)
      for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE] where !isWatched { Foundation.signal(signal, SIG_DFL) }
      limitMemory()
      for (index, numbers) in cases.enumerated() {
        current.pointee = cases.startIndex + index
        alarm(60)
        call.body(numbers)
      }
      _exit(0)
    }
    close(ends[1])
    let text = String(
      decoding: FileHandle(fileDescriptor: ends[0], closeOnDealloc: true).readDataToEndOfFile(), as: UTF8.self)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return (status, text)
  }

  /// A sanitizer takes terabytes of addresses for itself, and is told its limit when it starts.
  private func limitMemory() {
    if isWatched { return }
    #if canImport(Glibc)
      let space = __rlimit_resource_t(RLIMIT_AS.rawValue)
    #else
      let space = RLIMIT_AS
    #endif
    var limit = rlimit()
    getrlimit(space, &limit)
    limit.rlim_cur = 2 << 30
    setrlimit(space, &limit)
  }

  /// Whether a program that stopped said so in the library's words: `Fatal error: operation: …`. The inner loops' own
  /// checks are not among them: nothing may get as far. Where a list's length is a number that memory could have, the
  /// language itself tells how many bytes are missing.
  private func isOwnMessage(_ text: String) -> Bool {
    if text.contains("ERROR: AddressSanitizer") { return false }
    if text.contains(#/Fatal error: failed to allocate \d+ bytes of memory/#) { return true }
    guard let found = text.firstMatch(of: #/(\w+)/\w+\.swift:\d+: Fatal error: (\S+): /#) else { return false }
    return ["Kernels", "TensorCore", "Learning", "Datasets", "Drawing", "Figures"].contains(found.1)
      && !["WindowGeometry", "MatrixProduct"].contains(found.2)
  }
}

extension [Call] {
  /// Writes to standard error what the call of a name does otherwise than it should.
  public func tellProblems(of name: String) {
    for problem in Trial().problems(of: first { $0.name == name }!) {
      FileHandle.standardError.write(Data("problem: \(problem)\n".utf8))
    }
  }

  /// What a process told of problems.
  public static func problems(told: [UInt8]?) -> [String] {
    String(decoding: told ?? [], as: UTF8.self).split(separator: "\n").filter { $0.contains("problem: ") }
      .map(String.init)
  }
}
