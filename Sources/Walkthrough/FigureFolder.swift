import Figures
import Pages
import System

/// Figures on their way into a lesson's folder.
struct FigureFolder {
  let folder: OutputFolder
  /// Where figures are drawn beside what the lesson does next; none if each is to be there at once.
  var queue: FigureQueue?

  /// Draws a figure into the lesson's folder, whole or not at all: at once, or beside what the lesson does next.
  func write(_ figure: Figure, named name: String, caption: Prose, alternative: String? = nil) throws
    -> Page.Picture
  {
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }) else {
      throw ProgramFailure("the figure's name \"\(name)\" must be made of small letters, digits and hyphens")
    }
    let file = "\(folder.path)/\(name).png"
    if let queue { try queue.add(figure, to: file) } else { try figure.written(to: file) }
    let fallback = caption == "" ? name.replacing("-", with: " ") : caption.plainText
    return Page.Picture(
      file: name + ".png", width: figure.size.width, height: figure.size.height, caption: caption,
      alternative: OutsideText(alternative ?? fallback),
      rasters: figure.rasters.map {
        Page.Picture.Area(left: $0.left, top: $0.top, right: $0.right, bottom: $0.bottom)
      },
      lines: figure.lines(width: Terminal.width - 4).map { OutsideText($0.joined(separator: "\n")) })
  }
}
