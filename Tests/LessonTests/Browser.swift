import Foundation

/// A headless Chromium that is driven through a pair of pipes, in the DevTools protocol: messages in JSON, each ended
/// by a zero byte.
final class Browser {
  struct Failure: Error, CustomStringConvertible { let description: String }

  private let process: pid_t
  private let commands, answers: Int32
  private let profile: URL
  private var pending = Data()
  private var lastID = 0
  private var session: String?
  /// Errors that pages have logged or thrown since the last `open`.
  private(set) var errors: [String] = []

  /// The browser's program, where there is one.
  static let path: String? = [
    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ].first { FileManager.default.isExecutableFile(atPath: $0) }

  init() throws {
    guard let path = Browser.path else { throw Failure(description: "there is no browser") }
    profile = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)")
    var toBrowser: [Int32] = [0, 0]
    var fromBrowser: [Int32] = [0, 0]
    guard pipe(&toBrowser) == 0, pipe(&fromBrowser) == 0 else { throw Failure(description: "no pipes") }
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
    guard status == 0 else { throw Failure(description: "\(path) does not start") }
    process = child
    let target = try call("Target.createTarget", ["url": "about:blank"])["targetId"] ?? ""
    session = try call("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"] as? String
    for domain in ["Page", "Runtime", "Log"] { _ = try call("\(domain).enable") }
  }

  deinit {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    close(commands)
    close(answers)
    try? FileManager.default.removeItem(at: profile)
  }

  /// Opens a file in a window of so many pixels and waits until it has loaded.
  func open(_ file: URL, width: Int, isDark: Bool = false, hasForcedColors: Bool = false, isStill: Bool = false)
    throws
  {
    errors = []
    _ = try call(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600])
    _ = try call(
      "Emulation.setEmulatedMedia",
      [
        "features": [
          ["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"],
          ["name": "forced-colors", "value": hasForcedColors ? "active" : "none"],
          ["name": "prefers-reduced-motion", "value": isStill ? "reduce" : "no-preference"],
        ]
      ])
    _ = try call("Page.navigate", ["url": file.absoluteString])
    while try receive()["method"] as? String != "Page.loadEventFired" {}
  }

  /// The value of a JavaScript expression, and of what it promises.
  @discardableResult
  func evaluate(_ expression: String) throws -> Any? {
    let result = try call(
      "Runtime.evaluate", ["expression": expression, "returnByValue": true, "awaitPromise": true])
    if let exception = result["exceptionDetails"] { throw Failure(description: "\(exception)") }
    return (result["result"] as? [String: Any])?["value"]
  }

  /// Moves the mouse over the middle of the element that a selector finds first.
  func hover(_ selector: String) throws {
    let place = try evaluate(
      """
      (() => { const element = document.querySelector(`\(selector)`); element.scrollIntoView({ block: "center",
      behavior: "instant" }); const box = element.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2]; })()
      """)
    guard let place = place as? [Double] else { throw Failure(description: "no element \(selector)") }
    _ = try call("Input.dispatchMouseEvent", ["type": "mouseMoved", "x": place[0], "y": place[1]])
  }

  /// Presses the mouse where it is moved to: over the middle of the element that a selector finds first.
  func click(_ selector: String) throws {
    try hover(selector)
    let place = try evaluate(
      """
      (() => { const box = document.querySelector(`\(selector)`).getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2]; })()
      """)
    guard let place = place as? [Double] else { throw Failure(description: "no element \(selector)") }
    for type in ["mousePressed", "mouseReleased"] {
      _ = try call(
        "Input.dispatchMouseEvent",
        ["type": type, "x": place[0], "y": place[1], "button": "left", "clickCount": 1])
    }
  }

  /// Presses and lets go of a key that has a name, such as `ArrowRight`.
  func press(_ key: String) throws {
    // A form is sent by the character that Enter types.
    let typed = key == "Enter" ? ["text": "\r"] : [:]
    _ = try call("Input.dispatchKeyEvent", ["type": "keyDown", "key": key].merging(typed) { $1 })
    _ = try call("Input.dispatchKeyEvent", ["type": "keyUp", "key": key])
  }

  /// Goes on to the next stop of the tabulator.
  func tab() throws {
    for type in ["rawKeyDown", "keyUp"] {
      _ = try call("Input.dispatchKeyEvent", ["type": type, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9])
    }
  }

  /// The roles and names of all that a screen reader is told of.
  func accessibleNodes() throws -> [(role: String, name: String)] {
    let nodes = try call("Accessibility.getFullAXTree")["nodes"] as? [[String: Any]] ?? []
    return nodes.filter { $0["ignored"] as? Bool != true }.map { node in
      func text(_ key: String) -> String { (node[key] as? [String: Any])?["value"] as? String ?? "" }
      return (text("role"), text("name"))
    }
  }

  // MARK: Messages

  private func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    lastID += 1
    var message: [String: Any] = ["id": lastID, "method": method, "params": parameters]
    if let session { message["sessionId"] = session }
    var bytes = try JSONSerialization.data(withJSONObject: message)
    bytes.append(0)
    try bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let count = write(commands, buffer.baseAddress?.advanced(by: sent), buffer.count - sent)
        guard count > 0 else { throw Failure(description: "the browser has gone") }
        sent += count
      }
    }
    while true {
      let answer = try receive()
      guard answer["id"] as? Int == lastID else { continue }
      if let error = answer["error"] { throw Failure(description: "\(method): \(error)") }
      return answer["result"] as? [String: Any] ?? [:]
    }
  }

  /// The next message; an error after half a minute of silence.
  private func receive() throws -> [String: Any] {
    while true {
      if let end = pending.firstIndex(of: 0) {
        let message = try JSONSerialization.jsonObject(with: pending[..<end]) as? [String: Any] ?? [:]
        pending = pending[(end + 1)...]
        note(message)
        return message
      }
      var descriptor = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, 30_000) > 0 else { throw Failure(description: "the browser does not answer") }
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(answers, &piece, piece.count)
      guard count > 0 else { throw Failure(description: "the browser has gone") }
      pending.append(contentsOf: piece[..<count])
    }
  }

  private func note(_ message: [String: Any]) {
    let parameters = message["params"] as? [String: Any] ?? [:]
    let entry = parameters["entry"] as? [String: Any]
    switch message["method"] as? String {
    case "Runtime.exceptionThrown": errors.append("\(parameters)")
    case "Log.entryAdded" where entry?["level"] as? String == "error": errors.append("\(entry ?? [:])")
    case "Runtime.consoleAPICalled" where parameters["type"] as? String == "error": errors.append("\(parameters)")
    default: break
    }
  }
}
