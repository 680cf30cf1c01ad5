import Drawing
import Learning
import Pages
import System
import TensorCore
import Walkthrough

/// Where a value of a network comes from, in the words and numbers of the page (`network-tracing.js`).
struct ValueText {
  private let steps: [ShownStep]
  private let inputShape: [Int]
  /// What each step makes of the image, after the image itself.
  private let values: [[Float]]
  private let step, index: Int

  /// Asks for a value that the steps compute for an image `(1, C, H, W)`. Throws a line if there is no such layer or value.
  init(_ asked: NetworkValue, in steps: [ShownStep], for image: Tensor) throws {
    (self.steps, inputShape) = (steps, Array(image.shape.dropFirst()))
    values =
      [image.elements] + ShownStep.values(of: steps, for: Variable(constant: image)).map { $0.value.elements }
    let layers = steps.indices.filter { !steps[$0].passesOn }
    guard let step = layers.first(where: { steps[$0].row.name == asked.layer }) else {
      let names = layers.map { steps[$0].row.name }.joined(separator: ", ")
      throw ProgramFailure("there is no layer \(OutsideText(asked.layer).inOneLine) to ask; there are \(names)")
    }
    self.step = step
    index = try ValueText.index(of: asked, steps[step].row)
  }

  private static func index(of asked: NetworkValue, _ row: Sequential.TableRow) throws -> Int {
    let (shape, place) = (row.outputShape, asked.place)
    func refuse(_ what: String) -> ProgramFailure { ProgramFailure("--pixel \(asked): layer \(row.name) \(what)") }
    if shape.count == 1 {
      guard place.count == 1 else {
        throw refuse("gives a row of numbers; name one of its units, as in \(row.name):\(shape[0] / 2)")
      }
      guard (0..<shape[0]).contains(place[0]) else { throw refuse("has units 0 to \(shape[0] - 1)") }
      return place[0]
    }
    guard place.count == 3 else {
      throw refuse("gives maps; name map, row and column, as in \(row.name):0:\(shape[1] / 2),\(shape[2] / 2)")
    }
    for (value, (size, name)) in zip(place, zip(shape, ["maps", "rows", "columns"])) {
      guard (0..<size).contains(value) else { throw refuse("has \(name) 0 to \(size - 1)") }
    }
    return (place[0] * shape[1] + place[1]) * shape[2] + place[2]
  }

  // MARK: The text

  /// The whole answer; `image` says of which image.
  func text(of image: String) -> String {
    let heading = "\(name(step)), \(place(step, index)), for \(image)"
    let value = "\(name(step)) = \(PageNumbers.exact(values[step + 1][index]))"
    return ([heading] + parts + [value]).joined(separator: "\n\n")
  }

  private var parts: [String] {
    let source = sources(step)[0], input = values[source + 1]
    switch steps[step].layer {
    case let layer as Conv2d:
      return sum(
        ChannelProducts.of(layer, input: shape(source), output: shape(step), at: index), layer.weight, layer.bias,
        "Patch times kernel")
    case let layer as ConvTranspose2d:
      return sum(
        ChannelProducts.of(layer, input: shape(source), output: shape(step), at: index), layer.weight, layer.bias,
        "What reaches this place, times the kernel")
    case let layer as Linear: return dense(layer, input)
    case let layer as any BatchNormalization:
      let kept = layer.normalization, channel = index / shape(step).dropFirst().reduce(1, *)
      let deviation = (Double(kept.runningVariance.value.elements[channel]) + Double(kept.epsilon)).squareRoot()
      let scale = Float(Double(kept.weight.value.elements[channel]) * (1 / deviation))
      return [
        "\(name(source)), \(place(source, index)), less its running mean: (\(PageNumbers.exact(input[index])) − "
          + "\(factor(kept.runningMean.value.elements[channel]))) · \(factor(scale)) + "
          + factor(kept.bias.value.elements[channel])
      ]
    case is MaxPool2d, is AveragePool2d, is AdaptiveAveragePool2d, is GlobalAveragePool2d: return pooling(input)
    case is Residual, is Branches: return [joined]
    default:
      return [
        "\(steps[step].row.layer) of \(name(source)), \(place(source, index)), \(PageNumbers.exact(input[index]))"
      ]
    }
  }

