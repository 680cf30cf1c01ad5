import Checking
import Datasets
import Drawing
import Figures
import Inspector
import Pages
import TensorCore
import Walkthrough

@main
struct Pooling: Lesson {
  static let title = "Maximum and average pooling"
  static let summary =
    "shrink a feature map by maximum and by average pooling, say what that buys, and follow its gradient back."

  static func inspect(_ image: Tensor?) -> Inspection? {
    guard let image else { return .maxPooling(image: Tensor(0..<9).reshaped(1, 3, 3), window: 2, stride: 1) }
    let window = Size2D(height: min(2, image.shape[1]), width: min(2, image.shape[2]))
    return .maxPooling(image: image, window: window)
  }

  /// Vertical edges, pooled twice.
  static func network(seed: UInt64) -> OwnNetwork? {
    OwnNetwork([
      .library("vertical edges") { image in
        convolve2d(image, kernel: Tensor([[[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]]]), padding: 1)
      },
      .library("ReLU") { $0.relu() },
      .maxPooling("first pooling", window: 2, stride: 2),
      .maxPooling("second pooling", window: 2, stride: 2),
    ])
  }

  static func walk(_ notebook: Notebook) throws {
    //: A convolution asks at every place: how well does the patch here match my kernel? Often the next layer only needs
    //: to know *whether* there was a match, and roughly where. **Pooling** gives up the rest: it slides a window over each
    //: map that a convolution has made, and keeps one number for each place of the window.

    //: ## The largest value in the window
    //: The window slides as a kernel does, but there is no kernel: nothing is multiplied, nothing is learned. **Maximum
    //: pooling** keeps the largest of the values it sees. A 3×3 image has four places for a window of 2×2.
    let image = Tensor(0..<9).reshaped(3, 3)
    notebook.show(image)

    //: Here is pooling of one map, by loops: two over the places of the window, two over the values in it. `start` is the
    //: value to begin with, and `combine` says what to do with the value so far and the next one. As in
    //: [lesson-02-padding-stride](../lesson-02-padding-stride/) the window must fit; otherwise the sizes would be wrong.
    func poolByLoops(
      _ map: Tensor, window: Int, stride: Int,
      start: Float, combine: (Float, Float) -> Float
    ) -> Tensor {
      precondition(
        window <= min(map.shape[0], map.shape[1]), "the window does not fit")
      let height = (map.shape[0] - window) / stride + 1
      let width = (map.shape[1] - window) / stride + 1
      var pooled = Tensor.zeros(height, width)
      for y in 0..<height {
        for x in 0..<width {
          var value = start
          for i in 0..<window {
            for j in 0..<window {
              value = combine(value, map[y * stride + i, x * stride + j])
            }
          }
          pooled[y, x] = value
        }
      }
      return pooled
    }

    //: For the maximum, begin below every number, at −∞, and keep the larger of two:
    let largest = poolByLoops(
      image, window: 2, stride: 1, start: -.infinity, combine: max)
    notebook.show(largest)
    notebook.show(
      windowsFigure(image, pooled: largest, name: "max"),
      named: "max-pooling",
      caption: "Four windows, and the largest value of each, in its colour.",
      alt: "A 3×3 matrix four times, each with another 2×2 window framed, and the 2×2 result: 4, 5, 7, 8.")

    //: - Question: Suppose the loops began at 0 and not at −∞. What would they give for a window of −3, −2, −7 and −5?
    //: - Answer: 0, which is none of the four. Values may all be negative, and −∞ is the one start that is below them all.
    notebook.ask(
      .number(
        poolByLoops(Tensor([[-3, -2], [-7, -5]]), window: 2, stride: 1, start: 0, combine: max)[0, 0],
        slips: [
          -2: "You left the start out: it is compared too, and here it is larger than all four.",
          -7: "You went by size without the sign: −7 is the smallest of the four.",
        ]))

    //: ## The mean of the window
    //: **Average pooling** keeps the mean. The loops stay; begin at 0, add, and divide by the number of values.
    let average =
      poolByLoops(
        image, window: 2, stride: 1, start: 0, combine: +) / 4

    //: - Question: Before you look: which mean will stand in the lower right corner of the result?
    //: - Answer: The window there holds 4, 5, 7 and 8. They add up to 24, and a quarter of that is 6.
    notebook.ask(
      .number(
        average[1, 1],
        slips: [
          largest[1, 1]: "You took the largest value: this pooling keeps the mean.",
          average[1, 1] * 4: "You forgot to divide: the sum still has to be shared among the four values.",
          average[0, 0]: "You took the upper left window: the one asked for begins in row 1 and column 1.",
        ]))
    notebook.show(average)
    notebook.show(
      windowsFigure(image, pooled: average, name: "mean"),
      named: "average-pooling",
      caption: "The same windows, and the mean of each.",
      alt: "A 3×3 matrix four times, each with another 2×2 window framed, and the 2×2 result: 2, 3, 5, 6.")

    //: ## By shifts
    //: The loops can be turned inside out. Ask what the upper left corner of the window sees while it visits every
    //: place: the image without its last row and column. The upper right corner sees the image without its last row
    //: and *first* column, and so on. Four corners, four shifted pieces; the largest at each place is the answer.
    //: (`a .> b` is 1 where `a` is larger, and 0 elsewhere.)
    func larger(_ a: Tensor, _ b: Tensor) -> Tensor {
      let mask = a .> b
      return mask * a + (1 - mask) * b
    }
    let pieces = [
      image[0..<2, 0..<2], image[0..<2, 1..<3],
      image[1..<3, 0..<2], image[1..<3, 1..<3],
    ]
    let byShifts = pieces.dropFirst().reduce(pieces[0], larger)
    notebook.show(byShifts)
    notebook.show(
      piecesFigure(image, pieces, largest: byShifts),
      named: "pooling-by-shifts",
      caption: "What each corner of the window sees, and the largest at each place.",
      alt: "A 3×3 matrix, its four 2×2 pieces, beginning with 0, 1, 3 and 4, and the 2×2 result: 4, 5, 7, 8.")

    //: For the mean, add the pieces and divide by four.
    notebook.show(pieces.dropFirst().reduce(pieces[0], +) / 4)

    //: ## By the library
    //: `maxPool2d` and `averagePool2d` take images `(C, H, W)` or batches `(B, C, H, W)`. They know both ways you have
    //: just seen, and a direct one that is made for speed. All agree, maximum and average:
    let plane = image.reshaped(1, 3, 3)
    for way in PoolingAlgorithm.allCases {
      let maxima = maxPool2d(plane, window: 2, stride: 1, algorithm: way)
      let means = averagePool2d(plane, window: 2, stride: 1, algorithm: way)
      notebook.show("\(way): \(maxima.elements) and \(means.elements)")
    }

    //: ### Each channel by itself
    //: A convolution adds its channels up. Pooling does not: as many channels come out as went in. Here the second
    //: channel is the first plus one.
    let twoChannels = Tensor.stacked([image, image + 1])
    let pooledChannels = maxPool2d(twoChannels, window: 2, stride: 1)
    notebook.show(pooledChannels)
    notebook.show("\(twoChannels.shape) → \(pooledChannels.shape)")

    //: ### Size and stride
    //: Most often the windows do not overlap: the stride is the window's size, which is what the library takes if you
    //: name none. A window of 2 then halves height and width, and three of every four values are gone. The size follows
    //: the rule of [lesson-02-padding-stride](../lesson-02-padding-stride/): $⌊(in − window) / stride⌋ + 1$.
    func sizes(_ size: Int, window: Int, stride: Int) -> [Int] {
      let pooled = maxPool2d(
        Tensor.zeros(1, size, size),
        window: Size2D(window), stride: Size2D(stride))
      return [size, window, stride, pooled.shape[1]]
    }
    notebook.show(
      Table(
        columns: ["in", "window", "stride", "out"],
        rows: [
          sizes(3, window: 2, stride: 1), sizes(28, window: 2, stride: 2),
          sizes(14, window: 2, stride: 2), sizes(7, window: 2, stride: 2),
          sizes(28, window: 28, stride: 28),
        ]))

    //: - Question: 7 is odd. How many of the 49 values of a 7×7 map lie in no window of 2×2 with stride 2?
    //: - Answer: $(7 − 2) / 2 = 2.5$, rounded down to 2, plus 1 makes 3. Three windows cover six rows. The seventh is
    //:   dropped, and so is the seventh column: $7 + 7 − 1 = 13$ values, as the corner belongs to both.
    notebook.ask(
      .number(
        7 * 7 - 4 * maxPool2d(Tensor.zeros(1, 7, 7), window: 2).count,
        slips: [
          0: "You rounded up: a window that would stick out over the rim is left out.",
          7: "You stopped at the row: the last column is dropped as well.",
          14: "You counted the corner twice: it lies in the last row and in the last column.",
        ]))

    //: - Question: A batch `(8, 16, 28, 28)` goes through `maxPool2d(x, window: 4)`. What is the shape of the result?
    //: - Answer: `(8, 16, 7, 7)`. Images and channels stay apart, and without a stride the windows lie side by side.
    notebook.ask(
      .shape(
        maxPool2d(Tensor.zeros(8, 16, 28, 28), window: 4).shape,
        slips: [
          [8, 1, 7, 7]: "You added up the channels: a convolution does, but pooling keeps each by itself.",
          maxPool2d(Tensor.zeros(8, 16, 28, 28), window: 4, stride: 1).shape:
            "You took a stride of 1: where none is named, it is the window's size.",
          [8, 16, 24, 24]: "You took the window off the size: it divides the size here.",
          [8, 4, 7, 7]: "You pooled the channels too: the window slides over height and width only.",
        ]))

    //: ## Average pooling is a convolution
    //: A mean over four values is a sum of products, each with ¼. That is a cross-correlation with a **box kernel**,
    //: moved by the stride of the pooling.

    //: - Question: What is each weight of the box kernel for a window of 3×3?
    //: - Answer: There are nine values in the window, and each counts for a ninth: about 0.111.
    notebook.ask(
      .number(
        averagePool2dGradient(
          Tensor.zeros(1, 1, 3, 3), outputGradient: Tensor.ones(1, 1, 1, 1), window: 3)[0, 0, 0, 0],
        slips: [
          1 / 3: "You divided by the side: a window of side 3 holds nine values.",
          1: "You took a sum: the weights of a mean add up to 1.",
          1 / 4: "You kept the quarter: that is for four values.",
        ]))

    //: Try it on a digit:
    let digits = try notebook.testData(count: 100)
    let digit = digits.image(0)
    let box = Tensor(shape: [1, 1, 2, 2], repeating: 0.25)
    let convolved = convolve2d(digit, kernel: box, stride: 2)
    let averaged = averagePool2d(digit, window: 2)
    notebook.show("\(convolved.shape) and \(averaged.shape)")
    let difference = (convolved - averaged).abs().maximum()
    notebook.show("largest difference: \(difference)")
    notebook.show(
      boxFigure(digit, averaged, convolved), named: "box-kernel",
      caption: "Average pooling and the box kernel give the same map.",
      alt: "A digit, the digit at half the size twice, and a white square: the difference is 0 everywhere.")

    //: No kernel makes a maximum. A convolution is **linear**: the sum of two images gives the sum of their two results,
    //: and twice an image gives twice the result. So average pooling is linear too, but maximum pooling is not. Compare
    //: the pooled sum of two images with the sum of both pooled:
    let turned = image.flipped(axes: 0, 1)
    for kind in [Kind.average, .maximum] {
      let ofSum = pooled(kind, image + turned)
      let sumOfBoth = pooled(kind, image) + pooled(kind, turned)
      notebook.show("\(kind): \(ofSum.elements) and \(sumOfBoth.elements)")
    }

    //: ## Feature maps: 28, 14, 7
    //: Pool twice, and a digit of 28×28 pixels becomes 14×14 and then 7×7. Both kinds side by side:
    notebook.show(
      Figure(columns: 5) {
        poolingRow(digits.image(0), title: "digit, 28×28")
        poolingRow(digits.image(1))
        poolingRow(digits.image(2))
      }, named: "digits-pooled",
      caption: "Three digits, pooled once and twice, all from black at 0 to white at 1.",
      alt: "Three rows of five images. Strokes stay bright and grow wide under the maximum, and grow dim under the "
        + "average.")

    //: The maximum asks whether there was ink anywhere in the window: strokes stay bright and grow wide. The mean asks how
    //: much: strokes fade. Here are the means over a hundred digits; the *peak* is the brightest value of a map.
    notebook.show(meansAndPeaks(digits.images))
    //: Where every value lies in exactly one window, average pooling keeps the map's mean, and maximum pooling its peak.

    //: In a network it is not digits that are pooled but maps of features. This one holds vertical edges: Sobel x
    //: from [lesson-01-cross-correlation](../lesson-01-cross-correlation/), then everything below zero set to zero.
    //: That leaves the edges where dark turns bright from left to right.
    let edgeKernel = Tensor([[[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]]])
    func edges(_ images: Tensor) -> Tensor {
      convolve2d(images, kernel: edgeKernel, padding: 1).relu()
    }
    let edgeMap = edges(digit)
    notebook.show(
      Figure(columns: 5) {
        poolingRow(edgeMap, title: "edges, 28×28", 0...4, .viridis)
      }, named: "feature-map-pooled",
      caption: "A map of vertical edges, pooled once and twice, all on one scale.",
      alt: "Five maps, from violet to yellow: edges stay bright under the maximum and grow dark under the average.")

    //: ### On a picture
    //: On a picture in colour, a larger window shows more clearly what is kept and what is lost. (It is the harbour that
    //: the course draws, or your own picture with `--image`.)
    let picture = try notebook.photograph()
    let window = Size2D(min(8, picture.shape[1], picture.shape[2]))
    let brightest = maxPool2d(picture, window: window)
    let blurred = averagePool2d(picture, window: window)
    notebook.show("\(picture.shape) → \(brightest.shape)")
    for (name, picture) in [("picture", picture), ("maximum", brightest), ("average", blurred)] {
      notebook.show("mean of the \(name): \(decimals(picture.mean()))")
    }
    notebook.show(
      Figure(columns: 3) {
        ImagePanel(picture, title: "picture", side: 256)
        ImagePanel(brightest, title: "maximum", side: 256)
        ImagePanel(blurred, title: "average", side: 256)
      }, named: "picture-pooled",
      caption: "Each channel pooled by itself. The maximum widens what is light; the average keeps the brightness.",
      alt: "A picture, and twice the same in coarse squares: brighter after maximum pooling, blurred after "
        + "average pooling.")

    //: ## What it buys
    //: Write a digit one pixel further to the right, and everybody reads the same digit. But its map of edges has moved
    //: along, so its values have changed wherever there is an edge. Pooled maps change less:
    let moved = edges(digit.shifted(right: 1))
    notebook.show(
      shiftFigure(edgeMap, moved), named: "shift-by-one",
      caption:
        "Edges of a digit, of the digit moved by one pixel, and their difference; below, the same pooled by maximum.",
      alt: "Three rows, 28×28, 14×14 and 7×7, of three maps: edges, edges of the moved digit, and their difference.")

    //: To measure it, add up how much every value of the map changes, and divide by the sum of the map. 0 means that
    //: nothing changed, and 2 that the old edges are gone and as much has come elsewhere. Means over a hundred digits:
    func change(_ pool: (Tensor) -> Tensor, shift: Int) -> Float {
      let before = pool(edges(digits.images))
      let after = pool(edges(digits.images.shifted(right: shift)))
      let difference = (after - before).abs().sum(axes: 1, 2, 3)
      return (difference / before.sum(axes: 1, 2, 3)).mean()
    }
    notebook.show(
      Table(
        columns: ["window", "map", "change, maximum", "change, average"],
        rows: [1, 2, 4, 28].map { size in
          let window = Size2D(size)
          return [
            "\(window)", "\(28 / size)×\(28 / size)",
            decimals(change({ maxPool2d($0, window: window) }, shift: 1)),
            decimals(change({ averagePool2d($0, window: window) }, shift: 1)),
          ]
        }))

    //: Both kinds soften the change; on average over these digits, at 14×14 and at 7×7, the maximum does so more. And for
    //: larger shifts? The larger the window, the further the digit can move before its map is a different one.
    notebook.show(
      shiftChart { window, shift in
        change({ maxPool2d($0, window: window) }, shift: shift)
      }, named: "change-with-shift",
      caption: "How much a map of edges changes when the digit moves, after maximum pooling to smaller maps.",
      alt: "Four lines over the shift: steepest without pooling, flatter at 14×14 and at 7×7, and along 0 for 1×1.")

    //: A window as large as the map makes **global pooling**. One number is left: with the maximum, how strong the
    //: strongest edge is; with the mean, how strong edges are on average. It knows nothing of places. That is the trade:
    //: the more you pool, the less it matters where things are, and the less you can tell where they are.
    //:
    //: The two ends have names. A convolution is *equivariant* to shifts, as you saw in
    //: [lesson-01-cross-correlation](../lesson-01-cross-correlation/): its map moves along with the digit. Global
    //: pooling is **invariant**: its output stays what it was, as long as nothing leaves the image. A network that names
    //: digits should be invariant in the end, and each pooling takes it a part of the way.

    //: - Question: A digit moves by two pixels. What happens to its map, pooled with window and stride 2?
    //: - Answer: It moves by exactly one pixel: each window now sees what the window beside it saw before. Pooling
    //:   does not undo a shift, it makes it smaller. A shift by one pixel is not a whole number of windows: pixels that
    //:   lay side by side in one window then fall into two.
    notebook.ask(
      .choice(
        maxPool2d(edges(digit.shifted(right: 2)), window: 2) == maxPool2d(edgeMap, window: 2).shifted(right: 1)
          ? "it moves by one pixel" : "it changes in some other way",
        slips: [
          "it stays as it was": "You took pooling for invariant: it makes a shift smaller and does not undo it.",
          "it moves by two pixels": "You forgot the stride: one step on the pooled map is two on the digit.",
          "its edges grow weaker": "You thought of what pooling does to edges: it does so before the move, too.",
        ]))

    //: Tested on a whole map:
    let movedByTwo = maxPool2d(edges(digit.shifted(right: 2)), window: 2)
    let pooledThenMoved = maxPool2d(edgeMap, window: 2).shifted(right: 1)
    notebook.show(movedByTwo == pooledThenMoved)

    //: ## Where the gradient goes
    //: Pooling has nothing to learn, but the layers before it have, so the gradient must find its way back through it.
    //: Take a 4×4 map and four windows that do not overlap, and suppose the loss grows 1, 2, 3 and 4 times as fast as
    //: the four outputs. These are the gradients of the outputs.
    let map = Tensor([
      [1, 3, 2, 0],
      [4, 2, 1, 5],
      [7, 7, 6, 8],
      [7, 7, 9, 6],
    ]).reshaped(1, 1, 4, 4)
    let upstream = Tensor([[1, 2], [3, 4]]).reshaped(1, 1, 2, 2)
    notebook.show(maxPool2d(map, window: 2).squeezed())

    //: **Maximum:** only the largest value of a window made the output, so it alone gets the gradient. Raise any
    //: other a little, and the output stays the same. In the lower left window all four are 7: a tie, and the first
    //: one takes it.
    let byLargest = maxPool2dGradient(
      map, outputGradient: upstream, window: 2)

    //: - Question: Before you look: which place of the map gets the gradient 4, that of the lower right output?
    //: - Answer: Row 3, column 2, where the 9 stands: the largest of 6, 8, 9 and 6.
    notebook.ask(
      .cell(
        whereLargest: byLargest.squeezed(), in: map.squeezed(),
        slips: [
          [2, 2]: "You took the first value: the first one wins only among equals.",
          [3, 3]: "You took the corner: the gradient goes where the largest value stands.",
          [2, 3]: "You took the second largest: 9 is more than 8.",
        ]))
    notebook.show(byLargest.squeezed())

    //: **Average:** every value made a quarter of the output, so each gets a quarter of the gradient.
    let byShare = averagePool2dGradient(
      map, outputGradient: upstream, window: 2)
    notebook.show(byShare.squeezed())
    notebook.show(
      gradientFigure(map, upstream, byLargest, byShare),
      named: "pooling-gradients",
      caption: "The gradients of four outputs on their way back: to the largest element, or to all equally.",
      alt: "The 4×4 map with its four windows and their largest elements framed; the 2×2 gradient 1, 2, 3, 4; and "
        + "two 4×4 gradients: one element per window for the maximum, all for the average.")

    //: You can check it. Raise one value by a little, see how much the loss rises, and divide: that is what a gradient
    //: means.
    func loss(raising row: Int, _ column: Int, by step: Float) -> Float {
      var nudged = map
      nudged[0, 0, row, column] += step
      return (maxPool2d(nudged, window: 2) * upstream).sum()
    }
    let now = loss(raising: 0, 0, by: 0)
    let slopes = Tensor(
      (0..<4).map { row in
        (0..<4).map { (loss(raising: row, $0, by: 0.25) - now) / 0.25 }
      })
    notebook.show(slopes)

    //: Wherever a window has a single largest value, the two agree. In the tie they do not: raise *any* of the four sevens,
    //: and the loss rises. Lower any of them, and it stays.
    let raised = loss(raising: 2, 0, by: 0.25)
    let lowered = loss(raising: 2, 0, by: -0.25)
    notebook.show("loss \(now), a seven raised \(raised), lowered \(lowered)")
    //: A maximum has a kink there: raise the seven, and the loss has slope 3; lower it, and the slope is 0. What to
    //: call its gradient is a convention, and here, as in PyTorch, the first of the largest gets all of it.

    //: - Question: Windows of 1×2 with stride 1 slide over the row 1, 5, 2, and the gradients of the two outputs are 3 and
    //:   4. What gradient does the 5 get?
    //: - Answer: $3 + 4 = 7$. It is the largest in both windows and made both outputs, so the loss feels it through both.
    notebook.ask(
      .number(
        maxPool2dGradient(
          Tensor([[[[1, 5, 2]]]]), outputGradient: Tensor([[[[3, 4]]]]), window: [1, 2], stride: 1)[0, 0, 0, 1],
        slips: [
          3: "You stopped at the first window: the 5 is the largest in the second one too.",
          4: "You kept only the last window: what came through the first must not be overwritten.",
          3.5: "You took the mean: the two paths to the loss add up.",
        ]))

    //: ## One pixel, explained
    //: > `--pixel 1,1` explains the output pixel in row 1, column 1, and likewise any other. With `--data digits` it
    //: > explains a pixel of a digit, and with `--image photo.png` one of a picture of your own.
    notebook.show(
      inspecting: .maxPooling(image: plane, window: 2, stride: 1),
      row: 1, column: 1, named: "one-pixel", isAdjustable: true)

    //: ## In PyTorch, and further
    //: | here | in PyTorch |
    //: |---|---|
    //: | `maxPool2d(x, window: 2)` | `F.max_pool2d(x, 2)`, and as a layer `nn.MaxPool2d(2)` |
    //: | `averagePool2d(x, window: 3, stride: 1)` | `F.avg_pool2d(x, 3, stride=1)` |
    //: | pooling without the frame, as in exercise 4.7 | `F.avg_pool2d(x, 3, padding=1, count_include_pad=False)` |
    //: | `globalAveragePool2d(x)` | `x.mean((-2, -1))`, and as a layer `nn.AdaptiveAvgPool2d(1)`, which keeps both axes |
    //: | `x.relu()` | `F.relu(x)` |
    //: | `maxPool2dGradient(…)` | `loss.backward()`, then `x.grad` |
    //: | `x.shifted(right: 1)`, zeros come in | `torch.roll(x, 1, dims=-1)`: what leaves comes in at the other side |
    //:
    //: (`F` is `torch.nn.functional`.) To read on:
    //:
    //: - Dominik Scherer, Andreas Müller and Sven Behnke, *Evaluation of Pooling Operations in Convolutional Architectures
    //:   for Object Recognition*, 2010.
    //: - Jost Tobias Springenberg, Alexey Dosovitskiy, Thomas Brox and Martin Riedmiller, *Striving for Simplicity: The
    //:   All Convolutional Net*, 2015: strides in place of pooling.
    //: - Richard Zhang, *Making Convolutional Networks Shift-Invariant Again*, 2019: what a stride does to a shift.

    //: ## Where next
    //: Convolution, padding, stride, channels, pooling: the network that read the digits on cheques in the 1990s was
    //: built of little else. [lesson-05-lenet](../lesson-05-lenet/) adds what is missing, puts it together, and trains
    //: it.
  }
}

/// A number with three decimals.
private func decimals(_ value: Float) -> String { Numerals.text(Double(value), decimals: 3) }
