import Datasets
import Drawing
import Figures
import Learning
import Pages
import System
import TensorCore
import Walkthrough

func fixed(_ value: Float, _ decimals: Int = 3) -> String { Numerals.text(Double(value), decimals: decimals) }

func percent(_ share: Float) -> String { fixed(100 * Double(share), decimals: 1) + " %" }

/// The accuracy on the images held back after each epoch, in percent.
private func accuracies(_ history: [EpochResult]) -> [Double] {
  history.map { 100 * Double($0.validation?.accuracy ?? .nan) }
}

/// Networks with their parameters, counted and by a formula.
func specificationTable(
  _ lists: [(taps: [Int], features: [Int], sizes: [Int])], formula: ([Int], [Int], [Int]) -> Int
) -> Table {
  Table(
    columns: ["taps", "features", "sizes", "counted", "by formula"],
    rows: lists.map { taps, features, sizes in
      let network = Sequential.shiftNetwork(taps: taps, features: features, sizes: sizes, seed: 0)
      return [
        "\(taps)", "\(features)", "\(sizes)", Numerals.text(network.parameterCount),
        Numerals.text(formula(taps, features, sizes)),
      ]
    })
}

/// The loss of each step, the mean of each 25 in their middle, and that of a guess among ten classes, ln 10.
func lossFigure(_ losses: [Float]) -> Figure {
  let starts = stride(from: 0, to: losses.count, by: 25)
  let means = starts.map { start in
    let window = losses[start..<min(losses.count, start + 25)]
    return window.reduce(0, +) / Float(window.count)
  }
  let guess = Series(
    "a guess", x: [1, Double(losses.count)], y: [2.302585, 2.302585], style: .dashed, color: .quiet)
  return Figure {
    LineChart(
      [
        Series("one batch", y: losses, color: .lightBlue),
        Series(
          "mean of 25", x: starts.map { Double($0 + min(losses.count, $0 + 25) + 1) / 2 }, y: means,
          style: .lineAndDots, color: .orange),
        guess,
      ], xLabel: "step", yLabel: "loss", integerX: true, width: 520, height: 210)
  }
}

/// Each epoch's loss and accuracies, and those of a published run while there are some.
func epochTable(_ history: [EpochResult], beside published: [Double]) -> Table {
  Table(
    columns: ["epoch", "loss", "accuracy in training", "validation accuracy", "published, MNIST's test images"],
    rows: history.map { epoch in
      [
        "\(epoch.epoch)", fixed(epoch.loss), percent(epoch.accuracy), percent(epoch.validation?.accuracy ?? .nan),
        epoch.epoch > published.count ? "" : fixed(published[epoch.epoch - 1], decimals: 2) + " %",
      ]
    })
}

/// A row for each start: its validation accuracy after each epoch.
func startsTable(_ histories: [[EpochResult]]) -> Table {
  Table(
    columns: ["validation accuracy after epoch"] + (histories.first ?? []).map { "\($0.epoch)" },
    rows: histories.enumerated().map { index, history in
      ["start \(index + 1)"] + accuracies(history).map { fixed($0, decimals: 1) + " %" }
    })
}

/// The lowest and the highest test accuracy of some networks, and how far they are apart.
func spreadTable(_ rows: [(name: String, networks: [TrainedNetwork])], _ test: Dataset) throws -> Table {
  Table(
    columns: ["readout", "test accuracy: lowest", "highest", "points apart"],
    rows: try rows.map { name, networks in
      let accuracies = try networks.map { try $0.classifier.evaluate(test.images, test.labels).accuracy }
      let (lowest, highest) = (accuracies.min() ?? .nan, accuracies.max() ?? .nan)
      return [name, percent(lowest), percent(highest), fixed(100 * (highest - lowest), 1)]
    })
}

