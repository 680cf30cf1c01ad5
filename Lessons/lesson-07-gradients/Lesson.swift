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
struct Gradients: Lesson {
  static let title = "Gradients: what makes a network learn"
  static let summary =
    "follow a gradient back through any computation, take back-propagation through a convolution apart, check a "
    + "derivative before you trust it, and say what an optimiser makes of it."

  static func walk(_ notebook: Notebook) throws {
    //: A network learns by many small steps, and each step follows a gradient: for each weight one number that says
    //: how fast the loss changes as that weight grows. In this lesson you compute some of these numbers by hand, check
    //: the derivatives of many operations, watch gradients while a network learns, and find out what optimisers do
    //: with them.
    //:
    //: ## The chain rule
    //: Take a computation of three steps: $a = w · x$, then $c = a + b$, then $L = c²$. How does $L$ change when $w$
    //: grows a little? Each step has a slope of its own, and it is simple: $a$ grows $x$ times as fast as $w$, $c$
    //: just as fast as $a$, and $L$ grows $2c$ times as fast as $c$. One after the other, the slopes multiply. That is
    //: the *chain rule*.
    let w = Variable(Tensor(3)), x = Variable(Tensor(2))
    let b = Variable(Tensor(-1))
    let a = w * x
    let c = a + b
    let squared = c.squared()
    let slopes = squared.gradients(of: [w, x, b, a, c, squared])
    notebook.show(
      chainFigure([w, x, b, a, c, squared].map(\.value), slopes), named: "chain-rule",
      caption: "Values go from left to right. Gradients, in red, come back: each times the slope on its arrow.",
      alt: "Boxes for w, x, b, a, c and L, joined by arrows with slopes. Below each box stands its gradient.")

    //: Read it from the right. The gradient of $L$ with respect to itself is 1. At $c$ it is $1 · 2c = 10$, at $a$ and
    //: $b$ it is $10 · 1$, and at $w$ it is $10 · x = 20$. Nothing had to be known of the whole: each step needs its own
    //: slope and what comes back from the next, its *upstream* gradient. This way of computing is *back-propagation*.
    //:
    //: - Question: Let x be 4 and leave w at 3 and b at −1. What is the gradient of L with respect to w now?
    //: - Answer: 88. c is $3 · 4 − 1 = 11$, so what comes back at c is 22, and on the way to w it is multiplied by x.
    let (otherW, otherX) = (Variable(Tensor(3)), Variable(Tensor(4)))
    let otherSquare = (otherW * otherX + b).squared()
    notebook.ask(
      .number(
        otherSquare.gradients(of: [otherW])[0].item,
        slips: [
          40: "You kept the old c: with another x it is 11.",
          22: "You stopped too early: at the product, the slope towards w is x.",
          66: "You took w for the slope: towards w it is x, and towards x it is w.",
          44: "You forgot the 2: the square grows 2c times as fast as c.",
        ]))

    //: What if a value is used more than once? Then it reaches the result along several paths. Multiply along each path
    //: and *add* what they give. In $t · t + t$ it is used three times, so its gradient is t + t + 1:
    let t = Variable(Tensor(3))
    notebook.show((t * t + t).gradients(of: [t])[0])

    //: - Question: What is the gradient of $t · t · t$ at t = 2?
    //: - Answer: 12. There are three paths, and along each the slope is the product of the other two factors, $2 · 2$.
    let two = Variable(Tensor(2))
    notebook.ask(
      .number(
        (two * two * two).gradients(of: [two])[0].item,
        slips: [
          4: "You followed one path: t is used three times, and the paths add up.",
          8: "You computed the value: the gradient says how fast it grows.",
          6: "You took one factor along each path: the other two are both multiplied in.",
        ]))

    //: Boxes and arrows such as these are a *graph*. A network is one with tensors in its boxes, and a weight of a
    //: convolution is a value that is used at every place of the image. Why backward, and not forward from each weight?
    //: There is one loss and there are very many weights. One pass back finds the gradients of all of them, and costs
    //: about as much as two passes forward.

    //: ## Back through a convolution
    //: How does a gradient pass a convolution? Take a small one. `upstream` is what comes back from the loss: one
    //: number for each output pixel.
    let image = Tensor([[1, 2, 0, 1], [0, 3, 1, 2], [2, 1, 0, 0], [1, 0, 2, 3]])
    let kernel = Tensor([[1, -1], [2, 3]])
    let upstream = Tensor([[1, 0, 2], [0, -1, 1], [3, 1, 0]])
    func correlate(_ image: Tensor, _ kernel: Tensor) -> Tensor {
      let (height, width) = (kernel.shape[0], kernel.shape[1])
      let down = image.shape[0] - height + 1
      let across = image.shape[1] - width + 1
      var output = Tensor.zeros(down, across)
      for row in 0..<down {
        for column in 0..<across {
          let patch = image[row..<row + height, column..<column + width]
          output[row, column] = (patch * kernel).sum()
        }
      }
      return output
    }

    //: The weight at (0, 0) is multiplied by the pixel at (0, 0) for the first output pixel, by the next pixel for the
    //: next output pixel, and so on. Each of these is a path to the loss. So multiply each pixel that the weight meets
    //: by the gradient of the output pixel for which it meets it, and add. For all weights together that is the image
    //: correlated with `upstream`, as if that were the kernel.
    let kernelGradient = correlate(image, upstream)
    notebook.show(kernelGradient)

    //: - Question: An image of 28×28 gives a map of 24×24. What shape does the gradient of the kernel have?
    //: - Answer: `(5, 5)`, the shape of the kernel: $28 − 24 + 1 = 5$. A gradient has the shape of what it belongs to.
    notebook.ask(
      .shape(
        correlate(.zeros(28, 28), .zeros(24, 24)).shape,
        slips: [
          [28, 28]: "You thought of the image's gradient: this is the kernel's.",
          [24, 24]: "You thought of the output: its gradient is what came in.",
          [4, 4]: "You forgot the + 1: the first place counts too.",
        ]))

    //: Here is the weight in the upper right, row 0 and column 1. Each product belongs to one output pixel: its gradient
    //: times the input that the weight met for it. (In the text below, the kernel is `upstream`.)
    notebook.show(
      inspecting: .convolution(
        image: image.reshaped(1, 4, 4), kernel: upstream.reshaped(1, 1, 3, 3)),
      row: 0, column: 1, named: "one-kernel-weight",
      titles: ("image", "upstream", "gradient of the kernel"))

    //: Now the image. A pixel sends its value to every output pixel whose window holds it, so it collects gradient from
    //: all of those. The further to the *right* such an output pixel lies, the further to the *left* in the kernel
    //: stands the weight that it read the pixel with. The further *down* it lies, the further *up* stands that weight. So
    //: the weights come in the opposite order: the image's gradient is `upstream`, with a border of zeros, correlated
    //: with the kernel turned by 180°.
    let turned = kernel.flipped(axes: 0, 1)
    let imageGradient = correlate(upstream.padded(by: 1), turned)

    //: - Question: Before you look: what is the gradient of the pixel in the upper left corner?
    //: - Answer: 1. Only the first output has read it, with the weight at (0, 0): $1 · 1$. All other products meet the
    //:   border of zeros.
    notebook.ask(
      .number(
        imageGradient[0, 0],
        slips: [
          kernel[1, 1] * upstream[0, 0]: "You forgot to turn the kernel: the corner meets only the weight at (0, 0).",
          kernel.sum(): "You used all weights: the corner lies in one window only.",
          0: "You stopped at the border: one of the four products meets a number.",
        ]))
    notebook.show(imageGradient)
    notebook.show(
      backwardFigure(image, upstream, kernelGradient, turned, imageGradient),
      named: "back-through-a-convolution",
      caption: "Two more convolutions: above for the kernel, below for the image.",
      alt: "The image correlated with upstream gives the kernel's gradient; upstream with a border, correlated with "
        + "the turned kernel, gives the image's.")

    //: The library says the same.
    let pixels = Variable(image.reshaped(1, 1, 4, 4))
    let weights = Variable(kernel.reshaped(1, 1, 2, 2))
    convolve2d(pixels, kernel: weights).backward(upstream.reshaped(1, 1, 3, 3))
    notebook.show(weights.gradient?.reshaped(2, 2) == kernelGradient)
    notebook.show(pixels.gradient?.reshaped(4, 4) == imageGradient)

    //: - Question: With many channels and a batch of images, a convolution sums over the input channels on its way forward.
    //:   Over what does the *image's* gradient sum on the way back?
    //: - Answer: The image's gradient sums over the *output* channels, which all read that pixel. The kernel's gradient
    //:   sums over the images of the batch, which all used that weight.
    notebook.ask(
      .choice(
        "over the output channels",
        slips: [
          "over the input channels": "You thought of the way forward: each input channel has a gradient of its own.",
          "over the images": "You took the kernel's gradient: an image's pixels are its own.",
          "over all three": "You summed too much: a pixel belongs to one image and to one input channel.",
        ]))

    //: ## One weight
    //: Now one weight of a real network, that of [lesson-06-feature-maps](../lesson-06-feature-maps/). It learns for
    //: one epoch from 9,600 training images; 1,000 others are held back for validation. From those comes an image that
    //: it gets wrong: there is something to learn.
    let seed = notebook.seed
    let drawn = try notebook.trainingData(count: 10_600)
    let data = drawn[0..<drawn.count - 1_000]
    let validation = drawn[drawn.count - 1_000..<drawn.count]
    let model = Sequential.featureMapNetwork(seed: seed)
    let learner = Classifier(
      model, optimizer: Adam(model.parameters, rate: 0.001), seed: seed)
    try learner.fit(data.images, data.labels)

    //: The weight is in the middle of a kernel of `conv1`; of the eight kernels, take the one where its gradient is
    //: largest. It takes part in all 784 pixels of its map, and each contributes to its gradient: the pixel's gradient
    //: times the input that the weight met there.
    let wrong = firstMistake(model, validation)
    let digit = validation.images[wrong..<wrong + 1]
    let outputs = model.layerOutputs(Variable(constant: digit))
    let loss = crossEntropy(outputs[9], [validation.labels[wrong]])
    let mapGradients = loss.gradients(of: [outputs[0]])[0].selecting(0)
    let gradients = loss.gradients(of: [model.parameters[0]])[0]
    let index = gradients[0..., 0..<1, 1..<2, 1..<2].abs().argmax()
    let contributions = digit.reshaped(28, 28) * mapGradients.selecting(index)
    notebook.show(
      oneWeightFigure(digit, mapGradients, contributions, map: index),
      named: "one-weight",
      caption:
        "Input × gradient of the map = contributions (the last two on one scale). The contributions add up to the gradient.",
      alt: "A digit; a map in orange and blue; and their product, which is zero where the digit is black.")

    //: Where the input or the gradient is 0, there is no contribution; the table counts the others. A finite difference
    //: knows nothing of all this. It moves the weight a little up and a little down, sends the image through the network
    //: both times, and divides the difference of the losses by the distance.
    func lossWithWeight(movedBy step: Float) -> Float {
      let weight = model.parameters[0]
      let kept = weight.value
      defer { weight.value = kept }
      weight.value[index, 0, 1, 1] += step
      return crossEntropy(model(digit), [validation.labels[wrong]]).value.item
    }
    func finiteDifference(_ step: Float) -> Float {
      let up = lossWithWeight(movedBy: step)
      return (up - lossWithWeight(movedBy: -step)) / (2 * step)
    }
    let sizes = ["1", "0.1", "0.01", "0.001", "0.0001", "0.00001"]
    notebook.show(oneWeightTable(contributions, gradients[index, 0, 1, 1], sizes, finiteDifference))

    //: A large step measures the slope of a long chord instead of that at the point. A tiny step drowns in rounding: a
    //: Float has about seven digits, and the two losses agree in most of them. In between the two methods agree best.

    //: ## Check every derivative
    //: A wrong derivative is a quiet mistake. Nothing crashes, and the loss may even fall, only less than it should. So
    //: compare each derivative with finite differences once: for each number of each input, as above for one weight,
    //: with a step of 0.01. (`Checking.swift` does it; exercise 7.3 asks for the heart of it.) The results are added up,
    //: each times a number of its own: with ones only, a mistake that mixes up places could cancel out. Inputs keep away
    //: from the kink of ReLU and from ties in maximum pooling, where there is no slope to compare. A derivative passes if
    //: no number is off by 0.001 or more.
    notebook.show(checked(commonOperations(notebook.generator(20))))
    //: (Dropout sets numbers to 0 at random, but here the same ones each time, or there would be nothing to compare. It
    //: and `negativeLogLikelihood` come in [lesson-10-regularization](../lesson-10-regularization/).)

    //: A check that cannot fail proves nothing. Here are three mistakes that are easily made: a ReLU that lets every
    //: gradient pass, a maximum pooling that shares the gradient out, and a convolution whose kernel is not turned.
    notebook.show(checked(wrongOperations(notebook.generator(20))))

    //: ## The gradient, watched
    //: So much for one gradient. Now all of them, step by step, while the network of
    //: [lesson-06-feature-maps](../lesson-06-feature-maps/) learns anew.
    //:
    //: The training loop is the one you know, with a few lines more: it keeps the parameters as they were before the
    //: step, and notes for each of them the mean of |gradient| and the mean of $|ΔW|$, the change that the step made.
    //: (`rate` and `recording` are for later.)
    notebook.show(definitionOf: "train", in: "Lessons/lesson-07-gradients/Watching.swift")
    let watcher = Watcher(data: data, validation: validation, seed: seed, order: notebook.generator)

    //: Two epochs with Adam at rate 0.001. The mean loss of the first ten steps and of the last ten:
    let watched = Sequential.featureMapNetwork(seed: seed)
    let steps = watcher.train(watched, Adam(watched.parameters, rate: 0.001), epochs: 2)
    let names = watched.namedParameters.map(\.name)
    let (begin, end) = (fixed(mean(steps.prefix(10))), fixed(mean(steps.suffix(10))))
    notebook.show("\(steps.count) steps; first ten \(begin), last ten \(end)")
    notebook.show(magnitudeTable(watched, steps))
    notebook.show(
      magnitudeFigure(steps, names), named: "parameter-update-magnitude",
      caption: "Means over all steps. The gradients differ by far more than the steps that Adam makes of them.",
      alt: "Two bar charts for eight parameters: gradients of very unequal size, updates much more alike.")

    //: Mind what is compared. A weight of `conv1` is used at 784 places, and its gradient is the sum of what all of
    //: them ask for. A weight of a linear layer is used once for an image. So unequal bars do not tell by themselves
    //: that one layer learns and another does not. They do tell what an optimiser has to cope with. What Adam makes of
    //: them is much more alike.

    //: ## Over the course of training
    //: A mean hides how training got there. Here are both quantities for the weights of each layer, each point a mean of
    //: ten steps.
    notebook.show(
      courseFigure(steps, names), named: "over-training",
      caption: "Left the gradient, right what Adam changes; the vertical axes run in powers of ten.",
      alt: "Two charts of four lines. Left they rise at first, right they end far below where they began.")

    //: Adam's largest steps come early, while the gradients grow and most batches pull the same way. Its step is the
    //: rate times a running mean of the gradients, divided by the root of a running mean of their squares. The first
    //: of these means looks back about ten steps and the second about a thousand. So while gradients grow, the first
    //: runs ahead of the second, and a step can even exceed the rate. Later the batches contradict each other, signs
    //: change from step to step, and the mean becomes small beside the root. How many numbers of `conv1.weight` have a
    //: gradient of the same sign as in the step before? (A weight whose gradient is zero in either step has no sign and
    //: is not counted.)
    let agreement = zip(steps, steps.dropFirst()).map { before, now in
      let products = before.firstGradient * now.firstGradient
      return (products .> 0).sum() / max(1, (products .!= 0).sum())
    }
    notebook.show("first 20 steps: \(percent(mean(agreement.prefix(20))))")
    notebook.show("last 100 steps: \(percent(mean(agreement.suffix(100))))")

    //: ## SGD beside Adam
    //: SGD takes the gradient $g$ as it is: $ΔW = −rate · g$. Adam keeps two running means for each number of each
    //: parameter, of the gradient and of its square, both 0 at the start:
    //:
    //: > $m ← β₁ · m + (1 − β₁) · g$, with $β₁ = 0.9$
    //:
    //: > $s ← β₂ · s + (1 − β₂) · g²$, with $β₂ = 0.999$
    //:
    //: (The paper writes $v$ for $s$.) Means that begin at 0 are too small at first. At step $t$ they are therefore
    //: divided by $1 − β₁ᵗ$ and $1 − β₂ᵗ$. With $M$ and $S$ for the corrected means, the step is
    //:
    //: > $ΔW = −rate · M / (√S + ε)$, with ε = 10⁻⁸, against division by 0
    //:
    //: In the first step $M = g$ and $S = g²$. The size of the gradient drops out, and what is left is the rate, against
    //: the gradient's sign. See it from the same start on the same batch, and once more with a loss that is a hundred
    //: times as large.
    let batch = data.batches(of: 64)[0]
    func firstStep(
      _ optimizer: ([Variable]) -> any Optimizer, lossTimes factor: Float = 1
    ) -> Step {
      let model = Sequential.featureMapNetwork(seed: seed)
      let before = model.parameters.map(\.value)
      model.accumulateGradients(batch.images, batch.labels) {
        crossEntropy($0, $1) * factor
      }
      optimizer(model.parameters).step()
      return Step(0, before: before, after: model.parameters)
    }
    func sgd(_ w: [Variable]) -> any Optimizer { SGD(w, rate: 0.1) }
    func adam(_ w: [Variable]) -> any Optimizer { Adam(w, rate: 0.001) }
    let first = [
      firstStep(sgd), firstStep(sgd, lossTimes: 100),
      firstStep(adam), firstStep(adam, lossTimes: 100),
    ]
    notebook.show(firstStepsTable(names, first))

    //: Columns marked (× 100) belong to the larger loss. SGD's step is the gradient times 0.1, and a hundred times the
    //: loss makes a hundred times the step. Adam moves every number whose gradient is well above ε by the full rate,
    //: 0.001, whatever the size of the loss. Some numbers have no gradient at all, such as the weights of a unit that is
    //: zero for the whole batch. So the mean is about the rate times the share of numbers that have one. Unless you have
    //: chosen another seed or other data, `conv1` shows it: 0.000875 is seven eighths of the rate. One of its eight kernels
    //: is dead from the start, the one that stays dead in [lesson-06-feature-maps](../lesson-06-feature-maps/).
    //:
    //: That is why one rate of Adam suits layers of many kinds, while SGD's rate must suit the layer with the largest
    //: gradients. It is also why Adam's first step is a bold one: it moves so many weights by the full rate at a moment
    //: when the network knows nothing. In [lesson-06-feature-maps](../lesson-06-feature-maps/) you saw units of `relu4`
    //: die in it.
    //:
    //: Now a whole epoch of both, from the same three starts. The first run of each is recorded: what the network was
    //: like after some of its steps, and what it said of three images that it does not learn from.
    let bySGD = (0..<3).map {
      watcher.run($0, sgd, recordedAs: $0 == 0 ? "SGD, rate 0.1" : nil)
    }
    let byAdam = (0..<3).map {
      watcher.run($0, adam, recordedAs: $0 == 0 ? "Adam, rate 0.001" : nil)
    }
    notebook.show(
      sgdAndAdamFigure(bySGD[0].steps, byAdam[0].steps, names),
      living: try .recorded([bySGD[0], byAdam[0]].compactMap(\.recording)),
      named: "sgd-beside-adam",
      caption: "Mean |ΔW| over one epoch of the first start, in powers of ten.",
      alt: "A row of two dots for each of eight parameters; those of SGD scatter more than those of Adam.")
    notebook.show(
      runsTable(
        "one epoch from three starts",
        [("SGD, rate 0.1", bySGD), ("Adam, rate 0.001", byAdam)]))

    //: Two optimisers at one rate each do not settle which is better: each has its own best rate. A fairer race, with
    //: rates chosen for both, stands at the end of [lesson-10-regularization](../lesson-10-regularization/).

    //: On the page you can touch the network that Adam has just trained. Draw a digit and choose *What matters?*: the
    //: first picture is the gradient of a logit, taken back through all layers to the pixels. Then ask a cell of `conv1`,
    //: make one of its weights larger by 0.01, and choose *the difference to the network as it was*: the map has changed
    //: by a hundredth of the pixels under that weight, for they are the derivative.
    notebook.show(byAdam[0].network, on: validation, named: "the-network-reads")

    //: ## Gradients that fade
    //: LeNet's layout with sigmoids did not learn with SGD at rate 0.1 in [lesson-05-lenet](../lesson-05-lenet/). By
    //: the chain rule you can say why. On its way from the loss to the input, the gradient is multiplied by weights, and
    //: by the slope of each activation that it passes. The slope of ReLU is 1 or 0. That of the sigmoid is a quarter at 0,
    //: and less everywhere else. A gradient that fades in this way is called a *vanishing gradient*.
    let places = Variable(Tensor((-60...60).map { Float($0) / 10 }))
    sigmoid(places).sum().backward()
    let bell = places.gradient ?? Tensor(0)
    notebook.show(bell.maximum())
    notebook.show(
      slopesFigure(places.value, sigmoid: bell), named: "slopes",
      caption: "The slopes of the two activations: what a gradient is multiplied by as it passes.",
      alt: "A flat bell with its top at 0.25, and a step from 0 to 1.")

    //: Four sigmoids lie between the loss and the first convolution. At best their slopes leave this share:
    let steepest = bell.maximum()
    notebook.show(steepest * steepest * steepest * steepest)

    //: - Question: What share of a gradient is left, at best, after *six* sigmoids?
    //: - Answer: 0.00024: $0.25⁶$, one part in 4,096.
    notebook.ask(
      .number(
        (0..<6).reduce(Float(1)) { share, _ in share * steepest },
        slips: [
          1.5: "You added the slopes: one after the other, they multiply.",
          steepest * steepest * steepest * steepest: "You stopped at four: there are two more to pass.",
          1 / 24: "You divided by the number: each sigmoid leaves a quarter of what is left.",
        ]))

    //: Small random weights shrink it further. Here is how much gradient arrives at the output of each activation,
    //: before any training: the length of that gradient, for one batch. These are gradients of activations, so the
    //: layers can be compared. The networks are those of lesson 5 and differ by activation and start alone.
    notebook.show(arrivalsTable(batch, seed: seed))

    //: The last column says how many times longer the gradient is at the last activation than at the first, three
    //: activations before it; the other columns are of the first of the three starts. With PyTorch's start less than a
    //: thousandth of the gradient gets back through sigmoids, and less than a fiftieth through ReLU. With Xavier's start
    //: about one part in 300 gets back through sigmoids, and with He's more than a fifth through ReLU. (A pooling layer
    //: takes a share as well: it spreads the gradient of each mean over four pixels.) *Adam* helps in another way: it does
    //: not care how small a gradient is. In lesson 5 you saw from three starts how it frees the sigmoids. Here is one start
    //: of each, recorded: LeNet's layout with sigmoids and SGD, with ReLU and the same SGD, and with sigmoids and Adam. All
    //: begin with PyTorch's start, so ReLU lingers, too; with He's it learned at once in lesson 5. One start of each does
    //: not tell which of the last two is the first to get away from ln 10 in general.
    let sigmoids = watcher.sigmoidsAndReLU()
    notebook.show(
      lossesFigure(sigmoids.losses), living: try .recorded(sigmoids.recordings), named: "sigmoid-lenet",
      caption: "LeNet's layout: the loss, in means of ten steps. A guess has a loss of ln 10 ≈ 2.30.",
      alt: "Sigmoids with SGD stay at 2.3; ReLU stays there for a while, then falls; sigmoids with Adam fall sooner.")

    //: In deep networks gradients fade with ReLU, too, where the weights are small, as PyTorch's usual start draws them.
    //: He's start is made against that. Yet even with a good start, very deep plain networks learned worse than shallower
    //: ones. *Residual connections* mended that: a block of layers computes only what is to be *added* to its input
    //: (Kaiming He, Xiangyu Zhang, Shaoqing Ren and Jian Sun, *Deep Residual Learning for Image Recognition*, 2016). A sum
    //: passes the gradient on to both its parts as it is. So there is always a way back past the layers, on which nothing
    //: is multiplied away. (Here a block is one convolution and its ReLU; theirs had two or three convolutions.)
    notebook.show(definitionOf: "residualNetwork", in: "Lessons/lesson-07-gradients/Depth.swift")

    //: Before any training, how many times as long is the gradient before the first block as after the last? Beside it
    //: stands the same network without the additions, with the usual start and with He's:
    notebook.show(depthTable(batch, seed: seed))

    //: Without additions, less than a millionth of the gradient passes sixteen layers of small weights; with He's start a
    //: large part of it does. With additions even small weights let all of it pass. It is longer at the first block than
    //: at the last, as each block adds a part of its own.

    //: ## One large rate, early and late
    //: Adam's rate limits its steps: they are seldom much larger. What if it is ten times as large, 0.01? Three networks
    //: start from random weights. Three others carry on from those that Adam has just trained for an epoch, whose weights
    //: are good already. Three more do so with a *warm-up*, in which the rate starts near 0 and grows to 0.01 in fifty
    //: steps; and the last three keep the rate of 0.001.
    func bold(_ w: [Variable]) -> any Optimizer { Adam(w, rate: 0.01) }
    let fresh = (0..<3).map { watcher.run($0, bold) }
    func carryOn(
      _ optimizer: ([Variable]) -> any Optimizer, rate: Schedule? = nil
    ) -> [Run] {
      byAdam.indices.map {
        watcher.run($0, optimizer, from: byAdam[$0].network, rate: rate)
      }
    }
    let carried = carryOn(bold)
    let warmUp = Schedule.linear(from: 0.0002, to: 0.01, over: 50)
    let warmedUp = carryOn(bold, rate: warmUp)
    notebook.show(
      leapFigure([("fresh start", fresh[0].steps), ("carried on", carried[0].steps)]), named: "rate-too-large",
      caption: "Adam at rate 0.01: the loss of each step of the first pair, in powers of ten.",
      alt: "One line falls from above. The other starts low, leaps up at once, and comes down again.")
    notebook.show(
      runsTable(
        "Adam, three starts",
        [
          ("0.001, to begin with", byAdam), ("0.01, fresh start", fresh),
          ("0.01, carried on", carried),
          ("0.01, carried on with a warm-up", warmedUp),
          ("0.001, carried on", carryOn(adam)),
        ], firstSteps: 60))

    //: The second column is the highest loss among the first sixty steps, from the lowest to the highest of the three
    //: starts. From a fresh start the large rate does well: after one epoch its mean is ahead of that of 0.001, though
    //: its runs lie far apart. But carried on, a trained network is for a moment worse than one that knows nothing. It
    //: recovers in the course of the epoch, but on average, after two epochs, it is about as far as the fresh start
    //: after one. With a warm-up the loss does not leap, and of the networks that carried on these are on average the
    //: best.

    //: - Question: Nothing is wrong with the weights that were carried over, and yet the loss leaps. By how much does a new
    //:   Adam of rate 0.01 move a weight in its first step if the gradient is 0.0003?
    //: - Answer: By 0.01, like any other weight. A new Adam knows no earlier gradients. It divides the first one by its own
    //:   size, and takes a full step of 0.01 with every weight that has a gradient, whether there is much to gain or not.
    let lone = Variable(Tensor(1))
    (lone * 0.0003).backward()
    Adam([lone], rate: 0.01).step()
    notebook.ask(
      .number(
        1 - lone.value.item,
        slips: [
          0.000003: "You multiplied by the gradient: that is what SGD does.",
          0.0003: "You forgot the rate: it is all that the first step depends on.",
          0.001: "You took m for a tenth of the gradient: dividing by 1 − 0.9 undoes that.",
        ]))

    //: ## In PyTorch, and further
    //: | here | in PyTorch |
    //: |---|---|
    //: | `Variable(x)`; `Variable(constant: x)` | a tensor with `requires_grad=True`; one without |
    //: | `loss.backward()`, then `w.gradient` | `loss.backward()`, then `w.grad` |
    //: | `loss.gradients(of: [w])` | `torch.autograd.grad(loss, [w])` |
    //: | `Variable(value, from: (x, { … }))` | `torch.autograd.Function` with `forward` and `backward` |
    //: | the table of checks | `torch.autograd.gradcheck`, in double precision |
    //: | `Residual { … }` | a module whose `forward` returns `x + self.body(x)` |
    //: | `SGD($0, rate: 0.1)`, `Adam($0, rate: 0.001)` | `torch.optim.SGD(…, lr=0.1)`, `torch.optim.Adam(…, lr=0.001)` |
    //: | `Schedule.linear(…)`, and `optimizer.rate` set by it | `torch.optim.lr_scheduler.LinearLR(…)`, and its `.step()` |
    //:
    //: To read on:
    //:
    //: - David Rumelhart, Geoffrey Hinton and Ronald Williams, *Learning Representations by Back-Propagating Errors*,
    //:   1986.
    //: - Diederik Kingma and Jimmy Ba, *Adam: A Method for Stochastic Optimization*, 2015.
    //: - Atılım Güneş Baydin, Barak Pearlmutter, Alexey Radul and Jeffrey Siskind, *Automatic Differentiation in
    //:   Machine Learning: a Survey*, 2018.
    //: - Andrej Karpathy, *micrograd*, 2020: back-propagation in about a hundred lines of Python.

    //: ## Where next
    //: That completes the spine of the course: you can build a network, train it, look into it, and say what each of
    //: its numbers does and why it changes. Take it further yourself: change a layer of the network above, and see
    //: whether you can tell beforehand what happens to the gradients. Or go on to
    //: [lesson-08-spatial-cnn](../lesson-08-spatial-cnn/), which builds convolution once more, of nothing but shifted
    //: images, and a network from three lists of numbers.
  }
}
