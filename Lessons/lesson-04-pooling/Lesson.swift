import Figures
import TensorCore
import Walkthrough

@main
struct Pooling: Lesson {
  static let title = "Maximum and average pooling"
  static let summary = "shrink a feature map by maximum and by average pooling, and say what that buys."

  static func inspect(_ image: Tensor?) -> Inspection? {
    guard let image else {
      return .maxPooling(image: Tensor(0..<9).reshaped(1, 3, 3), window: 2, stride: 1)
    }
    return .maxPooling(image: image, window: 2)
  }

  static func walk(_ notebook: Notebook) throws {
    //: ## The largest value in the window
    //: The window slides as a kernel does, but there is no kernel: of the values it sees it keeps the *largest*.
    //: A 3×3 image has four places for a window of 2×2.
    let image = Tensor(0..<9).reshaped(1, 3, 3)
    notebook.show(image)
    let pooled = maxPool2d(image, window: 2, stride: 1)
    notebook.show(pooled)
    notebook.show(
      Figure(columns: 2) {
        MatrixPanel(image, title: "image", highlights: [Highlight(rows: 0..<2, columns: 1..<3)])
        MatrixPanel(pooled, title: "maximum of each window", highlights: [Highlight(row: 0, column: 1)])
      }, named: "max-pooling", caption: "The framed window of the image becomes the framed pixel of the result.")

    //: The **mean** of each window is the other choice. The library offers three ways to compute either of them:
    //: - `loops`, the definition;
    //: - `shifts`, the whole image moved once for each place in the window;
    //: - `direct`, the fast one.
    for algorithm in PoolingAlgorithm.allCases {
      notebook.show("\(algorithm): \(averagePool2d(image, window: 2, stride: 1, algorithm: algorithm).elements)")
    }

    //: - Question: What would pooling with a window of 1×1 do?
    //: - Answer: Nothing, with stride 1: each window holds one value, which is both its largest and its mean. With
    //:   stride 2 it drops three values of four.
    let sizes = [28, 14, 7]
    notebook.show(
      Table(
        columns: ["layer", "rows", "columns"],
        rows: sizes.enumerated().map { ["after \($0) poolings", "\($1)", "\($1)"] }))

    //: ## One pixel, explained
    //: > `--pixel 1,1` explains any output pixel, in this lesson and the three before it.
    notebook.show(inspecting: .maxPooling(image: image, window: 2, stride: 1), row: 1, column: 1, named: "one-pixel")
  }
}
