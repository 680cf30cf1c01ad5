import Kernels
import System

/// The memory behind one or more tensors: floats on a 64-byte boundary. Shared until somebody writes.
final class Storage: @unchecked Sendable {
  let base: UnsafeMutablePointer<Float>
  let count: Int

  @inline(never)
  init(count: Int) {
    _ = Storage.processorIsChecked
    self.count = count
    base = Buffers.take(count)
  }

  deinit { Buffers.giveBack(base, count) }

  /// Nothing is computed without memory. So a program that was built for another processor ends in a line, at its first
  /// tensor, and not by an illegal instruction later.
  private static let processorIsChecked: Void = {
    if let missing = Processor.missingInstructionSet {
      stop(
        "Tensor: this program was built for processors with \(missing), which this one lacks; build it again here, "
          + "or anywhere with PATCHWORK_CPU=baseline")
    }
  }()
}
