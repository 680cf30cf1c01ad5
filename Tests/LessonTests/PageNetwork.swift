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

  var testDescription: String { lesson }

  static let lessons = ["lesson-05-lenet", "lesson-06-feature-maps", "lesson-09-fashion"]

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
    let (weights, size) = (try bytes("weights"), try #require(data["bytesPerWeight"] as? Int))
    let floats = stride(from: 0, to: weights.count, by: size).map { start in
      Float(
        bitPattern: weights[start..<start + size].reversed().reduce(0) { $0 << 8 | UInt32($1) }
          << (size == 2 ? 16 : 0))
    }
    let network: Sequential =
      switch lesson {
      case "lesson-05-lenet": .modernLeNet(seed: 0)
      case "lesson-06-feature-maps": .featureMapNetwork(seed: 0)
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
    (self.lesson, self.network) = (lesson, network)
  }
}
