import CZlib

@testable import Datasets

extension Reader {
  /// Images and labels, as they are and gzipped; and the input as a gzip file.
  static let idx = Reader(
    name: "idx",
    seeds: {
      let images = file(of: 2051, sizes: [2, 3, 2], (0..<12).map { $0 * 20 })
      let labels = file(of: 2049, sizes: [4], [0, 3, 9, 1])
      return [images, labels, gzipped(images), gzipped(labels), gzipped(images) + gzipped(labels)]
    },
    reading: {
      let scratch = ScratchFile()
      return { bytes in
        let plain = read(bytes, in: scratch)
        guard !bytes.starts(with: [0x1F, 0x8B]) else { return }
        hold(read(gzipped(bytes), in: scratch) == plain, "gzipped, the file reads otherwise")
      }
    })

  /// Reads a file as images and as labels, and gives the bytes that either stands for.
  private static func read(_ bytes: [UInt8], in scratch: ScratchFile) -> [UInt8]? {
    scratch.write(bytes)
    let isPlain = !bytes.starts(with: [0x1F, 0x8B])
    var found: [UInt8]?
    do {
      let images = try IDX.images(path: scratch.path)
      let shape = images.shape
      hold(shape.count == 4 && shape[1] == 1 && images.elements.count == images.count, "shape \(shape)")
      let pixels = images.elements.map { UInt8(($0 * 255).rounded()) }
      found = file(of: 2051, sizes: [shape[0], shape[2], shape[3]], pixels)
    } catch {
      holdOneLine(error)
    }
    do {
      let labels = try IDX.labels(path: scratch.path)
      hold(labels.allSatisfy { (0..<10).contains($0) }, "labels \(labels)")
      found = file(of: 2049, sizes: [labels.count], labels.map { UInt8($0) })
    } catch {
      holdOneLine(error)
    }
    hold(!isPlain || found == nil || found == bytes, "the file is not what it was read as")
    return found
  }

  private static func file(of magic: Int, sizes: [Int], _ bytes: [UInt8]) -> [UInt8] {
    ([magic] + sizes).flatMap { number in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    } + bytes
  }

  private static func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    let window: Int32 = 15 + 16
    deflateInit2_(
      &stream, 1, Z_DEFLATED, window, 1, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var source = bytes
    var target = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    let written = source.withUnsafeMutableBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        deflate(&stream, Z_FINISH)
        return Int(stream.total_out)
      }
    }
    return Array(target.prefix(written))
  }
}
