import Testing

/// Which files may call the C library, and who may use Foundation.
@Suite struct SystemCallTests {
  private let rooms: [Manifest.Target]

  init() throws { rooms = try Manifest.package.get().targets.filter { !$0.isTest } }

  private func files(importing modules: Set<String>) throws -> [String] {
    try rooms.flatMap { try $0.files() }.filter { !(try Manifest.Target.imports(of: $0)).isDisjoint(with: modules) }
  }

  /// The kernels know no other room, and take their memory themselves.
  @Test func onlySystemCallsTheCLibraryButForTheKernelsMemory() throws {
    let callers = try files(importing: ["Glibc", "Musl", "Darwin"]).filter { !$0.hasPrefix("Sources/System/") }
    #expect(callers == ["Sources/Kernels/Buffers.swift"])
  }

  @Test func onlyTheBenchmarkUsesFoundation() throws {
    let users = try files(importing: ["Foundation", "FoundationEssentials"])
    #expect(!users.isEmpty && users.allSatisfy { $0.hasPrefix("Sources/benchmark/") }, "\(users)")
  }
}
