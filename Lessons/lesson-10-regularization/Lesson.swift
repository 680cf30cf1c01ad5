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
    "see a network overfit, compare the remedies fairly, say what dropout does to every "
    + "number, and choose an optimiser, a rate and a batch size by trying them."

  static func walk(_ notebook: Notebook) throws {
    //: A network can know its training images by heart and still do much worse on others: it does not *generalise*.
    //: *Regularisation* is whatever makes it learn what holds for other images as well. In this lesson you see the
    //: problem first. A widely copied recipe (a network with its optimiser, rate and batch size) shows what two kinds
    //: of dropout do. Then five remedies stand on one chart, small kernels meet large ones, and the recipe is trained.
    //: At the end come a fair race of optimisers and a look at batch sizes.
    //:
    //: ## The problem: few images
    //: Of the images to learn from, 500 are held back for validation: how strong each remedy is to be is chosen by
    //: them, and nothing is chosen by the test images. All are normalised by the mean and the standard deviation of the
    //: images to learn from, held-back ones included.
    let unscaled = try notebook.trainingData(drawn: 6_500)
    let (mean, deviation) = unscaled.meanAndStandardDeviation
    let scaled = unscaled.normalized(mean: mean, standardDeviation: deviation)
    let training = scaled[0..<scaled.count - 500]
    let validation = scaled[scaled.count - 500..<scaled.count]
    let pictures = try notebook.testData()
    let test = pictures.normalized(mean: mean, standardDeviation: deviation)
    let testPart = test.prefix(1000)
    notebook.show(
      "\(Numerals.text(scaled.count)) images, mean \(fixed(mean, 4)), "
        + "standard deviation \(fixed(deviation, 4))")

    //: Now let a small network learn from 200 images alone. It does so five times over, each time from other images, from
    //: another start and in another order. Adam goes through them 24 times, with batches of 32 and rate 0.004. (Its two
    //: dropout layers do nothing yet, as their rates are 0. They and the last layer, `LogSoftmax`, are explained below.)
    notebook.show(definitionOf: "smallNetwork", in: "Lessons/lesson-10-regularization/Networks.swift")
    let trials = FewImages(
      training: training, validation: validation, test: testPart,
      mean: mean, deviation: deviation, seed: notebook.seed)
    let none = try trials.chosen([Remedy(name: "none")])
    notebook.show(
      overfittingFigure(none), named: "overfitting",
      caption: "Five runs on 200 images each, and their mean, on these images and on others.",
      alt: "The loss on the 200 images falls to zero; the mean on validation images falls, turns, and rises.")

    //: The loss on the 200 images goes to zero, while the mean on other images falls, turns, and rises: the network
    //: becomes ever surer, and where it is wrong it is confidently wrong. That is *overfitting*.
    //:
    //: Watch the first run once more, one pass through the 200 images after the other. Beside it stands the same run on
    //: images that move by up to two pixels at random in every pass. (In a browser you also see their answers to four
    //: test images: two that the first reads correctly in the end and two that it does not.)
    let asked = twoCorrectAndTwoWrong(none.runs[0].test, pictures.prefix(1000))
    let passes = try [
      Remedy(name: "the images as they are"),
      Remedy(name: "images that move", shift: 2),
    ].compactMap { try trials.learn($0, 0, asking: asked).recording }
    notebook.show(
      watchedFigure(passes), living: try .recorded(passes, unit: "pass"),
      named: "overfitting-watched",
      caption: """
        The same 200 images, as they are and moved at random in each pass. Both training losses are measured on the \
        images as they are.
        """,
      alt:
        "Two charts of two lines. Left they part: training falls to zero, validation falls and then rises. Right they "
        + "stay closer.")

    //: ## What can be done
    //: - *More images*, where they can be had.
    //: - *Augmentation* makes new images of those you have, in ways that keep their class. Here each image is moved by
    //:   up to two pixels in every pass, at random.
    //: - *Weight decay* makes every step shrink the weights as well: $w ← w − rate · decay · w$. Small weights make
    //:   smoother functions. Adam with this kind of decay is called *AdamW*.
    //: - *Early stopping* measures the validation loss now and then, and keeps the weights for which it was lowest.
    //: - *Dropout* switches parts of the network off at random while it learns. The next sections look into it.
    //:
    //: (*Batch normalisation*, `BatchNorm2d`, subtracts from each channel its mean over the batch and divides by its
    //: standard deviation, and then scales and shifts by two numbers that are learned. It was made to train deep networks
    //: faster; in use it takes running means from training in place of a batch's. As every batch has another mean it also
    //: regularises a little, but it is not on the chart below.)

    //: - Question: A weight is 2, its gradient is 0, the rate is 0.004 and the decay 3. What is the weight after the step?
    //: - Answer: 1.976: $2 − 0.004 · 3 · 2$. It shrinks by a share of itself, even where the loss does not care.
    notebook.ask(
      .number(
        2 - 0.004 * 3 * 2, within: 0.001,
        slips: [
          2: "You waited for the gradient: decay shrinks the weight without one.",
          1.988: "You forgot the weight itself: it shrinks by a share of what it is.",
          2.024: "You turned the sign round: decay makes weights smaller.",
          -4: "You forgot the rate: a step takes only 0.004 of the decay.",
        ]))

    //: ## A recipe: the network
    //: The network of the recipe has two convolutions of 3×3, one pooling, and two linear layers. The next two sections
    //: explain its two layers called dropout, and a later one its last layer.
    notebook.show(definitionOf: "dropoutNetwork", in: "Sources/Learning/Networks/DropoutNetwork.swift")
    let model = Sequential.dropoutNetwork(seed: notebook.seed)
    notebook.show(model)

    //: Without padding a 3×3 kernel costs a pixel at each edge: 28, 26, 24 pixels a side, and 12 after pooling. So
    //: `Flatten` gives $32 · 12 · 12 = 4,608$ numbers. Now count the parameters of the four layers that have some: each
    //: map or unit has a weight for every number that it reads, and a bias.
    let inputs = 32 * 12 * 12
    let counts = [
      16 * (1 * 9) + 16, 32 * (16 * 9) + 32, 64 * inputs + 64, 10 * 64 + 10,
    ]
    notebook.show(sum(counts))

    //: - Question: Which layer could best learn images by heart?
    //: - Answer: The first linear one. It has 294,976 of the 300,426 parameters, and none of them is shared between
    //:   two places. Both dropouts stand next to it: one takes away some of its inputs, the other some of its
    //:   outputs.
    notebook.ask(
      .choice(
        counts.max() == counts[2] ? "the first linear layer" : "another",
        slips: [
          "the first convolution": "You went by the image: sixteen kernels of nine weights hold little of it.",
          "the second convolution": "You went by the work: its few weights are shared among all places.",
          "the last linear layer": "You went by its place next to the answer: it has only 650 parameters.",
        ]))

    //: ## Dropout, number by number
    //: In training, dropout sets each number to 0 with probability p. The numbers that stay are divided by 1 − p.
    //: Chance comes as a random number between 0 and 1 for each number of `x`:
    let x = Tensor([[1, 2, 3, 4], [5, 6, 7, 8]])
    notebook.show(definitionOf: "dropped", in: "Lessons/lesson-10-regularization/Dropping.swift")
    var chance = notebook.generator(3)
    let uniform = Tensor.uniform(2, 4, in: 0..<1, using: &chance)
    notebook.show(uniform)
    notebook.show(dropped(x, uniform, p: 0.25))

    //: - Question: With p = 0.2, what becomes of a 6 that stays?
    //: - Answer: 7.5: $6 / (1 − 0.2)$.
    notebook.ask(
      .number(
        dropped(Tensor([[6]]), Tensor([[0.9]]), p: 0.2)[0, 0],
        slips: [
          6: "You left it as it was: what stays is divided by 1 − p.",
          4.8: "You multiplied by 1 − p: it has to make up for what is dropped.",
          30: "You divided by p: that is the share that goes, not the one that stays.",
          8: "You took the p from above: here it is 0.2.",
        ]))

    //: The library does the same with a generator of random numbers, and every step of training gets another.
    let byLibrary = dropout(Variable(x), rate: 0.25, using: notebook.generator(3))
    notebook.show(byLibrary.value == dropped(x, uniform, p: 0.25))
    notebook.show(
      dropoutFigure(
        x, notebook.generator(3), notebook.generator(4), rate: 0.25),
      named: "inverted-dropout",
      caption: "Two steps of training, each with a mask of its own, and the network in use, which needs none.",
      alt: "Three rows: the numbers 1 to 8, times a mask of zeros and 1.33, give a matrix with holes; in the last "
        + "row the mask is all ones.")

    //: Why divide? Because in use, also called *inference*, nothing is dropped, and a unit that was used to three quarters
    //: of its inputs would get all of them. Draw 10,000 masks and take the mean of what is passed on:
    let copies = Tensor.ones(10_000, 1) * x.reshaped(1, -1)
    let masked = dropout(
      Variable(constant: copies), rate: 0.25, using: notebook.generator(5)
    ).value
    let means = [masked, masked * 0.75].map { $0.mean(axes: 0).elements }
    notebook.show(meansTable(["divided by 1 − p", "not divided"], means))

    //: Divided, each number keeps its mean, up to luck: a mean of 10,000 masks typically misses by about 0.6 %, at
    //: times by twice that or more. As first published, dropout did not divide in training; it multiplied the weights
    //: by 1 − p in use. Dividing in training is called *inverted* dropout. It leaves the network in use as it is, and
    //: you only have to switch dropout off.

    //: - Question: With p = 0.5, what gradient does a number that stayed get from the sum of all numbers?
    //: - Answer: 2. The mask does the same to the gradient as to the numbers. What was dropped had no say in the result and
    //:   gets no gradient; what stayed was doubled, and so is its gradient.
    let halved = Variable(x)
    dropout(halved, rate: 0.5, using: notebook.generator(3)).sum().backward()
    notebook.ask(
      .number(
        halved.gradient?.maximum() ?? 0,
        slips: [
          1: "You forgot the division: what stays was divided by a half.",
          0.5: "You multiplied by p: what stays is made larger.",
          0: "You took one that was dropped: only those get nothing.",
        ]))

    //: For all numbers, the gradient of the sum is the mask:
    let watched = Variable(x)
    dropout(watched, rate: 0.5, using: notebook.generator(3)).sum().backward()
    notebook.show(watched.gradient ?? x)

    //: What is that good for? A unit cannot count on any one of its inputs, for it may be missing. So it has to learn
    //: what holds without it. And an image is hardly ever seen twice by the same network: each step trains another
    //: thinned-out one, and all of them share their weights.

    //: ## Dropping whole maps
    //: After a convolution, dropping single numbers takes little away: much of what a dropped pixel had to say, its
    //: neighbours say too. How much? In the recipe's network, before any training, guess each number of the pooled maps as
    //: the mean of the four numbers around it, and see how much of the variance within a map (the square of its standard
    //: deviation) is explained.
    let hundred = test.prefix(100)
    let maps = model.layerOutputs(Variable(constant: hundred.images))[4].value
    let explained = explainedByNeighbours(maps)
    notebook.show("explained by the neighbours: \(percent(explained))")

    //: `Dropout2d` therefore drops maps, each as a whole. What one kernel found is gone everywhere, and the others
    //: have to do without.
    let pooled = Variable(constant: maps[0..<1])
    let dice = notebook.generator(6)
    notebook.show(
      mapsFigure(pooled.value, rate: 0.25, using: dice),
      named: "dropout-of-maps",
      caption: """
        Sixteen of the 32 pooled maps of one image. Pink is dropped; either dropout leaves three quarters of the \
        numbers, more or less, and makes them larger. One scale for all.
        """,
      alt: "Three grids of sixteen small maps: whole; riddled with pink pixels; some maps all pink and the others a "
        + "little brighter.")

    //: `Dropout2d` has to stand *before* `Flatten`. After it there are no maps left to drop: each of the 4,608 numbers
    //: in the row is taken for a map of its own. The shapes are the same, and what you get is ordinary dropout, bit for
    //: bit. (PyTorch does the same, with a warning.)
    let flat = pooled.reshaped(1, inputs)
    let wholeMaps = dropout2d(flat, rate: 0.25, using: dice).value
    let plain = dropout(flat, rate: 0.25, using: dice).value
    notebook.show(wholeMaps == plain)

    //: ## All remedies on one chart
    //: Each remedy gets the same five sets of 200 images and the same five starts, and goes through the images 24
    //: times. Only the last one gets 400 images, and goes through them 12 times. Three remedies have a strength, and each
    //: tries two: dropout drops 0.1 of the maps and 0.4 of the units, or 0.2 and 0.7; weight decay is 0.3 or 3; images move
    //: by up to one pixel or up to two. The strength with the lower mean validation loss is kept, and its networks are
    //: tested, once.
    let results = try trials.results(of: candidates(), beside: none)
    notebook.show(
      remediesFigure(results), named: "remedies",
      caption: "Five runs each, a dot for each, and a line at their mean. Mind that the axes do not begin at zero.",
      alt:
        "Six rows of five dots. Left, accuracy: 400 images and augmentation lie furthest to the right. Right, loss.")
    notebook.show(remediesTable(results))
    notebook.show(pairsTable(results))

    //: Look at one chart after the other. Every remedy lowers the loss. But only two of them clearly raise the
    //: accuracy: more images, and augmentation, which needs no new images at all. A moved digit is a digit that the
    //: network has not seen. Dropout gains about one point, less than runs differ from each other. Here each run is
    //: ahead of the one on the same images without dropout, but with `--seed 1` dropout loses a little. It would take
    //: more than five runs to prove a gain of this size. Weight decay even costs about three points on average, and no
    //: run gains by it. Early stopping loses a lot in one run; in the others it makes no clear difference. The moment
    //: to stop and the strength of the decay were chosen by the loss, not by the accuracy. (Dropout, decay and
    //: augmentation all kept the stronger of their two settings, so a still stronger one might do better.)
    //:
    //: How can the loss fall when the accuracy does not rise? The loss also asks how sure the network is. Call the
    //: probability that it gives to its own answer its *confidence*. A network is *calibrated* if it is correct in
    //: seven of ten cases in which it says "70 %", in nine of ten in which it says "90 %", and so on. Then its mean
    //: confidence equals its accuracy. Compare the two (differences are taken before rounding):
    notebook.show(confidenceTable(results))

    //: Without a remedy the network is far too sure, and each remedy brings its confidence nearer to what it can do.
    //:
    //: Two warnings. These are small digits, 200 of them, and one small network: elsewhere the order may be different.
    //: (Run the lesson with `--data garments` and compare.) And one run of each, instead of five, could have shown
    //: early stopping ahead of no remedy at all, or far behind it.

    //: ## Why not 27×27?
    //: All these remedies leave the layout of the network as it is. But the layout, too, decides how well a network
    //: does on other images. Take the size of the kernels. A larger kernel sees more, and
    //: [lesson-03-channels](../lesson-03-channels/) counted what it costs. Why not one that sees nearly everything?
    //: Compare two networks whose linear layers read 64 numbers each: one has two layers of 3×3 kernels with pooling,
    //: the other 16 kernels of 27×27. Both get the same 2,000 images, the same number of steps, and three starts.
    //: Accuracies are means over the starts, with the lowest and the highest in brackets.
    let part = training.prefix(2000)
    let rivals = try [smallKernels, largeKernels].map { try threeStarts(of: $0, on: part, seed: notebook.seed) }
    let aside = testPart.images.shifted(right: 3, value: testPart.images.minimum())
    notebook.show(
      rivalsTable([("3×3", rivals[0]), ("27×27", rivals[1])], testPart, moved: aside))
    notebook.show(
      kernelsFigure(pictures.images[0..<1], rivals[0][0], rivals[1][0]), named: "small-and-large-kernels",
      caption: """
        Above, one of the 676 places of a 3×3 kernel, and all four places of a 27×27 kernel. Below, the first kernels of \
        one start, each size on a scale of its own.
        """,
      alt: "A digit with a small frame, and one with four frames that nearly cover it. Below, 16 kernels of nine "
        + "cells, and 16 of nearly the image's size, most with blots of orange and blue.")

    //: The network of large kernels has more than twice the parameters. Still it reads fewer digits correctly, and loses
    //: more when they are moved. A kernel of 27×27 hardly slides: it is nearly a linear layer, in which each weight belongs
    //: to one place of the image. Small kernels find a stroke wherever it is, and they have few weights, so there is room
    //: for a second layer. (They do more work: each is used at 676 places, and a large one at four. The second layer and the
    //: pooling have their part in the gap.) Moved by three pixels, both networks suffer, as they have only seen digits in
    //: the middle of the image.

    //: ## What comes out is a logarithm
    //: Back to the recipe. Put one image into its untrained network. It is easy to take what comes out for the
    //: probabilities of the classes.
    let first = test.images[0..<1]
    let output = model(first).value
    notebook.show(output)

    //: Probabilities are not negative, and they add up to 1. What does this add up to? And what do the powers of e with
    //: these exponents add up to?
    notebook.show(output.sum())
    notebook.show(output.exp().sum())

    //: The last layer is called `LogSoftmax`: its output is the *logarithm* of the softmax. To read a probability, take
    //: `exp`. The largest logarithm belongs to the largest probability, so for the answer alone you need no `exp`.
    //:
    //: - Question: For a class −2.3026 comes out. What is its probability?
    //: - Answer: 0.1, the power of e with that exponent.
    notebook.ask(
      .number(
        Tensor(-2.3026).exp().item,
        slips: [
          Tensor(2.3026).exp().item: "You lost the sign: a probability is not above 1.",
          0.005: "You took powers of 10: the logarithm is the natural one.",
          -2.3026: "You took it for the probability: a probability is not negative.",
        ]))

    //: The loss that goes with it is the *negative log-likelihood*, NLL: minus the log-probability of the true class,
    //: averaged over the batch. It only has to pick numbers. `crossEntropy` is both in one, log-softmax and NLL, and takes
    //: logits.
    //:
    //: What if the two are mixed up? Here is one image whose logit is 9 for a wrong class and 0 for all others, the
    //: true class among them. Four ways to give it to a loss, and how hard each pulls at the logit of the true class:
    notebook.show(chainsTable(logit: 9))

    //: The first two are the same. The third is harmless: the powers of e with log-probabilities as exponents already add
    //: up to 1, so a second `logSoftmax` changes nothing. The fourth does harm. It runs, but its loss is below zero, where
    //: minus the logarithm of a probability never is. And where the network is most wrong, it hardly pulls.

    //: ## The recipe
    //: Now train the recipe's network on all training images, for two epochs, in batches of 32. Its optimiser,
    //: *Adadelta* with rate 0.5, is explained in the next section. Three times in each epoch a line goes to the log.
    let classifier = Classifier(
      model, optimizer: Adadelta(model.parameters, rate: 0.5),
      loss: negativeLogLikelihood, seed: notebook.seed)
    let bar = notebook.progress("recipe")
    var log: [TrainingProgress] = []
    try classifier.fit(
      training.images, training.labels, epochs: notebook.epochs(2),
      batchSize: 32, validation: (validation.images, validation.labels)
    ) { now in
      bar(now)
      if (now.step - 1) % (1 + now.steps / 3) == 0 { log.append(now) }
    }
    notebook.show(logTable(log))
    notebook.show(epochTable(classifier.history))

    //: One image that the network reads correctly and one that it does not. The bars are `exp` of what comes out.
    let result = try classifier.evaluate(test.images, test.labels)
    notebook.show(
      answersFigure(model, test, pictures, result), named: "answers",
      caption:
        "An image beside the ten probabilities: above one that is read correctly, below the first that is not.",
      alt: "Two images, and beside each a bar for every class; above one bar is nearly 1, below another bar than "
        + "that of the truth is the highest.")

    //: - Question: In the first epoch the accuracy in training is far below that on validation images. How can that be?
    //: - Answer: Most images of the epoch were read before the network had learned from the others, and with parts of it
    //:   switched off. The validation images are read at its end, by the whole network. Dropout alone makes a difference
    //:   of a few points, as the next table shows.
    notebook.ask(
      .choice(
        "it is counted while the network learns, with dropout",
        slips: [
          "it has learned the validation images": "You suspected a leak: nothing is learned from those images.",
          "it overfits": "You exchanged the two: who overfits does better on what was learned from.",
          "validation images are easier": "You blamed the images: both sets were drawn alike.",
        ]))
    let sets = [("training", training.prefix(1000)), ("test", test.prefix(1000))]
    notebook.show(offAndOnTable(model, sets, dropping: notebook.generator))

    //: `evaluate`, `predict` and a plain call of the model leave dropout off. `fit` switches it on, and so does a call
    //: with a generator for the masks, `model(images, training: generator)`, as the last column needs it. In PyTorch
    //: the switch is your own task: `model.eval()` before you measure, `model.train()` before you go on. Whoever
    //: forgets the first gets the numbers of the last column.
    //:
    //: On the page you can draw this network a digit, too. Choose *cover a part* and drag the grey square over your digit:
    //: does a network that was trained with holes in its maps stay sure when a stroke is missing? (The page's weights are
    //: rounded to 12 bits each, which keeps it small; its answers are the rounded network's.)
    notebook.show(
      model, on: pictures, named: "the-network-reads", mean: mean,
      standardDeviation: deviation)

    //: ## Adadelta
    //: The optimiser of the recipe was made so that nobody has to choose a rate. For each parameter it keeps two
    //: running means: s, of squared gradients, and u, of its own squared steps. From them it makes the next step:
    //:
    //: > $step = √(u + ε) / √(s + ε) · gradient$
    //:
    //: Such a step is about as large as earlier steps, whatever the size of the gradient. (ε, here 10⁻⁶, makes the
    //: first step possible. The means keep 0.9 of what they were.) The weight moves by −rate · step: libraries have
    //: added a rate, and the recipe says 0.5.
    //:
    //: Three parameters whose gradient stays the same, 0.001, 1 and 1,000, and the steps that each of them takes:
    notebook.show(stepsTable(gradients: [0.001, 1, 1000], rate: 0.5, rows: [1, 2, 3, 10, 100]))

    //: Gradients of 1 and of 1,000 make the same steps: the size drops out, as with Adam. The first step is small,
    //: since there are no earlier steps to measure by and only ε stands in for them; the steps then make each other
    //: larger. And the smallest gradient is left behind: its square is no larger than ε.
    //:
    //: Adadelta is often said to suit *sparse* data, where a weight seldom gets a gradient. Try it with two weights:
    //: the gradient of one is 1 in every step; that of the other is 1 in every tenth step, and 0 in between.
    notebook.show(sparseTable(steps: 1_000))

    //: SGD moves the second weight a tenth as far, just as it gets a tenth of the gradients. Adam makes up for a part of
    //: that: where gradients are rare, the root of their mean square, by which it divides, is small as well. Adadelta leaves
    //: the second weight even further behind than SGD does: it measures steps by earlier ones, and nine of ten were 0.

    //: ## Four optimisers from the same starts
    //: Which optimiser is best? Let four race: SGD, SGD with momentum 0.9, Adam, and Adadelta. With *momentum*, a step
    //: follows not the gradient but a velocity, which in each step becomes 0.9 of what it was, plus the gradient. All
    //: get the small network of the first section, the same 1,600 images in the same order for two epochs, and the same
    //: three starts. A race is only fair if each may choose its rate. So each gets three, and is judged at its best one:
    //: the rate with the lowest training loss over the second epoch, averaged over the three starts.
    let racers: [Racer] = [
      Racer("SGD", [0.03, 0.1, 0.3]) { SGD($0, rate: $1) },
      Racer("momentum", [0.01, 0.03, 0.1]) {
        SGD($0, rate: $1, momentum: 0.9)
      },
      Racer("Adam", [0.003, 0.01, 0.03]) { Adam($0, rate: $1) },
      Racer("Adadelta", [1, 3, 10]) { Adadelta($0, rate: $1) },
    ]
    let course = Race(training.prefix(1600), testPart, seed: notebook.seed)
    let race = try racers.map(course.runs)
    notebook.show(raceTable(racers, race))
    notebook.show(
      raceFigure(racers, race), named: "race",
      caption: "The loss in training of the first start, each optimiser at its best rate; means of ten steps.",
      alt: "Four falling lines: nearly everywhere SGD's is the highest and Adam's the lowest.")

    //: Take the best loss of each row: these four lie closer together than the best and the worst loss within any row.
    //: So a rate that is three times too large or too small can cost more than another optimiser does. "Adam was
    //: better" says little unless you know which rates both were allowed. And two epochs are a short race: who leads
    //: after them need not lead after twenty.

    //: ## Batch sizes
    //: Plain SGD again, two epochs over the same 1,600 images, in batches of 2 to 512. Large batches take fewer steps.
    //: So there are two ways to compare: at one rate for all, or with a rate that grows with the batch. Both begin from
    //: the same three starts:
    let batchSizes = [2, 8, 32, 128, 512]
    func runs(rate: (Int) -> Float) throws -> [[Run]] {
      try batchSizes.map { size in
        try (0..<3).map { start in
          try course.run(start, batchSize: size) { SGD($0, rate: rate(size)) }
        }
      }
    }
    let sameRate = try runs { _ in 0.05 }
    let scaledRate = try runs { 0.05 * Float($0) / 32 }
    notebook.show(
      batchesFigure(batchSizes, sameRate, scaledRate, count: course.images.count), named: "batch-sizes",
      caption: """
        Training loss over the images seen, averaged over three starts; a point after every 300 images or so, or after each \
        larger batch.
        """,
      alt: "Two charts of five lines, one line for each size of batch.")

    //: - Question: How many steps are two epochs over 1,600 images in batches of 32?
    //: - Answer: 100, fifty in each epoch.
    notebook.ask(
      .number(
        2 * course.images.batches(of: 32).count,
        slips: [
          50: "You stopped after one epoch: there are two.",
          3_200: "You counted images: a step takes 32 of them at once.",
          64: "You multiplied the epochs by the batch: a larger batch makes fewer steps.",
        ]))

    //: How good is the gradient of a batch? Take pairs of batches of one size, up to 20 (of 512 there is only one), and
    //: see how far they agree on average: the cosine of the angle between their gradients is 1 if they point the same
    //: way, and 0 if they have nothing in common. All gradients come from one network, trained in batches of 32.
    let agreements = batchSizes.map { size in
      agreement(
        of: course.images, inBatchesOf: size, scaledRate[2][0].network)
    }
    notebook.show(batchesTable(batchSizes, sameRate, scaledRate, agreements))

    //: (Losses are those of the second epoch, averaged over the three starts; accuracies are the lowest and the highest.)
    //: At one rate, batches of 2 and 8 get much further than large ones, as they take many more steps. But two batches of 2
    //: hardly agree on where to go. With the rate in proportion, batches of 2 and 8 do much the same: four short steps lead
    //: to about where one step of four times the length leads. That goes well until the step is too long. Then it does not
    //: help that large batches agree.
    //:
    //: Large batches suit the machine, which works faster on many images at once, as long as its memory holds them.
    //: How much faster, on yours, the terminal shows.
    notebook.showInTerminal(speedTable(batchSizes, sameRate))

    //: ## In PyTorch, and further
    //: | here | in PyTorch |
    //: |---|---|
    //: | `Dropout(0.25)`, `Dropout2d(0.1)` | `nn.Dropout(0.25)`, `nn.Dropout2d(0.1)` |
    //: | `LogSoftmax()` and `negativeLogLikelihood` | `nn.LogSoftmax(dim=1)` and `F.nll_loss` |
    //: | `AdamW($0, rate: 0.004, weightDecay: 3)` | `torch.optim.AdamW(…, lr=0.004, weight_decay=3)` |
    //: | `SGD($0, rate: 0.03, momentum: 0.9)` | `torch.optim.SGD(…, lr=0.03, momentum=0.9)` |
    //: | `Adadelta($0, rate: 0.5)` | `torch.optim.Adadelta(…, lr=0.5)` |
    //: | moving images at random | `torchvision.transforms.RandomAffine(0, translate=…)` |
    //: | `BatchNorm2d()` | `nn.BatchNorm2d(channels)` |
    //:
    //: To read on:
    //:
    //: - Nitish Srivastava, Geoffrey Hinton, Alex Krizhevsky, Ilya Sutskever and Ruslan Salakhutdinov, *Dropout: A
    //:   Simple Way to Prevent Neural Networks from Overfitting*, 2014.
    //: - Ilya Loshchilov and Frank Hutter, *Decoupled Weight Decay Regularization*, 2019.
    //: - Sergey Ioffe and Christian Szegedy, *Batch Normalization: Accelerating Deep Network Training by Reducing Internal
    //:   Covariate Shift*, 2015.
    //: - Matthew Zeiler, *ADADELTA: An Adaptive Learning Rate Method*, 2012.
    //: - Jonathan Tompson, Ross Goroshin, Arjun Jain, Yann LeCun and Christoph Bregler, *Efficient Object Localization
    //:   Using Convolutional Networks*, 2015: where whole maps were dropped first.

    //: ## Where you are now
    //: This was the last lesson. You began with an image as numbers and a kernel slid by hand. Now you know what padding,
    //: stride and channels do to a shape, and you can predict every size and count every parameter. You have seen what a
    //: trained network makes of an image, layer by layer, and how a gradient finds its way back to a single weight. And you
    //: have measured instead of believed: a network that did not learn, a softmax too many, seeds that differ by several
    //: points, optimisers that depend on their rate.
    //:
    //: From here:
    //:
    //: - `swift run course` lists all lessons and their exercises, and which of them you have solved.
    //: - `swift run -c release recipes` trains the networks of the course with their published settings, from several
    //:   seeds each, with `--data mnist` on the real digits and with `--data fashion-mnist` on photographs.
    //: - Save a model, as in [lesson-09-fashion](../lesson-09-fashion/), and go on with it in PyTorch: the parameters
    //:   have the same names and the same layout there.
    //: - Change something. Take a layer out, double a rate, halve the images, and say beforehand what will happen.
    //:   Where you were wrong, there is something to learn.
  }
}