  private func factor(_ value: Float) -> String { PageNumbers.inParentheses(PageNumbers.exact(value)) }

  private func sum(
    _ channels: [ChannelProducts], _ weight: Variable, _ bias: Variable?, _ what: String
  ) -> [String] {
    let source = sources(step)[0], input = values[source + 1]
    var subtotals: [String] = []
    let blocks = channels.map { channel in
      let patch = channel.pixels.map { $0.map { input[$0] } ?? 0 }
      let subtotal = zip(patch, channel.weights).reduce(Float(0)) { $0 + $1.0 * $1.1 }
      subtotals.append(PageNumbers.inParentheses(PageNumbers.written(subtotal)))
      let cells = zip(channel.pixels, patch).map { $0 == nil ? "·" : PageNumbers.brief($1) }
      let title = channels.count > 1 ? "\(name(source)) map \(channel.channel)" : name(source)
      return title + "\n" + table(cells, times: channel.weights.map(PageNumbers.brief), columns: weight.shape[3])
        + "\nsum \(PageNumbers.written(subtotal))"
    }
    let start = bias?.value.elements[index / (shape(step)[1] * shape(step)[2])] ?? 0
    let padding = channels.contains { $0.pixels.contains(nil) } ? " A dot (·) counts as 0." : ""
    return ["\(what), channel by channel, and the bias.\(padding)"] + blocks
      + [subtotals.joined(separator: " + ") + " + bias " + PageNumbers.inParentheses(PageNumbers.written(start))]
  }

  private func dense(_ layer: Linear, _ input: [Float]) -> [String] {
    let source = sources(step)[0]
    let weights = layer.weight.value.selecting(index).elements, products = zip(input, weights).map { $0 * $1 }
    // The script sorts without changing the order of equals.
    let order = products.indices.sorted { a, b in
      products[a].magnitude != products[b].magnitude ? products[a].magnitude > products[b].magnitude : a < b
    }
    let bias = PageNumbers.written(layer.bias?.value.elements[index] ?? 0)
    let lines = order.prefix(8).map {
      "  \(place(source, $0)): \(PageNumbers.written(input[$0])) × \(PageNumbers.written(weights[$0])) = "
        + PageNumbers.written(products[$0])
    }
    return [
      "A sum of \(Numerals.text(input.count)) products and the bias \(bias). The largest:",
      lines.joined(separator: "\n"),
    ]
  }

  private func pooling(_ input: [Float]) -> [String] {
    let output = shape(step), size = shape(sources(step)[0])
    let (row, column) = output.count == 1 ? (0, 0) : (index / output[2] % output[1], index % output[2])
    let channel = output.count == 1 ? index : index / (output[1] * output[2])
    let (rows, columns): (Range<Int>, Range<Int>)
    // How many values the mean is of, if not of those alone that lie in the image.
    var count: Int?
    switch steps[step].layer {
    case let layer as MaxPool2d:
      (rows, columns) = ValueText.window(row, column, layer.window, layer.stride, layer.padding, size)
    case let layer as AveragePool2d:
      (rows, columns) = ValueText.window(row, column, layer.window, layer.stride, layer.padding, size)
      count = layer.window.height * layer.window.width
    default:
      let (height, width) = output.count == 1 ? (1, 1) : (output[1], output[2])
      rows = row * size[1] / height..<((row + 1) * size[1] + height - 1) / height
      columns = column * size[2] / width..<((column + 1) * size[2] + width - 1) / width
    }
    let places = rows.flatMap { y in columns.map { (channel * size[1] + y) * size[2] + $0 } }
    let isMaximum = steps[step].layer is MaxPool2d
    var winner = places[0]
    for place in places where input[place] > input[winner] || input[place].isNaN { winner = place }
    let cells = places.map {
      isMaximum && $0 == winner ? "[\(PageNumbers.brief(input[$0]))]" : PageNumbers.brief(input[$0])
    }
    let zeros = (count ?? places.count) - places.count
    let beyond = zeros > 0 ? ", \(zeros) of them zeros of the padding" : ""
    return [
      isMaximum ? "The largest of the window." : "The mean of \(places.count + zeros) values\(beyond).",
      table(cells, times: nil, columns: columns.count),
    ]
  }

