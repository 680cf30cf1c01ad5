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
    "watch the gradient of every parameter while a network learns, say what an optimiser makes of it, take "
    + "back-propagation through a convolution apart, and check a derivative before you trust it."

  static func walk(_ notebook: Notebook) throws {
    //: A network learns by many small steps, and each step follows a gradient: for each weight one number that says how
    //: the loss changes if that weight grows a little. In this lesson you watch these numbers, find out what optimisers
    //: do with them, compute some by hand, and check all of them.
    //:
    //: ## The gradient, watched
    //: The network is that of [lesson-06-feature-maps](../lesson-06-feature-maps/). It has four layers with parameters,
    //: each a weight and a bias.
    notebook.show(definitionOf: "featureMapNetwork", in: "Sources/Learning/Networks/FeatureMapNetwork.swift")

    //: The training loop is the one you know, with two lines more: it keeps the parameters as they were before the step,
    //: and notes for each of them the mean of |gradient| and the mean of |ΔW|, the change that the step made.
    let data = try notebook.trainingData(count: 12_800)
    func train(
      _ model: Sequential, _ optimizer: any Optimizer, epochs: Int = 1
    ) -> [Step] {
      var steps: [Step] = []
      for epoch in 0..<epochs {
        let order = notebook.generator(UInt64(10 + epoch))
        for batch in data.batches(of: 64, shuffledBy: order) {
          optimizer.zeroGradients()
          let result = model.backward(batch.images, batch.labels)
          let before = model.parameters.map(\.value)
          optimizer.step()
          let after = model.parameters
          steps.append(Step(result.loss, before: before, after: after))
        }
      }
      return steps
    }

    //: Two epochs with Adam at rate 0.001. The mean loss of the first ten steps and of the last ten:
    let seed = notebook.seed
    let model = Sequential.featureMapNetwork(seed: seed)
    let steps = train(model, Adam(model.parameters, rate: 0.001), epochs: 2)
    let names = model.namedParameters.map(\.name)
    let begin = fixed(mean(steps.prefix(10)))
    let end = fixed(mean(steps.suffix(10)))
    notebook.show("\(steps.count) steps; first ten \(begin), last ten \(end)")
    notebook.show(
      Table(
        columns: ["parameter", "numbers", "mean |gradient|", "mean |ΔW|"],
        rows: names.indices.map { index in
          let count = model.parameters[index].value.count
          let means = [meanGradient(steps, index), meanUpdate(steps, index)]
          return [names[index], Numerals.text(count)] + means.map { fixed($0, 6) }
        }))
    notebook.show(
      magnitudeFigure(steps, names), named: "parameter-update-magnitude",
      caption: "Means over all steps. The gradients differ by far more than the steps that Adam makes of them.",
      alt: "Two bar charts for eight parameters: gradients of very unequal size, updates much more alike.")

    //: The gradients of the eight parameters are of very different size. What Adam makes of them is much more alike:
    let ratios = [meanGradient, meanUpdate].map { magnitude in
      let sizes = names.indices.map { magnitude(steps, $0) }
      return (sizes.max() ?? 0) / (sizes.min() ?? 1)
    }
    notebook.show("largest / smallest gradient: \(fixed(ratios[0], 1))")
    notebook.show("largest / smallest update: \(fixed(ratios[1], 1))")

    //: ## Over the course of training
    //: Means hide the way there. Here are both for the four weights, step by step, each point a mean of ten steps.
    notebook.show(
      courseFigure(steps, names), named: "over-training",
      caption: "Left the gradient, right what Adam changes; the vertical axes run in powers of ten.",
      alt: "Two charts of four lines. Left they rise at first, right they end far below where they began.")

    //: At the beginning the gradients are small, and yet Adam takes its largest steps, those of the convolutions near the
    //: rate of 0.001: most batches pull in the same direction. Later the gradients are larger, but the batches contradict
    //: each other. Adam's step is a mean of the gradients seen, divided by their size, and when signs change the mean is
    //: small beside the size. How many numbers of `conv1.weight` have a gradient of the same sign as in the step before?
    let agreement = zip(steps, steps.dropFirst()).map { before, now in
      (before.firstGradient * now.firstGradient .> 0).mean()
    }
    notebook.show("first 20 steps: \(percent(mean(agreement.prefix(20))))")
    notebook.show("last 100 steps: \(percent(mean(agreement.suffix(100))))")

    //: ## SGD beside Adam
    //: SGD takes the gradient as it is: $ΔW = −rate · gradient$. Adam divides it by the root of the mean of its squares, so
    //: that its *size* drops out, and what is left is near the rate. See it in the very first step, from the same start on
    //: the same batch; and once more with a loss that is a hundred times as large.
    let batch = data.batches(of: 64)[0]
    func firstStep(
      _ optimizer: ([Variable]) -> any Optimizer, lossTimes factor: Float = 1
    ) -> Step {
      let model = Sequential.featureMapNetwork(seed: seed)
      let before = model.parameters.map(\.value)
      model.backward(batch.images, batch.labels) {
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
    notebook.show(
      Table(
        columns: ["mean |ΔW|", "gradient", "SGD", "(× 100)", "Adam", "(× 100)"],
        rows: names.indices.map { index in
          [names[index], fixed(first[0].gradients[index], 6)]
            + first.map { fixed($0.updates[index], 6) }
        }))

    //: Columns marked (× 100) belong to the larger loss. SGD's step is the gradient times 0.1, and a hundred times the
    //: loss makes a hundred times the step. Adam's is at most 0.001, and the size of the loss changes next to nothing. It
    //: is less than 0.001 where a part of the numbers has no gradient at all, as the weights of a unit that is zero for
    //: the whole batch. The others move by the full rate:
    let share = first[2].withGradient
    notebook.show(
      Table(
        columns: ["parameter", "share with a gradient", "share × 0.001"],
        rows: names.indices.map {
          [names[$0], fixed(share[$0], 4), fixed(share[$0] * 0.001, 6)]
        }))

    //: That is why one rate of Adam suits all layers, while SGD's rate must suit the layer with the largest gradients.
    //: It is also why Adam's first step is a bold one: it moves *every* weight that has a gradient by the full rate, at a
    //: moment when the network knows nothing. In [lesson-06-feature-maps](../lesson-06-feature-maps/) you saw many units of `relu4`
    //: fall silent in it.
    //:
    //: Over an epoch from the same start:
    let test = try notebook.testData()
    func accuracy(_ model: Sequential) -> String {
      let chosen = model.outputs(of: test.images).argmax(axis: 1)
      let right = zip(chosen, test.labels).filter { $0 == $1 }.count
      return percent(Float(right) / Float(test.count))
    }
    let bySGD = Sequential.featureMapNetwork(seed: seed)
    let stepsOfSGD = train(bySGD, sgd(bySGD.parameters))
    let byAdam = Sequential.featureMapNetwork(seed: seed)
    let stepsOfAdam = train(byAdam, adam(byAdam.parameters))
    notebook.show(
      sgdAndAdamFigure(stepsOfSGD, stepsOfAdam, names),
      named: "sgd-beside-adam",
      caption: "Mean |ΔW| over one epoch, in powers of ten. SGD's steps are as unequal as the gradients.",
      alt: "Pairs of bars for eight parameters; those of SGD differ more than those of Adam.")
    func row(_ name: String, _ steps: [Step], _ model: Sequential) -> [String] {
      [name, fixed(mean(steps.suffix(10))), accuracy(model)]
    }
    notebook.show(
      Table(
        columns: ["one epoch", "loss of the last ten steps", "test accuracy"],
        rows: [
          row("SGD, rate 0.1", stepsOfSGD, bySGD),
          row("Adam, rate 0.001", stepsOfAdam, byAdam),
        ]))

    //: ## Gradients that fade
    //: LeNet as of 1998 has sigmoids, and in [lesson-05-lenet](../lesson-05-lenet/) it did not learn with SGD at rate
    //: 0.1. Now you can see why. Here is that network, and the same with ReLU in place of the sigmoid; nothing else
    //: differs.
    notebook.show(definitionOf: "lenet1998", in: "Sources/Learning/Networks/LeNet1998.swift")

    //: One batch, before any training: how large is the gradient of each layer's weight?
    func weightGradients(_ model: Sequential) -> [Float] {
      model.backward(batch.images, batch.labels)
      let weights = model.namedParameters.filter { $0.name.hasSuffix("weight") }
      return weights.map { $0.variable.gradient?.abs().mean() ?? 0 }
    }
    let ofSigmoid = weightGradients(.lenet1998(seed: seed))
    let ofReLU = weightGradients(.lenet1998(seed: seed, activation: ReLU()))
    let ofXavier = weightGradients(.lenet1998(seed: seed, start: .xavierUniform))
    let layers = ["conv1", "conv2", "linear1", "linear2", "linear3"]
    let networks = [
      ("sigmoid", ofSigmoid), ("sigmoid, Xavier", ofXavier), ("ReLU", ofReLU),
    ]
    notebook.show(
      fadingFigure(layers, networks),
      named: "fading-gradients",
      caption: "Mean |gradient| of each layer's weight before training, in powers of ten; the input is on the left.",
      alt: "Groups of three bars for five layers. Those of the sigmoid fall steeply towards the input.")
    notebook.show(
      Table(
        columns: ["mean |gradient|", "conv1", "linear3", "linear3 / conv1"],
        rows: networks.map { name, sizes in
          let ratio = sizes[4] / sizes[0]
          return [name, fixed(sizes[0], 7), fixed(sizes[4], 7), fixed(ratio, 1)]
        }))

    //: The gradient travels from the loss to the input. On its way it is multiplied by the slope of each activation that
    //: it passes. The slope of ReLU is 1 or 0. That of the sigmoid is at most a quarter, at 0, and less everywhere else.
    let x = Variable(Tensor((-60...60).map { Float($0) / 10 }))
    sigmoid(x).sum().backward()
    let slopes = x.gradient ?? Tensor(0)
    notebook.show(slopes.maximum())
    notebook.show(
      slopesFigure(x.value, sigmoid: slopes), named: "slopes",
      caption: "The slopes of the two activations: what a gradient is multiplied by as it passes.",
      alt: "A flat bell with its top at 0.25, and a step from 0 to 1.")

    //: Four sigmoids lie between the loss and `conv1`. At best they leave this share:
    let steepest = slopes.maximum()
    notebook.show(steepest * steepest * steepest * steepest)

    //: And small random weights take their part too. Xavier's initialisation makes the weights of all layers but the first
    //: larger, so that less is lost from layer to layer. Adam helps in another way: it does not care how small a gradient is.
    let slow = Sequential.lenet1998(seed: seed)
    let stuck = train(slow, SGD(slow.parameters, rate: 0.1), epochs: 2)
    let quick = Sequential.lenet1998(seed: seed)
    let freed = train(quick, Adam(quick.parameters, rate: 0.005), epochs: 2)
    notebook.show(
      lossesFigure([("SGD, rate 0.1", stuck), ("Adam, rate 0.005", freed)]),
      named: "sigmoid-lenet",
      caption: "LeNet with sigmoids: the loss of each step. A network that knows nothing has ln 10 ≈ 2.303.",
      alt: "One line stays at 2.3; the other stays there for a while and then falls.")
    notebook.show(
      Table(
        columns: ["LeNet with sigmoids", "loss of last ten", "test accuracy"],
        rows: [
          row("SGD, rate 0.1", stuck, slow),
          row("Adam, rate 0.005", freed, quick),
        ]))

    //: ## A rate too large, early and late
    //: Adam's steps are as large as its rate says. What if the rate is ten times as large, 0.01? One network starts from
    //: random weights. The other carries on from the network trained above, whose weights are already good.
    let fresh = Sequential.featureMapNetwork(seed: seed)
    let fromFresh = train(fresh, Adam(fresh.parameters, rate: 0.01))
    let carried = Sequential.featureMapNetwork(seed: seed)
    for (new, old) in zip(carried.parameters, model.parameters) {
      new.value = old.value
    }
    let fromTrained = train(carried, Adam(carried.parameters, rate: 0.01))
    notebook.show(
      lossesFigure([("fresh start", fromFresh), ("carried on", fromTrained)]),
      named: "rate-too-large",
      caption: "Adam at rate 0.01: the loss of each step, from random weights and from trained ones.",
      alt: "One line falls from above. The other starts low, leaps up at once, and comes down again.")
    func worst(_ steps: [Step]) -> String {
      fixed(steps.prefix(20).map(\.loss).max() ?? 0)
    }
    notebook.show(
      Table(
        columns: ["Adam, rate 0.01", "last ten", "test accuracy", "worst"],
        rows: [
          row("fresh start", fromFresh, fresh) + [worst(fromFresh)],
          row("carried on", fromTrained, carried) + [worst(fromTrained)],
          row("before carrying on", steps, model) + [""],
        ]))

    //: Losses again; the last column is the highest among the first twenty steps. Carried on, the trained network is for a
    //: moment far worse than one that knows nothing: what it had learned is thrown over, and has to be learned again. An
    //: epoch later both are better than the network was before: here the large rate is good enough to learn with, and
    //: still a bad beginning. To keep a good start, begin with a small rate.

    //: - Question: Nothing is wrong with the weights that were carried over. Why does the loss leap
    //:   all the same?
    //: - Answer: A new Adam knows no earlier gradients. It divides the first one by its own size and takes a full step of
    //:   0.01 with every weight that has a gradient, whether there is much to gain or not.

    //: ## Back through a convolution
    //: How does a gradient pass a convolution? Take a small one. `upstream` is what comes back from the loss: one number
    //: for each output pixel.
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

    //: The weight at (0, 0) meets the pixel at (0, 0) for the first output pixel, its right neighbour for the next, and so
    //: on: it meets the image under the upstream gradient. So the kernel's gradient is the image correlated with
    //: `upstream`, as if that were the kernel.
    let kernelGradient = correlate(image, upstream)
    notebook.show(kernelGradient)

    //: Which output pixels feed the gradient of one weight? All of them: each product below is one output pixel's gradient
    //: times the input that the weight met for it. Here is the weight in the upper right, row 0 and column 1;
    //: what is called kernel below is `upstream`.
    notebook.show(
      inspecting: .convolution(
        image: image.reshaped(1, 4, 4), kernel: upstream.reshaped(1, 1, 3, 3)),
      row: 0, column: 1, named: "one-kernel-weight",
      titles: ("image", "upstream", "gradient of the kernel"))

    //: A pixel sends its value to every output pixel whose window holds it. Going back, it collects from all of those, and
    //: the weights come in the opposite order: `upstream`, with a border of zeros, correlated with the kernel turned by 180°.
    let turned = kernel.flipped(axes: 0, 1)
    let imageGradient = correlate(upstream.padded(by: 1), turned)
    notebook.show(imageGradient)
    notebook.show(
      backwardFigure(image, upstream, kernelGradient, turned, imageGradient),
      named: "back-through-a-convolution",
      caption: "Two more convolutions: above for the kernel, below for the image.",
      alt: "Image times upstream gives the kernel's gradient; padded upstream times the turned kernel the image's.")

    //: The library says the same.
    let pixels = Variable(image.reshaped(1, 1, 4, 4))
    let weights = Variable(kernel.reshaped(1, 1, 2, 2))
    convolve2d(pixels, kernel: weights).backward(upstream.reshaped(1, 1, 3, 3))
    notebook.show(weights.gradient?.reshaped(2, 2) == kernelGradient)
    notebook.show(pixels.gradient?.reshaped(4, 4) == imageGradient)

    //: - Question: A convolution with many channels and a batch of images sums over channels on its way forward. Over what
    //:   does it sum on its way back?
    //: - Answer: The image's gradient sums over the *out* channels, which all read that pixel. The kernel's gradient
    //:   sums over the images of the batch, which all used that weight.

    //: ## One weight
    //: Now one weight of the trained network, on one image that it gets wrong: there is something to learn. The weight is in
    //: the middle of a kernel of `conv1`. It takes part in every pixel of its map. Each of these 784 pixels has a say in
    //: how the weight should change: the pixel's gradient times the input that the weight met there.
    let wrong = firstMistake(model, test)
    let digit = test.images[wrong..<wrong + 1]
    let outputs = model.outputs(Variable(constant: digit))
    let loss = crossEntropy(outputs[9], [test.labels[wrong]])
    let mapGradients = loss.gradients(of: [outputs[0]])[0].selecting(0)
    let gradients = loss.gradients(of: [model.parameters[0]])[0]
    let index = gradients[0..., 0..<1, 1..<2, 1..<2].abs().argmax()
    let contributions = digit.reshaped(28, 28) * mapGradients.selecting(index)
    notebook.show(
      oneWeightFigure(digit, mapGradients, contributions, map: index),
      named: "one-weight",
      caption: "Input × gradient of the map = contributions. The sum of the right picture is the weight's gradient.",
      alt: "A digit; a map in orange and blue; and their product, which is zero where the digit is black.")

    //: The finite difference knows nothing of all this. It moves the weight a little up and a little down, sends the image
    //: through the network both times, and divides.
    func lossWithWeight(movedBy step: Float) -> Float {
      let weight = model.parameters[0]
      let kept = weight.value
      defer { weight.value = kept }
      weight.value[index, 0, 1, 1] += step
      return crossEntropy(model(digit), [test.labels[wrong]]).value.item
    }
    func finiteDifference(_ step: Float) -> Float {
      let up = lossWithWeight(movedBy: step)
      return (up - lossWithWeight(movedBy: -step)) / (2 * step)
    }
    let sizes = ["1", "0.1", "0.01", "0.001", "0.0001", "0.00001"]
    let count = Int((contributions .!= 0).sum())
    notebook.show(
      Table(
        columns: ["gradient of one weight", "value"],
        rows: [
          ["sum of \(count) contributions", fixed(contributions.sum(), 5)],
          ["backward", fixed(gradients[index, 0, 1, 1], 5)],
        ]
          + sizes.map { step in
            ["finite difference, step \(step)", fixed(finiteDifference(Float(step) ?? 0), 5)]
          }))

    //: A large step measures the slope of a long chord instead of that at the point. A tiny step drowns in rounding: a
    //: Float has about seven digits, and the two losses agree in most of them. In between the two methods meet.

    //: Move a weight yourself. On the page every value of the network opens its sum, and the weights in it can be changed:
    //: all that comes after follows at once.
    notebook.show(model, on: test, named: "the-network-reads")

    //: ## Check every derivative
    //: A wrong derivative is a quiet mistake. Nothing crashes, the loss may even fall, only less than it should. So compare
    //: each derivative with finite differences once. For each number of each operand:
    notebook.show(definitionOf: "numericalGradient", in: "Lessons/lesson-07-gradients/Checking.swift")

    //: `upstream` weighs the results, each by another number: with ones only, a mistake that mixes up places could cancel
    //: out. Inputs keep away from the kinks of ReLU and from ties in maximum pooling, where there is no slope to compare. The
    //: verdict goes by the largest difference among all numbers of the operand.
    notebook.show(definitionOf: "checked", in: "Lessons/lesson-07-gradients/Checking.swift")
    notebook.show(checked(allOperations(notebook.generator(20))))

    //: A check that cannot fail proves nothing. Here are three mistakes that are easily made: a ReLU that lets every
    //: gradient pass, a maximum pooling that shares the gradient out, and a convolution whose kernel is not turned.
    notebook.show(checked(wrongOperations(notebook.generator(20))))

    //: ## Where next
    //: That completes the spine of the course: you can build a network, train it, look into it, and say what each of its
    //: numbers does and why it changes. Take it further yourself: change a layer of the network above, and see whether
    //: you can tell beforehand what happens to the gradients. Or go on to
    //: [lesson-08-spatial-cnn](../lesson-08-spatial-cnn/), which builds convolution once more, of nothing but shifted
    //: images, and a network from three lists of numbers.
  }
}
