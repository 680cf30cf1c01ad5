import Drawing
import Figures

/// A picture in characters: each is a lower half block, whose own colour is one pixel and whose ground is the pixel above.
struct BlockPicture {
  let lines: [String]

  /// A picture made smaller to so many columns, by averaging.
  init(_ bitmap: Bitmap, columns: Int) {
    let columns = min(columns, bitmap.width)
    let rows = max(1, (bitmap.height * columns + bitmap.width / 2) / bitmap.width)
    func pixel(_ row: Int, _ column: Int) -> String {
      guard row < rows else { return "255;255;255" }
      let vertical =
        row * bitmap.height / rows..<max((row + 1) * bitmap.height / rows, row * bitmap.height / rows + 1)
      let horizontal = column * bitmap.width / columns..<(column + 1) * bitmap.width / columns
      var (red, green, blue) = (0, 0, 0)
      for y in vertical {
        for x in horizontal {
          let color = bitmap[y, x]
          red += Int(color.red)
          green += Int(color.green)
          blue += Int(color.blue)
        }
      }
      let count = vertical.count * horizontal.count
      return [red, green, blue].map { String(($0 + count / 2) / count) }.joined(separator: ";")
    }
    lines = stride(from: 0, to: rows, by: 2).map { row in
      (0..<columns).map { "\u{1B}[48;2;\(pixel(row, $0))m\u{1B}[38;2;\(pixel(row + 1, $0))m▄" }.joined() + "\u{1B}[0m"
    }
  }
}