  /// The rows and columns of a window that lie in the image.
  private static func window(
    _ row: Int, _ column: Int, _ window: Size2D, _ stride: Size2D, _ padding: Size2D, _ size: [Int]
  ) -> (Range<Int>, Range<Int>) {
    let (top, left) = (row * stride.height - padding.height, column * stride.width - padding.width)
    return (
      max(0, top)..<min(size[1], top + window.height), max(0, left)..<min(size[2], left + window.width)
    )
  }

  private var joined: String {
    let isSum = steps[step].shown.kind == ShownLayer.sum.kind
    var (terms, start): ([String], Int) = ([], 0)
    for source in sources(step) {
      let at = isSum ? index : index - start
      if values[source + 1].indices.contains(at) {
        terms.append("\(name(source)), \(place(source, at)), \(PageNumbers.exact(values[source + 1][at]))")
      }
      start += values[source + 1].count
    }
    return terms.joined(separator: " + ")
  }

  /// Rows of cells, and of those that they are multiplied by beside or below them, as there is room.
  private func table(_ cells: [String], times factors: [String]?, columns: Int) -> String {
    func rows(_ cells: [String]) -> [String] {
      let width = cells.map(\.count).max() ?? 1
      return stride(from: 0, to: cells.count, by: columns).map { start in
        cells[start..<min(start + columns, cells.count)].map { $0.padded(to: width, .right) }.joined(separator: " ")
      }
    }
    let left = rows(cells)
    guard let factors else { return left.map { "  " + $0 }.joined(separator: "\n") }
    let right = rows(factors)
    guard left[0].count + right[0].count <= 70 else {
      return (left + ["×"] + right).map { "  " + $0 }.joined(separator: "\n")
    }
    return zip(left, right).enumerated().map { row, pair in
      "  \(pair.0)  \(row == left.count / 2 ? "×" : " ")  \(pair.1)"
    }.joined(separator: "\n")
  }

  // MARK: Names

  /// The steps that one reads, without those that pass numbers on; −1 is the image.
  private func sources(_ step: Int) -> [Int] {
    steps[step].sources.map { source in
      var source = source
      while source >= 0, steps[source].passesOn { source = steps[source].sources[0] }
      return source
    }
  }

  private func shape(_ step: Int) -> [Int] { step < 0 ? inputShape : steps[step].row.outputShape }

  private func name(_ step: Int) -> String {
    guard step >= 0 else { return "image" }
    let row = steps[step].row
    let isNumber = row.name.allSatisfy { $0.isNumber || $0 == "." }
    return isNumber ? "\(row.name) \(row.layer.prefix { $0 != "(" })" : row.name
  }

  private func place(_ step: Int, _ index: Int) -> String {
    let shape = shape(step)
    guard shape.count == 3 else { return "unit \(index)" }
    let map = shape[0] == 1 ? "" : "map \(index / (shape[1] * shape[2])), "
    return "\(map)row \(index / shape[2] % shape[1]), column \(index % shape[2])"
  }
}

extension ShownStep {
  /// Whether the step gives what it reads.
  fileprivate var passesOn: Bool { shown.kind == "identity" }
}
