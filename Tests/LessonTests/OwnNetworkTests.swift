import Foundation
import Learning
import TensorCore
import TestedPackage
import Testing

@testable import Drawing

/// A reader's own weights and picture in a lesson that lays a network open, and values of it that are asked for.
@Suite struct OwnNetworkTests {
  private let lesson = "lesson-06-feature-maps"

  private func expect(
    _ status: Int32, _ arguments: String..., says text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let run = try LessonRun(lesson, arguments + ["--epochs", "1", "--quiet"])
    #expect(run.status == status && run.output.isEmpty, sourceLocation: sourceLocation)
    #expect(
      run.errors.hasPrefix("\(lesson): ") && run.errors.contains(text), "\(run.errors)",
      sourceLocation: sourceLocation)
    #expect(run.errors.filter { $0 == "\n" }.count == 1, sourceLocation: sourceLocation)
  }

  @Test func weightsThatCannotBeTakenAreToldInOneLine() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "own.safetensors").path
    try expect(1, "--model", path, says: "there is no such file")
    try expect(1, "--model", folder.path, says: "there is a folder or a device, and no file")
    #expect(symlink("circle", folder.path + "/circle") == 0)
    try expect(1, "--model", folder.path + "/circle", says: "cannot be opened (Too many levels of symbolic links)")
    try Sequential.featureMapNetwork(seed: 3).save(to: path)
    let whole = try Data(contentsOf: URL(filePath: path))
    try expect(1, "--model", folder.write(whole.dropLast(7), to: "short"), says: "is it cut short?")
    try expect(1, "--model", folder.write("<html>".utf8 + [10, 10], to: "page"), says: "this is a web page")
    try Sequential.modernLeNet(seed: 3).save(to: path)
    try expect(
      1, "--model", path, says: "tensor conv1.weight is missing; the network expects it with shape [8, 1, 3, 3]")
    let other = Sequential(input: [1, 28, 28], seed: 1) {
      Conv2d(9, kernel: 3, padding: 1).named("conv1")
    }
    try other.save(to: path)
    try expect(
      1, "--model", path, says: "tensor conv1.weight has shape [9, 1, 3, 3], the network expects [8, 1, 3, 3]")
  }

  /// As a training leaves them that went astray.
  @Test(arguments: [Float.nan, .infinity, 1e38]) func weightsThatNoMapsCanBeDrawnOfAreTold(_ stray: Float) throws {
    let folder = try TemporaryFolder(), path = folder.path + "/own.safetensors"
    let own = Sequential.featureMapNetwork(seed: 3)
    let weight = try #require(own.namedParameters.first { $0.name == "conv2.weight" }).variable
    var numbers = weight.value.elements
    numbers[77] = stray
    weight.value = Tensor(shape: weight.shape, elements: numbers)
    try own.save(to: path)
    try expect(1, "--model", path, says: "\(path): tensor conv2.weight holds \(stray), and a lesson draws weights")
  }

  @Test func thePageHasTheReadersWeightsAndPicture() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "own.safetensors").path
    let own = Sequential.featureMapNetwork(seed: 3)
    try own.save(to: path)
    let picture = folder.url.appending(path: "own.png").path
    try PNG.write(
      Bitmap(width: 30, height: 40, channels: 1, samples: .bytes((0..<1200).map { $0 % 30 == 14 ? 0 : 255 })),
      to: picture)
    let run = try LessonRun(lesson, "--model", path, "--image", picture, "--epochs", "1", "--quiet")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let page = run.folder.url.appending(path: "\(lesson)/index.html")
    let shown = try PageNetwork(lesson, in: page)
    // A network of this size comes with 12 bits a number, of which eight tell its digits unless it is very small.
    for (shown, own) in zip(shown.network.parameters, own.parameters) {
      let least = own.value.abs().maximum() / 4_000_000
      #expect(
        zip(shown.value.elements, own.value.elements).allSatisfy { abs($0 - $1) <= max(least, abs($1) / 256) })
    }
    #expect(try String(contentsOf: page, encoding: .utf8).contains("{\"own\":\"AAAA"))

    let asked = try LessonRun(
      lesson, "--model", path, "--image", picture, "--epochs", "1", "--quiet", "--pixel", "conv1:2:14,14")
    #expect(asked.status == 0)
    #expect(asked.output.contains("conv1, map 2, row 14, column 14, for your picture\n"), "\(asked.output)")
    let bias = try #require(own.parameters.dropFirst().first).value.elements[2]
    #expect(asked.output.contains(" + bias \(bias < 0 ? "(−" : "")"))
  }

  @Test func whatALessonWithoutANetworkCannotAnswerItSays() throws {
    let run = try LessonRun("lesson-04-pooling", "--pixel", "conv1:0:1,1")
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.errors.contains("which lays no network open") && run.errors.filter { $0 == "\n" }.count == 1)
    let model = try LessonRun("lesson-04-pooling", "--model", "Package.swift", "--quiet")
    #expect(model.errors.contains("--model has no use in this lesson") || model.errors.contains("no such file"))
  }
}
