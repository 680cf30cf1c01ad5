import Kernels
import System

/// What a machine has of all that the course needs or can use.
struct Surroundings {
  /// What `swift --version` says; nil if there is no such program.
  var swiftVersion: String?
  /// The headers of C libraries that are there, such as `png.h`.
  var headers: Set<String> = []
  /// How the system calls itself, in the words `ID` and `ID_LIKE` of its `os-release`; `macos` on macOS.
  var systems: [String] = []
  /// Bytes that the checkout may still grow by; nil if the system does not say.
  var freeBytes: Int?
  /// Bytes of memory that a program may take; 0 if the system does not say.
  var memoryBytes = 0
  var processorName = ""
  var processorCount = 1
  /// Whether this program rounds a product and a sum once, as in the written lessons, and whether the processor can.
  var hasFusedMultiplyAdd = true, fusesMultiplyAdd = true
  /// Whether the standard output is a terminal, takes colours and Unicode, and how many columns it has.
  var isTerminal = false, hasColor = false, isUnicode = true
  /// The variable, such as `NO_COLOR`, for whose sake nothing is coloured.
  var colorVariable: String?
  var columns = 80
  /// The folder that `PATCHWORK_DATA_DIRECTORY` names, and whether there is one.
  var dataFolder: (path: String, isThere: Bool)?
  /// Whether there is `curl`, by which real images are fetched.
  var hasCurl = false

  /// Looks at the machine that this program runs on; `root` is the folder of the checkout.
  static func found(around root: String) -> Surroundings {
    var found = Surroundings()
    if let (text, status) = try? Subprocess.output(of: "swift", ["--version"]), status == 0 {
      found.swiftVersion = text
    }
    let paths = (Environment.value("PATH") ?? "").split(separator: ":")
    func isProgram(_ name: String) -> Bool { paths.contains { Folder.exists("\($0)/\(name)") } }
    found.headers = Set(
      ["png.h", "zlib.h"].filter { name in headerFolders.contains { Folder.exists("\($0)/\(name)") } })
    #if os(macOS)
      // Without it a build does not find Homebrew's libpng.
      if !isProgram("pkg-config") { found.headers.remove("png.h") }
    #endif
    found.systems = systems
    found.freeBytes = Hardware.freeBytes(at: root)
    found.memoryBytes = Hardware.memoryBytes
    (found.processorName, found.processorCount) = (Hardware.processorName, Hardware.processorCount)
    (found.hasFusedMultiplyAdd, found.fusesMultiplyAdd) = (Processor.hasFusedMultiplyAdd, Processor.fusesMultiplyAdd)
    (found.isTerminal, found.hasColor, found.columns) = (Terminal.isTerminal, Terminal.hasColor, Terminal.width)
    found.colorVariable =
      Environment.nonEmpty("NO_COLOR") != nil
      ? "NO_COLOR" : Environment.value("CLICOLOR") == "0" ? "CLICOLOR" : nil
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(Environment.nonEmpty).first ?? ""
    found.isUnicode = locale.lowercased().replacing("-", with: "").contains("utf8")
    found.dataFolder = Environment.nonEmpty("PATCHWORK_DATA_DIRECTORY").map { ($0, FileKind($0) == .folder) }
    found.hasCurl = isProgram("curl")
    return found
  }

  /// Where the compiler looks for the headers of C libraries.
  private static var headerFolders: [String] {
    let named =
      folders("CPATH") + folders("C_INCLUDE_PATH") + folders("PKG_CONFIG_PATH").map { "\($0)/../../include" }
    #if os(macOS)
      let sdk = try? Subprocess.output(of: "xcrun", ["--show-sdk-path"]).text.split(separator: "\n").first
      return named + ["/opt/homebrew/include", "/usr/local/include", "/opt/local/include"]
        + (sdk.map { ["\($0)/usr/include"] } ?? [])
    #else
      return named + ["/usr/local/include", "/usr/include"]
        + (Folder.names(in: "/usr/include") ?? []).filter { $0.hasSuffix("-linux-gnu") }.map { "/usr/include/\($0)" }
    #endif
  }

  private static func folders(_ name: String) -> [String] {
    (Environment.value(name) ?? "").split(separator: ":").map(String.init)
  }

  private static var systems: [String] {
    #if os(macOS)
      return ["macos"]
    #else
      let lines = (Folder.text(of: "/etc/os-release") ?? "").split(separator: "\n")
      return ["ID=", "ID_LIKE="].flatMap { key in
        lines.filter { $0.hasPrefix(key) }.flatMap {
          $0.dropFirst(key.count).filter { $0 != "\"" }.split(separator: " ").map(String.init)
        }
      }
    #endif
  }
}
