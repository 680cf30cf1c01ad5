import Datasets
import Drawing
import Figures
import Learning
import Pages
import System
import TensorCore
import Walkthrough

func fixed(_ value: Float) -> String { fixed(Double(value), decimals: 4) }

func percent(_ share: Float?) -> String { share.map { fixed(100 * Double($0), decimals: 1) + " %" } ?? "" }

/// The numbers as a sum: `320 + 18,496 = 18,816`.
func sum(_ numbers: [Int]) -> String {
  numbers.map { Numerals.text($0) }.joined(separator: " + ") + " = " + Numerals.text(numbers.reduce(0, +))
}

func setTable(_ training: Dataset, _ validation: Dataset, _ test: Dataset) -> Table {
  let sets = [(training, "to learn from"), (validation, "to choose by"), (test, "to test with, once")]
  return Table(
    columns: ["set", "images", "shape of one"],
    rows: sets.map { set, use in
      ["\(set.name), \(use)", Numerals.text(set.count), "\(set.image(0).shape)"]
    })
}

func epochTable(_ history: [EpochResult]) -> Table {
  Table(
    columns: ["epoch", "mean loss", "accuracy in training", "validation accuracy"],
    rows: history.map {
      ["\($0.epoch)", fixed($0.loss), percent($0.accuracy), percent($0.validation?.accuracy)]
    })
}

func testTable(_ rows: [(name: String, model: Sequential, results: [Evaluation])]) -> Table {
  Table(
    columns: ["network", "parameters", "test accuracy: lowest", "mean", "highest"],
    rows: rows.map { name, model, results in
      let accuracies = results.map(\.accuracy)
      let mean = accuracies.reduce(0, +) / Float(max(1, accuracies.count))
      return [
        name, Numerals.text(model.parameterCount), percent(accuracies.min()), percent(mean),
        percent(accuracies.max()),
      ]
    })
}

/// The wrong answers among some images, counted from 1, row by row.
func wrongAnswers(_ result: Evaluation, _ test: Dataset, among indices: Range<Int>) -> Table {
  let wrong = indices.filter { result.predictions[$0] != test.labels[$0] }
  let rows = wrong.map {
    ["image \($0 + 1)", test.classNames[result.predictions[$0]], test.classNames[test.labels[$0]]]
  }
  return Table(columns: ["wrong answer", "said", "is"], rows: rows.isEmpty ? [["none of these", "–", "–"]] : rows)
}

/// The runs that may stand beside the ideal reader of drawn tops: none if they read other images.
private func comparable(_ results: [Evaluation], _ test: Dataset) -> [Evaluation] {
  test.name == "drawn garments" ? results : []
}

/// What share of the drawn tops an ideal reader names correctly, who never takes another garment for a top, and what share
/// each run did; for other images than the drawn ones the runs are left out.
func ceilingTable(_ ideal: [[Int]], _ results: [Evaluation], _ test: Dataset, _ tops: [Int]) -> Table {
  let recall = ideal.indices.map { Float(ideal[$0][$0]) / Float(ideal[$0].reduce(0, +)) }
  let names = DrawnGarments.tops.map { DrawnGarments.classNames[$0] }
  let all = recall.reduce(0, +) / Float(recall.count)
  let runs = comparable(results, test)
  func row(_ name: String, _ ceiling: Float, _ found: (Evaluation) -> Float) -> [String] {
    [name, percent(ceiling)] + runs.map { percent(found($0)) }
  }
  return Table(
    columns: ["correct", "ideal reader of drawn tops"] + runs.indices.map { "run \($0 + 1)" },
    rows: names.indices.map { index in row(names[index], recall[index]) { $0.accuracyPerClass[tops[index]] } }
      + [
        row("all four", all) { run in
          Float(tops.reduce(0) { $0 + run.confusion[$1][$1] })
            / Float(tops.reduce(0) { $0 + run.confusion[$1].reduce(0, +) })
        },
        row("all ten kinds", (6 + 4 * all) / 10, \.accuracy),
      ])
}

/// How often each of the tops was the answer, of the ideal reader for as many drawn ones and in each run; for other images
/// than the drawn ones the ideal reader is left out.
func biasTable(_ ideal: [[Int]], _ results: [Evaluation], _ test: Dataset, _ tops: [Int]) -> Table {
  let isComparable = !comparable(results, test).isEmpty
  let runs = results.indices.map { "run \($0 + 1)" }
  let rows = tops.enumerated().map { index, label -> [String] in
    let images = test.labels.count { $0 == label }
    var row = [test.classNames[label], "\(images)"]
    if isComparable {
      let (named, drawn) = (ideal.reduce(0) { $0 + $1[index] }, ideal[index].reduce(0, +))
      row.append(Numerals.text(Double(named * images) / Double(drawn), decimals: 0))
    }
    row += results.map { result in "\(result.predictions.count { $0 == label })" }
    return row
  }
  return Table(columns: ["class", "images"] + (isComparable ? ["ideal reader"] : []) + runs, rows: rows)
}

func classTable(_ names: [String], _ recall: [Float], _ precision: [Float]) -> Table {
  Table(
    columns: ["class", "found (recall)", "correct when said (precision)"],
    rows: names.indices.map { [names[$0], percent(recall[$0]), percent(precision[$0])] })
}

/// The five pairs of classes that were taken for each other most often.
func commonConfusions(_ counts: [[Int]], _ names: [String]) -> Table {
  var pairs: [(count: Int, first: Int, second: Int)] = []
  for first in counts.indices {
    for second in counts.indices where second > first {
      pairs.append((counts[first][second] + counts[second][first], first, second))
    }
  }
  pairs.sort { ($1.count, $0.first, $0.second) < ($0.count, $1.first, $1.second) }
  return Table(
    columns: ["pair", "first taken for second", "second for first", "both"],
    rows: pairs.prefix(5).map {
      [
        "\(names[$0.first]), \(names[$0.second])", "\(counts[$0.first][$0.second])", "\(counts[$0.second][$0.first])",
        "\($0.count)",
      ]
    })
}

/// What an epoch of training came to, with the images that went forward in it.
struct Epoch {
  let passed: Int
  let accuracy: Float
  let time: Duration
}

func epochCosts(_ once: Epoch, _ twice: Epoch) -> Table {
  Table(
    columns: ["accuracy in training", "images forward", "accuracy"],
    rows: [("in passing", once), ("by a second pass", twice)].map {
      [$0, Numerals.text($1.passed), percent($1.accuracy)]
    })
}

func epochTimes(_ once: Epoch, _ twice: Epoch) -> Table {
  Table(
    columns: ["accuracy in training", "seconds"],
    rows: [("in passing", once), ("by a second pass", twice)].map { [$0, fixed($1.time / .seconds(1), decimals: 2)] })
}

/// The tensors of a file, and what they take up.
func tensorTable(_ entries: [SafeTensors.Entry]) -> Table {
  let bytes = entries.reduce(0) { $0 + 4 * $1.tensor.count }
  return Table(
    columns: ["name", "shape", "bytes"],
    rows: entries.map { [$0.name, "\($0.tensor.shape)", Numerals.text(4 * $0.tensor.count)] }
      + [["all", "", Numerals.text(bytes)]])
}
