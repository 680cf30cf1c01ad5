import System
import TensorCore

/// Changes parameters so that the loss whose gradients they hold becomes smaller.
public protocol Optimizer: AnyObject {
  /// What is changed, each parameter once however often it was given.
  var parameters: [Variable] { get }
  /// The learning rate, from 0 on; setting another stops.
  var rate: Float { get set }
  /// One step against the gradients; a parameter without a gradient stays as it is.
  func step()
}

extension Optimizer {
  /// Forgets the gradients of the last step; otherwise those of the next are added to them.
  public func zeroGradients() {
    for parameter in parameters { parameter.gradient = nil }
  }
}

/// What an optimiser needs of one parameter, as memory, part by part on all threads: `state` holds as many floats as the
/// parameter in each tensor and is changed in place. Does nothing for a parameter without a gradient.
func update(
  _ parameter: Variable, _ state: inout [Tensor],
  _ body:
    @Sendable (
      _ parameter: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>,
      _ state: [UnsafeMutablePointer<Float>],
      _ count: Int
    ) -> Void
) {
  guard let gradient = parameter.gradient, gradient.count > 0 else { return }
  require(
    gradient.shape == parameter.shape,
    "step: the gradient has shape \(gradient.shape) and the parameter \(parameter.shape); they must be equal")
  for index in state.indices {
    require(
      state[index].shape == parameter.shape,
      "step: the parameter has shape \(parameter.shape) and had \(state[index].shape) when the optimiser was made; make "
        + "another one")
  }
  let places = state.indices.map { index in
    state[index].withUnsafeMutableElements { $0.baseAddress! }
  }
  // Each state has memory of its own now, and keeps it as long as it lives.
  withExtendedLifetime(state) {
    gradient.withUnsafeElements { slopes in
      parameter.value.withUnsafeMutableElements {
        let memory = SharedMemory(($0.baseAddress!, slopes.baseAddress!, places))
        // A step costs some ten multiply-adds for each number.
        Threads.forEachPart(of: $0.count, length: 8192, work: 10 * $0.count) { part in
          let (parameter, slopes, places) = memory.value
          let start = part.lowerBound
          body(parameter + start, slopes + start, places.map { $0 + start }, part.count)
        }
      }
    }
  }
}

/// Stops unless a learning rate is a number from 0 on.
func checkRate(_ rate: Float, _ name: String) {
  require(rate >= 0 && rate.isFinite, "\(name): the rate \(rate) must be a number from 0 on")
}
