import Checking
import TensorCore
import Walkthrough

extension Gradients {
  typealias Correlated = (images: Tensor, upstream: Tensor, stride: Int)

  static let gradientOfKernel = Exercise(
    "7.2", answers,
    cases: [
      Checking.Case(
        "one image of 3 × 3",
        (
          images: Tensor([[[1, 2, 0], [0, 3, 1], [2, 1, 0]]]), upstream: Tensor([[[1, -1], [0, 2]]]), stride: 1
        ) as Correlated),
      Checking.Case("two images of 5 × 5", correlated(2, [5, 5], kernel: [3, 3], stride: 2, seed: 721)),
      Checking.Case("one image wider than high", correlated(1, [3, 6], kernel: [2, 3], stride: 1, seed: 722)),
      Checking.Case("three images higher than wide", correlated(3, [7, 5], kernel: [4, 2], stride: 3, seed: 723)),
      Checking.Case("a stride larger than the kernel", correlated(2, [4, 7], kernel: [1, 1], stride: 3, seed: 725)),
    ],
    drawing: {
      let (images, rows, columns, stride) = ($0.size(), $0.size(), $0.size(), $0.integer(1...3))
      return (
        images: $0.tensor(images, (rows - 1) * stride + $0.size(), (columns - 1) * stride + $0.size()),
        upstream: $0.tensor(images, rows, columns, in: -3...3), stride: stride
      )
    },
    without: ["convolve2dKernelGradient", "backward"],
    expected: { input in
      let (images, upstream) = (input.images, input.upstream)
      let gradient = convolve2dKernelGradient(
        images.unsqueezed(axis: 1), outputGradient: upstream.unsqueezed(axis: 1), window: window(input),
        stride: Size2D(input.stride))
      return gradient.selecting(0).selecting(0)
    },
    answer: { try $0.gradientOfKernel($1.images, upstream: $1.upstream, stride: $1.stride) },
    given: [.tensor("images", \.images), .tensor("upstream", \.upstream), .integer("stride", \.stride)],
    fitting: {
      $0.stride > 0 && $0.images.shape[0] == $0.upstream.shape[0] && window($0).height > 0 && window($0).width > 0
    },
    mistakes: [
      Mistake(
        "the stride moves the weights in place of the window",
        "The weights of a kernel lie side by side. It is the output pixel's row that is multiplied by `stride`."
      ) { input in
        let (size, upstream) = (window(input), input.upstream)
        return try Tensor(rows: size.height, columns: size.width) { row, column in
          try (0..<upstream.count).reduce(0) { sum, place in
            let (image, output) = place.quotientAndRemainder(dividingBy: upstream.shape[1] * upstream.shape[2])
            let (down, across) = output.quotientAndRemainder(dividingBy: upstream.shape[2])
            let pixel = try input.images.element(image, row * input.stride + down, column * input.stride + across)
            return sum + pixel * upstream[image, down, across]
          }
        }
      },
      Mistake(
        "the stride counts in the size alone",
        "From one output pixel to the next the kernel moves by `stride`, and so does the pixel that a weight meets."
      ) { input in
        let size = window(input)
        return gradient((input.images, input.upstream, 1)).sum(axes: 0)[0..<size.height, 0..<size.width]
      },
      Mistake(
        "only the first image counts",
        "All images of the batch used the same kernel. Add up what each of them contributes."
      ) { gradient($0).selecting(0) },
      Mistake(
        "the first upstream is taken for all images", "Each image has its own: `upstream[image, y, x]`."
      ) { input in
        let first = Array(repeating: input.upstream.selecting(0), count: input.images.shape[0])
        return gradient((input.images, Tensor.stacked(first), input.stride)).sum(axes: 0)
      },
      Mistake(
        "only the last image counts",
        "What an image contributes is added to what the ones before gave, not put in its place: `+=`."
      ) { gradient($0).selecting($0.images.shape[0] - 1) },
      Mistake(
        "each product takes the place of the one before",
        "Only the last pixel of the last image is left. Add to what is there: `+=` in place of `=`."
      ) { input in
        let last = input.upstream.shape.map { $0 - 1 }
        let window = window(input)
        let (top, left) = (last[1] * input.stride, last[2] * input.stride)
        let pixels = input.images.selecting(last[0])[top..<top + window.height, left..<left + window.width]
        return pixels * input.upstream[last[0], last[1], last[2]]
      },
      Mistake(
        "the images are averaged",
        "The images' contributions are added up. If the loss is a mean, its `upstream` is divided by B already."
      ) { gradient($0).mean(axes: 0) },
      Mistake(
        "each image has a gradient of its own",
        "There is one kernel for the whole batch, so its gradient is the sum over the images."
      ) { gradient($0) },
      Mistake(
        "the images are added up before they are correlated",
        "Each image goes with its own `upstream`. Correlate image by image, then add up the results."
      ) {
        let sums = ($0.images.sum(axes: 0, keepingAxes: true), $0.upstream.sum(axes: 0, keepingAxes: true), $0.stride)
        return gradient(sums).selecting(0)
      },
      Mistake(
        "`upstream` is turned by 180°",
        "The weight at (0, 0) meets the first pixel for the first output pixel, its neighbour for the next: both go "
          + "the same way. Turning belongs to the gradient of the image."
      ) { gradient(($0.images, $0.upstream.flipped(axes: 1, 2), $0.stride)).sum(axes: 0) },
      Mistake(
        "`upstream` is taken for the image, and the image for the kernel",
        "Slide `upstream`, the smaller one, over the image. The other way round there is no place for it."
      ) { input in
        let size = zip(input.upstream.shape, input.images.shape).map { $0 - ($1 - 1) * input.stride }
        guard size[1] >= 0, size[2] >= 0 else { throw WouldCrash(saying: "a shape has no negative sizes") }
        return Tensor.zeros(size[1], size[2])
      },
      Mistake(
        "rows and columns are exchanged",
        "Rows come first: what is counted down the image stands before what is counted across it."
      ) {
        guard $0.images.shape[1] == $0.images.shape[2], $0.upstream.shape[1] == $0.upstream.shape[2] else {
          throw WouldCrash()
        }
        return gradient($0).sum(axes: 0).transposed()
      },
      Mistake(
        "the gradient has the opposite sign",
        "The gradient points to where the loss grows. The minus sign belongs to the optimiser's step."
      ) { -gradient($0).sum(axes: 0) },
    ],
    explaining: { input, place in
      let shares = gradient(input)
      let texts = (0..<shares.shape[0]).map { "image \($0) gives \(shares[$0, place[0], place[1]])" }
      let rows = input.stride == 1 ? "y" : "\(input.stride) · y"
      let columns = input.stride == 1 ? "x" : "\(input.stride) · x"
      return .text(
        "For every output pixel (y, x) this weight met the pixel (\(rows) + \(place[0]), \(columns) + \(place[1])). Of "
          + "each image these pixels times `upstream`, added up: \(texts.joined(separator: ", ")).")
    })

