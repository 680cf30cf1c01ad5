import System

extension Table {
  /// The table set in columns for this terminal, as a lesson sets it.
  public var text: String {
    TerminalRenderer(width: Terminal.width, colored: Terminal.hasColor, folder: "").element(.table(self), after: nil)
  }
}
