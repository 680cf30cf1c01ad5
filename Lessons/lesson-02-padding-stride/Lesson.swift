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
    "tell the size of a convolution's output before it is computed, choose a padding and what to fill it with, "
    + "and say which pixels an output depends on."

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
    //: smaller than the image. Two numbers change that: **padding** puts a frame around the image, and **stride** is the
    //: length of the kernel's step.
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
    //: Now slide a kernel over it. The pixels that it lies on are its *window*. The places where a window can start are
    //: worth a function of their own: they begin at 0, go on in steps of the stride, and end at the last place from which
    //: the window still fits. (In `stride step: Int`, the first name is for callers and the second for the body; `= 1` is
    //: what holds if a caller names none.)
    notebook.show(definitionOf: "starts", in: "Lessons/lesson-02-padding-stride/ByLoops.swift")
    notebook.show(starts(5, window: 2))

    //: Cross-correlation is then a loop over the rows and the columns in which a window starts. Each window gives one
    //: output: its patch times the kernel, summed.
    notebook.show(definitionOf: "correlate", in: "Lessons/lesson-02-padding-stride/ByLoops.swift")

    //: With a kernel of four ones, each output is the sum of the four pixels in its window.
    let kernel = Tensor.ones(2, 2)
    notebook.show(correlate(padded, kernel))

    //: The library takes the padding as an argument: give it the *unpadded* image and `padding: 1`, and the frame is
    //: part of the operation. Are the numbers the same?
    let direct = convolve2d(
      image.reshaped(1, 3, 3), kernel: kernel.reshaped(1, 1, 2, 2), padding: 1)
    notebook.show(direct.selecting(0) == correlate(padded, kernel))
    let window = KernelDiagram(
      image: image, kernel: kernel, at: (row: 0, column: 1), padding: 1)
    notebook.show(
      Figure { window }, named: "padded-window",
      caption: "Half of this window lies on the frame, which adds nothing.",
      alt: "A 2×2 window over 0, 0, 1 and 2 at the upper rim; its sum is 3.")

    //: Ask for any of these sums with `--pixel row,column`. This is what `--pixel 0,2` shows. The row before the
    //: first is counted as −1: it is padding. A **bias** is a number that a layer may add to every output; there is
    //: none here. (In a browser you choose the pixel by pointing at it, and may change stride, padding and dilation; the
    //: last of them comes further down.)
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
    notebook.show(
      fourWindows(of: image, kernel: kernel), named: "stride-two",
      caption: "Each output has the colour of its window.",
      alt: "Four 2×2 windows side by side, and the outputs 1, 5, 11, 28.")

    //: Nothing new has been computed. A stride of 2 keeps every second row and column of what stride 1 gives, and does
    //: not compute the rest.
    let everyPlace = correlate(padded, kernel)
    notebook.show([0, 2].map { row in [0, 2].map { everyPlace[row, $0] } })

    //: - Question: In the figure the last row and the last column lie in no window. Suppose the padded image had seven rows,
    //:   counted from 0. In which row would the last window of two rows start, with stride 2?
    //: - Answer: In row 4. The next would start in row 6 and need row 7, which is not there. So the last row lies in no
    //:   window again. In the figure only zeros of the frame are missed; later in this lesson it will be pixels.
    notebook.ask(
      .number(
        starts(7, window: 2, stride: 2).last ?? 0,
        slips: [
          6: "You let it stick out: a window of two rows from row 6 needs row 7.",
          5: "You forgot the stride: windows start in every second row.",
          3: "You counted the windows: the question is where the last one starts.",
        ]))

    //: On a digit you see what a stride is for. A 3×3 kernel of ninths blurs it; a stride of *s* keeps about one output
    //: in *s* × *s*. The output gets coarser, and the work falls with the number of outputs, as each takes nine products.
    //: (`Size2D` is a height and a width: `Size2D(2)` is 2 both ways, and `[2, 1]` is 2 down and 1 across.)
    let digit = try notebook.testData(count: 1).image(0)
    let blur = Tensor.ones(1, 1, 3, 3) / 9
    let coarser = (1...4).map {
      convolve2d(digit, kernel: blur, stride: Size2D($0), padding: 1)
    }
    notebook.show(costs(ofStrides: coarser))
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

    //: After six layers a map of 4×4 is left of the 28×28 pixels, and a seventh kernel no longer fits. Padding by 2 gives
    //: back in each layer what the kernel takes.
    notebook.show(
      shrinkingMaps(of: digit), named: "shrinking-maps",
      caption: "Five blurs by 5×5, padding 0 above and padding 2 below, all from black at 0 to white at 1.",
      alt: "Above, a digit's maps get smaller; below, they keep their size.")

    //: Second, without padding the rim hardly counts. Go through all windows and, for each pixel, count the windows
    //: that see it.
    notebook.show(definitionOf: "windowsSeeing", in: "Lessons/lesson-02-padding-stride/ByLoops.swift")
    //: Take an image of 8×8 pixels and windows of 3×3. A pixel in the middle is seen by nine windows: it is once the upper
    //: left pixel of a window, once the upper middle one, and so on. The pixel in the corner is seen by one alone. With
    //: padding, more windows reach the rim.
    for padding in 0...2 {
      let counts = windowsSeeing(size: 8, window: 3, padding: padding)
      notebook.show(
        "padding \(padding): corner \(counts[0, 0]), side \(counts[0, 4]), "
          + "middle \(counts[4, 4])")
    }
    notebook.show(
      reachedPixels(paddings: 0...2), named: "windows-per-pixel",
      caption: "Bright pixels count in many outputs, dark ones in few. One scale for all three.",
      alt: "Counts on 8×8 pixels: dark rim, brighter rim, evenly bright.")

    //: Padding has its price: the zeros are made up, and the outputs at the rim are partly made of them. Blur an image
    //: that is white all over, with padding 1, and the rim turns grey. The image has no edge; the padding has made one.
    notebook.show(convolve2d(.ones(1, 4, 4), kernel: blur, padding: 1))

    //: - Question: A corner keeps 0.4444 of its white. What would a blur of 5×5 with padding 2 leave of a large white image's
    //:   corner?
    //: - Answer: 0.36. Of the 25 pixels in its window $3 · 3 = 9$ are white, the others zeros of the frame. For 3×3 it is
    //:   four of nine, $4 / 9 = 0.4444$, and on a side six of nine, $6 / 9 = 0.6667$: the counts of the figure for
    //:   padding 1, in ninths.
    notebook.ask(
      .number(
        convolve2d(.ones(1, 9, 9), kernel: .ones(1, 1, 5, 5) / 25, padding: 2)[0, 0, 0],
        slips: [
          15 / 25: "You took the middle of a side: in the corner the frame covers rows and columns.",
          4 / 25: "You kept four white pixels: a window of 5×5 in the corner holds three rows and three columns.",
          1: "You forgot the frame: its zeros count in the mean.",
          4 / 9: "You kept the window: it has 25 pixels now.",
        ]))

    //: ### What to fill the frame with
    //: Zeros are what networks mostly use, but a frame may also continue the image. **Replicate** repeats the pixel at
    //: the rim, **reflect** mirrors the image without repeating the rim, and **circular** goes on at the opposite
    //: side. All that differs is where a place in the frame finds its value (nowhere, `nil`, if it is zero):
    notebook.show(definitionOf: "source", in: "Lessons/lesson-02-padding-stride/ByLoops.swift")
    notebook.show(
      frameModes(of: image), named: "padding-modes",
      caption: "The 3×3 image in a frame of 2, filled in four ways.",
      alt:
        "Four 7×7 matrices with 1 to 9 in the middle: around them zeros, the rim repeated, the image mirrored, and "
        + "the image again from the opposite side.")

    //: Blur the white image within each frame. Only zeros darken its rim: the other frames are white too.
    notebook.show(cornersOfWhite(.ones(3, 3) / 9))
    //: No filling suits every picture. Replicate and reflect suit photographs; circular suits what repeats itself,
    //: such as a tile of a pattern. (A frame to reflect in must be narrower than the image, a circular one at
    //: most as wide.) Zeros tell a network where the rim is, which it may learn to use.

    //: ## The size rule
    //: How large is the output? Along each axis there are as many outputs as starting places. These are 0, stride,
    //: 2 · stride … and at most $in − kernel + 2 · padding$, the last place at which the window fits into the padded image.
    //: So divide, round down (that is what ⌊ ⌋ says), and add one for the start at 0:
    //:
    //: > $out = ⌊(in − kernel + 2 · padding) / stride⌋ + 1$
    //:
    //: Swift's division of whole numbers drops the remainder. For numbers that are not negative this rounds down, so the
    //: function asks that the kernel fits into the padded image at all.
    func outputSize(
      _ input: Int, kernel: Int, stride: Int = 1, padding: Int = 0
    ) -> Int {
      precondition(kernel <= input + 2 * padding, "the kernel does not fit")
      return (input - kernel + 2 * padding) / stride + 1
    }
    notebook.show(outputSize(5, kernel: 2, stride: 2))

    //: Is it correct? Check it against the starting places themselves: for images of up to 12 pixels, every kernel
    //: no larger than the image, every stride up to the kernel's size and every padding smaller than the kernel.
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
    //: kernels. (Why is the subject of the next lesson.)
    var generator = notebook.generator()
    let batch = Tensor.uniform(100, 3, 30, 30, using: &generator)
    let bank = Tensor.uniform(6, 3, 3, 3, in: -1..<1, using: &generator)
    let maps = convolve2d(batch, kernel: bank)
    notebook.show(maps.shape)

    //: A layer that wants a plain row of numbers for each image gets the maps flattened: $6 · 28 · 28 = 4,704$
    //: features.
    notebook.show(maps.reshaped(100, -1).shape)

    //: Two larger examples beside it. The rule predicts `out`; one random image of each size is put through a convolution,
    //: and `found` is what comes out.
    let layers = [(30, 3, 1, 0), (224, 5, 2, 1), (528, 7, 3, 2)]
    notebook.show(
      layersTable(layers) { size, kernel, stride, padding in
        let predicted = outputSize(
          size, kernel: kernel, stride: stride, padding: padding)
        let found = convolve2d(
          .uniform(3, size, size, using: &generator),
          kernel: .ones(6, 3, kernel, kernel),
          stride: Size2D(stride), padding: Size2D(padding))
        return (predicted, found.shape[2])
      })

    //: You may meet a shorter rule: $(in − kernel + 1) / stride$. For stride 1 it is the same. Beyond that it drops an
    //: output whenever the division leaves a remainder.
    let examples = [(5, 3, 1), (5, 3, 2), (6, 3, 2), (7, 3, 3), (30, 5, 4)]
    notebook.show(
      rulesTable(examples) { size, kernel, stride in
        let shorter = (size - kernel + 1) / stride
        let out = outputSize(size, kernel: kernel, stride: stride)
        return [shorter, out, starts(size, window: kernel, stride: stride).count]
      })

    //: An image of 5 with a kernel of 3 and stride 2 has the starting places 0 and 2, so the output is 2, not 1. Where
    //: the division leaves no remainder, as for 6, both rules agree, so the mistake can go unnoticed for a long time.
    //: (Rounded *up*, the shorter rule is correct too: 3 / 2 is 1.5, and 1.5 up is 2.)

    //: - Question: A colour image of 224×224 meets 64 kernels of 7×7 with stride 2 and padding 3. What shape comes out?
    //: - Answer: `(64, 112, 112)`: $⌊(224 − 7 + 6) / 2⌋ + 1 = 111 + 1$. A well-known network, ResNet, begins this way.
    let side = outputSize(224, kernel: 7, stride: 2, padding: 3)
    notebook.ask(
      .shape(
        [64, side, side],
        slips: [
          [64, 109, 109]: "You forgot the padding: it adds six rows and six columns.",
          [64, 111, 111]: "You forgot the + 1, or padded one side only: either comes to 111.",
          [64, 224, 224]: "You forgot the stride: only every second place is taken.",
          [3, side, side]: "You kept the channels: each kernel makes a map.",
        ]))

    //: ## Valid, same, full
    //: Three paddings have names, and for stride 1 the size rule says what each does:
    //: - **valid**, padding 0: only windows that lie wholly on the image. $out = in − kernel + 1$.
    //: - **same**, padding $(kernel − 1) / 2$ for an odd kernel: the output is as large as the image.
    //: - **full**, padding $kernel − 1$: every window that touches the image at all. $out = in + kernel − 1$.
    notebook.show(
      paddingsTable([3, 5, 7]) { outputSize(28, kernel: $0, padding: $1) })
    notebook.show(
      namedPaddings(), named: "valid-same-full",
      caption: "A 5×5 image and a 3×3 kernel: its first window in orange, its last in blue.",
      alt: "A 5×5 image without a frame, in one of 1 and in one of 2 zeros; the first 3×3 window and the last, at "
        + "opposite corners.")

    //: - Question: Which padding, the same on both sides, keeps the size for a kernel of 2 with stride 1?
    //: - Answer: There is none. $out = in$ asks for $2 · padding = kernel − 1 = 1$, and half a pixel cannot be added. This
    //:   is one reason why kernels are mostly odd: 1, 3, 5, 7. With `padding: .same` the library pads one side more than
    //:   the other: here by a row below and a column on the right.
    notebook.ask(
      .choice(
        (0...2).contains { outputSize(28, kernel: 2, padding: $0) == 28 } ? "one of 0, 1 and 2" : "there is none",
        slips: [
          "padding 0": "You forgot what the kernel takes: without a frame the output is one smaller.",
          "padding 1": "You padded both sides: two rows come in and the kernel takes only one.",
          "padding 2": "You went by the kernel's size: the kernel takes one row less than it has.",
        ]))
    notebook.show(convolve2d(digit, kernel: .ones(1, 1, 2, 2), padding: .same).shape)

    //: ## Pixels that a stride never reaches
    //: When the size rule's division leaves a remainder *r*, the last *r* rows and the last *r* columns of the padded
    //: image are in no window. And when the stride is larger than the kernel, gaps open between the windows. The count
    //: of windows shows both.
    let gaps = [(3, 2), (2, 3), (1, 2)]
    let seen = gaps.map { windowsSeeing(size: 8, window: $0, stride: $1) }
    let titles = gaps.map { "kernel \($0), stride \($1)" }
    notebook.show(unseenTable(seen, titles))
    notebook.show(
      unreachedPixels(seen, titles), named: "unreached-pixels",
      caption: "A rim left over; gaps between windows; one pixel in four seen. On the scale of the counts above.",
      alt: "Three 8×8 matrices of counts from 0 to 4; the pixels never seen are grey.")

    //: - Question: Windows of 3×3 with stride 2 slide over these 5×5 pixels. Which pixel is seen by the most windows?
    //: - Answer: The one in the middle, in row 2 and column 2. It is a corner of all four windows.
    notebook.ask(
      .cell(
        whereLargest: windowsSeeing(size: 5, window: 3, stride: 2), in: Tensor(0..<25).reshaped(5, 5),
        slips: [
          [1, 1]: "You took the middle of a window: only that one window sees it.",
          [0, 0]: "You took a corner of the image: a single window reaches it.",
          [1, 2]: "You went half the way: two windows side by side see it, and neither of those below.",
        ]))

    //: A pixel that is in no window may be anything at all: it changes no output. Here the last pixel, in the lower right
    //: corner, is very bright, and the sum of all outputs is still zero. With padding 1 the windows start one pixel
    //: earlier, the last of them ends on the last row and column of the image, and the pixel is seen.
    var corner = Tensor.zeros(1, 8, 8)
    corner[0, 7, 7] = 1000
    for padding in [0, 1] {
      let output = convolve2d(
        corner, kernel: .ones(1, 1, 3, 3), stride: 2, padding: Size2D(padding))
      notebook.show("padding \(padding): \(output.sum())")
    }

    //: ## A kernel with holes
    //: **Dilation** pulls the weights of a kernel apart, so that nine weights look at a wider neighbourhood. With
    //: dilation 2, the weights lie on every second pixel; with dilation 3, on every third.
    let nine = Tensor(1..<10).reshaped(3, 3)
    notebook.show(
      dilatedKernels(nine), named: "dilated-kernels",
      caption: "The same nine weights over 3×3, 5×5 and 7×7 pixels.",
      alt: "The numbers 1 to 9 with none, one and two zeros in between.")

    //: Slide the kernel with its zeros, as drawn, or ask the library for a dilation: the result is the same.
    let grid = Tensor(0..<42).reshaped(6, 7)
    notebook.show(correlate(grid, dilated(nine, by: 2)))
    let byLibrary = convolve2d(grid.reshaped(1, 6, 7), kernel: nine.reshaped(1, 1, 3, 3), dilation: 2)
    notebook.show(byLibrary.squeezed() == correlate(grid, dilated(nine, by: 2)))

    //: The zeros only cost time: 25 products for each output in place of nine. Loops without them are exercise 2.7.
    //:
    //: For the size rule, a kernel is as large as it is spread: $dilation · (kernel − 1) + 1$. A 3×3 kernel with
    //: dilation 2 counts as 5×5, and padding 2 keeps the size.
    let spread = 2 * (3 - 1) + 1
    for padding in [0, 2] {
      let out = outputSize(28, kernel: spread, padding: padding)
      notebook.show("28 → \(out) with padding \(padding)")
    }

    //: ## How far an output sees
    //: Put one layer of 3×3 after another, and an output of the second sees 3×3 outputs of the first, each of which sees 3×3
    //: pixels. The part of the image on which an output depends is its **receptive field**. It grows with depth, and faster
    //: with stride or dilation. Three layers of 3×3, set up in three ways:
    let fields = Stack.three.map { CountedFields($0, size: 31) }
    notebook.show(fieldsTable(fields, size: 31))
    notebook.show(
      fieldsFigure(fields), named: "receptive-fields",
      caption: "What a middle output sees. Yellow: after one layer. Green: added by the second. Blue: by the third.",
      alt: "Three squares of 31×31 pixels with nested squares: 3, 5 and 7 pixels wide; 3, 7 and 15; and 3, 7 and 15.")

    //: These sizes are counted: each pixel was lit in turn, to see whether the output in the middle changes. The rule
    //: behind them: every layer adds $dilation · (kernel − 1)$ steps, and a step is as wide as the product of all strides
    //: before it. A plain layer of 3×3 adds 2 pixels. Strides of 2, like dilations that double, make each layer add
    //: twice as much as the one before. Both see equally far here, but the strides leave 5×5 outputs, the dilations 17×17.

    //: - Question: How many 3×3 layers with stride 1 and padding 1 does it take until an output in the middle sees all of a
    //:   28×28 digit?
    //: - Answer: Each adds 2 to the field: $1 + 2 · 14 = 29$, so 14 layers. Networks use strides, and the pooling of
    //:   lesson 4, to get there sooner.
    notebook.ask(
      .number(
        (1...).first { 1 + 2 * $0 >= 28 } ?? 0,
        slips: [
          13: "You stopped one short: 13 layers see 27 pixels.",
          10: "You gave each layer three new pixels: fields overlap, and a layer adds only two.",
          27: "You gave each layer one new pixel: the field grows at both sides.",
        ]))

    //: ## The way back: transposed convolution
    //: A stride makes maps smaller. Networks that draw pictures, or label each pixel of one, need to make them larger
    //: again. In a **transposed convolution** each pixel of the small map paints the whole kernel, times its value, into
    //: the large one, and the stride is the distance between two paintings. Where they overlap, they add up. (Written as
    //: one large matrix, it is a convolution's matrix transposed.)
    notebook.show(definitionOf: "transposedConvolution", in: "Lessons/lesson-02-padding-stride/ByLoops.swift")
    let small = Tensor([[1, 2], [3, 4]])
    let enlarged = transposedConvolution(small, .ones(3, 3), stride: 2)
    notebook.show(
      convolveTransposed2d(small.reshaped(1, 2, 2), kernel: .ones(1, 1, 3, 3), stride: 2).squeezed() == enlarged)
    notebook.show(
      paintings(small, enlarged), named: "transposed-convolution",
      caption: "Each pixel paints a 3×3 square of its value, two places apart; what overlaps is added.",
      alt: "The 2×2 image 1, 2, 3, 4 and the 5×5 result, which has 10 in its middle, where all four squares overlap.")

    //: Its size is the size rule solved for *in*, which is now what comes out: $out = (in − 1) · stride + kernel −
    //: 2 · padding$, here 5. It gives back the size that a convolution began with, if its division left no remainder. It
    //: does not give back the pixels: it is no inverse, though it is sometimes called a *deconvolution*. Mind the uneven
    //: overlap: pixels are painted once, twice or four times, which can leave a pattern of squares in pictures made this
    //: way. Away from the rim, a kernel whose size is a multiple of the stride overlaps evenly.

    //: - Question: A transposed convolution with a 2×2 kernel and stride 2 enlarges a map of 7×7. How many rows does the
    //:   result have?
    //: - Answer: 14: $(7 − 1) · 2 + 2$. The paintings lie side by side, and none overlap.
    notebook.ask(
      .number(
        transposedConvolution(.zeros(7, 7), .ones(2, 2), stride: 2).shape[0],
        slips: [
          3: "You went forward: a transposed convolution makes the map larger.",
          12: "You forgot the kernel: the last painting is two rows high.",
          15: "You let them overlap: that is what a kernel of 3 does.",
        ]))

    //: ## In PyTorch, and further
    //: | here | in PyTorch |
    //: |---|---|
    //: | `convolve2d(x, kernel: k, stride: 2, padding: 1, dilation: 2)` | `F.conv2d(x, k, stride=2, padding=1, dilation=2)` |
    //: | `padding: .same` | `padding="same"` (stride 1 only) |
    //: | `image.padded(by: 1)` | `F.pad(image, (1, 1, 1, 1))`: left, right, top, bottom |
    //: | frames that replicate, reflect, wrap around | `F.pad(…, mode="replicate")`, `"reflect"`, `"circular"` |
    //: | `convolveTransposed2d(x, kernel: k, stride: 2)` | `F.conv_transpose2d(x, k, stride=2)` |
    //:
    //: (`F` is `torch.nn.functional`.) To read on:
    //:
    //: - Vincent Dumoulin and Francesco Visin, *A guide to convolution arithmetic for deep learning*, 2016: padding,
    //:   stride, dilation and transposed convolution, drawn.
    //: - Fisher Yu and Vladlen Koltun, *Multi-Scale Context Aggregation by Dilated Convolutions*, 2016.
    //: - Wenjie Luo, Yujia Li, Raquel Urtasun and Richard Zemel, *Understanding the Effective Receptive Field in Deep
    //:   Convolutional Neural Networks*, 2016.
    //: - Augustus Odena, Vincent Dumoulin and Chris Olah, *Deconvolution and Checkerboard Artifacts*, Distill, 2016.
    //: - Md Amirul Islam, Sen Jia and Neil Bruce, *How Much Position Information Do Convolutional Neural Networks
    //:   Encode?*, 2020: what a frame of zeros gives away.

    //: ## Where next
    //: Nearly every image in this lesson had one channel, and what a kernel does with three was put off. In
    //: [lesson-03-channels](../lesson-03-channels/) it looks at all of them at once, and many kernels give many maps.
  }
}
