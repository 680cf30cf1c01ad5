import Testing

/// Which files may call the C library, and who may use Foundation.
@Suite struct SystemCallTests {
  private let rooms: [Manifest.Target]

  init() throws { rooms = try Manifest.package.get().targets.filter { !$0.isTest } }

  private func files(importing modules: Set<String>) throws -> [String] {
    try rooms.flatMap { try $0.files() }.filter { !(try Manifest.Target.imports(of: $0)).isDisjoint(with: modules) }
  }

  /// Memory without initial values, and threads: what has to be as near to the system as it can be.
  @Test func onlySystemCallsTheCLibraryButForMemoryAndThreads() throws {
    let callers = try files(importing: ["Glibc", "Musl", "Darwin"]).filter { !$0.hasPrefix("Sources/System/") }
    #expect(callers == ["Sources/Kernels/Buffers.swift", "Sources/TensorCore/Threads/SystemThreads.swift"])
  }

  @Test func onlyTheBenchmarkUsesFoundation() throws {
    let users = try files(importing: ["Foundation", "FoundationEssentials"])
    #expect(!users.isEmpty && users.allSatisfy { $0.hasPrefix("Sources/benchmark/") }, "\(users)")
  }
}
