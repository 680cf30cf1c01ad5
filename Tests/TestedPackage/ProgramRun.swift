import Foundation
import System

/// One run of a program, without a terminal and with nothing to read: what it printed and how it ended.
package struct ProgramRun {
  /// Its exit status; 127 if it could not be started.
  package let status: Int32
  package let output, errors: String

  /// Runs the program `name`, which was built beside the tests, to its end; `environment` changes some variables of
  /// these tests' own. `command` is what a shell does with the program and its arguments, as in
  /// `ulimit -n 10; exec "$0" "$@"`.
  package init(
    _ name: String, _ arguments: [String], environment: [String: String] = [:], command: String? = nil,
    in folder: URL? = nil
  ) throws {
    try self.init(
      program: TestedPackage.products.appending(path: name).path, arguments, environment: environment,
      command: command, in: folder)
  }

  /// Runs a program that a path names, or that lies in `PATH`.
  ///
  /// Foundation's `Process` may wait for ever for a program that ends at once while another begins.
  package init(
    program: String, _ arguments: [String], environment: [String: String] = [:], command: String? = nil,
    in folder: URL? = nil
  ) throws {
    let capture = try TemporaryFolder()
    let files = ["output", "errors"].map { capture.url.appending(path: $0) }
    let settings = environment.map { "\($0)=\($1)" }
    status = try Subprocess.run(
      "/bin/sh",
      ["-c", #"exec </dev/null >"$1" 2>"$2"; cd "$3" && shift 3 && exec env "$@""#, "sh"] + files.map(\.path)
        + [folder?.path ?? "."] + settings + (command.map { ["sh", "-c", $0] } ?? []) + [program] + arguments)
    output = String(decoding: try Data(contentsOf: files[0]), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
    withExtendedLifetime(capture) {}
  }
}
