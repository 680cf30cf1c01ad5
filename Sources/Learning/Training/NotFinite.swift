import TensorCore

extension Sequential {
  /// Whether no parameter holds NaN or infinity.
  var isFinite: Bool { parameters.allSatisfy { $0.value.isFinite } }

  /// The first thing on the way of a batch through the network, during training, that holds NaN or infinity, and what helps.
  func firstNotFinite(on images: Tensor, training generator: SeededGenerator) -> String {
    if !images.isFinite { return "the batch's images hold values that are not finite; mend the data" }
    var value = Variable(constant: images)
    for (index, layer) in layers.enumerated() {
      let name = "layer \(layer.name), \(layer.layer.title)"
      for parameter in layer.layer.namedParameters where !parameter.variable.value.isFinite {
        return "the \(parameter.name) of \(name), is not finite; lower the learning rate"
      }
      value = layer.layer(value, training: generator.split(UInt64(index)))
      if !value.value.isFinite { return "the result of \(name), is not finite; lower the learning rate" }
    }
    return "the loss itself is not finite, though every layer is; lower the learning rate or check the loss"
  }
}
