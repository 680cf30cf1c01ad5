/// The little of GitHub Markdown's grammar that plain text needs.
enum Markdown {
  private static let marks: Set<Unicode.Scalar> = ["\\", "`", "*", "_", "[", "]", "<", ">", "&", "|", "~", "$", "#"]

  /// Text that means itself, in one line.
  static func escaped(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if marks.contains(scalar) { scalars.append("\\") }
      scalars.append(scalar == "\n" || scalar == "\r" ? " " : scalar)
    }
    return String(scalars)
  }

  /// The text that `escaped` has made its Markdown of.
  static func unescaped(_ markdown: some StringProtocol) -> String {
    var scalars = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in markdown.unicodeScalars {
      isEscaped = scalar == "\\" && !isEscaped
      if !isEscaped { scalars.append(scalar) }
    }
    return String(scalars)
  }

  /// Markdown as a cell of a table, in which only bars that are escaped do not end the cell.
  static func cell(_ markdown: String) -> String {
    var scalars = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in markdown.unicodeScalars {
      if scalar == "|", !isEscaped { scalars.append("\\") }
      scalars.append(scalar == "\n" ? " " : scalar)
      isEscaped = scalar == "\\" && !isEscaped
    }
    return String(scalars)
  }
}
