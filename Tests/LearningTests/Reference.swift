import Foundation
import Learning
import TensorCore
import Testing

@testable import System

/// What PyTorch computed, read from `Reference/*.json`.
struct Reference: Decodable {
  struct Values: Decodable {
    let shape: [Int], values: [Float]
    var tensor: Tensor { Tensor(shape: shape, elements: values) }
  }

  struct Document<Case: Decodable>: Decodable { let cases: [Case] }

  static func cases<Case: Decodable>(_ file: String, as type: Case.Type) throws -> [Case] {
    let url = try #require(Bundle.module.url(forResource: "Reference/\(file)", withExtension: "json"))
    return try JSONDecoder().decode(Document<Case>.self, from: Data(contentsOf: url)).cases
  }
}

/// Records an issue unless `found` is within `tolerance` of `expected`, relative to the larger of 1 and its size.
func expectClose(
  _ found: Tensor?, _ expected: Tensor?, tolerance: Float = 1e-5, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let found, let expected else {
    #expect(found == nil && expected == nil, "\(what): only one is there", sourceLocation: sourceLocation)
    return
  }
  guard found.shape == expected.shape else {
    Issue.record("\(what): expected shape \(expected.shape), found \(found.shape)", sourceLocation: sourceLocation)
    return
  }
  for (index, (a, b)) in zip(found.elements, expected.elements).enumerated() {
    if !(abs(a - b) <= tolerance * max(1, abs(b))) {
      Issue.record("\(what)[\(index)]: expected \(b), found \(a)", sourceLocation: sourceLocation)
      return
    }
  }
}
