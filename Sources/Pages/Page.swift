import System

/// What a lesson has shown, in order: the one source of every rendering.
package struct Page {
  /// The lesson's name as it is run, such as `lesson-04-pooling`.
  package let name: String
  let title: OutsideText
  let summary: Prose
  var promise: Prose { "\(Page.promiseOpening)\(summary)" }
  package var elements: [Element] = []

  /// A page without any elements.
  package init(name: String, title: OutsideText, summary: Prose) {
    (self.name, self.title, self.summary) = (name, title, summary)
  }

  static let promiseOpening = "After this lesson you can "

  /// A piece of the page.
  package enum Element: Equatable {
    case prose([Markup])
    /// A question that takes an answer: its words, and what explains the right one.
    case question(asked: [Markup], AskedQuestion, answer: [Markup])
    case code(OutsideText)
    case text(OutsideText)
    case table(Table)
    case figure(Picture)
    /// Something that the reader of a page can touch, and what stands in its place wherever there is no script: a figure,
    /// with a text above it if there is one.
    case widget(Widget, text: OutsideText?, Picture)
    /// Numbers that differ from run to run: shown in the terminal, left out of what is written.
    case passing(Table)

    /// The picture that belongs to the element.
    package var picture: Picture? {
      switch self {
      case .figure(let picture), .widget(_, _, let picture): picture
      case .prose, .question, .code, .text, .table, .passing: nil
      }
    }

    /// The element's prose: of a question its words and what can be chosen, and the answer folded away.
    var prose: [Markup]? {
      switch self {
      case .prose(let blocks): blocks
      case .question(let asked, let question, let answer):
        [.callout(.question, asked + question.question.options), .folded(summary: Markup.answer, answer)]
      case .code, .text, .table, .figure, .widget, .passing: nil
      }
    }

    /// The question that the element asks, if it takes an answer.
    var question: AskedQuestion? {
      if case .question(_, let question, _) = self { question } else { nil }
    }

    /// Whether the element is a line of output right below another, as a loop prints them.
    func carriesOn(_ previous: Element?) -> Bool {
      guard case .text(let text) = self, case .text(let above) = previous else { return false }
      return !text.description.contains("\n") && !above.description.contains("\n")
    }
  }

  /// What a page's script makes of numbers that the program has computed.
  package struct Widget: Equatable {
    /// The class of its place in the page, by which the script knows what it is.
    let kind: String
    /// The numbers, as JSON.
    package let data: String

    /// A widget of a kind, with its numbers as JSON.
    package init(kind: String, data: String) { (self.kind, self.data) = (kind, data) }
  }

  /// The elements, values shown one after the other as one text.
  var joinedElements: [Element] {
    var joined: [Element] = []
    var texts = ""
    var previous: Element?
    func endTexts() {
      if !texts.isEmpty { joined.append(.text(OutsideText(texts))) }
      texts = ""
    }
    for element in elements {
      if case .text(let text) = element {
        if case .text = previous { texts += element.carriesOn(previous) ? "\n" : "\n\n" }
        texts += "\(text)"
      } else {
        endTexts()
        joined.append(element)
      }
      previous = element
    }
    endTexts()
    return joined
  }

  /// A figure that has been written.
  package struct Picture: Equatable {
    package let file: String
    /// Size in points, half its pixels.
    package let width, height: Int
    let caption: Prose
    /// What is to be seen, for those who cannot see it.
    let alternative: OutsideText
    /// What of it keeps its colours on a dark page.
    let rasters: [Area]
    /// The figure in characters, for terminals that would show it as two pixels to a character; nil if that is the better
    /// way.
    package let lines: OutsideText?

    /// A rectangle in points.
    package struct Area: Equatable {
      let left, top, right, bottom: Double

      /// A rectangle by its edges.
      package init(left: Double, top: Double, right: Double, bottom: Double) {
        (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
      }
    }

    /// A figure with its file, its size in points and its words.
    package init(
      file: String, width: Int, height: Int, caption: Prose, alternative: OutsideText, rasters: [Area] = [],
      lines: OutsideText? = nil
    ) {
      (self.file, self.width, self.height) = (file, width, height)
      (self.caption, self.alternative, self.rasters, self.lines) = (caption, alternative, rasters, lines)
    }
  }
}
