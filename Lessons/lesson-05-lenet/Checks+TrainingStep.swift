import Checking
import Learning
import TensorCore
import Walkthrough

extension LeNet {
  /// What a program is to train with.
  struct Training: Sendable {
    var steps = 1
    /// Whether gradients of another batch are there at the start.
    var hasGradients = false
    let optimizer: @Sendable ([Variable]) -> any Optimizer
  }

  static let trainingStep = Exercise(
    "5.5", answers,
    cases: [
      Case("a new network", Training { SGD($0, rate: 0.5) }),
      Case("three steps with momentum", Training(steps: 3) { SGD($0, rate: 0.2, momentum: 0.9) }),
      Case("gradients of another batch are there", Training(hasGradients: true) { SGD($0, rate: 0.5) }),
      Case("three steps with Adam", Training(steps: 3) { Adam($0, rate: 0.05) }),
    ],
    expected: { train($0, lines: right) },
    answer: { tasks, input in try train(input) { try tasks.trainingStep($0, $1, images: $2, labels: $3) } },
    mistakes: [
      Mistake(
        "the gradients are not zeroed",
        "`backward` adds to the gradients that are there. Forget those of the last step first."
      ) { train($0, lines: [.forward, .backward, .step]) },
      Mistake(
        "the gradients are zeroed at the end only",
        "That will do in a loop of your own. But gradients may be there when your function is called, and they come "
          + "into its first step. Forget them before `backward`."
      ) { train($0, lines: [.forward, .backward, .step, .zero]) },
      Mistake(
        "the optimiser finds no gradients when it takes its step",
        "Has `backward` been forgotten, or does `zeroGradients` stand between it and the step? Without gradients "
          + "every parameter stays as it is."
      ) { train($0, lines: [.zero, .forward, .step]) },
      Mistake(
        "the step comes before `backward`",
        "The step needs the gradients that `backward` leaves at the parameters: first `backward`, then `step`."
      ) { train($0, lines: [.zero, .forward, .step, .backward]) },
      Mistake(
        "the step comes before `backward`, and nothing is zeroed",
        "The step needs the gradients that `backward` leaves at the parameters: zero, forward, loss, `backward`, "
          + "`step`."
      ) { train($0, lines: [.forward, .step, .backward]) },
      Mistake(
        "the step comes first, with the gradients of the batch before",
        "The step needs the gradients of this batch: first zero, forward, loss and `backward`, then `step`."
      ) { train($0, lines: [.step, .zero, .forward, .backward]) },
      Mistake(
        "the optimiser never takes its step",
        "The gradients are there, but nobody has moved the parameters yet: that is what `optimizer.step()` does."
      ) { train($0, lines: [.zero, .forward, .backward]) },
      Mistake(
        "the parameters are moved by hand, past the optimiser",
        "Rate times gradient is what plain SGD does. Leave it to `optimizer.step()`: with momentum or Adam there is "
          + "more to do."
      ) { train($0, lines: [.zero, .forward, .backward, .descent]) },
      Mistake(
        "softmax is applied twice",
        "`crossEntropy` takes the logits and applies softmax itself. Give it what the model gives."
      ) { train($0, lines: right) { crossEntropy(softmax($0), $1) } },
      Mistake(
        "the loss takes the logits for log-probabilities",
        "`negativeLogLikelihood` expects log-probabilities. The loss that takes logits is `crossEntropy`."
      ) { train($0, lines: right, loss: negativeLogLikelihood) },
      Mistake(
        "the loss of the batch is a sum in place of a mean",
        "`crossEntropy` is the mean over the batch already. Multiplied by the number of images it makes the steps of "
          + "SGD so many times as long."
      ) { train($0, lines: right) { crossEntropy($0, $1) * Float($1.count) } },
      Mistake(
        "both losses are measured after the step",
        "The parameters are correct. The first loss asked for is the one that led to them, from before the step."
      ) { train($0, lines: [.zero, .forward, .backward, .step, .forward]) },
      Mistake(
        "both losses are those from before the step",
        "The logits that were there before belong to the old parameters. Go forward once more, after the step."
      ) { train($0, lines: right, whole: { ($0.before, $0.before) }) },
      Mistake(
        "the two losses are exchanged", "First comes the loss from before the step, and then the one after it."
      ) { train($0, lines: right, whole: { ($0.after, $0.before) }) },
      Mistake(
        "the second loss is the difference", "Give the loss itself, as it is after the step."
      ) { train($0, lines: right, whole: { ($0.before, $0.before - $0.after) }) },
      Mistake(
        "the second loss is the difference, after less before", "Give the loss itself, as it is after the step."
      ) { train($0, lines: right, whole: { ($0.before, $0.after - $0.before) }) },
      Mistake(
        "the optimiser takes two steps",
        "One call of `step` moves every parameter once. That is enough for one batch."
      ) { train($0, lines: [.zero, .forward, .backward, .step, .step]) },
      Mistake(
        "`backward` is called twice",
        "Each call adds its gradients to those that are there, so they are twice as large as they should be."
      ) { train($0, lines: [.zero, .forward, .backward, .backward, .step]) },
    ])

