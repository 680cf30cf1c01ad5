import TensorCore

/// A number that changes when any bit of any element does (the FNV-1a hash, a word at a time).
func fingerprint(of tensor: Tensor) -> UInt64 {
  tensor.elements.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1.bitPattern)) &* 0x100_0000_01b3 }
}
