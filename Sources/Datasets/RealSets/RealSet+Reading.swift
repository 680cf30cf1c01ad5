import System
import TensorCore

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
  /// Its files, as they come or unzipped, may lie in a folder, or in `MNIST/raw` or `raw` within it.
  /// - Parameters:
  ///   - directory: The folder. Without one, `PATCHWORK_DATA_DIRECTORY` and then the user's cache are searched, and what
  ///     is nowhere is downloaded into the cache, in `patchwork`.
  ///   - split: Which part to read.
  ///   - progress: Called often while files are downloaded.
  /// - Throws: A `DataFileError` if a file is missing in `directory` or is not what it should be, a `DownloadError` if
  ///   the files are nowhere and cannot be downloaded.
  public static func mnist(
    directory: String? = nil, split: Split, progress: ((DownloadProgress) -> Void)? = nil
  ) throws -> Dataset {
    try RealSet.mnist.dataset(split, from: DataSource(directory: directory), progress: progress)
  }

  /// Reads Fashion-MNIST: images `(count, 1, 28, 28)` in 0…1 and their labels.
  ///
  /// Its files, as they come or unzipped, may lie in a folder, or in `FashionMNIST/raw` or `raw` within it.
  /// - Parameters:
  ///   - directory: The folder. Without one, `PATCHWORK_DATA_DIRECTORY` and then the user's cache are searched, and what
  ///     is nowhere is downloaded into the cache, in `patchwork`.
  ///   - split: Which part to read.
  ///   - progress: Called often while files are downloaded.
  /// - Throws: A `DataFileError` if a file is missing in `directory` or is not what it should be, a `DownloadError` if
  ///   the files are nowhere and cannot be downloaded.
  public static func fashionMNIST(
    directory: String? = nil, split: Split, progress: ((DownloadProgress) -> Void)? = nil
  ) throws -> Dataset {
    try RealSet.fashionMNIST.dataset(split, from: DataSource(directory: directory), progress: progress)
  }
}

extension RealSet {
  /// Finds a split, downloading the set if it must, and reads it.
  func dataset(
    _ split: Split, from source: DataSource, progress: ((DownloadProgress) -> Void)? = nil
  ) throws -> Dataset {
    let (images, labels) = files(of: split)
    for folder in [source.directory, source.variable].compactMap(\.self) {
      // A folder that is named for this must hold the files; one that is always named may be for something else.
      guard
        folder == source.directory
          || files.contains(where: { path(of: $0, in: folder) != nil || obstacle(to: $0, in: folder) != nil })
      else { continue }
      return try read(
        split, images: existingPath(of: images, in: folder), labels: existingPath(of: labels, in: folder),
        known: source.known)
    }
    let cache = try source.cache(for: self)
    try download(from: source, into: cache, progress: progress)
    do {
      return try read(
        split, images: existingPath(of: images, in: cache), labels: existingPath(of: labels, in: cache),
        known: source.known)
    } catch let error as DataFileError {
      throw DataFileError(
        path: error.path, problem: error.problem, detail: error.detail,
        advice: "delete the file, and it is downloaded again")
    }
  }

  /// Where a file lies, gzipped or not: the folder with the set's own name goes before `directory` itself, and that
  /// before its `raw`, for whoever names torchvision's folder of the set. Some archives have a dot in the files' names, and
  /// some a folder of the file's name around it.
  func path(of file: File, in directory: String) -> String? {
    paths(of: file, in: directory).first { FileKind($0).map { $0 != .folder } ?? false }
  }

  /// Where a file may lie.
  private func paths(of file: File, in directory: String) -> some Sequence<String> {
    let names = [file.name, file.name.replacing("-idx", with: ".idx")].flatMap { [$0, "\($0).gz"] }
    let places = ["\(directory)/\(folder)", directory, "\(directory)/raw"]
    return places.lazy.flatMap { place in
      names.map { "\(place)/\($0)" } + names.flatMap { around in names.map { "\(place)/\(around)/\($0)" } }
    }
  }

  private func existingPath(of file: File, in directory: String) throws -> String {
    if let path = path(of: file, in: directory) { return path }
    if let (path, reason) = obstacle(to: file, in: directory) {
      throw DataFileError(
        path: path, problem: .unreadable, detail: "expected \(file.name) of \(name) and was refused: \(reason)",
        advice: "see to the permissions and the links on the way there")
    }
    if FileKind(directory) != .folder {
      throw DataFileError(
        path: directory, problem: .missing,
        detail: "expected a folder that holds \(file.name) of \(name) and found "
          + (FileKind(directory) == nil ? "nothing" : "no folder"),
        advice: "name the folder that the files lie in, or leave --data out and use the drawn images")
    }
    throw DataFileError(
      path: directory, problem: .missing,
      detail: "expected \(file.name) or \(file.name).gz of \(name) here, in \(folder) or in raw, and found neither",
      advice: "put the files there, name another folder, or leave --data out and use the drawn images")
  }

  /// The first place of a file that cannot be looked into, and why: a link that leads nowhere or in a circle, a folder
  /// without permission; nil if there is no such place.
  private func obstacle(to file: File, in directory: String) -> (path: String, reason: String)? {
    paths(of: file, in: directory).lazy.compactMap { path in FileKind.refusal(of: path).map { (path, $0) } }.first
  }

  private func read(_ split: Split, images imagesPath: String, labels labelsPath: String, known: [RealSet]) throws
    -> Dataset
  {
    let files = files(of: split)
    let imagesFile = try CompressedFile(path: imagesPath)
    let images = try IDX.images(from: imagesFile)
    try check(imagesFile, is: files.images, among: known)
    let labelsFile = try CompressedFile(path: labelsPath)
    let labels = try IDX.labels(from: labelsFile, classes: classNames.count)
    try check(labelsFile, is: files.labels, among: known)
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

  /// Throws if what has been read of a file is known to be another: an unknown set of one's own is welcome.
  private func check(_ file: CompressedFile, is expected: File, among known: [RealSet]) throws {
    let sha256 = file.sha256.hexadecimal
    guard sha256 != expected.sha256, let found = RealSet.owner(of: sha256, among: known) else { return }
    throw DataFileError(
      path: file.path, problem: .anotherSet,
      detail:
        "expected the \(expected.contents) of \(name) and found the \(found.file.contents) of \(found.set.name)",
      advice: "put the files of each set into a folder of its own, those of \(name) into \(folder)")
  }

  /// The known file whose bytes have this SHA-256.
  static func owner(of sha256: String, among known: [RealSet]) -> (set: RealSet, file: File)? {
    for set in known {
      if let file = set.files.first(where: { $0.sha256 == sha256 }) { return (set, file) }
    }
    return nil
  }
}
