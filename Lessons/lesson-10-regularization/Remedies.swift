import Datasets
import Drawing
import Figures
import Learning
import Pages
import TensorCore
import TrainingLessons
import Walkthrough

/// The runs pale, their mean strong: the loss on the images that were learned from, and on others.
func overfittingFigure(_ trial: Trial) -> Figure {
  let steps = trial.runs[0].steps.map { Double($0) }
  func lines(_ name: String, _ pale: Color, _ strong: Color, _ losses: (Outcome) -> [Evaluation]) -> [Series] {
    let values = trial.runs.map { losses($0).map(\.loss) }
    let middle = steps.indices.map { index in mean(values.map { $0[index] }) }
    return values.enumerated().map { Series($0 == 0 ? "\(name), one run" : "", x: steps, y: $1, color: pale) }
      + [Series("\(name), mean", x: steps, y: middle, style: .lineAndDots, color: strong)]
  }
  return Figure {
    LineChart(
      lines("validation images", Color(0xFFD2A6), .orange, \.validation)
        + lines("the 200 images", Color(0xB7D3EA), .blue, \.training),
      xLabel: "step", yLabel: "loss", integerX: true, width: 460, height: 220)
  }
}

/// Two images that a network read correctly, and the two that it got wrong first.
func twoCorrectAndTwoWrong(_ result: Judgement, _ pictures: Dataset) -> Dataset {
  let (right, wrong) = (
    pictures.labels.indices.filter { result.predictions[$0] == pictures.labels[$0] },
    pictures.labels.indices.filter { result.predictions[$0] != pictures.labels[$0] }
  )
  return pictures.gathered(Array(right.prefix(2)) + wrong.prefix(2))
}

/// The losses of each recorded training.
func watchedFigure(_ recordings: [TrainingRecording]) -> Figure {
  let highest = recordings.flatMap { $0.curves.flatMap(\.values) }.max() ?? 1
  return Figure(columns: 2) {
    for recording in recordings {
      LineChart(
        recording.curves.map { Series($0.name, y: $0.values) }, title: recording.name, xLabel: "pass", yLabel: "loss",
        integerX: true, yRange: 0...1.05 * Double(highest), width: 290, height: 200)
    }
  }
}

/// The remedies, each with the strengths to choose from.
func candidates() -> [[Remedy]] {
  [
    [
      Remedy(name: "dropout", setting: "0.1, 0.4", maps: 0.1, units: 0.4),
      Remedy(name: "dropout", setting: "0.2, 0.7", maps: 0.2, units: 0.7),
    ],
    [
      Remedy(name: "weight decay", setting: "0.3", decay: 0.3),
      Remedy(name: "weight decay", setting: "3", decay: 3),
    ],
    [
      Remedy(name: "augmentation", setting: "1 pixel", shift: 1),
      Remedy(name: "augmentation", setting: "2 pixels", shift: 2),
    ],
    [Remedy(name: "400 images", images: 400)],
  ]
}

extension FewImages {
  /// What each remedy reaches on the test images with the strength that the validation images chose, after the runs
  /// without a remedy and what stopping those early gives.
  func results(of candidates: [[Remedy]], beside none: Trial) throws -> [RemedyResult] {
    let early = RemedyResult(name: "early stopping", setting: "of none", tests: none.runs.map(\.stopped))
    let trials = [none] + (try candidates.map(chosen))
    var results = trials.map {
      RemedyResult(name: $0.remedy.name, setting: $0.remedy.setting, tests: $0.runs.map(\.test))
    }
    results.insert(early, at: 1)
    return results
  }
}

/// One remedy's name and setting, and its five results on the test images.
struct RemedyResult {
  let name, setting: String
  let tests: [Judgement]
}

/// A row of five dots for each remedy: its accuracies, and its losses.
func remediesFigure(_ results: [RemedyResult]) -> Figure {
  Figure(columns: 2) {
    DotChart(
      [Dots("", results.map { $0.tests.map { 100 * $0.accuracy } })], labels: results.map(\.name),
      title: "test accuracy in %", width: 250)
    DotChart(
      [Dots("", results.map { $0.tests.map(\.loss) }, color: .orange)], labels: results.map(\.name),
      title: "test loss",
      width: 250)
  }
}

func remediesTable(_ results: [RemedyResult]) -> Table {
  Table(
    columns: ["remedy", "setting", "test accuracy: lowest", "mean", "highest", "mean test loss"],
    rows: results.map { result in
      let accuracies = result.tests.map(\.accuracy)
      return [
        result.name, result.setting, percent(accuracies.min() ?? 0), percent(mean(accuracies)),
        percent(accuracies.max() ?? 0), fixed(mean(result.tests.map(\.loss))),
      ]
    })
}

/// How sure each remedy's networks are of their answers on average, and how many of these are correct.
func confidenceTable(_ results: [RemedyResult]) -> Table {
  Table(
    columns: ["remedy", "mean confidence", "mean accuracy", "too sure by"],
    rows: results.map { result in
      let (confidence, accuracy) = (mean(result.tests.map(\.confidence)), mean(result.tests.map(\.accuracy)))
      return [
        result.name, percent(confidence), percent(accuracy), "\(fixed(100 * (confidence - accuracy), 1)) points",
      ]
    })
}

/// In how many of the runs, which share images and start, a remedy has the higher accuracy and the lower loss.
func pairsTable(_ results: [RemedyResult]) -> Table {
  Table(
    columns: ["against none, run by run", "higher accuracy", "lower loss"],
    rows: results.dropFirst().map { result in
      let pairs = zip(result.tests, results[0].tests)
      return [
        result.name, "\(pairs.count { $0.accuracy > $1.accuracy }) of \(result.tests.count)",
        "\(pairs.count { $0.loss < $1.loss }) of \(result.tests.count)",
      ]
    })
}