  private static func window(_ input: Correlated) -> Size2D {
    Size2D(
      height: input.images.shape[1] - (input.upstream.shape[1] - 1) * input.stride,
      width: input.images.shape[2] - (input.upstream.shape[2] - 1) * input.stride)
  }

  /// Each image correlated with its own upstream gradient, spread by the stride: `(B, height, width)`.
  private static func gradient(_ input: Correlated) -> Tensor {
    Tensor.stacked(
      (0..<input.images.shape[0]).map { image in
        let pixels = input.images.selecting(image).unsqueezed(axis: 0)
        let kernel = input.upstream.selecting(image).unsqueezed(axis: 0).unsqueezed(axis: 0)
        return convolve2d(pixels, kernel: kernel, dilation: Size2D(input.stride)).selecting(0)
      })
  }

  /// Whole numbers from −4 to 5, without 0 in the upstream gradient.
  private static func correlated(
    _ count: Int, _ size: [Int], kernel: [Int], stride: Int, seed: UInt64
  ) -> Correlated {
    var generator = SeededGenerator(seed: seed)
    let images = Tensor.uniform(count, size[0], size[1], in: -4..<6, using: &generator)
    let upstream = Tensor.uniform(
      count, (size[0] - kernel[0]) / stride + 1, (size[1] - kernel[1]) / stride + 1, in: -4..<4, using: &generator)
    return (
      images: images.map { $0.rounded(.down) },
      upstream: upstream.map { $0 < 0 ? $0.rounded(.down) : $0.rounded(.up) }, stride: stride
    )
  }
}
