import Figures

extension Notebook {
  /// Shows where one output pixel of an operation comes from: every value in its window and what is done with them,
  /// in text and as a figure. A pixel outside the output ends the lesson with an error.
  public func show(
    inspecting inspection: Inspection, row: Int = 0, column: Int = 0, named name: String,
    file: String = #filePath, line: Int = #line
  ) {
    show(file, line) {
      let breakdown = try PixelBreakdown(inspection, row: row, column: column)
      let drawing = BreakdownFigure(breakdown, of: inspection)
      return [
        .text(BreakdownText(breakdown).text),
        .figure(try folder.write(drawing.figure, named: name, caption: drawing.caption)),
      ]
    }
  }
}
