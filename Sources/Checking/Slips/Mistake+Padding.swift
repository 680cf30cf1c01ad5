import TensorCore

extension Mistake {
  /// What goes wrong with a frame of zeros, wherever a window slides over an image that it surrounds.
  ///
  /// `slid` gives what comes out for an image, whose last two axes are its rows and columns, with a frame of zeros.
  public static func ofPadding(
    _ slid: @escaping @Sendable (Input, _ image: Tensor, _ padding: Size2D) -> Tensor,
    image: KeyPath<Input, Tensor> & Sendable, by padding: KeyPath<Input, Int> & Sendable
  ) -> [Mistake] {
    func mistake(
      _ name: String, _ explanation: String, _ padded: @escaping @Sendable (_ padding: Int) -> Size2D
    ) -> Mistake {
      Mistake(name, explanation) { slid($0, $0[keyPath: image], padded($0[keyPath: padding])) }
    }
    func sides(_ name: String, _ explanation: String, before: Int, after: Int) -> Mistake {
      Mistake(name, explanation) {
        slid($0, $0[keyPath: image].framed(before * $0[keyPath: padding], after * $0[keyPath: padding]), 0)
      }
    }
    return [
      mistake("the padding is left out", "The frame of zeros is missing, and so the outputs at the rim.") { _ in 0 },
      mistake(
        "the padding is only above and below",
        "The frame goes round: there are zeros on the left and on the right as well."
      ) { [$0, 0] },
      mistake(
        "the padding is only on the left and on the right",
        "The frame goes round: there are zeros above and below as well."
      ) { [0, $0] },
      sides(
        "the padding is only above and on the left",
        "The frame goes round. Both sizes grow by twice the padding, once for each side.", before: 1, after: 0),
      sides(
        "the padding is only below and on the right",
        "The frame goes round: there are zeros above and on the left as well.", before: 0, after: 1),
      sides(
        "the image is not moved by the padding",
        "The output has the correct size, but all zeros lie below and on the right. The frame goes round.", before: 0,
        after: 2),
      mistake(
        "the padding is doubled", "`padding` is the width of the frame on one side already."
      ) { Size2D(2 * $0) },
      Mistake("the frame is not zero", "A frame of ones adds to every sum at the rim. Zeros add nothing.") {
        slid($0, $0[keyPath: image].padded(by: Size2D($0[keyPath: padding]), value: 1), 0)
      },
      Mistake(
        "the padding does not count in the size",
        "The image has its frame, but some windows that reach into it are missing. Count the padding on both sides."
      ) { input in
        let image = input[keyPath: image]
        let size = slid(input, image, 0).shape.suffix(2).map { 0..<$0 }
        let output = slid(input, image, Size2D(input[keyPath: padding]))
        return output.rank == 3 ? output[0..., size[0], size[1]] : output[size[0], size[1]]
      },
      Mistake(
        "the size counts padding that the image does not have",
        "A window reaches out. Either the image has not been padded, or the size of a padded image is padded once more."
      ) { input in
        guard input[keyPath: padding] == 0 else { throw WouldCrash(saying: "is outside axis") }
        return slid(input, input[keyPath: image], 0)
      },
    ]
  }
}

extension Tensor {
  /// With so many rows and columns of zeros before and after those of the last two axes.
  fileprivate func framed(_ before: Int, _ after: Int) -> Tensor {
    let most = max(before, after)
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    let all = padded(by: Size2D(most))
    let (down, right) = (most - before..<most + rows + after, most - before..<most + columns + after)
    return rank == 3 ? all[0..., down, right] : all[down, right]
  }
}
