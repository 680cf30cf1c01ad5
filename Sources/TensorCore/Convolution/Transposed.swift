import Kernels
import System

/// The transposed convolution, which enlarges an image as a convolution of the same stride shrinks one: each pixel times
/// the kernel is added to the output, `stride` further for each pixel.
///
///     output[b, o, y · stride + i − padding, x · stride + j − padding] += image[b, c, y, x] · kernel[c, o, i, j]
///
/// It is what takes a convolution's gradient from its output back to its image, and is computed that way.
///
/// - Parameters:
///   - image: `(B, C, H, W)`, or one image `(C, H, W)`.
///   - kernel: `(C, O / groups, kernel height, kernel width)`.
///   - bias: `(O)`; none means zeros.
///   - stride: How far apart neighbouring pixels' kernels lie in the output, at least 1.
///   - padding: How many rows and columns of the output are cut off on each side.
///   - outputPadding: How many more rows below and columns on the right there are; less than the stride or the dilation.
///     A convolution of stride 2 makes images of 2n − 1 and of 2n pixels equally large: this tells which is meant.
///   - dilation: How far apart a kernel's elements lie in the output; with more than 1, `i` and `j` above count in steps
///     of it.
///   - groups: Into so many equal parts the channels of image and output are divided; each part of the one leads to its
///     part of the other.
/// - Returns: `(B, O, H', W')` or `(O, H', W')`, with
///   H' = (H − 1) · stride − 2 · padding + dilation · (kernel height − 1) + outputPadding + 1, and W' likewise.
///
/// Stops if shapes do not fit or nothing is left of the output. PyTorch's name is
/// `torch.nn.functional.conv_transpose2d`.
public func convolveTransposed2d(
  _ image: Tensor, kernel: Tensor, bias: Tensor? = nil, stride: Size2D = 1, padding: Size2D = 0,
  outputPadding: Size2D = 0, dilation: Size2D = 1, groups: Int = 1
) -> Tensor {
  if image.rank == 3 {
    return convolveTransposed2d(
      image.unsqueezed(axis: 0), kernel: kernel, bias: bias, stride: stride, padding: padding,
      outputPadding: outputPadding, dilation: dilation, groups: groups
    ).squeezed(axis: 0)
  }
  return TransposedConvolution(
    image: image.shape, kernel: kernel.shape, stride: stride, padding: padding, outputPadding: outputPadding,
    dilation: dilation, groups: groups
  ).result(image, kernel, bias)
}

