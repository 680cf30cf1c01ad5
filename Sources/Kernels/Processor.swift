import CProcessor

/// What the inner loops were compiled for, held against the processor they run on.
public enum Processor {
  /// The first instruction set that this binary uses and this processor lacks, such as `AVX-512`; nil if it has
  /// them all. A program asks before its first tensor: past that point the answer would be an illegal instruction.
  public static var missingInstructionSet: String? {
    CProcessor.missingInstructionSet().map { String(cString: $0) }
  }

  /// The processor that this binary was compiled for, as the environment variable `PATCHWORK_CPU` names it: `native`,
  /// `x86-64-v3`; nil on processors for which there is no choice.
  public static let target = targetProcessor().map { String(cString: $0) }

  /// Whether a product and a sum are rounded once, as on nearly every processor since 2013, or twice.
  public static let hasFusedMultiplyAdd = PATCHWORK_HAS_FUSED_MULTIPLY_ADD == 1

  /// Whether this processor could round them once, whatever the binary was compiled for.
  public static let fusesMultiplyAdd = CProcessor.fusesMultiplyAdd() != 0

  /// Spends a moment waiting, as in a loop that looks for a change in memory.
  public static func pause() { pauseProcessor() }

  /// Asks for `count` floats that will be read soon, and goes on before they have come from memory.
  public static func prefetch(_ values: UnsafePointer<Float>, count: Int) {
    for line in stride(from: 0, to: count, by: 16) { prefetchLine(values + line) }
  }
}
