import PageAssets
import System

/// The frame that every page stands in: head, contents at the side, main column, style and script.
struct HTMLDocument {
  let title: OutsideText
  let description: String
  /// What stands beside the main column, as HTML.
  var sidebar = ""
  /// The main column, as HTML.
  let main: String
  /// Whether there is a network on the page that can be touched.
  var hasNetwork = false

  /// The whole file.
  var html: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="description" content="\(HTML.escaped(description))">
    <title>\(HTML.escaped(title.description)) · Patchwork</title>
    <link rel="icon" href="data:,">
    <style>
    \(HTMLDocument.style)\(hasNetwork ? HTMLDocument.networkStyle : "")</style>
    </head>
    <body>
    <a class="skip" href="#main">Skip to the lesson</a>
    \(sidebar.isEmpty ? "" : "<aside class=\"contents\">\n\(sidebar)\n</aside>")
    <main id="main">
    \(main)
    </main>
    <script>
    \(HTMLDocument.script)\(hasNetwork ? HTMLDocument.networkScript : "")</script>
    </body>
    </html>

    """
  }
}

extension HTMLDocument {
  /// The style sheet of every page.
  private static let style = String(cString: pageStyle())

  private static let networkStyle = String(cString: PageAssets.networkStyle())

  /// The script of every page: asking for pixels, and marking the section that is being read.
  private static let script = """
    "use strict";
    // Ask any pixel. All numbers come with the page, written by the program that computed them; nothing is computed here
    // but places and sizes.
    \(scope(String(cString: pageScript())))

    """

  /// What computes and shows networks.
  private static let networkScript = """
    // A trained network. Its weights come with the page; what it makes of an image is computed here, in the order and with
    // the roundings of the program.
    \(scope(String(cString: PageAssets.networkScript())))

    """

  /// Files that share one scope of their own, without the lines that only tell the type checker what something is.
  private static func scope(_ files: String) -> String {
    let lines = files.split(separator: "\n", omittingEmptySubsequences: false)
    let code = lines.filter { !($0.drop { $0 == " " }.hasPrefix("/** @") && $0.hasSuffix("*/")) }
      .map { $0.isEmpty ? "" : "  \($0)" }
    return "(() => {\n\(code.joined(separator: "\n"))})();"
  }
}
