/// A page as a Jupyter notebook (nbformat 4.5) to be read: prose and code in cells, what the code showed below it, figures
/// within. It names no kernel, as there is none that runs a lesson's code.
package struct JupyterRenderer {
  /// The bytes of a figure's file.
  let bytes: (_ file: String) throws -> [UInt8]

  /// A renderer that puts the figures' files into the notebook.
  package init(bytes: @escaping (_ file: String) throws -> [UInt8]) { self.bytes = bytes }

  /// The whole file.
  package func render(_ page: Page) throws -> String {
    let opening: Prose = """
      # \(page.title)

      \(page.promise)

      This notebook is for reading: its cells are one Swift program, which no kernel here runs. To change it and run it again,
      open \(code: "Lessons/\(page.name)/Lesson.swift") and type \(code: "swift run \(page.name)").
      """
    var cells = [Cell(markdown: opening.markdown)]
    for element in page.elements {
      switch element {
      case .prose, .question: cells.append(Cell(markdown: MarkdownRenderer.prose(element.prose ?? [])))
      case .code(let code): cells.append(Cell(code: code.description))
      case .text, .table, .figure, .widget, .passing:
        if cells[cells.count - 1].kind != .code { cells.append(Cell(code: "")) }
        cells[cells.count - 1].outputs += try outputs(element)
      }
    }
    return document(cells)
  }

  private struct Cell {
    enum Kind { case markdown, code }

    let kind: Kind
    let source: String
    var outputs: [String] = []

    init(markdown source: String) { (kind, self.source) = (.markdown, source) }
    init(code source: String) { (kind, self.source) = (.code, source) }
  }

  private func outputs(_ element: Page.Element) throws -> [String] {
    switch element {
    case .text(let text): [stream("\(text)\n")]
    case .table(let table):
      [display(["text/html": lines(HTMLTable.table(table)), "text/plain": lines(plain(table))])]
    case .figure(let picture): [try figure(picture)]
    case .widget(_, let text, let picture): (text.map { [stream("\($0)\n")] } ?? []) + [try figure(picture)]
    case .passing: [stream("(Timings, which differ from run to run, are shown in the terminal only.)\n")]
    case .prose, .question, .code: []
    }
  }

  private func figure(_ picture: Page.Picture) throws -> String {
    display(
      [
        "image/png": JSON.string(Base64.text(try bytes(picture.file))),
        "text/plain": lines(picture.caption == "" ? picture.alternative.description : picture.caption.plainText),
      ],
      metadata: JSON.object([
        "image/png": JSON.object([
          "width": "\(picture.width)", "height": "\(picture.height)",
          "alt": JSON.string(picture.alternative.description),
        ])
      ]))
  }

  private func stream(_ text: String) -> String {
    JSON.object(["output_type": "\"stream\"", "name": "\"stdout\"", "text": lines(text)])
  }

  private func display(_ data: KeyValuePairs<String, String>, metadata: String = "{}") -> String {
    JSON.object(["output_type": "\"display_data\"", "metadata": metadata, "data": JSON.object(data)])
  }

  private func plain(_ table: Table) -> String {
    ([table.columns] + table.rows).map { $0.joined(separator: "  ") }.joined(separator: "\n")
  }

  /// Text as the list of its lines, each with its end, as notebooks are usually written.
  private func lines(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let ended = lines.enumerated().map { $0 + 1 < lines.count ? $1 + "\n" : String($1) }.filter { !$0.isEmpty }
    return JSON.array(ended.map(JSON.string))
  }

  private func document(_ cells: [Cell]) -> String {
    var executions = 0
    let written = cells.enumerated().map { index, cell in
      let id = JSON.string("cell-\(index)")
      guard cell.kind == .code else {
        return JSON.object([
          "cell_type": "\"markdown\"", "id": id, "metadata": "{}", "source": lines(cell.source),
        ])
      }
      executions += 1
      return JSON.object([
        "cell_type": "\"code\"", "execution_count": "\(executions)", "id": id, "metadata": "{}",
        "outputs": JSON.array(cell.outputs), "source": lines(cell.source),
      ])
    }
    let metadata = JSON.object(["language_info": JSON.object(["name": "\"swift\""])])
    return JSON.object([
      "cells": JSON.array(written), "metadata": metadata, "nbformat": "4", "nbformat_minor": "5",
    ]) + "\n"
  }
}
