import TensorCore

/// An operation that the reader asks about in the page. The page's script lays the numbers out and only chooses among them.
enum HTMLInquiry {
  /// The place of an inquiry; without a script, what the lesson shows in print stands there.
  static func widget(_ inquiry: Inquiry, instead: String) -> String {
    """
    <figure class="inquiry">
    <script type="application/json">\(json(inquiry))</script>
    <noscript>
    \(instead)
    </noscript>
    </figure>
    """
  }

  static func json(_ inquiry: Inquiry) -> String {
    let operation =
      switch inquiry.operation {
      case .convolution: "convolution"
      case .maxPooling: "maximum"
      case .averagePooling: "average"
      }
    let titles = inquiry.titles
    return JSON.object([
      "titles": strings([titles.image, titles.kernel, titles.output]),
      "operation": JSON.string(operation),
      "size": pair(inquiry.imageSize),
      "window": pair(inquiry.window),
      "stride": pair(inquiry.stride),
      "padding": pair(inquiry.padding),
      "widest": pair(inquiry.widestPadding),
      "adjustable": "\(inquiry.isAdjustable)",
      "at": "[\(inquiry.row),\(inquiry.column)]",
      "image": matrix(inquiry.image),
      "kernels": JSON.array(inquiry.kernels.map(matrix)),
      "biases": strings(inquiry.biases),
      "windows": JSON.array(inquiry.windows.map { JSON.array($0.map(window)) }),
    ])
  }

  private static func window(_ window: Inquiry.Window) -> String {
    JSON.object([
      "products": matrix(window.products),
      "subtotals": strings(window.subtotals),
      "winners": JSON.array(window.winners.map(String.init)),
      "outputs": strings(window.outputs),
    ])
  }

  private static func strings(_ items: [String]) -> String { JSON.array(items.map(JSON.string)) }
  private static func matrix(_ rows: [[String]]) -> String { JSON.array(rows.map(strings)) }
  private static func pair(_ size: Size2D) -> String { "[\(size.height),\(size.width)]" }
}
