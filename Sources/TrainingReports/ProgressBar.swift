import Drawing
import Learning
import Pages
import Programs
import System
import TensorCore

/// How far a training has come, as one line of text.
package struct ProgressBar: ProgressLine {
  /// What is being trained.
  let name: String
  let progress: TrainingProgress

  /// The line of what is being trained and its progress.
  package init(name: String, progress: TrainingProgress) {
    self.name = name
    self.progress = progress
  }

  /// The line that a terminal redraws in place: a bar that fills over all epochs, loss, accuracy, images per second
  /// and, until the end, the time left. Never wider than `width`; what a narrow window has no room for is left out
  /// from the right.
  package func spans(width: Int) -> [Span] {
    let room = width - ProgressBar.indentation.count - name.terminalWidth - 2
    let labels = facts(isBrief: false)
    let facts = room - labels.terminalWidth - 2 >= 10 ? labels : self.facts(isBrief: true)
    let length = min(room - facts.terminalWidth - 2, 30)
    var spans = [Span(text: ProgressBar.indentation + name + "  ")]
    if length >= 4 { spans += ProgressBar.bar(length: length, done: step, of: steps) }
    return Wrapping.cut(line: spans + [Span(text: facts)], width: width, continuation: 0).first ?? []
  }

  /// The line of one epoch where lines cannot be redrawn.
  package var line: String {
    ProgressBar.indentation + name
      + "  epoch \(epoch)  loss \(loss)  accuracy \(accuracy)  \(imagesPerSecond) images/s"
  }

  /// Whether nothing is left to do.
  package var isComplete: Bool { isNews && progress.epoch >= progress.epochs }

  /// Whether every image of the epoch has been seen.
  package var isNews: Bool { progress.step >= progress.steps }

  /// Numbers keep their width, so that the bar keeps its own.
  private func facts(isBrief: Bool) -> String {
    let rate = imagesPerSecond.padded(to: 7, .right)
    let facts =
      isBrief
      ? [epoch, "loss \(loss)", accuracy.padded(to: 6, .right), "\(rate) img/s"]
      : ["epoch \(epoch)", "loss \(loss)", "accuracy \(accuracy.padded(to: 6, .right))", "\(rate) images/s"]
    return (facts + [timeLeft.padded(to: 9, .right)]).joined(separator: "  ")
  }

  private var step: Int { (progress.epoch - 1) * progress.steps + progress.step }
  private var steps: Int { progress.epochs * progress.steps }

  private var epoch: String {
    let epochs = "\(progress.epochs)"
    return "\(progress.epoch)".padded(to: epochs.count, .right) + "/" + epochs
  }

  private var loss: String { fixed(Double(progress.loss), decimals: 4) }
  private var accuracy: String { fixed(100 * Double(progress.accuracy), decimals: 1) + " %" }

  private var imagesPerSecond: String {
    Numerals.text(Int(min(max(progress.imagesPerSecond, 1), 999_999)))
  }

  private var timeLeft: String {
    if isComplete { return "" }
    let seconds = Int(min(max(progress.secondsLeft.rounded(.up), 0), 359_999))
    let text =
      seconds < 60
      ? "\(seconds) s" : seconds < 3600 ? "\(seconds / 60) min" : "\(seconds / 3600) h \(seconds / 60 % 60) min"
    return "\(text) left"
  }
}
