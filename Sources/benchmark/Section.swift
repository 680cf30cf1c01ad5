import ArgumentParser
import Pages

/// What can be measured, each by its name on the command line.
enum Section: String, CaseIterable, Encodable {
  case peak, ladder, convolution, matrix, pooling, functions, training, growth

  /// The section of a name on the command line. Throws if there is none.
  init(named name: String) throws {
    guard let section = Section(rawValue: name) else {
      throw ValidationError("the sections are \(Section.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self = section
  }

  /// What is in it, for the list.
  var summary: String {
    switch self {
    case .peak: "the machine itself: multiply-adds and memory"
    case .ladder: "convolution by every algorithm, on a digit and a photograph"
    case .convolution: "convolution and both its gradients"
    case .matrix: "matrix products"
    case .pooling: "maximum and average pooling"
    case .functions: "ReLU, exp, sigmoid, tanh and softmax"
    case .training: "images per second of training, for every network"
    case .growth: "how time grows with batch, size, channels and threads"
    }
  }

  /// What can be compared with PyTorch.
  static let inPyTorch: [Section] = [.convolution, .matrix, .pooling, .functions, .training]

  /// Whether an operation waits for memory rather than for arithmetic.
  var isBoundByMemory: Bool { self == .pooling || self == .functions }
}

extension Section {
  /// Every section with what is in it.
  static var table: Table {
    Table(columns: ["section", "measures"], rows: allCases.map { [$0.rawValue, $0.summary] })
  }
}
