import Drawing
import System

/// A network as what passes through it: stacks of maps and columns of units, from left to right.
public struct NetworkDiagram: Panel {
  private struct Stage: Sendable {
    let shape: [Int]
    let above: String
    let below: String
    let size: Extent
    let width: Double
  }

  private let stages: [Stage]
  private let heading: Heading

  private static let gap = 24.0, step = 3.0, largestMap = 72.0, mostMaps = 8, textGap = 6.0

  /// What passes through a network, from its input to its output.
  ///
  /// - Parameter layers: the name of each layer and the shape it gives, without the batch: `(channels, height, width)` is
  ///   drawn as a stack of maps, `(units)` as a column. The first is the input.
  public init(layers: [(name: String, shape: [Int])], title: String? = nil, caption: String? = nil) {
    for (name, shape) in layers {
      require(shape.allSatisfy { $0 >= 0 }, "NetworkDiagram: \(name) has shape \(shape); no size must be negative")
    }
    let largest = Double(layers.filter { $0.shape.count == 3 }.map { max($0.shape[1], $0.shape[2]) }.max() ?? 1)
    let most = Double(layers.filter { $0.shape.count == 1 }.map { $0.shape[0] }.max() ?? 1)
    stages = layers.map { name, shape in
      let size: Extent
      let above: String
      if shape.count == 3 {
        let scale = NetworkDiagram.largestMap / (largest * max(1, largest)).squareRoot()
        // Sizes shrink with the root of the side: true proportions would leave nothing of the last maps.
        func side(_ length: Int) -> Double { max(10, scale * (Double(length) * largest).squareRoot()).rounded() }
        let depth = Double(min(shape[0], NetworkDiagram.mostMaps) - 1) * NetworkDiagram.step
        size = Extent(width: side(shape[2]) + depth, height: side(shape[1]) + depth)
        above = "\(shape[0]) @ \(shape[1])×\(shape[2])"
      } else {
        let units = shape.reduce(1) { $0 * Double($1) }
        size = Extent(width: 10, height: (22 + 78 * (units / max(1, most)).squareRoot()).rounded())
        above = Numerals.text(units, decimals: 0)
      }
      let below = NetworkDiagram.wrapped(name)
      let width = max(
        size.width, Lettering.extent(of: above, size: TypeSize.tick).width,
        Lettering.extent(of: below, size: TypeSize.tick).width)
      return Stage(shape: shape, above: above, below: below, size: size, width: width.rounded(.up))
    }
    heading = Heading(title: title, caption: caption)
  }

  /// Breaks a name at its spaces into lines of about the width of a map.
  private static func wrapped(_ name: String) -> String {
    var lines: [String] = []
    for word in name.split(separator: " ").map(String.init) {
      if let last = lines.last, Lettering.width(of: last + " " + word, size: TypeSize.tick) <= 62 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines.joined(separator: "\n")
  }

  private var tallest: Double { stages.map(\.size.height).max() ?? 0 }
  private var above: Double { Lettering.extent(of: "0", size: TypeSize.tick).height + NetworkDiagram.textGap }
  private var below: Double {
    (stages.map { Lettering.extent(of: $0.below, size: TypeSize.tick).height }.max() ?? 0) + NetworkDiagram.textGap
  }

  /// The size of all that is drawn but the title.
  public var body: Extent {
    let width = stages.reduce(0) { $0 + $1.width } + NetworkDiagram.gap * Double(max(0, stages.count - 1))
    return Extent(width: width, height: above + tallest + below)
  }

  /// Room for the title and the caption.
  public var margins: Margins { heading.margins(around: body) }

  /// Draws the stages, the arrows between them, shapes above and names below.
  public func draw(on canvas: inout Canvas, at origin: Point) {
    let middle = (origin.y + above + tallest / 2).onWholePixel
    var x = origin.x
    var previousRight: Double?
    for stage in stages {
      let center = x + stage.width / 2
      let box = Rectangle(
        x: (center - stage.size.width / 2).onWholePixel, y: (middle - stage.size.height / 2).onWholePixel,
        width: stage.size.width, height: stage.size.height)
      if let previousRight {
        canvas.arrow(from: Point(previousRight + 6, middle), to: Point(box.left - 5, middle), .quiet, thickness: 1)
      }
      previousRight = box.right
      if stage.shape.count == 3 {
        drawMaps(of: stage, in: box, on: &canvas)
      } else {
        canvas.fill(box, Color(0xF9C58D))
        canvas.frame(box, Color(0xB3590A))
      }
      canvas.text(
        stage.above, at: Point(center, middle - tallest / 2 - NetworkDiagram.textGap), Anchor(.center, .bottom),
        size: TypeSize.tick)
      canvas.text(
        stage.below, at: Point(center, middle + tallest / 2 + NetworkDiagram.textGap), Anchor(.center, .top),
        size: TypeSize.tick, .quiet)
      x += stage.width + NetworkDiagram.gap
    }
    heading.draw(on: &canvas, around: Rectangle(origin, body))
  }

  /// Map upon map, the nearest at the lower right.
  private func drawMaps(of stage: Stage, in box: Rectangle, on canvas: inout Canvas) {
    let count = min(stage.shape[0], NetworkDiagram.mostMaps)
    let depth = Double(count - 1) * NetworkDiagram.step
    for index in 0..<count {
      let shift = Double(index) * NetworkDiagram.step
      let map = Rectangle(
        x: box.left + shift, y: box.top + shift, width: box.width - depth, height: box.height - depth)
      canvas.fill(map, Color(0xC6DDF0))
      canvas.frame(map, Color(0x2368A8))
    }
  }
}
