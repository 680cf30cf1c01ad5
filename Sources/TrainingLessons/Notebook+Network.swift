import Learning
import Pages
import Walkthrough

extension Notebook {
  /// Shows a network as a table: its layers, what each gives for one example, how many numbers it learns and how many
  /// multiply-adds it takes.
  public func show(_ network: Sequential, file: String = #filePath, line: Int = #line) {
    show(Table(columns: Sequential.tableColumns, rows: network.tableRows), file: file, line: line)
  }
}
