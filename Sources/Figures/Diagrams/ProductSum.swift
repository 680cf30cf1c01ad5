import Drawing
import TensorCore

/// The products behind one output pixel, written out.
struct ProductSum: Sendable {
  /// One line where there are few products; else a line for each row of the kernel, or, where there are several
  /// channels, for each channel with its subtotal. The sum is in the last line.
  let text: String

  /// - Parameters:
  ///   - patch: what lies under the kernel, `(C, kh, kw)`.
  ///   - kernel: of the same shape.
  init(patch: Tensor, kernel: Tensor, bias: Float, result: Float) {
    let (channels, height, width) = (kernel.shape[0], kernel.shape[1], kernel.shape[2])
    let values = patch.elements, weights = kernel.elements
    let valueDecimals = Numerals.decimals(for: values), weightDecimals = Numerals.decimals(for: weights)
    func products(_ range: Range<Int>) -> String {
      range.map { index in
        let weight = Numerals.text(Double(weights[index]), decimals: weightDecimals)
        return Numerals.text(Double(values[index]), decimals: valueDecimals) + "×"
          + (weights[index] < 0 ? "(\(weight))" : weight)
      }.joined(separator: " + ")
    }
    let plane = height * width
    let subtotals = (0..<channels).map { channel in
      (channel * plane..<(channel + 1) * plane).reduce(Float(0)) { $0 + values[$1] * weights[$1] }
    }
    let decimals = Numerals.decimals(
      for: [result] + (channels > 1 ? subtotals : []) + (bias == 0 ? [] : [bias]), limit: 4)
    func written(_ value: Float) -> String { Numerals.text(Double(value), decimals: decimals) }

    let added = bias == 0 ? "" : (bias < 0 ? " − bias " : " + bias ") + written(bias.magnitude)
    if channels > 1 {
      let lines = subtotals.enumerated().map { channel, subtotal in
        let range = channel * plane..<(channel + 1) * plane
        return "channel \(channel):  "
          + (plane <= 9 ? products(range) : "the sum of \(plane) products") + " = " + written(subtotal)
      }
      let total = subtotals.map(written).joined(separator: " + ").replacing("+ −", with: "− ")
      text = (lines + ["sum:  " + total + added + " = " + written(result)]).joined(separator: "\n")
    } else {
      let rows = plane <= 6 ? [0..<plane] : (0..<height).map { $0 * width..<($0 + 1) * width }
      text = rows.map(products).joined(separator: "\n+ ") + added + " = " + written(result)
    }
  }
}