/// A checked transposed convolution: the convolution that leads back, whose image is the output and whose output is the
/// image.
package struct TransposedConvolution: Sendable {
  private let back: Convolution
  /// Rows below and columns on the right that no kernel reaches.
  private let beyond: Size2D

  /// Of an image `(B, C, H, W)` and a kernel `(C, O / groups, kernel height, kernel width)`; stops if they do not fit.
  package init(
    image: [Int], kernel: [Int], stride: Size2D, padding: Size2D, outputPadding: Size2D, dilation: Size2D, groups: Int
  ) {
    var shapes: String { "(image \(image), kernel \(kernel))" }
    require(
      image.count == 4 && kernel.count == 4,
      "convolveTransposed2d: the image must be (B, C, H, W) or (C, H, W), and the kernel (C, O / groups, height, width) "
        + shapes)
    require(
      groups >= 1 && image[1] % groups == 0,
      "convolveTransposed2d: \(groups) groups cannot share \(image[1]) channels; they must be a multiple of the number "
        + "of groups \(shapes)")
    require(
      kernel[0] == image[1],
      "convolveTransposed2d: the image has \(image[1]) channels and the kernel \(kernel[0]); they must be equal \(shapes)"
    )
    let size = Size2D(height: image[2], width: image[3]), window = Size2D(height: kernel[2], width: kernel[3])
    let down = Reach(size.height, window.height, stride.height, padding.height, outputPadding.height, dilation.height)
    let across = Reach(size.width, window.width, stride.width, padding.width, outputPadding.width, dilation.width)
    guard let down, let across else {
      stop(
        "convolveTransposed2d: an image of \(size) with a kernel of \(window), stride \(stride), padding \(padding), "
          + "output padding \(outputPadding) and dilation \(dilation): window, stride and dilation must be at least 1, "
          + "the paddings at least 0, the output padding less than stride or dilation, and some of the output left")
    }
    beyond = Size2D(height: down.beyond, width: across.beyond)
    let padding = Padding.sides(top: down.before, bottom: down.after, left: across.before, right: across.after)
    back = Convolution(
      checkedGeometry(
        "convolveTransposed2d", batch: image[0], groups: groups, channels: kernel[1], outChannels: image[1] / groups,
        size: Size2D(height: down.size, width: across.size), window: window, stride: stride, padding: padding,
        dilation: dilation))
  }

  /// Height and width of the output of an image of `size`; nil if there is none.
  package static func outputSize(
    of size: Size2D, window: Size2D, stride: Size2D, padding: Size2D, outputPadding: Size2D, dilation: Size2D
  ) -> Size2D? {
    guard
      let down = Reach(
        size.height, window.height, stride.height, padding.height, outputPadding.height, dilation.height),
      let across = Reach(size.width, window.width, stride.width, padding.width, outputPadding.width, dilation.width)
    else { return nil }
    return Size2D(height: down.size + down.beyond, width: across.size + across.beyond)
  }

  /// The shape of the output.
  package var outputShape: [Int] {
    let shape = back.imageShape
    return [shape[0], shape[1], shape[2] + beyond.height, shape[3] + beyond.width]
  }

  /// The output; stops if the bias does not fit.
  package func result(_ image: Tensor, _ kernel: Tensor, _ bias: Tensor?) -> Tensor {
    if let bias {
      require(
        bias.shape == [outputShape[1]],
        "convolveTransposed2d: the bias has shape \(bias.shape); it must have one value for each of the "
          + "\(outputShape[1]) output channels (image \(image.shape), kernel \(kernel.shape))")
    }
    var result = back.imageGradient(kernel, image)
    if beyond != 0 {
      let size = Size2D(height: outputShape[2], width: outputShape[3])
      result = result.framed(in: size, fromRow: 0, column: 0, value: 0)
    }
    return bias.map { result + $0.reshaped(1, outputShape[1], 1, 1) } ?? result
  }

  /// The gradient of the image, from that of the output.
  package func imageGradient(_ kernel: Tensor, _ outputGradient: Tensor) -> Tensor {
    back.result(within(outputGradient), kernel, nil, .direct)
  }

  /// The gradient of the kernel, from that of the output.
  package func kernelGradient(_ image: Tensor, _ outputGradient: Tensor) -> Tensor {
    back.kernelGradient(within(outputGradient), image)
  }

  /// What the kernels reach of an output.
  private func within(_ output: Tensor) -> Tensor {
    beyond == 0 ? output : output[ranges: back.imageShape.map { 0..<$0 }]
  }
}

/// How far the kernels of a transposed convolution reach along one axis.
private struct Reach {
  /// How many places are cut off before the output and after it, how many it has within the kernels' reach, and how many
  /// beyond.
  let before, after, size, beyond: Int

  /// Nil unless some of the output is left and every number is in its range.
  init?(_ count: Int, _ window: Int, _ stride: Int, _ padding: Int, _ outputPadding: Int, _ dilation: Int) {
    guard min(count, window, stride, dilation) >= 1, min(padding, outputPadding) >= 0,
      outputPadding < max(stride, dilation)
    else { return nil }
    // Doubles do not overflow; below 2⁵³ they are exact.
    let whole = Double(count - 1) * Double(stride) + Double(dilation) * Double(window - 1) + 1
    guard whole + Double(padding) + Double(outputPadding) < 0x1p53 else { return nil }
    let reach = Int(whole), output = reach - 2 * padding + outputPadding
    guard output >= 1 else { return nil }
    before = min(padding, reach)
    size = min(output, reach - before)
    after = reach - before - size
    beyond = output - size
  }
}
