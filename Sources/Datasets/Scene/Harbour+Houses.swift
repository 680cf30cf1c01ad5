/// The row of houses on the quay.
extension Harbour {
  /// What tells one house from the next.
  private struct House {
    enum Wall { case boards, bricks, timber }
    let left: Float
    let width: Float
    let eaves: Float
    let ridge: Float
    let wall: Wall
    let color: Paint
    let roof: Paint
  }

  mutating func paintHouses() {
    let unit = 0.4 * right
    let start = 0.62 * right
    paint(
      House(
        left: start, width: 0.28 * unit, eaves: 0.53, ridge: 0.43, wall: .boards,
        color: rgb(238, 206, 120), roof: rgb(184, 84, 58)))
    paint(
      House(
        left: start + 0.3 * unit, width: 0.32 * unit, eaves: 0.475, ridge: 0.355, wall: .timber,
        color: rgb(246, 238, 222), roof: rgb(96, 88, 104)))
    paint(
      House(
        left: start + 0.64 * unit, width: 0.36 * unit, eaves: 0.51, ridge: 0.395, wall: .bricks,
        color: rgb(170, 78, 60), roof: rgb(70, 104, 108)))
  }

  private mutating func paint(_ house: House) {
    let foot: Float = 0.647
    let (left, right) = (house.left, house.left + house.width)
    let middle = (left + right) / 2
    paintChimney(of: house)
    painter.fill([
      Place(left, foot), Place(left, house.eaves), Place(middle, house.ridge), Place(right, house.eaves),
      Place(right, foot),
    ]) { place in
      Harbour.wall(house, at: place).lit(
        1.02 - 0.9 * max(0, place.x - middle) - 0.5 * max(0, house.eaves + 0.02 - place.y))
    }
    paintRoof(of: house)
    let rows = house.eaves < 0.5 ? 3 : 2
    for row in 0..<rows {
      for column in 0..<2 {
        let x = left + house.width * (0.31 + 0.38 * Float(column))
        let y = house.eaves + 0.034 + (foot - house.eaves - 0.032) * Float(row) / Float(rows)
        if row == rows - 1 && column == 0 { paintDoor(x: x, foot: foot, of: house) } else { paintWindow(x: x, y: y) }
      }
    }
    painter.fill(ellipse(Place(middle, house.ridge + 0.045), Place(0.011, 0.011)), rgb(246, 240, 228))
    painter.fill(ellipse(Place(middle, house.ridge + 0.045), Place(0.0075, 0.0075)), rgb(52, 66, 88))
  }

  private static func wall(_ house: House, at place: Place) -> Paint {
    switch house.wall {
    case .boards:
      return house.color.lit(repeating(place.y / 0.0125) < 0.2 ? 0.8 : 1)
    case .bricks:
      let course = (place.y / 0.0115).rounded(.down)
      let along = place.x / 0.024 + 0.5 * course
      let isJoint = repeating(place.y / 0.0115) < 0.22 || repeating(along) < 0.12
      return isJoint
        ? rgb(206, 182, 164) : house.color.lit(0.92 + 0.16 * repeating(along.rounded(.down) * 0.37 + course * 0.61))
    case .timber:
      let (x, y) = ((place.x - house.left) / house.width, (place.y - house.eaves) / 0.172)
      let beams = [x, 1 - x, abs(x - 0.5), abs(y) * 1.4, abs(y - 0.36) * 1.4, abs(y - 0.7) * 1.4]
      // Braces run aslant in the outer fields and in the gable.
      let slanting =
        y < 0 ? abs(abs(x - 0.5) - 0.25 + 0.45 * y) : abs(min(x, 1 - x) - 0.04 - 0.3 * repeating(y / 0.36))
      let isBeam = beams.contains { $0 < 0.028 } || (slanting < 0.022 && (x < 0.2 || x > 0.8 || y < 0))
      return isBeam ? rgb(92, 58, 42) : house.color
    }
  }

  private mutating func paintRoof(of house: House) {
    let middle = house.left + house.width / 2
    let ridge = Place(middle, house.ridge - 0.012)
    for side: Float in [-1, 1] {
      let eaves = Place(middle + side * (house.width / 2 + 0.014), house.eaves + 0.012)
      let down = eaves - ridge
      let length = (down * down).sum().squareRoot()
      let across = Place(-down.y, down.x) / length * (side * 0.034)
      painter.fill([ridge - Place(0, 0.004), eaves, eaves + across, ridge + Place(0, abs(across.y) + 0.03)]) {
        place in
        // Tiles: rows along the slope, each tile lighter at its upper edge.
        let along = ((place - ridge) * down).sum() / (length * 0.0135)
        let isGap = repeating(along) < 0.28
        return house.roof.lit((isGap ? 0.68 : 1) * (side < 0 ? 1.14 : 0.86))
      }
    }
  }

  private mutating func paintChimney(of house: House) {
    let x = house.left + 0.72 * house.width
    painter.fill(rectangle(x - 0.011, house.ridge - 0.012, x + 0.011, house.eaves)) { place in
      rgb(150, 82, 66).lit(repeating(place.y / 0.009) < 0.25 ? 0.75 : 1)
    }
    painter.fill(rectangle(x - 0.015, house.ridge - 0.02, x + 0.015, house.ridge - 0.011), rgb(84, 62, 58))
  }

  private mutating func paintWindow(x: Float, y: Float) {
    painter.fill(rectangle(x - 0.0145, y - 0.003, x + 0.0145, y + 0.035), rgb(250, 246, 236))
    painter.fill(rectangle(x - 0.0115, y, x + 0.0115, y + 0.031)) { place in
      if abs(place.x - x) < 0.0013 || abs(place.y - y - 0.0125) < 0.0013 { return rgb(250, 246, 236) }
      return mixed(rgb(150, 190, 214), rgb(38, 56, 84), 20 * (place.y - y) + 14 * (place.x - x) + 0.2)
    }
    for side: Float in [-1, 1] {
      let edge = x + side * 0.0215
      painter.fill(rectangle(edge - 0.006, y - 0.003, edge + 0.006, y + 0.035)) { place in
        rgb(44, 104, 92).lit(repeating(place.y / 0.0065) < 0.4 ? 0.7 : 1.05)
      }
    }
  }

  private mutating func paintDoor(x: Float, foot: Float, of house: House) {
    let color = house.wall == .bricks ? rgb(40, 92, 80) : rgb(122, 50, 44)
    painter.fill(rectangle(x - 0.018, foot - 0.062, x + 0.018, foot), rgb(240, 234, 222))
    painter.fill(rectangle(x - 0.0145, foot - 0.058, x + 0.0145, foot)) { place in
      color.lit(abs(repeating((place.x - x) / 0.0145 + 0.5) - 0.5) < 0.08 ? 0.7 : 1)
    }
    painter.fill(rectangle(x - 0.01, foot - 0.052, x + 0.01, foot - 0.038), rgb(246, 214, 130))
  }
}
