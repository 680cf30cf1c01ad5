import Checking
import Datasets
import Drawing
import Figures
import Learning
import System
import TensorCore
import TrainingLessons
import Walkthrough

@main
struct Regularization: Lesson {
  static let title = "Regularisation: learning what holds for other images"
  static let summary =
    "say what dropout does to every number of a network, and measure whether "
    + "it helps; choose an optimiser, a rate and a batch size by trying them; "
    + "and count what a large kernel costs."

  static func walk(_ notebook: Notebook) throws {
    //: A network that has learned its training images by heart knows nothing of others. *Regularisation* is whatever
    //: makes it learn what holds for other images as well. In this lesson you train a network by a recipe that is
    //: handed on a lot: two kinds of *dropout*, log-probabilities, an optimiser called Adadelta, batches of 32. Then
    //: you take every part of the recipe out, look at it by itself, and measure what it is good for.
    //:
    //: ## The network
    //: Two convolutions of 3×3, one pooling, two linear layers. New are the two layers called dropout, and the last
    //: one.
    notebook.show(definitionOf: "dropoutNetwork", in: "Sources/Learning/Networks/DropoutNetwork.swift")
    let model = Sequential.dropoutNetwork(seed: notebook.seed)
    notebook.show(model)

    //: Without padding a 3×3 kernel costs a pixel at each edge: 28, 26, 24 pixels a side, and 12 after pooling. So
    //: `Flatten` gives $32 · 12 · 12 = 4,608$ numbers. Now count the parameters of the four layers that have some:
    //: outputs × inputs of one output, and a bias for each output.
    let inputs = 32 * 12 * 12
    let counts = [
      16 * (1 * 9) + 16, 32 * (16 * 9) + 32, 64 * inputs + 64, 10 * 64 + 10,
    ]
    notebook.show(sum(counts))

    //: - Question: The whole recipe guards against learning by heart. Which layer could do that best?
    //: - Answer: The first linear layer. It has 294,976 of the 300,426 parameters, and none of them is shared between
    //:   two places. Both dropouts stand next to it: one takes away some of its inputs, the other some of its
    //:   outputs.

    //: ## What comes out is a logarithm
    //: The images are normalised: minus the mean of all training pixels, divided by their standard deviation. The
    //: test images go by the same two numbers, those of the training images.
    let unscaled = try notebook.trainingData(drawn: 8_000)
    let (mean, deviation) = unscaled.meanAndStandardDeviation
    let training = unscaled.normalized(mean: mean, standardDeviation: deviation)
    let pictures = try notebook.testData()
    let test = pictures.normalized(mean: mean, standardDeviation: deviation)
    notebook.show(
      "\(Numerals.text(training.count)) images, mean \(fixed(mean, 4)), "
        + "standard deviation \(fixed(deviation, 4))")

    //: Put one image into the untrained network. It is easy to take what comes out for the probabilities of the
    //: classes.
    let first = test.images[0..<1]
    let output = model(first).value
    notebook.show(output)

    //: Probabilities are not negative, and they add up to 1. What does this add up to? And what do its powers of e?
    notebook.show(output.sum())
    notebook.show(output.exp().sum())

    //: The layer is called `LogSoftmax`: its output is the *logarithm* of the softmax. To read a probability, take
    //: `exp`. The largest logarithm belongs to the largest probability, so for the winner alone you need not.
    //:
    //: The loss that goes with it is the *negative log-likelihood*: minus the log-probability of the right class,
    //: averaged over the batch. It only has to pick numbers. Logits and `crossEntropy` come to the same:
    let some = test.prefix(64)
    let logits = model.outputs(Variable(constant: some.images))[10]
    let byLogits = crossEntropy(logits, some.labels)
    let likelihood = negativeLogLikelihood(logSoftmax(logits), some.labels)
    notebook.show("\(byLogits.value.item) and \(likelihood.value.item)")

    //: What if the two are mixed up? Here is one image whose logit is 9 for a wrong class and 0 for all others, the
    //: right class among them. Four ways to give it to a loss, and how hard each pulls at the right logit:
    let chains: [(name: String, loss: (Variable) -> Variable)] = [
      ("crossEntropy(logits)", { crossEntropy($0, [1]) }),
      ("NLL(logSoftmax)", { negativeLogLikelihood(logSoftmax($0), [1]) }),
      ("crossEntropy(logSoftmax)", { crossEntropy(logSoftmax($0), [1]) }),
      ("NLL(softmax)", { negativeLogLikelihood(softmax($0), [1]) }),
    ]
    notebook.show(chainsTable(chains, logit: 9))

    //: The third is harmless: the powers of log-probabilities already add up to 1, so a second `logSoftmax` changes
    //: nothing. The fourth is not. It runs, and its loss falls below zero, where minus the logarithm of a
    //: probability never is. And where the network is most wrong it hardly pulls.

    //: ## Dropout, number by number
    //: In training, dropout sets each number to 0 with probability p. The numbers that stay are divided by 1 − p.
    //: That is all. Chance comes as one number in 0…1 for each number of `x`:
    let x = Tensor([[1, 2, 3, 4], [5, 6, 7, 8]])
    notebook.show(definitionOf: "dropped", in: "Lessons/lesson-10-regularization/Dropping.swift")
    var chance = notebook.generator(3)
    let uniform = Tensor.uniform(2, 4, in: 0..<1, using: &chance)
    notebook.show(uniform)
    notebook.show(dropped(x, uniform, p: 0.25))

    //: The library does the same. A generator takes the place of the numbers, and every step of training gets
    //: another.
    let byLibrary = dropout(Variable(x), rate: 0.25, using: notebook.generator(3))
    notebook.show(byLibrary.value == dropped(x, uniform, p: 0.25))
    notebook.show(
      dropoutFigure(
        x, notebook.generator(3), notebook.generator(4), rate: 0.25),
      named: "inverted-dropout",
      caption: """
        Two steps of training, and what happens when the network is asked: every step has a mask of its own. \
        Asking needs none.
        """,
      alt: "Three rows: the numbers 1 to 8, times a mask of zeros and 1.33, give a matrix with holes; in the last "
        + "row the mask is all ones.")

    //: Why divide? Because in use nothing is dropped, and a unit that was used to three quarters of its inputs would
    //: get all of them. Draw 10,000 masks and take the mean of what is passed on:
    let copies = Tensor.ones(10_000, 1) * x.reshaped(1, -1)
    let masked = dropout(
      Variable(constant: copies), rate: 0.25, using: notebook.generator(5)
    ).value
    let means = [masked, masked * 0.75].map { $0.mean(axes: 0).elements }
    notebook.show(meansTable(["divided by 1 − p", "not divided"], means))

    //: Divided, each number keeps its mean. As first published, dropout did not divide in training; it multiplied by
    //: 1 − p in use. Dividing in training is called *inverted* dropout. It leaves the network in use as it is, and
    //: you only have to switch dropout off.

    //: - Question: With p = 0.5, what does the mask do to the gradient?
    //: - Answer: The same as to the numbers. What was dropped had no say in the result and gets no gradient; what
    //:   stayed was doubled, and so is its gradient. Below, with p = 0.5, the gradient of the sum is the mask.
    let watched = Variable(x)
    dropout(watched, rate: 0.5, using: notebook.generator(3)).sum().backward()
    notebook.show(watched.gradient ?? x)

    //: What is that good for? A unit cannot count on any one of its inputs, for it may be missing. So it has to learn
    //: what holds without its neighbours. And no image is ever seen twice by the same network: each step trains
    //: another thinned-out one, and all of them share their weights.

    //: ## Dropping whole maps
    //: After a convolution that does not work so well: much of what a dropped pixel had to say, its neighbours say
    //: too. How much? Guess each number of the pooled maps as the mean of the four numbers around it, and see how
    //: much of the variance within a map is explained.
    let hundred = test.prefix(100)
    let maps = model.outputs(Variable(constant: hundred.images))[4].value
    notebook.show(definitionOf: "explainedByNeighbours", in: "Lessons/lesson-10-regularization/Dropping.swift")
    let explained = explainedByNeighbours(maps)
    notebook.show("explained by the neighbours: \(percent(explained))")

    //: `Dropout2d` therefore drops maps, each as a whole. What one kernel found is gone everywhere, and the others
    //: have to do without.
    let pooled = Variable(constant: maps[0..<1])
    let dice = notebook.generator(6)
    notebook.show(
      mapsFigure(
        pooled.value, dropout(pooled, rate: 0.25, using: dice).value,
        dropout2d(pooled, rate: 0.25, using: dice).value),
      named: "dropout-of-maps",
      caption: """
        Sixteen of the 32 pooled maps of one image. Either dropout leaves three quarters of the numbers, \
        more or less, and makes them larger. One scale for all.
        """,
      alt: "Three grids of sixteen small maps: whole; riddled with dark pixels; some maps all dark and the others a "
        + "little brighter.")

    //: `Dropout2d` has to stand *before* `Flatten`. After it there are no maps left to drop: of a row of 4,608 numbers
    //: each is taken for a map of its own. Nothing complains, the shapes are the same, and what you get is ordinary
    //: dropout, bit by bit:
    let flat = pooled.reshaped(1, inputs)
    let wholeMaps = dropout2d(flat, rate: 0.25, using: dice).value
    let plain = dropout(flat, rate: 0.25, using: dice).value
    notebook.show(wholeMaps == plain)

    //: Count in both places, with ones in place of the maps:
    let ones = Variable(constant: Tensor.ones(100, 32, 12, 12))
    let places = [
      ("before Flatten", ones), ("after Flatten", ones.reshaped(100, inputs)),
    ]
    notebook.show(dropsTable(places, rate: 0.25, using: dice))

    //: ## Adadelta
    //: The optimiser of the recipe was made so that nobody need choose a rate. For each parameter it keeps two
    //: running means: s, of squared gradients, and u, of its own squared steps. From them it makes the next step:
    //:
    //: > $step = √(u + ε) / √(s + ε) · gradient$
    //:
    //: It has the size of earlier steps, whatever the size of the gradient. A rate was added later; the recipe says
    //: 0.5.
    notebook.show(definitionOf: "adadelta", in: "Lessons/lesson-10-regularization/Adadelta.swift")

    //: Three parameters whose gradient stays the same: 0.001, 1, and 1000.
    let sizes: [Float] = [0.001, 1, 1000]
    let steps = sizes.map { adadelta([Float](repeating: $0, count: 100)) }
    notebook.show(stepsTable(sizes, steps, rows: [1, 2, 3, 10, 100]))

    //: Gradients of 1 and of 1000 make the same steps: the size drops out, as with Adam. The first step is small,
    //: since there are no earlier steps to measure by and only ε stands in for them; the steps then make each other
    //: larger. And the smallest gradient is left behind: its squares are no larger than ε.
    //:
    //: The library makes the same steps:
    notebook.show(librarySteps(gradient: 1, count: 100, like: steps[1]))

    //: ## The recipe
    //: Batches of 32, two epochs, rate 0.5. A line goes to the log every so many batches, as training programs like
    //: to do.
    let classifier = Classifier(
      model, optimizer: Adadelta(model.parameters, rate: 0.5),
      loss: negativeLogLikelihood, seed: notebook.seed)
    let bar = notebook.progress("recipe")
    var log: [TrainingProgress] = []
    try classifier.fit(
      training.images, training.labels, epochs: notebook.epochs(2),
      batchSize: 32, validation: (test.images, test.labels)
    ) { now in
      bar(now)
      if (now.step - 1) % (1 + now.steps / 6) == 0 { log.append(now) }
    }
    notebook.show(logTable(log))
    notebook.show(epochTable(classifier.history))

    //: One image that the network gets right and one that it gets wrong. The bars are `exp` of what comes out.
    let result = try classifier.evaluate(test.images, test.labels)
    notebook.show(
      answersFigure(model, test, pictures, result), named: "answers",
      caption: "An image beside the ten probabilities: above one that is read rightly, below the first that is not.",
      alt: "Two images, and beside each a bar for every class; above one bar is nearly 1, below another bar than "
        + "that of the truth is the highest.")

    //: - Question: In the first epoch the accuracy in training is far below that on test images. Has the network
    //:   learned the test images?
    //: - Answer: No. It has never learned from them. The accuracy in training is counted while the network is still
    //:   changing, and with dropout at work. The next table takes both away.
    notebook.show(definitionOf: "accuracy", in: "Lessons/lesson-10-regularization/Dropping.swift")
    let sets = [("training", training.prefix(1000)), ("test", test.prefix(1000))]
    notebook.show(offAndOnTable(model, sets, dropping: notebook.generator))

    //: `evaluate`, `predict` and a plain call of the model switch dropout off; only `fit` switches it on. In PyTorch
    //: that is your own task: `model.eval()` before you measure, `model.train()` before you go on. Whoever forgets
    //: the first reads off the right column.

    //: On the page you can draw this network a digit, too. Its weights are rounded to 16 bits each there, so that the page
    //: stays small; so the answers are those of the rounded network.
    notebook.show(
      model, on: pictures, named: "the-network-reads", mean: mean,
      standardDeviation: deviation)

    //: ## Twice 3×3, or once 5×5
    //: Why two convolutions in a row? A pixel of the second sees 3×3 pixels of the first, and each of those 3×3 of
    //: the image. Together they see 5×5. Count on how many ways each pixel gets to the result, with kernels of ones:
    let nine = Tensor.ones(1, 1, 3, 3)
    let ways = convolve2d(nine.selecting(0).padded(by: 2), kernel: nine)
    notebook.show(
      waysFigure(ways.selecting(0)), named: "twice-three-by-three",
      caption: """
        Ways to the result. Above, two kernels of 3×3 one after the other; framed, what the middle pixel of \
        the first maps sees. Below, one kernel of 5×5.
        """,
      alt: "A 5×5 square with 1 2 3 2 1 in its first row and 9 in its middle leads to a 3×3 square of ones and on to "
        + "one cell; below, a 5×5 square of ones leads there at once.")

    //: With no activation between them, two kernels even *are* one kernel of 5×5: the first with a border of two
    //: zeros, correlated with the second turned by 180°.
    let image = pictures.images[0..<1]
    var random = notebook.generator(7)
    let one = Tensor.uniform(1, 1, 3, 3, in: -1..<1, using: &random)
    let two = Tensor.uniform(1, 1, 3, 3, in: -1..<1, using: &random)
    let five = convolve2d(one.padded(by: 2), kernel: two.flipped(axes: 2, 3))
    let twice = convolve2d(convolve2d(image, kernel: one), kernel: two)
    notebook.show(five.shape)
    notebook.show(convolve2d(image, kernel: five).isClose(to: twice))

    //: So it is the ReLU in between that makes two layers more than one. And what do they cost? With as many channels
    //: going in as coming out, 2 · 9 weights stand against 25 for each pair of channels. Counted by the library, for
    //: maps of 12×12:
    notebook.show(
      costTable([
        ("16 → 16 → 16, twice 3×3", input: 16, [(16, 3), (16, 3)]),
        ("16 → 16, once 5×5", input: 16, [(16, 5)]),
        ("1 → 16 → 32, twice 3×3", input: 1, [(16, 3), (32, 3)]),
        ("1 → 32, once 5×5", input: 1, [(32, 5)]),
      ]))

    //: The rule holds where channels are many on both sides. At the very beginning, where one channel comes in, it is
    //: the other way about: the network of this lesson has nearly six times the parameters of one 5×5 layer there.
    //: What it buys is a ReLU more, and 16 maps to combine.

    //: ## Why not 27×27?
    //: If a larger kernel sees more, why not one that sees nearly everything? Compare two networks: a small one with
    //: kernels of 3×3, and one whose 16 kernels have 27×27 weights. Same images, same steps.
    notebook.show(definitionOf: "smallNetwork", in: "Lessons/lesson-10-regularization/Networks.swift")
    notebook.show(definitionOf: "largeKernels", in: "Lessons/lesson-10-regularization/Networks.swift")
    let small = smallNetwork(notebook.seed)
    let large = largeKernels(notebook.seed)
    let part = training.prefix(4000)
    for network in [small, large] {
      let classifier = Classifier(
        network, optimizer: Adam(network.parameters, rate: 0.002),
        loss: negativeLogLikelihood, seed: notebook.seed)
      try classifier.fit(part.images, part.labels, epochs: 3, batchSize: 32)
    }
    let background = test.images.minimum()
    let aside = test.images.shifted(right: 3, value: background)
    notebook.show(
      rivalsTable([("3×3", small), ("27×27", large)], test, moved: aside))
    notebook.show(
      kernelsFigure(image, small, large), named: "small-and-large-kernels",
      caption: """
        Above, the places of a kernel: 3×3 has 676, of which one is drawn, 27×27 has these four. Below, what \
        was learned. Most 27×27 kernels are pictures of strokes, each in its one place.
        """,
      alt: "A digit with a small frame, and one with four frames that nearly cover it. Below, 8 kernels of nine "
        + "cells, and 16 of nearly the image's size, most with blots of orange and blue.")

    //: Moved by three pixels, both suffer, as they have only seen images that stand in the middle; the network of
    //: large kernels loses more. A kernel of 27×27 hardly slides. It is a linear layer in all but name: each weight
    //: belongs to one place of the image, and what it learns about a stroke there says nothing about the same stroke
    //: elsewhere. Small kernels find the stroke wherever it is, and leave *where* to the layers that follow.

    //: ## Few images
    //: Now to dropout's purpose. It is needed most where images are few, so take 200. Five times over: other images,
    //: another start, another order, once without dropout and once dropping 0.2 of the maps and 0.7 of the units. Now
    //: and then the loss and the accuracy are measured, dropout off, on those 200 and on the test images.
    let judges = test.prefix(2000)
    let trial = FewImages(training, judges, seed: notebook.seed)
    notebook.show(definitionOf: "learn", in: "Lessons/lesson-10-regularization/FewImages.swift")
    let epochs = [1, 2, 4, 8, 12, 16, 24, 32, 40]
    let without = try (0..<5).map { run in
      try trial.learn(run, images: 200, measuredAfter: epochs)
    }
    let with = try (0..<5).map { run in
      try trial.learn(
        run, images: 200, measuredAfter: epochs, maps: 0.2, units: 0.7)
    }
    notebook.show(
      overfittingFigure(without, with), named: "overfitting",
      caption: "Pale, the five runs; strong, their mean. Dashed, the loss on the 200 images that were learned from.",
      alt: "Left, losses: both dashed lines fall towards zero; on test images the blue line without dropout turns up "
        + "again, the orange one with dropout ends lower. Right, accuracies, orange above blue at the end.")

    //: Look at the left chart first. Without dropout the loss on the 200 images goes to zero, while on other images
    //: it falls, turns, and rises: the network becomes ever surer, and where it is wrong it is surely wrong. That is
    //: *overfitting*. With dropout learning takes longer, and the turn comes later and is gentler.
    //:
    //: The right chart is calmer: the mean accuracy hardly falls, it stops rising. In numbers, run by run, after the last
    //: epoch; and beside them what 400 images do without dropout, in about as many steps:
    let double = try (0..<5).map { run in
      try trial.learn(run, images: 400, measuredAfter: [20])
    }
    notebook.show(runsTable(without, with, double))

    //: With the default seed and drawn digits, dropout lowers the loss in each of the five runs. It gets more images
    //: right in four of them, and fewer in one: had that been your only run, you would have thought that dropout does
    //: harm. And on average, 400 images without dropout get more right than 200 with it. Dropout makes more of what
    //: there is; it does not replace what is missing. Is it the same with other images? Run the lesson with
    //: `--data garments`, and compare the two halves of the table.

    //: - Question: Would it have been enough to stop training early?
    //: - Answer: It would have helped. Without dropout the loss is lowest early on, and stopping there is called *early
    //:   stopping*. But with dropout it gets lower still, as the next table says. And you need test images to know
    //:   when, and these can then no longer judge the network: take a third set for that.
    notebook.show(turningPoints(without, with))

    //: ## Four optimisers from one start
    //: SGD, SGD with momentum 0.9, Adam, Adadelta. *Momentum* keeps a part of the way it was going: to each gradient it
    //: adds 0.9 of what it went by in the step before. All get the same network with the same random weights, and the
    //: same 2,400 images in the same order, for two epochs. A race is only fair if each may choose its rate. So each
    //: gets three. The losses are means over the second epoch, and the test accuracy is that of the best rate:
    let racers: [Racer] = [
      Racer("SGD", [0.03, 0.1, 0.3]) { SGD($0, rate: $1) },
      Racer("momentum", [0.01, 0.03, 0.1]) {
        SGD($0, rate: $1, momentum: 0.9)
      },
      Racer("Adam", [0.001, 0.003, 0.01]) { Adam($0, rate: $1) },
      Racer("Adadelta", [0.3, 1, 3]) { Adadelta($0, rate: $1) },
    ]
    let course = Race(training.prefix(2400), judges, seed: notebook.seed)
    notebook.show(definitionOf: "run", in: "Lessons/lesson-10-regularization/Race.swift")
    let race = try racers.map { racer in
      try racer.rates.map { rate in
        try course.run { racer.optimizer($0, rate) }
      }
    }
    notebook.show(raceTable(racers, race))
    notebook.show(
      raceFigure(racers, race), named: "race",
      caption: "The loss in training, each optimiser at the best of its three rates; means of ten steps.",
      alt: "Four falling lines. Nearly all the way that of SGD is the highest and that of Adam the lowest.")

    //: How much of this is the optimiser's doing, and how much its rate's? Compare the best of all rows with the
    //: worst of their bests, and then the best and the worst within each row:
    let bests = race.map { runs in runs.map(\.lastLoss).min() ?? 0 }
    let worsts = race.map { runs in runs.map(\.lastLoss).max() ?? 0 }
    let within = zip(bests, worsts).map { fixed($1 - $0) }
    notebook.show("between: \(fixed((bests.max() ?? 0) - (bests.min() ?? 0)))")
    notebook.show("within: \(within.joined(separator: ", "))")

    //: A poor rate costs about as much as a poor optimiser, or more. "Adam was better" says little unless you know
    //: which rates both were allowed; and where the best of a row stands at its end, the race is not over. Still,
    //: with the default seed there is an order: momentum gets further than plain SGD, and the two that measure their
    //: steps by the gradients seen get furthest.

    //: ## Batch sizes
    //: Plain SGD again, two epochs over the same 2,400 images, in batches of 2 to 512. Large batches take fewer steps.
    //: So there are two ways to compare: at one rate for all, or with a rate that grows with the batch.
    let batchSizes = [2, 8, 32, 128, 512]
    let sameRate = try batchSizes.map { size in
      try course.run(batchSize: size) { SGD($0, rate: 0.05) }
    }
    let scaledRate = try batchSizes.map { size in
      try course.run(batchSize: size) { SGD($0, rate: 0.05 * Float(size) / 32) }
    }
    notebook.show(
      batchesFigure(batchSizes, sameRate, scaledRate), named: "batch-sizes",
      caption: "The loss over the images seen; means of about 300 images, or one batch where that is more.",
      alt: "Left, five lines that fan out: those for 2 and 8 end lowest, that for 512 hardly falls. Right, the lines "
        + "for 2, 8 and 32 lie close together, those for 128 and 512 jump.")

    //: How good is the gradient of a batch? Ask two batches of one size, and see how far they agree: the cosine of
    //: the angle between their gradients, 1 if they point the same way, 0 if they have nothing in common.
    notebook.show(definitionOf: "agreement", in: "Lessons/lesson-10-regularization/BatchSizes.swift")
    let agreements = batchSizes.map { size in
      agreement(of: course.images.batches(of: size), scaledRate[2].network)
    }
    notebook.show(
      batchesTable(batchSizes, sameRate, scaledRate, agreements))

    //: At one rate, batches of 8 reach the lowest loss: they take about sixteen times as many steps as those of 128.
    //: Batches of 2 take more steps still, but two of them hardly agree on where to go. With the rate in proportion,
    //: 2, 8 and 32 do much the same: four short steps, each by its own few images, lead to about where one step of
    //: four times the length leads. That goes well until the step is too long. Then the loss jumps about, and it is
    //: of no use that the batches agree.
    //:
    //: What large batches are good for is the machine, which works faster on many images at once. How much faster, on
    //: yours, the terminal shows.
    notebook.showInTerminal(speedTable(batchSizes, sameRate))

    //: ## Where you are now
    //: This was the last lesson. You began with an image as numbers and a kernel slid by hand; you know now what
    //: padding, stride and channels do to a shape, and you can predict every size and count every parameter. You have
    //: seen where pooling looks away, what a trained network makes of an image, layer by layer, and how a gradient
    //: finds its way back to a single weight. And you have measured, instead of believed: the network that did not
    //: learn, the softmax too many, the seed that decides by several points, the optimiser that is nothing without
    //: its rate.
    //:
    //: From here:
    //:
    //: - `swift run course` lists all lessons and their exercises, and which of them you have solved.
    //: - `swift run -c release recipes` trains the networks of the course with their published settings, from several
    //:   seeds each, and with `--data mnist` on the real digits.
    //: - Save a model, as in [lesson-09-fashion](../lesson-09-fashion/), and go on with it in PyTorch: the parameters
    //:   have the same names and the same layout there.
    //: - Change something. Take a layer out, double a rate, halve the images, and say beforehand what will happen.
    //:   Where you are wrong, there is something to learn.
  }
}
