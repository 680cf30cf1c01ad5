import Testing

@testable import Pages

/// The figures on the page of contents: whole panels, none of them cut.
@Suite struct ThumbnailTests {
  /// How wide a part of a figure of 100×50 pixels is shown, and how large the whole of it is, with these pictures in it.
  private func style(_ pictures: (left: Double, top: Double, right: Double, bottom: Double)...) throws -> String {
    var page = Page(name: "lesson-04-pooling", title: "A title", summary: "do it.")
    let rasters = pictures.map { Page.Picture.Area(left: $0.left, top: $0.top, right: $0.right, bottom: $0.bottom) }
    page.elements = [
      .figure(
        Page.Picture(
          file: "a.png", width: 100, height: 50, caption: "", alternative: "a picture", rasters: rasters))
    ]
    let html = try #require(Thumbnail(page: HTMLRenderer(lessons: []).render(page))).html(lesson: page.name)
    #expect(html.contains("src=\"lesson-04-pooling/a.png\"") && !html.contains("a picture"))
    return try String(#require(html.firstMatch(of: /drawing" style="([^"]*)"/)).1)
  }

  @Test func aFigureWithoutPicturesIsShownWhole() throws {
    #expect(try style() == "width: 12.0rem; height: 6.0rem; --whole: 12.0rem; --corner: 0.0rem 0 0 0.0rem")
  }

  @Test func twoPanelsOfOneSizeAreShownAndNoColourBar() throws {
    #expect(
      try style((10, 10, 30, 30), (40, 10, 60, 30), (70, 10, 72, 30))
        == "width: 12.0rem; height: 4.8rem; --whole: 24.0rem; --corner: -2.4rem 0 0 -2.4rem")
  }

  @Test func ofPanelsTooSmallToBeMadeOutTheFirstIsShown() throws {
    #expect(
      try style((0, 10, 8, 18), (92, 10, 100, 18))
        == "width: 8.5rem; height: 8.5rem; --whole: 106.25rem; --corner: -10.63rem 0 0 0.0rem")
  }

  @Test func aPageWithoutFiguresHasNone() {
    #expect(Thumbnail(page: "<p>nothing drawn</p>") == nil)
  }
}
