import Foundation
import Learning
import TensorCore
import TestedPackage
import Testing

/// A network that a written page lays open, made anew from the page's own numbers.
struct PageNetwork: CustomTestStringConvertible {
  let lesson: String
  let network: Sequential
  /// The pixels of its test images, from 0 to 255.
  let images: [[UInt8]]
  /// What is taken from a pixel, and what it is then divided by.
  let normalization: [Float]?

  var testDescription: String { lesson }

  static let lessons = [
    "lesson-05-lenet", "lesson-06-feature-maps", "lesson-07-gradients", "lesson-09-fashion",
    "lesson-10-regularization",
  ]

  static func page(of lesson: String) -> URL { TestedPackage.root.appending(path: "output/\(lesson)/index.html") }

  /// Reads the network of a lesson's page. The lesson must be one of `lessons`.
  init(_ lesson: String) throws {
    try self.init(lesson, in: PageNetwork.page(of: lesson))
  }

  /// Reads a lesson's network from a page, which may be the one of contents.
  init(_ lesson: String, in page: URL) throws {
    let text = try String(contentsOf: page, encoding: .utf8)
    let opening = try #require(
      text.range(of: "<figure class=\"network\">\n<script type=\"application/json\">"))
    let end = try #require(text.range(of: "</script>", range: opening.upperBound..<text.endIndex))
    let json = text[opening.upperBound..<end.lowerBound]
    let data = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    func bytes(_ key: String) throws -> [UInt8] {
      let text = try #require(data[key] as? String)
      return [UInt8](try #require(Data(base64Encoded: text)))
    }
    let floats = PageNetwork.floats(try bytes("weights"), try #require(data["exponents"] as? [[Int]]))
    let network: Sequential =
      switch lesson {
      case "lesson-05-lenet": .modernLeNet(seed: 0)
      case "lesson-06-feature-maps", "lesson-07-gradients": .featureMapNetwork(seed: 0)
      case "lesson-10-regularization": .dropoutNetwork(seed: 0)
      default: .fashionNetwork(seed: 0)
      }
    var place = 0
    for variable in network.parameters {
      let end = place + variable.value.count
      variable.value = Tensor(shape: variable.shape, elements: Array(floats[place..<end]))
      place = end
    }
    try #require(place == floats.count)
    let pixels = try bytes("images")
    images = stride(from: 0, to: pixels.count, by: 784).map { Array(pixels[$0..<$0 + 784]) }
    normalization = (data["normalization"] as? [Double])?.map { Float($0) }
    (self.lesson, self.network) = (lesson, network)
  }

  /// The network's input for an image of pixels from 0 to 255.
  func input(_ pixels: [UInt8]) -> Tensor {
    let image = Tensor(shape: [1, 1, 28, 28], elements: pixels.map { Float($0) / 255 })
    return normalization.map { (image - $0[0]) / $0[1] } ?? image
  }

  /// Numbers of 12 bits, two in three bytes: a sign, four bits of an exponent, seven of a fraction.
  private static func floats(_ bytes: [UInt8], _ exponents: [[Int]]) -> [Float] {
    var floats: [Float] = []
    for pair in exponents {
      for place in floats.count..<floats.count + pair[0] {
        let at = 3 * (place / 2)
        let three = (0..<3).reduce(0) { $0 << 8 | Int(bytes[at + $1]) }
        let code = place % 2 == 0 ? three >> 12 : three & 0xFFF
        let (exponent, fraction) = (code >> 7 & 15, code & 127)
        let steps = Float(exponent == 0 ? fraction : 128 + fraction)
        floats.append(
          Float(
            sign: code & 0x800 == 0 ? .plus : .minus, exponent: pair[1] + max(1, exponent) - 1, significand: steps))
      }
    }
    return floats
  }
}
