import Inspector
import TensorCore

extension Notebook {
  /// Puts kernels to work on an image: in the browser the reader chooses one of the classic kernels or changes its cells,
  /// in windows of 3 to 9 pixels, sees at once what it makes of the image or of a picture of their own, and in which range.
  ///
  ///     notebook.show(kernelsOn: grey, named: "kernels-at-work")
  ///
  /// Without a script, and in the other renderings, the output of one kernel stands there.
  ///
  /// - Parameters:
  ///   - image: `(H, W)`, `(1, H, W)` or three colours `(3, H, W)`, with values from 0 to 1. A page has it
  ///     made small, at most 100 pixels a side (64 in colour), and in 256 shades.
  ///   - others: Kernels of 3×3 beside the classic ones, `(3, 3)` or with a slice for each channel `(C, 3, 3)`.
  ///   - first: The name of the kernel that is shown at first.
  ///   - hasSteps: Whether the reader can choose stride, padding and dilation.
  ///   - name: The figure's file without `.png`.
  ///
  /// An image of another shape or range ends the lesson with a line that says so.
  public func show(
    kernelsOn image: Tensor, others: KeyValuePairs<String, Tensor> = [:], first: String = "Sobel x",
    hasSteps: Bool = false, named name: String, file: String = #filePath, line: Int = #line
  ) {
    show(
      named: name, caption: "White is 0, orange positive, blue negative.",
      alternative: "What the kernel \(first) makes of the image.", file: file, line: line
    ) {
      let work = try KernelsAtWork(on: image, others: others, first: first, hasSteps: hasSteps)
      return (work.widget, work.text, work.figure)
    }
  }
}
