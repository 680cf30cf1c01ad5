import Pages
import System

/// Where trainings and downloads report themselves while they last: a bar that is redrawn in place and stays once it is
/// full, or, where lines cannot be redrawn, a line for each epoch and each set.
package final class ProgressDisplay {
  private let isRedrawn: Bool
  private let width: () -> Int
  private let print: (String) -> Void
  private var isOpen = false
  private var lastDrawn: ContinuousClock.Instant?
  private var elementsAbove = 0

  private static let shortestPause = Duration.milliseconds(60)

  /// A display that prints in `width()` columns.
  package init(isRedrawn: Bool, width: @escaping () -> Int, print: @escaping (String) -> Void) {
    self.isRedrawn = isRedrawn
    self.width = width
    self.print = print
  }

  /// Shows how far something has come. `elements` is how many elements the page has: the first report below an element
  /// leaves an empty line.
  package func report(_ bar: some ProgressLine, below elements: Int) {
    guard isRedrawn ? bar.isComplete || isDue : bar.isNews else { return }
    if elements != elementsAbove { print("\n") }
    elementsAbove = elements
    guard isRedrawn else { return print("\(OutsideText(bar.line))\n") }
    print("\r" + bar.spans(width: width()).painted(colored: true) + ProgressDisplay.eraseToEnd)
    isOpen = !bar.isComplete
    lastDrawn = isOpen ? .now : nil
    if !isOpen { print("\n") }
  }

  /// Takes a bar away that did not come to its end.
  package func close() {
    if isOpen { print("\r" + ProgressDisplay.eraseToEnd) }
    isOpen = false
    lastDrawn = nil
  }

  private static let eraseToEnd = "\u{1B}[K"

  private var isDue: Bool { lastDrawn.map { .now - $0 >= ProgressDisplay.shortestPause } ?? true }
}
