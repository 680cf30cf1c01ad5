@_silgen_name("aligned_alloc") private func alignedMemory(_ alignment: Int, _ size: Int) -> UnsafeMutableRawPointer

/// The kernels' memory where there is no system module to import. What is taken is kept: this program is short.
public enum Buffers {
  static let largestCount = 1 << 56

  static func take(_ count: Int) -> UnsafeMutablePointer<Float> {
    alignedMemory(64, (4 * count + 127) & ~63).assumingMemoryBound(to: Float.self)
  }

  static func scratch<Result>(_ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Result) -> Result {
    body(take(count))
  }
}
