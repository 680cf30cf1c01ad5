import Datasets
import Learning
import Pages
import System
import TensorCore
import Walkthrough

extension Notebook {
  /// Lays a trained network open: in the browser the reader draws or chooses an image, sees every map of every layer and
  /// the probabilities follow, asks any value for its sum and goes from it back to the pixels, and changes weights.
  ///
  ///     notebook.show(model, on: test, named: "the-network-read")
  ///
  /// Without a script, and in the other renderings, the answers to some images of the set stand there.
  ///
  /// - Parameters:
  ///   - network: The network; its layers may be convolutions, also transposed, poolings, linear layers, activations, batch normalisation,
  ///     dropout and `Flatten`, also within `Residual`, `Branches` and `Sequential`.
  ///   - set: Where the images are from, with pixels from 0 to 1.
  ///   - name: The figure's file without `.png`.
  ///   - mean, standardDeviation: What is taken from the pixels and what they are then divided by, before the network.
  ///   - isDrawable: Whether readers can draw an image with a pen: where the images are strokes.
  ///
  /// `--model` puts weights of the reader's own into the first network that is shown, and into this one's variables, so that
  /// whatever the lesson asks it from here on is answered with them; `--image` puts a picture before the set's images.
  /// `--pixel layer:map:row,column` is answered here, in place of the walk.
  ///
  /// A network of more than 10,000 parameters comes with the page rounded to 12 bits (eight binary digits of each), and its
  /// answers are those of the rounded one. A layer of another kind ends the lesson with a line that names it.
  public func show(
    _ network: Sequential, on set: Dataset, named name: String, mean: Float? = nil, standardDeviation: Float? = nil,
    isDrawable: Bool = true, file: String = #filePath, line: Int = #line
  ) {
    func shown() throws -> ShownNetwork {
      if let path = takeOwnWeights() { try network.take(weights: path) }
      return try ShownNetwork(
        network, on: set, normalization: ShownNetwork.Normalization(mean, standardDeviation), isDrawable: isDrawable,
        picture: ownPicture)
    }
    answer { try shown().text(of: $0) }
    show(
      named: name,
      caption:
        "What the network reads in images that it did not learn from: one of each class, then some that it gets wrong.",
      alternative: "Images with the network's answer above each.", file: file, line: line
    ) {
      let shown = try shown()
      return (shown.widget, shown.text, shown.figure)
    }
  }
}

extension Sequential {
  /// No weight of a trained network comes near it, and what a few layers make of such weights is still finite.
  private static let largestWeight: Float = 1_000_000

  /// Takes weights of the reader's own. Throws a line if they are not those of the network, or if one is infinite, vast or no
  /// number, as after a training that went astray: then there are no maps to be drawn.
  fileprivate func take(weights path: String) throws {
    try load(from: path)
    let largest = Sequential.largestWeight
    for (name, variable) in namedParameters + namedBuffers {
      guard let stray = variable.value.elements.first(where: { !($0.magnitude <= largest) }) else { continue }
      throw ProgramFailure(
        "\(path): tensor \(name) holds \(stray), and a lesson draws weights from −1,000,000 to 1,000,000; did its training "
          + "go astray? Train it again, at a lower rate")
    }
  }
}
