import Drawing
import Pages
import TensorCore

/// The outputs that are left at strides 1, 2, 3 …, and what they cost with nine products each.
func costs(ofStrides maps: [Tensor]) -> Table {
  Table(
    columns: ["stride", "output", "outputs", "products"],
    rows: maps.enumerated().map { index, map in
      let size = "\(map.shape[1])×\(map.shape[2])"
      return ["\(index + 1)", size, Numerals.text(map.count), Numerals.text(9 * map.count)]
    })
}

/// The corner of a white 4×4 image, blurred within a frame of each kind.
func cornersOfWhite(_ blur: Tensor) -> Table {
  Table(
    columns: ["frame", "corner of the blurred white image"],
    rows: FrameMode.allCases.map { mode in
      let corner = correlate(framed(.ones(4, 4), by: 1, mode), blur)[0, 0]
      return ["\(mode)", Numerals.text(Double(corner), decimals: 4)]
    })
}

/// For each layer its settings, the output's size as predicted and as found, and what a hundred images make.
func layersTable(
  _ layers: [(Int, Int, Int, Int)], _ sizes: (Int, Int, Int, Int) -> (predicted: Int, found: Int)
) -> Table {
  Table(
    columns: ["in", "kernel", "stride", "padding", "out", "found", "100 images, 6 kernels", "features"],
    rows: layers.map { size, kernel, stride, padding in
      let (out, found) = sizes(size, kernel, stride, padding)
      return [
        "\(size)", "\(kernel)", "\(stride)", "\(padding)", "\(out)", "\(found)", "(100, 6, \(out), \(out))",
        Numerals.text(6 * out * out),
      ]
    })
}

/// For each example the sizes by the shorter rule, by the size rule, and as found.
func rulesTable(_ examples: [(Int, Int, Int)], _ sizes: (Int, Int, Int) -> [Int]) -> Table {
  Table(
    columns: ["in", "kernel", "stride", "(in − kernel + 1) / stride", "the size rule", "found"],
    rows: examples.map { size, kernel, stride in [size, kernel, stride] + sizes(size, kernel, stride) })
}

/// The output's size for each kernel and each of the paddings with a name.
func paddingsTable(_ kernels: [Int], _ size: (_ kernel: Int, _ padding: Int) -> Int) -> Table {
  Table(
    columns: ["28×28 image", "valid", "same", "full"],
    rows: kernels.map { kernel in
      ["kernel \(kernel)"]
        + [0, (kernel - 1) / 2, kernel - 1].map { "\(size(kernel, $0)) (padding \($0))" }
    })
}

/// How many pixels are in some window, and in none.
func unseenTable(_ counts: [Tensor], _ titles: [String]) -> Table {
  Table(
    columns: ["8×8 image", "pixels seen", "never seen"],
    rows: zip(titles, counts).map { title, counts in
      let unseen = Int((counts .== 0).sum())
      return [title, counts.count - unseen, unseen]
    })
}
