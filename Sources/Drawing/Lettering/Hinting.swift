/// Moves the coordinates of a glyph, along one axis, so that its stems or beams lie on whole pixels.
///
/// A stroke of 1.7 pixels that begins anywhere between two pixels greys three of them; one that begins on an edge
/// darkens one fully and the next by 0.7. So the edge of every stem is moved to the nearest edge between pixels, and what
/// lies between two stems is stretched evenly.
struct Hinting {
  private var from: [Double] = [], to: [Double] = []
  private let scale: Double

  /// - Parameters:
  ///   - places: where stems or beams are, in hundredths of the type size, in any order.
  ///   - scale: pixels for each hundredth.
  ///   - offset: pixels added to all.
  ///   - stroke: the pen's width in pixels.
  ///   - high: places that touch the pixel edge with the upper end of the stroke, as the top of an x does.
  init(_ places: [Double], scale: Double, offset: Double, stroke: Double, high: Set<Double> = []) {
    self.scale = scale
    for place in places.sorted() where from.last != place {
      let middle = place * scale + offset
      let side = high.contains(place) ? stroke / 2 : -stroke / 2
      from.append(place)
      to.append((middle + side).rounded() - side)
    }
    if from.isEmpty {
      from = [0]
      to = [offset]
    }
  }

  func callAsFunction(_ value: Double) -> Double {
    guard let above = from.firstIndex(where: { $0 >= value }) else {
      return to[to.count - 1] + (value - from[from.count - 1]) * scale
    }
    guard above > 0 else { return to[0] + (value - from[0]) * scale }
    let share = (value - from[above - 1]) / (from[above] - from[above - 1])
    return to[above - 1] + share * (to[above] - to[above - 1])
  }
}
