/// What lies far off: sky, mountains, birds and the water, with what it mirrors.
extension Harbour {
  mutating func paintSky() {
    let sun = Place(0.56 * right, 0.36)
    let (noise, horizon) = (noise, horizon)
    painter.fill(rectangle(0, 0, right, 1)) { place in
      var sky = mixed(rgb(52, 104, 168), rgb(148, 190, 216), ramp(0, 0.34, place.y))
      sky = mixed(sky, rgb(252, 222, 178), ramp(0.2, horizon, place.y))
      let away = place - sun
      let glow = max(0, 1 - (away * away).sum().squareRoot() / 0.42)
      sky = mixed(sky, rgb(255, 240, 205), 0.75 * glow * glow)
      let cloud = noise.cloudy(place.x * 2.4 + 3, place.y * 7, octaves: 5)
      let cover = ramp(0.02, 0.34, cloud) * ramp(0.5, 0.28, place.y)
      let shade = noise.cloudy(place.x * 2.4 + 3, place.y * 7 + 0.35, octaves: 4)
      return mixed(sky, mixed(rgb(255, 250, 242), rgb(196, 190, 204), ramp(0, 0.35, shade)), 0.9 * cover)
    }
    painter.fill(ellipse(sun, Place(0.042, 0.042)), rgb(255, 249, 222))
  }

  mutating func paintMountains() {
    let noise = noise
    let far = { (x: Float) in
      0.42 - 0.11 * noise.cloudy(x * 2.2 + 40, 0, octaves: 2) - 0.05 * noise.cloudy(x * 9, 9, octaves: 3)
    }
    painter.fill(strip(below: far, from: 0, to: right, bottom: horizon)) { place in
      let slope = far(place.x + 0.012) - far(place.x - 0.012)
      let face = noise.cloudy(place.x * 16 - place.y * 9, place.y * 20, octaves: 3)
      let light = 0.5 + 9 * slope + 0.9 * face
      let rock = mixed(rgb(78, 92, 130), rgb(176, 168, 176), light)
      let snow = ramp(0.05, 0.02, place.y - far(place.x) + 0.06 * face)
      let lit = mixed(rock, mixed(rgb(196, 208, 230), rgb(255, 250, 246), light), snow)
      return mixed(lit, rgb(216, 212, 212), 0.8 * ramp(0.38, 0.6, place.y))
    }
    let near = { (x: Float) in 0.515 - 0.05 * noise.cloudy(x * 3 + 11, 4, octaves: 4) }
    painter.fill(strip(below: near, from: 0, to: right, bottom: horizon)) { place in
      let trees = noise.cloudy(place.x * 60, place.y * 90, octaves: 2)
      return mixed(rgb(84, 112, 122), rgb(128, 150, 140), 0.5 + trees)
    }
  }

  mutating func paintWater() {
    let (noise, horizon, sun) = (noise, horizon, 0.56 * right)
    let before = painter
    painter.fill(rectangle(0, horizon, right, 1)) { place in
      let depth = place.y - horizon
      let nearness = 0.004 + depth
      // Waves look closer together the farther off they are.
      let swell = noise.cloudy(place.x * 1.6 / nearness, 0.9 / nearness + place.x * 2, octaves: 3)
      let mirrored = before.color(at: Place(place.x + 0.02 * swell, horizon - depth * 1.15 - 0.02 * swell))
      let water = mixed(rgb(88, 150, 172), rgb(26, 82, 112), ramp(0, 0.3, depth))
      var color = mixed(Paint(mirrored, 1), water, 0.35 + 0.4 * ramp(0, 0.25, depth))
      color = color.lit(1 + 0.35 * swell)
      let path = max(0, 1 - abs(place.x - sun + 0.03 * swell) / (0.03 + 0.25 * depth))
      return mixed(color, rgb(255, 240, 200), ramp(0.05, 0.3, swell) * path * 1.2)
    }
  }

  mutating func paintBirds() {
    for _ in 0..<6 {
      let middle = Place(random(0.3, 0.62) * right, random(0.08, 0.26))
      let span = random(0.012, 0.024)
      let lift = span * random(0.35, 0.7)
      for side: Float in [-1, 1] {
        let elbow = middle + Place(side * span * 0.5, -lift)
        let tip = middle + Place(side * span, -lift * 0.5)
        painter.line(middle, elbow, thickness: 0.0045, rgb(56, 60, 76))
        painter.line(elbow, tip, thickness: 0.0045, to: 0.001, rgb(56, 60, 76))
      }
    }
  }

  /// Mirrors in the water what stands at its edge.
  mutating func paintReflections() {
    mirror(from: 0.36 * right - 0.07, to: 0.36 * right + 0.07, line: 0.625, depth: 0.3)
    mirror(from: 0.53 * right - 0.1, to: 0.53 * right + 0.1, line: 0.73, depth: 0.2)
    mirror(from: 0.6 * right, to: right, line: quayFoot, depth: 0.3)
  }

  private mutating func mirror(from start: Float, to end: Float, line: Float, depth: Float) {
    let (noise, right, before) = (noise, right, painter)
    painter.fill(rectangle(start, line, end, line + depth)) { place in
      let below = place.y - line
      let nearness = 0.004 + place.y - 0.55
      let swell = noise.cloudy(place.x * 1.6 / nearness, 0.9 / nearness + place.x * 2, octaves: 3)
      let from = Place(place.x + (0.006 + 0.16 * below) * swell, line - below - 0.01)
      let water = mixed(rgb(70, 128, 150), rgb(26, 82, 112), ramp(0, 0.2, below))
      let color = mixed(Paint(before.color(at: from), 1), water, 0.35 + 1.2 * below).lit(1 + 0.3 * swell)
      let sides = ramp(start, start + 0.03, place.x) * (end < right ? ramp(end, end - 0.03, place.x) : 1)
      return color.opacity(sides * ramp(depth, 0.5 * depth, below))
    }
  }
}
