import Checking
import TensorCore

enum Solutions: Tasks {
  /// - Hint: The range goes from the value at place `cut` of the sorted list to the one as far from its end.
  /// - Hint: The last place of a list of n values is n − 1, so the largest value that remains is at n − 1 − `cut`.
  /// - Hint: Move the map so that the smallest value that remains is 0, then divide so that the largest is 1. Where both
  ///   are equal, do not divide. What has come out below 0 or above 1 is cut off by `clamped(to: 0...1)`.
  static func stretched(_ map: Tensor, cut: Int) -> Tensor {
    let sorted = map.elements.sorted()
    let (smallest, largest) = (sorted[cut], sorted[sorted.count - 1 - cut])
    if smallest == largest { return map * 0 }
    return ((map - smallest) / (largest - smallest)).clamped(to: 0...1)
  }

  /// - Hint: Go back from one pixel of the last map, as the lesson does. Of the map before, it sees `kernel` pixels.
  /// - Hint: Suppose you need `size` neighbouring pixels of a map. How many pixels of the map before do their windows
  ///   reach across? The first window covers `kernel`, and each of the others reaches `stride` further.
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

  /// - Hint: One image in which a place fires is enough: it is not dead. So ask each place of a map through all images.
  /// - Hint: Count the dead places of one map. Only when all of its places are counted do you know whether the map is
  ///   dead; only if it is not do they join the others.
  /// - Hint: As no value is negative, a place is dead if its largest value is 0. `maps.maximum(axes: 0)` finds the largest
  ///   value of each place, `(C, H, W)`.
  static func deadMaps(_ maps: Tensor) -> (dead: [Int], places: Int) {
    let (images, height, width) = (maps.shape[0], maps.shape[2], maps.shape[3])
    var dead: [Int] = []
    var places = 0
    for map in 0..<maps.shape[1] {
      var silent = 0
      for row in 0..<height {
        for column in 0..<width {
          var fires = false
          for image in 0..<images where maps[image, map, row, column] > 0 { fires = true }
          if !fires { silent += 1 }
        }
      }
      if silent == height * width { dead.append(map) } else { places += silent }
    }
    return (dead: dead, places: places)
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
