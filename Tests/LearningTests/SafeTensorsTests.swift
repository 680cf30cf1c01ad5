import Foundation
import Learning
import TensorCore
import Testing

@testable import System

@Suite("Model files")
struct SafeTensorsTests {
  /// A folder that is gone after the test.
  final class Folder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: url) }
    func path(_ name: String) -> String { url.appendingPathComponent(name).path }
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? [] }
  }

  static func network(_ seed: UInt64, classes: Int = 3) -> Sequential {
    Sequential(input: [1, 6, 6], seed: seed) {
      Conv2d(2, kernel: 3).named("conv1")
      ReLU()
      Flatten()
      Linear(classes)
    }
  }

  @Test func whatIsSavedIsLoadedBitByBit() throws {
    let folder = try Folder(), path = folder.path("model.safetensors")
    let saved = Self.network(1), loaded = Self.network(2)
    try saved.save(to: path)
    try loaded.load(from: path)
    #expect(
      saved.parameters.map { $0.value.elements.map(\.bitPattern) }
        == loaded.parameters.map { $0.value.elements.map(\.bitPattern) })
    #expect(folder.names == ["model.safetensors"])
  }

  /// The bytes themselves, as the format's specification has them.
  @Test func theBytesOfAFile() throws {
    let folder = try Folder(), path = folder.path("two.safetensors")
    try SafeTensors.write([("a.weight", Tensor([[1, -2]])), ("b\"\n", Tensor(0.5))], to: path)
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let header =
      #"{"__metadata__":{"format":"pt"},"a.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"#
      + #""b\"\u000a":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}"#
    let length = Int(data[0])
    #expect(length % 8 == 0 && data[1..<8].allSatisfy { $0 == 0 })
    #expect(String(decoding: data[8..<8 + length], as: UTF8.self).trimmingCharacters(in: [" "]) == header)
    #expect(Array(data[(8 + length)...]) == [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0, 0x3f])
    let entries = try SafeTensors.read(path)
    #expect(entries.map(\.name) == ["a.weight", "b\"\n"])
    #expect(entries.map(\.tensor) == [Tensor([[1, -2]]), Tensor(0.5)])
  }

  /// As other programs write: members in another order, spaces, an escaped name, tensors not in the order of their bytes.
  @Test func aFileOfAnotherProgram() throws {
    let path = try write(
      #" {"z" : {"data_offsets": [4, 8], "shape": [1], "dtype": "F32"}, "\u00e9\ud83d\ude00" :"#
        + #" {"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}"#, data: [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40])
    let entries = try SafeTensors.read(path.1)
    #expect(entries.map(\.name) == ["z", "é😀"])
    #expect(entries.map(\.tensor) == [Tensor([2]), Tensor([[1]])])
  }

  /// The first byte of a length of 60 is `<`, and the first two of 19,778 are `BM`: other files begin so.
  @Test(arguments: [60, 123, 19_778]) func aHeaderOfAnyLengthIsRead(length: Int) throws {
    let header = #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
    let (folder, path) = try write(
      header + String(repeating: " ", count: length - header.utf8.count), data: [0, 0, 128, 63])
    defer { withExtendedLifetime(folder) {} }
    #expect(try SafeTensors.read(path).map(\.tensor) == [Tensor([1])])
  }

  /// As PyTorch counts batches.
  @Test func wholeNumbersBecomeFloats() throws {
    let path = try write(
      #"{"n":{"dtype":"I64","shape":[2],"data_offsets":[0,16]}}"#,
      data: [7, 1, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 255, count: 8))
    #expect(try SafeTensors.read(path.1).map(\.tensor) == [Tensor([263, -1])])
  }

  @Test(arguments: [
    (#"{"n":{"dtype":"I64","shape":[2],"data_offsets":[0,8]}}"#, 8, "tensor n has 8 bytes, expected 16"),
    ("[]", 0, "not an object"),
    ("{", 0, "not valid JSON"),
    (#"{"a":1}"#, 0, "not described by an object"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},}"#, 4, "not valid JSON"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} x"#, 4, "expected the end"),
    (#"{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}"#, 4, "tensor a has type F16, expected F32"),
    (#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4, #"has -1 in "shape", expected whole numbers"#),
    (#"{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}"#, 4, #"has 1.5 in "shape", expected whole numbers"#),
    (#"{"a":{"dtype":"F32","shape":[null],"data_offsets":[0,4]}}"#, 4, #"has null in "shape""#),
    (#"{"a":{"dtype":"F32","shape":[1.],"data_offsets":[0,4]}}"#, 4, "not valid JSON: 1. is not a number"),
    (#"{"a":{"dtype":"F32","shape":[nil],"data_offsets":[0,4]}}"#, 4, "not valid JSON"),
    (#"{"__metadata__":{"epoch":3}}"#, 0, #"something other than a text under "epoch""#),
    (#"{"__metadata__":{"a":"b","rate":-1.5e-3}}"#, 0, #"something other than a text under "rate""#),
    (#"{"__metadata__":{"a":null}}"#, 0, #"something other than a text under "a""#),
    (#"{"__metadata__":[]}"#, 0, "is not an object of names and texts"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4, "tensor a has 4 bytes, expected 8"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, 4, "data_offsets [4, 0]"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8, "overlap nor leave gaps"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 3, "is it cut short?"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 5, "holds 5; what follows them belongs to none"),
    (#"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, 0, "which no memory can hold"),
    (#"{"a":{"dtype":"F32","shape":[0,9223372036854775807],"data_offsets":[0,0]}}"#, 0, "which no memory can hold"),
    (#"{"a":{"dtype":"F32","shape":[0,144115188075855872],"data_offsets":[0,0]}}"#, 0, "which no memory can hold"),
    (#"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,0]}}"#, 0, "whole number within reach"),
    (#"{"a":{"dtype":"F32","shape":[268435456],"data_offsets":[0,1073741824]}}"#, 4, "is it cut short?"),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
      8,
      "a second time"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      4,
      "tensor b begins at byte 0 of the data, expected 4"
    ),
    (#"{"a":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}"#, 0, "nested too deep"),
    (#"{"\ud800":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#, 0, "half a character"),
    (#"{"\x":1}"#, 0, "unknown escape"),
    (
      #"{"a":{"dtype":"F32","shape":[\#(String(repeating: "1,", count: 32))1],"data_offsets":[0,4]}}"#, 4,
      "a list of more than 32 values"
    ),
    (
      #"{"\u001b[2J\u009b\#(String(repeating: "a", count: 100))":1}"#, 0,
      "tensor \u{FFFD}[2J\u{FFFD}\(String(repeating: "a", count: 55))… is not described by an object"
    ),
    (#"{"a":{"dtype":"F\n","shape":[1],"data_offsets":[0,4]}}"#, 4, "tensor a has type F\u{FFFD}, expected F32"),
    (
      #"{"a":{"dtype":"F32","shape":[\#(String(repeating: "9", count: 1000))],"data_offsets":[0,4]}}"#, 4,
      "\(String(repeating: "9", count: 60))… is not a whole number within reach"
    ),
  ]) func aHeaderThatLies(header: String, size: Int, problem: String) throws {
    let (folder, path) = try write(header, data: [UInt8](repeating: 0, count: size))
    expectProblem(path, problem)
    _ = folder
  }

  @Test func filesThatAreNotModels() throws {
    let folder = try Folder()
    func file(_ bytes: [UInt8]) throws -> String {
      let path = folder.path("\(bytes.count).safetensors")
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      return path
    }
    expectProblem(folder.path("absent.safetensors"), "No such file")
    expectProblem(folder.url.path, "is a folder")
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    expectProblem(folder.path("pipe"), "is a folder or a device")
    expectProblem("/dev/zero", "is a folder or a device")
    let vast = try file([0x81, 0x96, 0x98, 0, 0, 0, 0, 0, 0x7b])
    for (size, problem) in [(1 << 40, "1099511627776 bytes; at most"), (11_000_000, "or is more than 10 MB")] {
      #expect(truncate(vast, size) == 0)
      expectProblem(vast, problem)
    }
    expectProblem(
      try file(Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 90)), "this is a zip archive, expected")
    expectProblem(try file(Array("version https://git-lfs.github.com/spec".utf8)), "this is a pointer of Git LFS")
    expectProblem(try file([]), "0 bytes are too few")
    expectProblem(try file([1, 2, 3]), "3 bytes are too few")
    expectProblem(try file([UInt8](repeating: 0xff, count: 20)), "does not fit into a file of 20 bytes")
    expectProblem(try file([9, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d]), "does not fit into a file of 10 bytes")
    expectProblem(try file([4, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x22, 0xff, 0x22]), "not UTF-8")
  }

  @Test func aModelOfAnotherShapeIsRefusedWhole() throws {
    let folder = try Folder(), path = folder.path("model.safetensors")
    try Self.network(1).save(to: path)
    let model = Self.network(2, classes: 4)
    let before = model.parameters.map(\.value)
    func problem(_ model: Sequential) -> String {
      do {
        try model.load(from: path)
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(problem(model) == "\(path): tensor 3.weight has shape [3, 32], the network expects [4, 32]")
    #expect(model.parameters.map(\.value) == before)
    let unnamed = Sequential(input: [1, 6, 6]) { Conv2d(2, kernel: 3) }
    #expect(
      problem(unnamed)
        == "\(path): tensor 0.weight is missing; the network expects it with shape [2, 1, 3, 3]")
    let shorter = Sequential(input: [1, 6, 6]) { Conv2d(2, kernel: 3).named("conv1") }
    #expect(problem(shorter) == "\(path): tensor 3.bias belongs to no parameter of the network")
  }

  /// As PyTorch names the parameters of a network that was trained on several devices, or compiled.
  @Test(arguments: ["module.", "_orig_mod.", "model.net."]) func whatAllNamesBeginWithIsPassedOver(_ prefix: String)
    throws
  {
    let folder = try Folder(), path = folder.path("model.safetensors")
    let saved = Self.network(1), loaded = Self.network(2)
    let entries = saved.namedParameters.map { (prefix + $0.name, $0.variable.value) }
    try SafeTensors.write(entries, to: path)
    try loaded.load(from: path)
    #expect(loaded.parameters.map(\.value) == saved.parameters.map(\.value))
    // Unless something has another name.
    try SafeTensors.write(entries + [("other.weight", Tensor(1))], to: path)
    #expect(throws: ModelFileError.self) { try loaded.load(from: path) }
  }

  @Test func aLayerInTwoPlacesIsSavedUnderBothNamesAndLearnsOnce() throws {
    let folder = try Folder(), path = folder.path("model.safetensors")
    let shared = Linear(weight: Tensor([[1, 2], [3, 4]]))
    func network() -> Sequential {
      Sequential(input: [2]) {
        shared; Tanh(); shared
      }
    }
    let model = network(), images = Tensor([[1, -1]])
    #expect(model.parameters.count == 1 && model.parameterCount == 4)
    #expect(model.namedParameters.map(\.name) == ["0.weight", "2.weight"])
    #expect(SGD(model.parameters + shared.parameters, rate: 1).parameters.count == 1)
    crossEntropy(model(images), [0]).backward()
    let gradient = shared.weight.gradient
    shared.weight.gradient = nil
    model.accumulateGradients(images, [0])
    #expect(shared.weight.gradient == gradient)
    try model.save(to: path)
    #expect(try SafeTensors.read(path).map(\.name) == ["0.weight", "2.weight"])
    try network().load(from: path)
  }

  @Test func twoTensorsOfOneNameAreAMistake() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try SafeTensors.write([("a", Tensor(1)), ("a", Tensor(2))], to: "/nowhere/model.safetensors")
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains("SafeTensors: the names [\"a\", \"a\"] must differ"))
  }

  @Test func whatCannotBeReadAgainIsNotWritten() async throws {
    let folder = try Folder(), path = folder.path("axes.safetensors")
    func ones(_ axes: Int) -> Tensor { .ones([Int](repeating: 1, count: axes)) }
    try SafeTensors.write([("a", ones(32))], to: path)
    #expect(try SafeTensors.read(path).map(\.tensor.rank) == [32])
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      try SafeTensors.write([("a", .ones([Int](repeating: 1, count: 33)))], to: "/nowhere/model.safetensors")
    }
    let message = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(message.contains("SafeTensors: a has 33 axes; at most 32 can be read again"))
    let named = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let name = String(repeating: "a", count: 10_000_000)
      try SafeTensors.write([(name, Tensor(1))], to: "/nowhere/model.safetensors")
    }
    let said = named.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
    #expect(said.contains("bytes of header and 4 of numbers; at most 10000000, and 2000000000 in all"))
  }

  @Test func aFailedSaveLeavesNothing() throws {
    let folder = try Folder()
    #expect(throws: UnwritableFile.self) { try Self.network(1).save(to: folder.path("absent/model.safetensors")) }
    try FileManager.default.createDirectory(atPath: folder.path("taken"), withIntermediateDirectories: false)
    #expect(throws: UnwritableFile.self) { try Self.network(1).save(to: folder.path("taken")) }
    #expect(folder.names == ["taken"])
  }

  /// A file with this header and these bytes after it; the folder must outlive its use.
  private func write(_ header: String, data: [UInt8]) throws -> (Folder, String) {
    let folder = try Folder(), path = folder.path("made.safetensors")
    var bytes = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
    bytes += Array(header.utf8) + data
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return (folder, path)
  }

  private func expectProblem(_ path: String, _ part: String, sourceLocation: SourceLocation = #_sourceLocation) {
    do {
      _ = try SafeTensors.read(path)
      Issue.record("\(path) was read", sourceLocation: sourceLocation)
    } catch {
      #expect("\(error)".contains(part), sourceLocation: sourceLocation)
      #expect(!"\(error)".contains("\n"), sourceLocation: sourceLocation)
    }
  }
}
