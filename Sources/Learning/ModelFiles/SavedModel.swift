import System
import TensorCore

extension Sequential {
  /// Writes all parameters, and what batch normalisation keeps, under PyTorch's names and in its layouts;
  /// `safetensors.torch.load_file` and then `load_state_dict` read them. Throws `UnwritableFile`. Stops
  /// if the network does not know what it takes.
  public func save(to path: String) throws {
    requireSized()
    try SafeTensors.write(namedState.map { ($0.name, $0.variable.value) }, to: path)
  }

  /// Takes all that `save` writes from a file that it or PyTorch wrote. What all names begin with, as PyTorch puts `module.`
  /// before those of a network that was trained on several devices, is passed over. Throws `ModelFileError` and changes
  /// nothing if something is missing, is unknown or has another shape. Stops if the network does not know what it takes.
  public func load(from path: String) throws {
    requireSized()
    let entries = try SafeTensors.read(path), prefix = prefix(of: entries.map(\.name))
    var tensors: [String: Tensor] = [:]
    for (name, tensor) in entries { tensors[String(name.dropFirst(prefix.count))] = tensor }
    func problem(_ text: String) -> ModelFileError { ModelFileError(path: path, problem: text) }

    for (name, variable) in namedState {
      guard let tensor = tensors[name] else {
        throw problem("tensor \(name) is missing; the network expects it with shape \(variable.shape)")
      }
      guard tensor.shape == variable.shape else {
        throw problem("tensor \(name) has shape \(tensor.shape), the network expects \(variable.shape)")
      }
    }
    let known = Set(namedState.map(\.name))
    if let name = tensors.keys.filter({ !known.contains($0) }).min() {
      throw problem("tensor \(JSONProblem.shown(name)) belongs to no parameter of the network")
    }
    for (name, variable) in namedState {
      if let tensor = tensors[name] { variable.value = tensor }
    }
  }

  /// What stands before the names of this network in all of `names`, up to a point; empty if nothing does.
  private func prefix(of names: [String]) -> String {
    guard let first = namedState.first?.name else { return "" }
    return names.filter { $0.hasSuffix("." + first) }.map { String($0.dropLast(first.count)) }
      .first { prefix in !prefix.isEmpty && names.allSatisfy { $0.hasPrefix(prefix) } } ?? ""
  }

  private var namedState: [NamedParameter] { namedParameters + namedBuffers }
}
