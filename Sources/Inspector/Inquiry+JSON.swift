import Pages
import TensorCore

/// What the page's script is given of an inquiry: it lays the numbers out and only chooses among them.
extension Inquiry {
  /// The inquiry as a widget of a page.
  package var widget: Page.Widget { Page.Widget(kind: "inquiry", data: json) }

  var json: String {
    let operation =
      switch self.operation {
      case .convolution: "convolution"
      case .maxPooling: "maximum"
      case .averagePooling: "average"
      }
    return JSON.object([
      "titles": Inquiry.strings([titles.image, titles.kernel, titles.output]),
      "operation": JSON.string(operation),
      "size": Inquiry.pair(imageSize),
      "window": Inquiry.pair(window),
      "stride": Inquiry.pair(stride),
      "padding": Inquiry.pair(padding),
      "widest": Inquiry.pair(widestPadding),
      "adjustable": "\(isAdjustable)",
      "at": "[\(row),\(column)]",
      "image": Inquiry.matrix(image),
      "kernels": JSON.array(kernels.map(Inquiry.matrix)),
      "biases": Inquiry.strings(biases),
      "values": JSON.array(values.map(Inquiry.numbers)),
      "weights": JSON.array(weights.map { JSON.array($0.map(Inquiry.numbers)) }),
      "offsets": Inquiry.numbers(offsets),
      "windows": JSON.array(windows.map { JSON.array($0.map(Inquiry.json)) }),
    ])
  }

  private static func json(_ window: Window) -> String {
    JSON.object([
      "products": Inquiry.matrix(window.products),
      "subtotals": Inquiry.strings(window.subtotals),
      "winners": JSON.array(window.winners.map(String.init)),
      "outputs": Inquiry.strings(window.outputs),
    ])
  }

  /// Floats by their shortest digits; what is none is written as 0.
  private static func numbers(_ values: [Float]) -> String {
    JSON.array(values.map { !$0.isFinite ? "0" : $0 == $0.rounded() && abs($0) < 1e6 ? "\(Int($0))" : "\($0)" })
  }

  private static func strings(_ items: [String]) -> String { JSON.array(items.map(JSON.string)) }
  private static func matrix(_ rows: [[String]]) -> String { JSON.array(rows.map(strings)) }
  private static func pair(_ size: Size2D) -> String { "[\(size.height),\(size.width)]" }
}
