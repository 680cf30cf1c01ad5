import Checking
import Drawing
import Figures
import Inspector
import Pages
import TensorCore
import Walkthrough

@main
struct Channels: Lesson {
  static let title = "Many channels in, many out"
  static let summary =
    "say what a convolution does with several channels, read its bank of kernels, count its parameters and "
    + "multiply-adds beforehand, and make it cheaper."

  static func inspect(_ image: Tensor?) -> Inspection? {
    guard let image else {
      let channels = Tensor.stacked([Tensor(0..<9), Tensor(1..<10)])
      let slices = Tensor.stacked([Tensor(0..<4), Tensor(1..<5)])
      return .convolution(
        image: channels.reshaped(2, 3, 3),
        kernel: Tensor.stacked([slices, slices + 1, slices + 2]).reshaped(3, 2, 2, 2))
    }
    let edges = Tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    let slices = [Tensor](repeating: edges, count: image.shape[0])
    return .convolution(
      image: image, kernel: Tensor.stacked(slices).unsqueezed(axis: 0))
  }

  static func walk(_ notebook: Notebook) throws {
    //: A grey image is one matrix. A colour image is three, and the maps inside a network come in stacks of six, of
    //: sixteen, of hundreds. Each matrix of such a stack is a **channel**: the maps that one layer makes are the channels
    //: that the next one reads. Here you see how a kernel reads all channels at once, and how a layer makes many maps.
    //:
    //: ## Two channels in, one out
    //: Two small channels, and a kernel with a *slice*, a matrix of weights, for each. The first channel counts from 0, the
    //: second from 1, and so do the slices:
    let first = Tensor(0..<9).reshaped(3, 3)
    let second = Tensor(1..<10).reshaped(3, 3)
    let firstSlice = Tensor(0..<4).reshaped(2, 2)
    let secondSlice = Tensor(1..<5).reshaped(2, 2)
    notebook.show(second)
    notebook.show(secondSlice)

    //: Each slice slides over its own channel, as in the lessons before. That gives two results.
    notebook.show(definitionOf: "correlate", in: "Lessons/lesson-03-channels/ByLoops.swift")
    notebook.show(correlate(first, firstSlice))
    notebook.show(correlate(second, secondSlice))

    //: The output is their sum. However many channels go in, one kernel makes one map.
    notebook.show(correlate(first, firstSlice) + correlate(second, secondSlice))
    notebook.show(
      twoChannels([first, second], [firstSlice, secondSlice], correlate),
      named: "two-channels",
      caption: "Each channel and its slice give a result of their own; the output is the sum of both.",
      alt: "Channel ⋆ slice = single result, twice; sum 56, 72, 104, 120.")

    //: For the library, the channels are an image of shape `(C, H, W)` and the slices a kernel of shape
    //: `(1, C, kernel height, kernel width)`: one kernel, of as many slices as there are channels. (Some call the whole a
    //: *filter*, and each slice a kernel.)
    let image = Tensor.stacked([first, second])
    let kernel = Tensor.stacked([firstSlice, secondSlice]).reshaped(1, 2, 2, 2)
    notebook.show("image \(image.shape), kernel \(kernel.shape)")
    notebook.show(convolve2d(image, kernel: kernel))

    //: One number of the output is a sum over a block of numbers: two channels of four pixels, eight products.
    //: `--pixel 0,1` takes it apart.
    notebook.show(
      inspecting: .convolution(image: image, kernel: kernel),
      row: 0, column: 1, named: "one-pixel")

    //: - Question: Alone, the two slices give 19 and 37 in the upper left corner. Now change the sign of every number in the
    //:   second slice. What is the output there?
    //: - Answer: $19 − 37 = −18$. The output is one dot product, of the whole block of pixels with the whole kernel. So
    //:   the kernel can weigh channels as it likes, even against each other: a slice of negative numbers subtracts its
    //:   channel.
    let negated = Tensor.stacked([firstSlice, -secondSlice]).unsqueezed(axis: 0)
    notebook.ask(
      .number(
        convolve2d(image, kernel: negated)[0, 0, 0],
        slips: [
          56: "You left the sign out: what the second slice gives is now negative.",
          18: "You subtracted the wrong way round: it is the second slice that was negated.",
          -9: "You took the mean: channels are added up, and nothing is divided.",
          -703: "You multiplied the two results: they are added.",
        ]))

    //: ## Several kernels: several maps out
    //: One kernel looks for one thing. For more, take more kernels: here the same one plus 0, plus 1 and plus 2. Each
    //: gives a map of its own, and the maps are stacked.
    notebook.show(definitionOf: "mapsByEachKernel", in: "Lessons/lesson-03-channels/ByLoops.swift")
    let kernels = Tensor.concatenated([kernel, kernel + 1, kernel + 2])
    notebook.show(kernels.shape)
    notebook.show(mapsByEachKernel(image, kernels))

    //: The first map is the one from above. The library computes all three in one call.
    notebook.show(
      convolve2d(image, kernel: kernels) == mapsByEachKernel(image, kernels))
    notebook.show(
      threeKernels(image, kernels), named: "three-kernels",
      caption: "A row for each kernel: its two slices, and its map.",
      alt: "Three rows of two 2×2 slices, an arrow and a 2×2 map.")

    //: So a layer's kernels have four axes, `(out channels, in channels, kernel height, kernel width)`. The size of the
    //: second must be the number of channels that come in; that of the first is the number that go out. In one line, with
    //: *o* for the out channel, *k* for the in channel, and a **bias**, a number that is added at every place of a map:
    //:
    //: > $output[o, y, x] = bias[o] + Σₖᵢⱼ image[k, y + i, x + j] · kernel[o, k, i, j]$
    //:
    //: The sum runs over all channels *k*, all rows *i* and all columns *j* of the kernel. *o* is on both sides: each out
    //: channel has a sum of its own. Padding, stride and dilation aside, this is the whole convolutional layer.
    //:
    //: - Question: A layer reads 6 maps and makes 16, with windows of 5×5. What is the shape of its kernels?
    //: - Answer: `(16, 6, 5, 5)`: sixteen kernels, each with a slice of 5×5 for each of the six maps that come in.
    let larger = Tensor.zeros(16, 6, 5, 5)
    notebook.ask(
      .shape(
        convolve2d(.zeros(6, 9, 9), kernel: larger).shape[0] == 16 ? larger.shape : [],
        slips: [
          [6, 16, 5, 5]: "You named what comes in first: the first axis is what goes out.",
          [16, 5, 5]: "You forgot the slices: a kernel has one for each map that comes in.",
          [5, 5, 6, 16]: "You put the window first: rows and columns come last.",
          [22, 5, 5]: "You added the channels: every kernel reads every map, so they multiply.",
        ]))

    //: ## Which axis the maps go on
    //: With a batch there is a trap. Take two images and the three kernels, and let each kernel go over the whole
    //: batch: that gives three tensors with two maps each. How do they become one?
    let batch = Tensor.stacked([image, image * 10])
    let mapsOfEachKernel = (0..<3).map {
      convolve2d(batch, kernel: kernels[$0..<$0 + 1])
    }
    notebook.show(
      "\(mapsOfEachKernel.count) results of shape \(mapsOfEachKernel[0].shape)")
    let alongChannels = Tensor.concatenated(mapsOfEachKernel, axis: 1)
    let alongBatch = Tensor.concatenated(mapsOfEachKernel, axis: 0)

    //: - Question: Before you look: what shape comes out if the three are joined along axis 0?
    //: - Answer: `(6, 1, 2, 2)`: two images of each of three results make six, each with one map.
    notebook.ask(
      .shape(
        alongBatch.shape,
        slips: [
          alongChannels.shape: "You joined along axis 1: axis 0 is that of the images.",
          [3, 2, 1, 2, 2]: "You stacked them: joining makes an axis longer and adds none.",
          [2, 1, 2, 2]: "You added them up: joined, all numbers are kept.",
        ]))
    notebook.show(
      Table(
        columns: ["joined along", "shape", "images", "channels", "correct"],
        rows: [("axis 1", alongChannels), ("axis 0", alongBatch)].map {
          let isCorrect = $1 == convolve2d(batch, kernel: kernels)
          return [$0, $1.shape, $1.shape[0], $1.shape[1], isCorrect]
        }))

    //: Joined along the batch axis, two images become six, each with a third of its maps.
    //: Output maps are channels: they go on axis 1.
    //:
    //: The shape will not always warn you. With as many images as kernels, stacking the maps along the first axis gives the
    //: correct shape and the wrong order: where the three maps of the first image belong, there are the maps that the first
    //: kernel made of three images.
    let three = Tensor.stacked([image, image * 10, image * 100])
    let mapsOfThree = (0..<3).map {
      convolve2d(three, kernel: kernels[$0..<$0 + 1]).squeezed(axis: 1)
    }
    for axis in [1, 0] {
      let stacked = Tensor.stacked(mapsOfThree, axis: axis)
      let corners = (0..<3).map { stacked[0, $0, 0, 0] }
      notebook.show(
        "axis \(axis): \(stacked.shape), first image begins \(corners)")
    }

    //: ## A bank of kernels for colour
    //: A colour picture has three channels: red, green and blue. Here are five kernels for it, given by their slices.
    //: The kernels for edges are the Sobel kernels of [lesson-01-cross-correlation](../lesson-01-cross-correlation/),
    //: with a slice for each colour. Each kernel is divided by the sum of its positive weights; the negative ones, if any,
    //: add up to as much below 0. A picture's numbers lie between 0 and 1, so those of each map lie between −1 and 1, and
    //: the maps can be compared. (`relu()` sets negative numbers to 0.)
    let none = Tensor.zeros(3, 3)
    let here = Tensor([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    let edge = Tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    let names = [
      "blur", "red − green", "vertical edges", "horizontal edges",
      "red–blue edges",
    ]
    let slices = Tensor.stacked([
      Tensor.ones(3, 3, 3),
      Tensor.stacked([here, -here, none]),
      Tensor.stacked([edge, edge, edge]),
      Tensor.stacked([edge, edge, edge]).permuted(0, 2, 1),
      Tensor.stacked([edge, none, -edge]),
    ])
    let divisors = slices.relu().sum(axes: 1, 2, 3)
    let bank = slices / divisors.reshaped(5, 1, 1, 1)
    notebook.show("\(bank.shape), divided by \(divisors.elements)")

    //: Draw it as a grid, in × out: a row for each channel that comes in, a column for each map that goes out. This is
    //: how the kernels of a trained network are looked at, too.
    notebook.show(
      kernelGrid(slices, divisors, names), named: "colour-kernels",
      caption: "A column is one kernel, before it is divided: a slice for each channel, one map.",
      alt: "Rows red, green, blue; five columns of 3×3 slices of numbers.")

    //: And this is what each of them finds in a picture, made half as wide and high: the harbour that the course draws from
    //: a seed, or your own with `--image photo.png`.
    let picture = averagePool2d(try notebook.photograph(), window: 2)
    let found = convolve2d(picture, kernel: bank)
    notebook.show("\(picture.shape) → \(found.shape)")
    notebook.show(
      colorMaps(picture, found, names), named: "colour-maps",
      caption: "The last four maps share one scale: white is zero, orange above, blue below.",
      alt: "A picture, its grey blur, and four maps in orange and blue.")

    //: Look at the last kernel. It takes the edges of the blue channel away from those of the red one. Where a picture
    //: goes from dark grey to light grey, both channels change alike and nothing remains. Where it goes from blue to red,
    //: the two changes add up. Two small pictures tell the kernels apart: one changes from black to white halfway, the
    //: other from blue to red.
    func halves(_ left: [Float], _ right: [Float]) -> Tensor {
      Tensor.stacked(
        zip(left, right).map { l, r in
          Tensor([[l, l, r, r], [l, l, r, r], [l, l, r, r]])
        })
    }
    let blackToWhite = halves([0, 0, 0], [1, 1, 1])
    let blueToRed = halves([0, 0, 1], [1, 0, 0])
    notebook.show(
      Table(
        columns: ["picture"] + names[2...],
        rows: [("black to white", blackToWhite), ("blue to red", blueToRed)]
          .map { name, picture in
            let maps = convolve2d(picture, kernel: bank)
            return [name] + (2..<5).map { twoDecimals(maps[$0, 0, 0]) }
          }))
    notebook.show(
      twoEdges(blackToWhite, blueToRed, inGrey: blueToRed.mean(axes: 0)), named: "colour-edge",
      caption: "Blue and red have the same mean: in grey, their edge is gone.",
      alt: "Black and white halves; blue and red halves; an even grey.")

    //: The kernel for vertical edges, which treats the channels alike, sees the first edge and is blind to the
    //: second. The red–blue kernel does the opposite. Had the picture been made grey first, by the mean of its
    //: channels, no kernel could find its edge.

    //: In a browser, try it yourself: change a slice and see the map follow, with a stride, with padding, with dilation. The
    //: page has the picture smaller, at most 64 pixels a side, so ranges differ a little. Each slice of a classic kernel
    //: has the weights of lesson 1, divided by three; `red − green` and `red–blue edges` are those of the bank.
    notebook.show(
      kernelsOn: picture,
      others: ["red − green": bank.selecting(1), "red–blue edges": bank.selecting(4)],
      first: "red–blue edges", hasSteps: true, named: "kernels-at-work")

    //: ## What a layer costs
    //: A kernel has a weight for each in channel and each place in its window. Each out channel has one kernel, and
    //: usually one bias:
    //:
    //: > $parameters = out · (in · kernel height · kernel width + 1)$
    //:
    //: Each number of the output takes as many multiply-adds as a kernel has weights. With $places = out height · out
    //: width$:
    //:
    //: > $multiply-adds = out · places · in · kernel height · kernel width$
    notebook.show(definitionOf: "parameters", in: "Lessons/lesson-03-channels/Costs.swift")
    notebook.show(definitionOf: "multiplyAdds", in: "Lessons/lesson-03-channels/Costs.swift")
    //: (`groups` comes further down; 1 is a plain convolution.)

    //: It is easy to get a formula wrong, so count as well. These are the loops of a whole layer, with a count in place of
    //: the arithmetic: one step of the innermost loop is one multiply-add. The column `held` says how many numbers the
    //: tensors of weights and biases hold.
    notebook.show(definitionOf: "counted", in: "Lessons/lesson-03-channels/Costs.swift")
    notebook.show(
      costTable([(2, 3, 2, 2), (3, 5, 3, 26), (1, 6, 5, 28), (6, 16, 5, 10)]))

    //: The first row is the example with three kernels, each with a bias; the last two are the convolutions of LeNet,
    //: which [lesson-05-lenet](../lesson-05-lenet/) trains. See how few parameters the third row has for its work: each
    //: weight is used at each of $28 · 28 = 784$ places. If each of the $6 · 784$ outputs had a weight of its own for each
    //: of the 784 input pixels, the layer would hold 3.7 million weights. With **locality**, each output looks at 25 pixels
    //: only; with **weight sharing**, all outputs of a map use the same 25 weights:
    notebook.show(
      Table(
        columns: ["28×28 image to six 28×28 maps", "weights"],
        rows: [
          ["every output its own, for every pixel", Numerals.text(6 * 784 * 784)],
          ["every output its own, for 5×5 pixels", Numerals.text(6 * 784 * 5 * 5)],
          ["every map its own, for 5×5 pixels: convolution", Numerals.text(6 * 5 * 5)],
        ]))

    //: - Question: A layer gets twice as many channels in and twice as many out. How many times as many multiply-adds does it
    //:   take?
    //: - Answer: Four times. Kernels have twice as many slices, and there are twice as many kernels: four times the weights and
    //:   four times the multiply-adds.
    notebook.ask(
      .number(
        multiplyAdds(32, 32, kernel: 3, side: 28) / multiplyAdds(16, 16, kernel: 3, side: 28),
        slips: [
          2: "You doubled one side: more maps come in, and more go out as well.",
          8: "You found a third factor: only what comes in and what goes out is doubled.",
          16: "You doubled the maps' size too: height and width stay as they are.",
        ]))
    notebook.show(doublingTable([8, 16, 32]))

    //: ## The smallest kernel: 1×1
    //: A kernel of one pixel sees no neighbours. With one channel it could only multiply all pixels by one number. With
    //: several it mixes them: at each pixel it takes the channels' values, and each out channel is a weighted sum.
    notebook.show(definitionOf: "mixed", in: "Lessons/lesson-03-channels/ByLoops.swift")

    //: The weights are a matrix with a row for each out channel. Here three maps are made of the two channels: their
    //: sum, the second minus the first, and the first alone.
    let weights = Tensor([[1, 1], [-1, 1], [1, 0]])
    notebook.show(mixed(image, by: weights))
    notebook.show(
      convolve2d(image, kernel: weights.reshaped(3, 2, 1, 1))
        == mixed(image, by: weights))

    //: So at every pixel the matrix is multiplied by the column of that pixel's values. On colours that is what many photo
    //: filters do.
    let luminance = Tensor([[0.299, 0.587, 0.114]])
    let exchange = Tensor([[0, 0, 1], [0, 1, 0], [1, 0, 0]])
    let sepia = Tensor([
      [0.393, 0.769, 0.189], [0.349, 0.686, 0.168], [0.272, 0.534, 0.131],
    ])
    let filtered = [luminance, exchange, sepia].map { weights in
      convolve2d(picture, kernel: weights.reshaped(-1, 3, 1, 1))
    }
    notebook.show(
      photoFilters(picture, filtered), named: "one-by-one",
      caption: "Each pixel is mixed anew; none moves or blurs. What passes 1 is drawn as 1.",
      alt: "The picture; in grey; red and blue exchanged; in brown tones.")

    //: Since no pixel looks at another, it does not matter where a pixel is. Mirror the picture and then mix, or mix
    //: and then mirror: the result is the same. With the bank it is not, as some of its kernels tell left from right.
    let mirrored = picture.flipped(axes: 2)
    let mixing = exchange.reshaped(3, 3, 1, 1)
    notebook.show(
      convolve2d(mirrored, kernel: mixing)
        == convolve2d(picture, kernel: mixing).flipped(axes: 2))
    notebook.show(
      convolve2d(mirrored, kernel: bank)
        == convolve2d(picture, kernel: bank).flipped(axes: 2))

    //: ## Large kernels, or several small ones
    //: A larger kernel sees more. So do two small ones in a row: an output of the second sees 3×3 outputs of the first,
    //: and these see 5×5 pixels. Each number in the figure counts the ways that lead from there to the output:
    let nine = Tensor.ones(1, 1, 3, 3)
    let ways = convolve2d(nine.selecting(0).padded(by: 2), kernel: nine)
    notebook.show(
      waysFigure(ways.selecting(0)), named: "twice-three-by-three",
      caption: "Ways to one output, on one scale: twice 3×3 above, 5×5 below. Framed: a place, and what it sees.",
      alt:
        "A 5×5 square with 1 2 3 2 1 in its first row and 9 in its middle, a 3×3 square of ones, and one cell; below, "
        + "a 5×5 square of ones, and one cell.")
    notebook.show(
      togetherTable([
        ("16 → 16 → 16, twice 3×3", [LayerSize(16, 16, kernel: 3), LayerSize(16, 16, kernel: 3)]),
        ("16 → 16, once 5×5", [LayerSize(16, 16, kernel: 5)]),
        ("1 → 16 → 16, twice 3×3", [LayerSize(1, 16, kernel: 3), LayerSize(16, 16, kernel: 3)]),
        ("1 → 16, once 5×5", [LayerSize(1, 16, kernel: 5)]),
      ]))
    //: With as many channels in as out, two kernels of 3×3 cost $2 · 9 = 18$ weights for each pair of channels, and one
    //: of 5×5 costs 25. Between two layers there is also room for an *activation* such as ReLU, which sets negative values
    //: to 0, so that two can do more than one. (Without it, two convolutions are one convolution with a larger kernel.)
    //: At the beginning, where a single channel comes in, the large kernel is the cheaper one.
    //:
    //: - Question: A kernel of 27×27 sees nearly all of a 28×28 image at once. How often is each of its weights used,
    //:   without padding?
    //: - Answer: Four times: the kernel fits in $2 · 2 = 4$ places. Those of a 3×3 kernel are used at $26 · 26 = 676$
    //:   places. The large kernel shares next to nothing: what it learns of a stroke in one place, it does not know in
    //:   another.
    notebook.ask(
      .number(
        correlate(.zeros(28, 28), .zeros(27, 27)).count,
        slips: [
          1: "You forgot the + 1: 28 − 27 + 1 is 2.",
          2: "You counted one direction: it can move down and to the right.",
          784: "You counted the pixels: the kernel has to fit.",
        ]))

    //: ## Cheaper convolutions
    //: **Separable kernels.** Some kernels are a column times a row. Sobel's is one: smooth downward, and take
    //: differences to the right. Two passes do the same, with $3 + 3$ products for each output instead of 9; for a
    //: Gaussian of 9×9, with 18 instead of 81.
    let (column, row) = (Tensor([[1], [2], [1]]), Tensor([[-1, 0, 1]]))
    notebook.show(matmul(column, row) == edge)
    notebook.show(
      separableFigure(column, row), named: "separable",
      caption: "Each weight of the kernel is a number of the column times a number of the row.",
      alt: "The column 1, 2, 1 times the row −1, 0, 1: the 3×3 Sobel kernel.")
    let count = Tensor(0..<42).reshaped(6, 7).squared()
    notebook.show(correlate(correlate(count, column), row) == correlate(count, edge))
    //: Most kernels are not separable: every row would have to be a multiple of one row.

    //: **1×1 first.** A 1×1 convolution changes the number of channels cheaply. To go from 64 channels to 64 with a 3×3
    //: kernel, one can first squeeze them into 16, work there, and spread them out again: a *bottleneck*.

    //: **Groups.** Divide the channels into groups, and the kernels too, and let each group of kernels see its own group of
    //: channels alone.
    notebook.show(definitionOf: "mapsByGroups", in: "Lessons/lesson-03-channels/ByLoops.swift")
    notebook.show(
      groupsFigure(channels: 6, groups: [1, 2, 6]), named: "groups",
      caption: "A row for each channel in, a column for each map out; 1 where its kernel has a slice there.",
      alt: "A full 6×6 matrix of ones; two blocks of 3×3 ones on the diagonal; the diagonal alone.")

    //: **Depthwise separable.** With as many groups as channels, each channel has one slice of its own; such a
    //: convolution is called **depthwise**. It looks at neighbours and mixes no channels. A 1×1 convolution after it mixes
    //: channels and looks at no neighbours. In the example with two channels, whose two slices are now a kernel each:
    let slice = kernels[0..<1].permuted(1, 0, 2, 3)
    let depthwise = mapsByGroups(image, slice, groups: 2)
    notebook.show(depthwise)
    notebook.show(convolve2d(image, kernel: slice, groups: 2) == depthwise)
    notebook.show(mixed(depthwise, by: weights))
    //: Its first map is the sum you know from the beginning of the lesson, as the first row of the weights is 1, 1. Here is
    //: what the last three ways cost, with biases; the first row is a plain layer:
    notebook.show(
      togetherTable([
        ("64 → 64, 3×3", [LayerSize(64, 64, kernel: 3)]),
        (
          "1×1 to 16, 3×3, 1×1 to 64",
          [LayerSize(64, 16, kernel: 1), LayerSize(16, 16, kernel: 3), LayerSize(16, 64, kernel: 1)]
        ),
        ("3×3 in 4 groups", [LayerSize(64, 64, kernel: 3, groups: 4)]),
        ("3×3 depthwise, then 1×1", [LayerSize(64, 64, kernel: 3, groups: 64), LayerSize(64, 64, kernel: 1)]),
      ]))

    //: They are not the same layer made cheaper. What passes through 16 channels can hold 16 numbers for each place, not 64.
    //: Groups know nothing of one another. And all kernels after a depthwise convolution share its slices. They are cheaper
    //: layers that can do less, and often that is enough.
    //:
    //: - Question: A layer makes 64 maps out of 32 channels, by a depthwise 3×3 convolution and a 1×1 convolution after it. How
    //:   many weights does it have, without biases?
    //: - Answer: 2,336: a slice of 9 for each of the 32 channels, 288, and $32 · 64 = 2,048$ for mixing them. A plain 3×3
    //:   convolution has 18,432.
    let (slicesAlone, mixers) = (Tensor.zeros(32, 1, 3, 3), Tensor.zeros(64, 32, 1, 1))
    notebook.ask(
      .number(
        slicesAlone.count + mixers.count,
        slips: [
          32 * 64 * 9: "You counted a plain convolution: depthwise, a channel has one slice, however many maps.",
          64 * 9 + 32 * 64: "You gave each map a slice: it is the channels that come in that have one each.",
          32 * 9: "You forgot the 1×1 convolution: it has a weight for each channel and map.",
          32 * 64: "You forgot the depthwise convolution: each channel has nine weights.",
        ]))

    //: ## In PyTorch, and further
    //: | here | in PyTorch |
    //: |---|---|
    //: | `convolve2d(image, kernel: k, bias: b)` | `F.conv2d(image, k, b)` |
    //: | a layer's kernels, `(out, in, height, width)` | `nn.Conv2d(in_channels, out_channels, kernel_size).weight` |
    //: | `groups: 4` | `groups=4` |
    //: | `Tensor.concatenated(maps, axis: 1)`, `Tensor.stacked(maps)` | `torch.cat(maps, dim=1)`, `torch.stack(maps)` |
    //: | `image.selecting(c)`, `image.flipped(axes: 2)` | `image[c]`, `image.flip(2)` |
    //:
    //: To read on:
    //:
    //: - Min Lin, Qiang Chen and Shuicheng Yan, *Network In Network*, 2014: 1×1 convolutions.
    //: - Karen Simonyan and Andrew Zisserman, *Very Deep Convolutional Networks for Large-Scale Image Recognition*,
    //:   2015: deep networks of 3×3 kernels.
    //: - Alex Krizhevsky, Ilya Sutskever and Geoffrey Hinton, *ImageNet Classification with Deep Convolutional Neural
    //:   Networks*, 2012: two groups, one for each of two graphics cards.
    //: - François Chollet, *Xception: Deep Learning with Depthwise Separable Convolutions*, 2017.

    //: ## Where next
    //: You can now read the row of any convolution in a table of layers: what comes in, what goes out, and what it
    //: costs. With the padding that keeps the size, maps stay as large as the image.
    //: [lesson-04-pooling](../lesson-04-pooling/) makes them smaller.
  }
}
