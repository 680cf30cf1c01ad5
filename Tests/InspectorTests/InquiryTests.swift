import TensorCore
import TestedPackage
import Testing

@testable import Inspector

/// What a page holds for whoever points at an output.
@Suite struct InquiryTests {
  @Test func anInquiryHoldsWhatThePixelOptionPrints() throws {
    var generator = SeededGenerator(seed: 3)
    let image = Tensor.normal(2, 5, 6, using: &generator)
    let kernel = Tensor.normal(3, 2, 3, 2, using: &generator)
    let inspection = Inspection.convolution(
      image: image, kernel: kernel, bias: Tensor([0.5, -1, 2]), stride: 2, padding: 1)
    let inquiry = try Inquiry(inspection, row: 0, column: 0, isAdjustable: true)
    let places = slidingPositions(Size2D(height: 5, width: 6), window: [3, 2], stride: 1, padding: 2)
    for map in 0..<3 {
      for (row, column) in [(0, 0), (1, 2), (2, 3)] {
        let breakdown = try PixelBreakdown(inspection, row: row, column: column, map: map)
        let style = breakdown.numbers
        let window = inquiry.windows[map][(row * 2 - 1 + 2) * places.width + column * 2 - 1 + 2]
        #expect(window.outputs == [style(breakdown.output)])
        #expect(window.subtotals == breakdown.channels.map { style($0.subtotal) })
        #expect(window.products == breakdown.channels.map { $0.products.joined().map { style($0) } })
      }
    }
  }

  @Test(
    .enabled(if: Node.path != nil, "no node on this machine: the page's numbers have not been compared"),
    arguments: [0, 1, 2])
  func thePageComputesTheNumbersThatCameWithIt(kind: Int) throws {
    var generator = SeededGenerator(seed: 8)
    let image = Tensor.normal(2, 5, 6, using: &generator)
    let inspection: Inspection =
      switch kind {
      case 0:
        .convolution(
          image: image, kernel: .normal(3, 2, 3, 2, using: &generator), bias: Tensor([0.5, -1, 2]), stride: 2,
          padding: 1)
      case 1: .maxPooling(image: image, window: [2, 3], stride: 1)
      default: .averagePooling(image: image, window: 3, stride: 1)
      }
    let inquiry = try Inquiry(inspection, row: 0, column: 0, isAdjustable: true)
    let windows = inquiry.windows.reduce(0) { $0 + $1.count }
    #expect(try Node.lines("inquiry.mjs", inquiry.json) == ["\(windows) windows, 0 differ"])
    #expect(windows >= 30)
  }

  @Test func anInquiryNamesTheWinnerOfEachWindow() throws {
    let image = Tensor([[[1, 5], [2, 0]], [[3, 3], [4, -1]]])
    let inquiry = try Inquiry(.maxPooling(image: image, window: 2), row: 0, column: 0, isAdjustable: false)
    #expect(
      inquiry.windows == [[.init(products: [], subtotals: ["5", "4"], winners: [1, 2], outputs: ["5", "4"])]])
  }
}
