import TensorCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which part of a data set: images to learn from, or images to be judged by.
public enum Split: String, CaseIterable, Sendable {
  /// The 60,000 images that networks learn from.
  case training
  /// The 10,000 images that networks are judged by and never see before.
  case test
}

extension Dataset {
  /// Reads MNIST: images `(count, 1, 28, 28)` in 0…1 and their labels.
  ///
  /// Its files, as they come or unzipped, may lie in `directory` or in `MNIST/raw` within it. Throws a
  /// `DataFileError` if one is missing or is not what it should be.
  public static func mnist(directory: String, split: Split) throws -> Dataset {
    try RealSet.mnist.dataset(in: directory, split: split)
  }

  /// Reads Fashion-MNIST: images `(count, 1, 28, 28)` in 0…1 and their labels.
  ///
  /// Its files, as they come or unzipped, may lie in `directory` or in `FashionMNIST/raw` within it. Throws a
  /// `DataFileError` if one is missing or is not what it should be.
  public static func fashionMNIST(directory: String, split: Split) throws -> Dataset {
    try RealSet.fashionMNIST.dataset(in: directory, split: split)
  }
}

/// The real data sets. Both give their files the same names.
struct RealSet: Sendable {
  let name: String
  let folder: String
  let classNames: [String]

  static let mnist = RealSet(name: "MNIST", folder: "MNIST/raw", classNames: DrawnDigits.classNames)
  static let fashionMNIST = RealSet(
    name: "Fashion-MNIST", folder: "FashionMNIST/raw", classNames: DrawnGarments.classNames)

  func dataset(in directory: String, split: Split) throws -> Dataset {
    let prefix = split == .training ? "train" : "t10k"
    let imagesPath = try path(of: "\(prefix)-images-idx3-ubyte", in: directory)
    let labelsPath = try path(of: "\(prefix)-labels-idx1-ubyte", in: directory)
    let images = try IDX.images(path: imagesPath)
    let labels = try IDX.labels(path: labelsPath, classes: classNames.count)
    guard labels.count == images.shape[0] else {
      throw DataFileError(
        path: labelsPath, problem: .inconsistent,
        detail: "expected a label for each of the \(images.shape[0]) images and found \(labels.count) labels",
        advice: "fetch both files again from one place")
    }
    guard Array(images.shape.dropFirst()) == [1, 28, 28] else {
      throw DataFileError(
        path: imagesPath, problem: .wrongFormat,
        detail: "expected images of 28×28 pixels and found \(images.shape[2])×\(images.shape[3])",
        advice: "these are not the files of \(name)")
    }
    return Dataset(name: "\(name) \(split.rawValue)", images: images, labels: labels, classNames: classNames)
  }

  /// Where `file` lies, gzipped or not: the folder with the set's own name goes before `directory` itself.
  private func path(of file: String, in directory: String) throws -> String {
    for folder in ["\(directory)/\(folder)", directory] {
      for name in [file, "\(file).gz"] where access("\(folder)/\(name)", F_OK) == 0 { return "\(folder)/\(name)" }
    }
    throw DataFileError(
      path: directory, problem: .missing,
      detail: "expected \(file) or \(file).gz of \(name) here or in \(folder) and found neither",
      advice: "put the files there, name another folder, or leave the option out and use the drawn images")
  }
}
