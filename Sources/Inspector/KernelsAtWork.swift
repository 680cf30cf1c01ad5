import Figures
import Pages
import System
import TensorCore

/// An image on which the reader of a page tries kernels: the classic ones, any others, or one of their own. The page's
/// script computes what a kernel makes of the image in the program's order and with its roundings.
package struct KernelsAtWork {
  /// The sizes that a kernel can be chosen in.
  static let sizes = [3, 5, 7, 9]

  /// The image as the page has it, `(C, H, W)`: shares of 255.
  let image: Tensor
  /// Each kernel in all sizes, `(C, size, size)`.
  let kernels: [(name: String, weights: [Tensor])]
  private let first: Int
  private let hasSteps: Bool

  /// Puts kernels to work on an image of values from 0 to 1.
  ///
  /// - Parameters:
  ///   - image: `(H, W)`, or `(C, H, W)` of one channel or of three colours. To a page it comes made small, at most 100
  ///     pixels a side (64 in colour) unless it is very long, and rounded to 256 shades.
  ///   - others: Kernels beside the classic ones, `(size, size)` or `(C, size, size)` with an odd size of at most 3; in a
  ///     larger window zeros surround them. On colours, a classic kernel has a third of its weights for each.
  ///   - first: The name of the kernel that is shown at first.
  ///   - hasSteps: Whether the reader can choose stride, padding and dilation.
  ///
  /// Throws a line if the image or a kernel is none, or no kernel is called `first`.
  package init(
    on image: Tensor, others: KeyValuePairs<String, Tensor> = [:], first: String = "Sobel x", hasSteps: Bool = false
  ) throws {
    let image = image.rank == 2 ? image.unsqueezed(axis: 0) : image
    guard image.rank == 3, [1, 3].contains(image.shape[0]), image.shape[1...].allSatisfy({ $0 >= 3 }) else {
      throw ProgramFailure(
        "kernels work on an image (H, W), (1, H, W) or (3, H, W) of at least 3×3 pixels, not on \(image.shape)")
    }
    let range = (least: image.minimum(), greatest: image.maximum())
    guard range.least >= 0, range.greatest <= 1 else {
      throw ProgramFailure(
        "kernels work on an image of values from 0 to 1, not from \(range.least) to \(range.greatest)")
    }
    let channels = image.shape[0]
    self.image = KernelsAtWork.madeSmall(image, side: channels == 1 ? 100 : 64).map { ($0 * 255).rounded() / 255 }
    self.hasSteps = hasSteps
    let bySize = KernelsAtWork.sizes.map(ClassicKernels.all)
    let classic = bySize[0].indices.map { number in
      (
        name: bySize[0][number].name,
        weights: zip(KernelsAtWork.sizes, bySize).map { size, all in
          (all[number].kernel / Float(channels)).broadcast(to: [channels, size, size])
        }
      )
    }
    let more = try others.map { name, kernel -> (name: String, weights: [Tensor]) in
      let slices = kernel.rank == 2 ? kernel.broadcast(to: [channels] + kernel.shape) : kernel
      let side = slices.shape.last ?? 0
      guard slices.shape == [channels, side, side], [1, 3].contains(side) else {
        throw ProgramFailure(
          "the kernel \(name) has shape \(kernel.shape); on this image it must be [3, 3] or [\(channels), 3, 3]")
      }
      return (name, KernelsAtWork.sizes.map { slices.padded(by: Size2D(($0 - side) / 2)) })
    }
    kernels = classic + more
    guard let number = kernels.firstIndex(where: { $0.name == first }) else {
      throw ProgramFailure("no kernel is called \(first): there are \(kernels.map(\.name).joined(separator: ", "))")
    }
    self.first = number
  }

  /// An image of at most so many pixels a side, unless that left less than a kernel covers: means of squares.
  private static func madeSmall(_ image: Tensor, side: Int) -> Tensor {
    let (height, width) = (image.shape[1], image.shape[2])
    return averagePool2d(
      image, window: Size2D(max(1, min((max(height, width) + side - 1) / side, min(height, width) / 3))))
  }

  /// What the first kernel makes of the image, in its smallest size.
  private var output: Tensor {
    convolve2d(image, kernel: kernels[first].weights[0].unsqueezed(axis: 0)).selecting(0)
  }

  /// The widget for the page.
  package var widget: Page.Widget { Page.Widget(kind: "kernels", data: json) }

  /// What stands in the widget's place wherever there is no script.
  package var text: OutsideText {
    let output = output
    let range = [output.minimum(), output.maximum()].map { fixed(Double($0), decimals: 3).replacing("-", with: "−") }
    return OutsideText("\(kernels[first].name), 3×3: from \(range[0]) to \(range[1])")
  }

  /// What the first kernel makes of the image.
  package var figure: Figure {
    Figure {
      ImagePanel(output, title: kernels[first].name, colors: .diverging, colorBar: true, side: 128)
    }
  }

  /// How many slices of a kernel come with the page: one if it does the same to all colours.
  private static func slices(of weights: [Tensor]) -> Int {
    let first = weights[0].selecting(0)
    return (1..<weights[0].shape[0]).allSatisfy { weights[0].selecting($0) == first } ? 1 : weights[0].shape[0]
  }

  var json: String {
    func bytes(_ tensor: Tensor) -> [UInt8] {
      tensor.elements.map(\.bitPattern).flatMap { word in
        [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> $0) }
      }
    }
    return JSON.object([
      "shape": JSON.array(image.shape.map(String.init)),
      "pixels": JSON.string(Base64.text(image.elements.map { UInt8(($0 * 255).rounded()) })),
      "sizes": JSON.array(KernelsAtWork.sizes.map(String.init)),
      "names": JSON.array(kernels.map { JSON.string($0.name) }),
      "slices": JSON.array(kernels.map { "\(KernelsAtWork.slices(of: $0.weights))" }),
      "weights": JSON.string(
        Base64.text(
          kernels.flatMap { kernel in
            kernel.weights.flatMap { bytes($0[0..<KernelsAtWork.slices(of: kernel.weights)]) }
          })),
      "first": "\(first)",
      "hasSteps": "\(hasSteps)",
    ])
  }
}
