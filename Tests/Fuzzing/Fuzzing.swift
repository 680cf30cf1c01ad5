import Foundation

private let readers: [Reader] = [
  .png, .idx, .safeTensors, .safeTensorsHeader, .markup, .formula, .questions, .source, .answers, .compilerErrors,
  .record,
  .options,
]

nonisolated(unsafe) private var read: ([UInt8]) -> Void = { _ in }

/// `Fuzzing png FOLDER -runs=100000 …`: writes the reader's seeds into the folder, from which libFuzzer, whose `main` this
/// program has, goes on. `Fuzzing` alone lists the readers.
@_cdecl("LLVMFuzzerInitialize")
func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
  let given = CommandLine.arguments
  guard given.count > 2, let reader = readers.first(where: { $0.name == given[1] }) else {
    for reader in readers { print(reader.name) }
    exit(given.count > 1 ? 64 : 0)
  }
  do {
    try FileManager.default.createDirectory(atPath: given[2], withIntermediateDirectories: true)
    for (index, seed) in try reader.seeds().enumerated() {
      try Data(seed).write(to: URL(fileURLWithPath: "\(given[2])/seed-\(index)"))
    }
    read = try reader.reading()
  } catch {
    fatalError("\(error)")
  }
  // In place of the reader's name stands how long its inputs may be.
  arguments.pointee[1] = strdup("-max_len=\(reader.longest)")
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
func test(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  read([UInt8](UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
