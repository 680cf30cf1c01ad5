import Checking
import System
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
      var images = 0
      return try tasks.kernelBehind(
        { image in
          images += 1
          require(images == 1, "apply: it takes one image, and this is one more")
          return correlation(image, kernel)
        }, height: kernel.shape[0], width: kernel.shape[1])
    },
    mistakes: [
      Mistake(
        "the kernel is turned by 180°",
        "At the first position the 1 lies under the last weight, at the last position under the first one. Turn the "
          + "result back."
      ) { $0.flipped(axes: 0, 1) },
      Mistake(
        "the image has a single place for the kernel",
        "So only one number comes back. As many places as weights are needed: `2 * height - 1` rows."
      ) { Tensor([[$0.sum()]]) },
      Mistake(
        "the image has a single place for the kernel, and a single 1",
        "So only one number comes back. As many places as weights are needed: `2 * height - 1` rows."
      ) { Tensor([[$0[0, 0]]]) },
      Mistake(
        "an image is made for each weight or row",
        "One is enough, if it is large: each place of the kernel on it gives a number of its own."
      ) { kernel in
        guard kernel.count == 1 else { throw WouldCrash(saying: "apply: it takes one image") }
        return kernel
      },
      Mistake(
        "the 1 stands in the corner of the image",
        "There the kernel meets it at one place only, by its first weight. Every weight must come to lie on the 1."
      ) { kernel in
        var found = kernel * 0
        found[kernel.shape[0] - 1, kernel.shape[1] - 1] = kernel[0, 0]
        return found
      },
      Mistake(
        "the 1 stands in the corner of the image, and the result is not turned",
        "There the kernel meets it at one place only, by its first weight. Every weight must come to lie on the 1."
      ) { kernel in
        var found = kernel * 0
        found[0, 0] = kernel[0, 0]
        return found
      },
      Mistake(
        "the image is one row and one column too large",
        "With `2 * height` rows there are `height + 1` places one below the other. As many places as weights are needed."
      ) { kernel in
        let (rows, columns) = (kernel.shape[0] + 1, kernel.shape[1] + 1)
        return try Tensor(rows: rows, columns: columns) { $0 == 0 || $1 == 0 ? 0 : kernel[$0 - 1, $1 - 1] }
      },
      Mistake(
        "the image always has 5×5 pixels",
        "That suits a kernel of 3×3. How many places a kernel has depends on its size: `2 * height - 1` rows."
      ) { kernel in
        var image = Tensor.zeros(5, 5)
        image[2, 2] = 1
        return correlation(image, kernel).flipped(axes: 0, 1)
      },
      Mistake(
        "every weight is the sum of all", "Where every pixel is 1, all weights meet a 1 at once. Leave a single 1."
      ) { kernel in kernel * 0 + kernel.sum() },
    ])
}
