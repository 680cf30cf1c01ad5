import Foundation
import TestedPackage
import Testing

@testable import Pages
@testable import course

/// `swift run course doctor`: what it makes of machines that lack something.
@Suite struct DoctorTests {
  /// A machine that has everything.
  static let well: Surroundings = {
    var machine = Surroundings()
    machine.swiftVersion = "Swift version 6.3.1 (swift-6.3.1-RELEASE)\nTarget: x86_64-unknown-linux-gnu\n"
    machine.headers = ["png.h", "zlib.h"]
    machine.systems = ["debian"]
    (machine.freeBytes, machine.memoryBytes) = (50_000_000_000, 8_000_000_000)
    (machine.processorName, machine.processorCount) = ("AMD EPYC", 2)
    (machine.isTerminal, machine.hasColor, machine.columns) = (true, true, 100)
    machine.hasCurl = true
    return machine
  }()

  /// A machine that lacks something, and what is said about it.
  struct Case: Sendable, CustomTestStringConvertible {
    let grade: Finding.Grade
    let text: String
    let change: @Sendable (inout Surroundings) -> Void
    var testDescription: String { text }
  }

  static let cases: [Case] = [
    Case(grade: .missing, text: "Swift is not in PATH: install it from") { $0.swiftVersion = nil },
    Case(grade: .missing, text: "Swift 5.10 is too old, 6.2 or later is needed") {
      $0.swiftVersion = "Swift version 5.10 (x)"
    },
    Case(grade: .missing, text: "Swift 6.1.2 is too old") { $0.swiftVersion = "Apple Swift version 6.1.2 (x)" },
    Case(grade: .lacking, text: "Swift does not say which version it is") { $0.swiftVersion = "Swift" },
    Case(grade: .missing, text: "libpng is missing: sudo apt-get install libpng-dev") { $0.headers = ["zlib.h"] },
    Case(grade: .missing, text: "zlib is missing: sudo dnf install zlib-devel") {
      ($0.headers, $0.systems) = (["png.h"], ["nobara", "fedora"])
    },
    Case(grade: .missing, text: "libpng is missing: sudo pacman -S libpng") {
      ($0.headers, $0.systems) = (["zlib.h"], ["arch"])
    },
    Case(grade: .missing, text: "sudo apk add libpng-dev") { ($0.headers, $0.systems) = (["zlib.h"], ["alpine"]) },
    Case(grade: .missing, text: "sudo zypper install libpng16-compat-devel") {
      ($0.headers, $0.systems) = (["zlib.h"], ["opensuse-tumbleweed", "opensuse", "suse"])
    },
    Case(grade: .missing, text: "brew install libpng pkgconf") {
      ($0.headers, $0.systems) = (["zlib.h"], ["macos"])
    },
    Case(grade: .missing, text: "zlib is missing: xcode-select --install") {
      ($0.headers, $0.systems) = (["png.h"], ["macos"])
    },
    Case(grade: .missing, text: "install its package for developers") {
      ($0.headers, $0.systems) = (["zlib.h"], ["plan9"])
    },
    Case(grade: .missing, text: "only 0.5 GB free on the disk") { $0.freeBytes = 500_000_000 },
    Case(grade: .lacking, text: "the disk does not say") { $0.freeBytes = nil },
    Case(grade: .lacking, text: "only 1.0 GB of memory") { $0.memoryBytes = 1_000_000_000 },
    Case(
      grade: .lacking, text: "last digits may differ from the pages: build them in this folder, without PATCHWORK_CPU"
    ) { $0.hasFusedMultiplyAdd = false },
    Case(grade: .lacking, text: "older than FMA: all works, but lessons are slower") {
      ($0.hasFusedMultiplyAdd, $0.fusesMultiplyAdd) = (false, false)
    },
    Case(grade: .lacking, text: "no colours: export TERM=xterm-256color, if it has them") { $0.hasColor = false },
    Case(grade: .lacking, text: "no colours: unset CLICOLOR, if it has them") {
      ($0.hasColor, $0.colorVariable) = (false, "CLICOLOR")
    },
    Case(grade: .lacking, text: "is not said to take Unicode, as × and ∂: export LC_ALL=C.UTF-8") {
      $0.isUnicode = false
    },
    Case(grade: .lacking, text: "has fewer than 80 columns") { $0.columns = 60 },
    Case(grade: .lacking, text: "names /nowhere, where there is no folder") { $0.dataFolder = ("/nowhere", false) },
    Case(grade: .lacking, text: "curl is missing") { $0.hasCurl = false },
  ]

  @Test func nothingIsSaidOfAMachineThatIsWell() {
    #expect(DoctorTests.well.findings.allSatisfy { $0.grade == .fine })
    for change in [
      { $0.memoryBytes = 0 }, { $0.isTerminal = false }, { $0.dataFolder = ("/data", true) },
    ] as [(inout Surroundings) -> Void] {
      var machine = DoctorTests.well
      change(&machine)
      #expect(machine.findings.allSatisfy { $0.grade == .fine })
    }
  }

  @Test(arguments: cases) func whatIsLackingIsSaidWithItsRemedy(_ expected: Case) throws {
    var machine = DoctorTests.well
    expected.change(&machine)
    let findings = machine.findings.filter { $0.grade != .fine }
    let finding = try #require(findings.first)
    #expect(findings.count == 1 && finding.grade == expected.grade)
    #expect(finding.prose.plainText.contains(expected.text), "\(finding.prose.plainText)")
  }

  /// This machine, on which the tests were built, has all that it takes; without its programs it has not.
  @Test func theProgramLooksAtTheMachine() throws {
    let run = try ProgramRun("course", ["doctor"], environment: ["COLUMNS": "100"])
    #expect(run.errors.isEmpty && !run.output.contains("✗") && run.status == 0, "\(run.output)")
    for part in ["✓ Swift 6.", "✓ libpng\n", "✓ zlib\n", "GB free on the disk", "GB of memory", "no terminal"] {
      #expect(run.output.contains(part), "\(run.output)")
    }
    let poor = try ProgramRun(
      "course", ["doctor"], environment: ["PATH": "/nowhere", "PATCHWORK_DATA_DIRECTORY": "/nowhere"])
    #expect(poor.status == 1 && poor.output.contains("✗ Swift is not in PATH"), "\(poor.output)")
    #expect(poor.output.contains("names /nowhere, where there is no folder"))
    #if os(Linux)
      let confined = try ProgramRun("course", ["doctor"], command: #"ulimit -v 1500000; exec "$0" "$@""#)
      #expect(confined.output.contains("! only 1.5 GB of memory, and the compiler may need 2"), "\(confined.output)")
    #endif
  }
}