  /// The lines that a training step is made of; `forward` goes on to the loss, `descent` is a step by hand.
  private enum Line { case zero, forward, backward, step, descent }

  private static let right: [Line] = [.zero, .forward, .backward, .step]

  private typealias Losses = (before: Float, after: Float)

  /// A training step with these lines, and what is given of the two losses.
  private static func train(
    _ training: Training, lines: [Line], loss measure: Loss = crossEntropy, whole: (Losses) -> Losses = { $0 }
  ) -> Answer {
    train(training) { model, optimizer, images, labels in
      var loss = Variable(Tensor(0))
      for line in lines {
        switch line {
        case .zero: optimizer.zeroGradients()
        case .forward: loss = measure(model(images), labels)
        case .backward: loss.backward()
        case .step: optimizer.step()
        case .descent:
          for parameter in model.parameters {
            if let gradient = parameter.gradient { parameter.value -= optimizer.rate * gradient }
          }
        }
      }
      return whole((loss.value.item, measure(model(images), labels).value.item))
    }
  }

  /// What training steps make of a small network: the losses, what the optimiser has to tell, and the parameters.
  private static func train(
    _ training: Training, step: (Sequential, any Optimizer, _ images: Tensor, _ labels: [Int]) throws -> Losses
  ) rethrows -> Answer {
    let model = Sequential(input: [1, 4, 4], seed: 5) {
      Conv2d(2, kernel: 3)
      ReLU()
      Flatten()
      Linear(3)
    }
    if training.hasGradients {
      for parameter in model.parameters { parameter.gradient = parameter.value * 0.5 + 0.1 }
    }
    let optimizer = WatchedOptimizer(training.optimizer(model.parameters))
    var generator = SeededGenerator(seed: 55)
    var losses: [Losses] = [], reports: [String] = []
    for number in 1...training.steps {
      let images = Tensor.normal(5, 1, 4, 4, using: &generator)
      losses.append(try step(model, optimizer, images, [0, 1, 2, number % 3, 1]))
      reports.append(optimizer.report())
    }
    let parameters = model.parameters.map(\.value)
    return .parts([
      "the loss before": losses.map(\.before), "the loss after": losses.map(\.after),
      "the optimiser's work": reports, "the kernels": parameters[0], "their biases": parameters[1],
      "the linear weights": parameters[2], "the linear biases": parameters[3],
    ])
  }
}

/// An optimiser that notes what it finds when it is asked for a step.
private final class WatchedOptimizer: Optimizer {
  private let optimizer: any Optimizer
  private var steps = 0
  private var foundGradients = false

  init(_ optimizer: any Optimizer) { self.optimizer = optimizer }

  var parameters: [Variable] { optimizer.parameters }

  var rate: Float {
    get { optimizer.rate }
    set { optimizer.rate = newValue }
  }

  func step() {
    steps += 1
    foundGradients = hasGradients
    optimizer.step()
  }

  /// What happened since the last report.
  func report() -> String {
    defer { (steps, foundGradients) = (0, false) }
    return switch (steps, foundGradients) {
    case (0, _): "no step"
    case (1, true): "one step with gradients"
    case (1, false): hasGradients ? "a step before there are gradients" : "a step without gradients"
    default: "\(steps) steps"
    }
  }

  private var hasGradients: Bool { parameters.allSatisfy { $0.gradient != nil } }
}
