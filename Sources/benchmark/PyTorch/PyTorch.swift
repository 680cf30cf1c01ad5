import Datasets
import Foundation
import Programs
import PublishedRecipes
import System
import TensorCore

/// The PyTorch of a Python on this machine.
struct PyTorch {
  let python: String
  /// The versions of PyTorch and of Python.
  let versions: (pyTorch: String, python: String)

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static let recipes = folder.appending(path: "recipes.py").path
  private static let operations = folder.appending(path: "operations.py").path

  /// Asks a Python for its PyTorch. Throws one line if there is no such Python, or no PyTorch in it.
  init(python: String) throws {
    self.python = python
    guard FileManager.default.fileExists(atPath: PyTorch.recipes) else {
      throw ProgramFailure(
        "cannot find \(PyTorch.recipes), which trains in PyTorch; run the program where it was built")
    }
    let answer: (text: String, status: Int32)
    do {
      answer = try Subprocess.output(of: python, [PyTorch.recipes, "--versions"])
    } catch {
      throw ProgramFailure("there is no Python '\(python)'; name one that has PyTorch, such as --pytorch python3")
    }
    guard answer.status == 0, let words = PyTorch.lastWords(answer.text), words.count == 2 else {
      throw ProgramFailure("\(python) has no PyTorch; install it with: \(python) -m pip install torch")
    }
    versions = (words[0], words[1])
  }

  /// Images and labels in a folder, as the script reads them; removed with this object.
  final class Images {
    fileprivate let folder: URL

    init(_ dataset: Dataset) throws {
      folder = FileManager.default.temporaryDirectory.appending(path: "patchwork-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let pixels = dataset.images.withUnsafeElements { Data(buffer: $0) }
      try pixels.write(to: folder.appending(path: "images"))
      try Data(dataset.labels.map { UInt8($0) }).write(to: folder.appending(path: "labels"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
  }

  /// Trains a recipe there for one epoch in a process of its own: how many images passed in a second. Throws one line if
  /// that fails, or if the network there has not as many parameters as here.
  func imagesPerSecond(_ recipe: Recipe, _ images: Images) throws -> Double {
    let answer = try Subprocess.output(
      of: python, [PyTorch.recipes, images.folder.path, recipe.name, String(Threads.count)])
    guard answer.status == 0, let words = PyTorch.lastWords(answer.text), words.count == 2,
      let speed = Double(words[0]), let parameters = Int(words[1])
    else {
      throw ProgramFailure(
        "PyTorch cannot train \(recipe.name): \(answer.text.split(separator: "\n").last ?? "no word")")
    }
    let expected = recipe.model(0).parameterCount
    guard parameters == expected else {
      throw ProgramFailure("\(recipe.name) has \(expected) parameters here and \(parameters) in PyTorch")
    }
    return speed
  }

  /// Times an operation there in a process of its own, as `operations.py` names it: the seconds that it takes. Throws one
  /// line if that fails.
  func seconds(_ operation: [String]) throws -> Double {
    let answer = try Subprocess.output(of: python, [PyTorch.operations, String(Threads.count)] + operation)
    guard answer.status == 0, let seconds = PyTorch.lastWords(answer.text)?.first.flatMap(Double.init), seconds > 0
    else {
      throw ProgramFailure(
        "PyTorch cannot time \(operation.joined(separator: " ")): \(answer.text.split(separator: "\n").last ?? "no word")"
      )
    }
    return seconds
  }

  /// The words of the last line; warnings may stand before it.
  private static func lastWords(_ text: String) -> [String]? {
    text.split(separator: "\n").last?.split(separator: " ").map(String.init)
  }
}
