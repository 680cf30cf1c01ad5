/// What a lesson has shown, in order: the one source of every rendering.
struct Page {
  /// The lesson's name as it is run, such as `lesson-04-pooling`.
  let name: String
  let title: String
  let summary: String
  var promise: String { Page.promiseOpening + summary }
  var elements: [Element] = []

  static let promiseOpening = "After this lesson you can "

  /// A piece of the page.
  enum Element: Equatable {
    case prose([Markup])
    case code(String)
    case text(String)
    case table(Table)
    case figure(Picture)
    /// One output pixel explained, in text and drawn, and whatever else a reader may ask about the operation.
    case inspection(text: String, Picture, Inquiry)
    /// Numbers that differ from run to run: shown in the terminal, left out of what is written.
    case passing(Table)

    /// The picture that belongs to the element.
    var picture: Picture? {
      switch self {
      case .figure(let picture), .inspection(_, let picture, _): picture
      case .prose, .code, .text, .table, .passing: nil
      }
    }

    /// Whether the element is a line of output right below another, as a loop prints them.
    func carriesOn(_ previous: Element?) -> Bool {
      guard case .text(let text) = self, case .text(let above) = previous else { return false }
      return !text.contains("\n") && !above.contains("\n")
    }
  }

  /// The elements, values shown one after the other as one text.
  var joinedElements: [Element] {
    var joined: [Element] = []
    var previous: Element?
    for element in elements {
      if case .text(let text) = element, case .text(let above) = joined.last {
        joined[joined.count - 1] = .text(above + (element.carriesOn(previous) ? "\n" : "\n\n") + text)
      } else {
        joined.append(element)
      }
      previous = element
    }
    return joined
  }

  /// A figure that has been written.
  struct Picture: Equatable {
    let file: String
    /// Size in points, half its pixels.
    let width, height: Int
    let caption: String
    /// What is to be seen, for those who cannot see it.
    let alternative: String
  }
}
