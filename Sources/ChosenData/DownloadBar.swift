import Datasets
import Pages
import Programs
import System
import TensorCore

/// How far the download of a data set has come, as one line of text.
struct DownloadBar: ProgressLine {
  let progress: DownloadProgress

  var isComplete: Bool { progress.isComplete }
  var isNews: Bool { progress.isComplete }

  var line: String {
    "\(DownloadBar.indentation)\(progress.set)  \(megabytes(progress.total)) MB in \(progress.folder)"
  }

  func spans(width: Int) -> [Span] {
    let start = "\(DownloadBar.indentation)\(progress.set)  "
    let total = megabytes(progress.total)
    let facts =
      isComplete
      ? "\(total) MB in \(progress.folder)"
      : "\(megabytes(progress.received).padded(to: total.count, .right)) of \(total) MB"
    let length = min(width - start.terminalWidth - facts.terminalWidth - 2, 30)
    let bar = length >= 4 ? DownloadBar.bar(length: length, done: progress.received, of: progress.total) : []
    return Wrapping.cut(line: [Span(text: start)] + bar + [Span(text: facts)], width: width, continuation: 0).first
      ?? []
  }

  private func megabytes(_ bytes: Int) -> String { fixed(Double(bytes) / 1e6, decimals: 1) }
}
