import Checking
import Datasets
import Figures
import Learning
import TensorCore
import TrainingLessons
import Walkthrough

@main
struct LeNet: Lesson {
  static let title = "LeNet: networks that learn to read digits"
  static let summary =
    "build a convolutional network, train it step by step, measure what it has learned, "
    + "and explain why a network fails to learn."

  static func network(seed: UInt64) -> OwnNetwork? { OwnNetwork(.modernLeNet(seed: seed)) }

  static func walk(_ notebook: Notebook) throws {
    //: You have convolution and pooling. In this lesson they become layers of a network, and nobody writes its kernels
    //: by hand: the network finds them. Three networks learn to read digits here, each on the same images: one without
    //: any convolution, LeNet's layout of 1998, and LeNet as one would build it today.
    //:
    //: ## Three sets of images
    //: A network is judged by images that it has never seen. So one set is there to learn from, the *training set*, and
    //: another, the *test set*, for the last question alone: how good is the network that we have settled on? Until then
    //: there is much to choose: *hyperparameters*, such as a rate or a number of epochs, or which of two networks to keep.
    //: Whoever chooses by the test set has no unseen images left to judge by. So a third set is held back from the
    //: training images, the *validation set*: nothing is learned from it, and every choice is made by it.
    let drawn = try notebook.trainingData(drawn: 6_600)
    let held = drawn.count / 11
    let training = drawn[0..<drawn.count - held]
    let validation = drawn[drawn.count - held..<drawn.count]
    let test = try notebook.testData()
    notebook.show(setTable(training, validation, test))

    //: Whoever guesses one of ten digits is correct about one time in ten. That is called *chance*, and it is about where
    //: every network starts.

    //: ## The baseline: a multilayer perceptron
    //: First a network that knows nothing of images. It takes the 784 pixels as one row of numbers. There are 128 *hidden
    //: units* between image and answer. Each adds up all pixels, each pixel times a weight of its own. ReLU sets negative
    //: sums to zero. Ten more sums give a number for each class, its *logit*. The class with the largest logit is the
    //: network's answer.
    notebook.show(definitionOf: "perceptron", in: "Sources/Learning/Networks/Perceptron.swift")
    let seed = notebook.seed
    notebook.show(Sequential.perceptron(seed: seed))

    //: `Linear` is a layer of such units, a *linear layer*, also called *fully connected* or *dense*. A unit has a weight
    //: for each of its inputs and one number more, its *bias*. That makes
    notebook.show(784 * 128 + 128 + 128 * 10 + 10)
    //: parameters, and learning means finding good values for all of them.

    //: ## One step of learning
    //: All parameters start random and small. Show the network 64 images at once, a *batch*. How wrong is it? First
    //: the logits $z$ become probabilities. *Softmax* raises e to the power of each, which makes it positive, and divides
    //: by the sum of all ten, so that they add up to 1:
    //:
    //: > $p_i = exp(z_i) / Σ_j exp(z_j)$
    //:
    //: The *cross-entropy* then says in one number how bad they are, the *loss*: −ln of the probability given to the true
    //: class, averaged over the batch. (It is a `Variable`, a tensor that remembers what it was computed from; `value` is
    //: the tensor alone.)
    let byHand = Sequential.perceptron(seed: seed)
    let first = training.batches(of: 64)[0]
    let loss = crossEntropy(byHand(first.images), first.labels)
    notebook.show(loss.value)

    //: - Question: The loss is close to 2.3, with ten classes. Near which number would it begin if there were a hundred?
    //: - Answer: Near ln 100, about 4.61. The network knows nothing yet and gives each class about the same probability.
    //:   With a hundred classes that is 1/100, and −ln(1/100) = ln 100.
    notebook.ask(
      .number(
        Tensor(100).log().item,
        slips: [
          Tensor(10).log().item: "You kept ten classes: a guess among a hundred is correct less often.",
          10 * Tensor(10).log().item: "You multiplied: ten times as many classes only add ln 10.",
          2: "You took another logarithm: cross-entropy uses the natural one.",
          0.01: "You took the probability: the loss is minus its logarithm.",
        ]))
    //: With ten classes it is ln 10:
    notebook.show(Tensor(10).log())

    //: What would make the loss smaller? Look at one image and three classes with the logits 2, 1 and 0, and let the
    //: second be the true class. How the loss changes with each logit has a simple form: $p − y$, where $y$ is 1 for
    //: the true class and 0 for the others (the label, written *one-hot*).
    let z = Variable(Tensor([[2, 1, 0]]))
    crossEntropy(z, [1]).backward()
    notebook.show(softmax(z).value)
    notebook.show(z.gradient ?? z.value)

    //: - Question: A class is the true one and was given the probability 0.25. What is the gradient of its logit?
    //: - Answer: $p − y = 0.25 − 1 = −0.75$. It is negative: the loss falls when this logit rises.
    let even = Variable(Tensor([[0, 0, 0, 0]]))
    crossEntropy(even, [0]).backward()
    notebook.ask(
      .number(
        even.gradient?[0, 0] ?? 0,
        slips: [
          0.25: "You took it for a wrong class: for the true one, 1 is taken away.",
          0.75: "You lost the sign: the loss falls when this logit rises.",
          -0.25: "You took the probability with a minus: what counts is the probability minus 1.",
        ]))

    //: So the further a logit's probability is from the truth, the harder the loss pulls at that logit. It pulls each
    //: wrong class down by the probability that it was given, and the true class up by the probability that it still
    //: lacks. A network that is confident and wrong is pulled hardest, and one that is confident and correct is left
    //: almost alone.

    //: Now go backward. `loss.backward()` follows the computation from the loss back to every parameter and leaves its
    //: *gradient* there: how fast the loss would grow if that parameter grew a little. The optimiser then moves
    //: each parameter a small step the other way: $parameter ← parameter − rate · gradient$. That is *stochastic
    //: gradient descent*, SGD: stochastic, as each batch is usually drawn at random. The same batch again, after one step:
    let optimizer = SGD(byHand.parameters, rate: 0.1)
    loss.backward()
    optimizer.step()
    notebook.show(crossEntropy(byHand(first.images), first.labels).value)

    //: The loss has fallen. Learning is nothing but that, over and over, with other images each time.

    //: ## The training loop
    //: Five lines, which you will find in nearly every program that trains a network: forget the gradients of the last
    //: step; go forward to the logits; say how wrong they are; go backward to the gradients; move every parameter a little.
    //: Going once through all images is called an *epoch*.
    func trainOneEpoch(
      _ model: Sequential, _ optimizer: any Optimizer, _ batches: Batches
    ) -> [Float] {
      var losses: [Float] = []
      for batch in batches {
        optimizer.zeroGradients()
        let logits = model(batch.images)
        let loss = crossEntropy(logits, batch.labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.value.item)
      }
      return losses
    }

    //: The images come in a random order, a new one in each epoch.
    let fresh = Sequential.perceptron(seed: seed)
    let order = SeededGenerator(seed: seed).split(1)
    let losses = trainOneEpoch(
      fresh, SGD(fresh.parameters, rate: 0.1),
      training.batches(of: 64, shuffledBy: order))
    notebook.show(
      stepLosses(losses), named: "first-epoch",
      caption: "The loss of each batch in one epoch, and the mean of the ten around it.",
      alt: "A jagged line that falls from 2.3, and a smooth one through its middle.")

    //: The line trembles because every batch is another handful of images, some of them harder than others.

    //: - Question: Suppose the images to learn from were sorted by class and not shuffled. What would go wrong?
    //: - Answer: A step follows the gradient of its batch alone. Were the images sorted, batches of nothing but
    //:   zeros would teach the network to say "zero", later ones to say "one". Shuffled, each batch is a small picture of
    //:   the whole set. A test changes nothing in the network, so its order does not matter.
    notebook.ask(
      .choice(
        "the network says what it saw last",
        slips: [
          "nothing, as it sees every image once": "You counted images: what a batch holds decides where a step goes.",
          "the loss cannot be computed": "You looked for an error: a batch of one class has a loss like any other.",
          "the test images must be sorted, too":
            "You thought of testing: it changes nothing, so its order is of no matter.",
        ]))

    //: - Question: How many steps make an epoch of 6,000 images in batches of 64?
    //: - Answer: 94: 93 full batches hold 5,952 images, and the last one holds the 48 that are left.
    notebook.ask(
      .number(
        (6_000 + 63) / 64,
        slips: [
          93: "You dropped the rest: the images that do not fill a batch are learned from as well.",
          6_000: "You counted images: a step takes a whole batch.",
          64: "You named the batch size: a step is one batch, whatever its size.",
        ]))

    //: Without the first of the five lines, each step would go along the *sum* of all gradients since the beginning:
    //: `backward` adds to what is there.

    //: ## fit, predict, evaluate
    //: You need not write the loop each time. A `Classifier` holds a network and an optimiser. `fit` is the loop above,
    //: spread over the processor's cores; `predict` names a class for each image; `evaluate` counts how many are
    //: correct. From the same start and in the same order, `fit` arrives at the same loss, up to rounding:
    let again = Sequential.perceptron(seed: seed)
    let sameSteps = Classifier(
      again, optimizer: SGD(again.parameters, rate: 0.1), seed: seed)
    try sameSteps.fit(training.images, training.labels, epochs: 1)
    notebook.show(
      firstEpochTable(
        loop: meanLoss(losses, over: training), fit: sameSteps.history[0].loss))

    //: The three networks that this lesson compares learn with *Adam*. It watches how large the gradients of each
    //: parameter usually are and measures its steps by that, so that one rate often suits networks of many kinds. Its
    //: formula comes in [lesson-07-gradients](../lesson-07-gradients/). The rate itself falls in the last third of the
    //: epochs to a fifth: large steps get near a good place, and small ones settle there. A plan for the rate is called
    //: a *schedule*.
    //:
    //: One run of a network is one throw of the dice: the random start and the order of the images both leave their
    //: mark on the result. So each of the three networks is trained three times, with three seeds, and all of them get
    //: the same images, the same rates and the same number of steps.
    notebook.show(definitionOf: "runs", in: "Lessons/lesson-05-lenet/Trials.swift")
    let epochs = notebook.epochs(3)
    func trained(
      _ name: String, _ network: (UInt64) -> Sequential
    ) throws -> [Classifier] {
      let trials = Trials(
        training: training, validation: validation, seed: seed,
        progress: notebook.progress)
      return try trials.runs(
        name, network, epochs: epochs,
        rate: { $0 > epochs - epochs / 3 ? 0.0008 : 0.004 }
      ) { Adam($0, rate: 0.004) }
    }
    let baseline = try trained("perceptron") { .perceptron(seed: $0) }
    notebook.show(epochTable(baseline[0].history))

    //: One line per epoch, of the first of the three. The loss and the accuracy in training are those of the steps
    //: themselves, taken while the network was still changing. The last column is the share of validation images
    //: that it read correctly after the epoch.

    //: ## LeNet's layout of 1998
    //: A perceptron would learn just as well if all pixels were shuffled in one fixed way: it does not know which
    //: pixels are neighbours. A convolution does. In the network of LeCun, Bottou, Bengio and Haffner, two convolutions
    //: and two poolings turn an image into 16 small maps, and linear layers read those. Here is that layout with a
    //: *sigmoid* $1 / (1 + e⁻ˣ)$ between the layers, which squeezes any number into 0…1. Courses often show it this way.
    //:
    //: It is not quite the network that was published. The original, LeNet-5, put $1.7159 · tanh(2x / 3)$ between its
    //: layers, which has both signs and a slope above 1 at 0. Each map of its poolings had a weight and a bias. Of the
    //: 16 kernels of its second convolution, 15 read only three or four of the six maps. And its last layer measured
    //: how far the 84 numbers before it were from a drawn pattern of each digit. It misread about one in a hundred test
    //: images of MNIST. So the trouble that you see below is not LeNet's: it is that of sigmoids that start from small
    //: weights and learn by plain SGD.
    notebook.show(definitionOf: "lenet1998", in: "Sources/Learning/Networks/LeNet1998.swift")
    notebook.show(Sequential.lenet1998(seed: seed))
    notebook.show(
      diagram(of: .lenet1998(seed: seed), title: "LeNet's layout of 1998"), named: "lenet-1998",
      caption: "What passes through the network. Of the 16 maps 8 are drawn.",
      alt: "1 map of 28×28, 6 of 28×28, 6 of 14×14, 16 of 10×10, 16 of 5×5, then columns of 400, 120, 84 and 10 "
        + "units.")

    //: - Question: Suppose the second convolution had padding 2 like the first. How many products would it take for one
    //:   image?
    //: - Answer: $16 · 14 · 14 · 6 · 25 = 470,400$: its maps would stay at 14×14. Even the 240,000 of the table are more
    //:   than all linear layers take together. The linear layer after `Flatten` has 48,120 of the 61,706 parameters, but
    //:   uses each only once per image. The convolution makes do with 2,416, but slides them over 100 places.
    notebook.ask(
      .number(
        16 * (14 * 14) * 6 * (5 * 5),
        slips: [
          16 * (10 * 10) * 6 * 25:
            "You left the padding out: with it, the maps stay as large as they come in, 14×14.",
          16 * 6 * 25: "You counted weights: each is used at all places of a map.",
          16 * (14 * 14) * 25: "You forgot the maps that come in: every kernel reads all six.",
          16 * (28 * 28) * 6 * 25: "You took the size of the image: a pooling has halved it by then.",
        ]))

    //: ## A network that does not learn
    //: Train it with plain SGD at rate 0.1. The random weights that it begins with, its *start* or *initialisation*,
    //: are drawn as PyTorch draws them by default. It gets ten epochs on a part of the images, to save your time.
    let some = Trials(
      training: training.prefix(2_000), validation: validation, seed: seed,
      progress: notebook.progress)
    let stuck = try some.runs("SGD", { .lenet1998(seed: $0) }, epochs: 10) {
      SGD($0, rate: 0.1)
    }
    notebook.show(epochTable(stuck[0].history))

    //: It stays at chance, from the first epoch to the last. How many different answers does it give on the whole
    //: validation set?
    notebook.show(Set(try stuck[0].predict(validation.images)).sorted())

    //: The code is correct; the trouble is in the numbers that flow through the network. First look at them on the way
    //: forward. Put 64 images into the untrained network and see by how much the images differ from each other after each
    //: activation (the standard deviation over the images, averaged over all units).
    notebook.show(definitionOf: "spread", in: "Lessons/lesson-05-lenet/Signals.swift")
    let draws = (0..<3).map { fourStarts(seed: seed &+ $0) }
    notebook.show(
      spreadTable(
        draws.map { draw in draw.map { ($0.name, spread($0.model, first.images)) } }))

    //: With sigmoids every layer makes the images more alike, until the last layers see nearly the same numbers
    //: whatever the digit. What small steps can learn from such numbers is hardly more than how frequent each class is.
    //: Here all ten are about equally frequent, and whoever knows only that has a loss of about ln 10.
    //:
    //: The table names three starts. All draw weights evenly between a bound and minus that bound; $n$ is how many inputs
    //: a unit adds up, and $m$ how many units one input goes into.
    //:
    //: | start | bound | made for |
    //: |---|---|---|
    //: | PyTorch's default | 1 / √n | nothing in particular; it calls it Kaiming with a = √5 |
    //: | Xavier's | √(6 / (n + m)) | activations with slope 1 at 0, such as tanh |
    //: | He's | √(6 / n) | ReLU, which sets about half of all sums to zero |
    //:
    //: Xavier's start is meant to keep signals at their size, and yet the second row falls: a sigmoid's slope is at
    //: most ¼, and the start does not make up for that. He's start draws weights √6 times as large as PyTorch's
    //: default. With ReLU it keeps the images apart. Columns 1 to 4 are of the first draw. The last says what share of
    //: the spread after the first activation is left after the last, for three draws of the weights: for ReLU with He's
    //: start about half of it or more, with PyTorch's default less than a twentieth.
    //:
    //: Now look at the way back. There a gradient is multiplied by the slope of each step that it passes. This is the
    //: *chain rule*, which [lesson-07-gradients](../lesson-07-gradients/) draws. How much of the loss's gradient arrives at
    //: the output of each activation? There is one number for each unit and image. The root of the sum of their squares is
    //: the gradient's *length*: how much arrives.
    notebook.show(definitionOf: "arriving", in: "Lessons/lesson-05-lenet/Signals.swift")
    notebook.show(
      arrivals(
        draws.map { draw in draw.map { ($0.name, arriving($0.model, first)) } }),
      named: "gradients-at-the-start",
      caption: "How much gradient arrives at each activation, in powers of ten; a line for each draw.",
      alt: "Four bundles of lines from the image to the loss. On the left, sigmoids with PyTorch's start lie lowest, "
        + "ReLU with He's far highest.")

    //: Each sigmoid multiplies the gradient by a slope of at most ¼, and each layer by its own small weights as well.
    //: Through four of them, nearly nothing gets back to the first kernels. A step of rate × gradient then moves them by
    //: nearly nothing.

    //: ## Mended
    //: Three remedies suggest themselves. Xavier's start draws larger weights in all layers but the first, which lets
    //: more through; it gets a larger rate as well. ReLU with He's start lets the most through. And *Adam* measures its
    //: steps by the gradients that are usual, so a small gradient no longer means a small step. Which of them is
    //: enough? Give all of them the same 2,000 images, the same number of steps and the same three seeds.
    notebook.show(definitionOf: "remedies", in: "Lessons/lesson-05-lenet/Trials.swift")
    let mends = [("SGD 0.1", stuck)] + (try some.remedies())
    notebook.show(spreadOfRuns("layout of 1998 with", mends))
    notebook.show(
      stuckAndMended(mends, steps: some.training.batches(of: 64).count),
      named: "stuck-and-mended",
      caption:
        "Mean loss of each epoch, three starts each. The blue lines lie under the orange. A guess has a loss of ln 10.",
      alt: "The loss of sigmoids with SGD stays at that of a guess. With Adam it falls after a while, with ReLU and "
        + "He's start at once.")
    //: ReLU with He's start learns at once, each time. Adam frees the sigmoids as well, but lingers near ln 10 first,
    //: and for how long depends on the start: another one may need more than these ten epochs. Xavier's larger weights
    //: do not help here, even at nine times the rate.

    //: ## LeNet today
    //: Two changes became usual later: ReLU in place of the sigmoid, and maximum in place of average pooling. This
    //: network also has one linear layer fewer.
    notebook.show(definitionOf: "modernLeNet", in: "Sources/Learning/Networks/ModernLeNet.swift")
    notebook.show(Sequential.modernLeNet(seed: seed))
    let lenet = try trained("LeNet 1998") { .lenet1998(seed: $0) }
    let modern = try trained("modern LeNet") { .modernLeNet(seed: $0) }

    //: All three, side by side, each from three starts:
    let contestants = [("perceptron", baseline), ("layout of 1998, sigmoids", lenet), ("modern LeNet", modern)]
    notebook.show(
      curves(contestants), named: "learning-curves",
      caption: "Loss in training, and accuracy on the validation images; a line for each start.",
      alt:
        "Three bundles of three lines: falling loss, rising accuracy. The modern LeNet's end lowest left, highest right."
    )

    //: Every choice is made. Only now do we measure on the test images:
    let results = try contestants.map { name, runs in
      (name, runs[0].model, try runs.map { try $0.evaluate(test.images, test.labels) })
    }
    notebook.show(testTable(results))

    //: The modern network has little more than a third of the perceptron's parameters, and the worst of its three runs
    //: reads more digits correctly than the best of the perceptron's. It is made for images: it looks for a stroke in the
    //: same way wherever the stroke is. The layout of 1998 does so too, but with its sigmoids an epoch of 6,000
    //: images teaches it hardly anything, and two more are too few.
    //:
    //: Drawn digits are varied on purpose, and there are few of them. MNIST has 60,000 real ones. Here is what the same
    //: networks reach on its test images, in percent: with settings that are often published, median and range of three
    //: seeds; and with those of this lesson (`--data mnist`), mean and range of three starts.
    //:
    //: | MNIST | published settings | reached with these | with this lesson's |
    //: |---|---|---:|---:|
    //: | perceptron | SGD 0.001, 3 epochs | 74.1 (73.0–75.0) | 97.8 (97.7–97.8) |
    //: | LeNet's layout of 1998, sigmoids | SGD 0.1, 10 epochs | chance | 98.4 (98.3–98.5) |
    //: | modern LeNet | SGD 0.01, 10 epochs | 98.1 (98.0–98.2) | 99.0 (99.0–99.1) |
    //:
    //: (`swift run -c release recipes perceptron lenet-1998 lenet --data mnist` trains with the published settings.
    //: They differ from row to row, so only the last column compares the networks.) An eleventh is held back there, too.
    //: Nine times as many images to learn from make nine times as many steps, and three epochs are enough even for the
    //: sigmoids: the layout of 1998 passes the perceptron. Nobody knows how many of the drawn digits can be read at all;
    //: for drawn garments [lesson-09-fashion](../lesson-09-fashion/) computes a bound.

    //: ## What it says
    //: The first test images as the first of the three modern networks reads them, titled `predicted / true`.
    let result = results[2].2[0]
    notebook.show(
      answers(result, test, of: Array(0..<18)), named: "predictions",
      caption: "Predicted / true.",
      alt: "Eighteen images, each titled with the network's answer and the true class.")

    //: Its mistakes teach you more. Cover the titles: would you have known?
    let wrong = mistakes(result, test.labels)
    notebook.show(
      answers(result, test, of: Array(wrong.prefix(18))), named: "mistakes",
      caption: "The first mistakes: predicted / true.",
      alt: "Images taken for another class; some malformed, some plain.")

    //: A *confusion matrix* counts all answers: a row for each true class, a column for each answer. Correct answers stand
    //: on the diagonal.
    notebook.show(
      Figure(confusion: result.confusion, classNames: test.classNames), named: "confusion-matrix",
      caption: "How often each class was taken for each one, shaded by the share of the row; at the right, by count.",
      alt: "Counts, ten by ten. Left, dark on the diagonal and nearly white elsewhere; right, the mistakes alone.")

    //: The three most frequent confusions, and any as frequent as the third:
    notebook.show(commonConfusions(result.confusion, test.classNames))

    //: On the page you can try it yourself. A few epochs on 6,000 images are enough to compare networks, but your hand is a
    //: new one, and a network that has seen more hands has a better chance with it. So one more learns from four times as
    //: many images.
    let many = try notebook.trainingData(drawn: 24_000)
    let reader = Sequential.modernLeNet(seed: seed)
    try Classifier(
      reader, optimizer: Adam(reader.parameters, rate: 0.003), seed: seed
    ).fit(
      many.images, many.labels, epochs: epochs,
      progress: notebook.progress("LeNet for the page"),
      rate: { $0 == epochs ? 0.0006 : 0.003 })

    //: Draw a digit, or choose one, and see what the network reads in it. Every value can be asked where it comes from.
    notebook.show(reader, on: test, named: "lenet-reads")

    //: ## Softmax once, not twice
    //: `crossEntropy` takes logits and applies softmax itself. It is tempting to end the network in a `Softmax` layer
    //: as well, since the answers are meant to be probabilities. Nothing complains, but then softmax is applied to what
    //: is a softmax already. What is the lowest loss that such a network can reach? Let it be perfectly sure, and
    //: correct:
    let sure = Tensor([[1, 0, 0, 0, 0, 0, 0, 0, 0, 0]])
    notebook.show(crossEntropy(Variable(constant: sure), [0]).value)

    //: - Question: What would be the lowest loss of a doubled softmax with three classes in place of ten?
    //: - Answer: $ln(e + 2) − 1$, about 0.551. The second softmax makes $e¹ / (e¹ + 2 · e⁰)$ of a one and two zeros, and
    //:   the loss is −ln of it. Probabilities lie between 0 and 1, so the second softmax never sees logits more than 1
    //:   apart.
    notebook.ask(
      .number(
        crossEntropy(Variable(constant: Tensor([[1, 0, 0]])), [0]).value.item,
        slips: [
          0: "You forgot the second softmax: of a one and two zeros it makes no certainty.",
          crossEntropy(Variable(constant: sure), [0]).value.item: "You kept ten classes: here two others are left.",
          Tensor(3).log().item: "You took a guess for it: the logits are 1 and 0, and not equal.",
        ]))
    //: With ten classes, $ln(e + 9) − 1$ is the number above:
    notebook.show((Tensor(1).exp() + 9).log() - 1)

    //: Train the modern network once more, from the same three starts, with `Softmax` after its last layer.
    let doubled = try trained("softmax twice") { seed in
      Sequential(input: [1, 28, 28]) {
        for layer in Sequential.modernLeNet(seed: seed).layers { layer }
        Softmax()
      }
    }
    let pair = [("softmax once", modern), ("softmax twice", doubled)]
    notebook.show(
      curves(pair, lossGuides: [1.4612]), named: "softmax-twice",
      caption: "Three starts each. Dashed: ln(e + 9) − 1, the lowest loss of a doubled softmax.",
      alt: "Left, the loss with one softmax falls towards zero; with two it stays above 1.46. Right, the accuracy "
        + "with two is lower.")
    notebook.show(spreadOfRuns("modern LeNet with", pair))

    //: Why is it behind in accuracy as well? Take an image of class 1 that the network takes for a 0 with full
    //: confidence, and ask how hard the loss pulls at the logit of class 1:
    for softmaxes in 1...2 {
      let logits = Variable(Tensor([[9, 0, 0, 0, 0, 0, 0, 0, 0, 0]]))
      let output = softmaxes == 1 ? logits : softmax(logits)
      crossEntropy(output, [1]).backward()
      notebook.show("softmax ×\(softmaxes): \(logits.gradient?[0, 1] ?? 0)")
    }

    //: The minus says that the logit should rise. With one softmax the pull is $p − y$, nearly as strong as it can be.
    //: With two, hardly any of it is left: the first softmax is flat where it is sure, so the worst mistakes are hardly
    //: corrected. Leave the last layer linear, give the loss its logits, and apply softmax only to what you show to
    //: people.

    //: ## In PyTorch, and further
    //: | here | in PyTorch |
    //: |---|---|
    //: | `Sequential { … }`, `Sigmoid()` | `nn.Sequential(…)`, `nn.Sigmoid()` |
    //: | `Linear(128)` | `nn.Linear(784, 128)`, or `nn.LazyLinear(128)` |
    //: | `crossEntropy(logits, labels)` | `F.cross_entropy(logits, labels)`, `nn.CrossEntropyLoss()` |
    //: | `optimizer.zeroGradients()`, `.step()` | `optimizer.zero_grad()`, `.step()` |
    //: | `initialization: .xavierUniform` | `nn.init.xavier_uniform_(layer.weight)` |
    //: | `.kaimingUniform(slope: 0)`, He's start | `nn.init.kaiming_uniform_(layer.weight, nonlinearity="relu")` |
    //:
    //: (`F` is `torch.nn.functional`.) To read on:
    //:
    //: - Yann LeCun, Léon Bottou, Yoshua Bengio and Patrick Haffner, *Gradient-Based Learning Applied to Document
    //:   Recognition*, 1998: the original LeNet-5.
    //: - Xavier Glorot and Yoshua Bengio, *Understanding the Difficulty of Training Deep Feedforward Neural Networks*,
    //:   2010.
    //: - Kaiming He, Xiangyu Zhang, Shaoqing Ren and Jian Sun, *Delving Deep into Rectifiers*, 2015: He's start.

    //: ## Where next
    //: What has the network learned to see? In [lesson-06-feature-maps](../lesson-06-feature-maps/) you look inside:
    //: at its kernels, at the maps they make, and at the pixels that decide an answer.
  }
}
