import Figures
import Pages
import System

extension Notebook {
  /// Shows something that the reader of a page can touch; wherever there is no script, a text and a figure stand there.
  ///
  /// - Parameters:
  ///   - content: The widget, the text and the figure; what it throws ends the lesson.
  ///   - name: The figure's file without `.png`.
  ///   - caption: What stands below the figure.
  ///   - alternative: What is to be seen in it, for those who cannot see it.
  package func show(
    named name: String, caption: Prose, alternative: String, file: String, line: Int,
    _ content: () throws -> (widget: Page.Widget, text: OutsideText, figure: Figure)
  ) {
    show(file, line) {
      let (widget, text, figure) = try content()
      return [
        .widget(
          widget, text: text, try folder.write(figure, named: name, caption: caption, alternative: alternative))
      ]
    }
  }
}
