#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Notices changes of the Swift files in a folder, at which it looks when the system has word of something there.
package struct FolderWatcher: ~Copyable {
  private let folder: String
  private let queue: Int32
  /// The files as they were when they were last looked at.
  private var seen: [String: Folder.Version] = [:]

  /// Microseconds in which the several steps of one save are taken together.
  private static let pause: UInt32 = 100_000

  /// Watches from now on; throws a line if that cannot be done.
  package init(_ folder: String) throws {
    self.folder = folder
    #if canImport(Darwin)
      queue = kqueue()
    #else
      queue = inotify_init1(Int32(IN_CLOEXEC))
    #endif
    guard queue >= 0, register() else {
      let reason = SystemCall.lastRefusal
      throw ProgramFailure(
        "cannot watch \(folder): \(reason); end other programs that watch folders, and try again")
    }
    seen = files()
  }

  /// Waits until a file has been written, has come or has gone, since the last wait or the beginning.
  package mutating func wait() {
    while true {
      let isRegistered = register()
      if files() != seen { break }
      // A folder that is gone may come back.
      if isRegistered { waitForWord() } else { usleep(FolderWatcher.pause) }
    }
    repeat {
      seen = files()
      usleep(FolderWatcher.pause)
    } while files() != seen
  }

  private func files() -> [String: Folder.Version] {
    var files: [String: Folder.Version] = [:]
    for name in Folder.names(in: folder) ?? [] where name.hasSuffix(".swift") {
      files[name] = Folder.version(of: "\(folder)/\(name)")
    }
    return files
  }

  #if canImport(Darwin)
    /// The folder and its files, open for as long as word of them is waited for.
    private var watched: [Int32] = []

    /// Asks for word of the folder and of the files that are in it now, in place of those of before. Gives whether the
    /// folder is there.
    private mutating func register() -> Bool {
      let before = watched
      let paths = [folder] + files().keys.sorted().map { "\(folder)/\($0)" }
      let opened = paths.map { open($0, O_EVTONLY | O_CLOEXEC) }
      watched = opened.filter { $0 >= 0 }
      for file in watched {
        var change = kevent(
          ident: UInt(file), filter: Int16(EVFILT_VNODE), flags: UInt16(EV_ADD | EV_CLEAR),
          fflags: UInt32(NOTE_WRITE | NOTE_EXTEND | NOTE_ATTRIB | NOTE_RENAME | NOTE_DELETE), data: 0, udata: nil)
        kevent(queue, &change, 1, nil, 0, nil)
      }
      // With its last descriptor, the system forgets what was asked about a file.
      before.forEach { _ = close($0) }
      return opened[0] >= 0
    }

    private func waitForWord() {
      var event = kevent()
      if kevent(queue, nil, 0, &event, 1, nil) < 0 { usleep(FolderWatcher.pause) }
    }

    deinit {
      watched.forEach { _ = close($0) }
      close(queue)
    }
  #else
    /// Asks for word of the folder and of those that its links lead to, if that has not been done yet. Gives whether the
    /// folder is there.
    private func register() -> Bool {
      let files = files().keys.compactMap { Path.resolved("\(folder)/\($0)") }
      Set(files.compactMap(Path.parent)).forEach { _ = isWatched($0) }
      return isWatched(folder)
    }

    private func isWatched(_ folder: String) -> Bool {
      let events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF
      return inotify_add_watch(queue, folder, UInt32(events)) >= 0
    }

    /// What exactly has happened is to be seen in the files.
    private func waitForWord() {
      var buffer = [UInt8](repeating: 0, count: 4096)
      if read(queue, &buffer, buffer.count) < 0 { usleep(FolderWatcher.pause) }
    }

    deinit { close(queue) }
  #endif
}
