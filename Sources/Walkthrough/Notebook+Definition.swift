import Pages
import System

extension Notebook {
  /// Shows the source of a function in the place of this call: for what the lesson uses and a library defines.
  ///
  ///     notebook.show(definitionOf: "modernLeNet", in: "Sources/Learning/Networks/ModernLeNet.swift")
  ///
  /// - Parameters:
  ///   - name: The function's name, without its parameters.
  ///   - path: The file that declares it, as seen from the package's folder; it is named above the code.
  ///
  /// The lesson ends with an error if there is no such file or no such function in it.
  public func show(
    definitionOf name: String, in path: String, file: String = #filePath, line: Int = #line
  ) {
    show(file, line) {
      guard let declaration = Folder.text(of: "\(root)/\(path)").flatMap({ Declaration(of: name, in: $0) }) else {
        throw ProgramFailure(
          "cannot find func \(name) in \(root)/\(path), which the lesson shows; "
            + "correct the name or the path in Lessons/\(page.name)/Lesson.swift")
      }
      return [.code(OutsideText("// \(path)\n\(declaration.text)"))]
    }
  }
}
