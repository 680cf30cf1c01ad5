import Drawing
import TensorCore

/// A reader's own picture, made as large as a network's input. The page does the same with one that is dropped on it, step by
/// step (`network-pictures.js`).
///
/// A picture of the network's size is taken in grey as it is. Of any other the ground is what its edge shows, and if that
/// is bright the picture is turned to its negative. What stands out from the ground by more than a fifth of what the
/// brightest does is cut out and made so small or large that its larger side is 20 of 28 pixels, as the digits are, or
/// all, as garments are; then it is moved by whole pixels until its centre of mass, or a garment's own middle, is in the
/// middle.
enum OwnPicture {
  /// The pixels, from 0 to 255, of a picture of `height` × `width`, row by row.
  static func pixels(of bitmap: Bitmap, height: Int, width: Int, isDrawable: Bool) -> [UInt8] {
    let grey = (0..<bitmap.width * bitmap.height).map { place -> Double in
      let color = bitmap[place / bitmap.width, place % bitmap.width]
      return (299 * Double(color.red) + 587 * Double(color.green) + 114 * Double(color.blue)) / 1000
    }
    if bitmap.width == width, bitmap.height == height { return grey.map(byte) }
    let ink = inked(grey, height: bitmap.height, width: bitmap.width)
    let rows = (0..<bitmap.height).filter { y in (0..<bitmap.width).contains { ink[y * bitmap.width + $0] > 0 } }
    let columns = (0..<bitmap.width).filter { x in (0..<bitmap.height).contains { ink[$0 * bitmap.width + x] > 0 } }
    guard let top = rows.first, let bottom = rows.last, let left = columns.first, let right = columns.last else {
      return Array(repeating: 0, count: height * width)
    }
    let room = isDrawable ? min(height, width) * 5 / 7 : min(height, width)
    let factor = Double(max(bottom - top, right - left) + 1) / Double(room)
    let (down, across) = (
      min(room, max(1, Int((Double(bottom - top + 1) / factor).rounded(.up)))),
      min(room, max(1, Int((Double(right - left + 1) / factor).rounded(.up))))
    )
    var small: [Double] = []
    for y in 0..<down {
      for x in 0..<across {
        small.append(
          mean(
            ink, bitmap.width, Double(top) + Double(y) * factor, Double(left) + Double(x) * factor, factor,
            bottom + 1, right + 1))
      }
    }
    let most = small.reduce(0) { max($0, $1) }
    let (shiftY, shiftX) =
      isDrawable ? centre(small, across, height, width) : ((height - down) / 2, (width - across) / 2)
    var pixels = [UInt8](repeating: 0, count: height * width)
    for (place, value) in small.enumerated() {
      let (y, x) = (place / across + shiftY, place % across + shiftX)
      if y >= 0, x >= 0, y < height, x < width { pixels[y * width + x] = byte(255 * (value / most)) }
    }
    return pixels
  }

  private static func byte(_ value: Double) -> UInt8 { UInt8((value + 0.5).rounded(.down)) }

  /// How far each pixel stands out from the ground, from 0 to 1; what is less than a fifth is nothing.
  private static func inked(_ grey: [Double], height: Int, width: Int) -> [Double] {
    var (edge, count) = (0.0, 0.0)
    for (place, value) in grey.enumerated() {
      let (y, x) = (place / width, place % width)
      if y == 0 || x == 0 || y == height - 1 || x == width - 1 {
        edge += value
        count += 1
      }
    }
    let isBright = edge / count > 127.5
    let ground = isBright ? 255 - edge / count : edge / count
    let values = grey.map { isBright ? 255 - $0 : $0 }
    let most = values.reduce(0) { max($0, $1) }
    let low = ground + (most - ground) / 5
    return values.map { most - ground < 1 || $0 <= low ? 0 : ($0 - low) / (most - low) }
  }

  /// The mean of a square of the picture, each pixel for the share of it that lies in the square.
  private static func mean(
    _ ink: [Double], _ width: Int, _ top: Double, _ left: Double, _ side: Double, _ bottom: Int, _ right: Int
  ) -> Double {
    var sum = 0.0
    for y in Int(top)..<min(bottom, Int((top + side).rounded(.up))) {
      let tall = min(Double(y + 1), top + side) - max(Double(y), top)
      for x in Int(left)..<min(right, Int((left + side).rounded(.up))) {
        let wide = min(Double(x + 1), left + side) - max(Double(x), left)
        sum += ink[y * width + x] * (tall * wide)
      }
    }
    return sum / (side * side)
  }

  /// How far a picture must be moved for its centre of mass to lie in the middle.
  private static func centre(_ picture: [Double], _ columns: Int, _ height: Int, _ width: Int) -> (Int, Int) {
    var (mass, down, across) = (0.0, 0.0, 0.0)
    for (place, value) in picture.enumerated() {
      mass += value
      down += value * Double(place / columns)
      across += value * Double(place % columns)
    }
    return (
      Int((Double(height) / 2 - down / mass + 0.5).rounded(.down)),
      Int((Double(width) / 2 - across / mass + 0.5).rounded(.down))
    )
  }
}
