import TensorCore

extension Sequential {
  /// Whether no parameter holds NaN or infinity.
  var isFinite: Bool { parameters.allSatisfy { $0.value.isFinite } }

  /// The first thing on the way of a batch through the network that holds NaN or infinity, and what helps.
  func firstNotFinite(on images: Tensor) -> String {
    if !images.isFinite { return "the batch's images hold values that are not finite; mend the data" }
    var value = Variable(constant: images)
    for layer in layers {
      let name = "layer \(layer.name), \(layer.layer.title)"
      for parameter in layer.layer.namedParameters where !parameter.variable.value.isFinite {
        return "the \(parameter.name) of \(name), is not finite; lower the learning rate"
      }
      value = layer.layer(value)
      if !value.value.isFinite { return "the result of \(name), is not finite; lower the learning rate" }
    }
    return "the loss itself is not finite, though every layer is; lower the learning rate or check the loss"
  }
}
