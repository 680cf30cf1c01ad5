import Testing

@testable import System
@testable import TensorCore

/// What PyTorch 2 prints for the same tensors.
@Test func tensorsPrintAsPyTorchPrintsThem() {
  #expect("\(Tensor([[19, 25], [37, 43]]))" == "tensor([[19., 25.],\n        [37., 43.]])")
  #expect("\(Tensor([0.5, -1.25, 100]))" == "tensor([  0.5000,  -1.2500, 100.0000])")
  #expect("\(Tensor(3))" == "tensor(3.)")
  #expect("\(Tensor([1, .nan, .infinity]))" == "tensor([1., nan, inf])")
  #expect("\(Tensor([0.00001, 1]))" == "tensor([1.0000e-05, 1.0000e+00])")
  // As Floats, 0.0001 is less than that, and 0.7 less than a thousandth of 700.
  #expect("\(Tensor([0.0001]))" == "tensor([1.0000e-04])")
  #expect("\(Tensor([0.7, 700]))" == "tensor([7.0000e-01, 7.0000e+02])")
  #expect("\(Tensor.zeros(0))" == "tensor([])")
  #expect("\(Tensor.zeros(0, 3))" == "tensor([], size=(0, 3))")
  #expect("\(Tensor.zeros(2, 2))" == "tensor([[0., 0.],\n        [0., 0.]])")
  #expect(
    "\(Tensor(0..<8).reshaped(2, 2, 2))" == """
      tensor([[[0., 1.],
               [2., 3.]],

              [[4., 5.],
               [6., 7.]]])
      """)
  #expect("\(Tensor(0..<1001))" == "tensor([   0.,    1.,    2.,  ...,  998.,  999., 1000.])")
}

@Test func numbersAreRoundedToEvenAtATie() {
  #expect(fixed(2.5, decimals: 0) == "2" && fixed(0.125, decimals: 2) == "0.12" && fixed(-1, decimals: 3) == "-1.000")
}

@Test func whatIsNoNumberHasNoSign() {
  #expect(fixed(-.nan, decimals: 2) == "nan" && scientific(-.nan, decimals: 1) == "nan")
}

@Test func theLongestNumbersAreWrittenWhole() {
  let largest = fixed(-.greatestFiniteMagnitude, decimals: 200)
  #expect(
    largest.count == 1 + 309 + 1 + 200 && largest.hasPrefix("-17976931348623157")
      && largest.hasSuffix(".\(String(repeating: "0", count: 200))"))
  #expect(fixed(.leastNonzeroMagnitude, decimals: 1074).hasSuffix("5") && fixed(2, decimals: -1) == "2")
}
