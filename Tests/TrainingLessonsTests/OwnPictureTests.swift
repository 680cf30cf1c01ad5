import Drawing
import Foundation
import Learning
import TensorCore
import TestedPackage
import Testing

@testable import TrainingLessons
@testable import Walkthrough

/// What the program and a page's scripts write and make alike.
@Suite struct OwnPictureTests {
  private struct Picture { let bitmap: Bitmap, isDrawable: Bool }

  /// A stroke, bright on dark or dark on bright, on a ground with some noise.
  private static func stroke(width: Int, height: Int, isBright: Bool, seed: UInt64) -> Bitmap {
    var generator = SeededGenerator(seed: seed)
    let samples = (0..<width * height).flatMap { place -> [UInt8] in
      let (y, x) = (Double(place / width) / Double(height), Double(place % width) / Double(width))
      let isInk = abs(x - 0.3 - 0.4 * y) < 0.06 && (0.2...0.7).contains(y)
      return (0..<3).map { _ in
        let noise = UInt8(generator.uniform() * 12)
        return isInk == isBright ? 255 - noise : noise
      }
    }
    return Bitmap(width: width, height: height, channels: 3, samples: .bytes(samples))
  }

  private static let pictures = [
    Picture(bitmap: stroke(width: 90, height: 60, isBright: true, seed: 1), isDrawable: true),
    Picture(bitmap: stroke(width: 61, height: 117, isBright: false, seed: 2), isDrawable: true),
    Picture(bitmap: stroke(width: 61, height: 117, isBright: false, seed: 3), isDrawable: false),
    Picture(bitmap: stroke(width: 16, height: 17, isBright: true, seed: 4), isDrawable: true),
    Picture(bitmap: stroke(width: 28, height: 28, isBright: false, seed: 5), isDrawable: true),
    Picture(
      bitmap: Bitmap(width: 40, height: 30, channels: 3, samples: .bytes(Array(repeating: 77, count: 3600))),
      isDrawable: true),
  ]

  private func pixels(_ picture: Picture) -> [UInt8] {
    OwnPicture.pixels(of: picture.bitmap, height: 28, width: 28, isDrawable: picture.isDrawable)
  }

