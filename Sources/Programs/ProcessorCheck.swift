import Kernels
import Pages
import System

/// Throws a failure of one line if this processor lacks instructions that the program was compiled with. To be asked
/// before the first tensor: past that point the answer would be an illegal instruction.
func checkProcessor() throws {
  guard let missing = Processor.missingInstructionSet else { return }
  throw ProgramFailure(
    "this program was built for processors with \(missing), which this one lacks; build it again here, "
      + "or anywhere with PATCHWORK_CPU=baseline")
}
