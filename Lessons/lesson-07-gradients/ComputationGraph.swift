import Drawing
import Figures
import System

/// A computation drawn from left to right: values in boxes, the slope of each step on its arrow, and below each box the
/// gradient that comes back to it.
struct ComputationGraph: Panel {
  /// A value of the computation, and how the result changes with it.
  struct Node {
    let name: String
    let value, gradient: Float
    /// The place in columns and rows, from the upper left.
    let column, row: Double
  }

  /// A step from one node to another, and its slope.
  struct Edge {
    let from, to: Int
    let slope: String
  }

  let nodes: [Node]
  let edges: [Edge]

  private static let box = Extent(width: 92, height: 24), pitch = Extent(width: 168, height: 62)

  private var columns: Double { nodes.map(\.column).max() ?? 0 }
  private var rows: Double { nodes.map(\.row).max() ?? 0 }

  var body: Extent {
    Extent(
      width: columns * ComputationGraph.pitch.width + ComputationGraph.box.width,
      height: rows * ComputationGraph.pitch.height + ComputationGraph.box.height)
  }

  /// Room for the gradients below the lowest boxes.
  var margins: Margins { Margins(bottom: 18) }

  func draw(on canvas: inout Canvas, at origin: Point) {
    func place(_ node: Node) -> Rectangle {
      Rectangle(
        origin
          + Point(node.column * ComputationGraph.pitch.width, node.row * ComputationGraph.pitch.height),
        ComputationGraph.box)
    }
    for edge in edges {
      let (from, to) = (place(nodes[edge.from]), place(nodes[edge.to]))
      let start = Point(from.right + 2, from.center.y), end = Point(to.left - 2, to.center.y)
      canvas.arrow(from: start, to: end, .quiet)
      let middle = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
      let anchor = Anchor(end.y == start.y ? .center : end.y < start.y ? .right : .left, .bottom)
      canvas.text(edge.slope, at: middle + Point(0, -4), anchor, size: 9, .quiet)
    }
    for node in nodes {
      let box = place(node)
      canvas.fill(box.onWholePixels, Color(0xEEF3F8))
      canvas.frame(box.onWholePixels, .ink)
      canvas.text(
        "\(node.name) = \(Numerals.text(Double(node.value), decimals: 0))", at: box.center, Anchor(.center, .middle),
        size: 10)
      canvas.text(
        "gradient \(Numerals.text(Double(node.gradient), decimals: 0))", at: Point(box.center.x, box.bottom + 3),
        Anchor(.center, .top), size: 9, .accent)
    }
  }
}
