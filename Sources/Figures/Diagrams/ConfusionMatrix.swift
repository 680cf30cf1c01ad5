import Drawing
import System

/// How often each class was taken for each: true classes from top to bottom, predicted ones from left to right.
public struct ConfusionMatrix: Panel {
  private let counts: [[Int]]
  private let sharesScale: Bool
  private let names: [String]
  private let heading: Heading
  private let side: Double

  private static let gap = 5.0

  /// A cell for each pair of classes, darker for a larger share of its row, or for a larger count on one scale for all.
  ///
  /// - Parameters:
  ///   - counts: `counts[t][p]` is how many of class `t` were predicted as `p`. Stops unless it is square and
  ///     has a row for each name.
  ///   - classNames: the names, in the order of the classes.
  ///   - sharesScale: whether all cells share one scale, up to the largest count, in place of one for each row.
  public init(
    counts: [[Int]], classNames: [String], sharesScale: Bool = false, title: String? = nil, caption: String? = nil
  ) {
    require(
      counts.count == classNames.count && counts.allSatisfy { $0.count == classNames.count },
      "ConfusionMatrix: \(counts.count) rows of \(counts.map(\.count)) and \(classNames.count) names; it must be square"
    )
    self.counts = counts
    self.sharesScale = sharesScale
    names = classNames
    heading = Heading(title: title, caption: caption)
    let widest = counts.joined().map { Lettering.width(of: String($0), size: TypeSize.tick) }.max() ?? 0
    side = max(24, widest + 8).rounded(.up)
  }

  /// The size of all cells in points.
  public var body: Extent { Extent(width: side * Double(names.count), height: side * Double(names.count)) }

  private var longestName: Double { names.map { Lettering.width(of: $0, size: TypeSize.tick) }.max() ?? 0 }
  private var namesStand: Bool { longestName + 4 > side }
  private var nameHeight: Double { Lettering.extent(of: "p", size: TypeSize.tick).height }
  private var labelHeight: Double { Lettering.extent(of: "Predicted", size: TypeSize.label).height }
  private var namesBelow: Double { ConfusionMatrix.gap + (namesStand ? longestName : nameHeight) }
  private var below: Double { namesBelow + 4 + labelHeight }

  /// Room for the names, `True`, `Predicted`, and the title.
  public var margins: Margins {
    var margins = heading.margins(around: body)
    margins.left = max(margins.left, ConfusionMatrix.gap + longestName + 6 + labelHeight)
    margins.bottom += below
    return margins
  }

  /// Draws the cells with their counts; mistakes that never happened are written in grey.
  public func draw(on canvas: inout Canvas, at origin: Point) {
    let box = Rectangle(origin, body)
    let largest = counts.joined().max() ?? 0
    for (row, line) in counts.enumerated() {
      let total = sharesScale ? Double(largest) : line.reduce(0) { $0 + Double($1) }
      for (column, count) in line.enumerated() {
        let share = total > 0 ? Double(count) / total : 0
        let color =
          share < 0.5
          ? Color.white.mixed(with: Color(0x5E9CCB), 2 * share)
          : Color(0x5E9CCB).mixed(with: Color(0x0B3C73), 2 * share - 1)
        let cell = Rectangle(
          x: box.left + Double(column) * side, y: box.top + Double(row) * side, width: side, height: side)
        canvas.fill(cell, color)
        canvas.text(
          String(count), at: cell.center, Anchor(.center, .middle), size: TypeSize.tick,
          count == 0 ? Color(0xB0B0B0) : color.legibleInk)
      }
    }
    canvas.frame(box.outset(by: 0.5), .ink)
    for (index, name) in names.enumerated() {
      let middle = (Double(index) + 0.5) * side
      canvas.text(
        name, at: Point(box.left - ConfusionMatrix.gap, box.top + middle), Anchor(.right, .middle),
        size: TypeSize.tick)
      let place = Point(box.left + middle, box.bottom + ConfusionMatrix.gap)
      canvas.text(
        name, at: place, namesStand ? Anchor(.right, .middle) : Anchor(.center, .top), size: TypeSize.tick,
        rotated: namesStand)
    }
    canvas.text(
      "Predicted", at: Point(box.center.x, box.bottom + namesBelow + 4), Anchor(.center, .top), size: TypeSize.label)
    canvas.text(
      "True", at: Point(box.left - ConfusionMatrix.gap - longestName - 6, box.center.y), Anchor(.center, .bottom),
      size: TypeSize.label, rotated: true)
    heading.draw(on: &canvas, around: box, below: below)
  }
}

extension Figure {
  /// All answers, and the mistakes alone, which a scale of their own makes visible; stops as `ConfusionMatrix` does.
  public init(confusion counts: [[Int]], classNames: [String]) {
    let mistakes = counts.enumerated().map { row, line in
      line.enumerated().map { column, count in row == column ? 0 : count }
    }
    self.init(columns: 2) {
      ConfusionMatrix(counts: counts, classNames: classNames, title: "all answers")
      ConfusionMatrix(counts: mistakes, classNames: classNames, sharesScale: true, title: "the mistakes alone")
    }
  }
}
