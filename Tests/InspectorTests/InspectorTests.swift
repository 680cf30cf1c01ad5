import TensorCore
import Testing

@testable import Inspector
@testable import Pages
@testable import Programs
@testable import System

@Suite struct InspectorTests {
  @Test func `the first example of the course adds up`() throws {
    let inspection = Inspection.convolution(
      image: Tensor(0..<9).reshaped(1, 3, 3), kernel: Tensor(0..<4).reshaped(1, 1, 2, 2))
    let breakdown = try PixelBreakdown(inspection, row: 1, column: 0)
    #expect(breakdown.output == 37)
    #expect(breakdown.channels[0].patch == [[3, 4], [6, 7]])
    #expect(breakdown.channels[0].products == [[0, 4], [12, 21]])
    #expect(breakdown.channels[0].subtotal == 37)
    #expect(
      BreakdownText(breakdown).text == """
        Output row 1, column 0: every value of the patch times the kernel's value
        there, all added.
        Window: rows 1 to 2, columns 0 to 1 of the 3×3 image.

          patch       kernel       products
          3  4        0  1          0   4
          6  7   ×    2  3    =    12  21

        3×0 + 4×1 + 6×2 + 7×3 = 37

        sum of the products     37
        bias                    none
        output                  37.0
        """)
  }

  @Test func `every sum is the library's to the last bit`() throws {
    var generator = SeededGenerator(seed: 4)
    for (stride, padding): (Size2D, Size2D) in [(1, 0), (1, 1), ([2, 1], [0, 2]), (3, 1)] {
      let image = Tensor.normal(3, 9, 7, using: &generator)
      let kernel = Tensor.normal(4, 3, 3, 2, using: &generator)
      let inspection = Inspection.convolution(
        image: image, kernel: kernel, bias: .normal(4, using: &generator), stride: stride, padding: padding)
      let output = inspection.output
      for row in 0..<output.shape[1] {
        for column in 0..<output.shape[2] {
          for map in 0..<4 {
            let breakdown = try PixelBreakdown(inspection, row: row, column: column, map: map)
            #expect(breakdown.sum == breakdown.output)
            #expect(breakdown.output == output[map, row, column])
            let parts = breakdown.channels.map(\.subtotal).reduce(breakdown.bias ?? 0, +)
            #expect(abs(parts - breakdown.output) < 1e-5)
          }
        }
      }
    }
  }

  @Test func `the figure adds the channels' sums and the bias up`() throws {
    let image = Tensor.stacked([Tensor(0..<9), Tensor(1..<10)]).reshaped(2, 3, 3)
    let kernel = Tensor.stacked([Tensor(0..<4), Tensor(1..<5)]).reshaped(1, 2, 2, 2)
    func sum(_ inspection: Inspection) throws -> String? {
      BreakdownFigure(try PixelBreakdown(inspection, row: 0, column: 1), of: inspection).sumOverChannels
    }
    #expect(try sum(.convolution(image: image, kernel: kernel)) == "25 + 47 = 72")
    #expect(try sum(.convolution(image: image, kernel: -kernel, bias: Tensor([2]))) == "−25 − 47 + 2 = −70")
    #expect(try sum(.convolution(image: image[0..<1], kernel: kernel[0..., 0..<1])) == nil)
  }

  @Test func `padding holds zeros and is known as padding`() throws {
    let inspection = Inspection.convolution(
      image: .ones(1, 3, 3), kernel: .ones(1, 1, 3, 3), padding: 1)
    let breakdown = try PixelBreakdown(inspection, row: 0, column: 2)
    #expect(breakdown.channels[0].patch == [[0, 0, 0], [1, 1, 0], [1, 1, 0]])
    #expect(breakdown.isPadding(0, 0) && breakdown.isPadding(2, 2) && !breakdown.isPadding(1, 1))
    #expect(breakdown.output == 4)
    #expect(BreakdownText(breakdown).text.contains("·  ·  ·"))
  }

  @Test func `the winner is the first of the largest, never the padding`() throws {
    let image = Tensor([[[-5, -5], [-7, -5]]])
    let inspection = Inspection.maxPooling(image: image, window: 2, stride: 1, padding: 1)
    let breakdown = try PixelBreakdown(inspection, row: 0, column: 1)
    #expect(breakdown.channels[0].winner == .init(row: 1, column: 0))
    #expect(breakdown.output == -5)
    #expect(BreakdownText(breakdown).text.contains("row 0, column 0 of the image, the first of 2 equal ones"))
  }

  @Test func `what is not a number wins, as it does in the operation`() throws {
    let image = Tensor([[[3, .nan], [5, .nan]]])
    let breakdown = try PixelBreakdown(.maxPooling(image: image, window: 2), row: 0, column: 0)
    #expect(breakdown.output.isNaN && breakdown.channels[0].subtotal.isNaN)
    #expect(breakdown.channels[0].winner == .init(row: 1, column: 1))
  }

  @Test func `each channel is pooled by itself`() throws {
    let image = Tensor(0..<18).reshaped(2, 3, 3)
    let largest = try PixelBreakdown(.maxPooling(image: image, window: 2, stride: 1), row: 0, column: 0)
    #expect(largest.outputs == [4, 13])
    let mean = try PixelBreakdown(.averagePooling(image: image, window: 2, stride: 1), row: 0, column: 1)
    #expect(mean.outputs == [3, 12])
    #expect(BreakdownText(mean).text.contains("1 + 2 + 4 + 5 = 12\n12 / 4 = 3"))
  }

  @Test func `a pixel outside the output is refused with the valid range`() {
    let inspection = Inspection.averagePooling(image: .ones(1, 4, 6), window: 2)
    for (row, column) in [(2, 0), (0, 3), (-1, 0)] {
      let error = #expect(throws: ProgramFailure.self) {
        try PixelBreakdown(inspection, row: row, column: column)
      }
      #expect(error?.description.hasSuffix("rows go from 0 to 1, columns from 0 to 2") == true)
      #expect(error?.exitCode == 1)
    }
  }

  @Test(arguments: [(1, 3), (3, 5), (4, 11), (64, 3), (1, 33)])
  func `no breakdown is wider than the page`(channels: Int, side: Int) throws {
    var generator = SeededGenerator(seed: 1)
    let inspection = Inspection.convolution(
      image: .normal(channels, 40, 40, using: &generator),
      kernel: .normal(20, channels, side, side, using: &generator), bias: .normal(20, using: &generator), padding: 1)
    let text = BreakdownText(try PixelBreakdown(inspection, row: 0, column: 3)).text
    for line in text.split(separator: "\n") { #expect(line.terminalWidth <= 76, "\(line)") }
    #expect(text.split(separator: "\n").count < 140)
  }
}
