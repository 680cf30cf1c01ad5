import System
import TensorCore

/// Named tensors in a file that PyTorch and others read and write: safetensors.
///
/// The file is the header's length (8 bytes, little-endian), the header (JSON: for each tensor its type, its shape and
/// where its bytes begin and end), and the bytes of all tensors, row-major and without gaps.
public enum SafeTensors {
  /// A tensor and its name.
  public typealias Entry = (name: String, tensor: Tensor)
  /// The largest file that is read, in bytes.
  public static let largestFileSize = 2_000_000_000
  /// The longest header that is read, in bytes.
  private static let largestHeaderSize = 10_000_000
  /// The most axes that a tensor in a file may have.
  static let mostAxes = 32

  /// Writes the tensors in the given order as 32-bit floats, all or nothing. Throws `UnwritableFile`. Stops if two have
  /// one name, one has the name of the metadata, or there is more of anything than is read: axes, names or numbers.
  public static func write(_ entries: [Entry], to path: String) throws {
    let names = entries.map(\.name)
    require(
      Set(names).count == names.count && !names.contains("__metadata__"),
      "SafeTensors: the names \(names) must differ from each other and from __metadata__")
    if let entry = entries.first(where: { $0.tensor.rank > mostAxes }) {
      stop("SafeTensors: \(entry.name) has \(entry.tensor.rank) axes; at most \(mostAxes) can be read again")
    }
    var header = "{\"__metadata__\":{\"format\":\"pt\"}"
    var end = 0
    for (name, tensor) in entries {
      let begin = end
      end += 4 * tensor.count
      require(
        end <= largestFileSize, "SafeTensors: at most \(largestFileSize) bytes can be read again; there are more")
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      header += ",\(quoted(name)):{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(begin),\(end)]}"
    }
    header += "}"
    // Spaces up to a multiple of eight bytes, so that the floats lie where a machine likes them.
    header += String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    let length = UInt64(header.utf8.count)
    require(
      length <= largestHeaderSize && 8 + header.utf8.count + end <= largestFileSize,
      "SafeTensors: \(header.utf8.count) bytes of header and \(end) of numbers; at most \(largestHeaderSize), and "
        + "\(largestFileSize) in all, can be read again")

    var bytes = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    bytes.reserveCapacity(8 + header.utf8.count + end)
    bytes += header.utf8
    for (_, tensor) in entries {
      tensor.map(\.littleEndian).withUnsafeElements { bytes += UnsafeRawBufferPointer($0) }
    }
    try WholeFile.write(bytes, to: path)
  }

  /// Reads all tensors of a file, in the order of its header; whole numbers of 64 bits, as PyTorch counts batches, become
  /// the nearest floats. Throws `ModelFileError` if the file holds other numbers than these and 32-bit floats, is cut short
  /// or contradicts itself; what it says of sizes is believed only where the file is that long.
  public static func read(_ path: String) throws -> [Entry] {
    let file = try BinaryFile(reading: path)
    func problem(_ text: String) -> ModelFileError { ModelFileError(path: path, problem: text) }
    guard file.size >= 8 else { throw problem("\(file.size) bytes are too few for a safetensors file") }
    guard file.size <= largestFileSize else {
      throw problem("the file has \(file.size) bytes; at most \(largestFileSize) are read")
    }
    let start = try file.read(count: min(file.size, KnownFormat.byteCount))
    let length = UInt64(lowestFirst: start[..<8])
    let fits = length <= UInt64(min(file.size - 8, largestHeaderSize))
    // A header's length may begin as a web page does.
    let hasHeader = fits && start.dropFirst(8).first == UInt8(ascii: "{")
    if !hasHeader, let name = KnownFormat.name(of: start) {
      throw problem("this is \(name), expected a safetensors file; in Python safetensors.torch.save_file writes one")
    }
    guard fits else {
      throw problem(
        "a header of \(length) bytes does not fit into a file of \(file.size) bytes, or is more than 10 MB; is it a "
          + "safetensors file?")
    }
    try file.seek(to: 8)
    do {
      let header = try SafeTensorsHeader(try file.read(count: Int(length)), dataSize: file.size - 8 - Int(length))
      return try header.entries.map { entry in
        (entry.name, try file.readTensor(shape: entry.shape, type: entry.type, at: 8 + Int(length) + entry.begin))
      }
    } catch let error as HeaderProblem {
      throw problem(error.text)
    }
  }

