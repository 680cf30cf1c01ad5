import TestedPackage
import Testing

@testable import System

@Suite struct HardwareTests {
  @Test func `a machine says what it is`() {
    #expect(!Hardware.processorName.isEmpty && !Hardware.processorName.contains("\0"))
    #expect(Hardware.processorCount > 0 && Hardware.memoryBytes > 0)
  }

  #if !canImport(Darwin)
    @Test func `the groups around a process limit its memory`() throws {
      let root = try TemporaryFolder()
      try root.write("max\n".utf8, to: "memory.max")
      try root.write("3000000000\n".utf8, to: "box/memory.max")
      try root.write("2000000000\n".utf8, to: "box/course/memory.max")
      try root.write("1000000000\n".utf8, to: "other/memory.max")
      func limits(_ group: String?) -> [Int] { Hardware.groupLimits(in: root.path, processGroup: group) }
      #expect(limits("4:memory:/other\n0::/box/course\n") == [3_000_000_000, 2_000_000_000])
      #expect(limits("0::/\n") == [] && limits(nil) == [])
      try root.write("4000000000\n".utf8, to: "memory.max")
      #expect(limits("0::/\n") == [4_000_000_000] && limits(nil) == [4_000_000_000])
    }
  #endif
}
