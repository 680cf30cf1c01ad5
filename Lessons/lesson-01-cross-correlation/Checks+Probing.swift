import Checking
import TensorCore
import Walkthrough

extension CrossCorrelation {
  static let kernelBehind = Exercise(
    "1.8", answers,
    cases: [
      Case("a kernel of 2×2", Tensor([[1, 2], [3, 4]])),
      Case("a kernel wider than high", Tensor([[1, -2, 3], [5, 0, 4]])),
      Case("a kernel higher than wide", Tensor([[7], [-1], [2]])),
      Case("a kernel of 3×3", Tensor([[1, 9, 2], [8, 3, 7], [4, 6, 5]])),
      Case("a single weight", Tensor([[6]])),
    ],
    drawing: { $0.tensor($0.size(), $0.size()) },
    expected: { (kernel: Tensor) in kernel },
    answer: { tasks, kernel in
      try tasks.kernelBehind({ correlation($0, kernel) }, height: kernel.shape[0], width: kernel.shape[1])
    },
    mistakes: [
      Mistake(
        "the kernel is turned by 180°",
        "At the first position the 1 lies under the last weight, at the last position under the first one. Turn the "
          + "result back."
      ) { $0.flipped(axes: 0, 1) },
      Mistake(
        "it is turned back along the rows only", "Left and right are exchanged as well: flip both axes."
      ) { $0.flipped(axes: 1) },
      Mistake(
        "it is turned back along the columns only", "Above and below are exchanged as well: flip both axes."
      ) { $0.flipped(axes: 0) },
      Mistake(
        "the image has a single place for the kernel",
        "So only one number comes back. As many places as weights are needed: `2 * height - 1` rows."
      ) { Tensor([[$0.sum()]]) },
      Mistake(
        "the image has a single place for the kernel, and a single 1",
        "So only one number comes back. As many places as weights are needed: `2 * height - 1` rows."
      ) { Tensor([[$0[0, 0]]]) },
      Mistake(
        "every weight is the sum of all", "Where every pixel is 1, all weights meet a 1 at once. Leave a single 1."
      ) { kernel in kernel * 0 + kernel.sum() },
    ])
}
