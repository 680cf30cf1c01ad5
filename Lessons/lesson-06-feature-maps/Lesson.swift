import Checking
import Datasets
import Drawing
import Figures
import Learning
import Pages
import System
import TensorCore
import TrainingLessons
import Walkthrough

@main
struct FeatureMaps: Lesson {
  static let title = "Feature maps: what the layers make of an image"
  static let summary =
    "look at everything a trained network computes for an image, name each map by the layer that made it, "
    + "and tell which input pixels a value depends on."

  static func network(seed: UInt64) -> OwnNetwork? { OwnNetwork(.featureMapNetwork(seed: seed)) }

  static func walk(_ notebook: Notebook) throws {
    //: A trained network is often called a black box. It is not: every number in it can be looked at. In this lesson
    //: you train a small network and then follow images through it, layer by layer, forward and back.
    //:
    //: ## A network small enough to be seen whole
    //: The network has two convolutions of 3×3, one pooling, and two linear layers that decide. Each layer has a name
    //: here, so that we can say which one we are looking at.
    notebook.show(definitionOf: "featureMapNetwork", in: "Sources/Learning/Networks/FeatureMapNetwork.swift")
    let model = Sequential.featureMapNetwork(seed: notebook.seed)
    notebook.show(model)

    //: Nearly all parameters sit in `linear1`, which has a weight for each of $16 · 14 · 14 = 3,136$ numbers and each
    //: of its 32 units. The two convolutions share their few weights among all places.
    //:
    //: `layerOutputs` gives what each layer makes of a batch. Here are the shapes for one image and for a batch of 64;
    //: only the first size differs.
    let drawn = try notebook.trainingData(drawn: 13_000)
    let training = drawn[0..<drawn.count - 1_000]
    let validation = drawn[drawn.count - 1_000..<drawn.count]
    let test = try notebook.testData()
    func shapes(_ images: Tensor) -> [[Int]] {
      model.layerOutputs(Variable(constant: images)).map(\.shape)
    }
    notebook.show(shapesTable(model, shapes(training.images[0..<1]), shapes(training.images[0..<64])))

    //: - Question: Layers 0 to 4 do not mind how large an image is. What shape would `pool` give for a batch of 5 images
    //:   of 20×24 pixels?
    //: - Answer: `(5, 16, 10, 12)`. The padded convolutions keep height and width, and the pooling halves both. A layer
    //:   treats each image of a batch by itself, with the same weights.
    let wide = Sequential(input: [1, 20, 24]) {
      Conv2d(8, kernel: 3, padding: 1)
      Conv2d(16, kernel: 3, padding: 1)
      MaxPool2d(2)
    }
    notebook.ask(
      .shape(
        [5] + (wide.outputShapes.last ?? []),
        slips: [
          [5, 16, 20, 24]: "You stopped before the pooling: it halves height and width.",
          [5, 16, 14, 14]: "You kept the size of the digits: these images have another.",
          [5, 8, 10, 12]: "You took the first convolution's maps: the second makes sixteen.",
          [5, 16, 12, 10]: "You exchanged height and width: rows come first.",
          [16, 10, 12]: "You forgot the batch: its images come first.",
        ]))

    //: ## Training
    //: The network learns by Adam at rate 0.001, in batches of 64. The loss of every step is kept, and so are the
    //: kernels as they were at the start. Two things are for later: `firing` holds how often some units give more than
    //: zero, and `recording` what some layers gave after some of the steps.
    let kernelsBefore = model.parameters[0].value
    var losses: [Float] = []
    var firing = [(step: 0, share: share(of: "relu4", in: model, test))]
    let adam = Adam(model.parameters, rate: 0.001)
    let classifier = Classifier(model, optimizer: adam, seed: notebook.seed)
    let last = notebook.epochs(5) * training.batches(of: 64).count
    let asked = test.gathered([4, 7, 2].compactMap { test.labels.firstIndex(of: $0) })
    let recording = TrainingRecording(
      "the network", of: model, on: asked, maps: ["relu1", "pool"],
      keeping: { [1, 4, 16, 64, 256, last].contains($0) })
    let bar = notebook.progress("network")
    try classifier.fit(
      training.images, training.labels, epochs: notebook.epochs(5),
      validation: (validation.images, validation.labels)
    ) { step in
      bar(step)
      losses.append(step.batchLoss)
      recording.add(["loss": step.batchLoss])
      if [1, 4, 16, 64, 256].contains(losses.count) {
        firing.append((losses.count, share(of: "relu4", in: model, test)))
      }
    }
    notebook.show(epochTable(classifier.history))

    //: One step sees one batch of 64 images (the last of an epoch takes what is left), not the whole set, and its loss is
    //: the loss of that batch. So the last step of an epoch says little about the epoch: see how far the steps of the
    //: last epoch lie apart.
    let steps = training.batches(of: 64).count
    notebook.show(lastEpochTable(training, losses.suffix(steps), classifier.history))
    notebook.show(
      lossFigure(losses, classifier.history, steps: steps), named: "loss",
      caption: "The loss of each step, blue, and the mean of each epoch, orange. Steps scatter, as batches differ.",
      alt: "A blue jagged line that falls steeply and then slowly, and an orange one with a dot for each epoch.")

    //: ## What the first convolution learned
    //: The first layer has 8 kernels of 3×3. They started as random numbers, and training has moved most of them.
    let kernels = model.parameters[0].value
    notebook.show(
      kernelFigure(kernelsBefore, kernels), named: "kernels",
      caption: "The 8 kernels of layer 0, conv1, before and after training. Orange adds, blue subtracts.",
      alt: "Two rows of eight 3×3 patches in orange, white and blue, much alike.")

    //: Do you still recognise each kernel? Here is how far each was moved, and for how many of the first 500 test images
    //: its map fires, that is, has a value above zero after ReLU.
    notebook.show(kernelTable(kernelsBefore, model, test))

    //: A kernel whose map never fires is *dead*: its ReLU gives zero at every place of every image, so no gradient comes
    //: back, and training can no longer move it. If the table has one, its map has nothing above zero in any figure that
    //: follows. The section on units that never fire says how this comes about and what helps. Count the signs of the
    //: others:
    let living = mapShares(model, test).enumerated().filter { $1 > 0 }.map(\.0)
    let (old, new) = (kernelsBefore.gathered(rows: living), kernels.gathered(rows: living))
    let kept = Int((old * new .> 0).sum())
    notebook.show("\(kept) of \(new.count) living weights have kept their sign")

    //: Chance would keep about half. So training works on what the start has given: in most kernels you still see where
    //: they came from.

    //: ## One digit, layer by layer
    //: Take a test image that the network reads correctly and keep what every layer makes of it.
    let predictions = try classifier.predict(test.images)
    func example(of label: Int) -> Tensor {
      let index = test.labels.indices.first {
        test.labels[$0] == label && predictions[$0] == label
      }
      return test.images[(index ?? 0)..<(index ?? 0) + 1]
    }
    let digit = example(of: 4)
    let outputs = model.layerOutputs(Variable(constant: digit)).map(\.value)
    notebook.show(
      Figure(columns: 2) {
        ImagePanel(digit.selecting(0), title: "input", side: 112)
        mapGrid(outputs, 0, model, colors: .diverging)
      }, named: "layer-0-conv1",
      caption: "Eight kernels, eight maps. Orange is above zero, blue below; one scale for all.",
      alt: "A digit, and eight maps of it in orange and blue.")

    //: ReLU sets everything below zero to zero. What was blue is gone.
    notebook.show(
      Figure { mapGrid(outputs, 1, model) }, named: "layer-1-relu1",
      caption: "The same eight maps after ReLU. The darkest violet is zero.",
      alt: "Eight maps: most show the digit bright on dark, one dark on a brighter ground, and one is empty.")

    //: The second convolution looks at all eight maps at once and makes sixteen new ones.
    notebook.show(
      Figure { mapGrid(outputs, 2, model, colors: .diverging) },
      named: "layer-2-conv2",
      caption: "Sixteen maps, each made of all eight before.",
      alt: "Sixteen maps of the digit in orange and blue, some at one edge of a stroke.")
    notebook.show(
      Figure { mapGrid(outputs, 3, model) }, named: "layer-3-relu2",
      caption: "After ReLU: of each map, what is above zero.",
      alt: "Sixteen maps, most bright on dark, each with other parts of the digit.")

    //: - Question: How many products are added up in one value of `conv2`? Its windows have 3×3 pixels.
    //: - Answer: 72: nine in each of the eight maps that it reads. The bias comes on top.
    notebook.ask(
      .number(
        model.parameters[2].value.count / 16,
        slips: [
          9: "You took one map: a kernel has a slice for each of the eight.",
          144: "You took the maps that come out: each of the sixteen has sums of its own.",
          1_152: "You counted all kernels: one value is the work of one of them.",
        ]))

    //: Pooling keeps the largest of every 2×2 pixels. Half as high, half as wide, and still easy to recognise.
    notebook.show(
      Figure { mapGrid(outputs, 4, model) }, named: "layer-4-pool",
      caption: "The same sixteen maps at 14×14. This is what the linear layers get.",
      alt: "Sixteen coarser maps, most bright on dark.")

    //: ## Draw it a digit
    //: On the page you can do this yourself: here is the network you have just trained, with all its maps. Draw a digit, or
    //: choose one, and ask any value where it comes from.
    notebook.show(model, on: test, named: "the-network-reads")

    //: ## Earlier in training
    //: What did all this look like while the network learned? Here is how sure it was of three test images after some
    //: of its steps. On the page you can wind it back and see kernels and maps as they were. At the start the kernels
    //: are random numbers, and yet their maps show the digit already.
    notebook.show(
      certaintyFigure(recording, asked), living: try .recorded([recording]), named: "earlier-in-training",
      caption:
        "The probability of the true class of three test images, after 0, 1, 4, 16, 64 and 256 steps and the last.",
      alt: "Three rows of probabilities that begin near a tenth and end far above it.")

    //: ## Name a map by the layer that made it
    //: The figures above carry the index and the name of their layer. That matters. Convolution, convolution, pooling:
    //: it is tempting to number the pictures in this way. But a ReLU is a layer too, and takes an index.
    let guesses = ["first convolution", "second convolution", "pooling"]
    notebook.show(namesTable(model, outputs, guesses))

    //: Layer 1 holds eight maps, not sixteen, and nothing below zero: it is the ReLU of the first convolution. The
    //: maps of the second convolution come one step later, at index 2, and the pooled ones at index 4.
    notebook.show(outputs[1] == outputs[0].relu())

    //: And then there is `relu3`, a ReLU after the pooling of a ReLU. It finds nothing to do: the largest of numbers
    //: that are not negative is not negative.
    notebook.show(outputs[5] == outputs[4])

    //: - Question: Pool first, and apply ReLU once, afterwards. Which pooling gives the same maps as ReLU before it?
    //: - Answer: Maximum pooling. ReLU never makes the smaller of two numbers the larger, so the largest stays the
    //:   largest. It even saves work: ReLU has only a quarter as many numbers to go through. A mean counts negative
    //:   numbers, so there ReLU must come first.
    notebook.ask(
      .choice(
        maxPool2d(outputs[2], window: 2).relu() == outputs[4] ? "maximum pooling alone" : "none of them",
        slips: [
          "average pooling alone": "You exchanged the two: dropping negative numbers first changes a mean.",
          "both": "You took ReLU for linear: the mean of 4 and −4 is 0, and after ReLU it is 2.",
          "neither": "You feared for the order: ReLU never makes the smaller of two numbers the larger.",
        ]))
    notebook.show(maxPool2d(outputs[2], window: 2).relu() == outputs[4])

    //: ## One scale or sixteen
    //: A picture shows no numbers. If every map is stretched to its own range, a map of small values looks as strong as
    //: one of large values. If all share one scale, you can compare them, but see little of the faint ones.
    notebook.show(
      scalesFigure(outputs[3], model), named: "shared-and-separate-scales",
      caption: "The same maps twice. Left, one scale for all; right, each map stretched to its own range.",
      alt: "Two grids of sixteen maps: on the right all are bright, on the left some are dim.")
    let peaks = (0..<16).map { outputs[3].selecting(0).selecting($0).maximum() }
    let (least, most) = (fixed(peaks.min() ?? 0), fixed(peaks.max() ?? 0))
    notebook.show("largest value of a map: from \(least) to \(most)")

    //: ## One pixel, followed back
    //: A pixel of a feature map is computed from a patch of the map before, that patch from a larger patch before it,
    //: and so on down to the image. What it depends on in the image is its *receptive field*. This function takes a
    //: range of rows, or of columns, back through one layer:
    func seen(
      _ pixels: Range<Int>, kernel: Int, stride: Int = 1, padding: Int = 0
    ) -> Range<Int> {
      let first = pixels.lowerBound * stride - padding
      let last = (pixels.upperBound - 1) * stride - padding + kernel - 1
      return first..<last + 1
    }

    //: Follow row 6 of the pooled maps back to the image:
    let conv2Rows = seen(6..<7, kernel: 2, stride: 2)
    let conv1Rows = seen(conv2Rows, kernel: 3, padding: 1)
    let inputRows = seen(conv1Rows, kernel: 3, padding: 1)
    notebook.show("conv2 \(conv2Rows), conv1 \(conv1Rows), input \(inputRows)")

    //: - Question: Suppose a second pooling of 2×2 with stride 2 followed. How many rows of the image would one of its pixels
    //:   see?
    //: - Answer: 8. It sees two rows of the first pooling, so four of `conv2`, six of `conv1` and eight of the image.
    let twicePooled = seen(seen(3..<4, kernel: 2, stride: 2), kernel: 2, stride: 2)
    notebook.ask(
      .number(
        seen(seen(twicePooled, kernel: 3, padding: 1), kernel: 3, padding: 1).count,
        slips: [
          12: "You doubled the field: neighbouring fields overlap.",
          7: "You added one row: a second row of the first pooling is two more rows of `conv2`.",
          4: "You stopped at conv2: each of the two convolutions sees two rows more.",
        ]))

    //: So a pooled pixel sees 6×6 pixels of the input. A pixel of the second convolution sees 5×5, one of the first
    //: 3×3, and a unit of `linear1` all 28×28.
    let three = seen(13..<14, kernel: 3, padding: 1)
    let five = seen(three, kernel: 3, padding: 1)
    let fields: [(layer: Int, at: Int, field: Range<Int>)] = [
      (0, 13, three), (2, 13, five), (4, 6, inputRows), (7, 0, 0..<28),
    ]
    notebook.show(
      fieldsFigure(digit, outputs, fields, model), named: "receptive-fields",
      caption: "Above, one value of each layer, framed. Below, what it depends on.",
      alt: "Three maps and a grid of units, one value of each framed; below, the digit with frames of 3, 5, 6 and 28 "
        + "pixels.")

    //: Check this by trying. Make 784 copies of the image, and in each change one pixel: black if it is bright, else
    //: white. Send them all through the network. Which of them change the values at the places above?
    let changed = Tensor.stacked(
      (0..<784).map { pixel in
        var copy = digit.selecting(0)
        let (row, column) = (pixel / 28, pixel % 28)
        copy[0, row, column] = copy[0, row, column] < 0.5 ? 1 : 0
        return copy
      })
    let changedOutputs = model.layerOutputs(Variable(constant: changed)).map(\.value)
    let influences = fields.dropLast().map { influence(outputs[$0.layer], changedOutputs[$0.layer], at: $0.at) }

    //: The change is added up over the maps of the layer, and drawn at the pixel that caused it. The frame is the
    //: receptive field. Of the image only this part is drawn, with three pixels around it; the table counts all pixels.
    notebook.show(
      influenceFigure(influences, fields, model), named: "influence",
      caption: """
        How much each input pixel in and near the frame changes one place of a layer: outside it, not at all. One \
        scale for all.
        """,
      alt: "Three heat maps, bright inside a small frame and dark outside it.")
    notebook.show(influenceTable(influences, fields, model))

    //: The receptive field says what a value *can* depend on. Within it some pixels count for more than others: from
    //: the second convolution on, mostly those near the middle, as more paths lead from them to the same place. And in
    //: one image a pixel may count for nothing, where a ReLU gives zero or another pixel of the window is the largest.

    //: ## Three digits side by side
    //: Each map comes from one kernel, which looks for the same thing in every image. Here are three digits, map by map.
    let digits = [0, 4, 3].map(example)
    let maps = digits.map { model.layerOutputs(Variable(constant: $0)).map(\.value) }
    notebook.show(
      comparisonFigure(digits, maps, 1, model), named: "three-digits-relu1",
      caption: "Each column is one map of layer 1, relu1: what its kernel finds, it finds in any digit.",
      alt: "Three rows, one for each digit, and nine columns: the digit and its eight maps.")
    notebook.show(
      comparisonFigure(digits, maps, 4, model), named: "three-digits-pool",
      caption: "The sixteen maps of layer 4, pool, for the same digits.",
      alt: "Three rows and seventeen columns: the digit and its sixteen coarse maps.")

    //: Compare the columns. With the default seed, map 10 of `pool` is brightest along upright strokes: both strokes
    //: of the 4, the left side of the 0 and its right bend, but only pieces of the 3. Map 12 shows level strokes: most of
    //: the 3, and the bow and the foot of the 4.
    //:
    //: What the maps of `pool` have found is still spread over the places where it was found. The linear layers bring the
    //: places together.

    //: ## Units that never fire
    //: A unit *fires* when its ReLU lets something through. Count, for each unit of `relu4`, on what share of the test
    //: images it fires, before and after training.
    firing.append((losses.count, share(of: "relu4", in: model, test)))
    let fires = firing[firing.count - 1].share
    notebook.show(
      firingFigure(firing[0].share, fires), named: "firing",
      caption:
        "How often each of the 32 units fires. A cross: for no image. Neither bar nor cross: for very few images.",
      alt: "Bars for 32 units before and after training. After training many have a cross in place of a bar.")
    let silent = firing[0].share.indices.filter { firing[0].share[$0] == 0 }
    let dead = fires.indices.filter { fires[$0] == 0 }
    notebook.show("never, before training: \(silent)")
    notebook.show("never, after training: \(dead)")
    notebook.show(firingTable(firing))

    //: A unit that is zero for every image is *dead*. A few are so from the start: the numbers that come in are
    //: not negative and similar for all digits, so a random weighted sum of them may be negative for every one.
    //:
    //: Most of the others die in the very first step; look at the second row. At first Adam moves every weight that has
    //: a gradient by nearly the same amount, its rate, whether that gradient is large or small. A unit has 3,136
    //: weights. If most of those that move go the same way, its sum jumps far up or far down for every image at once.
    //: Units that jumped up come back. Units that jumped down mostly do not: where a ReLU gives zero, no gradient
    //: passes. Adam remembers earlier gradients, so the weights of such a unit move on in the same direction for a
    //: while, and then they stay. Only a change in the layers before can wake it.
    //:
    //: - Question: Adam moves 3,136 weights by 0.001 each, all upward, and each meets an input of 0.5. By how much does the
    //:   unit's sum rise?
    //: - Answer: By $3,136 · 0.001 · 0.5 = 1.568$. That is a long way for one step: many small moves add up.
    notebook.ask(
      .number(
        3_136 * 0.001 * 0.5,
        slips: [
          0.0005: "You took one weight: all of them move, and the sum adds them up.",
          3.136: "You forgot the inputs: each weight is multiplied by what it meets.",
          1_568: "You forgot the rate: a weight moves by a thousandth.",
        ]))

    //: Look at the gradient of the dead units' weights over a thousand training images. And since a dead unit says
    //: nothing, nothing is lost when the network stops listening to it, that is, when its weights in `linear2` become 0:
    let largest = largestGradient(of: dead, in: model, over: training.prefix(1000))
    let with = try classifier.predict(test.images)
    silence(dead, in: model)
    let without = try classifier.predict(test.images)
    notebook.show("\(dead.count) dead, largest |gradient| \(largest)")
    notebook.show("same predictions without them: \(with == without)")

    //: What helps? Three remedies are often named. A smaller rate makes the first jump smaller. *He's start* (see
    //: [lesson-05-lenet](../lesson-05-lenet/)) draws larger weights, for which a step of the same size matters less. A
    //: *leaky ReLU* lets a little through below zero, a tenth here, so the gradient always finds a way back. One epoch
    //: of 4,000 images each, from three starts, all counted on the validation images (with other first weights and fewer
    //: images than above, so the first row need not agree with the count above):
    notebook.show(try remediesTable(training.prefix(4_000), validation, seed: notebook.seed))

    //: On average a fifth of the rate silences fewer units, but it learns less in the same time. He's start makes no clear
    //: difference here. With the leaky ReLU only a few units stay below zero, and those can come back.

    //: In a convolution a dead kernel silences a whole map. And in a map that is alive, some places may never fire, and
    //: others always.
    let some = test.prefix(200)
    let seenBy = model.layerOutputs(Variable(constant: some.images)).map(\.value)
    notebook.show(silenceTable(model, seenBy, layers: [1, 3, 4]))
    notebook.show(
      placesFigure((seenBy[3] .> 0).mean(axes: 0), model),
      named: "where-maps-fire",
      caption:
        "The share of 200 test images for which each place of layer 3, relu2, fires: violet never, yellow always.",
      alt: "Sixteen heat maps. In most the middle is bright and the border dark, in one it is the opposite.")

    //: A map that is bright at the border answers to empty background: its bias, and what `relu1` makes of black, add up
    //: to more than zero. With the default seed some maps also have a bright line, one pixel wide, along an edge. There
    //: the kernel meets the zeros of the padding, and elsewhere a background that the layers before have made different
    //: from zero.

    //: ## Which pixels matter
    //: Now backward. The network's answer is the class with the largest logit. Here a logit is called a *score*. How
    //: would the largest score change if one pixel became a little brighter? That is the gradient of the score with
    //: respect to the image: as many numbers as pixels.
    notebook.show(definitionOf: "pixelGradient", in: "Lessons/lesson-06-feature-maps/Probing.swift")

    //: `selection` says which score is asked for: 1 for the one that has won, 0 for all others (`chosen` makes such a
    //: row). Training took the same way back, from the loss to the weights. Here it leads from a score to the image.
    let scores = model(digit).value
    let winner = scores.argmax()
    let gradient = pixelGradient(digit, model, of: chosen(winner))
    notebook.show("score of class \(winner): \(fixed(scores[0, winner]))")

    //: Put it to the test: make one pixel brighter by 0.01, and compare. Do so for the pixel with the largest gradient,
    //: and for the one whose gradient is most negative.
    notebook.show(
      brighterTable(digit, gradient, [gradient.argmax(), (-gradient).argmax()]) {
        model($0).value[0, winner] - scores[0, winner]
      })

    //: Drawn as a picture, a *saliency map*, it shows where a small change would matter: orange pixels would raise the
    //: score if they were brighter, blue ones would lower it. The right column asks another question: what raises the
    //: winner's score *more* than that of the class in second place?
    notebook.show(
      gradientFigure(digits, model, test.classNames) { image, winner, second in
        [chosen(winner), chosen(winner) - chosen(second)].map { pixelGradient(image, model, of: $0) }
      }, named: "input-gradients",
      caption:
        "The gradient of the winner's score, and of its lead over the second. Orange: brighter pixels raise it.",
      alt: "Three digits, and beside each two pictures of the same size in orange and blue around its strokes.")

    //: The gradient is about small changes, and about this image only. It tells what a pixel *would* do, not what it
    //: does: black background may be orange. And a bright stroke whose gradient is small may still matter, as taking it
    //: away altogether is not a small change.

    //: - Question: A pixel with the gradient −0.7 becomes darker by 0.02. By how much does the score change?
    //: - Answer: It rises by about 0.014: $(−0.7) · (−0.02) = 0.014$. A pixel that speaks against the answer helps it by
    //:   becoming darker.
    notebook.ask(
      .number(
        -0.7 * -0.02,
        slips: [
          -0.014: "You made it brighter: darker is a change below zero.",
          -0.7: "You gave the gradient: it has still to be multiplied by the change.",
          0.7: "You turned the gradient round: it has still to be multiplied by the change.",
          35: "You divided: the change of the score is gradient times change of the pixel.",
        ]))

    //: ### A coarser map: Grad-CAM
    //: The gradient may also stop earlier, at the maps of `pool`. Its mean over a map says how much that map speaks for
    //: the answer. Multiply each map by that mean, add all sixteen up, and keep what is above zero. This is *Grad-CAM*
    //: (Selvaraju and others, 2017). It is coarse, 14×14 here, and says in which places the network has found what
    //: speaks for its answer.
    notebook.show(
      gradCAMFigure(digits, model), named: "grad-cam",
      caption: "Bright: here lies what speaks for the answer. One scale for all.",
      alt: "Three digits, and beside each a coarse map, bright along parts of its strokes.")

    //: ## Cover a part
    //: The gradient asks about small changes. *Occlusion* asks about a large one: lay a black square of 5×5 pixels over
    //: the image, place by place, and note by how much the winner's score falls.
    notebook.show(
      occlusionFigure(digits, model), named: "occlusion",
      caption: "Orange: with this place covered, the winner's score falls. Blue: it rises. One scale for all.",
      alt: "Three digits, and beside each a map with orange spots on the strokes that decide.")

    //: ## Fool it
    //: If the gradient says how to help an answer, it also says how to spoil it. Take the gradient of the *loss* with
    //: respect to the image, and move each pixel by one small step in the direction that raises the loss. This is the
    //: *fast gradient sign method* (Goodfellow and others, 2015). The picture hardly changes. Such an image is called an
    //: *adversarial example*.
    notebook.show(
      foolingFigure(test.prefix(200), model, by: 0.1),
      named: "adversarial-example",
      caption: "Each pixel moves by 0.1 in the direction that raises the loss, but not beyond black or white.",
      alt: "A digit, a pattern in orange and blue, and the digit with that pattern, much the same to the eye.")
    //: How many of 500 test images are still read correctly?
    notebook.show(foolingTable(model, test.prefix(500), notebook.generator(6)))

    //: Compare the columns. Steps of the same size in random directions do little harm. So what fools a network is less
    //: the size of a change than its direction, and the gradient finds that direction.

    //: ## In PyTorch, and further
    //: | here | in PyTorch |
    //: |---|---|
    //: | `model.layerOutputs(x)`, every layer's result | a *forward hook*: `layer.register_forward_hook(…)` |
    //: | `model.parameters[0].value` | `model[0].weight.detach()` |
    //: | `score.gradients(of: [pixels])` | `pixels.requires_grad_()`, then `torch.autograd.grad(score, pixels)` |
    //: | `LeakyReLU(0.1)` | `nn.LeakyReLU(0.1)` |
    //:
    //: To read on:
    //:
    //: - Matthew Zeiler and Rob Fergus, *Visualizing and Understanding Convolutional Networks*, 2014: occlusion.
    //: - Karen Simonyan, Andrea Vedaldi and Andrew Zisserman, *Deep Inside Convolutional Networks*, 2014: gradients of
    //:   scores.
    //: - Ian Goodfellow, Jonathon Shlens and Christian Szegedy, *Explaining and Harnessing Adversarial Examples*, 2015.
    //: - Ramprasaath Selvaraju and others, *Grad-CAM: Visual Explanations from Deep Networks via
    //:   Gradient-Based Localization*, 2017.

    //: ## Where next
    //: You have sent gradients back to the image. Training sends them back to every weight at every step.
    //: [lesson-07-gradients](../lesson-07-gradients/) watches them on their way.
  }
}
