import Foundation
import Testing

@testable import System

@Suite final class WholeFileTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)").path
  private var path: String { folder + "/file" }
  private var names: [String] { Folder.names(in: folder) ?? ["a folder that cannot be listed"] }

  init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ text: String) throws { try WholeFile.write(Array(text.utf8), to: path) }

  @Test func `a file takes the place of another`() throws {
    try write("first")
    try write("second")
    #expect(Folder.text(of: path) == "second" && names == ["file"])
  }

  @Test func `a name may be as long as a name can be`() throws {
    let long = "\((path as NSString).deletingLastPathComponent)/" + String(repeating: "n", count: 255)
    try WholeFile.write(Array("long".utf8), to: long)
    #expect(Folder.text(of: long) == "long")
  }

  @Test func `what somebody else writes beside it is left alone`() throws {
    let other = "\((path as NSString).deletingLastPathComponent)/.\(getpid())-0.part"
    try "other".write(toFile: other, atomically: false, encoding: .utf8)
    try write("own")
    #expect(Folder.text(of: path) == "own" && Folder.text(of: other) == "other" && names.count == 2)
  }

  @Test func `a path that the system would cut off leads nowhere`() throws {
    #expect(throws: UnwritableFile(path + "\0.png", EINVAL)) {
      try WholeFile.write([1], to: path + "\0.png")
    }
    try write("text")
    #expect(Folder.text(of: path + "\0.png") == nil && FileKind(path + "\0.png") == nil && names == ["file"])
  }

  @Test func `a link stays a link`() throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder + "/target")
    try "old".write(toFile: folder + "/target", atomically: false, encoding: .utf8)
    try write("new")
    #expect(Folder.text(of: folder + "/target") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == folder + "/target")
  }

  @Test func `a link to what is not there yet stays a link`() throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder + "/second")
    try FileManager.default.createSymbolicLink(atPath: folder + "/second", withDestinationPath: "target")
    try write("new")
    #expect(Folder.text(of: folder + "/target") == "new" && names == ["file", "second", "target"])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == folder + "/second")
  }

  @Test func `a link to itself is refused`() throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
    #expect(throws: UnwritableFile(path, ELOOP)) { try write("text") }
    #expect(names == ["file"] && Folder.isLink(path))
  }

  @Test func `a pipe stays a pipe`() throws {
    #expect(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDWR | O_NONBLOCK)
    defer { close(reader) }
    try write("text")
    var bytes = [UInt8](repeating: 0, count: 10)
    #expect(read(reader, &bytes, bytes.count) == 4 && Array("text".utf8) == Array(bytes[..<4]))
  }

  @Test func `a folder is refused, and a place that is not there`() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(throws: UnwritableFile(path, EISDIR)) { try write("text") }
    let nowhere = folder + "/nowhere/file"
    #expect(throws: UnwritableFile(nowhere, ENOENT)) { try WholeFile.write([1], to: nowhere) }
    #expect(names == ["file"])
  }

  @Test(.enabled(if: Folder.exists("/dev/full"))) func `a device without room is named`() throws {
    #expect(throws: UnwritableFile("/dev/full", ENOSPC)) { try WholeFile.write([1, 2, 3], to: "/dev/full") }
  }

  /// The limit on a file's size comes upon the process in the middle of writing, and Ctrl-C with it.
  @Test func `an interruption waits until nothing is left behind`() async throws {
    await #expect(processExitsWith: .signal(SIGINT)) { [path = path as String] in
      ProcessSetup.settle()
      signal(SIGINT, SIG_DFL)
      signal(SIGXFSZ) { _ in raise(SIGINT) }
      #if canImport(Glibc)
        let size = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
      #else
        let size = RLIMIT_FSIZE
      #endif
      var limit = rlimit()
      getrlimit(size, &limit)
      limit.rlim_cur = 4096
      setrlimit(size, &limit)
      try? WholeFile.write([UInt8](repeating: 7, count: 100_000), to: path)
    }
    #expect(names.isEmpty)
  }

  @Test func `permissions stay`() throws {
    try write("old")
    for permissions in [0o600, 0o640, 0o666, 0o755] as [mode_t] {
      chmod(path, permissions)
      try write("new")
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_mode & 0o7777 == permissions)
    }
  }

  /// Another process is interrupted from here while it writes, and has threads that the signal can go to.
  @Test func `an interruption waits whatever thread it comes to`() async {
    let (path, folder) = (path, folder)
    // A thread of its own: a task would wait behind other tests, while the other process writes and writes.
    Thread.detachNewThread {
      func isThere(_ isMeant: (String) -> Bool) -> Bool { Folder.names(in: folder)?.contains(where: isMeant) ?? true }
      while !isThere({ $0 == "file-process" }) { usleep(1000) }
      while !isThere({ $0.hasSuffix(".part") }) { usleep(1000) }
      if let process = Folder.text(of: path + "-process").flatMap({ Int32($0) }) { kill(process, SIGINT) }
    }
    await WholeFileTests.writeUntilInterrupted(path)
    #expect(Set(names).isSubset(of: ["file", "file-process"]))
  }

  private static func writeUntilInterrupted(_ path: String) async {
    await #expect(processExitsWith: .signal(SIGINT)) { [path = path as String] in
      ProcessSetup.settle()
      signal(SIGINT, SIG_DFL)
      for _ in 0..<3 { Thread.detachNewThread { while true { usleep(1000) } } }
      try WholeFile.write(Array("\(getpid())".utf8), to: path + "-process")
      // As long as there is somebody to interrupt it.
      let other = getppid()
      while getppid() == other { try WholeFile.write([UInt8](repeating: 7, count: 50_000_000), to: path) }
    }
  }
}
