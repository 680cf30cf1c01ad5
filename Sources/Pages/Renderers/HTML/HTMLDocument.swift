import PageAssets
import System

/// The frame that every page stands in: head, bar, contents at the side, main column, style and script.
struct HTMLDocument {
  let title: OutsideText
  let description: String
  /// Where the page is, as seen from itself, in the one form that others should link to.
  let address: String
  /// What leads from the page to the folder of all pages: `../` or nothing.
  var root = ""
  /// The names of all lessons, through which a search goes.
  var lessons: [String] = []
  /// The lesson that the page is of.
  var lesson: String?
  /// A picture for those who link to the page.
  var picture: String?
  /// What stands in the bar at the top, beside the course's name, as HTML.
  var bar = ""
  /// What stands beside the main column, as HTML.
  var sidebar = ""
  /// The main column, as HTML.
  let main: String
  /// What the widgets of the page need.
  var widgets = WidgetAssets(kinds: [])

  /// The whole file.
  var html: String {
    let isFront = address == "./" && lesson == nil
    let title = isFront ? "Patchwork: \(self.title)" : "\(self.title) · Patchwork"
    return """
      <!DOCTYPE html>
      <html lang="en" data-root="\(root)" data-lessons="\(HTML.escaped(lessons.joined(separator: " ")))"\(lesson.map { " data-lesson=\"\(HTML.escaped($0))\"" } ?? "")>
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="theme-color" content="#fffefc" media="(prefers-color-scheme: light)">
      <meta name="theme-color" content="#191817" media="(prefers-color-scheme: dark)">
      <meta name="description" content="\(HTML.escaped(description))">
      <meta name="twitter:card" content="summary_large_image">
      <meta property="og:type" content="article">
      <meta property="og:site_name" content="Patchwork">
      <meta property="og:title" content="\(HTML.escaped(isFront ? title : self.title.description))">
      <meta property="og:description" content="\(HTML.escaped(description))">
      \(picture.map { "<meta property=\"og:image\" content=\"\(HTML.escaped($0))\">\n" } ?? "")\
      <title>\(HTML.escaped(title))</title>
      <link rel="canonical" href="\(address)">
      <link rel="icon" href="\(HTMLDocument.icon)">
      <script>
      \(String(cString: pageTheme()))</script>
      <style>
      \(HTMLDocument.style)\(widgets.style)</style>
      </head>
      <body>
      <a class="skip" href="#main">Skip to the text</a>
      <header class="masthead">
      \(sidebar.isEmpty ? "" : "<button type=\"button\" class=\"open\" popovertarget=\"contents\">Contents</button>\n")\
      <a class="course" href="\(root)index.html">Patchwork</a>
      \(bar)
      </header>
      \(sidebar.isEmpty ? "" : "<aside class=\"contents\" id=\"contents\" popover>\n\(sidebar)\n</aside>")
      <main id="main">
      \(main)
      </main>
      <script>
      \(HTMLDocument.script)\(widgetScript)</script>
      </body>
      </html>

      """
  }

  /// What takes the answers to questions, for pages that ask some.
  static let questionScript = "<script>\n\(scope(String(cString: PageAssets.questionScript())))\n</script>"

  /// Four patches, as a picture in the address itself.
  private static let icon: String = {
    let squares = [("fbc08a", "1 1"), ("a3cbea", "8 1"), ("1757a6", "1 8"), ("8a3b12", "8 8")]
      .map { "<path fill='#\($0)' d='M\($1)h7v7h-7z'/>" }.joined()
    let picture = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>\(squares)</svg>"
    return [("<", "%3C"), (">", "%3E"), ("#", "%23"), (" ", "%20")]
      .reduce("data:image/svg+xml,\(picture)") { $0.replacing($1.0, with: $1.1) }
  }()
}

extension HTMLDocument {
  /// The style sheet of every page.
  private static let style = String(cString: pageStyle())

  /// The script of every page: finding one's way, what is copied, searched and remembered.
  private static let script = """
    "use strict";
    \(scope(String(cString: pageScript())))

    """

  /// What computes and shows all that can be touched.
  private var widgetScript: String {
    let files = widgets.script
    guard !files.isEmpty else { return "" }
    return """
      // What can be touched. Images and weights come with the page; what is made of them is computed here, in the order and
      // with the roundings of the program.
      \(HTMLDocument.scope(files))

      """
  }

  /// Files that share one scope of their own, without indentation and without the lines that tell people and the type
  /// checker what something is: each page carries them along, and `Sources/PageAssets` has them.
  private static func scope(_ files: String) -> String {
    let lines = files.split(separator: "\n").map { $0.drop { $0 == " " } }
    let code = lines.filter { !$0.isEmpty && !$0.hasPrefix("//") && !($0.hasPrefix("/** @") && $0.hasSuffix("*/")) }
    return "(() => {\n\(code.joined(separator: "\n"))\n})();"
  }
}
