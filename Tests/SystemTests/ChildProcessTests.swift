import Foundation
import Testing

@testable import System

/// Programs that are started beside this one, and what they are given.
@Suite struct ChildProcessTests {
  private func failure(_ start: () throws -> Void) -> String {
    do { try start() } catch { return "\(error)" }
    return "started"
  }

  @Test func `a program that is not there is named, and leaves no pipe open`() async {
    await #expect(processExitsWith: .success) {
      let open = {
        (Int32(0)..<1024).filter {
          var about = stat()
          return fstat($0, &about) == 0 && about.st_mode & S_IFMT == S_IFIFO
        }
      }
      let before = open()
      for _ in 0..<20 {
        for start: () throws -> Void in [
          { _ = try Subprocess.output(of: "no-such-program", []) }, { _ = try Subprocess.run("no-such-program", []) },
          { _ = try ChildProcess("no-such-program", [], input: [1], settings: []) },
        ] {
          do {
            try start()
            exit(1)
          } catch {
            let line = "cannot find the program no-such-program; install it, or name its folder in PATH"
            if "\(error)" != line { exit(2) }
          }
        }
      }
      exit(open() == before ? EXIT_SUCCESS : 3)
    }
  }

  @Test func `a file that is no program is named with what the system says`() {
    for path in ["/", "/etc/passwd"] {
      #expect(
        failure { _ = try Subprocess.output(of: path, []) }.hasPrefix("cannot start \(path): Permission denied; see ")
      )
    }
  }

  @Test func `all that is printed and how it ended is known`() throws {
    let output = try Subprocess.output(
      of: "/bin/sh", ["-c", "echo out; echo err >&2; echo \"$SAID\"; exit 3"], settings: ["SAID=a b"])
    #expect(output.text == "out\nerr\na b\n" && output.status == 3)
    #expect(try Subprocess.output(of: "/bin/sh", ["-c", "kill -9 $$"]).status == 1)
    #expect(
      try Subprocess.output(of: "/bin/sh", ["-c", "head -c 5000000 /dev/zero | tr '\\0' x"]).text.count > 2_000_000)
  }

  @Test func `a program that has nothing to read reads nothing of this one's`() async {
    await #expect(processExitsWith: .success) {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { exit(1) }
      dup2(ends[0], STDIN_FILENO)
      let asked = ["-c", "[ /dev/stdin -ef /dev/null ]"]
      let status = try Subprocess.output(of: "/bin/sh", asked).status
      exit(try status == 0 && Subprocess.run("/bin/sh", asked) != 0 ? EXIT_SUCCESS : 2)
    }
  }

  @Test func `a child that somebody else has waited for has not succeeded`() async {
    await #expect(processExitsWith: .exitCode(1)) {
      signal(SIGCHLD, SIG_IGN)
      exit(try Subprocess.run("/bin/sh", ["-c", "exit 0"]))
    }
  }

  @Test(arguments: ["sleep 60 & echo out", "setsid sh -c 'while echo on; do :; done' & echo out; exit 3"])
  func `what a child has started itself does not keep its parent waiting`(script: String) throws {
    var child = try ChildProcess("sh", ["-c", script], input: [], settings: [])
    var bytes: [UInt8] = []
    let clock = ContinuousClock()
    let start = clock.now
    let (end, isOverdue) = child.finish(within: 60) { bytes += $1.prefix(max(0, 100 - bytes.count)) }
    #expect(end == .exited(script.hasSuffix("3") ? 3 : 0) && !isOverdue)
    #expect(clock.now - start < .seconds(50) && String(decoding: bytes, as: UTF8.self).contains("out\n"))
  }

  @Test func `variables are handed on byte for byte`() async {
    await #expect(processExitsWith: .success) {
      setenv("ODD", "\u{1}", 1)
      guard let value = getenv("ODD") else { exit(1) }
      // A letter of Latin-1, which is no UTF-8.
      value[0] = CChar(bitPattern: 0xE9)
      let output = try Subprocess.output(
        of: "/bin/sh", ["-c", "printf %s \"$ODD$EVEN\" | od -An -tx1"], settings: ["EVEN=a"])
      exit(output.text.split(whereSeparator: \.isWhitespace) == ["e9", "61"] ? EXIT_SUCCESS : 2)
    }
  }

  @Test(.enabled(if: Folder.exists("/proc/self/fd")), arguments: ["", "/nowhere"])
  func `temporary files need no folder in the environment`(folder: String) async {
    await #expect(processExitsWith: .success) { [folder = folder as String] in
      setenv("TMPDIR", folder, 1)
      let file = try descriptor(reading: [65, 66])
      var (bytes, name) = ([UInt8](repeating: 0, count: 3), [CChar](repeating: 0, count: 100))
      guard read(file, &bytes, 3) == 2, bytes == [65, 66, 0] else { exit(1) }
      readlink("/proc/self/fd/\(file)", &name, name.count - 1)
      exit(strncmp(name, "/tmp/patchwork-", 15) == 0 ? EXIT_SUCCESS : 2)
    }
  }
}
