import Drawing

extension Bitmap {
  /// Whether anything in it is not white.
  package var hasInk: Bool { !bytes.allSatisfy { $0 == 255 } }

  /// Whether all that is not white lies within a rectangle, in points.
  package func hasInk(onlyWithin rectangle: Rectangle) -> Bool {
    let rows = Int((rectangle.top * 2).rounded(.down))..<Int((rectangle.bottom * 2).rounded(.up))
    let left = Int((rectangle.left * 2).rounded(.down)) * channels
    let right = Int((rectangle.right * 2).rounded(.up)) * channels
    let bytes = bytes, line = width * channels
    let white = [UInt8](repeating: 255, count: line)
    return (0..<height).allSatisfy { row in
      let pixels = bytes[row * line..<(row + 1) * line]
      if !rows.contains(row) { return pixels.elementsEqual(white) }
      return pixels.prefix(left).elementsEqual(white.prefix(left))
        && pixels.dropFirst(right).elementsEqual(white.dropFirst(right))
    }
  }
}
