/// The frame that every page stands in: head, contents at the side, main column, style and script.
struct HTMLDocument {
  let title: String
  let description: String
  /// What stands beside the main column, as HTML.
  var sidebar = ""
  /// The main column, as HTML.
  let main: String

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
    <title>\(HTML.escaped(title)) · Patchwork</title>
    <link rel="icon" href="data:,">
    <style>
    \(HTMLDocument.style)
    </style>
    </head>
    <body>
    <a class="skip" href="#main">Skip to the lesson</a>
    \(sidebar.isEmpty ? "" : "<aside class=\"contents\">\n\(sidebar)\n</aside>")
    <main id="main">
    \(main)
    </main>
    <script>
    \(HTMLDocument.script)
    </script>
    </body>
    </html>

    """
  }
}
