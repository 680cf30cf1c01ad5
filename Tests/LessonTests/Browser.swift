import Foundation

/// The tab of a headless Chromium that nobody else has now: it remembers nothing of those who had it before, and the mouse is
/// outside. To make one anew would take as long as to open a page twice.
final class Browser {
  struct Failure: Error, CustomStringConvertible { let description: String }

  /// The browser's program, where there is one.
  static let path: String? = [
    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ].first { FileManager.default.isExecutableFile(atPath: $0) }

  private let program: BrowserProgram
  private let session: String
  /// The documents that have loaded, by the names that the browser gives them.
  private var loaded: Set<String> = []
  /// Errors that pages have logged or thrown since the last `open`.
  private(set) var errors: [String] = []

  init() throws {
    program = try BrowserProgram.idle()
    session = try program.tab()
    _ = try call("Page.navigate", ["url": "about:blank"])
    _ = try call("Storage.clearDataForOrigin", ["origin": "file://", "storageTypes": "all"])
    _ = try call("Input.dispatchMouseEvent", ["type": "mouseMoved", "x": -1, "y": -1])
  }

  deinit { program.rest() }

  /// Opens a file in a window of so many pixels and waits until it has loaded.
  func open(_ file: URL, width: Int, isDark: Bool = false, hasForcedColors: Bool = false, isStill: Bool = false)
    throws
  {
    errors = []
    try show(width: width, isDark: isDark, hasForcedColors: hasForcedColors, isStill: isStill)
    let document = try call("Page.navigate", ["url": file.absoluteString])["loaderId"] as? String
    while let document, !loaded.contains(document) { note(try program.receive()) }
  }

  /// Whether an expression is true within half a minute. A page that is being left or loaded answers nothing.
  func waits(for expression: String) -> Bool {
    for _ in 0..<300 {
      if (try? evaluate(expression)) as? Bool == true { return true }
      usleep(100_000)
    }
    return false
  }

  /// Shows what is open in a window of so many pixels.
  func show(
    width: Int, isDark: Bool = false, hasForcedColors: Bool = false, isStill: Bool = false, isPrinted: Bool = false
  ) throws {
    _ = try call(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600])
    _ = try call(
      "Emulation.setEmulatedMedia",
      [
        "media": isPrinted ? "print" : "",
        "features": [
          ["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"],
          ["name": "forced-colors", "value": hasForcedColors ? "active" : "none"],
          ["name": "prefers-reduced-motion", "value": isStill ? "reduce" : "no-preference"],
        ],
      ])
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
    try program.call(method, parameters, in: session, noting: note)
  }

  private func note(_ message: [String: Any]) {
    guard message["sessionId"] as? String == session else { return }
    let parameters = message["params"] as? [String: Any] ?? [:]
    let entry = parameters["entry"] as? [String: Any]
    switch message["method"] as? String {
    case "Page.lifecycleEvent" where parameters["name"] as? String == "load":
      if let document = parameters["loaderId"] as? String { loaded.insert(document) }
    case "Runtime.exceptionThrown": errors.append("\(parameters)")
    case "Log.entryAdded" where entry?["level"] as? String == "error": errors.append("\(entry ?? [:])")
    case "Runtime.consoleAPICalled" where parameters["type"] as? String == "error": errors.append("\(parameters)")
    default: break
    }
  }
}
