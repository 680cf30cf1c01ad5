import Kernels
import TensorCore
import TestedPackage
import Testing

/// The page's elementary functions and the program's, in Double: floats would hide what their last bits are made of.
@Test(.enabled(if: Node.path != nil, "no node on this machine: the page's functions have not been compared"))
func elementaryFunctionsOfThePageHaveTheProgramsBits() throws {
  var generator = SeededGenerator(seed: 14)
  var arguments: [Double] = [0, -0.0, 1, 0.5, 2, 1e8, 1e300, -1e300, .infinity, -.infinity, .nan]
  arguments += [709.4, 709.4.nextUp, -708, -708.0.nextDown, .leastNonzeroMagnitude, .leastNormalMagnitude]
  // Around half a multiple of ln 2 the nearest multiple is another.
  for half in stride(from: -9.0, through: 9, by: 2) {
    let middle = half / 2 * 0x1.62e42fefa39efp-1
    arguments += (-4...4).map { middle + Double($0) * middle.ulp }
  }
  for reach in [1e-9, 1e-2, 1, 10, 709.0] {
    arguments += (0..<1000).map { _ in generator.uniform(in: -reach..<reach) }
  }
  let words = arguments.map { "\"\(String($0.bitPattern, radix: 16))\"" }
  let lines = try Node.lines("arithmetic.mjs", "[\(words.joined(separator: ","))]")
  #expect(lines.count == arguments.count)
  for (x, line) in zip(arguments, lines) {
    let values = [Elementary.exp(x), Elementary.log(x), Elementary.tanh(x), Elementary.sigmoid(x)]
    let bits = values.map { $0.isNaN ? "nan" : String($0.bitPattern, radix: 16) }
    #expect(line == bits.joined(separator: " "), "\(x)")
  }
}
