import Kernels

/// The memory behind one or more tensors: floats on a 64-byte boundary. Shared until somebody writes.
final class Storage: @unchecked Sendable {
  let base: UnsafeMutablePointer<Float>
  let count: Int

  init(count: Int) {
    self.count = count
    base = Buffers.take(count)
  }

  deinit { Buffers.giveBack(base, count) }
}
