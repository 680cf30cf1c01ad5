#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A lesson's program, built by itself in the way in which the running program was built.
package struct LessonBuild {
  /// Where the program is once it has been built.
  package let program: String
  /// What is wrong with the lesson's source, to be shown in a terminal; nil if nothing is.
  package let complaint: String?

  /// Builds the program of a lesson of the package at `root`. Throws a line if the build cannot be started.
  package init(lesson: String, root: String) throws {
    guard let products = Path.executable.flatMap(Path.parent) else {
      throw LessonFailure("cannot find the program that is running")
    }
    program = "\(products)/\(lesson)"
    if Terminal.hasColor { Terminal.print("Building \(lesson) …\r") }
    let settings = LessonBuild.settings(products: products)
    let (text, status) = try Program.output(
      of: "swift", ["build", "--product", lesson, "--package-path", root] + settings)
    if Terminal.hasColor { Terminal.print("\u{1B}[K") }
    complaint = status == 0 ? nil : CompilerErrors(in: text).text(lesson: lesson, root: root)
  }

  /// The options that put a program beside those of a folder such as `.build/x86_64-unknown-linux-gnu/debug`.
  private static func settings(products: String) -> [String] {
    let steps = products.split(separator: "/").map(String.init)
    guard steps.count > 2, let configuration = steps.last, ["debug", "release"].contains(configuration) else {
      return []
    }
    return ["--configuration", configuration, "--scratch-path", "/" + steps.dropLast(2).joined(separator: "/")]
  }
}

extension Program {
  /// Runs a program that reads and writes where this one does, and waits for it. Gives its exit status, 1 if a signal ended
  /// it.
  package static func execute(_ program: String, _ arguments: [String]) throws -> Int32 {
    var actions = SpawnActions(ownGroup: false)
    return wait(for: try actions.spawn(program, arguments))
  }

  /// Runs a program that has nothing to read, and gives all that it prints, and its exit status.
  package static func output(of program: String, _ arguments: [String]) throws -> (text: String, status: Int32) {
    let pipe = try PipeEnds()
    var actions = SpawnActions(ownGroup: false)
    actions.put(pipe.writing, at: STDOUT_FILENO)
    actions.put(pipe.writing, at: STDERR_FILENO)
    let id: pid_t
    do {
      defer { close(pipe.writing) }
      id = try actions.spawn(program, arguments)
    }
    var printed = CappedBytes(limit: 1 << 20)
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = read(pipe.reading, &buffer, buffer.count), count != 0 {
      if count > 0 { printed.append(buffer[..<count]) } else if errno != EINTR { break }
    }
    close(pipe.reading)
    return (printed.text, wait(for: id))
  }

  private static func wait(for id: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    if case .exited(let code) = ChildProcess.End(status) { return code }
    return 1
  }
}
