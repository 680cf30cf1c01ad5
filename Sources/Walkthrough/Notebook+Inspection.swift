import Figures
import Inspector
import System

extension Notebook {
  /// Shows where one output pixel of an operation comes from: every value in its window and what is done with them,
  /// in text and as a figure. In the browser the reader can ask for any other pixel, and with `isAdjustable` for other
  /// strides and paddings; `titles` are what page and figure call the image, the kernel and the output. A pixel outside the
  /// output ends the lesson with an error.
  public func show(
    inspecting inspection: Inspection, row: Int = 0, column: Int = 0, named name: String,
    isAdjustable: Bool = false, titles: (image: String, kernel: String, output: String)? = nil,
    file: String = #filePath, line: Int = #line
  ) {
    show(file, line) {
      let breakdown = try PixelBreakdown(inspection, row: row, column: column)
      let titles = titles.map { Inquiry.Titles(image: $0.image, kernel: $0.kernel, output: $0.output) }
      let drawing = BreakdownFigure(breakdown, of: inspection, titles: titles ?? Inquiry.Titles(image: "input"))
      let picture = try folder.write(drawing.figure, named: name, caption: drawing.caption)
      let inquiry = try Inquiry(
        inspection, row: row, column: column, isAdjustable: isAdjustable, titles: titles ?? Inquiry.Titles())
      return [.widget(inquiry.widget, text: OutsideText(BreakdownText(breakdown).text), picture)]
    }
  }
}
