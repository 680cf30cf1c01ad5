import Checking
import Datasets
import Drawing
import Figures
import Inspector
import Learning
import Pages
import System
import TensorCore
import TrainingLessons
import Walkthrough

@main
struct SpatialCNN: Lesson {
  static let title = "Convolution as shifts: a network by specification"
  static let summary =
    "write any filter as a sum of shifted images, say which way round a kernel is meant, "
    + "build a network from three lists of numbers, and explain why its readout learns so little."

  static func inspect(_ image: Tensor?) -> Inspection? {
    let image = image ?? drawnFour()
    let kernel = Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    return .convolution(
      image: image, kernel: kernel.broadcast(to: [1, image.shape[0], 3, 3]) / Float(image.shape[0]), padding: 1)
  }

  static func walk(_ notebook: Notebook) throws {
    //: In [lesson-01-cross-correlation](../lesson-01-cross-correlation/) shifting the image was one algorithm of four.
    //: Here it is the definition: the kernel's numbers stay where they are, and the *image* moves. A filter becomes a sum
    //: of shifted images, a layer a bundle of filters, and three lists of numbers describe a whole network.
    //:
    //: ## A shift
    //: Take an image of 4×5 pixels.
    let image = Tensor([
      [1, 2, 3, 0, 1],
      [0, 1, 2, 3, 0],
      [2, 0, 1, 0, 3],
      [3, 1, 0, 2, 1],
    ])
    //: To shift it, fetch each pixel from where it was before. Where that lies outside of the image, nothing is fetched
    //: and a zero stays.
    notebook.show(definitionOf: "shift", in: "Lessons/lesson-08-spatial-cnn/Shifts.swift")
    notebook.show(shift(image, down: 1, right: 0))
    //: Call the shift down by one pixel $S_V$, for *vertical*, and the shift to the right $S_H$, for *horizontal*.
    //: Doing one of them several times is written as a power: $S_V²$ moves the image down by two pixels, and $S_H⁻¹$
    //: moves it to the left by one.
    notebook.show(
      shiftsFigure(image), named: "shifts",
      caption: "Grey zeros come in on one side; what leaves on the other is lost.",
      alt: "A 4×5 matrix; moved down, to the right, both, and to the left, each time with grey zeros where it was.")

    //: It does not matter which of the two comes first:
    let downFirst = shift(shift(image, down: 1, right: 0), down: 0, right: 2)
    let rightFirst = shift(shift(image, down: 0, right: 2), down: 1, right: 0)
    notebook.show(downFirst == rightFirst)

    //: - Question: Shift the image to the right by one, and back to the left by one. How many of its 20 numbers
    //:   have changed then?
    //: - Answer: Three. The last column left the image, and zeros have come back in its place. One of its four numbers was
    //:   0 before.
    notebook.ask(
      .number(
        Int((shift(shift(image, down: 0, right: 1), down: 0, right: -1) .!= image).sum()),
        slips: [
          0: "You took it for undone: what leaves the image is lost.",
          4: "You counted the whole column: one of its numbers was 0 before.",
          8: "You counted both sides: the zeros that came in on the left went out again.",
        ]))
    notebook.show(shift(shift(image, down: 0, right: 1), down: 0, right: -1))

    //: $S_V$ is a matrix, with ones just below the diagonal. Multiplied from the left, it gives each row what the row
    //: above it had. $S_H$ is a matrix as well, but it works on columns, so it multiplies from the right; in formulas it
    //: is written in front of the image all the same, as something that is done to it. And $S_H⁻¹$ is only a way to
    //: write a shift to the left. As you have just seen, it is no true inverse: it does not bring back what was lost.
    let down = Tensor([[0, 0, 0, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]])
    notebook.show(matmul(down, image) == shift(image, down: 1, right: 0))

    //: ### A common slip: H for height, H for horizontal
    //: In the shape `(B, C, H, W)`, H is the *height* and W the *width*. $S_H$ moves an image horizontally, which is
    //: along W; $S_V$ moves it along H. On a square image, confusing the two can go unnoticed for a long time. Try it
    //: on one that is not square, and look at a single pixel: the shift by 1 to the right puts into row 0, column 1
    //: what was in row 0, column 0.
    notebook.show(image[0, 0])
    notebook.show("right: \(shift(image, down: 0, right: 1)[0, 1])")
    notebook.show("down: \(shift(image, down: 1, right: 0)[0, 1])")

    //: ## A filter is a sum of shifted images
    //: Choose how far to shift: at most K pixels to either side. K is the number of *taps* on each side. With K = 1 there
    //: are three shifts down (by −1, 0 and 1), three to the right, and nine combinations. Give each combination a
    //: coefficient $h(k, l)$, multiply the shifted image by it, and add up all nine. (The matrix of weights is the
    //: *kernel*; a *filter* is what it does to an image.)
    //:
    //: > $output = Σ_(k,l) h(k, l) · S_Vᵏ S_Hˡ image$
    //:
    //: Both *k* and *l* run from −K to K. Coefficients are kept in a matrix with $h(0, 0)$ in its middle, so that
    //: $h(k, l)$ stands in row $K + k$ and column $K + l$.
    notebook.show(definitionOf: "filteredByShifts", in: "Lessons/lesson-08-spatial-cnn/Shifts.swift")
    let h = Tensor([[1, 2, 0], [-1, 3, 1], [0, -2, 1]])
    notebook.show(filteredByShifts(image, h))
    notebook.show(
      sumOfShifts(image, h), named: "sum-of-shifts",
      caption: "Nine shifted images, each times its coefficient, and their sum.",
      alt: "Nine 4×5 matrices in three rows and columns; beside them the image, the coefficients, and the sum.")
    //: The output is as large as the image: shifted images keep their size, and the zeros that come in are the padding.

    //: ## The same as the library's
    //: Is this a convolution? The library's `convolve2d` is a cross-correlation, as in
    //: [lesson-01-cross-correlation](../lesson-01-cross-correlation/): it lays the kernel on the image as it is. Turn
    //: the kernel by 180° first, pad by K, and both give the same.
    func byLibrary(_ image: Tensor, _ kernel: Tensor) -> Tensor {
      let kernel = kernel.unsqueezed(axis: 0).unsqueezed(axis: 0)
      return convolve2d(
        image.unsqueezed(axis: 0), kernel: kernel,
        padding: Size2D(kernel.shape[2] / 2)
      ).squeezed(axis: 0)
    }
    notebook.show(filteredByShifts(image, h) == byLibrary(image, h.flipped(axes: 0, 1)))
    //: It holds for random numbers as well, up to rounding, and for larger K:
    var generator = notebook.generator()
    let noise = Tensor.uniform(9, 14, using: &generator)
    notebook.show(agreementTable(noise, taps: 0...3, byLibrary, using: &generator))
    //: K taps to *either* side and the middle make $2K + 1$ rows and columns: 3, not 2, for K = 1.

    //: - Question: How many coefficients has a filter with K = 4?
    //: - Answer: 81: nine rows and nine columns.
    notebook.ask(
      .number(
        (2 * 4 + 1) * (2 * 4 + 1),
        slips: [
          16: "You took K for the side: it counts the taps to one side.",
          64: "You forgot the middle: besides four to either side there is the place itself.",
          9: "You took one direction: there are as many rows as columns.",
          25: "You went one side only: taps lie on both.",
        ]))
    //: ## Which way the image moves
    //: Why did the kernel have to be turned? Filter an image that has a single bright pixel. Each shift moves that
    //: pixel by $(k, l)$ and weights it with $h(k, l)$. So the coefficients appear around it just as they stand in
    //: their matrix.
    var dot = Tensor.zeros(4, 5)
    dot[2, 1] = 1
    notebook.show(filteredByShifts(dot, h))

    //: - Question: In this image a single pixel is 1. Filter it with K = 1, where only h(1, 1) is not zero. Where does the
    //:   pixel go?
    //: - Answer: To row 2, column 2: down by one and to the right by one.
    var bright = Tensor.zeros(4, 5)
    bright[1, 1] = 1
    var lowerRight = Tensor.zeros(3, 3)
    lowerRight[2, 2] = 1
    notebook.ask(
      .cell(
        whereLargest: filteredByShifts(bright, lowerRight), in: bright,
        slips: [
          [0, 0]: "You moved it the other way: that is cross-correlation.",
          [1, 1]: "You left it where it was: h(0, 0) would do that.",
          [2, 1]: "You moved it down only: the second index moves it to the right.",
          [1, 2]: "You moved it to the right only: the first index moves it down.",
        ]))

    //: That is *convolution*. Now move the images the other way: up where they went down, left where they went right.
    //: Nothing changes but two signs.
    notebook.show(definitionOf: "correlated", in: "Lessons/lesson-08-spatial-cnn/Shifts.swift")
    notebook.show(correlated(dot, h))
    //: The coefficients come out turned by 180°. That is *cross-correlation*, which is what PyTorch and this library
    //: compute, with no turning at all:
    notebook.show(correlated(image, h) == byLibrary(image, h))
    notebook.show(
      dotFigure(dot, h), named: "one-bright-pixel",
      caption: """
        Shifted down and right by (k, l), the kernel is painted as it stands; shifted up and left, turned by \
        180°.
        """,
      alt: "A matrix with a single 1; the coefficients; and both results, each with its 3×3 patch framed.")
    //: Does it matter? A network that learns its coefficients learns them one way or the other. But whoever *writes*
    //: a kernel, or explains one, must say which is meant. Here is [−1 0 1] in each of three rows, on an image whose
    //: right half is bright:
    let rows = Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    var half = Tensor.zeros(3, 6)
    half[0..., 3..<6] = Tensor.ones(3, 3)
    let (convolved, opposite) = (filteredByShifts(half, rows), correlated(half, rows))
    notebook.show("convolved: \(convolved[1..<2].elements)")
    notebook.show("correlated: \(opposite[1..<2].elements)")
    //: These are the middle rows. Where dark turns bright, correlation gives 3: right minus left, once for each of
    //: three rows. Convolution gives −3. (At the right end a bright image meets the zeros that come in, and that is an
    //: edge as well.) The kernel of ones is the same when it is turned, and so are its results:
    let ones = Tensor.ones(3, 3)
    notebook.show(filteredByShifts(image, ones) == correlated(image, ones))

    //: ## Three kernels on three fours
    //: Take three test images of class 4: three different fours, unless you have chosen other data.
    let test = try notebook.testData()
    let classFour = test.labels.indices.filter { test.labels[$0] == 4 }
    let fours = [3, 7, 20].map {
      test.image(classFour[$0 % classFour.count]).squeezed(axis: 0)
    }
    //: First the question of sign, on one of them. Same kernel, same image, shifted one way and the other:
    notebook.show(
      bothWays(fours[0], rows), named: "convolved-and-correlated",
      caption: "[−1 0 1] in each row. Orange is above zero, blue below.",
      alt: "An image, and two maps of its vertical edges, in which orange and blue have changed places.")
    //: Where one is orange the other is blue. Added up, nothing is left but rounding:
    let sum = filteredByShifts(fours[0], rows) + correlated(fours[0], rows)
    notebook.show(sum.isClose(to: .zeros(28, 28), tolerance: 1e-5))
    //: From here on we correlate, as the library does. A *bank* is several kernels that look at the same image. This
    //: one has three: all ones; [−1 0 1] in each row; and [−1 0 1] in each column.
    let bank = [ones, rows, rows.transposed()]
    notebook.show(
      bankFigure(bank, fours), named: "three-kernels",
      caption: """
        What each kernel makes of the three images, and what ReLU keeps of it. Orange is above zero, blue below; one scale \
        for all maps.
        """,
      alt: "Maps of three fours: swollen strokes for the ones; vertical edges, and the orange ones of them alone; "
        + "horizontal edges, and the orange ones alone.")
    //: Look along the rows. The ones add up nine pixels: strokes swell and small gaps close. The second kernel shows
    //: the upright strokes of a four, and only the end of its bar. Read from the left, its map is orange where a stroke
    //: begins and blue where it stops. The third shows the bar, and only the ends of upright strokes. Read from above,
    //: its map is orange where a stroke begins and blue where it stops. The fours are written differently, yet each
    //: kernel says the same kind of thing about all three. In a network ReLU comes next. It keeps what is orange and
    //: turns what is blue into 0: only the side where each stroke begins remains. (The ones give nothing below zero, so
    //: ReLU changes nothing there.)
    //:
    //: In a browser you can try other kernels, on the first of the fours or on a picture of your own: choose one,
    //: change its cells, and turn it by 180° to see convolution and correlation change places.
    notebook.show(
      kernelsOn: fours[0],
      others: ["ones": bank[0], "[−1 0 1] in rows": bank[1], "[−1 0 1] in columns": bank[2]],
      first: "[−1 0 1] in rows", hasSteps: true, named: "kernels-at-work")

    //: Why does a pixel of the second kernel's map have its colour? Cut 5×7 pixels out of the first image, and ask one:
    notebook.show(
      inspecting: .convolution(
        image: fours[0][15..<20, 12..<19].unsqueezed(axis: 0),
        kernel: rows.unsqueezed(axis: 0).unsqueezed(axis: 0)),
      row: 2, column: 2, named: "one-pixel")
    //: > `--pixel 18,15` asks the same pixel in the whole of a drawn four, and so any other; with `--data` or
    //: > `--image photo.png`, in another image.

    //: ## Average pooling by shifts
    //: Shifts can pool, too. To bring the four pixels of a 2×2 window together at its upper left corner, shift the
    //: image up by 0 or 1 and left by 0 or 1, and take the mean of the four. Then keep every second row and column. So
    //: this pooling begins with a filter: one with four coefficients of 1/4. (`Shifts.swift` halves images in this way;
    //: exercise 8.4 asks for windows of any size.)
    let plane = Tensor([
      [4, 0, 2, 6, 1, 3],
      [0, 8, 2, 2, 5, 3],
      [1, 1, 9, 3, 0, 0],
      [3, 7, 0, 4, 4, 8],
    ])
    notebook.show(halved(plane))
    notebook.show(
      poolingFigure(plane), named: "pooling-by-shifts",
      caption: "Four shifted images, their mean, and the places of it that are kept.",
      alt: "A 4×6 matrix, shifted up and left by 0 and 1; the mean of the four with six places framed; and those "
        + "six, 2×3.")
    let byAveraging = averagePool2d(plane.unsqueezed(axis: 0), window: 2)
    notebook.show(halved(plane) == byAveraging.squeezed(axis: 0))

    //: ## A network by specification
    //: Now you have all the parts. The first layer takes $F₀$ maps of $N₀ × N₀$ pixels; those of an image are its
    //: channels. Each of the $F₁$ maps that it makes is a sum of the old ones, each filtered with $K₁$ taps to either
    //: side; then comes ReLU, then average pooling down to $N₁ × N₁$ pixels. Layer *l* does the same with the maps of
    //: layer $l − 1$. At the end a *readout* multiplies all numbers of the last maps by a matrix, and ten scores come
    //: out. There is no bias anywhere. So three lists specify the whole network:
    //:
    //: - taps $K₁ … K_L$: how far each layer shifts,
    //: - features $F₀ … F_L$: how many maps go in and come out,
    //: - sizes $N₀ … N_L$: how large they are.
    //:
    //: The library builds it from these, and refuses lists that do not fit together. With L = 2 layers:
    let seed = notebook.seed
    let network = Sequential.shiftNetwork(
      taps: [1, 1], features: [1, 4, 8], sizes: [28, 14, 7], seed: seed)
    notebook.show(network)
    //: Its parameters follow from the lists: $F_(l−1) · F_l · (2K_l + 1)²$ for layer *l*, and $10 · F_L · N_L²$ for the
    //: readout.
    func parameters(_ taps: [Int], _ features: [Int], _ sizes: [Int]) -> Int {
      var count = 10 * features[taps.count] * sizes[taps.count] * sizes[taps.count]
      for layer in taps.indices {
        let side = 2 * taps[layer] + 1
        count += features[layer] * features[layer + 1] * side * side
      }
      return count
    }
    notebook.show("\(1 * 4 * 9) + \(4 * 8 * 9) + \(Numerals.text(10 * 8 * 49))")
    notebook.show(Numerals.text(parameters([1, 1], [1, 4, 8], [28, 14, 7])))
    //: - Question: How many parameters has a network with taps [2], features [1, 5] and sizes [28, 14]?
    //: - Answer: $1 · 5 · 25 + 10 · 5 · 196 = 9,925$.
    notebook.ask(
      .number(
        parameters([2], [1, 5], [28, 14]),
        slips: [
          5 * 25: "You forgot the readout: ten scores read all that is left.",
          5 * 9 + 10 * 5 * 196: "You kept K at 1: with two taps to either side, a kernel has 5×5.",
          5 * 25 + 5 + 10 * 5 * 196 + 10: "You added biases: this network has none.",
          5 * 25 + 10 * 5 * 784: "You skipped the pooling: the readout reads maps of 14×14.",
        ]))

    //: Other lists, other networks. Each line is built and counted as well:
    notebook.show(
      specificationTable(
        [
          ([1, 1], [1, 4, 8], [28, 14, 7]),
          ([2, 1], [1, 4, 8], [28, 14, 7]),
          ([1, 1], [1, 8, 16], [28, 14, 2]),
          ([3, 2, 1], [1, 6, 6, 6], [28, 28, 14, 7]),
        ], formula: parameters))
    //: ## Forward, on several images
    //: A batch of three images `(3, 1, 28, 28)` gives three rows of ten scores. The largest one is the answer: still a
    //: matter of luck, as nothing has been learned.
    let several = Tensor.stacked(fours).unsqueezed(axis: 1)
    let scores = network(several).value
    notebook.show("\(several.shape) → \(scores.shape)")
    notebook.show(scores.argmax(axis: 1))
    //: Is this really nothing but shifts? Here is the forward pass by hand: filters from shifted images, ReLU, pooling
    //: from shifted images; then all maps in one row, map by map and row by row, times the readout.
    func forward(_ image: Tensor) -> Tensor {
      var maps = [image]
      for bank in network.parameters.dropLast().map(\.value) {
        maps = (0..<bank.shape[0]).map { new in
          var sum = Tensor.zeros(maps[0].shape[0], maps[0].shape[1])
          for (old, map) in maps.enumerated() {
            sum += correlated(map, bank.selecting(new).selecting(old))
          }
          return halved(sum.relu())
        }
      }
      let features = Tensor.concatenated(maps.map { $0.reshaped(-1) })
      let readout = network.parameters[network.parameters.count - 1].value
      return matmul(readout, features.reshaped(-1, 1)).reshaped(-1)
    }
    let byHand = Tensor.stacked(fours.map(forward))
    let difference = (byHand - scores).abs().maximum()
    notebook.show(difference < 1e-4 ? "the same scores, up to rounding" : "other scores")

    //: - Question: There is no bias. By what are the scores multiplied if an image gets twice as bright?
    //: - Answer: By 2. Everything doubles: filters and means are weighted sums, and ReLU of twice a number is twice its
    //:   ReLU. So the answer stays what it was: contrast does not matter to it, though doubled scores make the network
    //:   surer. And an image that is all zeros has ten zeros for scores.
    notebook.ask(
      .number(
        network(several * 2).value[0, 0] / scores[0, 0],
        slips: [
          1: "You took the answer for the scores: which is largest stays, and all of them grow.",
          4: "You multiplied in each layer: the factor passes through and does not grow.",
          8: "You multiplied in each layer and in the readout: the factor passes through and does not grow.",
        ]))
    notebook.show(network(several * 0).value.abs().maximum())
    notebook.show(network(several * 2).value == scores * 2)

    //: ## Training
    //: Of the images to learn from, one in 17 is held back for *validation*: until the end of the lesson your network
    //: is judged by those. The test images, three of which you have seen, are kept for the last table. All images are
    //: normalised by the mean and the standard deviation of the training images.
    let drawn = try notebook.trainingData(drawn: 17_000)
    let held = drawn.count / 17
    let (mean, deviation) = drawn[0..<drawn.count - held].meanAndStandardDeviation
    let scaled = drawn.normalized(mean: mean, standardDeviation: deviation)
    let training = scaled[0..<drawn.count - held]
    let validation = scaled[drawn.count - held..<drawn.count]
    notebook.show("\(Numerals.text(training.count)) to learn from, \(Numerals.text(held)) held back")
    notebook.show("mean \(fixed(mean, 4)), standard deviation \(fixed(deviation, 4))")
    //: - Question: Contrast does not matter to the answer, so dividing changes no answer of a given network. Can
    //:   subtracting?
    //: - Answer: Yes. Black was 0, nothing at all to any filter. Now it is below zero, and filters answer to it. The
    //:   zeros that shifts bring in are no longer black either: seen from a normalised image they are a grey frame.
    notebook.ask(
      .choice(
        "yes, black is no longer zero",
        slips: [
          "no, contrast does not matter": "You took it for dividing: that keeps zeros, and subtracting does not.",
          "no, the mean is the same for all": "You subtracted from the scores: filters and ReLU come in between.",
          "no, a bias evens it out": "You counted on a bias: this network has none.",
        ]))

    //: The network learns by SGD at rate 0.01 with batches of 128, for five epochs. The loss of each step
    //: on one batch (an *iteration*) is kept.
    var losses: [Float] = []
    let epochs = notebook.epochs(5)
    func trained(_ name: String, _ network: Sequential) throws -> TrainedNetwork {
      losses = []
      let start = network.parameters.map(\.value)
      let optimizer = SGD(network.parameters, rate: 0.01)
      let classifier = Classifier(network, optimizer: optimizer, seed: seed)
      let bar = notebook.progress(name)
      try classifier.fit(
        training.images, training.labels, epochs: epochs, batchSize: 128,
        validation: (validation.images, validation.labels)
      ) { step in
        bar(step)
        losses.append(step.batchLoss)
      }
      return TrainedNetwork(start: start, classifier: classifier)
    }
    let main = try trained("start 1", network)
    let steps = training.batches(of: 128).count
    notebook.show("first loss \(fixed(losses[0])), \(steps) steps per epoch")
    notebook.show(
      lossFigure(losses), named: "loss",
      caption: "The loss of each step, and the mean of 25. A guess has a loss of ln 10 ≈ 2.30.",
      alt: "A jagged blue line that drops from far above the dashed line to below it, and then falls slowly.")
    //: A network that gives all ten classes the same probability has a loss of ln 10. This one starts higher: it is sure
    //: of its answers, and mostly wrong. Keep that in mind.
    //:
    //: A published run of this network, with the same settings on the 60,000 images of MNIST, read 62.32, 70.89,
    //: 75.60, 78.11 and 80.86 % of MNIST's test images correctly after epochs 1 to 5. Here it is beside yours:
    let published = [62.32, 70.89, 75.60, 78.11, 80.86]
    notebook.show(epochTable(main.history, beside: published))
    //: Compare with care. Batches of 128 cut MNIST's 60,000 images into 469 steps per epoch; how many steps yours had
    //: is shown above. Drawn digits are another task: they are varied on purpose. And the published run was measured on
    //: test images after each epoch, yours on images held back. Both kinds are new to the network, so neither run has
    //: an advantage. But whoever chooses, say, an epoch by such numbers must take other images for the final number.
    //: `--data mnist` gives your run the images of the published one, but for the share held back.

    //: ## The same, from other starts
    //: There is another reason not to expect the published numbers to the last digit. Change nothing but the random
    //: start, and train again, on the same images in the same order:
    var runs = [main]
    for start in 1...3 {
      let other = Sequential.shiftNetwork(seed: seed &+ UInt64(start))
      runs.append(try trained("start \(start + 1)", other))
    }
    notebook.show(startsTable(runs.map(\.history)))
    //: The last accuracies lie many points apart. A single run can land anywhere in such a spread. So quote several.
    //:
    //: Why do they differ that much? See how far training has moved the weights of each layer, measured by their size
    //: at the start: mean |change| over mean |start|, from the lowest of the four starts to the highest.
    notebook.show(movedTable(runs))
    //: The filters (0 and 3) have changed thoroughly, the readout (7) hardly at all. Its weights come from the normal
    //: distribution with standard deviation 1. They are large, and rate × gradient is small beside them. (Large weights
    //: make large scores, too: so the network was sure from its first step.) It seems that 36 + 288 = 324 filter
    //: coefficients have done nearly all of the learning. Test that: put the readout or the filters back to their
    //: start.
    notebook.show(try putBackTable(runs, validation))
    //: Without what its readout has learned, the network loses a few points. Without what its filters have learned, it
    //: is back at guessing. So the filters have learned to make maps that suit a readout which stays nearly as random
    //: as it began. How well that goes seems to depend on the start.
    //:
    //: If that is so, a smaller readout should help, as it can learn too. Take the same four starts, divide their
    //: readouts by √392, where 392 is how many numbers each score adds up, and change nothing else:
    var smaller: [TrainedNetwork] = []
    for start in 0...3 {
      let other = Sequential.shiftNetwork(seed: seed &+ UInt64(start))
      let readout = other.parameters[other.parameters.count - 1]
      readout.value /= Float(392).squareRoot()
      smaller.append(try trained("smaller \(start + 1)", other))
    }
    notebook.show(movedTable(smaller))
    //: Mind what the last row says. After dividing the start by √392, which is about 20, the same change would be twenty
    //: times as large a share of it. The rest is real: the readout's change itself is about twice what it was. The
    //: second filter bank, on the other hand, moves less than before. And now the readout is needed:
    notebook.show(try putBackTable(smaller, validation))
    //: Without what its readout has learned, the network guesses. Without what its filters have learned, it loses
    //: between 7 and 54 points, depending on the start.
    notebook.show(
      startsFigure(runs.map(\.history), smaller.map(\.history), published, steps: steps),
      named: "starts",
      caption: """
        Accuracy over the steps taken, on the images held back: four starts with the readout as drawn, and divided by √392. \
        The published run is measured on MNIST's test images.
        """,
      alt: "Four blue lines, spread out; four orange lines that rise steeply and end above them; the published run, "
        + "dashed.")
    //: Every network is trained. Now, at the end, measure all eight on the test images:
    let asked = test.normalized(mean: mean, standardDeviation: deviation)
    notebook.show(
      try spreadTable([("as drawn", runs), ("divided by √392", smaller)], asked))
    //: With the smaller readout the network reads far more images correctly, here from each of the four starts. That is
    //: likely but not certain: a small readout sends small gradients back to the filters. So an orange line may begin lower
    //: than the blue ones, and may take more epochs until it rises; one of `--seed 8` does. The linear layers of the
    //: course's other networks start small as well: unless told otherwise, `Linear` draws its weights within
    //: $±1 / √inputs$.

    //: ## In PyTorch, and further
    //: | here | in PyTorch |
    //: |---|---|
    //: | `shift(image, down: 1, right: 0)` | `torch.roll(image, 1, 0)`, but that one wraps around: what leaves comes back |
    //: | a bank of filters by shifts | `F.conv2d(x, kernels, padding=K)` with the kernels turned by 180° |
    //: | `shiftNetwork(taps:features:sizes:)` | `nn.Sequential` of `nn.Conv2d(…, bias=False)`, `nn.ReLU`, `nn.AvgPool2d` |
    //: | `initialization: .normal(standardDeviation: 1)` | `nn.init.normal_(layer.weight)` |
    //:
    //: To read on:
    //:
    //: - Alan Oppenheim and Ronald Schafer, *Discrete-Time Signal Processing*, 1989: shifts, taps and filters.
    //: - Ali Rahimi and Benjamin Recht, *Random Features for Large-Scale Kernel Machines*, 2007: random weights that stay,
    //:   and a readout that learns, the opposite of what happened here.
    //: - Taco Cohen and Max Welling, *Group Equivariant Convolutional Networks*, 2016: from shifts to turns.

    //: ## Where next
    //: You have built a network from three lists of numbers and have seen how much its start decides.
    //: [lesson-09-fashion](../lesson-09-fashion/) goes from digits to clothes, and to a larger network: it learns to
    //: tell ten kinds of garment apart.
  }
}
