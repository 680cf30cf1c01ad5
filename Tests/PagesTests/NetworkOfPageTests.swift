import Testing

@testable import Pages

/// The network that the page of contents takes over from a lesson's.
@Suite struct NetworkOfPageTests {
  private func page(_ widgets: Page.Widget...) -> String {
    var page = Page(name: "lesson-05-lenet", title: "A title", summary: "do it.")
    let picture = Page.Picture(file: "a.png", width: 10, height: 10, caption: "", alternative: "a picture")
    page.elements = widgets.map { .widget($0, text: "a text", picture) }
    return HTMLRenderer(lessons: []).render(page)
  }

  @Test func theFirstNetworkOfAPageIsTakenOverIfOneCanDrawToIt() throws {
    let data = "{\"drawable\":true,\"weights\":\"AAAA\"}"
    let network = try #require(
      NetworkOfPage(in: page(Page.Widget(kind: "network", data: data)), of: "lesson-05-lenet"))
    #expect(network.html.contains("<script type=\"application/json\">\(data)</script>"))
    #expect(network.html.contains("<a href=\"lesson-05-lenet/index.html\">lesson 5</a>"))
  }

  @Test func aPageWithoutOneHasNone() {
    #expect(NetworkOfPage(in: page(), of: "lesson-05-lenet") == nil)
    let still = Page.Widget(kind: "network", data: "{\"drawable\":false}")
    #expect(NetworkOfPage(in: page(still), of: "lesson-09-fashion") == nil)
    #expect(NetworkOfPage(in: page(Page.Widget(kind: "inquiry", data: "{}")), of: "lesson-05-lenet") == nil)
  }

  @Test func onlyPagesWithANetworkCarryItsScripts() {
    #expect(page(Page.Widget(kind: "network", data: "{}")).contains("class NetworkView"))
    #expect(!page(Page.Widget(kind: "inquiry", data: "{}")).contains("class NetworkView"))
  }

  @Test func theContentsBeginWithIt() {
    let readme = (name: "lesson-05-lenet", text: "# LeNet\n\nAfter this lesson you can do it.\n")
    let shown = page(Page.Widget(kind: "network", data: "{\"drawable\":true}"))
    let contents = WrittenLessons([readme], network: NetworkOfPage(in: shown, of: readme.name)).html
    #expect(contents.contains("<figure class=\"network\">") && contents.contains("class NetworkView"))
    #expect(!WrittenLessons([readme]).html.contains("class NetworkView"))
  }
}
