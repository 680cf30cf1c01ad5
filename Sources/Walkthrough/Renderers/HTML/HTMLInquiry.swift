/// An operation that the reader asks about in the page. `page.js` lays the numbers out and only chooses among them.
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
    let windows = inquiry.windows.map { map in
      list(
        map.map {
          "{\"products\":\(matrix($0.products)),\"subtotals\":\(strings($0.subtotals)),"
            + "\"winners\":\(list($0.winners.map(String.init))),\"outputs\":\(strings($0.outputs))}"
        })
    }
    let members = [
      ("titles", strings([inquiry.titles.image, inquiry.titles.kernel, inquiry.titles.output])),
      ("operation", HTML.json(operation)),
      ("size", pair(inquiry.imageSize.height, inquiry.imageSize.width)),
      ("window", pair(inquiry.window.height, inquiry.window.width)),
      ("stride", pair(inquiry.stride.height, inquiry.stride.width)),
      ("padding", pair(inquiry.padding.height, inquiry.padding.width)),
      ("widest", pair(inquiry.widestPadding.height, inquiry.widestPadding.width)),
      ("adjustable", "\(inquiry.isAdjustable)"),
      ("at", pair(inquiry.row, inquiry.column)),
      ("image", matrix(inquiry.image)),
      ("kernels", list(inquiry.kernels.map(matrix))),
      ("biases", strings(inquiry.biases)),
      ("windows", list(windows)),
    ]
    return "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
  }

  private static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
  private static func strings(_ items: [String]) -> String { list(items.map(HTML.json)) }
  private static func matrix(_ rows: [[String]]) -> String { list(rows.map(strings)) }
  private static func pair(_ first: Int, _ second: Int) -> String { "[\(first),\(second)]" }
}
