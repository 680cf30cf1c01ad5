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
    + "and tell why a network that does not learn does not."

  static func network(seed: UInt64) -> OwnNetwork? { OwnNetwork(.modernLeNet(seed: seed)) }

  static func walk(_ notebook: Notebook) throws {
    //: You have convolution and pooling. In this lesson they become layers of a network, and nobody writes its kernels
    //: by hand: the network finds them. Three networks learn to read digits here, each on the same images: one without
    //: any convolution, LeNet as it was published in 1998, and LeNet as one would build it today.
    //:
    //: ## Images to learn from, images to be tested with
    //: A network is judged by images that it has never seen. So there are two sets, and nothing is ever learned from
    //: the second.
    let training = try notebook.trainingData(drawn: 16_000)
    let test = try notebook.testData()
    notebook.show(setTable(training, test))

    //: Whoever guesses is right one time in ten. That is called chance, and it is what every network starts from.

    //: ## The baseline: a multilayer perceptron
    //: First a network that knows nothing of images. It takes the 784 pixels as one row of numbers. Each of its 128
    //: hidden units adds up all pixels, each times a weight of its own; ReLU sets negative sums to zero; ten more sums
    //: give a number for each class, its *logit*. The largest logit is the network's answer.
    notebook.show(
      definitionOf: "perceptron",
      in: "Sources/Learning/Networks/Perceptron.swift")
    let seed = notebook.seed
    notebook.show(Sequential.perceptron(seed: seed))

    //: A unit has a weight for each of its inputs and one number more, its *bias*. That makes
    notebook.show(784 * 128 + 128 + 128 * 10 + 10)
    //: parameters, and learning means to find good values for all of them.

    //: ## One step of learning
    //: All parameters start random and small. Show the network 64 images at once, a *batch*. How wrong is it? The
    //: *cross-entropy* says so in one number, the *loss*: softmax turns the ten logits into probabilities, and the loss
    //: is −ln of the probability that the right class was given, averaged over the batch.
    let byHand = Sequential.perceptron(seed: seed)
    let first = training.batches(of: 64)[0]
    let loss = crossEntropy(byHand(first.images), first.labels)
    notebook.show(loss.value)

    //: - Question: The loss is close to 2.3. Why is that?
    //: - Answer: The network knows nothing yet and gives each of the ten classes about the same probability, 1/10.
    //:   −ln(1/10) = ln 10, which is the next number:
    notebook.show(Tensor(10).log())

    //: Now go backward. `loss.backward()` follows the computation from the loss back to every parameter and leaves
    //: there its *gradient*: how much the loss would grow if that parameter grew a little. The optimiser then moves
    //: each parameter a small step the other way: $parameter ← parameter − rate · gradient$. That is *stochastic gradient
    //: descent*, SGD. The same batch again, after one step:
    let optimizer = SGD(byHand.parameters, rate: 0.1)
    loss.backward()
    optimizer.step()
    notebook.show(crossEntropy(byHand(first.images), first.labels).value)

    //: The loss has fallen. That is all there is to learning: do it again, with other images, a great many times.

    //: ## The training loop
    //: Five lines, which you will find in every program that trains a network: forget the gradients of the last step; go
    //: forward to the logits; say how wrong they are; go backward to the gradients; move every parameter a little. Going
    //: once through all images is called an *epoch*.
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
      caption: "The loss of each batch in one epoch, and the mean of ten.",
      alt: "A jagged line that falls from 2.3, first steeply and then slowly.")

    //: The line trembles because every batch is another handful of images, some of them harder than others.

    //: - Question: Why shuffle the images to learn from, and not those to test with?
    //: - Answer: A step follows the gradient of its batch alone. Were the images sorted, a batch of nothing but zeros
    //:   would teach the network to say "zero", the next one to say "one". Shuffled, each batch is a small picture of
    //:   the whole set. A test changes nothing in the network, so its order does not matter.

    //: Without the first of the five lines, each step would go along the *sum* of all gradients since the beginning:
    //: `backward` adds to what is there.

    //: ## fit, predict, evaluate
    //: Nobody writes the loop each time. A `Classifier` holds a network and an optimiser. `fit` is the loop above,
    //: spread over the processor's cores; `predict` names a class for each image; `evaluate` counts. Readers of
    //: scikit-learn's code will feel at home. From the same start and in the same order, `fit` finds the same, but for
    //: the rounding of the last digits:
    let again = Sequential.perceptron(seed: seed)
    let sameSteps = Classifier(
      again, optimizer: SGD(again.parameters, rate: 0.1), seed: seed)
    try sameSteps.fit(training.images, training.labels, epochs: 1)
    notebook.show(
      firstEpochTable(
        loop: meanLoss(losses, over: training), fit: sameSteps.history[0].loss))

    //: From here on the networks learn with *Adam*. It keeps an eye on how large the gradients of each parameter
    //: usually are and measures its steps by that, so that one rate suits networks of many kinds;
    //: [lesson-07-gradients](../lesson-07-gradients/) looks into it. Large steps come first and small ones last: in the
    //: last third of the epochs the rate is a fifth. All networks get the same images, rates and number of epochs. After
    //: each epoch the test images are asked for, and nothing is learned from them.
    let epochs = notebook.epochs(6)
    func trained(_ name: String, _ model: Sequential) throws -> Classifier {
      let classifier = Classifier(
        model, optimizer: Adam(model.parameters, rate: 0.004), seed: seed)
      try classifier.fit(
        training.images, training.labels, epochs: epochs,
        validation: (test.images, test.labels),
        progress: notebook.progress(name),
        rate: { $0 > epochs - epochs / 3 ? 0.0008 : 0.004 })
      return classifier
    }
    let baseline = try trained("perceptron", .perceptron(seed: seed))
    notebook.show(epochTable(baseline.history))

    //: One line per epoch. The loss and the accuracy in training are those of the steps themselves, taken while the
    //: network was still changing; the last column is the share of test images read rightly after the epoch.

    //: ## LeNet, 1998
    //: A perceptron would learn just as well if all pixels were stirred in one fixed order: it does not know which
    //: pixels are neighbours. A convolution does. In the network of LeCun, Bottou, Bengio and Haffner, two convolutions
    //: and two poolings turn an image into 16 small maps, and three linear layers read those. What stands between the
    //: layers is the *sigmoid* $1 / (1 + e⁻ˣ)$, which squeezes any number into 0…1. (The original had some
    //: peculiarities that are left out today, such as poolings with weights.)
    notebook.show(
      definitionOf: "lenet1998",
      in: "Sources/Learning/Networks/LeNet1998.swift")
    notebook.show(Sequential.lenet1998(seed: seed))
    notebook.show(
      diagram(of: .lenet1998(seed: seed), title: "LeNet, 1998"),
      named: "lenet-1998",
      caption: "What passes through: maps ever smaller, then rows of units.",
      alt: "1 map of 28×28, 6 of 28×28, 6 of 14×14, 16 of 10×10, 16 of 5×5, then columns of 400, 120, 84 and 10 "
        + "units.")

    //: - Question: Which layer has most of the parameters, and which does most of the multiplying?
    //: - Answer: The linear layer after `Flatten` has 48,120 of the 61,706 parameters, though each is used only once per
    //:   image. The second convolution makes do with 2,416, but slides them over 100 places: 240,000 products, more
    //:   than all linear layers together.

    //: ## A network that does not learn
    //: Train it as one would have: with SGD at rate 0.1, from the start that PyTorch gives its layers, which is also
    //: the default here. Ten epochs, on a part of the images, to save your time.
    let some = training.prefix(4_000)
    let model = Sequential.lenet1998(seed: seed)
    let stuck = Classifier(
      model, optimizer: SGD(model.parameters, rate: 0.1), seed: seed)
    try stuck.fit(
      some.images, some.labels, epochs: 10,
      validation: (test.images, test.labels),
      progress: notebook.progress("SGD 0.1"))
    notebook.show(epochTable(stuck.history))

    //: Chance, from the first epoch to the last. How many different answers does it give on the whole test set?
    notebook.show(Set(try stuck.predict(test.images)).sorted())

    //: The code is right: nothing is broken but the flow of numbers. Look at it from the front. Put 64 images into the
    //: untrained network and see by how much the images differ from each other after each activation (the standard
    //: deviation over the images, averaged over all units).
    func spread(_ model: Sequential) -> [Float] {
      let outputs = model.outputs(Variable(constant: first.images))
      return [1, 4, 8, 10].map {
        outputs[$0].value.variance(axes: 0).sqrt().mean()
      }
    }
    let starts: [(String, Sequential)] = [
      ("sigmoid, PyTorch's start", .lenet1998(seed: seed)),
      ("sigmoid, Xavier's start", .lenet1998(seed: seed, start: .xavierUniform)),
      ("ReLU, PyTorch's start", .lenet1998(seed: seed, activation: ReLU())),
    ]
    notebook.show(spreadTable(starts.map { ($0, spread($1)) }))

    //: With sigmoids every layer makes the images more alike, until the last layers see the same numbers whatever the
    //: digit. (With ReLU they grow alike, too, but far more of the differences is left.) All that can be learned from
    //: such numbers is how frequent each class is, and the loss of that is ln 10.
    //:
    //: Now from the back: the mean size of the gradients that the loss sends to the weights of each layer.
    func gradientSizes(_ model: Sequential) -> [Float] {
      crossEntropy(model(first.images), first.labels).backward()
      let weights = model.namedParameters.filter {
        $0.name.hasSuffix("weight")
      }
      return weights.map { $0.variable.gradient?.abs().mean() ?? 0 }
    }
    notebook.show(
      gradientBars(starts.map { ($0, gradientSizes($1)) }),
      named: "gradients-at-the-start",
      caption: "Mean |gradient| of each layer's weights, in powers of ten.",
      alt: "With sigmoids the bars shrink by powers of ten from the last layer to the first; with ReLU they do not.")

    //: The slope of a sigmoid is nowhere more than ¼, and each layer multiplies the gradient by its own small weights as
    //: well. Through four of them, nearly nothing gets back to the kernels. A step of rate × gradient then moves them
    //: by nearly nothing.

    //: ## Mended
    //: The bars name ways out. *Xavier's* start draws larger weights for all layers but the first, chosen so that
    //: signals keep their size on their way through a layer: it lifts every bar. (Whether that alone is enough, you can
    //: try: give the SGD above `Sequential.lenet1998(seed: seed, start: .xavierUniform)` and other rates.) ReLU lets
    //: gradients through where sigmoids hold them back. And *Adam* measures its steps by the gradients that are usual, so
    //: a small gradient no longer means a small step. Take Adam alone: the same network, the same start. It gets all of
    //: the images here, so an epoch is longer than one of SGD's: of the drawn digits, ten epochs of a quarter are about
    //: as many steps as two and a half of all.
    let lenet = try trained("LeNet 1998", .lenet1998(seed: seed))
    notebook.show(
      stuckAndMended(stuck.history, lenet.history),
      named: "stuck-and-mended",
      caption: "One network, one start. Dashed: ln 10, the loss of a guess.",
      alt: "The loss under SGD is a level line; under Adam it falls.")

    //: Even so it lingers at the start: look at its mean loss over the first epoch, and at that of the perceptron.

    //: ## LeNet today
    //: Two changes that came later: ReLU in place of the sigmoid, and maximum in place of average pooling. One linear
    //: layer fewer is enough.
    notebook.show(
      definitionOf: "modernLeNet",
      in: "Sources/Learning/Networks/ModernLeNet.swift")
    notebook.show(Sequential.modernLeNet(seed: seed))
    let modern = try trained("modern LeNet", .modernLeNet(seed: seed))

    //: All three, side by side:
    let contestants = [
      ("perceptron", baseline), ("LeNet, 1998", lenet),
      ("modern LeNet", modern),
    ]
    notebook.show(
      curves(contestants.map { ($0, $1.history) }), named: "learning-curves",
      caption: "Loss in training, and accuracy on the test images.",
      alt: "Three falling lines of loss; three lines of accuracy that rise and flatten. The modern LeNet is lowest "
        + "on the left, highest on the right.")
    let results = try contestants.map {
      ($0, $1.model, try $1.evaluate(test.images, test.labels))
    }
    notebook.show(testTable(results))

    //: The modern network has about a third of the perceptron's parameters and reads more digits rightly. It does not
    //: know more numbers by heart; it knows something about images: that a stroke is a stroke wherever it is.

    //: ## What it says
    //: The first test images, titled `predicted / true`.
    let result = try modern.evaluate(test.images, test.labels)
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

    //: On the page you can try it yourself. Draw a digit, or choose one, and see what the network reads in it. Every value
    //: can be asked where it comes from.
    notebook.show(modern.model, on: test, named: "lenet-reads")

    //: A *confusion matrix* counts them all: a row for each true class, a column for each answer. What is right stands
    //: on the diagonal.
    notebook.show(
      Figure {
        ConfusionMatrix(counts: result.confusion, classNames: test.classNames)
      }, named: "confusion-matrix",
      caption: "How often each class was taken for each.",
      alt: "Counts, ten by ten, dark on the diagonal, nearly white elsewhere.")

    //: Three of the most frequent confusions:
    notebook.show(commonConfusions(result.confusion, test.classNames))

    //: ## Softmax once, not twice
    //: `crossEntropy` takes logits and applies softmax itself. It is tempting to end the network in a `Softmax` layer as
    //: well, as the answers are to be probabilities. Nothing complains, but then softmax is applied to what is a softmax
    //: already. What is the least loss that such a network can reach? Let it be perfectly sure, and right:
    let sure = Tensor([[1, 0, 0, 0, 0, 0, 0, 0, 0, 0]])
    notebook.show(crossEntropy(Variable(constant: sure), [0]).value)

    //: - Question: Where does that number come from?
    //: - Answer: The second softmax makes $e¹ / (e¹ + 9 · e⁰)$ of the one and the nine zeros, and −ln of it is
    //:   $ln(e + 9) − 1$. Probabilities lie between 0 and 1, so no logits further apart are to be had.
    notebook.show((Tensor(1).exp() + 9).log() - 1)

    //: Train both, side by side: the modern network, and the same from the same start with `Softmax` after its last
    //: layer.
    let twoSoftmaxes = Sequential(input: [1, 28, 28]) {
      for layer in Sequential.modernLeNet(seed: seed).layers { layer }
      Softmax()
    }
    let doubled = try trained("softmax twice", twoSoftmaxes)
    notebook.show(
      onceAndTwice(modern.history, doubled.history), named: "softmax-twice",
      caption: "Dashed: ln(e + 9) − 1, which the doubled softmax cannot pass.",
      alt: "Left, the loss with one softmax falls towards zero; with two it stays above 1.46. Right, the accuracy "
        + "with two is lower.")
    notebook.show(onceAndTwiceTable(modern.history, doubled.history))

    //: Why is it behind in accuracy as well? Take an image of class 1 that the network is sure is a 0, and ask how hard
    //: the loss pulls at the logit of class 1:
    for softmaxes in 1...2 {
      let logits = Variable(Tensor([[9, 0, 0, 0, 0, 0, 0, 0, 0, 0]]))
      let output = softmaxes == 1 ? logits : softmax(logits)
      crossEntropy(output, [1]).backward()
      notebook.show("softmax ×\(softmaxes): \(logits.gradient?[0, 1] ?? 0)")
    }

    //: Once, the pull is nearly as strong as it can be. Twice, it is gone: the first softmax is flat where it is sure, so the
    //: worst mistakes are those that are not mended. Leave the last layer linear, give the loss its logits, and apply
    //: softmax only to what you show to people.

    //: ## Where next
    //: What has the network learned to see? In [lesson-06-feature-maps](../lesson-06-feature-maps/) you look inside:
    //: at its kernels, at the maps they make, and at the pixels that decide an answer.
  }
}