  @Test(.enabled(if: Node.path != nil, "no node on this machine: the scripts have not been compared"))
  func thePageWritesNumbersAndMakesPicturesAsTheProgramDoes() throws {
    var generator = SeededGenerator(seed: 12)
    var floats: [Float] = [
      0, 1, -1, 2, 0.0625, -0.0625, 0.1, 0.01, 0.009999, 1e-5, 1.5e-7, -3e-9, 1e20, 1e21, 3.4e38, 1e-38,
    ]
    for _ in 0..<2000 {
      let exponent = Double(generator.uniform()) * 12 - 8
      floats.append(generator.normal() * Float(pow(10, exponent)))
    }
    floats += (0..<500).map { Float($0) / 255 }
    let pictures = OwnPictureTests.pictures.map { picture -> String in
      guard case .bytes(let samples) = picture.bitmap.samples else { return "" }
      let (width, height) = (picture.bitmap.width, picture.bitmap.height)
      return """
        {"width":\(width),"height":\(height),"isDrawable":\(picture.isDrawable),"samples":\(samples)}
        """
    }
    let folder = try TemporaryFolder()
    let bits = floats.map(\.bitPattern), listed = pictures.joined(separator: ",")
    let text = """
      {"floats":\(bits),"pictures":[\(listed)]}
      """
    let lines = try Node.lines("numbers.mjs", URL(filePath: folder.write(text.utf8, to: "numbers.json")))
    var expected = floats.map { value -> String in
      [PageNumbers.written(value), PageNumbers.brief(value), PageNumbers.exact(value)].joined(separator: " ")
    }
    for picture in OwnPictureTests.pictures {
      expected.append(pixels(picture).map { "\($0)" }.joined(separator: " "))
    }
    #expect(lines.count == expected.count)
    for (line, expected) in zip(lines, expected) { #expect(line == expected) }
  }

  @Test func strokesOfAnySizeFill20PixelsWithTheirMassInTheMiddle() {
    for picture in OwnPictureTests.pictures[..<2] + [OwnPictureTests.pictures[3]] {
      let pixels = pixels(picture)
      let rows = Set(pixels.indices.filter { pixels[$0] > 0 }.map { $0 / 28 })
      #expect(rows.count == 20 && pixels.max() == 255)
      var (mass, moment) = (0.0, 0.0)
      for (place, value) in pixels.enumerated() {
        mass += Double(value)
        moment += Double(value) * Double(place / 28)
      }
      #expect(abs(moment / mass - 14) <= 0.5)
    }
    #expect(pixels(OwnPictureTests.pictures[5]).allSatisfy { $0 == 0 })
  }

  /// A sum of products, told term by term, is the layer's own result to the bit.
  @Test func theTermsThatAreToldAddUpToTheValue() throws {
    let elements = (0..<216).map { (place: Int) -> Float in Float(place * 37 % 101) / 50 - 1 }
    let image = Tensor(shape: [1, 3, 9, 8], elements: elements)
    let layers: [any Layer] = [
      Conv2d(
        4, kernel: Size2D(height: 3, width: 2), stride: 2, padding: .sides(top: 1, bottom: 0, left: 2, right: 1)),
      Conv2d(6, kernel: 3, padding: .same, dilation: 2, groups: 3),
    ]
    for layer in layers {
      let network = Sequential(input: [3, 9, 8], seed: 3) { layer }
      let conv = try #require(network.layers[0].layer as? Conv2d)
      let result = network(image).value.elements, bias = try #require(conv.bias?.value.elements)
      for index in result.indices {
        var sum = bias[index / (network.outputShape[1] * network.outputShape[2])]
        for part in ChannelProducts.of(conv, input: [3, 9, 8], output: network.outputShape, at: index) {
          for (pixel, weight) in zip(part.pixels, part.weights) {
            sum.addProduct(pixel.map { elements[$0] } ?? 0, weight)
          }
        }
        #expect(sum == result[index])
      }
    }
  }

  @Test(arguments: [
    ("pool:0:0,0", "The mean of 9 values, 5 of them zeros of the padding."), ("pool:0:1,1", "The mean of 9 values."),
  ])
  func aMeanOfAWindowCountsThePaddingAsItsValueDoes(_ value: String, _ how: String) throws {
    let network = Sequential(input: [1, 3, 3], seed: 3) { AveragePool2d(3, stride: 1, padding: 1).named("pool") }
    guard case .value(let asked) = try PixelChoice(value) else { throw CocoaError(.featureUnsupported) }
    let image = Tensor(1..<10).reshaped(1, 1, 3, 3)
    let text = try ValueText(asked, in: try ShownStep.steps(of: network), for: image).text(of: "an image")
    #expect(text.contains("\n\n\(how)\n\n") && text.contains("pool = \(value == "pool:0:0,0" ? "1.3333334" : "5")"))
  }

  @Test func aValueOfEachLayerIsToldAndWhatIsNotThereIsRefusedInOneLine() throws {
    let network = Sequential(input: [1, 12, 12], seed: 3) {
      Conv2d(3, kernel: 3).named("conv1")
      Residual { BatchNorm2d() }.named("block")
      MaxPool2d(2).named("pool")
      ConvTranspose2d(2, kernel: 2, stride: 2).named("up")
      AveragePool2d(2).named("down")
      Flatten()
      Linear(4).named("linear")
      Softmax().named("answer")
    }
    let steps = try ShownStep.steps(of: network)
    let elements = (0..<144).map { (place: Int) -> Float in Float(place) / 144 }
    let image = Tensor(shape: [1, 1, 12, 12], elements: elements)
    for (value, ending) in [
      ("conv1:1:2,3", "conv1 = "), ("block:0:9,9", "block = "), ("block.0:0:9,9", "block.0 = "),
      ("pool:2:4,4", "pool = "), ("up:1:9,0", "up = "), ("down:0:0,0", "down = "), ("linear:3", "linear = "),
      ("answer:0", "answer = "),
    ] {
      guard case .value(let asked) = try PixelChoice(value) else { throw CocoaError(.featureUnsupported) }
      let text = try ValueText(asked, in: steps, for: image).text(of: "an image")
      #expect(text.split(separator: "\n").last?.hasPrefix(ending) == true, "\(text)")
    }
    for (value, complaint) in [
      (
        "conv2:1:2,3",
        "there is no layer conv2 to ask; there are conv1, block.0, block, pool, up, down, linear, answer"
      ),
      ("conv1:3:2,3", "has maps 0 to 2"), ("conv1:0:10,3", "has rows 0 to 9"), ("conv1:0:0,99", "has columns 0 to 9"),
      ("conv1:0", "name map, row and column, as in conv1:0:5,5"), ("linear:4", "has units 0 to 3"),
      ("linear:0:1,1", "name one of its units, as in linear:2"), ("5:0", "there is no layer 5"),
    ] {
      guard case .value(let asked) = try PixelChoice(value) else { throw CocoaError(.featureUnsupported) }
      let error = #expect(throws: (any Error).self) { try ValueText(asked, in: steps, for: image) }
      #expect(error.map { "\($0)" }?.contains(complaint) == true, "\(String(describing: error))")
      #expect(error.map { "\($0)" }?.contains("\n") == false)
    }
  }
}
