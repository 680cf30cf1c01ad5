import System

/// Where the files of real sets are looked for, one place after the other.
struct DataSource {
  /// The folder that was named for this, beside which no other counts.
  var directory: String?
  /// The folder that the environment names for good.
  var variable = Environment.nonEmpty("PATCHWORK_DATA_DIRECTORY")
  /// The folder of whatever can be had again.
  var caches = DataSource.usualCaches
  /// How what is nowhere is downloaded.
  var transfer = Transfer()
  /// The sets that can be told apart.
  var known = RealSet.all

  /// The folder of this program in the cache.
  func cache(for set: RealSet) throws -> String {
    guard let caches else {
      throw DownloadError(set: set.name, reasons: ["there is no home folder to keep it in: HOME is not set"])
    }
    return caches + "/patchwork"
  }

  /// `XDG_CACHE_HOME`, which counts only if it is absolute, or `~/.cache`; `~/Library/Caches` on macOS.
  private static var usualCaches: String? {
    #if canImport(Darwin)
      Environment.nonEmpty("HOME").map { $0 + "/Library/Caches" }
    #else
      Environment.nonEmpty("XDG_CACHE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        ?? Environment.nonEmpty("HOME").map { $0 + "/.cache" }
    #endif
  }
}
