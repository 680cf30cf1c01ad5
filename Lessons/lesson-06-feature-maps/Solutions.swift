import Checking
import TensorCore

enum Solutions: Tasks {
  /// - Hint: Two steps: move the map so that its smallest value is 0, then divide so that its largest is 1.
  /// - Hint: After the first step the largest value is `maximum − minimum`. Where that is 0, do not divide by it.
  static func stretched(_ map: Tensor) -> Tensor {
    let smallest = map.minimum()
    let range = map.maximum() - smallest
    if range == 0 { return Tensor.zeros(map.shape[0], map.shape[1]) }
    return (map - smallest) / range
  }

  /// - Hint: Go back from one pixel of the last map, as the lesson does. Of the map before, it sees `kernel` pixels.
  /// - Hint: If `size` pixels side by side are needed of a map, how many of the map before do their windows cover? The
  ///   first window covers `kernel`, and each of the others reaches `stride` further.
  /// - Hint: Start with `var size = 1`, and for each layer, the last one first, replace it by
  ///   `(size - 1) * layer.stride + layer.kernel`.
  static func receptiveField(_ layers: [(kernel: Int, stride: Int)]) -> Int {
    var size = 1
    for layer in layers.reversed() { size = (size - 1) * layer.stride + layer.kernel }
    return size
  }

  /// - Hint: First the mean of each map over all images of the class; then look for the largest of these means.
  /// - Hint: Add up `maps.selecting(image).mean(axes: 1, 2)` for the images whose label is the one asked for, count these
  ///   images, and divide by their number.
  /// - Hint: `argmax()` of a tensor of C numbers says where its largest is, and `maximum()` how large.
  static func strongestMap(_ maps: Tensor, _ labels: [Int], label: Int) -> (map: Int, response: Float) {
    var total = Tensor(shape: [maps.shape[1]], repeating: 0)
    var count: Float = 0
    for image in labels.indices where labels[image] == label {
      total += maps.selecting(image).mean(axes: 1, 2)
      count += 1
    }
    let responses = total / count
    return (map: responses.argmax(), response: responses.maximum())
  }

  /// - Hint: One image for which a unit fires is enough: it is not dead. So go unit by unit, and through all images.
  /// - Hint: As no value is negative, a unit is dead if its largest value is 0. `outputs.maximum(axes: 0)` finds the
  ///   largest value of each unit, `(units)`.
  static func deadShare(_ outputs: Tensor) -> Float {
    let (images, units) = (outputs.shape[0], outputs.shape[1])
    var dead = 0
    for unit in 0..<units {
      var fires = false
      for image in 0..<images where outputs[image, unit] > 0 { fires = true }
      if !fires { dead += 1 }
    }
    return Float(dead) / Float(units)
  }

  /// - Hint: Count the places as you count those of a kernel. In each, begin with a fresh copy: `var covered =
  ///   image`.
  /// - Hint: Two inner loops set `covered[y + i, x + j] = 0`. Then the map has `score(image) - score(covered)` in row
  ///   `y`, column `x`.
  static func occlusionMap(_ image: Tensor, window: Int, score: (Tensor) -> Float) -> Tensor {
    let whole = score(image)
    var map = Tensor.zeros(image.shape[0] - window + 1, image.shape[1] - window + 1)
    for y in 0..<map.shape[0] {
      for x in 0..<map.shape[1] {
        var covered = image
        for i in 0..<window {
          for j in 0..<window { covered[y + i, x + j] = 0 }
        }
        map[y, x] = whole - score(covered)
      }
    }
    return map
  }
}
