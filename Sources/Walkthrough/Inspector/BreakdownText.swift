import TensorCore

/// A pixel's breakdown as plain text of at most 76 columns.
struct BreakdownText {
  private let breakdown: PixelBreakdown
  private let numbers: NumberStyle
  private static let width = 76
  /// Channels beyond this many are listed by their subtotals; the one that matters most is shown whole.
  private static let mostChannels = 4

  init(_ breakdown: PixelBreakdown) {
    self.breakdown = breakdown
    numbers = breakdown.numbers
  }

  var text: String {
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
    range.count == 1 ? "\(name) \(range.lowerBound)" : "\(name)s \(range.lowerBound) to \(range.upperBound - 1)"
  }

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
      lines += beside(channel)
      let terms = zip(channel.patch.joined(), channel.weights.joined()).map { "\(numbers($0))×\(signed($1))" }
      lines += ["", equation(terms, result: channel.subtotal)].flatMap { $0.isEmpty ? [""] : wrapped($0) }
    case .maxPooling:
      lines += matrix(channel.patch, marking: channel.winner)
      lines += ["", winner(channel, output: breakdown.outputs[index])].flatMap { $0.isEmpty ? [""] : wrapped($0) }
    case .averagePooling:
      lines += matrix(channel.patch)
      let count = channel.patch.reduce(0) { $0 + $1.count }
      let sum = equation(channel.patch.joined().map(signed), result: channel.subtotal)
      let mean = "\(numbers(channel.subtotal)) / \(count) = \(numbers(breakdown.outputs[index]))"
      lines += [""] + wrapped(sum) + [mean]
    }
    return lines.joined(separator: "\n")
  }

  /// The sum written out if it is short, else its result alone.
  private func equation(_ terms: [String], result: Float) -> String {
    let whole = terms.joined(separator: " + ") + " = " + numbers(result)
    return whole.terminalWidth <= 2 * BreakdownText.width
      ? whole
      : "sum of these \(terms.count) \(breakdown.operation == .convolution ? "products" : "values"): \(numbers(result))"
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

  /// Patch × kernel = products, side by side if they fit, else one below the other.
  private func beside(_ channel: PixelBreakdown.Channel) -> [String] {
    let blocks = [
      ("patch", matrix(channel.patch)), ("kernel", matrix(channel.weights, padding: false)),
      ("products", matrix(channel.products)),
    ]
    let widths = blocks.map { max($0.0.count + 2, $0.1.first?.terminalWidth ?? 0) }
    guard widths.reduce(0, +) + 10 <= BreakdownText.width else {
      return blocks.flatMap { ["  \($0.0)"] + $0.1 }
    }
    let middle = (channel.patch.count - 1) / 2
    var lines = [zip(blocks, widths).map { "  \($0.0)".padded(to: $1) }.joined(separator: "     ")]
    for row in channel.patch.indices {
      let signs = row == middle ? ["  ×  ", "  =  ", ""] : ["     ", "     ", ""]
      lines.append(zip(zip(blocks, widths), signs).map { $0.0.1[row].padded(to: $0.1) + $1 }.joined())
    }
    return lines.map { $0.trimmingEnd }
  }

  /// The rows of a matrix in columns of one width; rows too long for a line lose their middle.
  private func matrix(_ values: [[Float]], marking: PixelBreakdown.Place? = nil, padding: Bool = true) -> [String] {
    let cells = values.enumerated().map { i, row in
      row.enumerated().map { j, value in
        if padding, breakdown.isPadding(i, j) { return "·" }
        return marking == .init(row: i, column: j)
          ? "[\(numbers(value))]" : marking == nil ? numbers(value) : numbers(value) + " "
      }
    }
    let width = cells.joined().map(\.count).max() ?? 1
    let most = max(2, BreakdownText.width / (width + 2))
    return cells.map { row in
      let shown = row.count <= most ? row : Array(row.prefix(most / 2 - 1)) + ["…"] + row.suffix(most - most / 2)
      return shown.map { "  " + $0.padded(to: width, .right) }.joined()
    }
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
      let exact = breakdown.outputs.map { "\($0)" }.joined(separator: ", ")
      return wrapped("Output: \(exact)").joined(separator: "\n")
    }
    let products = breakdown.channels.map(\.subtotal).reduce(0, +)
    var rows = [(breakdown.channels.count > 1 ? "sum over the channels" : "sum of the products", numbers(products))]
    rows.append(("bias", breakdown.bias.map { numbers($0) } ?? "none"))
    let width = rows.map(\.1.count).max() ?? 0
    var lines = rows.map { $0.padded(to: 24) + $1.padded(to: width, .right) }
    lines.append("output".padded(to: 24) + "\(breakdown.output)")
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
