import Pages
import System

extension Surroundings {
  /// What to say of each of them.
  var findings: [Finding] {
    [
      swift, library("libpng", "png.h", .libpng), library("zlib", "zlib.h", .zlib), disk, memory, processor, terminal,
      data,
    ]
  }

  /// The oldest Swift that reads the package.
  private static let oldestSwift = (major: 6, minor: 2)

  private var swift: Finding {
    let remedy: Prose = "install it from <https://www.swift.org/install>"
    guard let swiftVersion else { return Finding(.missing, "Swift is not in \(code: "PATH"): \(remedy)") }
    guard let match = swiftVersion.firstMatch(of: /Swift version (([0-9]+)\.([0-9]+)[0-9.]*)/),
      let major = Int(match.2), let minor = Int(match.3)
    else { return Finding(.lacking, "Swift does not say which version it is: 6.2 or later is needed, \(remedy)") }
    return (major, minor) >= Surroundings.oldestSwift
      ? Finding(.fine, "Swift \(String(match.1))")
      : Finding(.missing, "Swift \(String(match.1)) is too old, 6.2 or later is needed: \(remedy)")
  }

  /// The names of a library's package, by the program that installs it.
  struct Packages {
    let apt, dnf, pacman, apk, zypper: String
    /// The whole command, as the SDK brings zlib.
    let macOS: String

    static let libpng = Packages(
      apt: "libpng-dev", dnf: "libpng-devel", pacman: "libpng", apk: "libpng-dev", zypper: "libpng16-compat-devel",
      macOS: "brew install libpng pkgconf")
    static let zlib = Packages(
      apt: "zlib1g-dev", dnf: "zlib-devel", pacman: "zlib", apk: "zlib-dev", zypper: "zlib-devel",
      macOS: "xcode-select --install")

    /// What installs it on the first of `systems` that is known; all of that if none is.
    func command(on systems: [String]) -> String {
      for system in systems {
        switch system {
        case "debian", "ubuntu": return "sudo apt-get install \(apt)"
        case "fedora", "rhel", "centos", "amzn": return "sudo dnf install \(dnf)"
        case "arch": return "sudo pacman -S \(pacman)"
        case "alpine": return "sudo apk add \(apk)"
        case "suse", "opensuse": return "sudo zypper install \(zypper)"
        case "macos": return macOS
        default: continue
        }
      }
      return "install its package for developers, such as \(apt) or \(dnf)"
    }
  }

  private func library(_ name: String, _ header: String, _ packages: Packages) -> Finding {
    headers.contains(header)
      ? Finding(.fine, "\(name)") : Finding(.missing, "\(name) is missing: \(code: packages.command(on: systems))")
  }

  /// What a build of all lessons and tests takes at most.
  private static let buildBytes = 1_000_000_000

  private var disk: Finding {
    guard let freeBytes else {
      return Finding(.lacking, "the disk does not say how much room it has; a build takes up to 1 GB")
    }
    let room = "\(fixed(Double(freeBytes) / 1e9, decimals: 1)) GB free on the disk"
    return freeBytes >= Surroundings.buildBytes
      ? Finding(.fine, "\(room)")
      : Finding(
        .missing, "only \(room), and all lessons and tests take up to 1 GB: make room, or delete \(code: ".build")")
  }

  /// What two compilers at work at a time take.
  private static let compilerBytes = 2_000_000_000

  private var memory: Finding {
    let text = "\(fixed(Double(memoryBytes) / 1e9, decimals: 1)) GB of memory"
    return memoryBytes == 0 || memoryBytes >= Surroundings.compilerBytes
      ? Finding(.fine, memoryBytes == 0 ? "memory of unknown size" : "\(text)")
      : Finding(.lacking, "only \(text), and the compiler may need 2: \(code: "swift build -j 1") takes less")
  }

  private var processor: Finding {
    let name = "\(processorName), \(processorCount) \(processorCount == 1 ? "processor" : "processors")"
    if hasFusedMultiplyAdd { return Finding(.fine, "\(name)") }
    let consequence = "lessons are slower, and last digits may differ from the pages"
    return fusesMultiplyAdd
      ? Finding(
        .lacking,
        """
        \(name); the programs are built for any of its kind, so \(consequence): build them in this folder, without \
        \(code: "PATCHWORK_CPU")
        """)
      : Finding(.lacking, "\(name), which is older than FMA: all works, but \(consequence)")
  }

  private var terminal: Finding {
    guard isTerminal else { return Finding(.fine, "no terminal: lessons are printed plain, without pauses") }
    if !isUnicode {
      return Finding(
        .lacking, "the terminal is not said to take Unicode, as × and ∂: \(code: "export LC_ALL=C.UTF-8")")
    }
    if !hasColor {
      let remedy = colorVariable.map { "unset \($0)" } ?? "export TERM=xterm-256color"
      return Finding(.lacking, "the terminal is said to have no colours: \(code: remedy), if it has them")
    }
    return columns < 80
      ? Finding(.lacking, "the terminal has fewer than 80 columns, which tables and code want: make it wider")
      : Finding(.fine, "a terminal with colours, 80 columns or wider")
  }

  private var data: Finding {
    if let dataFolder, !dataFolder.isThere {
      return Finding(
        .lacking,
        "\(code: "PATCHWORK_DATA_DIRECTORY") names \(code: dataFolder.path), where there is no folder: make it, or unset the variable"
      )
    }
    if let dataFolder { return Finding(.fine, "real images are looked for in \(code: dataFolder.path)") }
    return hasCurl
      ? Finding(.fine, "\(code: "curl"), which fetches real images for \(code: "--data mnist")")
      : Finding(
        .lacking, "curl is missing, which fetches real images: install it, or do without \(code: "--data mnist")")
  }
}
