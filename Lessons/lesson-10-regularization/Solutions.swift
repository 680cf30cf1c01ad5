import Checking
import TensorCore

/// Answers to compare yours with, once they are correct. The comments hold the hints of `swift run course hint`.
enum Solutions: Tasks {
  /// - Hint: In use this is a linear layer: of each unit its bias, and the sum of `weight[unit, input] * x[input]`.
  /// - Hint: Of many weights, a share of 1 − rate stays. By what do you divide those that do, so that the mean is as before?
  /// - Hint: `(chance .>= rate) / (1 - rate)` holds the factor of each weight in training, 0 among them.
  static func connectionsDropped(
    _ x: Tensor, weight: Tensor, bias: Tensor, chance: Tensor, rate: Float, isTraining: Bool
  ) -> Tensor {
    var connections = weight
    if isTraining { connections *= (chance .>= rate) / (1 - rate) }
    return (connections * x).sum(axes: 1) + bias
  }

  /// - Hint: Two loops go through images and channels; what you do inside is done to all pixels of one map.
  /// - Hint: Map `channel` of image `image` has `image * channels` maps of earlier images before it, and `channel` of its
  ///   own. Its chance is `chance[image * channels + channel]`.
  /// - Hint: `maps[image, channel, row, column]` is a pixel. It becomes 0, or is divided by `1 - rate`. The two sizes of
  ///   a map are `maps.shape[2]` and `maps.shape[3]`.
  static func mapsDropped(_ maps: Tensor, chance: [Float], rate: Float) -> Tensor {
    var result = maps
    let channels = maps.shape[1]
    for image in 0..<maps.shape[0] {
      for channel in 0..<channels {
        let stays = chance[image * channels + channel] >= rate
        for row in 0..<maps.shape[2] {
          for column in 0..<maps.shape[3] {
            result[image, channel, row, column] = stays ? maps[image, channel, row, column] / (1 - rate) : 0
          }
        }
      }
    }
    return result
  }

  /// - Hint: Take the parameters one by one. Each has an s and a u of its own, which begin at 0 and outlive the step:
  ///   declare them before the loop over the steps.
  /// - Hint: The order matters. The new s is used for the step; the u that is used is still that of the steps before.
  /// - Hint: `let step = ((u + epsilon) / (s + epsilon)).squareRoot() * gradient`: both epsilons stand under the root.
  static func adadeltaChanges(_ gradients: Tensor, rate: Float, rho: Float, epsilon: Float) -> Tensor {
    var changes = gradients
    for parameter in 0..<gradients.shape[1] {
      var (s, u): (Float, Float) = (0, 0)
      for time in 0..<gradients.shape[0] {
        let gradient = gradients[time, parameter]
        s = rho * s + (1 - rho) * gradient * gradient
        let step = (u + epsilon).squareRoot() / (s + epsilon).squareRoot() * gradient
        u = rho * u + (1 - rho) * step * step
        changes[time, parameter] = -rate * step
      }
    }
    return changes
  }

  /// - Hint: Of each row only one number counts, that in the column of its label: `logProbabilities[image, labels[image]]`.
  ///   Add these up, change the sign, divide by the number of images.
  /// - Hint: The loss is a sum of such numbers, each times −1 / images. If one of them grows by a little, by how much does
  ///   the loss grow? And if another of the row grows?
  /// - Hint: Begin with zeros, `logProbabilities * 0`, and put −1 / images in the column of each label.
  static func likelihoodLoss(_ logProbabilities: Tensor, _ labels: [Int]) -> (loss: Float, gradient: Tensor) {
    var loss: Float = 0
    var gradient = Tensor(shape: logProbabilities.shape, repeating: 0)
    for (image, label) in labels.enumerated() {
      loss -= logProbabilities[image, label] / Float(labels.count)
      gradient[image, label] = -1 / Float(labels.count)
    }
    return (loss, gradient)
  }

  /// - Hint: Take the parameters one by one. Each has a velocity of its own, which outlives the step: declare it before the
  ///   loop over the steps.
  /// - Hint: First the velocity changes, then the parameter moves by it: `velocity = momentum * velocity + gradient`, and
  ///   the change is `-rate * velocity`.
  static func momentumChanges(_ gradients: Tensor, rate: Float, momentum: Float) -> Tensor {
    var changes = gradients
    for parameter in 0..<gradients.shape[1] {
      var velocity: Float = 0
      for time in 0..<gradients.shape[0] {
        velocity = momentum * velocity + gradients[time, parameter]
        changes[time, parameter] = -rate * velocity
      }
    }
    return changes
  }

  /// - Hint: The sign of a tensor is `(g .> 0) - (g .< 0)`: 1, −1 or 0.
  /// - Hint: Ask for the gradient anew in each step, at the image as it is by then.
  /// - Hint: `maximum(moved, image - most)` keeps from going too low, and `minimum` with `image + most`
  ///   from going too high. Then `clamped(to: 0...1)`.
  static func fooled(_ image: Tensor, most: Float, step: Float, times: Int, gradient: (Tensor) -> Tensor) -> Tensor {
    var moved = image
    for _ in 0..<times {
      let slope = gradient(moved)
      moved += step * ((slope .> 0) - (slope .< 0))
      moved = minimum(maximum(moved, image - most), image + most).clamped(to: 0...1)
    }
    return moved
  }
}
