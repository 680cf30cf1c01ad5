import Foundation
import Synchronization

/// A headless Chromium that is driven through a pair of pipes, in the DevTools protocol: messages in JSON, each ended
/// by a zero byte. One thread at a time has it, and leaves it to the next.
final class BrowserProgram: @unchecked Sendable {
  private let process: pid_t
  private let commands, answers: Int32
  private let profile: URL
  /// What has arrived of messages, in which no zero byte is among the first `searched`.
  private var pending = Data()
  private var searched = 0
  private var lastID = 0
  private var isBroken = false
  private var session: String?

  private static let all = Mutex<[BrowserProgram]>([])
  private static let resting = Mutex<[BrowserProgram]>([])

  /// One that nobody has now. All end with the tests.
  static func idle() throws -> BrowserProgram {
    if let program = resting.withLock({ $0.popLast() }) { return program }
    let program = try BrowserProgram()
    all.withLock { all in
      if all.isEmpty { atexit { BrowserProgram.all.withLock { $0.forEach { $0.end() } } } }
      all.append(program)
    }
    return program
  }

  /// Leaves it to whoever wants one next, unless it has failed.
  func rest() {
    guard isBroken else { return BrowserProgram.resting.withLock { $0.append(self) } }
    BrowserProgram.all.withLock { $0.removeAll { $0 === self } }
    end()
  }

  private func end() {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    close(commands)
    close(answers)
    try? FileManager.default.removeItem(at: profile)
  }

  private init() throws {
    guard let path = Browser.path else { throw Browser.Failure(description: "there is no browser") }
    profile = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)")
    var toBrowser: [Int32] = [0, 0]
    var fromBrowser: [Int32] = [0, 0]
    guard pipe(&toBrowser) == 0, pipe(&fromBrowser) == 0 else { throw Browser.Failure(description: "no pipes") }
    // Above 3 and 4, where the browser is to find its ends.
    let (theirInput, theirOutput) = (fcntl(toBrowser[0], F_DUPFD, 10), fcntl(fromBrowser[1], F_DUPFD, 10))
    close(toBrowser[0])
    close(fromBrowser[1])
    (commands, answers) = (toBrowser[1], fromBrowser[0])
    for descriptor in [commands, answers] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, theirInput, 3)
    posix_spawn_file_actions_adddup2(&actions, theirOutput, 4)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let arguments = [
      path, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--hide-scrollbars",
      "--user-data-dir=\(profile.path)",
    ]
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var child: pid_t = 0
    let status = posix_spawn(&child, path, &actions, nil, &pointers, environ)
    close(theirInput)
    close(theirOutput)
    guard status == 0 else { throw Browser.Failure(description: "\(path) does not start") }
    process = child
  }

  /// Its tab, which says when a page has loaded and what goes wrong on it.
  func tab() throws -> String {
    if let session { return session }
    let target = try call("Target.createTarget", ["url": "about:blank"])
    let attached = try call("Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])
    guard let session = attached["sessionId"] as? String else { throw broken("the browser has no tab") }
    for domain in ["Page", "Runtime", "Log"] { _ = try call("\(domain).enable", in: session) }
    _ = try call("Page.setLifecycleEventsEnabled", ["enabled": true], in: session)
    self.session = session
    return session
  }

  /// The answer to a command to a tab, or to the browser itself; what else arrives before it is handed to `note`.
  func call(
    _ method: String, _ parameters: [String: Any] = [:], in session: String? = nil,
    noting note: ([String: Any]) -> Void = { _ in }
  ) throws -> [String: Any] {
    lastID += 1
    var message: [String: Any] = ["id": lastID, "method": method, "params": parameters]
    if let session { message["sessionId"] = session }
    var bytes = try JSONSerialization.data(withJSONObject: message)
    bytes.append(0)
    try bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let count = write(commands, buffer.baseAddress?.advanced(by: sent), buffer.count - sent)
        guard count > 0 else { throw broken("the browser has gone") }
        sent += count
      }
    }
    while true {
      let answer = try receive()
      guard answer["id"] as? Int == lastID else {
        note(answer)
        continue
      }
      if let error = answer["error"] { throw Browser.Failure(description: "\(method): \(error)") }
      return answer["result"] as? [String: Any] ?? [:]
    }
  }

  /// The next message; an error after half a minute of silence.
  func receive() throws -> [String: Any] {
    while true {
      let end = pending.withUnsafeBytes { bytes -> Int? in
        guard let start = bytes.baseAddress else { return nil }
        return memchr(start + searched, 0, bytes.count - searched).map { UnsafeRawPointer($0) - start }
      }
      if let end {
        let message = try JSONSerialization.jsonObject(with: pending.prefix(end)) as? [String: Any] ?? [:]
        (pending, searched) = (Data(pending.dropFirst(end + 1)), 0)
        return message
      }
      searched = pending.count
      var descriptor = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, 30_000) > 0 else { throw broken("the browser does not answer") }
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(answers, &piece, piece.count)
      guard count > 0 else { throw broken("the browser has gone") }
      pending.append(contentsOf: piece[..<count])
    }
  }

  private func broken(_ description: String) -> Browser.Failure {
    isBroken = true
    return Browser.Failure(description: description)
  }
}
