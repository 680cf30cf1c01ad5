import Figures

extension OutputFolder {
  /// Draws a figure into the lesson's folder, whole or not at all.
  func write(_ figure: Figure, named name: String, caption: String, alternative: String? = nil) throws
    -> Page.Picture
  {
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }) else {
      throw LessonFailure("the figure's name \"\(name)\" must be made of small letters, digits and hyphens")
    }
    try figure.written(to: "\(path)/\(name).png")
    let fallback = caption.isEmpty ? name.replacing("-", with: " ") : Inline.parse(caption).map(\.plainText).joined()
    return Page.Picture(
      file: name + ".png", width: figure.size.width, height: figure.size.height, caption: caption,
      alternative: alternative ?? fallback)
  }
}
