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
struct Fashion: Lesson {
  static let title = "Fashion: what a network takes for what"
  static let summary =
    "count a network's parameters before it exists, train it, say class by class where it errs, "
    + "measure without computing anything twice, and take the trained network elsewhere."

  static func walk(_ notebook: Notebook) throws {
    //: Digits are thin lines on an empty ground. Garments are areas with light and shade, stripes, prints and
    //: buttons, and some kinds differ in hardly more than a collar. The accuracy alone no longer says enough about a
    //: network: you will want to know *what* it confuses.
    //:
    //: ## Ten kinds of garment
    //: Images of 28×28 pixels, grey on black, in ten classes. They are drawn here, after Fashion-MNIST, a set of shop
    //: photographs that was made to take the place of handwritten digits. `--data fashion-mnist` takes the
    //: photographs.
    let drawn = try notebook.trainingData(
      drawn: 9_000, unlessTold: .garments)
    let held = drawn.count / 10
    let training = drawn[0..<drawn.count - held]
    let validation = drawn[drawn.count - held..<drawn.count]
    let test = try notebook.testData(unlessTold: .garments)
    notebook.show(setTable(training, validation, test))
    notebook.show(
      samples(training), named: "garments",
      caption: "Ten images of each class.",
      alt: "Ten rows: T-shirts, trousers, pullovers, dresses, coats, sandals, shirts, sneakers, bags and ankle "
        + "boots.")

    //: - Question: Cover the names. Which of these pairs could you always tell apart by the outline alone?
    //: - Answer: Trousers and bags are plain at a glance. But pullovers, coats and shirts share one outline, two sleeves
    //:   and a body, and what sets them apart is small: a collar, a row of buttons, a zip. And some shirts have short
    //:   sleeves, as most T-shirts have.
    notebook.ask(
      .choice(
        "trousers and bags",
        slips: [
          "pullovers and coats": "You looked at buttons or a zip: those are inside of one and the same outline.",
          "shirts and T-shirts": "You looked at sleeves: some shirts have short ones, too.",
          "coats and shirts": "You looked at the collar: body and sleeves have the same outline.",
        ]))

    //: ## Counting before building
    //: The network has two convolutions of 3×3 without padding, a pooling after each, and two linear layers. It is
    //: larger than those before: 32 maps, then 64.
    notebook.show(
      definitionOf: "fashionNetwork",
      in: "Sources/Learning/Networks/FashionNetwork.swift")

    //: You can count its parameters before there is any network. Each map that a convolution makes has a weight for each
    //: pixel of the window in each map that it reads, and a bias. Each unit of a linear layer has a weight for each input,
    //: and a bias.
    let parameters = [
      3 * 3 * 1 * 32 + 32,
      3 * 3 * 32 * 64 + 64,
      64 * 5 * 5 * 128 + 128,
      128 * 10 + 10,
    ]
    notebook.show(sum(parameters))

    //: Let the program check that. If it were wrong, the lesson would end here.
    let seed = notebook.seed
    let untrained = Sequential.fashionNetwork(seed: seed)
    precondition(parameters.reduce(0, +) == untrained.parameterCount)
    notebook.show(untrained)
    notebook.show(
      diagram(of: untrained), named: "network",
      caption: "What passes through: few large maps become many small ones. Of the 32 and 64 maps 8 are drawn.",
      alt: "1 map of 28×28, 32 of 26×26, 32 of 13×13, 64 of 11×11, 64 of 5×5, then columns of 1600, 128 and 10 "
        + "units.")

    //: - Question: 28 becomes 26, 13, 11 and 5. How many pixels of an 11×11 map does no pooling window read?
    //: - Answer: Those of the last row and the last column. Windows of 2×2 fit five times into 11, and what does not
    //:   fill a window is left out: 121 − 10 · 10 = 21 values of each map.
    notebook.ask(
      .number(
        11 * 11 - 4 * maxPool2d(.zeros(1, 11, 11), window: 2).count,
        slips: [
          11: "You counted the row: the last column is not read either.",
          22: "You counted the corner twice: it lies in the last row and in the last column.",
          0: "You rounded up: a window that is not full is left out.",
          96: "You counted what is lost: a window reads four values and keeps one.",
        ]))

    //: - Question: Which layer does most of the work, that is, of the multiply-adds?
    //: - Answer: The second convolution. Nine of ten parameters belong to the first linear layer, which uses each once for
    //:   an image. The convolution has few weights, but uses each of them at 121 places.
    let work = [26 * 26 * 9 * 1 * 32, 11 * 11 * 9 * 32 * 64, 1600 * 128, 128 * 10]
    notebook.ask(
      .choice(
        work.max() == work[1] ? "the second convolution" : "another",
        slips: [
          "the first convolution": "You went by the size of its maps: it reads one map, and the second reads 32.",
          "the first linear layer": "You went by its parameters: it uses each of them once for an image.",
          "the last linear layer": "You went by its place: it has 1,280 weights and uses each once.",
        ]))

    //: ## Training
    //: Adam with rate 0.001, batches of 64, three epochs, from three starts. For comparison, the perceptron of lesson 5
    //: learns from the same images for as many epochs.
    let epochs = notebook.epochs(3)
    func trained(
      _ name: String, _ network: (UInt64) -> Sequential
    ) throws -> [Classifier] {
      try (0..<3).map { start in
        let seed = seed &+ UInt64(start)
        let model = network(seed)
        let classifier = Classifier(
          model, optimizer: Adam(model.parameters, rate: 0.001), seed: seed)
        try classifier.fit(
          training.images, training.labels, epochs: epochs, batchSize: 64,
          validation: (validation.images, validation.labels),
          progress: notebook.progress("\(name), start \(start + 1)"))
        return classifier
      }
    }
    let runs = try trained("convolutional") { .fashionNetwork(seed: $0) }
    let baseline = try trained("perceptron") { .perceptron(seed: $0) }
    let classifier = runs[0]
    let model = classifier.model
    notebook.show(epochTable(classifier.history))

    //: A row for each epoch of the first start. Loss and accuracy in training are means over its images, taken in
    //: passing while the network was still changing. The last column is the share of validation images that it named
    //: correctly after the epoch.
    notebook.show(
      curves([("convolutional", runs), ("perceptron", baseline)]),
      named: "learning-curves",
      caption: "Loss in training, and accuracy on the validation images; a line for each start.",
      alt:
        "Left, two bundles of falling lines; the convolutional network's end lower. Right, its lines end above the "
        + "perceptron's.")

    //: Now the test images, which nothing was learned from or chosen by:
    let results = try runs.map { try $0.evaluate(test.images, test.labels) }
    let flats = try baseline.map { try $0.evaluate(test.images, test.labels) }
    let (result, flat) = (results[0], flats[0])
    notebook.show(
      testTable([
        ("convolutional", model, results),
        ("perceptron", baseline[0].model, flats),
      ]))

    //: And photographs? Fashion-MNIST has 10,000 of them to test with, and 54,000 to learn from once the validation images
    //: are held back. With the same settings (`--data fashion-mnist`) the two networks reach on its test images, in
    //: percent, as mean and range of three starts:
    //:
    //: | Fashion-MNIST | test accuracy |
    //: |---|---:|
    //: | convolutional | 88.8 (88.5–89.3) |
    //: | perceptron | 85.6 (85.5–85.7) |
    //:
    //: After ten epochs of all 60,000, as this network was published, three starts here and three in PyTorch give, as
    //: median and range:
    //:
    //: | Fashion-MNIST, ten epochs | test accuracy here | in PyTorch |
    //: |---|---:|---:|
    //: | convolutional | 91.1 (91.0–91.3) | 91.2 (90.6–91.8) |
    //:
    //: (`swift run -c release recipes fashion --data fashion-mnist` trains them.)

    //: ## What it says
    //: Most of what follows is about the first of the three convolutional networks. Fifteen test images, and what it takes
    //: them for:
    notebook.show(
      answers(result, test, of: Array(0..<15)), named: "predictions",
      caption: "The first fifteen test images. Is any answer wrong? The table below tells.",
      alt: "Fifteen garments, each with a name and a question mark above.")

    notebook.show(wrongAnswers(result, test, among: 0..<15))

    //: A name alone hides how sure the network is. Softmax turns its ten numbers into probabilities. Here are the
    //: test image that it is most sure of and the one that it is least sure of:
    let logits = Variable(constant: try classifier.scores(test.images))
    let probabilities = softmax(logits).value
    let sureness = probabilities.maximum(axes: 1)
    let (sure, unsure) = (sureness.argmax(), (-sureness).argmax())
    notebook.show(
      certainty([sure, unsure], probabilities, test), named: "certainty",
      caption: "What each is, and what the network would bet on each class.",
      alt: "A garment with one full bar beside it; another with bars for several classes, none of them long.")

    //: On the page the network is laid open. Choose a garment, turn it, make it thicker, and ask any value where it comes
    //: from. The page's weights are rounded to 12 bits each, which keeps it small; its answers are the rounded network's.
    notebook.show(model, on: test, named: "the-network-reads", isDrawable: false)

    //: ## What it takes for what
    //: A *confusion matrix* has a row for each true class and a column for each answer. Correct answers stand on
    //: the diagonal.
    notebook.show(
      Figure(confusion: result.confusion, classNames: test.classNames), named: "confusion-matrix",
      caption:
        "Left, all answers, shaded by their share of the row. Right, the mistakes alone, all on one scale.",
      alt: "Left, dark cells on the diagonal. Right, dark cells where T-shirts, pullovers, coats and shirts meet.")

    //: A row tells how many of the true shirts were found: divide the number on the diagonal by the sum of its row, and you
    //: have the *accuracy of the class*, also called its *recall*. A column tells how many of those called shirts are
    //: shirts: divide the same number by the sum of its column, and you have the *precision*. A network can have much
    //: of the one and little of the other.

    //: - Question: There are ten classes of 200 images each, and a network says "shirt" to every image. What is its precision
    //:   for shirts?
    //: - Answer: 0.1. Of the 2,000 that it calls shirts 200 are shirts. Its recall is 1: every shirt was found.
    notebook.ask(
      .number(
        Float(200) / 2_000,
        slips: [
          1: "You took the recall: every shirt is found, but most of what is called a shirt is none.",
          0.9: "You took the mistakes: the precision is the share that is correct.",
          200: "You counted: the precision is a share.",
        ]))
    let confusion = result.confusion
    let classes = test.classNames.indices
    let recall = classes.map { label in
      Float(confusion[label][label]) / Float(confusion[label].reduce(0, +))
    }
    let precision = classes.map { answer in
      let named = classes.map { confusion[$0][answer] }.reduce(0, +)
      return Float(confusion[answer][answer]) / Float(max(1, named))
    }
    notebook.show(classTable(test.classNames, recall, precision))
    notebook.show(
      classBars(test.classNames, recall, flat.accuracyPerClass),
      named: "accuracy-per-class",
      caption: "The share of each class that was found, by the first run of each network.",
      alt: "Ten pairs of bars. Those of coat and shirt are far below the others.")

    //: Which confusions are the most frequent? Count both ways, "A taken for B" and "B taken for A".
    notebook.show(commonConfusions(confusion, test.classNames))

    //: Most confusions are among four classes, the *tops*. Count the mistakes within that group.
    let tops = classes.filter {
      ["T-shirt/top", "Pullover", "Coat", "Shirt"].contains(test.classNames[$0])
    }
    let mistakes = test.labels.indices.filter {
      result.predictions[$0] != test.labels[$0]
    }
    let amongTops = mistakes.filter {
      tops.contains(test.labels[$0]) && tops.contains(result.predictions[$0])
    }
    notebook.show(
      "\(amongTops.count) of \(mistakes.count) mistakes take a top for a top")
    notebook.show(
      answers(result, test, of: Array(mistakes.prefix(15)), withTruth: true),
      named: "mistakes",
      caption: "The first mistakes: what each is, and what the network took it for.",
      alt: "Fifteen garments under two names each, such as Shirt as Coat.")

    //: Would a better network get them all? For the drawn set the answer can be computed. Its generator,
    //: `Sources/Datasets/Garments/TopKinds.swift`, gives a shirt no collar in 4.1 of 11.1 cases, and, whatever the collar,
    //: a closed front, without buttons or an opening, in 2.5 of 10.

    //: - Question: What share of the shirts has no collar and a closed front?
    //: - Answer: 9.2 %: $4.1 / 11.1 · 2.5 / 10$. Unless its cloth is checked or pinstriped, little about such a shirt tells
    //:   it from a pullover or a T-shirt, so no network gets them all. Photographs of real garments are no different: their
    //:   names were given by a shop, not by the look of a picture. Where classes overlap, the best network can only say the
    //:   one that is likelier.
    notebook.ask(
      .number(
        4.1 / 11.1 * 2.5 / 10,
        slips: [
          4.1 / 11.1 + 2.5 / 10: "You added the shares: both must come together, so they multiply.",
          4.1 / 11.1: "You took the collar alone: most of these have buttons or an opening.",
          2.5 / 10: "You took the front alone: most of these have a collar.",
          4.1 / 11.1 * 7.5 / 10: "You took the other fronts: a quarter is closed.",
        ]))
    notebook.show("\(percent(4.1 / 11.1 * 2.5 / 10)) of drawn shirts")

    //: How many tops could nobody tell apart? Of photographs that is not known. But the drawn garments come from a
    //: program, which makes one choice after another: how wide, which neck, which sleeves, which front, which cloth. For
    //: each kind of top it fixes how likely each choice is. Imagine a reader who sees all choices that were made for a top,
    //: and always names the kind for which they are the likeliest. An image shows no more than the choices behind it, so
    //: nobody can do better on average by looking at images. Try this ideal reader on 5,000 drawn tops of each kind:
    let ideal = DrawnGarments.idealConfusion(ofEach: 5_000, seed: seed)
    notebook.show(ceilingTable(ideal, results, test, tops))

    //: The ideal reader is a *ceiling*. (The last row assumes that it names every other garment correctly.) It lies
    //: below 100 %, since kinds overlap, and the true ceiling can only lie lower, since an image of 28×28 pixels hides
    //: some of the choices. Yet the network is far below it. Overlap of the kinds explains few of its mistakes; the
    //: others come from what the images hide, or from the network. Look at the table of pairs again: some go mostly one
    //: way. Has the network a *bias*, here a habit of giving one answer too often? Column sums show it. How often was
    //: each top named, by the ideal reader and in each of the three runs?
    notebook.show(biasTable(ideal, results, test, tops))

    //: The ideal reader names each kind about as often as there are garments of it. A run that is far from that has a
    //: bias, and where it differs from start to start, it belongs to the network and not to the garments. (What all
    //: three runs share, such as too few shirts, may also come from what the images hide.) A better network would make
    //: fewer mistakes, but on average no fewer than the ideal reader.

    //: ## The mean loss of an epoch
    //: Losses come batch by batch, and the last batch is smaller if 64 does not divide the number of images. The mean of
    //: the batches would give its few images the same say as 64 others. So weigh each batch by the number of its images.
    //: The test images, batch by batch:
    let losses = test.batches(of: 64).map { batch in
      (
        loss: crossEntropy(model(batch.images), batch.labels).value.item,
        count: Float(batch.count)
      )
    }
    let ofBatches = losses.reduce(0) { $0 + $1.loss } / Float(losses.count)
    let ofImages =
      losses.reduce(0) { $0 + $1.loss * $1.count } / Float(test.count)
    notebook.show(
      Table(
        columns: ["mean loss", "value"],
        rows: [
          ["of the \(losses.count) batches", fixed(ofBatches)],
          ["of the \(Numerals.text(test.count)) images", fixed(ofImages)],
          ["by evaluate", fixed(result.loss)],
          ["images in the last batch", "\(Int(losses.last?.count ?? 0))"],
        ]))

    //: - Question: A batch of 64 images has the mean loss 0.2, and a last batch of 16 has 1. What is the mean loss of the
    //:   images?
    //: - Answer: 0.36: $(64 · 0.2 + 16 · 1) / 80$.
    notebook.ask(
      .number(
        (64 * 0.2 + 16 * 1) / 80,
        slips: [
          0.6: "You took the mean of the batches: the larger one has four times as many images.",
          0.84: "You exchanged the weights: the larger batch has the loss of 0.2.",
          28.8: "You forgot to divide: that is the sum over all 80 images.",
        ]))

    //: ## Measured once
    //: To know the accuracy in training, people often send each batch through the network a second time, after the
    //: step. Here is an epoch of 2,000 images done so, beside one that counts the answers it already has. `forward`
    //: keeps count of the images that pass.
    let some = training.prefix(2_000)
    var passed = 0
    func forward(_ model: Sequential, _ images: Tensor) -> Variable {
      passed += images.shape[0]
      return model(images)
    }
    func hits(_ logits: Variable, _ labels: [Int]) -> Int {
      zip(logits.value.argmax(axis: 1), labels).filter { $0 == $1 }.count
    }
    func epoch(_ model: Sequential, secondPass: Bool) -> Epoch {
      let adam = Adam(model.parameters, rate: 0.001)
      var correct = 0
      passed = 0
      let clock = ContinuousClock()
      let time = clock.measure {
        for batch in some.batches(of: 64) {
          adam.zeroGradients()
          let logits = forward(model, batch.images)
          crossEntropy(logits, batch.labels).backward()
          adam.step()
          let answers = secondPass ? forward(model, batch.images) : logits
          correct += hits(answers, batch.labels)
        }
      }
      return Epoch(
        passed: passed, accuracy: Float(correct) / Float(some.count), time: time)
    }
    let once = Sequential.fashionNetwork(seed: seed)
    let twice = Sequential.fashionNetwork(seed: seed)
    let inPassing = epoch(once, secondPass: false)
    let again = epoch(twice, secondPass: true)
    notebook.show(epochCosts(inPassing, again))

    //: The second pass doubles what goes forward. What that costs can be counted. Going backward takes about twice
    //: the work of going forward: a convolution has a gradient of its input and one of its kernels, each as large as
    //: the convolution itself. A step is then worth 1 + 2 forward passes, and with the second pass 1 + 2 + 1: a third
    //: more. The terminal shows what it took on your machine.
    notebook.showInTerminal(epochTimes(inPassing, again))

    //: And what does it buy? Only a higher number, as each batch is judged just after the network has learned from it.
    //: Neither number is the accuracy on new images; for that there are validation images. The network itself is the same,
    //: to the last bit:
    notebook.show(
      zip(once.parameters, twice.parameters)
        .allSatisfy { $0.value == $1.value })

    //: Testing has its own way of paying twice: a function for the loss and a function for the accuracy, each with a
    //: forward pass of its own. Keep the logits, and one pass serves both.
    passed = 0
    for batch in test.batches(of: 64) {
      _ = crossEntropy(forward(model, batch.images), batch.labels)
      _ = hits(forward(model, batch.images), batch.labels)
    }
    let apart = passed
    passed = 0
    for batch in test.batches(of: 64) {
      let logits = forward(model, batch.images)
      _ = crossEntropy(logits, batch.labels)
      _ = hits(logits, batch.labels)
    }
    notebook.show(
      "\(Numerals.text(apart)) images forward, or \(Numerals.text(passed))")

    //: ## Saving and loading
    //: A trained network is its parameters. `save` writes them to a *safetensors* file: a list of names and shapes,
    //: and then the numbers, four bytes each. You find it beside the page that this lesson has written.
    let file = notebook.path(of: "fashion.safetensors")
    try model.save(to: file)
    notebook.show(tensorTable(try SafeTensors.read(file)))

    //: Take a new network with another random start. It guesses. Then load the file into it:
    let newcomer = Sequential.fashionNetwork(seed: seed &+ 1)
    let loaded = Classifier(
      newcomer, optimizer: Adam(newcomer.parameters, rate: 0.001))
    let before = try loaded.evaluate(test.images, test.labels)
    try newcomer.load(from: file)
    let after = try loaded.evaluate(test.images, test.labels)
    notebook.show(
      Table(
        columns: ["", "test accuracy"],
        rows: [
          ["new", percent(before.accuracy)],
          ["loaded", percent(after.accuracy)],
          ["trained", percent(result.accuracy)],
        ]))

    //: And not only the accuracy: every score for every test image is the same.
    let scores = try classifier.scores(test.images)
    notebook.show(try loaded.scores(test.images) == scores)

    //: PyTorch opens the same file, because names and layouts are its own. There the network looks like this:
    //:
    //: ```python
    //: from safetensors.torch import load_file
    //: from torch import nn
    //:
    //: model = nn.Sequential(
    //:     nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
    //:     nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
    //:     nn.Flatten(),
    //:     nn.Linear(1600, 128), nn.ReLU(), nn.Linear(128, 10))
    //: model.load_state_dict(load_file("fashion.safetensors"))
    //: ```
    //:
    //: Images go in as `(B, 1, 28, 28)` with values from 0 to 1, and logits come out. PyTorch adds in another order,
    //: so the last digits may differ; the answers do not, unless two logits are almost equal. The other way works as well:
    //: what `safetensors.torch.save_file(model.state_dict(), …)` writes, `load` reads.

    //: - Question: Somebody sends you a file in which one tensor has another shape than in your network. What does `load` do?
    //: - Answer: It refuses the file. Code is not a thing to take from strangers, so the file holds numbers only, and you say
    //:   yourself which network they belong to. `load` checks that every name and every shape fits.
    notebook.ask(
      .choice(
        "it refuses the file",
        slips: [
          "it makes the network fit": "You took the file for a network: it holds tensors, and the layers are yours.",
          "it loads the others": "You hoped for the best: a network with half its weights would only seem to work.",
          "it cuts or fills the tensor": "You thought of padding: numbers of another shape mean something else.",
        ]))

    //: ## In PyTorch, and further
    //: | here | in PyTorch, or beside it |
    //: |---|---|
    //: | `Conv2d(32, kernel: 3)` | `nn.Conv2d(1, 32, 3)`, or `nn.LazyConv2d(32, 3)` |
    //: | `--data fashion-mnist` | `torchvision.datasets.FashionMNIST` |
    //: | `classifier.evaluate` | a loop of your own, in `model.eval()` and `torch.no_grad()` |
    //: | `result.confusion` | `sklearn.metrics.confusion_matrix` |
    //: | `model.save(to:)`, `load(from:)` | `safetensors.torch.save_file`, `load_file` |
    //:
    //: To read on:
    //:
    //: - Han Xiao, Kashif Rasul and Roland Vollgraf, *Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine
    //:   Learning Algorithms*, 2017.
    //: - Karen Simonyan and Andrew Zisserman, *Very Deep Convolutional Networks for Large-Scale Image Recognition*,
    //:   2015.
    //: - Chuan Guo, Geoff Pleiss, Yu Sun and Kilian Weinberger, *On Calibration of Modern Neural Networks*, 2017: how
    //:   far to trust a probability.

    //: ## Where next
    //: A network with many parameters and few images learns them by heart. [lesson-10-regularization](../lesson-10-regularization/)
    //: shows that, and compares what helps against it.
  }
}
