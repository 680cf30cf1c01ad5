import Figures
import Pages
import System
import TensorCore

/// A training that the reader of a page can wind back and forth.
public struct LivingTraining {
  package let widget: Page.Widget

  /// What a page's script makes a training of.
  package init(widget: Page.Widget) { self.widget = widget }

  /// Gradient descent on a kernel of two weights, which the page computes anew from any start and at any rate: the loss is
  /// the sum of squared errors of `image ⋆ kernel`, and a step is the learning rate times the gradient.
  ///
  /// - Parameters:
  ///   - image: The one example, `(height, width)`.
  ///   - target: What it should become, as large as the output for a kernel of the goal's shape.
  ///   - goal: The kernel that gives the target, `(1, 2)` or `(2, 1)`.
  ///   - start: Where the kernel starts at first, of the goal's shape.
  ///   - rate: The learning rate at first.
  ///   - epochs: How many steps there are.
  ///
  /// Stops if the shapes do not fit together.
  public static func descent(
    on image: Tensor, to target: Tensor, goal: Tensor, from start: Tensor, rate: Float, epochs: Int
  ) -> LivingTraining {
    require(
      goal.rank == 2 && goal.count == 2 && start.shape == goal.shape,
      "descent: the goal has shape \(goal.shape) and the start \(start.shape); both must be [1, 2] or [2, 1]")
    require(
      image.rank == 2 && target.shape == (0..<2).map { image.shape[$0] - goal.shape[$0] + 1 },
      "descent: the image has shape \(image.shape), the kernel \(goal.shape) and the target \(target.shape); the target "
        + "must be as large as the output")
    func numbers(_ tensor: Tensor) -> String { JSON.array(tensor.elements.map { "\(Double($0))" }) }
    func rows(_ tensor: Tensor) -> String { JSON.array((0..<tensor.shape[0]).map { numbers(tensor.selecting($0)) }) }
    let data = JSON.object([
      "image": rows(image), "target": rows(target), "kernel": JSON.array(goal.shape.map(String.init)),
      "goal": numbers(goal), "start": numbers(start), "rate": "\(Double(rate))", "steps": "\(epochs)",
    ])
    return LivingTraining(widget: Page.Widget(kind: "descent", data: data))
  }
}

extension Notebook {
  /// Shows a training that the reader of a page winds back and forth; wherever there is no script, a figure stands there.
  ///
  /// - Parameters:
  ///   - figure: What stands there without a script, and in the other renderings.
  ///   - training: A descent that the page computes, or what was recorded of a network's training.
  ///   - name: The figure's file without `.png`.
  ///   - caption: What the reader is to see in the figure.
  ///   - alt: What is to be seen in it, for those who cannot see it.
  public func show(
    _ figure: Figure, living training: LivingTraining, named name: String, caption: Prose = "", alt: String? = nil,
    file: String = #filePath, line: Int = #line
  ) {
    show(file, line) {
      [
        .widget(
          training.widget, text: nil, try folder.write(figure, named: name, caption: caption, alternative: alt))
      ]
    }
  }
}
