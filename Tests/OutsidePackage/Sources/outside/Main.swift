import TensorCore

/// `outside folder`
@main
struct Main {
  static func main() throws {
    Programs.whatIsLeft()
    Programs.brightness()
    Programs.branches()
    Programs.depthwise()
    try Programs.ownLayerAndLoss()
    try trainResidualNetwork(into: CommandLine.arguments[1])
  }
}
