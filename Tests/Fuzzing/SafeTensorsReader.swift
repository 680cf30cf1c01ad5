import Foundation
import TensorCore

@testable import Learning

extension Reader {
  /// Whole files. What is read must, written again, read as the same.
  static let safeTensors = Reader(
    name: "safetensors", seeds: { try seedFiles() },
    reading: {
      let scratch = ScratchFile()
      return { bytes in
        scratch.write(bytes)
        do {
          let entries = try SafeTensors.read(scratch.path)
          hold(entries.reduce(0) { $0 + 4 * $1.tensor.elements.count } <= bytes.count, "more floats than bytes")
          try SafeTensors.write(entries, to: scratch.path + ".again")
          let again = try SafeTensors.read(scratch.path + ".again")
          unlink(scratch.path + ".again")
          hold(same(entries, again), "written and read again it is another file")
        } catch {
          holdOneLine(error)
        }
      }
    })

  /// Headers alone, after two bytes that say how many bytes of floats follow.
  static let safeTensorsHeader = Reader(
    name: "safetensors-header",
    seeds: {
      try seedFiles().map { file in
        let length = 8 + Int(file[0]) + 256 * Int(file[1])
        let size = file.count - length
        return [UInt8(size & 255), UInt8(size >> 8)] + file[8..<length]
      }
    },
    reading: {
      { bytes in
        guard bytes.count >= 2 else { return }
        let size = Int(bytes[0]) | Int(bytes[1]) << 8
        do {
          let entries = try SafeTensorsHeader(Array(bytes.dropFirst(2)), dataSize: size).entries
          hold(entries.allSatisfy { 4 * $0.shape.reduce(1, *) == $0.end - $0.begin }, "a shape of another size")
          hold(entries.reduce(0) { $0 + $1.end - $1.begin } == size, "the tensors are not all of the data")
          hold(Set(entries.map(\.name)).count == entries.count, "two tensors of one name")
        } catch let problem as HeaderProblem {
          holdOneLine(ModelFileError(path: "file", problem: problem.text))
        } catch {
          fatalError("\(error)")
        }
      }
    })

  private static func seedFiles() throws -> [[UInt8]] {
    let scratch = ScratchFile()
    let files: [[SafeTensors.Entry]] = [
      [("conv1.weight", Tensor([[1, -2], [3, .infinity]])), ("conv1.bias", Tensor([0.5, .nan]))],
      [("a\"\n\u{e9}😀\\", Tensor(1)), ("empty", Tensor(shape: [0, 3], elements: []))], [],
    ]
    return try files.map {
      try SafeTensors.write($0, to: scratch.path)
      return Array(try Data(contentsOf: URL(fileURLWithPath: scratch.path)))
    }
  }

  private static func same(_ left: [SafeTensors.Entry], _ right: [SafeTensors.Entry]) -> Bool {
    func bits(_ tensor: Tensor) -> [UInt32] { tensor.elements.map(\.bitPattern) }
    return left.count == right.count
      && zip(left, right).allSatisfy {
        $0.name.utf8.elementsEqual($1.name.utf8) && $0.tensor.shape == $1.tensor.shape
          && bits($0.tensor) == bits($1.tensor)
      }
  }
}
