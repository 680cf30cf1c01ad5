import Drawing
import Figures
import TensorCore

/// The right tensor, the learner's, and how the two differ, side by side.
struct AnswerFigure {
  private let expected, yours: Tensor
  /// The map, row and column of the first element that differs.
  private let place: (map: Int, row: Int, column: Int)?
  private let isSmall: Bool
  private let range: ClosedRange<Float>

  private static let mostCells = 10
  private static let mostMaps = 4
  private static let mostTiles = 16

  /// Nil for tensors that cannot be drawn: single numbers, those without elements, those of more than four axes, and
  /// what is larger than a picture.
  init?(expected: Tensor, yours: Tensor, difference: Difference?) {
    guard [expected, yours].allSatisfy({ (1...4).contains($0.rank) && $0.count > 0 && $0.count <= 1_000_000 }) else {
      return nil
    }
    self.expected = AnswerFigure.maps(expected)
    self.yours = AnswerFigure.maps(yours)
    isSmall = [self.expected, self.yours].allSatisfy {
      max($0.shape[1], $0.shape[2]) <= AnswerFigure.mostCells && $0.shape[0] <= AnswerFigure.mostMaps
    }
    place = difference.flatMap { AnswerFigure.place($0.place, in: expected.shape) }
    let largest = (expected.elements + yours.elements).filter(\.isFinite).map(\.magnitude).max() ?? 0
    range = largest > 0 ? -largest...largest : -1...1
  }

  /// A tensor as maps `(N, H, W)`.
  private static func maps(_ tensor: Tensor) -> Tensor {
    switch tensor.rank {
    case 1: tensor.reshaped(1, 1, -1)
    case 2: tensor.unsqueezed(axis: 0)
    case 3: tensor
    default: tensor.reshaped(-1, tensor.shape[2], tensor.shape[3])
    }
  }

  private static func place(_ place: [Int], in shape: [Int]) -> (map: Int, row: Int, column: Int)? {
    guard place.count == shape.count, let column = place.last else { return nil }
    let leading = zip(place, shape).dropLast(2).reduce(0) { $0 * $1.1 + $1.0 }
    return (leading, place.count > 1 ? place[place.count - 2] : 0, column)
  }

  var figure: Figure {
    let difference = expected.shape == yours.shape ? yours - expected : nil
    let parts = [("expected", expected), ("yours", yours)] + (difference.map { [("difference", $0)] } ?? [])
    return Figure(columns: parts.count) {
      if isSmall {
        for map in 0..<max(expected.shape[0], yours.shape[0]) {
          for (name, maps) in parts { matrix(maps, map, name) }
        }
      } else {
        for (name, maps) in parts { images(maps, name) }
      }
    }
  }

  private func matrix(_ maps: Tensor, _ map: Int, _ name: String) -> any Panel {
    guard map < maps.shape[0] else { return NoPanel() }
    return MatrixPanel(
      maps.selecting(map), title: maps.shape[0] > 1 ? "\(name), map \(map)" : name, range: range,
      highlights: name == "expected" ? [] : highlights(map))
  }

  private func highlights(_ map: Int) -> [Highlight] {
    guard let place, place.map == map else { return [] }
    return [Highlight(row: place.row, column: place.column)]
  }

  private func images(_ maps: Tensor, _ name: String) -> any Panel {
    let isDifference = name == "difference"
    let hasNegative = expected.minimum() < 0 || yours.minimum() < 0
    let colors: ColorMap = isDifference || hasNegative ? .diverging : .gray
    let scale = isDifference ? nil : hasNegative ? range : 0...range.upperBound
    if maps.shape[0] == 1 {
      return ImagePanel(
        maps, title: name, colors: colors, range: scale, colorBar: true,
        marks: place.map { [.box(rows: $0.row..<$0.row + 1, columns: $0.column..<$0.column + 1)] } ?? [])
    }
    return ImageGrid(
      maps[0..<min(maps.shape[0], AnswerFigure.mostTiles)], columns: 4, title: name, colors: colors,
      scale: scale.map { .range($0) } ?? .shared, colorBar: true)
  }
}

/// Nothing, where one of two tensors has fewer maps than the other.
private struct NoPanel: Panel {
  let body = Extent(width: 0, height: 0)
  let margins = Margins()
  func draw(on canvas: inout Canvas, at origin: Point) {}
}
