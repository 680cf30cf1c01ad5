/// What is close by: the meadow with its flowers, the tree and the fence.
extension Harbour {
  mutating func paintMeadow() {
    let (noise, meadow, right) = (noise, meadow, right)
    let top = { (x: Float) in meadow + 0.07 * ramp(0, right, x) - 0.02 * wave(0.3 * x + 0.1) }
    painter.fill(strip(below: top, from: 0, to: right, bottom: 1)) { place in
      let patches = noise.cloudy(place.x * 8, place.y * 20, octaves: 3)
      return mixed(rgb(58, 98, 42), rgb(122, 154, 62), 0.5 + patches)
    }
    for blade in 0..<900 {
      let x = random(-0.02, right + 0.02)
      let depth = Float(blade) / 900
      let root = Place(x, top(x) + 0.01 + depth * (1.03 - top(x)))
      let height = (0.012 + 0.03 * depth) * random(0.6, 1.2)
      let lean = random(-0.6, 0.7) * height
      let tint = random(0, 1)
      let color = mixed(rgb(44, 88, 36), rgb(166, 184, 84), tint)
      painter.line(root, root + Place(lean, -height), thickness: 0.002 + 0.0035 * depth, to: 0.0008, color)
    }
    let colors = [rgb(236, 72, 76), rgb(250, 214, 70), rgb(248, 246, 250), rgb(154, 96, 190)]
    for _ in 0..<46 {
      let x = random(0, right)
      let depth = random(0, 1)
      let middle = Place(x, top(x) + 0.015 + depth * (0.99 - top(x)))
      let size = 0.0035 + 0.0055 * depth
      painter.fill(ellipse(middle, Place(size, size * 0.8)), colors[generator.integer(in: 0..<4)])
      painter.fill(ellipse(middle, Place(size * 0.35, size * 0.3)), rgb(120, 84, 30))
    }
  }

  mutating func paintTree(x: Float) {
    let noise = noise
    let foot: Float = 0.93
    let trunk = [
      Place(x - 0.018, 0.42), Place(x + 0.016, 0.42), Place(x + 0.02, 0.8), Place(x + 0.045, foot),
      Place(x - 0.042, foot),
      Place(x - 0.022, 0.8),
    ]
    painter.fill(trunk) { place in
      let bark = noise.cloudy(place.x * 110, place.y * 13, octaves: 3)
      return mixed(rgb(58, 42, 32), rgb(136, 104, 76), 0.5 + bark + 7 * (x + 0.01 - place.x))
    }
    for (reach, height) in [(Float(-0.09), Float(0.34)), (0.1, 0.36), (0.04, 0.26), (-0.03, 0.24)] {
      painter.line(Place(x, 0.47), Place(x + reach, height), thickness: 0.018, to: 0.006, rgb(70, 52, 40))
    }
    let crowns: [(Float, Float, Float)] = [
      (-0.07, 0.33, 0.1), (0.085, 0.35, 0.085), (0.0, 0.24, 0.12), (-0.09, 0.19, 0.09), (0.085, 0.2, 0.09),
      (0.0, 0.12, 0.09),
    ]
    for leaf in 0..<1100 {
      let crown = crowns[leaf % crowns.count]
      // Later leaves lie on top: nearer the light, which comes from the upper right.
      let order = Float(leaf) / 1100
      let (u, v) = (generator.normal(), generator.normal())
      let spread = Place(min(1.9, max(-1.9, u)), min(1.9, max(-1.9, v)))
      let offset = 0.5 * spread + order * Place(0.12, -0.14)
      let middle = Place(x + crown.0, crown.1) + offset * crown.2
      let size = random(0.007, 0.014)
      let turn = Circle.points[generator.integer(in: 0..<32)]
      let side: Float = 0.35 * (offset.x - offset.y)
      let light = 0.75 * order + side + random(-0.15, 0.15)
      let color = mixed(rgb(24, 56, 30), rgb(158, 178, 66), light)
      let across = Place(-turn.y, turn.x) * 0.5
      painter.fill(
        [middle + turn * size, middle + across * size, middle - turn * size, middle - across * size], color)
    }
  }

  mutating func paintFence() {
    let wood = rgb(240, 236, 226)
    let rail = { (x: Float) in 0.895 + 0.02 * x }
    for offset: Float in [0.012, 0.06] {
      painter.fill(
        [
          Place(0, rail(0) + offset), Place(right, rail(right) + offset), Place(right, rail(right) + offset + 0.012),
          Place(0, rail(0) + offset + 0.012),
        ], wood.lit(0.82))
    }
    var x: Float = 0.012
    while x < right {
      let (top, lean) = (rail(x) - 0.022 + random(-0.004, 0.004), random(-0.003, 0.003))
      let picket = [
        Place(x + lean, top + 0.012), Place(x + 0.011 + lean, top - 0.006), Place(x + 0.022 + lean, top + 0.012),
        Place(x + 0.022, top + 0.115), Place(x, top + 0.115),
      ]
      painter.fill(picket) { [x] place in
        wood.lit(1.03 - 9 * (place.x - x) - 1.4 * (place.y - top))
      }
      x += 0.047
    }
  }
}
