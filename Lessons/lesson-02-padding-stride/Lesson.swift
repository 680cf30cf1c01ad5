import Checking
import Drawing
import Figures
import Inspector
import Pages
import TensorCore
import Walkthrough

@main
struct PaddingAndStride: Lesson {
  static let title = "Padding and stride"
  static let summary =
    "tell the size of a convolution's output before it is computed, choose the padding that keeps a size, "
    + "and say which pixels a stride leaves out."

  static func inspect(_ image: Tensor?) -> Inspection? {
    guard let image else {
      return .convolution(
        image: Tensor(1..<10).reshaped(1, 3, 3), kernel: .ones(1, 1, 2, 2),
        padding: 1)
    }
    return .convolution(
      image: image, kernel: .ones(1, image.shape[0], 3, 3), stride: 2,
      padding: 1)
  }

  static func walk(_ notebook: Notebook) throws {
    //: In the lesson before this one a kernel took every place in the image where it fits, and the output came out
    //: smaller than the image. Two numbers give you a say in that: **padding** puts a frame around the image,
    //: **stride** is the length of the kernel's step.
    //:
    //: ## A frame of zeros
    //: Here is an image of nine pixels. To pad it by one, write it into the middle of a matrix of zeros that has one
    //: more row above, one more below, and one more column on either side.
    let image = Tensor(1..<10).reshaped(3, 3)
    var padded = Tensor.zeros(5, 5)
    padded[1..<4, 1..<4] = image
    notebook.show(padded)

    //: The library does the same in one call.
    notebook.show(image.padded(by: 1) == padded)
    notebook.show(
      Figure {
        MatrixPanel(image, title: "image, 3×3", range: 0...9)
        paddedMatrix(image, by: 1, title: "padded by 1, 5×5", range: 0...9)
      }, named: "zero-padding",
      caption: "The image as it is, and within its frame of zeros.",
      alt: "A 3×3 matrix, and the same inside a 5×5 one with a rim of zeros.")

    //: ## The kernel on the padded image
    //: Now slide a kernel over it. The places where a window can start are worth a function of their own: they begin
    //: at 0, go on in steps of the stride, and end at the last place from which the window still fits.
    func starts(_ size: Int, window: Int, stride step: Int = 1) -> [Int] {
      Array(stride(from: 0, through: size - window, by: step))
    }
    notebook.show(starts(5, window: 2))
    //: (In `stride step: Int`, the first name is for callers and the second for the body; `= 1` is what holds if a
    //: caller names none.)

    //: Cross-correlation is then a loop over the rows and the columns in which a window starts. Each window gives one
    //: output: its patch times the kernel, summed.
    func correlate(
      _ image: Tensor, _ kernel: Tensor, stride: Int = 1
    ) -> Tensor {
      let (height, width) = (kernel.shape[0], kernel.shape[1])
      let tops = starts(image.shape[0], window: height, stride: stride)
      let lefts = starts(image.shape[1], window: width, stride: stride)
      var output = Tensor.zeros(tops.count, lefts.count)
      for (row, top) in tops.enumerated() {
        for (column, left) in lefts.enumerated() {
          let patch = image[top..<top + height, left..<left + width]
          output[row, column] = (patch * kernel).sum()
        }
      }
      return output
    }

    //: With a kernel of four ones, each output is the sum of the four pixels in its window.
    let kernel = Tensor.ones(2, 2)
    notebook.show(correlate(padded, kernel))

    //: The library takes the padding as an argument: give it the *unpadded* image and `padding: 1`, and the frame is
    //: part of the operation. The numbers are the same.
    let direct = convolve2d(
      image.reshaped(1, 3, 3), kernel: kernel.reshaped(1, 1, 2, 2), padding: 1)
    notebook.show(direct)
    notebook.show(direct.selecting(0) == correlate(padded, kernel))
    let window = KernelDiagram(
      image: image, kernel: kernel, at: (row: 0, column: 1), padding: 1)
    notebook.show(
      Figure { window }, named: "padded-window",
      caption: "Half of this window lies on the frame, which adds nothing.",
      alt: "A 2×2 window over 0, 0, 1 and 2 at the upper rim; its sum is 3.")

    //: Ask for any of these sums with `--pixel row,column`. This is what `--pixel 0,2` shows. The row before the
    //: first is counted as −1: it is padding. A **bias** is a number that a layer may add to every output; there is
    //: none here. (On this page in a browser you choose the pixel by pointing at it, and stride and padding too.)
    notebook.show(
      inspecting: .convolution(
        image: image.reshaped(1, 3, 3), kernel: kernel.reshaped(1, 1, 2, 2),
        padding: 1),
      row: 0, column: 2, named: "one-pixel", isAdjustable: true)

    //: ## Longer steps
    //: With a stride of 2 the window moves two pixels at a time, to the right and down. It skips every second place in
    //: each direction.
    notebook.show(starts(5, window: 2, stride: 2))
    notebook.show(correlate(padded, kernel, stride: 2))
    let strided = convolve2d(
      image.reshaped(1, 3, 3), kernel: kernel.reshaped(1, 1, 2, 2),
      stride: 2, padding: 1)
    notebook.show(strided)
    notebook.show(
      fourWindows(of: image, kernel: kernel), named: "stride-two",
      caption: "Each output wears the colour of its window.",
      alt: "Four 2×2 windows side by side, and the outputs 1, 5, 11, 28.")

    //: Nothing new has been computed. A stride keeps every second row and column of what stride 1 gives, and leaves
    //: the rest undone.
    let everyPlace = correlate(padded, kernel)
    notebook.show([0, 2].map { row in [0, 2].map { everyPlace[row, $0] } })

    //: - Question: The last row and the last column of the padded image lie in no window. Why?
    //: - Answer: Windows start in rows 0 and 2. The next would start in row 4 and need row 5, which is not there. So
    //:   the window from row 2 is the last, and it ends in row 3. Here only zeros of the frame are missed; further
    //:   down it will be pixels.

    //: On a digit you see what a stride is for. A 3×3 kernel of ninths blurs it; a stride of *s* keeps about one
    //: output in *s* × *s*. The image gets coarser and the work falls with the number of outputs, nine products for
    //: each.
    let digit = try notebook.testData(count: 1).image(0)
    let blur = Tensor.ones(1, 1, 3, 3) / 9
    let coarser = (1...4).map {
      convolve2d(digit, kernel: blur, stride: Size2D($0), padding: 1)
    }
    notebook.show(
      Table(
        columns: ["stride", "output", "outputs", "products"],
        rows: coarser.enumerated().map { index, map in
          let size = "\(map.shape[1])×\(map.shape[2])"
          return [
            "\(index + 1)", size, Numerals.text(map.count),
            Numerals.text(9 * map.count),
          ]
        }))
    notebook.show(
      digits(coarser), named: "strided-digit",
      caption: "A digit, blurred with strides 1 to 4, drawn at one size.",
      alt: "Four pictures of a digit, each coarser than the one before.")

    //: ## Why pad at all
    //: First, without padding the maps shrink. (A **feature map**, or map, is what a convolution puts out, and the next
    //: layer's image.) A 5×5 kernel takes off four rows and four columns, each time.
    var sides = [28]
    while let side = sides.last, side >= 5 {
      sides.append(starts(side, window: 5).count)
    }
    notebook.show(sides)

    //: Six layers, and of 28×28 pixels there are 4×4 left; a seventh kernel no longer fits. Padding by 2 gives back
    //: in each layer what the kernel takes.
    notebook.show(
      shrinkingMaps(of: digit), named: "shrinking-maps",
      caption: "Five blurs by 5×5: padding 0 above, padding 2 below.",
      alt: "Above, a digit's maps get smaller; below, they keep their size.")

    //: Second, without padding the rim hardly counts. Go through all windows and, for each pixel, count the windows
    //: that see it.
    func windowsSeeing(
      size: Int, window: Int, stride: Int = 1, padding: Int = 0
    ) -> Tensor {
      var counts = Tensor.zeros(size + 2 * padding, size + 2 * padding)
      for top in starts(size + 2 * padding, window: window, stride: stride) {
        for left in starts(size + 2 * padding, window: window, stride: stride) {
          counts[top..<top + window, left..<left + window] += 1
        }
      }
      let inside = padding..<padding + size
      return counts[inside, inside]
    }
    notebook.show(windowsSeeing(size: 8, window: 3))

    //: A pixel in the middle is seen by nine windows: it is once the upper left pixel of a window, once the upper
    //: middle one, and so on. The pixel in the corner is seen by one alone. Padding lets more windows reach the rim.
    for padding in 0...2 {
      let counts = windowsSeeing(size: 8, window: 3, padding: padding)
      notebook.show(
        "padding \(padding): corner \(counts[0, 0]), edge \(counts[0, 4]), "
          + "middle \(counts[4, 4])")
    }
    notebook.show(
      Figure(title: "Windows that see each pixel: 8×8 image, 3×3 kernel") {
        for padding in 0...2 {
          MatrixPanel(
            windowsSeeing(size: 8, window: 3, padding: padding),
            title: "padding \(padding)", colors: .viridis,
            range: 0...9, colorBar: padding == 2)
        }
      }, named: "windows-per-pixel",
      caption: "Bright pixels have a say in many outputs, dark ones in few.",
      alt: "Counts on 8×8 pixels: dark rim, brighter rim, evenly bright.")

    //: Padding has its price: the zeros are made up, and the outputs at the rim are partly made of them. Blur an image
    //: that is white all over, with padding, and the rim turns grey. No edge is there but the one you put there.
    notebook.show(convolve2d(.ones(1, 4, 4), kernel: blur, padding: 1))

    //: - Question: A corner keeps 0.4444 of its white. Where does that number come from?
    //: - Answer: Of the nine pixels in its window four are white and five are zeros of the frame: $4 / 9 = 0.4444$.
    //:   On an edge six of nine are white: $6 / 9 = 0.6667$. They are the counts of the heat map for padding 1, in
    //:   ninths.

    //: ## The size rule
    //: How large is the output? As large as the number of starting places. They are 0, stride, 2 · stride … and at
    //: most $in − kernel + 2 · padding$, the last place at which the window fits into the padded image. So divide,
    //: drop the remainder (that is what ⌊ ⌋ says), and add one for the start at 0:
    //:
    //: > $out = ⌊(in − kernel + 2 · padding) / stride⌋ + 1$
    //:
    //: Swift's division of whole numbers drops the remainder by itself.
    func outputSize(
      _ input: Int, kernel: Int, stride: Int = 1, padding: Int = 0
    ) -> Int {
      (input - kernel + 2 * padding) / stride + 1
    }
    notebook.show(outputSize(5, kernel: 2, stride: 2))

    //: Is it right? Hold it against the starting places themselves: for images of up to 12 pixels, every kernel that
    //: fits, every stride up to the kernel's size and every padding below it.
    var (cases, wrong) = (0, 0)
    for size in 1...12 {
      for (kernel, stride, padding) in settings(upTo: size) {
        let found = starts(size + 2 * padding, window: kernel, stride: stride)
        let out = outputSize(
          size, kernel: kernel, stride: stride, padding: padding)
        cases += 1
        if out != found.count { wrong += 1 }
      }
    }
    notebook.show("\(cases) cases, \(wrong) wrong")

    //: Now a batch: a hundred random colour images of 30×30 pixels, and six kernels of 3×3. The rule holds for the
    //: height and for the width. The number of images stays as it is; the number of channels becomes the number of
    //: kernels, which is the matter of the next lesson.
    var generator = notebook.generator()
    let batch = Tensor.uniform(100, 3, 30, 30, using: &generator)
    let bank = Tensor.uniform(6, 3, 3, 3, in: -1..<1, using: &generator)
    let maps = convolve2d(batch, kernel: bank)
    notebook.show(maps.shape)

    //: A layer that wants a plain row of numbers for each image gets the maps flattened: $6 · 28 · 28 = 4,704$
    //: features.
    notebook.show(maps.reshaped(100, -1).shape)

    //: Two larger examples beside it. The rule predicts; one random image of each size is put through a convolution
    //: to see whether it is right.
    let layers = [(30, 3, 1, 0), (224, 5, 2, 1), (528, 7, 3, 2)]
    notebook.show(
      Table(
        columns: [
          "in", "kernel", "stride", "padding", "out", "found",
          "100 images, 6 kernels", "features",
        ],
        rows: layers.map { size, kernel, stride, padding in
          let out = outputSize(
            size, kernel: kernel, stride: stride, padding: padding)
          let found = convolve2d(
            .uniform(3, size, size, using: &generator),
            kernel: .ones(6, 3, kernel, kernel),
            stride: Size2D(stride), padding: Size2D(padding))
          return [
            size, kernel, stride, padding, out, found.shape[2],
            "(100, 6, \(out), \(out))", Numerals.text(6 * out * out),
          ]
        }))

    //: You may meet a shorter rule: $(in − kernel + 1) / stride$. For stride 1 it is the same. Beyond that it drops an
    //: output whenever the division leaves a remainder.
    let examples = [(5, 3, 1), (5, 3, 2), (6, 3, 2), (7, 3, 3), (30, 5, 4)]
    notebook.show(
      Table(
        columns: [
          "in", "kernel", "stride", "(in − kernel + 1) / stride",
          "the size rule", "found",
        ],
        rows: examples.map { size, kernel, stride in
          let shorter = (size - kernel + 1) / stride
          let out = outputSize(size, kernel: kernel, stride: stride)
          let found = starts(size, window: kernel, stride: stride).count
          return [size, kernel, stride, shorter, out, found]
        }))

    //: An image of 5 with a kernel of 3 and stride 2 has the starting places 0 and 2, so the output is 2, not 1. Where
    //: the division comes out even, as for 6, both rules agree, which is why the shorter one can live long unnoticed.
    //: (Rounded *up* it would be right: 3 / 2 is 1.5, and 1.5 up is 2.)

    //: ## Valid, same, full
    //: Three paddings have names, and for stride 1 the size rule says what each does:
    //: - **valid**, padding 0: only windows that lie wholly on the image. $out = in − kernel + 1$.
    //: - **same**, padding $(kernel − 1) / 2$: the output is as large as the image.
    //: - **full**, padding $kernel − 1$: every window that touches the image at all. $out = in + kernel − 1$.
    notebook.show(
      Table(
        columns: ["28×28 image", "valid", "same", "full"],
        rows: [3, 5, 7].map { kernel in
          ["kernel \(kernel)"]
            + [0, (kernel - 1) / 2, kernel - 1].map { padding in
              let out = outputSize(28, kernel: kernel, padding: padding)
              return "\(out) (padding \(padding))"
            }
        }))
    notebook.show(
      namedPaddings(), named: "valid-same-full",
      caption: "The first window in orange, the last in blue.",
      alt: "A 5×5 image without a frame, in one of 1 and in one of 2 zeros; the first 3×3 window and the last, at "
        + "opposite corners.")

    //: - Question: Which padding keeps the size for a kernel of 2?
    //: - Answer: None that is the same on both sides. $out = in$ asks for $2 · padding = kernel − 1 = 1$, and half a
    //:   pixel cannot be added. This is one reason why kernels are mostly odd: 1, 3, 5, 7.

    //: ## Pixels that a stride never reaches
    //: When the division drops a remainder, that many rows and columns at the far end are in no window. And when the
    //: stride is larger than the kernel, gaps open between the windows. The count of windows shows both.
    //: (`counts .== 0` is 1 where a count is 0, and 0 elsewhere.)
    let gaps = [(3, 2), (2, 3), (1, 2)]
    let seen = gaps.map { windowsSeeing(size: 8, window: $0, stride: $1) }
    let titles = gaps.map { "kernel \($0), stride \($1)" }
    notebook.show(
      Table(
        columns: ["8×8 image", "pixels seen", "never seen"],
        rows: zip(titles, seen).map { title, counts in
          let unseen = Int((counts .== 0).sum())
          return [title, 64 - unseen, unseen]
        }))
    notebook.show(
      unreachedPixels(seen, titles), named: "unreached-pixels",
      caption: "A rim left over, gaps between windows, one pixel in four.",
      alt: "Three 8×8 matrices of counts; the pixels never seen are grey.")

    //: Such a pixel may be anything at all: the output does not know. Here the last pixel, in the lower right corner,
    //: is very bright, and a sum over all outputs is still zero. With padding 1 the windows start one pixel earlier,
    //: the last of them ends on the last row, and the pixel is seen.
    var corner = Tensor.zeros(1, 8, 8)
    corner[0, 7, 7] = 1000
    for padding in [0, 1] {
      let output = convolve2d(
        corner, kernel: .ones(1, 1, 3, 3), stride: 2, padding: Size2D(padding))
      notebook.show("padding \(padding): \(output.sum())")
    }

    //: ## A kernel with holes
    //: One more setting, in closing. **Dilation** pulls the elements of a kernel apart and leaves zeros between them,
    //: so that nine weights look at a wider neighbourhood.
    func dilated(_ kernel: Tensor, by dilation: Int) -> Tensor {
      let side = dilation * (kernel.shape[0] - 1) + 1
      var wide = Tensor.zeros(side, side)
      for i in 0..<kernel.shape[0] {
        for j in 0..<kernel.shape[1] {
          wide[i * dilation, j * dilation] = kernel[i, j]
        }
      }
      return wide
    }
    notebook.show(dilated(Tensor(1..<10).reshaped(3, 3), by: 2))
    notebook.show(
      Figure {
        for dilation in 1...3 {
          let wide = dilated(Tensor(1..<10).reshaped(3, 3), by: dilation)
          let side = wide.shape[0]
          withPaleZeros(wide, title: "dilation \(dilation): \(side)×\(side)")
        }
      }, named: "dilated-kernels",
      caption: "The same nine weights over 3×3, 5×5 and 7×7 pixels.",
      alt: "The numbers 1 to 9 with none, one and two zeros in between.")

    //: For the size rule, a kernel is as large as it is spread: $dilation · (kernel − 1) + 1$. A 3×3 kernel with
    //: dilation 2 counts as 5×5, and padding 2 keeps the size.
    let spread = 2 * (3 - 1) + 1
    for padding in [0, 2] {
      let out = outputSize(28, kernel: spread, padding: padding)
      notebook.show("28 → \(out) with padding \(padding)")
    }

    //: ## Where next
    //: So far an image had one channel, or its channels were passed over in silence. In
    //: [lesson-03-channels](../lesson-03-channels/) a kernel looks at all of them at once, and many kernels give many
    //: maps.
  }
}
