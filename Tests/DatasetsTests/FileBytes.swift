import CZlib

/// The four bytes of a big-endian number.
func bigEndian(_ number: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }

/// The bytes of an IDX file of images.
func idxImages(count: UInt32, rows: UInt32, columns: UInt32, pixels: [UInt8], magic: UInt32 = 2051) -> [UInt8] {
  [magic, count, rows, columns].flatMap(bigEndian) + pixels
}

/// The bytes of an IDX file of labels.
func idxLabels(_ labels: [UInt8], count: UInt32? = nil) -> [UInt8] {
  [2049, count ?? UInt32(labels.count)].flatMap(bigEndian) + labels
}

/// The bytes as gzip would store them, packed as tight as `level` from 1 to 9 says.
func gzipped(_ bytes: [UInt8], level: Int32 = 9) -> [UInt8] {
  var stream = z_stream()
  let gzip: Int32 = 15 + 16
  deflateInit2_(
    &stream, level, Z_DEFLATED, gzip, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
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