  private static func quoted(_ name: String) -> String {
    let escaped = name.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": return "\\\""
      case "\\": return "\\\\"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: return String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}

/// A type of number that is read, by its name in the header.
enum NumberType: String {
  case float = "F32"
  case integer = "I64"

  /// How many bytes a number takes.
  var size: Int { self == .float ? 4 : 8 }
}

/// What is wrong with a header.
struct HeaderProblem: Error {
  let text: String
}

/// The header of a safetensors file, checked.
struct SafeTensorsHeader {
  struct Entry {
    let name: String
    let type: NumberType
    let shape: [Int]
    let begin, end: Int
  }

  private(set) var entries: [Entry] = []

  /// Throws `HeaderProblem` unless the tensors are of known types and their sizes fit their places, and their places are all of
  /// `dataSize` bytes, each once.
  init(_ bytes: [UInt8], dataSize: Int) throws {
    guard case .object(let members) = try SafeTensorsHeader.value(bytes) else {
      throw HeaderProblem(text: "the header is not an object")
    }
    if let metadata = members.first(where: { $0.key == "__metadata__" })?.value {
      try SafeTensorsHeader.check(metadata: metadata)
    }
    entries = try members.filter { $0.key != "__metadata__" }.map { try SafeTensorsHeader.entry($0.key, $0.value) }
    var end = 0
    for entry in entries.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
      guard entry.begin == end else {
        throw HeaderProblem(
          text:
            "tensor \(JSONProblem.shown(entry.name)) begins at byte \(entry.begin) of the data, expected \(end): tensors must neither "
            + "overlap nor leave gaps")
      }
      end = entry.end
    }
    guard end == dataSize else {
      let advice = end > dataSize ? "is it cut short?" : "what follows them belongs to none"
      throw HeaderProblem(text: "the tensors take \(end) bytes and the file holds \(dataSize); \(advice)")
    }
  }

  /// Only shapes and offsets are lists, and short ones.
  private static func value(_ bytes: [UInt8]) throws -> JSONValue {
    do {
      return try JSONValue(parsing: bytes, longestList: SafeTensors.mostAxes)
    } catch let problem as JSONProblem {
      throw HeaderProblem(text: "the header is \(problem.text)")
    }
  }

  /// The format has texts alone beside the tensors, each under a name.
  private static func check(metadata: JSONValue) throws {
    guard case .object(let members) = metadata else {
      throw HeaderProblem(text: "\"__metadata__\" is not an object of names and texts")
    }
    for (key, value) in members {
      if case .text = value { continue }
      throw HeaderProblem(
        text:
          "\"__metadata__\" has something other than a text under \"\(JSONProblem.shown(key))\", which the format "
          + "does not allow; write it as a text, in quotes")
    }
  }

  private static func entry(_ name: String, _ value: JSONValue) throws -> Entry {
    func problem(_ text: String) -> HeaderProblem {
      HeaderProblem(text: "tensor \(JSONProblem.shown(name)) " + text)
    }
    guard case .object(let members) = value else { throw problem("is not described by an object") }
    func numbers(_ key: String) throws -> [Int] {
      guard case .list(let values)? = members.first(where: { $0.key == key })?.value else {
        throw problem("has no list \"\(key)\"")
      }
      return try values.map {
        switch $0 {
        case .number(let number): return number
        case .other(let text):
          throw problem("has \(JSONProblem.shown(text)) in \"\(key)\", expected whole numbers from 0 on")
        default: throw problem("has something other than numbers in \"\(key)\"")
        }
      }
    }
    guard case .text(let typeName)? = members.first(where: { $0.key == "dtype" })?.value else {
      throw problem("has no \"dtype\"")
    }
    guard let type = NumberType(rawValue: typeName) else {
      throw problem("has type \(JSONProblem.shown(typeName)), expected F32; convert it to 32-bit floats first")
    }
    let shape = try numbers("shape"), offsets = try numbers("data_offsets")
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw problem("has data_offsets \(offsets), expected a beginning and an end")
    }
    guard let places = Tensor.places(shape) else { throw problem("has shape \(shape), which no memory can hold") }
    let size = shape.contains(0) ? 0 : type.size * places
    guard size == offsets[1] - offsets[0] else {
      throw problem("has \(offsets[1] - offsets[0]) bytes, expected \(size) for shape \(shape)")
    }
    return Entry(name: name, type: type, shape: shape, begin: offsets[0], end: offsets[1])
  }
}