/// The accuracy over the steps taken: of runs with large and with small readouts, whose epochs have `steps`, on the images
/// held back; and of the published one, whose epochs had 469, on MNIST's test images.
func startsFigure(_ large: [[EpochResult]], _ small: [[EpochResult]], _ published: [Double], steps: Int) -> Figure {
  func line(_ name: String, _ values: [Double], _ steps: Int, _ style: Series.Style, _ color: Color) -> Series {
    Series(name, x: values.indices.map { Double(($0 + 1) * steps) }, y: values, style: style, color: color)
  }
  func lines(_ name: String, _ histories: [[EpochResult]], _ color: Color) -> [Series] {
    histories.enumerated().map { index, history in
      line(index == 0 ? name : "", accuracies(history), steps, .lineAndDots, color)
    }
  }
  return Figure {
    LineChart(
      lines("readout as drawn", large, .blue) + lines("readout divided by √392", small, .orange)
        + [line("published run, MNIST", published, 469, .dashed, .quiet)],
      xLabel: "step", yLabel: "accuracy in %", integerX: true, width: 420, height: 220)
  }
}

/// A network that has been trained, and what its parameters were before.
struct TrainedNetwork {
  let start: [Tensor]
  let classifier: Classifier

  var history: [EpochResult] { classifier.history }

  /// The share of images that the network names correctly with some parameters put back to their start.
  func accuracy(puttingBack places: Range<Int>, on set: Dataset) throws -> Float {
    let parameters = classifier.model.parameters
    let trained = parameters.map(\.value)
    defer { for (parameter, value) in zip(parameters, trained) { parameter.value = value } }
    for place in places { parameters[place].value = start[place] }
    return try classifier.evaluate(set.images, set.labels).accuracy
  }
}

/// How large the weights of each layer of some networks were at the start, how far training has moved them, and what
/// share that is: from the lowest to the highest.
func movedTable(_ networks: [TrainedNetwork]) -> Table {
  func range(_ values: [Float], _ text: (Float) -> String) -> String {
    "\(text(values.min() ?? .nan)) to \(text(values.max() ?? .nan))"
  }
  let names = networks[0].classifier.model.namedParameters.map(\.name)
  return Table(
    columns: ["weights", "mean |start|", "mean |change|", "share"],
    rows: names.enumerated().map { place, name in
      let sizes = networks.map { $0.start[place].abs().mean() }
      let changes = networks.map { network in
        (network.classifier.model.parameters[place].value - network.start[place]).abs().mean()
      }
      return [
        name, range(sizes) { fixed($0) }, range(changes) { fixed($0) }, range(zip(changes, sizes).map(/), percent),
      ]
    })
}

/// The accuracy of each network as it was trained, and with the readout or the filters put back to their start.
func putBackTable(_ networks: [TrainedNetwork], _ images: Dataset) throws -> Table {
  let readout = networks[0].start.count - 1
  let rows = [("nothing", 0..<0), ("the readout", readout..<readout + 1), ("the filters", 0..<readout)]
  return Table(
    columns: ["put back to its start"] + networks.indices.map { "start \($0 + 1)" },
    rows: try rows.map { name, places in
      try [name] + networks.map { percent(try $0.accuracy(puttingBack: places, on: images)) }
    })
}

/// How far filtering by shifts is from the library's convolution, for random filters with more and more taps.
func agreementTable(
  _ image: Tensor, taps: ClosedRange<Int>, _ byLibrary: (Tensor, Tensor) -> Tensor,
  using generator: inout SeededGenerator
) -> Table {
  Table(
    columns: ["K", "kernel", "coefficients", "largest difference", "agrees"],
    rows: taps.map { taps in
      let side = 2 * taps + 1
      let h = Tensor.uniform(side, side, in: -1..<1, using: &generator)
      let difference = (filteredByShifts(image, h) - byLibrary(image, h.flipped(axes: 0, 1))).abs().maximum()
      return [
        "\(taps)", "\(side)×\(side)", "\(h.count)", fixed(Double(difference), decimals: 7),
        difference < 1e-5 ? "✓" : "✗",
      ]
    })
}
