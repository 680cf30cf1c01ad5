import Pages
import TensorCore

/// A pixel's breakdown as plain text of at most 76 columns.
package struct BreakdownText {
  private let breakdown: PixelBreakdown
  private let numbers: NumberStyle
  private static let width = 76
  /// Channels beyond this many are listed by their subtotals; the one that matters most is shown whole.
  private static let mostChannels = 4

  package init(_ breakdown: PixelBreakdown) {
    self.breakdown = breakdown
    numbers = breakdown.numbers
  }

  package var text: String {
    var parts = [opening]
    let channels = breakdown.channels
    if channels.count <= BreakdownText.mostChannels {
      parts += channels.indices.map(channel)
    } else {
      let most = channels.indices.max { abs(channels[$0].subtotal) < abs(channels[$1].subtotal) } ?? 0
      parts.append(channel(most))
      parts.append(subtotals)
    }
    parts.append(closing)
    return parts.joined(separator: "\n\n")
  }

  private var opening: String {
    let pixel = breakdown.pixel
    let what =
      switch breakdown.operation {
      case .convolution: "every value of the patch times the kernel's value there, all added"
      case .maxPooling: "the largest value in the window"
      case .averagePooling: "the mean of the window"
      }
    let map = breakdown.operation == .convolution && breakdown.outputs.count > 1 ? " of map \(breakdown.map)" : ""
    var lines = ["Output row \(pixel.row), column \(pixel.column)\(map): \(what)."]
    lines.append(
      "Window: \(range("row", breakdown.rows)), \(range("column", breakdown.columns)) "
        + "of the \(breakdown.imageSize) image.")
    if hasPadding {
      let value = breakdown.operation == .maxPooling ? "which never wins" : "which counts as 0"
      lines.append("A dot (·) is padding, \(value).")
    }
    return lines.flatMap(wrapped).joined(separator: "\n")
  }

  private var hasPadding: Bool {
    breakdown.rows.lowerBound < 0 || breakdown.columns.lowerBound < 0
      || breakdown.rows.upperBound > breakdown.imageSize.height
      || breakdown.columns.upperBound > breakdown.imageSize.width
  }

  private func range(_ name: String, _ range: Range<Int>) -> String {
    let (first, last) = (proper(range.lowerBound), proper(range.upperBound - 1))
    return range.count == 1 ? "\(name) \(first)" : "\(name)s \(first) to \(last)"
  }

  /// A number as it prints, with a proper minus sign.
  private func proper(_ value: some CustomStringConvertible) -> String { "\(value)".replacing("-", with: "−") }

  private func wrapped(_ line: String) -> [String] {
    Wrapping.words([Span(text: line)], width: BreakdownText.width).map { $0.map(\.text).joined() }
  }

  // MARK: One channel

  private func channel(_ index: Int) -> String {
    let channel = breakdown.channels[index]
    let isOnly = breakdown.channels.count == 1
    var lines = isOnly ? [] : ["Channel \(index)"]
    switch breakdown.operation {
    case .convolution:
      lines += products(channel)
      let terms = zip(channel.patch.joined(), channel.weights.joined()).map { "\(signed($0))×\(signed($1))" }
      lines += equation(terms, result: channel.subtotal)
    case .maxPooling:
      lines += window(channel) + [""] + wrapped(winner(channel, output: breakdown.outputs[index]))
    case .averagePooling:
      let count = channel.patch.reduce(0) { $0 + $1.count }
      lines += window(channel) + equation(channel.patch.joined().map(signed), result: channel.subtotal)
      lines.append("\(numbers(channel.subtotal)) / \(count) = \(numbers(breakdown.outputs[index]))")
    }
    return lines.joined(separator: "\n")
  }

  /// The sum written out if it is short, else its result alone; nothing where that is the breakdown's last line.
  private func equation(_ terms: [String], result: Float) -> [String] {
    let whole = terms.joined(separator: " + ") + " = " + numbers(result)
    let room = numbers.decimals == 0 ? 2 * BreakdownText.width : BreakdownText.width
    if whole.terminalWidth <= room { return [""] + wrapped(whole) }
    let isConvolution = breakdown.operation == .convolution
    if isConvolution, breakdown.channels.count == 1 { return [] }
    return ["", "sum of these \(terms.count) \(isConvolution ? "products" : "values"): \(numbers(result))"]
  }

  private func signed(_ value: Float) -> String { value < 0 ? "(\(numbers(value)))" : numbers(value) }

  private func winner(_ channel: PixelBreakdown.Channel, output: Float) -> String {
    guard let winner = channel.winner else { return "" }
    var equals = 0
    for (i, row) in channel.patch.enumerated() {
      for (j, value) in row.enumerated() where value == channel.subtotal && !breakdown.isPadding(i, j) { equals += 1 }
    }
    let place =
      "row \(breakdown.rows.lowerBound + winner.row), column \(breakdown.columns.lowerBound + winner.column)"
    let tie = equals > 1 ? ", the first of \(equals) equal ones" : ""
    return "largest: \(numbers(output)), at \(place) of the image\(tie)"
  }

  // MARK: Matrices

  private typealias Block = (name: String, lines: [String])

  /// Patch × kernel = products: side by side, or the products below, or each below the other, as the page has room;
  /// where not even one fits, the sum of each row of products.
  private func products(_ channel: PixelBreakdown.Channel) -> [String] {
    for gap in [2, 1] {
      let blocks: [Block] = [
        ("patch", matrix(channel.patch, gap: gap)), ("kernel", matrix(channel.weights, gap: gap, padding: false)),
        ("products", matrix(channel.products, gap: gap)),
      ]
      let rows = [[blocks], [Array(blocks[..<2]), [blocks[2]]], blocks.map { [$0] }]
      for arrangement in gap == 2 ? Array(rows[..<1]) : rows {
        let lines = arrangement.map { beside($0, gap: gap) }
        if lines.joined().allSatisfy({ $0.terminalWidth <= BreakdownText.width }) { return Array(lines.joined()) }
      }
    }
    return ["Sums of the products, row by row"] + [list(channel.products.map { $0.reduce(0, +) })]
  }

  private func beside(_ blocks: [Block], gap: Int) -> [String] {
    let widths = blocks.map { max($0.name.count + 2, $0.lines.first?.terminalWidth ?? 0) }
    let signs = ["×", "="].map { gap == 2 ? "  \($0)  " : " \($0) " } + [""]
    let space = String(repeating: " ", count: signs[0].count)
    var lines = [zip(blocks, widths).map { "  \($0.name)".padded(to: $1) }.joined(separator: space)]
    for row in blocks[0].lines.indices {
      let isMiddle = row == blocks[0].lines.count / 2
      lines.append(
        blocks.indices.map { index in
          let sign = index == blocks.count - 1 ? "" : isMiddle ? signs[index] : space
          return blocks[index].lines[row].padded(to: widths[index]) + sign
        }.joined())
    }
    return lines.map(\.trimmingEnd)
  }

  /// The rows of a matrix, in columns of one width, `gap` apart; one cell may be marked with brackets.
  private func matrix(
    _ values: [[Float]], gap: Int, marking: PixelBreakdown.Place? = nil, padding: Bool = true
  ) -> [String] {
    let cells = values.enumerated().map { i, row in
      row.enumerated().map { j, value in
        let text = padding && breakdown.isPadding(i, j) ? "·" : numbers(value)
        guard let marking else { return text }
        return marking == .init(row: i, column: j) ? "[\(text)]" : text + " "
      }
    }
    let width = cells.joined().map(\.count).max() ?? 1
    let space = String(repeating: " ", count: gap)
    return cells.map { row in
      String(repeating: " ", count: 2 - gap) + row.map { space + $0.padded(to: width, .right) }.joined()
    }
  }

  /// The values of a window that is pooled, if they fit.
  private func window(_ channel: PixelBreakdown.Channel) -> [String] {
    let lines = matrix(channel.patch, gap: 1, marking: channel.winner)
    return lines.allSatisfy { $0.terminalWidth <= BreakdownText.width } ? lines.map(\.trimmingEnd) : []
  }

  // MARK: All channels

  private var subtotals: String {
    let name = breakdown.operation == .convolution ? "Subtotal of each channel" : "Result of each channel"
    let values = breakdown.operation == .convolution ? breakdown.channels.map(\.subtotal) : breakdown.outputs
    return name + "\n" + list(values)
  }

  /// Numbered values, as many on a line as fit.
  private func list(_ values: [Float]) -> String {
    let cells = values.enumerated().map { "\($0): \(numbers($1))" }
    let width = (cells.map(\.count).max() ?? 0) + 3
    let perLine = max(1, (BreakdownText.width - 2) / width)
    return stride(from: 0, to: cells.count, by: perLine).map { start in
      ("  " + cells[start..<min(start + perLine, cells.count)].map { $0.padded(to: width) }.joined()).trimmingEnd
    }.joined(separator: "\n")
  }

  private var closing: String {
    guard breakdown.operation == .convolution else {
      let exact = breakdown.outputs.map(proper).joined(separator: ", ")
      return wrapped("Output: \(exact)").joined(separator: "\n")
    }
    let products = breakdown.channels.map(\.subtotal).reduce(0, +)
    let rows = [
      (breakdown.channels.count > 1 ? "sum over the channels" : "sum of the products", numbers(products)),
      ("bias", breakdown.bias.map { numbers($0) } ?? "none"), ("output", proper(breakdown.output)),
    ]
    let hasNegative = rows.contains { $0.1.hasPrefix("−") }
    var lines = rows.map { $0.padded(to: 24) + (hasNegative && !$1.hasPrefix("−") ? " " : "") + $1 }
    if breakdown.outputs.count > 1 {
      lines += ["", "All maps at this pixel", list(breakdown.outputs)]
    }
    return lines.joined(separator: "\n")
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    lastIndex { $0 != " " }.map { String(self[...$0]) } ?? ""
  }
}
