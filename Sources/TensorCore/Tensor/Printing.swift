import System

extension Tensor: CustomStringConvertible {
  /// The elements as PyTorch prints them: four decimals, or none where all are whole, and the middle of every axis
  /// left out in tensors of more than a thousand elements.
  public var description: String {
    if count == 0 {
      return "tensor([]" + (rank > 1 ? ", size=(\(shape.map(String.init).joined(separator: ", "))))" : ")")
    }
    let summarized = count > 1000
    let shown = summarized ? edges() : self
    return "tensor(" + TensorFormat(shown.elements).text(self, indent: 7, summarized: summarized) + ")"
  }

  /// The elements that a summary shows: the first and the last three along each axis.
  private func edges() -> Tensor {
    shape.indices.reduce(self) { part, axis in
      let size = part.shape[axis]
      guard size > 6 else { return part }
      let leading = (0..<axis).map { 0..<part.shape[$0] }
      return Tensor.concatenated(
        [part[ranges: leading + [0..<3]], part[ranges: leading + [size - 3..<size]]], axis: axis)
    }
  }
}

/// How the elements of one tensor are written: all with one width and one notation.
private struct TensorFormat {
  private enum Notation { case whole, decimals, scientific }

  private var notation = Notation.whole
  private var width = 1

  init(_ elements: [Float]) {
    // In Double, as PyTorch compares them: 0.0001 as a Float is less.
    let magnitudes = elements.filter { $0.isFinite && $0 != 0 }.map { Double(abs($0)) }
    if let smallest = magnitudes.min(), let largest = magnitudes.max() {
      let whole = elements.allSatisfy { !$0.isFinite || $0 == $0.rounded() }
      let wide = largest / smallest > 1000 || largest > 1e8
      notation = wide || (!whole && smallest < 1e-4) ? .scientific : whole ? .whole : .decimals
    }
    width = elements.filter { $0.isFinite && $0 != 0 }.map { written($0).count }.max() ?? 1
  }

  private func written(_ value: Float) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    switch notation {
    case .whole: return fixed(Double(value), decimals: 0) + "."
    case .decimals: return fixed(Double(value), decimals: 4)
    case .scientific: return scientific(Double(value), decimals: 4)
    }
  }

  private func padded(_ value: Float) -> String {
    let text = written(value)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }

  func text(_ tensor: Tensor, indent: Int, summarized: Bool) -> String {
    if tensor.rank == 0 { return written(tensor.item) }
    let size = tensor.shape[0]
    let shown: [Int?] = summarized && size > 6 ? [0, 1, 2, nil, size - 3, size - 2, size - 1] : Array(0..<size)
    if tensor.rank == 1 {
      let words = shown.map { $0.map { padded(tensor[$0]) } ?? " ..." }
      let perLine = max(1, (80 - indent) / (width + 2))
      let lines = stride(from: 0, to: words.count, by: perLine).map {
        words[$0..<min(words.count, $0 + perLine)].joined(separator: ", ")
      }
      return "[" + lines.joined(separator: ",\n" + String(repeating: " ", count: indent + 1)) + "]"
    }
    let parts = shown.map { index in
      index.map { text(tensor.selecting($0), indent: indent + 1, summarized: summarized) } ?? "..."
    }
    let separator =
      "," + String(repeating: "\n", count: tensor.rank - 1) + String(repeating: " ", count: indent + 1)
    return "[" + parts.joined(separator: separator) + "]"
  }
}
