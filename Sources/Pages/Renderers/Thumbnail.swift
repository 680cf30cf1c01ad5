/// A figure made small: its first panels, whole, as many as fill the room and can still be made out.
struct Thumbnail {
  private struct Box {
    var left, top, right, bottom: Double
    var width: Double { right - left }
    var height: Double { bottom - top }

    func isAsLarge(as other: Box) -> Bool {
      abs(width - other.width) <= other.width / 30 && abs(height - other.height) <= other.height / 30
    }
  }

  /// The room on a card and the least height of a panel in it, in units of the page's letters.
  private static let room = (width: 12.0, height: 8.5)
  private static let leastHeight = 2.5

  /// The images of the figure, as HTML.
  private let images: Substring
  private let size: (width: Double, height: Double)
  /// Where its pictures stand, in the figure's pixels.
  private let panels: [Box]

  /// The first figure of a lesson's page that holds pictures, or the first of all; nil if there is none.
  init?(page: String) {
    let figures = page.matches(of: /<a class="drawing" href="[^"]*">(.*?)<\/a>/.dotMatchesNewlines()).map(\.1)
    guard let images = figures.first(where: { $0.contains("class=\"kept\"") }) ?? figures.first,
      let size = images.firstMatch(of: /width="([1-9]\d{0,4})" height="([1-9]\d{0,4})"/),
      let width = Double(size.1), let height = Double(size.2)
    else { return nil }
    self.images = images
    self.size = (width, height)
    // An outline goes along the upper edge and down to a picture's upper left, then round it.
    let outline = /% 0, ([\d.]+)% ([\d.]+)%, [\d.]+% [\d.]+%, ([\d.]+)% ([\d.]+)%/
    panels = images.matches(of: outline).compactMap { match in
      guard let left = Double(match.1), let top = Double(match.2), let right = Double(match.3),
        let bottom = Double(match.4), 0 <= left, left < right, right <= 100, 0 <= top, top < bottom, bottom <= 100
      else { return nil }
      return Box(
        left: left / 100 * width, top: top / 100 * height, right: right / 100 * width, bottom: bottom / 100 * height)
    }
  }

  /// What is shown: from the first panel to another of its size, the one that leaves the least room empty. The first alone
  /// seldom tells one lesson from another.
  private var part: Box {
    guard let first = panels.first else { return Box(left: 0, top: 0, right: size.width, bottom: size.height) }
    func filled(_ box: Box) -> Double { box.width * box.height * scale(of: box) * scale(of: box) }
    return panels.dropFirst().filter { $0.isAsLarge(as: first) }
      .map { Box(left: first.left, top: first.top, right: $0.right, bottom: $0.bottom) }
      .filter { $0.width > 0 && $0.height > 0 && first.height * scale(of: $0) >= Thumbnail.leastHeight }
      .max { filled($0) < filled($1) } ?? first
  }

  private func scale(of box: Box) -> Double {
    min(Thumbnail.room.width / box.width, Thumbnail.room.height / box.height)
  }

  /// As HTML, for a page beside the lesson's folder. The title beside it says all that matters.
  func html(lesson: String) -> String {
    let part = part
    let scale = scale(of: part)
    func length(_ pixels: Double) -> String { "\((pixels * scale * 100).rounded() / 100)rem" }
    let style =
      "width: \(length(part.width)); height: \(length(part.height)); --whole: \(length(size.width)); "
      + "--corner: \(length(0 - part.top)) 0 0 \(length(0 - part.left))"
    let shown = images.replacing("src=\"", with: "src=\"\(lesson)/").replacing(/alt="[^"]*"/, with: "alt=\"\"")
    return "<span class=\"thumbnail\"><span class=\"drawing\" style=\"\(style)\">\(shown)</span></span>"
  }
}
