import Testing

@testable import ChosenData
@testable import Datasets
@testable import Learning
@testable import Pages
@testable import Programs
@testable import TrainingReports

@Suite struct ProgressTests {
  private func bar(
    epoch: Int, step: Int, rate: Double = 12_345.6, secondsLeft: Double = 75, name: String = "LeNet"
  ) -> ProgressBar {
    ProgressBar(
      name: name,
      progress: TrainingProgress(
        epoch: epoch, epochs: 10, step: step, steps: 4, batchLoss: 9, loss: 0.12345, accuracy: 0.9625,
        imagesPerSecond: rate, secondsLeft: secondsLeft))
  }

  private func text(_ bar: ProgressBar, width: Int = 120) -> String { bar.spans(width: width).map(\.text).joined() }

  @Test func `a bar says epoch, loss, accuracy, rate and time left`() {
    let half = String(repeating: "━", count: 15) + String(repeating: "─", count: 15)
    let facts = "  epoch  5/10  loss 0.1235  accuracy 96.2 %   12,345 images/s  1 min left"
    #expect(text(bar(epoch: 5, step: 4)) == "    LeNet  " + half + facts)
  }

  @Test(arguments: [40, 60, 72, 80, 100])
  func `a bar fits the window whatever it holds`(width: Int) {
    for (rate, left) in [(1.0, 0.0), (9e9, 1e9), (0, .infinity)] {
      for name in ["a", "the network of 1998, mended"] {
        let bar = bar(epoch: 7, step: 2, rate: rate, secondsLeft: left, name: name)
        #expect(bar.spans(width: width).width <= width)
      }
    }
  }

  @Test func `the bar keeps its length from the first step to the last but one`() {
    let lengths = Set(
      [(1, 1, 8.0, 900.0), (9, 3, 123_456.0, 901)].map {
        text(bar(epoch: $0.0, step: $0.1, rate: $0.2, secondsLeft: $0.3)).filter { "━─".contains($0) }.count
      })
    #expect(lengths.count == 1)
  }

  private func printed(isRedrawn: Bool, _ use: (ProgressDisplay) -> Void) -> String {
    var printed = ""
    let display = ProgressDisplay(isRedrawn: isRedrawn, width: { 80 }, print: { printed += $0 })
    use(display)
    return printed
  }

  @Test func `a pipe gets one plain line for each epoch`() {
    let text = printed(isRedrawn: false) { display in
      for epoch in 1...2 { for step in 1...4 { display.report(bar(epoch: epoch, step: step), below: 3) } }
      display.close()
    }
    #expect(
      text == """

            LeNet  epoch  1/10  loss 0.1235  accuracy 96.2 %  12,345 images/s
            LeNet  epoch  2/10  loss 0.1235  accuracy 96.2 %  12,345 images/s

        """)
  }

  private func download(_ received: Int, of total: Int, isComplete: Bool = false) -> DownloadBar {
    DownloadBar(
      progress: DownloadProgress(
        set: "MNIST", folder: "/home/me/.cache/patchwork/MNIST/raw", received: received, total: total,
        isComplete: isComplete))
  }

  @Test func `a download says how much is there, and where in the end`() {
    let bar = String(repeating: "━", count: 15) + String(repeating: "─", count: 15)
    #expect(
      download(5_800_000, of: 11_600_000).spans(width: 80).map(\.text).joined()
        == "    MNIST  \(bar)   5.8 of 11.6 MB")
    for width in [40, 60, 100] {
      for bar in [download(1, of: 9_999_999), download(5, of: 5, isComplete: true), download(0, of: 0)] {
        #expect(bar.spans(width: width).width <= width)
      }
    }
    let text = printed(isRedrawn: false) { display in
      for received in 0...4 { display.report(download(received, of: 4_000_000), below: 0) }
      display.report(download(4_000_000, of: 4_000_000, isComplete: true), below: 0)
    }
    #expect(text == "    MNIST  4.0 MB in /home/me/.cache/patchwork/MNIST/raw\n")
  }

  @Test func `a network is a table of its layers with totals`() {
    let network = Sequential(input: [1, 28, 28]) {
      Conv2d(6, kernel: 5, padding: 2)
      Flatten()
      Linear(10)
    }
    let table = Table(columns: Sequential.tableColumns, rows: network.tableRows)
    #expect(table.rows[0] == ["", "input", "(1, 28, 28)", "", ""])
    #expect(table.rows[1] == ["0", network.rows[0].layer, "(6, 28, 28)", "156", "117,600"])
    #expect(table.rows[4] == ["", "total", "", "47,206", "164,640"])
  }

  @Test func `a terminal keeps the full bar on a line of its own`() {
    let text = printed(isRedrawn: true) { $0.report(bar(epoch: 10, step: 4), below: 3) }
    #expect(text.hasPrefix("\n\r") && text.hasSuffix("\u{1B}[K\n"))
    #expect(!text.contains("left"))
  }

  @Test func `a bar that did not come to its end is taken away, once`() {
    let text = printed(isRedrawn: true) { display in
      display.report(bar(epoch: 1, step: 1), below: 3)
      display.close()
      display.close()
    }
    #expect(text.hasSuffix(" left\u{1B}[K\r\u{1B}[K"))
  }

  @Test func `trainings one below the other stand together, and apart from what is above`() {
    let text = printed(isRedrawn: false) { display in
      for (epoch, elements) in [(1, 3), (10, 3), (1, 5)] {
        display.report(bar(epoch: epoch, step: 4), below: elements)
      }
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.map(\.isEmpty) == [true, false, false, true, false, true])
  }
}
