import System

extension RealSet {
  /// Downloads the files that are not yet in `cache`.
  ///
  /// A file gets its name once it is whole and has been found right. What has come of it stays beside it, with `.part`
  /// added, and is gone on with the next time.
  func download(
    from source: DataSource, into cache: String, progress: ((DownloadProgress) -> Void)? = nil
  ) throws {
    do {
      try downloadMissing(from: source, into: cache, progress: progress)
    } catch let failure as UnwritableFile {
      throw DataFileError(
        path: failure.path, problem: .unwritable, detail: "cannot be written: \(failure.reason)",
        advice: "make room or see to its permissions, or name a folder that holds the files")
    }
  }

  private func downloadMissing(
    from source: DataSource, into cache: String, progress: ((DownloadProgress) -> Void)?
  ) throws {
    let missing = files.filter { path(of: $0, in: cache) == nil }
    guard !missing.isEmpty else { return }
    let folder = "\(cache)/\(folder)"
    try Folder.make(folder)
    let total = missing.reduce(0) { $0 + $1.gzippedSize }
    var done = 0
    func report(_ received: Int, isComplete: Bool = false) {
      progress?(
        DownloadProgress(set: name, folder: folder, received: received, total: total, isComplete: isComplete))
    }
    for file in missing {
      try download(file, into: folder, from: source) { report(done + min($0, file.gzippedSize)) }
      done += file.gzippedSize
    }
    report(total, isComplete: true)
  }

  /// Asks the mirrors in turn. One that breaks off is asked again after the others, and whoever comes next goes on where
  /// it stopped; one that refuses, or sends what is not the file, is not asked again.
  private func download(_ file: File, into folder: String, from source: DataSource, report: (Int) -> Void) throws {
    guard let part = try PartialFile(of: "\(folder)/\(file.name).gz", waiting: report) else { return }
    var waiting = Array(mirrors.indices)
    var reasons = [String?](repeating: nil, count: mirrors.count)
    for _ in 0..<RealSet.mostAttempts {
      guard let mirror = waiting.first else { break }
      waiting.removeFirst()
      let start = part.size
      let limit = max(file.size, file.gzippedSize) + 1024
      let ending = try source.transfer.fetch("\(mirrors[mirror])\(file.name).gz", from: start, limit: limit) {
        try part.append($0)
        report(part.size)
      }
      switch ending {
      case .complete:
        guard let flaw = flaw(of: part, as: file, among: source.known) else { return try part.publish() }
        try part.empty()
        reasons[mirror] = flaw
        // What was pieced together may be wrong where it was joined: once more, in one go.
        if start > 0 { waiting.insert(mirror, at: 0) }
      case .cannotResume where start > 0:
        try part.empty()
        waiting.insert(mirror, at: 0)
      case .cannotResume: reasons[mirror] = "does not send the file from its beginning"
      case .tooLong:
        try part.empty()
        reasons[mirror] = "sends more than the \(file.contents) have"
        if start > 0 { waiting.insert(mirror, at: 0) }
      case .failed(let reason):
        reasons[mirror] = reason
        if part.size > start { waiting.append(mirror) }
      }
    }
    throw DownloadError(
      set: name, reasons: zip(mirrors, reasons).compactMap { mirror, reason in reason.map { "\(mirror) \($0)" } })
  }

  private static let mostAttempts = 20

  /// What is wrong with a downloaded file; nil if it holds what was published.
  private func flaw(of part: PartialFile, as file: File, among known: [RealSet]) -> String? {
    do {
      let unpacked = try CompressedFile(path: part.path)
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      var size = 0
      while size <= file.size {
        let count = try piece.withUnsafeMutableBytes { try unpacked.read(into: $0) }
        if count == 0 { break }
        if size == 0, piece[0] == UInt8(ascii: "<") { return "sends a web page" }
        size += count
      }
      guard size <= file.size else { return "sends what unpacks to more than the \(file.contents) have" }
      let sha256 = unpacked.sha256.hexadecimal
      guard sha256 != file.sha256 else { return nil }
      guard let found = RealSet.owner(of: sha256, among: known) else {
        return "sends something else than the \(file.contents)"
      }
      return "sends the \(found.file.contents) of \(found.set.name)"
    } catch {
      return "sends a damaged file"
    }
  }
}
